"""Each mistake gives its problem, at its place, and no other; all together are all found; a failing build touches nothing."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from check_cases import SITES, apply, cases, copy, expected, owned_codes, problems, snapshot, take_marks

from macros.problems import errors_in, message
from macros.problems.render import as_github, as_json, as_text
from macros.site.build import MARKER, build
from macros.site.commands import check, ledger
from macros.site.inputs import sources
from macros.site.project import load_project

CASES = cases("cases")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_mistake_gives_its_problem_and_no_other(case, tmp_path):
    root = copy(case.site, tmp_path / "site")
    apply(case.edits, root)
    wanted = expected(case, take_marks(root))
    there = problems(root)
    assert sorted(f"{problem.place} {problem.code}" for problem in there) == wanted
    assert_worded(there)


def assert_worded(there):
    """Every sentence of every problem is complete, in both languages, in all renderings."""
    for language in ("th", "en"):
        for problem in there:
            words = message(problem.code, problem.params, language)
            assert words.message and words.rule and words.repair
            assert "None" not in words.message + words.hint
        for render in (as_text, as_json, as_github):
            assert render(there, language) or not there


# ---- all in one run --------------------------------------------------------------------------------------------------

TOGETHER = """
comment-is-the-whole-value tab unit-misspelled repair-of-an-item-that-passed period-outside-the-year evidence-missing
unit-unused total-off-by-one-digit key-unknown year-of-the-common-era unit-with-a-soft-hyphen key-misspelled
month-that-does-not-exist web-address-without-scheme day-that-does-not-exist
no-steps document-among-records backup-of-a-record kind-misspelled link-to-no-page settings-misspelled
letter-case-collision item-form parent-unknown
""".split()


def test_twenty_mistakes_are_found_in_one_run_and_the_output_stays_as_it_was(tmp_path):
    root = copy("own", tmp_path / "site")
    chosen = [case for case in CASES if case.name in TOGETHER]
    for case in chosen:
        apply(case.edits, root)
    places = iter(take_marks(root))
    wanted_codes = sorted(entry.split()[-1] for case in chosen for entry in case.expect)
    output = tmp_path / "published"
    (output / MARKER).parent.mkdir(parents=True)
    (output / MARKER).write_text("{}")
    (output / "index.html").write_text("what was published before")
    before = snapshot(output)
    result = build(root, output)
    assert not result.ok and snapshot(output) == before
    assert sorted(problem.code for problem in result.problems if problem.code in owned_codes() | set(wanted_codes)) == wanted_codes
    assert len(chosen) >= 20
    marked = set(places)
    assert marked <= {str(problem.place) for problem in result.problems}


def test_no_mistake_of_the_list_is_missing():
    assert set(TOGETHER) <= {case.name for case in CASES}


# ---- wording ---------------------------------------------------------------------------------------------------------

# Found in what the engine made, on other sites or in other rooms; file-emptied by tests/site/test_cut.py, day-to-come and file-unreadable below.
ELSEWHERE = {"built-link-dead", "engine-warning", "outside-link-dead", "outside-links-unasked", "synonyms-form", "file-unreadable", "file-emptied", "day-to-come",
             "commit-without-file", "commit-of-before"}  # fmt: skip


def test_every_code_has_a_case():
    covered = {entry.split()[-1] for case in [*CASES, *cases("hostile")] for entry in case.expect}
    assert owned_codes() - covered - ELSEWHERE == set()


def test_case_names_are_taken_once():
    names = [case.name for case in [*CASES, *cases("hostile")]]
    assert len(names) == len(set(names))


def test_a_file_that_cannot_be_opened(tmp_path, monkeypatch):
    root = copy("new", tmp_path / "site")
    (root / "content" / "files").mkdir()
    (root / "content" / "files" / "a.csv").write_text("ก")
    real = type(root).open

    def refuse(path, *args, **options):
        if path.name in ("about.md", "plan.yml", "a.csv"):
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **options)

    monkeypatch.setattr(type(root), "open", refuse)
    monkeypatch.setattr("macros.site.inputs.sources.read_file", lambda path: refuse(Path(path), "rb").read())
    there = [problem for problem in problems(root) if problem.code == "file-unreadable"]
    assert [problem.place.file for problem in there] == ["content/about.md", "content/files/a.csv", "measures/2567/plan.yml"]
    assert_worded(there)


@pytest.fixture
def closed(monkeypatch):
    """A function after which nobody may open what lies at a path."""
    shut = set()

    def guarded(real):
        def look(path, *args, **options):
            if str(path) in shut:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *args, **options)

        return look

    for owner, name in ((Path, "open"), (os, "scandir"), (sources, "read_file")):
        monkeypatch.setattr(owner, name, guarded(getattr(owner, name)))
    return lambda path: shut.add(str(path))


@pytest.mark.parametrize("path", [
    "mkdocs.yml", "content", "content/index.md", "content/about.md", "content/services", "content/files", "content/files/2567", "measures", "measures/agency.yml",
    "measures/2567", "measures/2567/plan.yml", "measures/2567/disclosures", "measures/2567/registers", "measures/ledger.tsv",
])  # fmt: skip
def test_what_cannot_be_opened_is_the_only_thing_that_is_wrong(site_copy, closed, path, capsys):
    """Nothing that lies in it is called missing, and no repair makes it anew."""
    root = site_copy(SITES["fictional"])
    assert check.main(["--root", str(root)]) == 0
    capsys.readouterr()
    closed(root / path)
    assert check.main(["--root", str(root), "--format", "json"]) == 1
    (found,) = [problem for problem in json.loads(capsys.readouterr().out)["problems"] if problem["severity"] == "error"]
    assert (found["code"], found["file"]) == ("file-unreadable", path) and "ไม่มีสิทธิ์เปิด" in found["message"]
    before = (root / "measures/ledger.tsv").stat()
    assert ledger.main(["accept", "--root", str(root)]) == 1 and (root / "measures/ledger.tsv").stat() == before


def test_beside_what_cannot_be_opened_all_else_is_told(site_copy, closed):
    root = site_copy(SITES["fictional"])
    closed(root / "content/services")
    (root / "content/about.md").write_text("---\ntitle: ก\n---\n\n[ก](services/fees.md) [ข](nowhere.md)\n", encoding="utf-8")
    plan = root / "measures/2567/plan.yml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("fiscal_year: 2567", "fiscal_year: x", 1), encoding="utf-8")
    codes = {(problem.code, problem.params.get("value")) for problem in errors_in(load_project(root).problems)}
    assert ("file-unreadable", None) in codes and ("link-dead", "nowhere.md") in codes and "year-unreadable" in {code for code, _ in codes}
    assert not [value for _, value in codes if value and "services" in value]


PROGRESS = ("status: unknown", "status: unknown\n    progress:\n      - on: 15 มกราคม 2565\n        text: ประชุมแล้ว")
CORRECTION = ("kind: measure", "kind: measure\ncorrections:\n  - on: 15 มกราคม 2565\n    why: พิมพ์ผิด\n    what: แก้ชื่อกอง")


@pytest.mark.parametrize(("find", "put"), [PROGRESS, CORRECTION])
def test_only_today_tells_that_a_day_is_yet_to_come(tmp_path, find, put):
    root = copy("own", tmp_path / "site")
    record = root / "measures" / "2564" / "m1.yml"
    record.write_text(record.read_text(encoding="utf-8").replace(find, put, 1), encoding="utf-8")
    codes = lambda today: [problem.code for problem in load_project(root, today=today).problems if problem.code == "day-to-come"]
    assert codes(None) == codes(date(2022, 1, 14)) == [] and codes(date(2022, 1, 13)) == ["day-to-come"]


def test_a_correction_may_come_many_years_later(tmp_path):
    root = copy("own", tmp_path / "site")
    record = root / "measures" / "2564" / "m1.yml"
    record.write_text(record.read_text(encoding="utf-8").replace(*CORRECTION, 1).replace("มกราคม 2565", "มกราคม 2572"), encoding="utf-8")
    found = [problem.code for problem in load_project(root, today=date(2029, 1, 16)).problems if problem.place.file.endswith("m1.yml")]
    assert found == ["ledger-new-anchors"]  # the page has a place for it now


# ---- the command -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_command_says_it_with_status_1_and_no_traceback(tmp_path, capsys, form, language):
    root = copy("new", tmp_path / "site")
    (root / "measures" / "2567" / "x.yml").write_bytes("kind: plan\ntitle: ก\x00\u202e\n".encode())
    (root / "content" / "a b\u200b.md").write_text("# ก")
    assert check.main(["--root", str(root), "--format", form, "--lang", language]) == 1
    shown = capsys.readouterr()
    assert "control-character" in shown.out and "name-hard" in shown.out and "Traceback" not in shown.out + shown.err
    assert "\x00" not in shown.out and "\u202e" not in shown.out
