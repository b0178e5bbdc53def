"""What a process remembers saves time and changes nothing: after any edit, a warm look equals a fresh one."""

import dataclasses
import re
import shutil
from pathlib import Path

import pytest

from macros.bench import edits, generate
from macros.pages.routes import routes
from macros.site.expand.memory import Memory
from macros.site.expand.rendered import digest
from macros.site.project import load_project

REPOSITORY = Path(__file__).parents[2]


def replaced(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def looked(root: Path, memory: Memory | None = None, preview: bool = False):
    """The project, and Markdown path → what each page is made from and the digest of its text, which may be one that was kept."""
    project, found = load_project(root, preview, memory=memory), {}
    project.expand(lambda path, source, text: found.update({path: (source, text.digest)}))
    return project, found


def told(source) -> dict:
    """What a page says of itself; what it was made with is let go when its text is there."""
    return {field.name: getattr(source, field.name) for field in dataclasses.fields(source) if field.name not in ("args", "problems")}


def compare(root: Path, memory: Memory) -> None:
    """A warm look finds what a fresh one does, and a text that was kept can be rendered again."""
    warm, kept = looked(root, memory, True)
    fresh, anew = looked(root, None, True)
    assert warm.problems == fresh.problems
    assert {path: text for path, (_, text) in kept.items()} == {path: text for path, (_, text) in anew.items()}
    for path, (source, _) in anew.items():
        assert told(kept[path][0]) == told(source)
    assert {path: digest(text) for path, (_, text) in warm.documents.items()} == {path: text for path, (_, text) in anew.items()}


def test_any_edits_of_an_invented_site(tmp_path):
    files = generate.site(24)
    generate.write(files, tmp_path)
    memory = Memory()
    for number in range(-1, len(edits.KINDS)):
        changes = edits.edit(files, number) if number >= 0 else {}
        edits.apply(changes, tmp_path)
        files = edits.changed(files, changes)
        compare(tmp_path, memory)


EDITS = (
    ("measures/agency.yml", "name: กองคลัง", "name: กองการคลังและพัสดุ"),
    ("measures/2567/plan.yml", "analyses: 2566", "analyses: 2565"),
    ("measures/2566/ita.yml", "failed_items: [", "failed_items: [O1, "),
    ("content/index.md", "title: หน้า", "title: หน้าหน้า"),
    ("mkdocs.yml", "site_name: ", "site_name: ก"),
)


def test_what_all_pages_share_and_back_again(tmp_path):
    root = shutil.copytree(REPOSITORY / "tests/sites/fictional", tmp_path / "site")
    memory = Memory()
    compare(root, memory)
    for file, old, new in EDITS:
        if not (root / file).is_file() or old not in (root / file).read_text(encoding="utf-8"):
            pytest.fail(f"{file} has no {old}")
        replaced(root, file, old, new)
        compare(root, memory)
    for file, old, new in EDITS:
        replaced(root, file, new, old)
    compare(root, memory)


def test_an_edit_makes_few_pages_anew(tmp_path):
    files = generate.site(60)
    generate.write(files, tmp_path)
    memory = Memory()
    before = looked(tmp_path, memory)[1]
    edits.apply(edits.edit(files, 3, "status"), tmp_path)
    after = looked(tmp_path, memory)[1]
    lines = [path for path, (page, text) in after.items() if getattr(page, "layout", "") == "line" and before[path][1] != text]
    assert lines == [f"measures/{path.split('/')[1]}/{path.split('/')[2].removesuffix('.yml')}/index.md" for path in edits.edit(files, 3, "status")]
    assert sum(before[path][1] != text for path, (_, text) in after.items()) < 25


def test_of_a_long_page_only_the_part_that_changed_is_made_anew(tmp_path, monkeypatch):
    from macros.pages import render

    files = generate.site(110, years=1)
    generate.write(files, tmp_path)
    memory, made, printed = Memory(), [], render._render
    monkeypatch.setattr(render, "_render", lambda template, site, *rest, **values: made.append(template) or printed(template, site, *rest, **values))
    looked(tmp_path, memory, True)
    assert made.count("blocks/_plan_rows.jinja") == 3 == made.count("blocks/_print_rows.jinja")
    for kind in ("status", "add", "delete", "rename", "title"):
        changes = edits.edit(files, 2, kind)
        edits.apply(changes, tmp_path)
        files = edits.changed(files, changes)
        made.clear()
        looked(tmp_path, memory, True)
        assert made.count("layouts/plan.jinja") == 1 == made.count("blocks/_plan_rows.jinja"), kind
        compare(tmp_path, memory)
    replaced(tmp_path, "measures/2569/plan.yml", "kind: plan", "kind: plann")
    replaced(tmp_path, "measures/2569/m4.yml", "title: ", "title: ก ")
    assert looked(tmp_path, memory, True)[1] == {}  # nothing is printed while a record is wrong
    replaced(tmp_path, "measures/2569/plan.yml", "kind: plann", "kind: plan")
    replaced(tmp_path, "measures/2569/m44.yml", "title: ", "title: ก ")
    compare(tmp_path, memory)


def test_a_template_that_changed_is_seen(tmp_path, monkeypatch):
    from macros.pages import environment

    generate.write(generate.site(6), tmp_path)
    memory = Memory()
    first = looked(tmp_path, memory)[1]
    monkeypatch.setattr(environment, "_stamps", [()])
    monkeypatch.setattr(environment, "renewed_templates", lambda: "other templates")
    monkeypatch.setattr("macros.site.expand.outline.renewed_templates", lambda: "other templates")
    second = looked(tmp_path, memory)[1]
    assert {path: text for path, (_, text) in second.items()} == {path: text for path, (_, text) in first.items()}
    assert all(page is not first[path][0] for path, (page, _) in second.items() if getattr(page, "layout", "") == "line")


# A value that is kept without its notes makes pages stale without a word; these are worked out from no record, or noted where they are read.
ALLOWED = {"site_view.py": {"pages", "titles"}, "plans.py": {"_views"}}


def test_nothing_of_the_records_is_kept_without_notes():
    folder = REPOSITORY / "macros/pages"
    for path in [folder / "site_view.py", *sorted(folder.glob("questions/*.py")), *sorted(folder.glob("views/*.py")), folder / "routes.py"]:
        text = path.read_text(encoding="utf-8")
        found = set(re.findall(r"@(?:functools\.)?(?:cached_property|cache|lru_cache[^\n]*)\n    def (\w+)\(self", text))
        assert found <= ALLOWED.get(path.name, set()), path.name


def test_routes_are_the_pages_of_a_view(tmp_path):
    generate.write(generate.site(6), tmp_path)
    view = load_project(tmp_path).view
    assert [page.address for page in routes(view)] == [page.address for page in view.pages]
