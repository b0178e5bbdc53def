"""Days and changes from real repositories."""

import json
import os
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import pytest
from history_repository import MEASURE, PLAN, Repository

from macros.history import History, Unknown, describe, git, read
from macros.history.trust import problems
from macros.history.values import values_of
from macros.ledger import Ledger
from macros.ledger.model import Adopted, Gone, Withdrawn
from macros.site.commands.check import main as check
from tests.conftest import commit_all

M1 = "measures/2567/m1.yml"
LINE = "line 2567/m1-1"
STATUS = MEASURE.replace("unknown", "done")


def day(text):
    return date.fromisoformat(text)


def told(history):
    return [(change.date.isoformat(), change.what, change.key) for change in history.changes]


def test_first_and_last_day_of_each_record(repository):
    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, M1: MEASURE})
    repository.commit("2024-02-01", {M1: STATUS})
    history = read(repository.site)
    assert (history.first(LINE), history.last(LINE)) == (day("2024-01-01"), day("2024-02-01"))
    assert history.last("line 2567/m1-2") == history.last("measure 2567/m1") == day("2024-01-01")
    assert told(history)[0] == ("2024-02-01", "changed", LINE)
    assert describe(history.changes[0]) == "สถานะของ “ประชุม” เปลี่ยนจาก ไม่มีข้อมูล เป็น แล้วเสร็จ"
    assert (history.first("line 2567/x"), history.last("line 2567/x")) == (None, None)
    assert history.span([LINE, "plan 2567"]) == (day("2024-01-01"), day("2024-02-01"))


@pytest.mark.parametrize("seconds", ["253402300800", "99999999999999999999", "-5", "abc", "67768036191676799"])
def test_a_commit_of_a_day_that_no_calendar_has_counts_as_made_with_its_parent(repository, seconds):
    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, M1: MEASURE})
    repository.write({M1: STATUS})
    repository.git("add", "-A")
    head = recommitted(repository, seconds)
    repository.commit("2024-03-01", {M1: STATUS.replace("title: รายงาน\n", "title: เผยแพร่\n")})
    history = read(repository.site)
    assert (history.last(LINE), history.last("line 2567/m1-2")) == (day("2024-01-01"), day("2024-03-01"))
    assert [(problem.code, problem.params["names"]) for problem in problems(history, Ledger())] == [("history-odd-day", head[:10])]


def test_the_zone_of_a_commit_may_be_nonsense(repository):
    repository.write({"measures/2567/plan.yml": PLAN, M1: MEASURE})
    repository.git("add", "-A")
    recommitted(repository, "1704067200", "+99999999")
    history = read(repository.site)
    assert history.last(LINE) == day("2024-01-01") and problems(history, Ledger()) == []


def recommitted(repository, seconds, zone="+0000"):
    """Make what is added a commit of this day, which git itself would not write. Its id."""
    tree, parents = repository.git("write-tree").strip(), repository.git("rev-list", "--all", "-1").strip()
    text = f"tree {tree}\n" + (f"parent {parents}\n" if parents else "") + f"author A <a> 1 +0000\ncommitter A <a> {seconds} {zone}\n\nx\n"
    path = repository.folder / ".git" / "odd"
    path.write_bytes(text.encode())
    head = repository.git("hash-object", "-w", "-t", "commit", "--literally", str(path)).strip()
    repository.git("update-ref", "refs/heads/main", head)
    return head


def test_after_a_commit_only_what_is_new_is_read(repository):
    seen = []

    def reader(path, data):
        seen.append(path)
        return values_of(path, data)

    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, M1: MEASURE})
    read(repository.site, reader=reader)
    repository.commit("2024-02-01", {M1: STATUS})
    history = read(repository.site, reader=reader)
    assert seen == ["measures/2567/m1.yml", "measures/2567/plan.yml", M1] and history.last(LINE) == day("2024-02-01")


def test_a_commit_tells_what_it_changed_and_no_more(repository):
    page = "content/ก ข.md"
    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, M1: MEASURE, "notes.txt": "x"})
    repository.commit("2024-02-01", {M1: STATUS, page: "ข้อความ", "content/a.pdf": b"%PDF"})
    repository.commit("2024-03-01", {M1: None, "notes.txt": "y"})
    repository.commit("2024-04-01", {"notes.txt": "z"})
    (repository.site / M1).symlink_to("plan.yml")
    repository.commit("2024-05-01", {page: None})
    found = git.commits(git.open_repository(repository.site))
    ids = {name: git.blob_id(text.encode(), 40) for name, text in {"plan": PLAN, "measure": MEASURE, "status": STATUS, "page": "ข้อความ"}.items()}
    first = {"measures/2567/plan.yml": ids["plan"], M1: ids["measure"]}
    assert [commit.changed for commit in found] == [first, {M1: ids["status"], page: ids["page"]}, {M1: None}, {}, {M1: None, page: None}]


