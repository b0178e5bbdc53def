"""Files that are made from records and are no pages: what they are made by, and how they come into the output of a build.

Nothing of them stays in memory: a file lies in the output, and what did not change is not made again. A long one is joined of parts;
a part that did not change is copied from the file as it was, so an edit makes one year of ten, and a file whose parts come out as they were is not
written at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from macros.site.placing.output import Digest, Output


class Part(NamedTuple):
    """``key``: which part of its file it is; ``basis``: all that it is made of; ``make`` gives its bytes."""

    key: Hashable
    basis: object
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Parts:
    """A file of ``parts`` (one at least) with ``between`` between them."""

    parts: tuple[Part, ...]
    head: bytes = b"[\n  "
    between: bytes = b",\n  "
    tail: bytes = b"\n]\n"

    @property
    def ends(self) -> tuple[bytes, ...]:
        """What stands around the parts."""
        return self.head, self.between, self.tail

    def whole(self) -> bytes:
        return self.head + self.between.join(part.make() for part in self.parts) + self.tail


class Group(NamedTuple):
    """Files that are made together: their paths in the site, and what gives their contents in this order."""

    names: tuple[str, ...]
    make: Callable[[], tuple[bytes | Parts, ...]]


Changed = Callable[[str, Callable[[], None]], bool]
"""Calls the function if what it once asked for would be answered otherwise now; whether it did (``Rendered.changed``)."""


def single(name: str, make: Callable[[], bytes | Parts]) -> Group:
    """A group of one file."""
    return Group((name,), lambda: (make(),))


def contents(groups: Iterable[Group]) -> Iterator[tuple[str, bytes]]:
    """Path in the site → bytes, of all files, made anew."""
    for group in groups:
        for name, made in zip(group.names, group.make()):
            yield name, made.whole() if isinstance(made, Parts) else made


class _Lies(NamedTuple):
    """Where a part lies in its file."""

    basis: object
    start: int
    size: int


class _Left(NamedTuple):
    """A file as it was left: whether the output still has it so tells ``digest``. ``ends``: what stands around its ``parts``."""

    digest: Digest
    ends: tuple[bytes, ...]
    parts: Mapping[Hashable, _Lies]


class DataFiles:
    """The files of one output, as each was left when it was last wanted; the output may have dropped it since."""

    def __init__(self) -> None:
        self._left: dict[str, _Left] = {}

    def let_go(self) -> None:
        """Forget the parts, for they are made of very many records. A file that changed is made as a whole then."""
        self._left = {name: left._replace(parts={}) for name, left in self._left.items()}

    def put_all(self, output: Output, groups: Iterable[Group], changed: Changed) -> None:
        """Want the files of all groups; those of a group whose answers did not change stay as they are."""
        for group in groups:
            if not changed(group.names[0], partial(self._put_group, output, group)):
                if all(self._lasting(output, name) for name in group.names):
                    output.keep_all(group.names)
                else:  # made for another output, or taken out and now put back
                    self._put_group(output, group)

    def _put_group(self, output: Output, group: Group) -> None:
        for name, made in zip(group.names, group.make()):
            self.put(output, name, made)

    def put(self, output: Output, name: str, made: bytes | Parts) -> None:
        """Want a file with this content."""
        if isinstance(made, bytes):
            output.put(name, made)
            self._left[name] = _Left(output.wanted[name], (), {})
        else:
            parts = _put_parts(output, name, made, self._lasting(output, name) or _NOTHING)
            self._left[name] = _Left(output.wanted[name], made.ends, parts)

    def _lasting(self, output: Output, name: str) -> _Left | None:
        left = self._left.get(name)
        return left if left and output.has(name, left.digest) else None


def anew(name: str, make: Callable[[], None]) -> bool:
    """``changed`` of what is made in any case."""
    make()
    return True


_NOTHING = _Left(("", 0), (), {})


def _put_parts(output: Output, name: str, made: Parts, left: _Left) -> dict[Hashable, _Lies]:
    """Where the parts lie in the file that is wanted now."""
    known = left.parts
    lies: dict[Hashable, _Lies] = {}
    parts = [_made_now(part) if part.key in known and known[part.key].basis != part.basis else part for part in made.parts]
    if left.ends == made.ends and list(known) == [part.key for part in parts] and _stand(output.path(name), parts, known):
        output.keep(name)
        return {part.key: known[part.key]._replace(basis=part.basis) for part in parts}
    output.write(name, partial(_fill, replace(made, parts=tuple(parts)), known, output.path(name), lies))
    return lies


def _fill(made: Parts, known: Mapping[Hashable, _Lies], before: Path, lies: dict[Hashable, _Lies], path: Path) -> bool:
    new = path.with_name(f"{path.name}.new")  # for what is read may lie at the path itself
    with new.open("wb") as out, before.open("rb") if known else nullcontext() as old:
        for number, part in enumerate(made.parts):
            lies[part.key] = _write(out, part, known.get(part.key), old, made.between if number else made.head)
        out.write(made.tail)
    os.replace(new, path)
    return True


def _made_now(part: Part) -> Part:
    made = part.make()
    return part._replace(make=lambda: made)


def _stand(path: Path, parts: Iterable[Part], known: Mapping[Hashable, _Lies]) -> bool:
    """Are the parts, made of something else than before, what lies in the file already?"""
    others = [(part, known[part.key]) for part in parts if known[part.key].basis != part.basis]
    if not others:
        return True
    with path.open("rb") as file:
        return all(_read(file, lies) == part.make() for part, lies in others)


def _write(out: BinaryIO, part: Part, lies: _Lies | None, old: BinaryIO | None, ahead: bytes) -> _Lies:
    out.write(ahead)
    start = out.tell()
    same = lies is not None and lies.basis == part.basis
    return _Lies(part.basis, start, out.write(_read(old, lies) if same else part.make()))  # type: ignore[arg-type]


def _read(file: BinaryIO, lies: _Lies) -> bytes:
    file.seek(lies.start)
    return file.read(lies.size)


__all__ = ["DataFiles", "Group", "Part", "Parts", "contents", "single"]
