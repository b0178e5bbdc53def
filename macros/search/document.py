"""What the index is made from: one `Document` for each page that can be found."""

from dataclasses import dataclass
from typing import NamedTuple


class _Section(NamedTuple):
    anchor: str
    heading: str
    lines: "tuple[str, ...]"


class Section(_Section):
    """A part of a page under one heading.

    `anchor`: id of the heading, '' for the part above the first one; `text`: plain text, one line for each block.
    """

    __slots__ = ()

    def __new__(cls, anchor: str, heading: str, text: str) -> "Section":
        return super().__new__(cls, anchor, heading, tuple(text.split("\n")))

    @classmethod
    def of_lines(cls, anchor: str, heading: str, lines: "tuple[str, ...]") -> "Section":
        return super().__new__(cls, anchor, heading, lines)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Document:
    """A page as search sees it.

    `address`: site-absolute, with a slash at both ends; `kind`: slug ('oit'), `kind_label`: its name in Thai; `year`:
    Buddhist-era fiscal year; `unit`: names of the units that answer for it; `item`: OIT item ('O42'); `name`: what a page without
    an item is called beside its title ('แผนและมาตรการ', of a unit for short 'งานแผน'); `empty`: what it is about is not published here yet.
    """

    address: str
    title: str
    kind: str = "page"
    kind_label: str = "หน้าเว็บ"
    year: "int | None" = None
    unit: "tuple[str, ...]" = ()
    item: "str | None" = None
    description: str = ""
    sections: "tuple[Section, ...]" = ()
    name: str = ""
    empty: bool = False
