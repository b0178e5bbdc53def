"""What a search finds in a page of our own making: as ``search.extract`` reads it, from pieces that are known already.

Elements are balanced there, so only headings, what is left out, documents and pictures need a look; all else is text that flows. Tests
compare the two on every page of several sites.
"""

from __future__ import annotations

from macros.search.extract import HEADINGS, Extract, Known, line, sections_of
from macros.search.extract import extract as carefully
from macros.site.pieces import Row


def extract(row: Row) -> Extract:
    """The title, the sections and the documents of a page's main part."""
    marked = [place for place in row.special if row.pieces[place].tag.known.marks]
    if any(row.pieces[place].tag.name == "pre" for place in marked):
        return carefully(row.html(0, row.size))
    reader, done = _Reader(), 0
    for place in marked:
        if place >= done:
            reader.text.append("".join(row.words[done:place]))
            done = reader.take(row, place)
    reader.text.append("".join(row.words[done:]))
    return reader.extract()


class _Reader:
    def __init__(self) -> None:
        self.title = ""
        self.files: list[tuple[str, str]] = []
        self.text: list[str] = []  # where text goes
        self._parts: list[tuple[str, list[str], list[str]]] = [("", [], self.text)]  # anchor, heading, text
        self._heading = ""  # the name of the one that is open

    def take(self, row: Row, place: int) -> int:
        """The piece at ``place``, and those within it if it hides them; the next place to read from."""
        known = row.pieces[place].tag.known
        if known.hides and not known.closes:
            place = row.end_of(place)
            self.text.append(row.words[place])
            return place + 1
        if known.closes and known.name == self._heading:
            self._end_heading()
        self.text.append(known.edge)
        if known.name in HEADINGS and not known.closes and not self._heading:
            self._start_heading(known)
        if known.file:
            self.files.append((known.file, self._parts[-1][0]))
        if known.alt:
            self.text.append(f" {known.alt} ")
        self.text.append(row.pieces[place].text)
        return place + 1

    def _start_heading(self, known: Known) -> None:
        self._heading = known.name
        self._parts.append((known.anchor, [], []))
        self.text = self._parts[-1][1]

    def _end_heading(self) -> None:
        if self._heading == "h1" and not self.title:
            self.title = line("".join(self._parts[-1][1]))
            self._parts[-1] = ("", [], [])  # the title is the page's; what follows is the part above all headings
        self.text, self._heading = self._parts[-1][2], ""

    def extract(self) -> Extract:
        return Extract(self.title, sections_of(self._parts), tuple(dict.fromkeys(self.files)))


__all__ = ["extract"]
