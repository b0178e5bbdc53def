"""What was meant where a record says something else: a field under another name, entries of a list that is none, an id in another form."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence, Set

from pydantic.fields import FieldInfo


def field_meant(name: str, fields: dict[str, FieldInfo], known: Set[str]) -> str | None:
    """The one of ``fields`` that ``name`` stands for: a misspelling of it, or its Thai title, which forms and messages show.

    ``known``: the names of all fields there are. One of them is hardly a slip for another that is only somewhat like it.
    """
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in fields:
        return plain
    titles = {info.title: field for field, info in reversed(fields.items()) if info.title}
    near = difflib.get_close_matches(plain, fields, 1, 0.8 if plain in known else 0.6)
    return near[0] if near else next((titles[title] for title in difflib.get_close_matches(name, titles, 1, 0.75)), None)


def suggested(value: str, choices: Iterable[str], cutoff: float = 0.6) -> dict[str, str]:
    """The nearest of ``choices`` as a sentence names it; empty where nothing is near: a question then would lead astray."""
    near = difflib.get_close_matches(value, choices, 1, cutoff)
    return {"suggestion": near[0]} if near else {}


def ids_in(text: str) -> list[str]:
    """The entries that were written in one line instead of in a list: ``planning, finance``."""
    return [entry.strip() for entry in re.split(r"[,;]|\s+และ|(?:^|\s)-", text) if entry.strip()]


def first_sentence(text: str) -> str:
    """The first entry of a list of sentences that was written as one text; dashes that follow it are more words of it to YAML."""
    entry = re.split(r"\s-\s?(?=\S)", text.lstrip("- "))[0].strip()
    return entry if entry == text else f"{entry}…"


def as_list(entries: Sequence[str]) -> dict[str, object]:
    """``entries`` as the sentences of needs-list name them."""
    return {"entries": entries, "example": " แล้วขึ้นบรรทัดใหม่ - ".join(entries), "example_en": ", then on a new line - ".join(entries)}


def id_meant(text: str) -> str:
    """``text`` in small letters, with hyphens for what else parts its words: ``M3 2`` is ``m3-2``."""
    return re.sub(r"[\s_.–-]+", "-", text.lower()).strip("-")
