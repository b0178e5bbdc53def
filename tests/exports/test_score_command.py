"""``scripts/score.py``: the numbers of the source, what repairs bring, and what is said when something is not known."""

import json
import shutil
from pathlib import Path

import pytest

from macros.site.commands import score

ROOT = Path(__file__).parents[2]
FICTIONAL = ROOT / "tests/sites/fictional"


@pytest.fixture
def run(capsys):
    def run(*arguments, root=ROOT):
        status = score.main([*arguments, "--root", str(root)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_the_result_of_2563(run):
    status, out, err = run("2563", "--format", "json")
    data = json.loads(out)
    assert (status, err) == (0, "")
    assert list(data) == ["fiscal_year", "form", "items", "sub_indicators", "indicators", "instruments", "total", "level", "basis"]
    assert (data["indicators"]["9"], data["indicators"]["10"], data["total"], data["level"], data["basis"]) == (72.79, 25.0, 74.95, "C", "proved")
    assert len(data["items"]) == 43 and sum(value == 0 for value in data["items"].values()) == 13


@pytest.mark.parametrize("item", "O11 O21 O24 O25 O26 O27 O30 O36 O37 O40 O41 O42 O43".split())
def test_any_repair_gives_b(run, item):
    data = json.loads(run("2563", "--repair", item, "--format", "json")[1])
    assert (data["level"], data["repaired"], data["before"]) == ("B", [item], {"total": 74.95, "level": "C"})


def test_all_repairs(run):
    data = json.loads(run("๒๕๖๓", "--repair", "all", "--format", "json")[1])
    assert (data["total"], data["level"], len(data["repaired"])) == (95.39, "AA", 13)


def test_items_are_named_in_any_way_people_write_them(run):
    named = [json.loads(run("2563", "--repair", text, "--format", "json")[1])["repaired"] for text in ("O42,O11", "o11, o๔๒", "O11 O42 O1")]
    assert named == [["O11", "O42"], ["O11", "O42"], ["O1", "O11", "O42"]]


def test_text(run):
    out = run("2563")[1]
    assert "74.95" in out and "95.39" in out and "O42" in out
    assert "74.95 C" in run("2563", "--repair", "O11", "--lang", "en")[1]


def test_a_year_without_a_result_has_no_total_and_says_so(run):
    status, out, err = run("2564", "--format", "json")
    data = json.loads(out)
    assert (status, data["total"], data["level"], data["basis"]) == (0, None, None, "assumed")
    assert data["indicators"]["10"] == 25.0  # O42 alone: one of the two items of 10.2
    assert "2564" in err
    assert "ยังไม่มีผลประเมิน" in run("2564")[1]


def test_the_fictional_result(run):
    data = json.loads(run("2566", "--format", "json", root=FICTIONAL)[1])
    assert (data["total"], data["level"]) == (85.77, "ผ่าน")


def test_a_total_that_was_published_otherwise_is_told(run, tmp_path):
    shutil.copytree(FICTIONAL, tmp_path / "site")
    path = tmp_path / "site/measures/2566/ita.yml"
    path.write_text(path.read_text("utf-8").replace("total: 85.77", "total: 85.97"), "utf-8")
    status, out, err = run("2566", "--format", "json", root=tmp_path / "site")
    assert (status, json.loads(out)["total"]) == (0, 85.77) and "85.97" in err


@pytest.mark.parametrize("arguments", [("2599",), ("abc",), ("2563", "--repair", "O99"), ("2563", "--repair", "ข้อหนึ่ง")])
def test_what_is_not_known_is_said(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "") and err.strip() and "Traceback" not in err


def test_problems_in_records_are_all_printed(run, site_copy):
    root = site_copy()
    result = root / "measures/2563/ita.yml"
    result.write_text(result.read_text(encoding="utf-8").replace("O43]", "O99]").replace("98.89", "198.89"), encoding="utf-8")
    status, out, _ = run("2563", root=root)
    assert status == 1 and "score-out-of-range" in out and "O99" in out


def test_what_nobody_has_assessed_is_nowhere_called_proved(capsys):
    assert score.main(["2564"]) == 0
    text = capsys.readouterr().out
    assert "assumed" in text and "proved" not in text


@pytest.mark.parametrize("name", ["ita.yaml", "ita.yml.bak"])
def test_a_result_that_is_passed_over_is_told_and_no_score_without_it(run, site_copy, name):
    root = site_copy()
    (root / "measures/2564").rename(root / "later")
    (root / "measures/2563/ita.yml").rename(root / "measures/2563" / name)
    status, out, _ = run("2563", root=root)
    assert status == 1 and f"measures/2563/{name}:1:1" in out


def test_a_folder_that_is_no_site_has_no_score(run, tmp_path):
    status, out, _ = run("2563", root=tmp_path)
    assert status == 1 and "measures:1:1" in out
