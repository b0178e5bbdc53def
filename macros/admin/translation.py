"""The editor's words in Thai: ``locale/th.tsv`` (key, tab, words), nested as the editor asks for them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "locale" / "th.tsv"

# Parts of the editor that this site does not turn on: their words are not translated. ``config.`` speaks to programmers.
UNUSED = ("config.", "workflow.", "open_authoring.", "cloud_storage.", "editor_components.", "_sui.text_editor.")


@lru_cache(maxsize=1)
def words() -> dict[str, str]:
    """Key → Thai, as in the file."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def strings() -> dict[str, Any]:
    """The same, nested at the dots of the keys."""
    nested: dict[str, Any] = {}
    for key, text in words().items():
        *folders, name = key.split(".")
        place = nested
        for folder in folders:
            place = place.setdefault(folder, {})
        place[name] = text
    return nested
