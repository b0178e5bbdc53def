"""Invented sites are correct, of the size asked for, always the same, and stay correct under random edits."""

import pytest

from macros.bench import edits, generate
from macros.problems import errors_in
from macros.site.project import load_project


def test_a_site_of_the_size_asked_for_passes_the_checks(tmp_path):
    generate.write(generate.site(61), tmp_path)
    project = load_project(tmp_path)
    assert [problem.code for problem in project.problems] == ["ledger-missing"]
    assert sum(getattr(source, "kind", "") in ("measure", "line") for source, _ in project.documents.values()) == 61


def test_equal_arguments_give_equal_sites_and_another_seed_other_records():
    first, again, other = generate.site(30), generate.site(30), generate.site(30, seed=2)
    assert first == again
    assert first.keys() == other.keys() and first != other


def test_random_edits_leave_a_site_without_errors_on_disk_as_in_memory(tmp_path):
    files = generate.site(40)
    generate.write(files, tmp_path)
    for k in range(2 * len(edits.KINDS)):
        changes = edits.edit(files, k)
        assert changes and changes != {path: files.get(path) for path in changes}
        edits.apply(changes, tmp_path)
        files = edits.changed(files, changes)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(files)
    project = load_project(tmp_path)
    assert errors_in(project.problems) == []


@pytest.mark.parametrize("kind", edits.KINDS)
def test_each_kind_of_edit_does_what_its_name_says(kind):
    files = generate.site(40)
    changes = edits.edit(files, 3, kind)
    added, removed = set(changes) - set(files), {path for path, text in changes.items() if text is None}
    assert (len(added), len(removed)) == {"add": (1, 0), "delete": (0, 1), "rename": (1, 1)}.get(kind, (0, 0))
    assert changes == edits.edit(files, 3, kind)
