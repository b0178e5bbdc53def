"""What makes a page's entry in the search index be made again: as whoever begins anew would make it."""

from types import SimpleNamespace

import pytest

from macros.pages.page import Link, Page
from macros.search.document import Section
from macros.search.extract import Extract
from macros.site.whole.searching import Searching


def page(name, **fields):
    return Page(f"/{name}/", f"เรื่อง {name}", "", "plan", "แผน", **fields)


@pytest.fixture
def site(tmp_path):
    """A project as far as the search looks at it, and what its pages say."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.pdf").write_bytes(b"")
    sources = [page("a", units=("clerk",)), page("b"), page("c", searchable=False)]
    names = {"clerk": "สำนักปลัด"}
    view = SimpleNamespace(unit_name=names.get, records=SimpleNamespace(units=names), checklist_year=None, title_of=str)
    project = SimpleNamespace(
        root=tmp_path, view=view, pages=sources, content=[], sources=SimpleNamespace(attachments={"a.pdf"}, synonyms=None),
        made={f"{source.title[-1]}/index.md": source for source in sources}, there=frozenset(),
    )  # fmt: skip
    said = {f"{name}/index.html": Extract("", (Section("", "", f"ข้อความ {name}"),), (("../a.pdf", ""),) if name == "b" else ()) for name in "abc"}
    return SimpleNamespace(project=project, said=said, names=names, states={"a.pdf": (1, 1, 1)})


def _retitled(site, search):
    site.project.made["a/index.md"] = page("a", units=("clerk",), description="คำอธิบายใหม่")


def _said_otherwise(site, search):
    site.said["b/index.html"] = Extract("", (Section("", "", "ข้อความใหม่"),))
    search.renew("b/index.html")


def _unit_renamed(site, search):
    site.names["clerk"] = "สำนักงาน"


def _file_changed(site, search):
    site.states["a.pdf"] = (2, 2, 2)


def _emptied(site, search):
    site.project.made["a/index.md"] = page("a", units=("clerk",), empty=True)


def _room_renamed(site, search):
    site.project.made["a/index.md"] = page("a", units=("clerk",), year=2564, breadcrumbs=(Link("หน้าแรก", "/"), Link("แผน", "/plans/"), Link("ปี 2564", "/a/")))


def _gone(site, search):
    del site.project.made["a/index.md"]


def _hidden(site, search):
    site.project.made["b/index.md"] = page("b", searchable=False)


def _list_changed(site, search):
    site.project.made["d/index.md"] = page("d", lists=True)
    search.renew("d/index.html")


def _nothing(site, search):
    site.project.made["a/index.md"] = page("a", units=("clerk",))  # another object that says the same


@pytest.mark.parametrize(
    ("change", "read"),
    [(_retitled, "a"), (_said_otherwise, "b"), (_unit_renamed, "a"), (_file_changed, "b"), (_emptied, "a"), (_room_renamed, "a"), (_gone, ""), (_hidden, ""), (_list_changed, ""), (_nothing, "")],
)
def test_only_what_changed_is_read_again(site, change, read):
    search, asked = Searching(), []

    def content(name):
        asked.append(name[0])
        return site.said[name]

    have = dict(search.files(site.project, content, site.states))
    assert "".join(asked) == "ab"
    asked.clear()
    change(site, search)
    made = search.files(site.project, content, site.states)
    assert "".join(asked) == read
    assert {name: have[name] if data is None else data for name, data in made.items()} == Searching().files(site.project, content, {})
