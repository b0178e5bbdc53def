"""Names of files that survive every system, address and link."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath

from macros.ledger.places import OWN

_BREAKS = re.compile(r'[<>:"|?*#%\\\x00-\x1f\x7f-\x9f\ufffd]')  # end an address early, or cannot be saved on Windows
_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_MOST_BYTES = 200

# Folders of the site that the engine fills; what lies there would be overwritten or left out without a word.
_ENGINE = frozenset({"assets", "css", "data", "fonts", "js", "search", "templates"})
_RECORDS = frozenset({"a-z", "admin", "changes", "ita", "measures", "oit", "print", "registers", "trace", "units"})
_FILES = frozenset(name for name in OWN if "/" not in name)


MADE = tuple(f"{folder}/" for folder in sorted({*_RECORDS, "data", "search"})) + tuple(f"{folder}.md" for folder in ("a-z", "admin", "changes"))


@lru_cache(maxsize=1 << 12)  # records of many years have the same names
def hard_name(name: str) -> str | None:
    """What is wrong with one name of a file or folder: the offending piece, or None."""
    if match := _BREAKS.search(name):
        return match[0] if match[0].isprintable() else f"U+{ord(match[0]):04X}"
    if hidden := next((char for char in name if unicodedata.category(char) in ("Cf", "Zl", "Zp") or char == "\u00a0"), None):
        return f"U+{ord(hidden):04X}"
    if name != name.strip() or name.endswith("."):
        return "เว้นวรรคหรือจุดที่ต้นหรือท้ายชื่อ"
    if _WINDOWS.fullmatch(name):
        return name
    if (normal := _normal(name)) != name:
        apart = sorted({*name} - {*normal} or {*name}, key=lambda char: (not unicodedata.combining(char), name.index(char)))
        return "ำ" if "\u0e4d\u0e32" in name else f"U+{ord(apart[0]):04X}"
    return name[:20] + "…" if len(name.encode("utf-8")) > _MOST_BYTES else None


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("\u0e4d\u0e32", "\u0e33")


def page_name(path: str) -> str | None:
    """None for a page whose address is ASCII and lower case; otherwise a name that would be."""
    stem = path.removesuffix(".md")
    if re.fullmatch(r"[a-z0-9]+(?:[-/.][a-z0-9]+)*", stem):
        return None
    parts = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") or "page" for part in stem.split("/")]
    return "/".join(parts) + ".md"


def reserved(file: str, is_page: bool) -> str | None:
    """The folder of ``content/`` that ``file`` may not lie in, or None."""
    folder = PurePosixPath(file).parts[1]
    taken = folder in (_ENGINE if is_page else _ENGINE | _RECORDS)
    return folder if taken and file.count("/") > 1 else None


def written(file: str) -> bool:
    """Whether ``file`` lies where a build puts a file of its own, which would replace it without a word."""
    return file.removeprefix("content/").lower() in _FILES
