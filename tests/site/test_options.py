"""What is wrong with a call is said in Thai and English, and a day may be written as people write it."""

import re
from datetime import date

import pytest

from macros.site.commands import build, check, import_document, ledger, new, score
from macros.site.commands.common import day_of


@pytest.mark.parametrize("text", ["2021-03-01", "2564-03-01", "1/3/2564", "1 มีนาคม 2564", "๑ มี.ค. ๖๔"])
def test_a_day_may_be_written_in_the_usual_ways(text):
    assert day_of(text) == date(2021, 3, 1)


@pytest.mark.parametrize("text", ["31/2/2564", "2021-02-31", "พรุ่งนี้", "1/3/2021"])
def test_a_day_that_is_none_is_told_in_both_languages(capsys, text):
    with pytest.raises(SystemExit) as left:
        check.main(["--today", text])
    told = capsys.readouterr().err
    assert left.value.code == 2 and "fromisoformat" not in told and any("ก" <= letter <= "๛" for letter in told.splitlines()[-1].replace(text, ""))


@pytest.mark.parametrize(("call", "thai"), [
    (["--format", "pdf"], "--format ไม่มีค่า 'pdf' ให้เลือก"), (["--nothing"], "ไม่รู้จัก --nothing"), (["--root"], "ต้องใส่ค่าหลัง --root"),
])  # fmt: skip
def test_a_wrong_call_is_told_in_thai_too(capsys, call, thai):
    with pytest.raises(SystemExit) as left:
        check.main(call)
    assert left.value.code == 2 and thai in capsys.readouterr().err


@pytest.mark.parametrize(("command", "call", "thai"), [
    (new, [], "ยังไม่ได้ใส่ agency | year"), (new, ["page"], "ไม่มีคำสั่ง 'page' เลือกจาก 'agency'"), (ledger, ["open"], "ไม่มีคำสั่ง 'open' เลือกจาก 'accept'"),
])  # fmt: skip
def test_what_a_command_is_to_do_is_asked_for_by_its_name(capsys, command, call, thai):
    with pytest.raises(SystemExit) as left:
        command.main(call)
    assert left.value.code == 2 and thai in capsys.readouterr().err


def test_help_tears_no_word(capsys, monkeypatch):
    """What has no space in it for the width of a terminal is cut in the middle of a word."""
    monkeypatch.setenv("COLUMNS", "80")
    for command, calls in ((import_document, [[]]), (new, [[], ["line"]]), (ledger, [[], ["retire"]]), (build, [[]]), (score, [[]])):
        for call in calls:
            with pytest.raises(SystemExit):
                command.main([*call, "--help"])
            shown = capsys.readouterr().out
            assert not re.search(r"[ก-๛]{54}$", shown, re.MULTILINE), (command, call)


@pytest.mark.parametrize("kind", ["agency", "year", "measure", "line", "disclosure"])
def test_help_explains_every_argument(capsys, kind):
    with pytest.raises(SystemExit):
        new.main([kind, "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "รหัสของมาตรการ" in shown or kind != "line"
    assert all(words in shown for words in ("โฟลเดอร์", "ปีงบประมาณ พ.ศ."))


@pytest.mark.parametrize("year", ["²566", "๒๕๖๔²", "9" * 5000])
def test_a_year_that_only_looks_like_a_number_is_told(capsys, year):
    assert score.main([year]) == 2
    assert capsys.readouterr().err


def test_a_number_of_jobs_has_an_end(capsys):
    with pytest.raises(SystemExit) as left:
        build.main(["--all", ".", "--matrix", "9" * 5000])
    assert left.value.code == 2 and "จำนวน 1 ถึง 256" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--root", ""], ["--root", " "], ["--output", ""], ["--all", ""]])
def test_a_folder_without_a_name_is_refused(capsys, arguments):
    """It comes of a variable that was never set, and would be the folder that one happens to be in."""
    with pytest.raises(SystemExit) as ended:
        build.main(arguments)
    assert ended.value.code == 2 and "ไม่ได้บอกชื่อโฟลเดอร์" in capsys.readouterr().err


def test_an_annotation_of_github_names_its_file_in_the_whole_checkout(tmp_path, monkeypatch, capsys):
    site = tmp_path / "sites/a"
    (site / "measures").mkdir(parents=True)
    for top, wanted in ((tmp_path, "sites/a/content"), (site, "content"), (tmp_path / "elsewhere", "content")):
        monkeypatch.setenv("GITHUB_WORKSPACE", str(top))
        assert check.main(["--root", str(site), "--format", "github"]) == 1
        assert f"file={wanted}," in capsys.readouterr().out
