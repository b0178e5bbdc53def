"""Where Python keeps its own compiled files there is room for what follows from others just as surely, and may be deleted as they may."""

from __future__ import annotations

import sys
from pathlib import Path


def beside_bytecode(name: str) -> Path | None:
    """The folder ``name`` there, which need not be there yet; None where Python keeps compiled files beside their sources. Who may not write compiled
    files (``sys.dont_write_bytecode``) may read them."""
    return Path(sys.pycache_prefix, name) if sys.pycache_prefix else None


__all__ = ["beside_bytecode"]
