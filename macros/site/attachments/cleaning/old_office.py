"""Word, Excel and PowerPoint files of before 2007 (.doc .xls .ppt) without the names of people, in place.

Besides the properties each program has places of its own for names: who commented, who changed or saved the file and in which folder.
All are blanked where they lie, as is what was deleted and lies in the file still. What keeps names or deleted text in ways that cannot
be taken out safely is refused: files of before 1997, shared workbooks, and "fast saves", which only add to what was there before.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.site.attachments.cleaning import old_excel, old_slides, old_word, within
from macros.site.attachments.cleaning.compound import Compound, Stream
from macros.site.attachments.cleaning.errors import Encrypted, Signed
from macros.site.attachments.cleaning.properties import NAMES, without_names

_SIGNED = frozenset({"_signatures", "_xmlsignatures"})
_LOCKED = frozenset({"EncryptedPackage", "EncryptionInfo"})


def cleaned(data: bytes) -> bytes:
    """The document without these data; the very same bytes when it has none. Raises a ``Refused``."""
    file = Compound(data)
    names = {name for stream in file.streams for name in (*stream.folder, stream.name)}
    if names & _LOCKED:
        raise Encrypted()
    found = [name for stream in file.streams for name in _silence(file, stream)]
    if names & _SIGNED:
        if found:
            raise Signed(", ".join(dict.fromkeys(found)))
        return data
    file.blank_what_is_free()
    return bytes(file.data) if file.data != data else data


def _silence(file: Compound, stream: Stream) -> Iterator[str]:
    """Blank what a stream tells of people, and yield it."""
    if stream.name in NAMES:
        made, told = without_names(stream.pieces.read())
        stream.pieces.write(made)
        yield from told
    elif stream.name == "WordDocument":
        yield from old_word.silence(stream, file.streams)
    elif stream.name in ("Workbook", "Book") or "_SX_DB_CUR" in stream.folder:
        yield from old_excel.silence(stream)
    elif stream.name in ("Current User", "PowerPoint Document"):
        yield from old_slides.silence(stream)
    elif stream.name in ("Revision Log", "User Names"):
        yield from old_excel.shared()
    if stream.name not in ("Workbook", "Book"):  # where pictures lie in records
        before = stream.pieces.read()
        stream.pieces.write(within.silenced(before))


def texts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each stream, whole."""
    yield from ((stream.name, stream.pieces.read()) for stream in Compound(data).streams)


__all__ = ["cleaned", "texts"]
