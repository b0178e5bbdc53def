"""Starting points pass check and build at once."""

import errno
from pathlib import Path

import pytest

from macros.oit import forms
from macros.problems import errors_in
from macros.records.read import read
from macros.site.build import build
from macros.site.commands import new
from macros.site.project import load_project
from macros.site.starting.points import CannotAdd, with_line

MANUAL = Path(__file__).parents[1] / "sites/fictional/content/files/2566/service-manual.pdf"


def codes(root):
    return [(problem.code, str(problem.place)) for problem in load_project(root).problems]


@pytest.mark.parametrize("name", ["เทศบาลตำบลทดลอง", 'อบต. "ก": # {{ x }} <b>'])
def test_a_new_agency_passes_check_and_builds(tmp_path, name):
    root = tmp_path / "site of another agency"
    assert new.main(["agency", str(root), "--name", name, "--year", "2567"]) == 0
    assert {code for code, _ in codes(root)} == {"starter-text-left"}  # nothing is wrong, and all that is left to write is named
    assert sum(place.startswith("content/about.md:") for _, place in codes(root)) == 2  # where the data is from, and whom to tell of errors
    result = build(root, tmp_path / "out")
    assert result.ok and {problem.code for problem in result.problems} == {"history-missing", "starter-text-left"}  # not in git yet, and said so
    assert "ดอนยายหอม" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_full_disk_leaves_nothing_in_the_way_of_the_next_try(tmp_path, monkeypatch):
    root, written = tmp_path / "site", Path.write_text
    assert new.main(["agency", str(root), "--name", "ก", "--year", "2567"]) == 0

    def full(path, text, **options):
        written(path, "" if path.name in ("m2.yml", "agency.yml", "m1.yml.new") else text, **options)
        if path.name in ("m2.yml", "agency.yml", "m1.yml.new"):
            raise OSError(errno.ENOSPC, "full")

    tries = ["measure", "m2", "--year", "2567", "--root", str(root)], ["line", "m1-2", "--measure", "m1", "--year", "2567", "--root", str(root)], ["agency", str(tmp_path / "b"), "--year", "2567"]
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        assert [new.main(words) for words in tries] == [2, 2, 2]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert [new.main(words) for words in tries] == [0, 0, 0]


@pytest.mark.parametrize(("name", "kept"), [("เทศบาล\u202eตำบล\u200e ก\x01ข\ufeff", "เทศบาลตำบล กข"), (" อบต.\n ก\t", "อบต. ก")])
def test_what_nobody_sees_is_left_out_of_names(tmp_path, name, kept):
    root = tmp_path / "site"
    assert new.main(["agency", str(root), "--name", name, "--year", "2567"]) == 0
    assert new.main(["measure", "m2", "--year", "2567", "--title", name, "--root", str(root)]) == 0
    assert f'"{kept}"' in (root / "measures/agency.yml").read_text(encoding="utf-8") and f'"{kept}"' in (root / "measures/2567/m2.yml").read_text(encoding="utf-8")
    assert {code for code, _ in codes(root)} == {"starter-text-left"}


@pytest.mark.parametrize("options", [
    ["--name", "\udcff\udcfe", "--year", "2567"], ["--name", "\u202e", "--year", "2567"], ["--name", "ก", "--year", "2700"], ["--name", "ก", "--year", "²567"],
    ["--name", "ก", "--year", "9" * 5000],
])  # fmt: skip
def test_what_check_would_refuse_is_not_made(tmp_path, capsys, options):
    with pytest.raises(SystemExit) as refused:
        new.main(["agency", str(tmp_path / "site"), *options])
    assert refused.value.code == 2 and not (tmp_path / "site").exists()
    assert "invalid" not in capsys.readouterr().err


@pytest.mark.parametrize("year", ["2475", "2699"])
def test_the_first_and_the_last_year_pass_check(tmp_path, year):
    assert new.main(["agency", str(tmp_path), "--name", "ก", "--year", year]) == 0
    assert not errors_in(load_project(tmp_path).problems)


def test_year_measure_and_line_pass_check(tmp_path):
    root = tmp_path / "site"
    new.main(["agency", str(root), "--name", "เทศบาลตำบลทดลอง", "--year", "2567"])
    assert new.main(["year", "2568", "--root", str(root)]) == 0
    assert "plan-empty" in {code for code, _ in codes(root)}  # it is said that the new plan is still to come
    assert new.main(["measure", "m2", "--year", "2567", "--root", str(root)]) == 0
    for line, measure in (("m2-2", "m2"), ("m1-2", "m1")):  # of a measure just made, and of the one that a new site has
        assert new.main(["line", line, "--measure", measure, "--year", "2567", "--root", str(root)]) == 0
    assert {code for code, _ in codes(root)} <= {"ledger-new", "ledger-new-anchors", "ledger-new-many", "plan-empty", "starter-text-left"}  # new addresses are taken in with ledger.py accept


