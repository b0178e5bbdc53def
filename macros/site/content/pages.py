"""The Markdown pages of ``content/`` as they are written: front matter and text. ``rules.py`` says what may stand in one,
``calls.py`` answers its calls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as data_field

from macros.pages.calls import without_code
from macros.pages.links import address_of
from macros.problems import Place, Problem, errors_in
from macros.records.decode import Refused, decode, place_at
from macros.records.fields import Text, YesNo, field
from macros.records.model import Part
from macros.records.read import Document, read
from macros.records.validate import validate_as
from macros.site.content.rules import rule_problems


class PageMeta(Part):
    """ส่วนหัวของหน้า (ระหว่างเส้น ---)"""

    title: Text = field("ชื่อหน้า", "ชื่อที่แสดงบนหน้าและในผลการค้นหา", "เกี่ยวกับเว็บไซต์")
    description: Text | None = field("คำอธิบาย", "หนึ่งประโยค แสดงในผลการค้นหา", "เว็บไซต์นี้คืออะไร", default=None)
    wide: YesNo = field("หน้ากว้าง", "ใช่ สำหรับหน้าที่มีตารางกว้าง", "ใช่", default=False)


@dataclass
class ContentPage:
    """A page as written. ``text`` is the whole file, so that offsets are places; ``body`` is where the Markdown begins."""

    file: str
    address: str
    meta: PageMeta
    text: str = ""
    body: int = 0
    problems: list[Problem] = data_field(default_factory=list)

    def place(self, offset: int) -> Place:
        return place_at(self.text, offset, self.file)


_FRONT_MEANT = re.compile(r"\A(?!---[ \t]*\n)\s*(?:[-–—_=*]+[ \t]*\n)?[ \t]*(?:title|description|wide)[ \t]*:")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_page(file: str, data: bytes) -> ContentPage:
    """Parse one page; what is wrong with it is in its ``problems``."""
    page = ContentPage(file, address_of(file.removeprefix("content/")), PageMeta(title="–"))
    try:
        page.text, found = decode(data, file)
    except Refused as refused:
        page.problems.append(refused.problem)
        return page
    page.problems += found
    if not page.text.strip():
        page.problems.append(Problem("file-empty", Place(file), {"file": file}))
    elif front := _FRONT.match(page.text):
        page.body = front.end()
        page.meta = _meta(page, front[1])
    elif _FRONT_MEANT.match(page.text):
        page.problems.append(Problem("front-matter-not-opened", Place(file)))
        return page
    elif page.text.startswith("---"):
        page.problems.append(Problem("front-matter-not-closed", Place(file)))
        return page
    elif title := _first_title(page.text):
        page.meta = PageMeta(title=title)
    else:
        page.problems.append(Problem("front-matter-missing", Place(file)))
    page.problems += rule_problems(page)
    return page


def _first_title(text: str) -> str | None:
    """The words of a page's first heading of the first rank, which name a page that has no front matter."""
    heading = re.search(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*(\{[^{}\n]*\})?[ \t]*$", without_code(text), re.MULTILINE)
    return heading[1].strip() or None if heading else None


def _meta(page: ContentPage, yaml_text: str) -> PageMeta:
    document, problems = read(("\n" + yaml_text).encode(), page.file)  # one empty line for the opening ---
    page.problems += [problem for problem in problems if problem.code not in ("file-empty", "text-garbled")]  # which the page has told
    if document.value is None and errors_in(problems) and problems[0].code != "file-empty":
        return page.meta
    if not isinstance(document.value, dict):
        document = Document(page.file, b"", {})
    meta, problems = validate_as(PageMeta, document)
    page.problems += problems
    return meta or page.meta
