"""SVG without what drawing programs note beside the picture: who drew it, in which folder it lay, remarks, and Exif of photographs in it.

Elements and attributes of other vocabularies draw nothing, so they go whoever wrote them.
"""

from __future__ import annotations

import base64
import binascii
import re
import xml.parsers.expat

from macros.site.attachments.cleaning import images
from macros.site.attachments.cleaning.errors import Damaged

_SVG = "http://www.w3.org/2000/svg"
_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_FOREIGN = re.compile(rb"""\s+(?!xml:|xlink:|xmlns[:=])[^\s=:"'<>]+:[^\s=:"'<>]+\s*=\s*(?:"[^"]*"|'[^']*')""")
_VALUE = re.compile(rb"""\s[^\s=]+\s*=\s*("[^"]*"|'[^']*')""")
_PICTURE = re.compile(rb"data:image/(jpeg|png|gif|webp);base64,([A-Za-z0-9+/=\s]*)", re.IGNORECASE)


def cleaned(data: bytes) -> bytes:
    """The picture without these data; the very same bytes when it has none. Raises :class:`Damaged`."""
    made = bytearray(data)
    for start, end, put in sorted(_Reader(data).edits, reverse=True):
        made[start:end] = put
    return bytes(made) if made != data else data


class _Reader:
    """Notes what goes: (start, end, what stands there then), in bytes of the file; none lies within another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.edits: list[tuple[int, int, bytes]] = []
        self.parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CommentHandler = self._comment
        self.depth, self.gone, self.since = 0, 0, 0
        try:
            self.parser.Parse(data, True)
        except xml.parsers.expat.ExpatError as error:
            raise Damaged("SVG") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.gone:
            return
        space, _, local = name.rpartition(" ")
        at = self.parser.CurrentByteIndex
        if self.depth > 1 and (space not in ("", _SVG) or local == "metadata"):
            self.gone, self.since = self.depth, at
        elif tag := _TAG.match(self.data, at):
            made = _VALUE.sub(_silenced, _FOREIGN.sub(b"", tag[0]))
            if made != tag[0]:
                self.edits.append((at, tag.end(), made))

    def _end(self, name: str) -> None:
        if self.depth == self.gone:
            at, tag = self.parser.CurrentByteIndex, _TAG.match(self.data, self.since)
            empty = tag if tag is not None and tag[0].endswith(b"/>") else None  # the parser then stands behind its only tag
            self.edits.append((self.since, empty.end() if empty else self.data.index(b">", at) + 1, b""))
            self.gone = 0
        self.depth -= 1

    def _comment(self, words: str) -> None:
        if not self.gone:
            at = self.parser.CurrentByteIndex
            self.edits.append((at, self.data.index(b"-->", at) + 3, b""))


def _silenced(attribute: re.Match[bytes]) -> bytes:
    """An attribute; if it holds a photograph, one that tells nothing."""
    return _PICTURE.sub(_picture, attribute[0])


def _picture(found: re.Match[bytes]) -> bytes:
    kind = found[1].lower()
    try:
        data = base64.b64decode(found[2])
        made = getattr(images, kind.decode())(data)
    except (binascii.Error, Damaged, IndexError) as error:
        raise Damaged("SVG") from error
    return found[0] if made == data else b"data:image/" + kind + b";base64," + base64.b64encode(made)


__all__ = ["cleaned"]
