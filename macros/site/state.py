"""What one build leaves to the next process: the texts' digests and what they asked for, and what is known of the output.

It lies where Python keeps its own compiled files, and is to be trusted as they are. It holds for the same engine, site and folder, and only
while the output is as it was left; else all is built anew, with the same bytes. Whoever builds takes it away, so no two builds go on from
the same one, and one that is interrupted leaves none.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

from macros.beside_bytecode import beside_bytecode
from macros.site.cache import Cache
from macros.site.expand.memory import Memory
from macros.site.whole.version import engine_version

_FOLDER = "states"

# What is being written is remembered until all of it is, which takes much memory. So these go one after the other: nothing of one group
# is in another, or it does not matter that it is there twice.
_APART = (
    ("cache.contents._kept", "cache.contents._shapes"),
    ("cache.contents", "cache.searching.index"),
    ("cache.facts", "cache.checked", "cache.targets", "cache.same_ids", "cache.output", "cache.packs"),
    ("memory.rendered.site", "memory.results", "memory._of_each"),
)


@dataclass
class State:
    """``cache`` is None when there is no output to go on with."""

    memory: Memory = field(default_factory=Memory)
    cache: Cache | None = None


class Place:
    """Where the state of the builds of ``root`` to ``output`` lies; nowhere when Python keeps no compiled files apart."""

    def __init__(self, root: Path, output: Path, preview: bool):
        self._output = Path(os.path.realpath(output))
        folder = None if sys.dont_write_bytecode else beside_bytecode(_FOLDER)
        name = hashlib.sha256(repr((str(root.resolve()), str(self._output), preview)).encode()).hexdigest()[:24]
        self._path = folder / name if folder else None
        self._ours = folder / f"{name}.{os.getpid()}" if folder else None
        self._taken: Path | None = None

    @contextmanager
    def taken(self) -> Iterator[State]:
        """The state, for the one who builds. It goes back afterwards unless it was ``spent``."""
        try:
            yield self._take()
        finally:
            if self._taken and self._path:
                os.replace(self._taken, self._path)

    def spent(self) -> None:
        """The output is about to change: the state holds no more."""
        if self._taken:
            self._taken.unlink()
            self._taken = None

    def leave(self, state: State) -> None:
        """Keep ``state``, of which nothing is left here, for the next build. A disk that is full or write-protected only means that it builds anew."""
        if self._path is None or self._ours is None:
            return
        state.memory.let_go()
        if state.cache:
            state.cache.let_go()
        new = self._ours
        try:
            new.parent.mkdir(parents=True, exist_ok=True)
            with new.open("wb") as file:
                file.write(_sign() + os.fsencode(self._output) + b"\n")
                _write(state, file)
            os.replace(new, self._path)
        except OSError:
            with suppress(OSError):
                new.unlink()
        _drop_forsaken(self._path)

    def _take(self) -> State:
        if self._path is None or self._ours is None:
            return State()
        try:
            os.replace(self._path, self._ours)
        except OSError:
            return State()
        self._taken = self._ours
        found = self._sound(self._taken)
        if found is None:
            self.spent()
        return found or State()

    def _sound(self, taken: Path) -> State | None:
        """What was taken, if it is of this engine and of what lies in the output."""
        try:
            found = _read(taken) if self._output.is_dir() else None
            return found if found and found.cache and found.cache.output.lies_in(self._output) else None
        except OSError:  # the output has a folder that nobody may look into
            return None


def _drop_forsaken(place: Path) -> None:
    """Of the sixteenth of all states that ``place`` is among: those whose output is gone."""
    for path in place.parent.glob(f"{place.name[0]}*"):
        with suppress(OSError):  # another build takes its own just now
            if not os.path.isdir(_output_of(path)):
                path.unlink()


def _output_of(path: Path) -> bytes:
    """The folder that a state is of, as the file names it."""
    with path.open("rb") as file:
        file.readline()
        return file.readline().rstrip(b"\n")


def _sign() -> bytes:
    """What made the state: this engine, in this Python with these packages."""
    packages = find_spec("mkdocs").submodule_search_locations[0]  # type: ignore[union-attr, index]
    sign = (engine_version(), sys.version, packages, Path(packages).parent.stat().st_mtime_ns)
    return hashlib.sha256(repr(sign).encode()).hexdigest().encode() + b"\n"


def _read(path: Path) -> State | None:
    with path.open("rb") as file, _no_garbage():
        if file.readline() != _sign():
            return None
        file.readline()
        try:
            return _put_together(file)
        except Exception:
            return None


def _write(state: State, file: BinaryIO) -> None:
    """The groups, each taken out of the state, then the rest of it."""
    for names in _APART:
        pickle.dump([vars(owner).pop(name) for owner, name in _attributes(state, names)], file, protocol=5)
    pickle.dump(state, file, protocol=5)


def _put_together(file: BinaryIO) -> State:
    groups, state = [pickle.load(file) for _ in _APART], pickle.load(file)
    for names, values in [*zip(_APART, groups)][::-1]:  # what was taken out first was a part of what was taken out then
        for (owner, name), value in zip(_attributes(state, names), values):
            setattr(owner, name, value)
    return state


def _attributes(state: State, paths: tuple[str, ...]) -> Iterator[tuple[object, str]]:
    for owner, _, name in (path.rpartition(".") for path in paths):
        yield attrgetter(owner)(state), name


@contextmanager
def _no_garbage() -> Iterator[None]:
    """All of what is read stays: to look through it for garbage again and again would take longer than to read it."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


__all__ = ["Place", "State"]
