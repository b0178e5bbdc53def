"""Properties of pages: ids of headings, calls, and the second look at what Markdown becomes."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.pages.calls import BadCall, Call, find_calls, without_code
from macros.site.content import markup
from macros.site.content.calls import call_problems
from macros.site.content.headings import heading_id, numbered, with_heading_ids
from macros.site.content.pages import read_page

PIECES = st.sampled_from([
    "# ", "## ", "###", "#", "ก", "ข้อ 1", "word", " ", "\n", "\n\n", "```\n", "~~~\n", "`", "``", "{#a}", "{.b}", "{: #c .d}", " {", "}", "> ", "- ",
    "    ", "|", "---\n", "\\", "\\#", "[x](about.md)", "<br>", "{{ home() }}", "{{", "}}", "{%", "*", "**", "!!! note\n", "[^1]", "[^1]: ", "&lt;", "<",
])  # fmt: skip
PAGES = st.lists(PIECES, max_size=40).map("".join)
_ADDED = [re.compile(r" \{#[a-z][a-z0-9-]*\}"), re.compile(r"#[a-z][a-z0-9-]* ")]


@settings(max_examples=400)
@given(PAGES)
def test_ids_are_added_and_nothing_else_is_changed(text):
    marked = with_heading_ids(text)
    for line, was in zip(marked.split("\n"), text.split("\n"), strict=True):
        assert line == was or _without_one(line, was), (line, was)


def _without_one(line, was):
    """Some one of the added pieces, taken out, gives the line as it was."""
    return any(line[: match.start()] + line[match.end():] == was for added in _ADDED for match in added.finditer(line))


@settings(max_examples=200)
@given(st.lists(st.text("กขคabc 12#`*", min_size=1, max_size=12), min_size=1, max_size=6))
def test_an_id_depends_on_its_own_words_alone(headings):
    """Unless the same words come twice: then later ones are numbered."""
    usable = [heading.strip(" #`*") for heading in headings if heading.strip(" #`*")]
    for heading in usable:
        alone = ids(with_heading_ids(f"## {heading}\n"))
        among = ids(with_heading_ids(f"## {heading}\n\n" + "".join(f"## {other} z\n\n" for other in usable)))
        assert among[:1] == alone and len(set(among)) == len(among)
        assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in among)


def ids(text):
    return re.findall(r"\{#([^}]*)\}$", text, re.MULTILINE)


@pytest.mark.parametrize(("written", "marked"), [
    ("## Fees 2567\n", "## Fees 2567 {#fees-2567}\n"),
    ("## 2567 ##\n", "## 2567 {#h-2567} ##\n"),
    ("## ค่าธรรมเนียม\n", "## ค่าธรรมเนียม {#" + heading_id("ค่าธรรมเนียม") + "}\n"),
    ("## a {#b}\n", "## a {#b}\n"),
    ("## a {.wide}\n", "## a {#a .wide}\n"),
    ("## a `x`\n", "## a `x` {#a-x}\n"),
    ("##a\n", "##a {#a}\n"),
    ("> ## a\n", "> ## a {#a}\n"),
    ("## a\n\n## a\n", "## a {#a}\n\n## a {#a-2}\n"),
    ("## a\n\nb {#a}\n", "## a {#a-2}\n\nb {#a}\n"),
    ("```\n## a\n```\n", "```\n## a\n```\n"),
    ("#\n", "#\n"),
])  # fmt: skip
def test_ids_of_headings(written, marked):
    assert with_heading_ids(written) == marked


def test_the_id_that_is_proposed_is_the_one_that_the_heading_has():
    """Whoever writes it down changes nothing."""
    text = "## ก ข\n\n## กข {.wide}\n\n## a-b\n\n### A b\n\n> ## กข\n"
    found = list(numbered(text))
    assert [(text.count("\n", 0, offset), words) for offset, words, _ in found] == [(2, "กข"), (6, "A b"), (8, "กข")]
    assert [name for *_, name in found] == [f"{heading_id('กข')}-2", "a-b-2", f"{heading_id('กข')}-3"]
    told = text.replace("### A b", "### A b {#a-b-2}")
    assert with_heading_ids(told) == with_heading_ids(text) and len(list(numbered(told))) == 2


def test_what_is_marked_is_what_markdown_takes_for_the_id():
    html = markdown.markdown(with_heading_ids("# ก\n\n## a `x` ##\n\n> ## b\n\n## c {.wide}\n"), extensions=list(markup.EXTENSIONS))
    assert re.findall(r"<h\d[^>]*>", html) == [f'<h1 id="{heading_id("ก")}">', '<h2 id="a-x">', '<h2 id="b">', '<h2 class="wide" id="c">']


@settings(max_examples=300)
@given(PAGES)
def test_calls_are_found_in_any_text(text):
    calls = list(find_calls(text))
    assert [call.start for call in calls] == sorted(call.start for call in calls)
    for call in calls:
        assert isinstance(call, (Call, BadCall)) and text[call.start:call.start + 1] == "{"
    assert len(without_code(text)) == len(text)


@settings(max_examples=300)
@given(PAGES)
def test_any_page_is_read_with_problems_at_places_that_exist(text):
    data = f"---\ntitle: ก\n---\n{text}".encode()
    page = read_page("content/x.md", data)
    lines = page.text.split("\n")
    for problem in [*page.problems, *call_problems(page)]:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


# ---- the second look -------------------------------------------------------------------------------------------------

ATTACKS = st.sampled_from([
    "<script>", "</script>", "<img src=x onerror=p()>", "<a href=javascript:p()>", "<svg/onload=p()>", "<!--", "-->", "<?", "?>", "<", ">", "\"", "'", "`", "``", "```\n",
    "[x](javascript:p())", "[x](", ")", "![", "](", "[a]: ", "javascript:p()", "{: onclick=p() }", "{onclick=p()}", "{: style=x }", "\n", "\n\n", "    ", "- ", "> ", "\\",
    "| a | b |\n|---|---|\n", "&#106;avascript:p()", "ก", "[^1]", "[^1]: ", "!!! x\n", "<br>", "<b/onclick=p()>", "<br onclick=p()>", "<x@y.z>", "<http://a.b/\">", "\x1a", "\x02", "\x03",
])  # fmt: skip


@settings(max_examples=500)
@given(st.lists(ATTACKS, max_size=14).map("".join))
def test_what_passes_holds_nothing_that_runs(text):
    page = read_page("content/x.md", f"---\ntitle: ก\n---\n{text}".encode())
    if page.problems:
        return
    html = markdown.markdown(with_heading_ids(page.text[page.body:]), extensions=list(markup.EXTENSIONS))
    bare = re.sub(r'<(/?[a-z][a-z0-9]*)((?: (?:href|src|alt|title|id|class|align|start)="[^"<>]*")*) ?/?>', "", html)
    assert "<" not in bare, html
    assert not re.search(r'(?:href|src)="\s*(?:javascript|data|vbscript)', html, re.IGNORECASE), html