@pytest.mark.parametrize(
    "files",
    [
        {M1: MEASURE.replace("\n", "\r\n")}, {M1: "# comment\n" + MEASURE}, {M1: MEASURE.replace("ต.ค. 2566 – ธ.ค. 2566", "2566-10 ถึง 2566-12")},
        {M1: None, "measures/2567/renamed.yml": MEASURE}, {M1: None, "measures/2567/deep/er.yml": MEASURE}, {M1: MEASURE.replace("[เชิญ, ประชุม]", "\n      - เชิญ\n      - ประชุม")},
        {M1: b"\xef\xbb\xbf" + MEASURE.encode()}, {M1: MEASURE.replace("    status: unknown\n", "")}, {"notes.txt": "x"}, {"content/a.pdf": b"%PDF"},
    ],
)  # fmt: skip
def test_form_place_and_name_of_a_file_are_no_change(repository, files):
    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, M1: MEASURE})
    before = told(read(repository.site))
    repository.commit("2024-02-01", files)
    assert told(read(repository.site)) == before


def test_a_line_that_moves_to_another_file_keeps_its_days(repository):
    head, first, second = MEASURE.split("  - id: ")
    other = head.replace("id: m1", "id: m2").replace("number: 1", "number: 2")
    repository.commit("2024-01-01", {M1: MEASURE})
    repository.commit("2024-02-01", {M1: f"{head}  - id: {first}", "measures/2567/m2.yml": f"{other}  - id: {second}"})
    history = read(repository.site)
    assert history.last("line 2567/m1-2") == day("2024-01-01")
    assert told(history)[:1] == [("2024-02-01", "added", "measure 2567/m2")]


def test_the_day_is_that_of_the_committer_in_thai_time(repository):
    repository.commit("2024-01-01T23:30:00+00:00", {M1: MEASURE})
    assert read(repository.site).first(LINE) == day("2024-01-02")


def test_removed_and_recorded_again(repository):
    repository.commit("2024-01-01", {M1: MEASURE})
    repository.commit("2024-02-01", {M1: None})
    gone = read(repository.site)
    assert (gone.first(LINE), gone.last(LINE)) == (day("2024-01-01"), day("2024-01-01"))
    assert gone.final(LINE).title == "ประชุม" and ("2024-02-01", "removed", LINE) in told(gone)
    assert gone.span([LINE]) == (day("2024-01-01"), day("2024-02-01"))
    repository.commit("2024-03-01", {M1: MEASURE})
    again = read(repository.site)
    assert (again.first(LINE), again.last(LINE)) == (day("2024-01-01"), day("2024-03-01"))


def test_a_file_that_was_broken_for_a_while_changed_nothing(repository):
    repository.commit("2024-01-01", {M1: MEASURE})
    repository.commit("2024-02-01", {M1: MEASURE + "  - [oh: no\n"})
    repository.commit("2024-03-01", {M1: MEASURE.encode("cp874")})
    repository.commit("2024-04-01", {M1: MEASURE})
    assert {change.date for change in read(repository.site).changes} == {day("2024-01-01")}


def test_a_wrong_value_of_the_past_is_told_as_it_was_written(repository):
    repository.commit("2024-01-01", {M1: MEASURE.replace("unknown", "fertig")})
    repository.commit("2024-02-01", {M1: MEASURE})
    change = read(repository.site).changes[0]
    assert [(part.name, part.before, part.after) for part in change.fields] == [("status", "fertig", "unknown")]


def test_a_branch_keeps_its_own_days_and_the_merge_adds_none(repository):
    repository.commit("2024-01-01", {M1: MEASURE})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("2024-02-01", {M1: STATUS})
    repository.git("checkout", "-q", "main")
    repository.commit("2024-03-01", {"measures/2567/plan.yml": PLAN})
    repository.git("merge", "-q", "--no-ff", "-m", "x", "side", when="2024-04-01T12:00:00+07:00")
    merged = read(repository.site)
    assert (merged.last(LINE), merged.last("plan 2567")) == (day("2024-02-01"), day("2024-03-01"))
    assert "2024-04-01" not in {when for when, _, _ in told(merged)}


