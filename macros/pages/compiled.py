"""Compiled templates on disk, where Python keeps its own compiled files: compiling them is a third of what a short command costs."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import FileSystemBytecodeCache, __version__
from jinja2.bccache import Bucket

from macros.beside_bytecode import beside_bytecode
from macros.pages import compiling

_FOLDER = "templates"


class Compiled(FileSystemBytecodeCache):
    """Templates as they were compiled before. Parts are written into the templates that take them, so what was compiled holds while no
    template has changed, nor what compiles them."""

    def __init__(self, folder: Path, templates: Callable[[], Iterable[Path]]):
        """``templates`` gives all of them, in order, and what they are compiled for."""
        super().__init__(str(folder), "%s.pyc")
        self._templates, self._state = templates, ""

    def forget(self) -> None:
        """Look again what the templates are."""
        self._state = ""

    def get_source_checksum(self, source: str) -> str:
        self._state = self._state or self._look()
        return self._state + super().get_source_checksum(source)

    def _look(self) -> str:
        state = hashlib.sha256(f"{__version__} {sys.version}".encode())
        for path in (Path(compiling.__file__), *self._templates()):
            state.update(path.read_bytes())
        return state.hexdigest()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As with Python's own compiled files, a folder that cannot be written to only means that it is compiled anew the next time."""
        if sys.dont_write_bytecode:
            return
        try:
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            pass


def compiled(templates: Callable[[], Iterable[Path]]) -> Compiled | None:
    """The place for compiled ``templates``; None where there is none."""
    folder = beside_bytecode(_FOLDER)
    return Compiled(folder, templates) if folder else None


__all__ = ["Compiled", "compiled"]
