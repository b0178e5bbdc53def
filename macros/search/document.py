"""What the index is made from: one `Document` for each page that can be found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A part of a page under one heading.

    `anchor`: id of the heading, '' for the part above the first one; `text`: plain text, one line for each block.
    """

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """A page as search sees it.

    `address`: site-absolute, with a slash at both ends; `kind`: slug ('oit'), `kind_label`: its name in Thai; `year`:
    Buddhist-era fiscal year; `unit`: names of the units that answer for it; `item`: OIT item ('O42').
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
