"""What is let through is text: every harmless-looking hostile page built together, and the built pages looked through."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from check_cases import apply, cases, copy, take_marks

from macros.site.build import build

INERT = [case for case in cases("hostile") if case.site == "new" and not case.expect]
# What hostile cases would like to run; no script, style, address or attribute may hold it.
PAYLOADS = ("alert(1)", "/etc/passwd", "root:x:", "cycler", "x.example")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inert")
    root = copy("new", folder / "site")
    settings: list[dict] = []  # what several cases say alike is said once
    for number, case in enumerate(INERT):
        edits = [edit for edit in case.edits if edit not in settings]
        settings += [edit for edit in edits if edit["file"] == "mkdocs.yml"]
        apply(tuple({**edit, "file": edit["file"].replace("content/x.md", f"content/x{number}.md")} for edit in edits), root)
    assert take_marks(root) == []
    result = build(root, folder / "out")
    assert result.ok, result.problems
    return folder / "out"


class Reader(HTMLParser):
    """Everything of a page that a browser acts on: attributes, and what is inside script and style."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.acts, self.text, self.inside = [], [], []

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style"):
            self.inside.append(tag)
        self.acts += [(tag, name, value or "") for name, value in attributes]

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if self.inside:
            self.acts.append((self.inside[-1], "", data))
        else:
            self.text.append(data)


# Attributes that show text and do nothing.
SHOWN = {"title", "alt", "aria-label", "content", "value", "data-title", "placeholder"}


def read(path):
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def test_nothing_that_was_let_through_acts(built):
    for path in built.rglob("*.html"):
        for tag, name, value in read(path).acts:
            assert not name.startswith("on"), (path, tag, name, value)
            assert not value.strip().lower().startswith(("javascript:", "vbscript:", "data:text")), (path, tag, name, value)
            if name not in SHOWN and tag != "script":
                assert not any(payload in value for payload in PAYLOADS), (path, tag, name, value)
            if tag == "script":
                assert "alert(1)" not in value and "cycler" not in value, (path, value)


def test_the_text_itself_is_shown(built):
    shown = " ".join("".join(read(path).text) for path in built.rglob("*.html"))
    for words in ("<img src=x onerror=alert(1) ค", '--8<-- "/etc/passwd"', "{{ cycler.__init__ }}", "</title><script>alert(1)</script>"):
        assert words in shown
    assert "root:x:" not in shown
