"""What a merge undoes is told, and a record copied to another file is no new one."""

from history_repository import MEASURE, PLAN

from macros.history import read

M1, M2 = "measures/2567/m1.yml", "measures/2567/m2.yml"
LINE = "line 2567/m1-1"


def _told(repository):
    history = read(repository.site)
    return [(change.date.isoformat(), change.what) for change in history.changes if change.key == LINE], str(history.last(LINE))


def test_a_record_copied_then_deleted_was_never_taken_out(repository):
    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, M1: MEASURE})
    repository.commit("2024-02-01", {M2: MEASURE})
    repository.commit("2024-03-01", {M1: None})
    assert _told(repository) == ([("2024-01-01", "added")], "2024-01-01")


def test_what_changed_while_it_was_copied_has_changed(repository):
    repository.commit("2024-01-01", {M1: MEASURE})
    repository.commit("2024-02-01", {M2: MEASURE.replace("unknown", "done")})
    repository.commit("2024-03-01", {M1: None})
    assert _told(repository) == ([("2024-02-01", "changed"), ("2024-01-01", "added")], "2024-02-01")


def test_a_merge_that_undoes_what_was_published_is_a_change(repository):
    repository.commit("2024-01-01", {M1: MEASURE})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("2024-02-01", {"content/index.md": "# x\n"})
    repository.git("checkout", "-q", "main")
    repository.commit("2024-03-01", {M1: MEASURE.replace("unknown", "done")})
    repository.git("merge", "-q", "--no-ff", "--no-commit", "side")
    repository.commit("2024-04-01", {M1: MEASURE})
    assert _told(repository) == ([("2024-04-01", "changed"), ("2024-03-01", "changed"), ("2024-01-01", "added")], "2024-04-01")