def test_the_day_is_the_same_whichever_side_merged_the_other(tmp_path):
    found = []
    for first, second in [("a", "b"), ("b", "a")]:
        repository = Repository(tmp_path / first)
        repository.commit("2024-01-01", {M1: MEASURE})
        for branch, when, files in [("a", "2024-02-01", {M1: STATUS}), ("b", "2024-03-01", {"content/about.md": "---\ntitle: x\n---\n"})]:
            repository.git("checkout", "-q", "-b", branch, "main")
            repository.commit(when, files)
        repository.git("checkout", "-q", first)
        repository.git("merge", "-q", "--no-ff", "-m", "x", second, when="2024-05-01T12:00:00+07:00")
        found.append(told(read(repository.site)))
    assert found[0] == found[1]


def test_a_merge_that_settles_a_conflict_anew_is_a_change_of_its_day(repository):
    repository.commit("2024-01-01", {M1: MEASURE})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("2024-02-01", {M1: STATUS})
    repository.git("checkout", "-q", "main")
    repository.commit("2024-03-01", {M1: MEASURE.replace("unknown", "not-started")})
    subprocess.run(["git", "-C", str(repository.folder), "merge", "-q", "side"], capture_output=True, check=False)
    repository.commit("2024-04-01", {M1: MEASURE.replace("unknown", "under-way")})
    assert read(repository.site).last(LINE) == day("2024-04-01")


def test_a_merge_that_takes_one_side_keeps_the_day_of_that_side(repository):
    repository.commit("2024-01-01", {M1: MEASURE})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("2024-03-01", {M1: STATUS})
    repository.git("checkout", "-q", "main")
    repository.commit("2024-02-01", {M1: MEASURE.replace("unknown", "not-started")})
    repository.git("merge", "-q", "-s", "ours", "-m", "x", "side", when="2024-04-01T12:00:00+07:00")
    assert read(repository.site).last(LINE) == day("2024-02-01")


def test_a_site_in_a_folder_of_its_repository_with_a_thai_name(tmp_path):
    repository = Repository(tmp_path / "many sites", "หน่วยงาน ก/site")
    repository.commit("2024-01-01", {M1: MEASURE, "../other/" + M1: STATUS})
    repository.commit("2024-02-01", {"../other/" + M1: MEASURE})
    assert {when for when, _, _ in told(read(repository.site))} == {"2024-01-01"}
    inside = read(repository.site, git_dir=repository.folder / ".git", prefix="หน่วยงาน ก/site/")
    assert told(inside) == told(read(repository.site))


def test_pages_of_content_and_parts_of_records(repository):
    agency = "kind: agency\nname: เทศบาลตำบลสมมติ\nunits:\n  - {id: clerk, name: สำนักปลัด}\n"
    repository.commit("2024-01-01", {"content/about.md": "---\ntitle: เกี่ยวกับ\n---\nก\n", "measures/agency.yml": agency})
    repository.commit("2024-02-01", {"content/about.md": "---\r\ntitle: เกี่ยวกับ\r\n---\r\nก\r\n", "measures/agency.yml": agency + "  - {id: law, name: กองกฎหมาย}\n"})
    repository.commit("2024-03-01", {"content/about.md": None, "content/about/index.md": "---\ntitle: เกี่ยวกับ\n---\nข\n"})
    history = read(repository.site)
    assert (history.first("page /about/"), history.last("page /about/")) == (day("2024-01-01"), day("2024-03-01"))
    assert told(history)[:2] == [("2024-03-01", "changed", "page /about/"), ("2024-02-01", "added", "unit law")]


# ── when it is not known ─────────────────────────────────────────────────────────────────────────────────────────────


def reason(folder, files=None):
    history = read(folder, files)
    assert isinstance(history, Unknown)
    assert (history.first(LINE), history.last(LINE), history.span([LINE]), history.changes) == (None, None, (None, None), ())
    assert [problem.code for problem in problems(history, Ledger())] == [history.code]
    return history.code


def test_a_folder_without_git():
    with tempfile.TemporaryDirectory() as folder:
        assert reason(Path(folder)) == "history-missing"


def test_a_repository_that_is_damaged(repository):
    """No day is known, as without git, but it was meant to be: a site that is published so would differ from the same commit's elsewhere."""
    repository.commit("2024-01-01", {M1: MEASURE})
    (repository.folder / ".git/HEAD").write_bytes(b"")
    assert reason(repository.site) == "history-unreadable"


def test_a_repository_without_a_commit(repository):
    assert reason(repository.site) == "history-no-commit"


def test_a_machine_without_git(repository, monkeypatch, tmp_path):
    repository.commit("2024-01-01", {M1: MEASURE})
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert reason(repository.site) == "history-no-git"


