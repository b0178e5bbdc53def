"""What is written in a YAML file, before anything is made of it."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
Path = tuple[str | int, ...]  # keys, and positions in a list


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


__all__ = ["Path", "Value", "value_at"]
