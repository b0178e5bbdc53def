"""What a search finds in a page of our own making: as ``search.extract`` reads it, from pieces that are known already.

Elements are balanced there, so only headings, what is left out, documents and pictures need a look; all else is text that flows. Tests
compare the two on every page of several sites.
"""

from __future__ import annotations

from macros.search.extract import HEADINGS, Extract, Known, line, sections_of
from macros.search.extract import extract as carefully
from macros.site.html.pieces import FOUND, Row


def extract(row: Row) -> Extract:
    """The title, the sections and the documents of a page's main part."""
    marked = row.where(FOUND)
    if any([row.pieces[place].tag.name == "pre" for place in marked]):
        return carefully(row.html(0, row.size))
    found, done = _Found(), 0
    for place in marked:
        if place < done:
            continue
        found.text.append("".join(row.words[done:place]))
        known = row.pieces[place].tag.known
        if known.hides and not known.closes:
            end = row.end_of(place)
            found.text.append(row.words[end])
            done = end + 1
        else:
            found.tag(known)
            done = place  # its text goes where the tag has led
    found.text.append("".join(row.words[done:]))
    return Extract(found.title, sections_of(found.parts), tuple(dict.fromkeys(found.files)))


class _Found:
    """``parts``: anchor, heading and text of each; ``text``: where text goes."""

    def __init__(self) -> None:
        self.title = ""
        self.files: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.parts: list[tuple[str, list[str], list[str]]] = [("", [], self.text)]
        self._heading = ""  # the name of the one that is open

    def tag(self, known: Known) -> None:
        """One that does more than end a line."""
        if known.closes:
            if known.name == self._heading:
                self._end_heading()
            return
        if known.name in HEADINGS and not self._heading:
            self._heading, self.text = known.name, []
            self.parts.append((known.anchor, self.text, []))
        if known.file:
            self.files.append((known.file, self.parts[-1][0]))
        if known.alt:
            self.text.append(f" {known.alt} ")

    def _end_heading(self) -> None:
        if self._heading == "h1" and not self.title:
            self.title = line("".join(self.text))
            self.parts[-1] = ("", [], [])  # the title is the page's; what follows is the part above all headings
        self.text, self._heading = self.parts[-1][2], ""


__all__ = ["extract"]
