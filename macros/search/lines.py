"""The distinct lines of all pages, each once, as written, with a number."""

from array import array
from collections.abc import Iterable

_RUN = 200


class Lines(dict):
    """Line → number. Asking for a line that is not there gives it one.

    Whoever keeps numbers says so, and when they are kept no more: pages of the index with `use` and `leave`, anybody else with
    `hold` and `let_go`. `settle` tells which lines came to the index and went since the last time, and takes the numbers of those
    that nobody keeps back.
    """

    def __init__(self):
        self.text: list[str] = []  # by number
        self._uses, self._holds = array("I"), array("I")
        self._free: list[int] = []
        self._turned: set[int] = set()  # in the index now and not before, or the other way round
        self._left: set[int] = set()

    def __reduce__(self):
        """For another process, after `settle`. Texts go in runs of bytes, for of each string that is pickled Python keeps a second form."""
        runs = [_as_bytes("\0".join(self.text[start : start + _RUN])) for start in range(0, len(self.text), _RUN)]
        return _put_together, (runs, self._uses, self._holds, self._free)

    def __missing__(self, line: str) -> int:
        if self._free:
            number = self._free.pop()
            self.text[number] = line
        else:
            number = len(self.text)
            self.text.append(line)
            self._uses.append(0)
            self._holds.append(0)
        self[line] = number
        return number

    def use(self, numbers: Iterable[int]) -> None:
        uses = self._uses
        for number in numbers:
            if not uses[number]:
                self._turned ^= {number}
            uses[number] += 1

    def leave(self, numbers: Iterable[int]) -> None:
        uses = self._uses
        for number in numbers:
            uses[number] -= 1
            if not uses[number]:
                self._turned ^= {number}
                self._left.add(number)

    def hold(self, numbers: Iterable[int]) -> None:
        holds = self._holds
        for number in numbers:
            holds[number] += 1

    def let_go(self, numbers: Iterable[int]) -> None:
        holds = self._holds
        for number in numbers:
            holds[number] -= 1
            if not holds[number]:
                self._left.add(number)

    def settle(self) -> "tuple[list[str], list[str]]":
        """The lines that came and those that went."""
        came: list[str] = []
        went: list[str] = []
        for number in sorted(self._turned):
            (came if self._uses[number] else went).append(self.text[number])
        for number in self._left:
            if not self._uses[number] and not self._holds[number]:
                del self[self.text[number]]
                self.text[number] = ""
                self._free.append(number)
        self._turned, self._left = set(), set()
        return came, went


def _as_bytes(text: str) -> "tuple[bytes, str]":
    """One byte a letter where that will do, which is a third of UTF-8, and the encoding."""
    try:
        return text.encode("cp874"), "cp874"
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass"), "utf-8"


def _put_together(runs: "list[tuple[bytes, str]]", uses: array, holds: array, free: "list[int]") -> Lines:
    lines, unused = Lines(), frozenset(free)
    lines.text = [text for run, encoding in runs for text in run.decode(encoding, "surrogatepass").split("\0")]
    lines._uses, lines._holds, lines._free = uses, holds, free
    lines.update((text, number) for number, text in enumerate(lines.text) if number not in unused)
    return lines
