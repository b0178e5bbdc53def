"""A text on which reading goes on after slips: mended in memory, while places stay those of the text as it was written."""

from __future__ import annotations

from macros.records.slips import UNQUOTED, meant_line

MOST = 30  # slips that are mended in one file
_MOST_READ = 4_000_000  # characters that are read again for it: every slip has the file read once more


class Mends:
    def __init__(self, text: str):
        self.lines = text.split("\n")
        self._moves: dict[int, list[tuple[int, int]]] = {}  # line → of each change: where it begins, by how many columns what follows moved
        self._left = min(MOST, _MOST_READ // (len(text) + 1))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def mend(self, code: str, line: int) -> bool:
        """Mend the slip ``code`` of ``line`` (from 0), and say whether that could be done."""
        meant = meant_line(code, self.lines, line) if self._left > 0 else None
        if meant is None:
            return False
        self._left -= 1
        written, self.lines[line] = self.lines[line], meant
        same = next((at for at, (old, new) in enumerate(zip(written, meant)) if old != new), min(len(written), len(meant)))
        moved = 1 if code in UNQUOTED else len(meant) - len(written)  # a quote at the end moves nothing
        self._moves.setdefault(line, []).append((same, moved))
        return True

    def column(self, line: int, column: int) -> int:
        """Where in the text as it was written ``column`` of ``line`` is, all from 0."""
        for start, moved in reversed(self._moves.get(line, ())):
            if column > start:
                column = max(start, column - moved)
        return column
