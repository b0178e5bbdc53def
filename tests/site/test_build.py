"""The whole road: sources to a built site, and what must stand in it."""

import csv
import io
import json
import os
import re
import subprocess
from html import unescape

import pytest

from macros.pages import opendata_words
from macros.problems import message
from macros.site.build import OutputRefused, build
from macros.site.commands import check, verify
from macros.site.commands.build import main
from macros.site.data.opendata import LineRow
from macros.site.making import engine
from tests.built import files_in
from tests.conftest import FICTIONAL, commit_all

FACTS = [  # what the plan says, as it must be readable on the page at the address
    ("measures/2564", ["25 พฤศจิกายน 2563", "ธ.ค. 63", "มี.ค. 64", "กองคลัง", "ฝ่ายอำนวยการ"]),
    ("ita/2563", ["74.95", "98.89", "98.71", "98.65", "98.53", "96.77", "87.89", "85.72", "85.40", "72.79", "25.00", "95.39"]),
    ("measures/2564/m3-4", ["การวางแผนกำลังคน", "การพัฒนาคุณภาพชีวิต", "2563/O25".split("/")[1]]),
    ("measures/2564/m3-7", ["ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "O30"]),
    ("measures/2564/m3-11", ["ต้นฉบับ", "O41"]),
    ("complaints", ["1205"]),
]


def visible(html):
    """Text of a page without its tags, blanks folded."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    body = re.sub(r'<span class="ps-w">(.*?)</span>', r"\1", body)  # words that stand in their sentence
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize(("address", "facts"), FACTS)
def test_facts_of_the_plan_are_on_their_pages(built_site, address, facts):
    text = visible((built_site / address / "index.html").read_text(encoding="utf-8"))
    assert [fact for fact in facts if fact not in text] == []


def test_every_address_of_the_plan_is_a_page(built_site):
    lines = ["m1", "m2", "m3", *(f"m3-{number}" for number in range(1, 14))]
    units = ["clerk", "planning", "administration", "finance", "engineering", "health"]
    addresses = [
        "", "measures/2564", *(f"measures/2564/{line}" for line in lines), "ita/2563", "trace/2564", "oit/2564",
        *(f"oit/2564/o{number}" for number in range(1, 44)), *(f"units/{unit}" for unit in units),
        "complaints", "about", "privacy", "accessibility", "a-z", "search", "data",
    ]  # fmt: skip
    assert [address for address in addresses if not (built_site / address / "index.html").is_file()] == []


def test_open_data_has_all_lines_and_steps(built_site):
    lines = json.loads((built_site / "data/measures.json").read_text(encoding="utf-8"))
    assert (len(lines), sum(len(line["steps"]) for line in lines)) == (15, 33)
    assert {line["status"] for line in lines} == {"unknown"}
    assert {(line["period"]["start"], line["period"]["end"]) for line in lines} == {("2020-12", "2021-03")}
    assert set(lines[0]) == {
        "id", "fiscal_year", "measure", "title", "steps", "responsible", "period", "follow_up", "repairs", "status", "url",
    }  # fmt: skip


def test_every_field_of_a_line_is_explained_beside_its_file():
    assert [name for name, _ in opendata_words.FIELDS] == list(LineRow.model_fields)


def test_every_field_of_a_line_is_explained_in_its_schema(built_site):
    schema = json.loads((built_site / "data/schema/export-measures.json").read_text(encoding="utf-8"))
    assert {name: one["description"] for name, one in schema["$defs"]["LineRow"]["properties"].items()} == dict(opendata_words.FIELDS)


def test_csv_opens_in_thai_excel(built_site):
    data = (built_site / "data/measures-2564.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 16 and all(len(row) == len(rows[0]) for row in rows)


def test_exports_fit_their_schemas(built_site):
    from pydantic import TypeAdapter

    from macros.site.data.opendata import EXPORTS

    for name, file in {"measures": "measures.json", "ita": "ita-2563.json", "pages": "pages.json"}.items():
        TypeAdapter(EXPORTS[name]).validate_json((built_site / "data" / file).read_bytes(), strict=True)
        assert (built_site / f"data/schema/export-{name}.json").is_file()


def test_pages_json_names_every_page_once(built_site):
    rows = json.loads((built_site / "data/pages.json").read_text(encoding="utf-8"))
    built = {"/" + str(path.parent.relative_to(built_site).as_posix()) + "/" for path in built_site.rglob("index.html")}
    assert {row["address"].strip("/") for row in rows} == {address.strip("/.") for address in built}
    assert len(rows) == len({row["address"] for row in rows})


def test_every_page_says_that_it_is_unofficial(built_site):
    pages = [path for path in built_site.rglob("*.html")]
    assert [path for path in pages if "อย่างไม่เป็นทางการ" not in path.read_text(encoding="utf-8")] == []


def test_nothing_of_the_base_theme_is_shipped(built_site):
    assert not (built_site / "assets/javascripts").exists()
    assert "fonts.googleapis" not in (built_site / "index.html").read_text(encoding="utf-8")


def test_values_stay_text(built_fictional):
    """The fictional records hold tags, templates and links that would run."""
    for path in built_fictional.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "<b>" not in html and "onerror=" not in re.sub(r"&lt;.*?&gt;", "", html)
        assert 'href="javascript:' not in html


def test_a_page_of_content_may_lead_to_open_data_to_a_calendar_and_to_the_search(site_copy, tmp_path):
    root = site_copy()
    targets = ("data/index.md", "data/measures.json", "data/pack-2564.zip", "units/planning/calendar.ics", "changes/feed.xml", "search/index.md")
    with (root / "content/about.md").open("a", encoding="utf-8") as page:
        page.write("\n" + " ".join(f"[ข้อมูล]({target})" for target in targets) + "\n")
    assert build(root, tmp_path / "site").ok
    html = (tmp_path / "site/about/index.html").read_text(encoding="utf-8")
    assert all(f'<a href="../{target.removesuffix("index.md")}">ข้อมูล</a>' in html for target in targets)


def test_a_failing_build_leaves_the_output_as_it_was(site_copy, tmp_path):
    root, output = site_copy(), tmp_path / "out"
    assert build(root, output).ok
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    record = root / "measures/2564/m1.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("status: unknown", "status: finished"), encoding="utf-8")
    result = build(root, output)
    assert [problem.code for problem in result.problems if problem.severity == "error"] == ["status-unknown"]
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".prongsai")] == []


def test_a_committed_mistake_is_not_called_uncommitted(site_copy, tmp_path):
    root = site_copy()
    path = root / "measures" / "2564" / "m3.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: measure", "kind: measur"), encoding="utf-8")
    subprocess.run(["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.go.th", "commit", "-qam", "x"], check=True)
    codes = {problem.code for problem in build(root, tmp_path / "out").problems}
    assert "kind-unknown" in codes and "history-uncommitted" not in codes


def test_a_failing_build_makes_no_folder(site_copy, tmp_path):
    root = site_copy()
    (root / "measures/2564/m1.yml").write_text("", encoding="utf-8")
    assert not build(root, tmp_path / "new" / "deep" / "site").ok
    assert {path.name for path in tmp_path.iterdir()} == {"copy"}


def test_a_folder_that_is_no_site_is_never_replaced(site_copy, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputRefused):
        build(site_copy(), tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "years of work"


@pytest.mark.parametrize("place", ["content/out", "content", "measures/2564/out"])
def test_the_output_may_not_lie_among_the_sources(site_copy, place, capsys):
    root = site_copy()
    before = sorted(root.rglob("*"))
    assert main(["--root", str(root), "--output", str(root / place)]) == 2
    assert f"โฟลเดอร์ {root / place} อยู่ในข้อมูลของเว็บไซต์เอง" in capsys.readouterr().err and sorted(root.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt", reason="links need a permission")
@pytest.mark.parametrize("below", ["", "site"])
def test_a_link_to_itself_is_no_output_and_no_copy(site_copy, tmp_path, below, capsys):
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert main(["--root", str(site_copy()), "--output", str(loop / below)]) == 2
    assert verify.main([str(loop / below)]) == 2
    assert str(loop) in capsys.readouterr().err and loop.is_symlink()


@pytest.mark.parametrize("day", ["abc", "99999999999999"])
def test_the_day_that_other_programs_give_is_not_asked(monkeypatch, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
    with engine.quiet_clock():
        assert os.environ["SOURCE_DATE_EPOCH"] == "0"
    assert os.environ["SOURCE_DATE_EPOCH"] == day


def test_two_builds_in_two_folders_are_the_same_bytes(site_copy, tmp_path, monkeypatch):
    first_root = site_copy()
    subprocess.run(["git", "clone", "-q", str(first_root), str(tmp_path / "a clone")], check=True, capture_output=True)
    assert build(first_root, tmp_path / "first").ok
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert build(tmp_path / "a clone", tmp_path / "somewhere else").ok
    first, second = (files_in(tmp_path / name) for name in ("first", "somewhere else"))
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_a_history_that_was_squashed_is_told_of(site_copy, tmp_path):
    """The site was there before its first commit: a year was closed, or something retired."""
    root = site_copy()
    ledger = root / "measures" / "ledger.tsv"
    ledger.write_text(ledger.read_text(encoding="utf-8") + "/gone/\tgone\tpage\t\t2025-12-31\tหน้าเดิม\tย้ายไปเว็บไซต์หลัก\n", encoding="utf-8")
    line = len(ledger.read_text(encoding="utf-8").splitlines())
    (problem,) = [problem for problem in build(root, tmp_path / "out").problems if problem.code == "history-begins-late"]
    assert (str(problem.place), problem.severity) == (f"measures/ledger.tsv:{line}:1", "warning")
    assert "15 มกราคม 2569" in message(problem.code, problem.params, "th").message


def test_another_address_of_the_site_is_told_of_until_it_is_published(site_copy, tmp_path):
    """By the check as well, and not of a site that had none before."""
    root = site_copy(FICTIONAL)
    settings, remote = root / "mkdocs.yml", tmp_path / "remote.git"
    text = settings.read_text(encoding="utf-8")
    moved = re.sub("^site_url: .*$", "site_url: https://new.example.go.th/", text, flags=re.MULTILINE)
    told = lambda: [(problem.place.line, problem.params["before"]) for problem in build(root, tmp_path / "out").problems if problem.code == "site-moved"]
    line, before = next((number, value.split()[1]) for number, value in enumerate(text.splitlines(), 1) if value.startswith("site_url: "))
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    for command in (["remote", "add", "origin", str(remote)], ["push", "-q", "origin", "HEAD:main"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    settings.write_text(moved, encoding="utf-8")
    assert told() == [(line, before)]
    commit_all(root)
    assert told() == [(line, before)] and check.main(["--root", str(root)]) == 0
    subprocess.run(["git", "push", "-q", "origin", "HEAD:main"], cwd=root, check=True)
    assert told() == []
