"""Which of the other names for things stand somewhere in the pages."""

import sys
from array import array
from collections.abc import Iterable
from typing import Protocol

from macros.search.packing import key_of
from macros.search.words import runs_of


class Holder(Protocol):
    """Folded text that is made only if somebody wants it."""

    def may_hold(self, name: str) -> bool: ...

    def folded(self) -> str: ...


class Others:
    """Names, folded; each that is found is remembered with one line that has it."""

    def __init__(self):
        self._windows: dict[str, frozenset[int]] = {}  # name → its own
        self._lines: dict[str, int] = {}  # name → key of the line
        self._unsure: set[str] = set()  # perhaps in lines that have been there for long

    def ask(self, names: "set[str]", empty: bool) -> None:
        """Ask for these, folded, from now on. `empty`: no lines are there yet."""
        self._unsure = (self._unsure & names) | (set() if empty else names - self._windows.keys())
        self._windows = {name: _windows_of(name) for name in names}
        self._lines = {name: line for name, line in self._lines.items() if name in names}

    def came(self, text: str, runs: Iterable[str]) -> None:
        """New lines, with the runs of letters in them. Most names are not there, which few letters at a time tell at once."""
        windows = _windows("\n".join([*runs, "\n"]))
        windows |= _three(windows)
        for name in self._windows.keys() - self._lines.keys():
            if self._windows[name] <= windows:
                self._look(name, text)

    def went(self, lines: "set[int]") -> None:
        """The lines with these keys are gone."""
        lost = {name for name, line in self._lines.items() if line in lines}
        self._unsure |= lost
        for name in lost:
            del self._lines[name]

    def found(self, holders: Iterable[Holder]) -> "frozenset[str]":
        """The names that stand somewhere; `holders` have all lines."""
        for holder in holders if self._unsure else ():
            self._unsure -= self._lines.keys()
            if names := [name for name in self._unsure if holder.may_hold(name)]:
                text = holder.folded()
                for name in names:
                    self._look(name, text)
        self._unsure = set()
        return frozenset(self._lines)

    def _look(self, name: str, text: str) -> None:
        at = text.find(name)
        if at >= 0:
            end = text.find("\n", at)
            self._lines[name] = key_of(text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else None])


def _windows_of(name: str) -> "frozenset[int]":
    return frozenset().union(*({*_windows(run), *_three(_windows(f"{run}\n"))} for run in runs_of(name)))


def _windows(text: str) -> "set[int]":
    """All four letters that stand side by side, as numbers."""
    letters = text.encode("cp874", "replace")
    found: set[int] = set()
    for start in range(4):
        windows = array("I", letters[start : start + (len(letters) - start) // 4 * 4])
        if sys.byteorder == "big":
            windows.byteswap()
        found.update(windows)
    return found


def _three(windows: "set[int]") -> "set[int]":
    """The first three letters of each."""
    return {window & 0xFFFFFF for window in windows}