def test_a_shallow_clone(repository, tmp_path):
    repository.commit("2024-01-01", {M1: MEASURE})
    repository.commit("2024-02-01", {M1: STATUS})
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "shallow"))
    assert reason(tmp_path / "shallow") == "history-shallow"


def test_the_check_tells_what_keeps_a_site_from_being_built(site_copy, tmp_path, capsys):
    root = site_copy()
    (root / "content/more.md").write_text("# หน้าใหม่\n\nข้อความ\n", encoding="utf-8")
    assert check(["--root", str(root)]) == 0 and "history-" not in capsys.readouterr().out  # not committed yet: no error
    commit_all(root, "more")
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "shallow")], check=True)
    record = tmp_path / "shallow/measures/2564/m1.yml"
    for text in (record.read_text(encoding="utf-8"), "status: finished\n"):  # a mistake hides it no more than it would in a build
        record.write_text(text, encoding="utf-8")
        assert check(["--root", str(tmp_path / "shallow"), "--format", "json"]) == 1
        assert "history-shallow" in {problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]}


def test_a_damaged_repository(repository):
    repository.commit("2024-01-01", {M1: MEASURE})
    blob = repository.git("rev-parse", f"HEAD:{M1}").strip()
    path = repository.folder / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.unlink()
    assert reason(repository.site) == "history-unreadable"


def test_of_what_is_not_committed_no_day_is_told(repository):
    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, M1: MEASURE})
    repository.write({M1: STATUS.replace("id: m1-2", "id: m1-3")})
    history = read(repository.site, repository.sources())
    assert history.pending == {LINE, "line 2567/m1-2", "line 2567/m1-3"}
    assert (history.first(LINE), history.last(LINE), history.last("plan 2567")) == (None, None, day("2024-01-01"))
    assert history.span(["plan 2567", LINE]) == (day("2024-01-01"), None)
    assert [(problem.code, problem.severity) for problem in problems(history, Ledger())] == [("history-uncommitted", "warning")]
    repository.write({M1: MEASURE.replace("\n", "\r\n")})
    assert problems(read(repository.site, repository.sources()), Ledger()) == []


WRITTEN, BEFORE = date(2024, 1, 1), date(2023, 12, 31)
GONE, KEPT = Gone("page", "", "ก", BEFORE, "ย้าย"), Adopted(BEFORE, "0" * 64)


@pytest.mark.parametrize(("ledger", "said"), [
    (Ledger(closed={2566: BEFORE}, rows={("closed", "2566"): 7}), ["measures/ledger.tsv:7:1"]),
    (Ledger(gone={"/a/": GONE}, closed={2566: WRITTEN}, rows={("address", "/a/"): 3}), ["measures/ledger.tsv:3:1"]),
    (Ledger(withdrawn={"disclosure 2567/O8": Withdrawn(BEFORE, "ยกเลิก")}, rows={("withdrawn", "disclosure 2567/O8"): 9}), ["measures/ledger.tsv:9:1"]),
    (Ledger(closed={2566: WRITTEN}), []),
    (Ledger(adopted={"plan 2567": KEPT}), []),
], ids=["closed", "gone", "withdrawn", "on the first day", "adopted"])  # fmt: skip
def test_a_history_that_begins_after_a_day_of_the_ledger(repository, ledger, said):
    """As one that was squashed into a single commit: its first days are not those on which anything was first recorded."""
    repository.commit("2024-01-01", {M1: MEASURE})
    found = problems(read(repository.site), ledger)
    assert [str(problem.place) for problem in found] == said
    assert {(problem.code, problem.severity, *problem.params.values()) for problem in found} <= {("history-begins-late", "warning", "31 ธันวาคม 2566", "1 มกราคม 2567")}


def test_the_variables_of_a_hook_do_not_mislead(repository, monkeypatch, tmp_path):
    other = Repository(tmp_path / "other")
    other.commit("2020-01-01", {M1: MEASURE})
    repository.commit("2024-01-01", {M1: MEASURE})
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    assert read(repository.site).first(LINE) == day("2024-01-01")


def test_time_zone_and_folder_do_not_matter(repository, tmp_path, monkeypatch):
    repository.commit("2024-01-01T20:00:00+00:00", {M1: MEASURE})
    repository.git("clone", "-q", str(repository.folder), str(tmp_path / "elsewhere"))
    before = read(repository.site)
    monkeypatch.setitem(os.environ, "TZ", "America/Los_Angeles")
    after = read(tmp_path / "elsewhere")
    assert isinstance(after, History) and after.changes == before.changes
