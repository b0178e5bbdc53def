"""What a process remembers from one look at a site to the next: results by the content that they were made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from macros.site.expand.rendered import Rendered
from macros.site.inputs import sources

Content = TypeVar("Content")
Result = TypeVar("Result")


_OF_BYTES = ("lint", "personal")  # what is told of the bytes of a file, and of nothing else


class _Seen:
    """Stands for bytes that another process has seen: equal to those that have this digest."""

    __slots__ = ("digest",)

    def __init__(self, digest: bytes):
        self.digest = digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, bytes) and _digest(other) == self.digest


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _put_down(found: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    return {key: (content if isinstance(content, _Seen) else _Seen(_digest(content)), result) for key, (content, result) in found.items()}


class Memory:
    """One for each site that is served; forgetting it changes nothing but time. ``rendered``: texts of pages."""

    def __init__(self) -> None:
        self.rendered = Rendered()
        self.dates: Any = None
        self.results: dict[tuple[str, str], tuple[object, Any]] = {}
        self._of_each: dict[str, tuple[object, dict[str, tuple[Any, Any]]]] = {}
        self._bytes: dict[str, tuple[tuple[int, ...], bytes]] = {}

    def let_go(self) -> None:
        """Keep what another process makes again only at some cost: the texts of pages, and what was found in the bytes of files. Records are not
        kept: to read them takes no longer than to put them down."""
        self.rendered.let_go()
        self.dates, self._bytes = None, {}
        self._of_each = {what: (frame, _put_down(found)) for what, (frame, found) in self._of_each.items() if what in _OF_BYTES}

    def kept(self, what: str, key: str, content: object, make: Callable[[], Result]) -> Result:
        """``make()``, or what it gave when ``content`` was the same. One result is kept for each ``what`` and ``key``."""
        known = self.results.get((what, key))
        if known is None or (known[0] is not content and known[0] != content):
            known = self.results[what, key] = content, make()
        return known[1]

    def of_each(self, what: str, contents: Mapping[str, Content], make: Callable[[str, Content], Result], frame: object = None) -> dict[str, Result]:
        """``kept`` for each key and its content at once; what is kept of others is dropped. ``frame``: what all results depend on besides."""
        before, known = self._of_each.get(what, (frame, {}))
        known = known if before == frame else {}
        now = {
            key: one if (one := known.get(key)) is not None and (one[0] is content or one[0] == content) else (content, make(key, content))
            for key, content in contents.items()
        }
        self._of_each[what] = frame, now
        return {key: result for key, (_, result) in now.items()}

    def known(self, what: str, key: str, content: object) -> Any:
        """What ``kept`` would give without making it; None if it has to be made."""
        known = self.results.get((what, key))
        return known[1] if known is not None and known[0] == content else None

    def read(self, path: str, status: os.stat_result) -> bytes:
        """The bytes of a file; those of the last time while size, time and place on the disk are as they were."""
        sign = sources.signature(status)
        known = self._bytes.get(path)
        if known is None or known[0] != sign:
            known = self._bytes[path] = sign, sources.read_file(path)
        return known[1]
