"""What is written in a YAML file, before anything is made of it."""

from __future__ import annotations

from enum import Enum
from typing import Final, TypeAlias

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
Path = tuple[str | int, ...]  # keys, and positions in a list


class Gone(Enum):
    """Stands for values that were read and dropped."""

    LET_GO = "let go"


LET_GO: Final = Gone.LET_GO


def value_at(value: Value, path: Path) -> Value:
    """What stands at ``path`` below ``value``; None where nothing does."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def fields_at(value: Value, path: Path) -> dict[str, Value]:
    """The fields of what stands at ``path``; none where that has none."""
    found = value_at(value, path)
    return found if isinstance(found, dict) else {}


__all__ = ["LET_GO", "Gone", "Path", "Value", "fields_at", "value_at"]
