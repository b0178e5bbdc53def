"""The files of a built site: what lies in its folder, by hash, and what a build makes of it.

A build puts every file that it wants, or keeps it. What differs from the last build waits in a folder aside until ``commit`` renames
it into place; so a build that finds problems has touched nothing, and what did not change stays the same file.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from macros.ledger.places import above
from macros.site.html import encoded
from macros.site.placing.exchange import exchange, in_the_way

Digest = tuple[str, int]
"""SHA-256 in hexadecimal digits, size in bytes."""

_BLOCK = 1 << 20
_LONG = 1 << 18  # letters of a text that is not made bytes of at once


def digest_of(data: bytes) -> Digest:
    """SHA-256 and size of ``data``."""
    return hashlib.sha256(data).hexdigest(), len(data)


def digest(path: Path) -> Digest:
    """SHA-256 and size of a file, read in pieces."""
    total, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            total.update(block)
            size += len(block)
    return total.hexdigest(), size


class Output:
    """The folder of one site, ours alone. Names are paths below it, with ``/``.

    ``wanted``: what this build wants there; ``files``: what is in place since the last ``commit``."""

    def __init__(self, folder: Path, aside: Path):
        """``folder`` is not there yet; ``aside`` is on the same file system."""
        self.folder, self._aside = folder, aside
        self.files: dict[str, Digest] = {}
        self.wanted: dict[str, Digest] = {}
        self._waiting: dict[str, Digest] = {}
        self._times: dict[str, int] = {}  # when each file in place was written, in nanoseconds
        self._waiting_times: dict[str, int] = {}
        self._made: set[str] = set()  # folders aside
        self._places: dict[str, str] = {}  # name → name aside, where that is another
        self._left_aside = False  # may there be files aside that a build before has left?

    def begin(self) -> None:
        """A new build: nothing is wanted yet. What one before has left aside is as good as what is in place."""
        self.wanted = {}
        self._left_aside = bool(self._waiting)

    def go_on(self, folder: Path, aside: Path) -> None:
        """The files in place lie in ``folder`` now."""
        self.folder, self._aside = folder, aside

    def lies_in(self, folder: Path) -> bool:
        """Does ``folder`` hold the files of the last ``commit``, none more and none changed, as far as names, sizes and times tell?"""
        found = {name: (status.st_size, status.st_mtime_ns) for name, status in _files_in(str(folder))}
        return found == {name: (size, self._times[name]) for name, (_, size) in self.files.items()}

    @property
    def differs(self) -> bool:
        """Would ``commit`` change anything?"""
        return self.wanted != self.files

    def has(self, name: str, made: Digest) -> bool:
        """Is there a file like this to ``keep``?"""
        return (self._waiting.get(name) or self.files.get(name)) == made

    def keep(self, name: str) -> None:
        """Want the file that the last build wanted."""
        self.keep_all((name,))

    def keep_all(self, names: Iterable[str]) -> None:
        """``keep`` for each."""
        waiting, files = self._waiting, self.files
        self.wanted.update({name: waiting.get(name) or files[name] for name in names})

    def put(self, name: str, data: bytes) -> None:
        """Want a file with these bytes."""
        self._put(name, digest_of(data), (data,))

    def put_text(self, name: str, text: str) -> None:
        """Want a file with this text."""
        if len(text) < _LONG:
            self.put(name, text.encode())
        else:
            digest = encoded.sha256(text).hexdigest(), sum(map(len, encoded.blocks(text)))
            self._put(name, digest, encoded.blocks(text))

    def _put(self, name: str, made: Digest, blocks: Iterable[bytes]) -> None:
        self.wanted[name] = made
        if self.has(name, made):
            return
        with open(self._place_aside(name), "wb", buffering=0) as stream:
            for block in blocks:
                while block := block[stream.write(block) :]:
                    pass  # a disk that is nearly full takes some of it, and says so only at the next attempt
            self._waiting_times[name] = os.fstat(stream.fileno()).st_mtime_ns
        self._waiting[name] = made

    def put_all(self, files: Mapping[str, bytes | None]) -> None:
        """Path → bytes, None for a file that is to stay as the last build made it."""
        for name, data in files.items():
            self.keep(name) if data is None else self.put(name, data)

    def write(self, name: str, fill: Callable[[Path], bool]) -> None:
        """Want a file that ``fill`` writes to the path it is given; it returns False when it wrote none."""
        path = Path(self._place_aside(name))
        if fill(path):
            self.wanted[name] = self._waiting[name] = digest(path)
            self._waiting_times[name] = path.stat().st_mtime_ns

    def path(self, name: str) -> Path:
        """Where a wanted file can be read, before ``commit`` and after."""
        return self._aside / self._places.get(name, name) if name in self._waiting else self.folder / name

    def read(self, name: str) -> bytes | None:
        """The bytes of a wanted file; None of any other."""
        return self.path(name).read_bytes() if name in self.wanted else None

    def left(self, name: str) -> bytes | None:
        """The bytes of a file in place, wanted or not; None of any other."""
        return (self.folder / name).read_bytes() if name in self.files else None

    def commit(self, drop: bool = True) -> None:
        """Put what waits into place, and remove what is not wanted if ``drop``. At an error all that was in place is as it was."""
        moving = sorted(name for name, made in self._waiting.items() if self.wanted.get(name) == made != self.files.get(name))
        gone = sorted(self.files.keys() - self.wanted.keys())
        gone = gone if drop else in_the_way(moving, gone)
        if self.files or self.folder.exists() or len(moving) < len(self._waiting):
            exchange(self.folder, {name: self.path(name) for name in moving}, self._aside.with_name("before"), gone)
            shutil.rmtree(self._aside, ignore_errors=True)
        elif self._waiting:
            os.replace(self._aside, self.folder)
        self._times.update((name, self._waiting_times[name]) for name in moving)
        self._waiting, self._waiting_times, self._made, self._places = {}, {}, set(), {}
        left = {} if drop else {name: made for name, made in self.files.items() if name not in gone}
        self.files = {**left, **self.wanted}

    def _place_aside(self, name: str) -> str:
        if name.startswith("/") or "/../" in f"/{name}/":  # whatever a name is made of, nothing is written beside the site
            raise ValueError(name)
        if self.files:  # each is renamed by itself, so no folders are made for them
            if not self._places:
                os.makedirs(self._aside, exist_ok=True)
            return f"{self._aside}/{self._places.setdefault(name, str(len(self._places)))}"
        if self._left_aside:
            self._make_room(name)
        folder = name.rpartition("/")[0]
        if folder not in self._made:
            try:
                os.mkdir(f"{self._aside}/{folder}")
            except OSError:  # what is above it is not there yet, or it is
                os.makedirs(f"{self._aside}/{folder}", exist_ok=True)
            self._made.add(folder)
        return f"{self._aside}/{name}"

    def _make_room(self, name: str) -> None:
        """Drop what was left aside as a file where a folder is to be, or as a folder where a file is."""
        inside = [other for other in self._waiting if other.startswith(f"{name}/")] if (self._aside / name).is_dir() else []
        for other in (*inside, *(folder for folder in above(name) if folder in self._waiting)):
            (self._aside / other).unlink()
            del self._waiting[other], self._waiting_times[other]
        if inside:
            shutil.rmtree(self._aside / name)
            self._made = {folder for folder in self._made if folder != name and not folder.startswith(f"{name}/")}


def _files_in(top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Path below ``top`` and state of everything there that is no folder."""
    todo = [""] if os.path.isdir(top) else []
    for folder in todo:  # it grows by the folders in those among them
        with os.scandir(f"{top}/{folder}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append(f"{folder}{entry.name}/")
                else:
                    yield folder + entry.name, entry.stat(follow_symlinks=False)


__all__ = ["Digest", "Output", "digest", "digest_of"]
