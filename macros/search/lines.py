"""The distinct lines of all pages, each once, as written, with a number."""

from array import array
from collections.abc import Iterable


class Lines(dict):
    """Line → number. Asking for a line that is not there gives it one.

    Whoever keeps numbers says so with `use`, and with `leave` when they are kept no more; `settle` tells which lines came and
    went since the last time, and takes the numbers of those that went back.
    """

    def __init__(self):
        self.text: "list[str]" = []  # by number
        self._uses = array("I")
        self._free: "list[int]" = []
        self._came: "set[int]" = set()
        self._left: "set[int]" = set()

    def __missing__(self, line: str) -> int:
        if self._free:
            number = self._free.pop()
            self.text[number] = line
        else:
            number = len(self.text)
            self.text.append(line)
            self._uses.append(0)
        self[line] = number
        self._came.add(number)
        return number

    def use(self, numbers: Iterable[int]) -> None:
        uses = self._uses
        for number in numbers:
            uses[number] += 1

    def leave(self, numbers: Iterable[int]) -> None:
        uses = self._uses
        for number in numbers:
            uses[number] -= 1
            if not uses[number]:
                self._left.add(number)

    def settle(self) -> "tuple[list[str], list[str]]":
        """The lines that came and those that went."""
        gone = [number for number in self._left | self._came if not self._uses[number]]
        came = [self.text[number] for number in sorted(self._came.difference(gone))]
        went = [self.text[number] for number in sorted(set(gone) - self._came)]
        for number in gone:
            del self[self.text[number]]
            self.text[number] = ""
        self._free += gone
        self._came, self._left = set(), set()
        return came, went
