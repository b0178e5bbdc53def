"""A file that lost its end is known by what git has of it, and is not mistaken for one that says less."""

import pytest

from macros.site.project import load_project

EMPTIED = ["measures/2564/m3.yml", "content/about.md", "mkdocs.yml"]


def problems(root):
    return [(str(problem.place), problem.code) for problem in load_project(root).problems if not problem.code.startswith("history-")]


@pytest.mark.parametrize("file", EMPTIED)
def test_an_emptied_file_is_to_be_brought_back(site_copy, file):
    root = site_copy()
    (root / file).write_bytes(b"\n")
    assert (f"{file}:1:1", "file-emptied") in problems(root)
    assert not {"file-empty", "front-matter-missing"} & {code for _, code in problems(root)}


def test_what_an_emptied_record_held_is_not_called_missing(site_copy):
    root = site_copy()
    (root / "measures/2564/m3.yml").write_bytes(b"")
    assert problems(root) == [("measures/2564/m3.yml:1:1", "file-emptied")]


def test_a_record_cut_between_two_lines_is_called_cut_and_nothing_in_it_missing(site_copy):
    root = site_copy()
    record = root / "measures/2564/m3.yml"
    lines = record.read_bytes().split(b"\n")
    record.write_bytes(b"\n".join(lines[:40]) + b"\n")
    assert sorted(code for _, code in problems(root)) == ["file-cut", "missing-field"]


def test_a_record_cut_inside_a_letter_is_not_to_be_saved_in_another_encoding(site_copy):
    root = site_copy()
    record = root / "measures/2564/m3.yml"
    data = record.read_bytes()
    record.write_bytes(data[:data.index("ร".encode(), 900) + 1])
    assert [code for _, code in problems(root)] == ["file-cut"]


def test_a_page_that_was_shortened_and_is_right_is_no_cut_one(site_copy):
    root = site_copy()
    page = root / "content/about.md"
    page.write_bytes(page.read_bytes()[: page.read_bytes().index(b"\n---", 4) + 5] + "\nข้อความ\n".encode())
    assert not {"file-cut", "file-emptied"} & {code for _, code in problems(root)}