def test_a_unit_that_nobody_has_chosen_is_marked_and_told(tmp_path, capsys):
    root = tmp_path / "site"
    new.main(["agency", str(root), "--name", "เทศบาลตำบลทดลอง", "--year", "2567"])
    agency = root / "measures/agency.yml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("    name: สำนักปลัด\n", "    name: สำนักปลัด\n  - id: finance\n    name: กองคลัง\n"), encoding="utf-8")
    for words, file, line, column in ((["disclosure", "o8"], "disclosures/o8.yml", 10, 1), (["measure", "m2"], "m2.yml", 13, 5), (["line", "m2-2", "--measure", "m2"], "m2.yml", 22, 5)):
        capsys.readouterr()
        assert new.main([*words, "--year", "2567", "--root", str(root)]) == 0
        told = capsys.readouterr().err
        assert f"{file}:{line + 1}: ใส่หน่วยงานแรกไว้ก่อน" in told and "clerk สำนักปลัด · finance กองคลัง" in told
        assert ("starter-unit-left", f"measures/2567/{file}:{line}:{column}") in codes(root) and not errors_in(load_project(root).problems)
    for path in root.glob("measures/2567/**/*.yml"):
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(line for line in lines if "(แก้หน่วยงาน)" not in line), encoding="utf-8")  # as who has chosen the first one
    assert "starter-unit-left" not in {code for code, _ in codes(root)}


def test_an_only_unit_is_the_one_in_charge(tmp_path, capsys):
    root = tmp_path / "site"
    new.main(["agency", str(root), "--name", "เทศบาลตำบลทดลอง", "--year", "2567"])
    assert new.main(["disclosure", "o8", "--year", "2567", "--root", str(root)]) == 0
    assert "starter-unit-left" not in {code for code, _ in codes(root)} and "หน่วยงานแรก" not in capsys.readouterr().err


def test_each_command_leaves_a_site_that_builds(tmp_path):
    root = tmp_path / "site"
    assert new.main(["agency", str(root), "--name", "เทศบาลตำบลทดลอง", "--year", "2567"]) == 0
    steps = (["year", "2568"], ["measure", "m1", "--year", "2568"], ["line", "m1-2", "--measure", "m1", "--year", "2568"], ["disclosure", "o8", "--year", "2567"])
    for step in steps:
        assert new.main([*step, "--root", str(root)]) == 0
        result = build(root, tmp_path / "out")
        assert result.ok, (step, errors_in(result.problems))
        assert ("#timeline" in (tmp_path / "out/measures/2568/index.html").read_text(encoding="utf-8")) is (step[0] != "year")  # no lines yet


def test_a_plan_without_a_measure_builds_as_the_only_one(tmp_path):
    root = tmp_path / "site"
    new.main(["agency", str(root), "--name", "เทศบาลตำบลทดลอง", "--year", "2567"])
    (root / "measures/2567/m1.yml").unlink()
    result = build(root, tmp_path / "out")
    assert result.ok, errors_in(result.problems)


def test_a_new_agency_s_home_names_its_one_line_and_that_no_history_is_there_yet(tmp_path):
    root = tmp_path / "site"
    new.main(["agency", str(root), "--name", "เทศบาลตำบลทดลอง", "--year", "2567"])
    _, home = load_project(root).documents["index.md"]
    assert "ทั้ง 1 รายการ" not in home and "ไม่ทราบ" not in home and "ยังไม่มีประวัติการบันทึก" in home
    assert "measures/2567/m1-1/" in home.partition('id="next"')[2].partition('id="latest"')[0]


@pytest.mark.parametrize("name", ["con", "nul", "lpt1", "M2", "m" * 61])
@pytest.mark.parametrize("what", [["measure"], ["line", "--measure", "m1"]], ids=["measure", "line"])
def test_an_id_that_check_or_windows_refuses_is_never_written(tmp_path, name, what):
    root = tmp_path / "site"
    new.main(["agency", str(root), "--name", "เทศบาลตำบลทดลอง", "--year", "2567"])
    before = {path: path.read_bytes() for path in (root / "measures").rglob("*.yml")}
    with pytest.raises(SystemExit) as end:
        new.main([*what, name, "--year", "2567", "--root", str(root)])
    assert end.value.code == 2 and before == {path: path.read_bytes() for path in (root / "measures").rglob("*.yml")}


