"""The engine's own data, in YAML beside the code. What was read of a file lies on disk where Python keeps its own compiled files, and holds while
the file is as it was: to read all of it anew would be an eighth of what a short command costs."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from pathlib import Path
from typing import Any

import yaml

from macros.beside_bytecode import beside_bytecode

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast


def own_data(path: Path) -> Any:
    """What the file at ``path`` says."""
    source = path.read_bytes()
    folder = beside_bytecode("data")
    if folder is None:
        return yaml.load(source, _LOADER)
    kept = folder / f"{path.parent.name}-{path.stem}.pickle"
    return _read(kept, source) or _written(kept, source)


def _read(kept: Path, source: bytes) -> Any:
    """What was kept of this ``source``; None when there is nothing, or not all of it."""
    try:
        sign, value = (data := kept.read_bytes())[:32], data[32:]
    except OSError:
        return None
    return pickle.loads(value) if sign == _sign(source, value) else None


def _written(kept: Path, source: bytes) -> Any:
    """As with Python's own compiled files, a folder that cannot be written to only means that it is read anew the next time."""
    found = yaml.load(source, _LOADER)
    if sys.dont_write_bytecode:
        return found
    value = pickle.dumps(found)
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        aside = kept.with_suffix(f".{os.getpid()}")
        aside.write_bytes(_sign(source, value) + value)
        os.replace(aside, kept)
    return found


def _sign(source: bytes, value: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(source).digest() + value).digest()


__all__ = ["own_data"]