def test_a_disclosure_claims_nothing_before_its_places_are_told(tmp_path, capsys):
    root = tmp_path / "site"
    new.main(["agency", str(root), "--name", "เทศบาลตำบลทดลอง", "--year", "2567"])
    (root / "content/files/2567").mkdir(parents=True)
    (root / "content/files/2567/example.pdf").write_bytes(MANUAL.read_bytes())
    assert new.main(["disclosure", "o8", "--year", "2567", "--root", str(root)]) == 0
    project, path = load_project(root), root / "measures/2567/disclosures/o8.yml"
    assert errors_in(project.problems) == [] and "elements-missing" in {problem.code for problem in project.problems}
    assert project.view.checklist(2567).published == 0
    head, written = path.read_text(encoding="utf-8").split("#elements:")
    path.write_text(f"{head}elements:{written.replace(chr(10) + '#', chr(10))}", encoding="utf-8")  # as a person does: the sign # taken away, nothing else
    assert load_project(root).view.checklist(2567).published == 1
    assert new.main(["disclosure", "O8", "--year", "2567", "--root", str(root)]) == 2 and "disclosures/o8.yml แล้ว" in capsys.readouterr().err
    assert new.main(["disclosure", "O99", "--year", "2567", "--root", str(root)]) == 2 and "ไม่มีข้อ O99" in capsys.readouterr().err
    assert new.main(["disclosure", "O8", "--year", "2590", "--root", str(root)]) == 2
    assert "ไม่มีข้อ" not in (told := capsys.readouterr().err) and "ยังไม่มีแบบ OIT ของปีงบประมาณ 2590" in told, "its form is to come, with such an item or without"


@pytest.mark.parametrize(("options", "year", "told"), [([], max(forms.years()), False), (["--year", "2590"], 2590, True)])
def test_a_new_agency_begins_with_a_year_that_has_a_checklist(tmp_path, monkeypatch, capsys, options, year, told):
    monkeypatch.setattr(new, "fiscal_year_of", lambda day: max(forms.years()) + 1)
    assert new.main(["agency", str(tmp_path / "site"), "--name", "ก", *options]) == 0
    assert (tmp_path / "site" / "measures" / str(year) / "plan.yml").is_file()
    assert ("ยังไม่มีแบบ OIT" in capsys.readouterr().err) is told


def test_a_line_is_added_and_comments_stay(tmp_path):
    before = "# หมายเหตุ\nkind: measure\nlines:\n  # ข้อแรก\n  - id: a-1\n    title: ก\nnumber: 1\n"
    after = with_line(before, "a-2", "ชื่อ: # ใหม่", 2567, "clerk")
    assert after.startswith("# หมายเหตุ\nkind: measure\nlines:\n  # ข้อแรก\n  - id: a-1\n    title: ก\n  - id: a-2\n")
    assert after.endswith("number: 1\n")
    assert read(after.encode(), "x")[0].value["lines"][1]["title"] == "ชื่อ: # ใหม่"


@pytest.mark.parametrize("text", ["lines: [{id: a, title: ก}]\n", "lines:\n  - steps: [ก]\n", "lines:\n\t- x\n", "kind: measure\n"])
def test_a_file_that_cannot_take_a_line_is_refused(text):
    with pytest.raises(CannotAdd):
        with_line(text, "a-2", "ข", 2567, "clerk")


def test_a_line_without_a_name_is_told_with_its_place(tmp_path):
    with pytest.raises(CannotAdd, match=r"measures/2567/m1\.yml:3:5: .* id: m1-1 "):
        with_line("id: m1\nlines:\n  - steps: [ก]\n", "m1-2", "ข", 2567, "clerk", "measures/2567/m1.yml")


def test_what_is_advised_for_a_line_without_a_name_works(tmp_path):
    text = "id: m2\nlines:\n  - steps: [ก]\n"
    with pytest.raises(CannotAdd, match=r"เติม id: m2-1 .*สั่งใหม่โดยใช้รหัส m2-2 แทน m2-1 "):
        with_line(text, "m2-1", "ข", 2567, "clerk")
    named = text.replace("- steps", "- id: m2-1\n    title: ก\n    steps")
    assert [line["id"] for line in read(with_line(named, "m2-2", "ข", 2567, "clerk").encode(), "x")[0].value["lines"]] == ["m2-1", "m2-2"]


def test_nothing_is_added_to_a_year_that_is_closed(tmp_path, capsys):
    """It would fail check at once: what is added has to say in a correction that it is."""
    root = tmp_path / "site"
    assert new.main(["agency", str(root), "--name", "อบต. ทดลอง", "--year", "2567"]) == 0
    (root / "measures/ledger.tsv").write_text("2567\tclosed\t2024-12-01\n", encoding="utf-8")
    before = sorted(path for path in root.rglob("*"))
    for what in (["measure", "m9"], ["line", "m1-9", "--measure", "m1"], ["disclosure", "O๙"]):
        assert new.main([*what, "--year", "2567", "--root", str(root)]) == 2
        assert "ปิดแล้ว" in capsys.readouterr().err
    assert sorted(path for path in root.rglob("*")) == before


def test_nothing_is_overwritten(tmp_path, capsys):
    root = tmp_path / "site"
    root.mkdir()
    (root / "mine.txt").write_text("mine", encoding="utf-8")
    assert new.main(["agency", str(root), "--name", "ก", "--year", "2567"]) == 2
    assert "ไม่ว่าง" in capsys.readouterr().err
    assert [path.name for path in root.iterdir()] == ["mine.txt"]
