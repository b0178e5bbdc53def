"""A QR code as the path of a static SVG.

A site makes one for each page, so it must cost next to nothing. All but the data is the same for every text of a size, and
what a byte contributes to the symbol (its own modules and those of its error correction) is added with XOR: so a code is the
XOR of remembered numbers, each a whole symbol with a bit a module. What the texts of a folder have in common is one of them,
and with it the mask: any can be read, so the one that leaves this most even is that of the whole folder. ``segno`` draws what
is common to a size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from itertools import count
from operator import xor
from typing import Any

import segno
from segno import consts as tables

consts: Any = tables  # plain numbers, but of so many shapes in one table that its type says only "object"
QUIET = 4
_LEVEL = consts.ERROR_LEVEL_M  # so that the code still reads from a worn notice board
_MASKS = range(8)


@dataclass(frozen=True)
class Qr:
    """``size``: side of the square in modules, quiet zone included; ``path``: the dark modules as an SVG path to be stroked
    with width 1."""

    size: int
    path: str


def qr(text: str) -> Qr:
    """The code of ``text`` with the middle error correction, in the smallest size that holds it."""
    data = text.encode("utf-8")
    symbol = next(found for found in map(_symbol, range(1, 41)) if found.capacity >= len(data))
    return Qr(symbol.side + 2 * QUIET, symbol.path(symbol.modules(data)))


@cache
def _symbol(version: int) -> _Symbol:
    return _Symbol(version)


class _Symbol:
    """The codes of one version. Modules are bits of a number: rows from the top, ``width`` bits each, columns from the left;
    the spare bits right of a row and the spare rows keep neighbours apart when the number is shifted."""

    def __init__(self, version: int):
        self.version, self.side = version, 17 + 4 * version
        self.width = -(-(self.side + QUIET) // 8) * 8
        self.blocks = [info for info in consts.ECC[version][_LEVEL] for _ in range(info.num_blocks)]
        self.count_bits = 8 if version < 10 else 16
        self.capacity = sum(info.num_data for info in self.blocks) - 1 - self.count_bits // 8
        self.length = (self.side + QUIET) * self.width // 8

    def bit(self, row: int, column: int) -> int:
        return 1 << ((self.side + QUIET - row) * self.width - 1 - column)

    def modules(self, data: bytes) -> int:
        """The symbol of ``data``: what texts that begin with the same folder and are as long have in common, and what its own end adds."""
        folder = data.rfind(b"/", 0, -1) + 1
        own = (int.from_bytes(data[folder:], "big") << 4).to_bytes(len(data) - folder + 1, "big")
        found = self._common(data[:folder], len(data) - folder)
        for place, value in enumerate(own, folder + self.count_bits // 8):
            found ^= self._contribution(place, value)
        return found

    @lru_cache(maxsize=1 << 10)  # noqa: B019  there are few symbols, and they stay
    def _common(self, folder: bytes, rest: int) -> int:
        """The symbol of ``folder`` and ``rest`` zero bytes, with the mask that leaves it most even."""
        plain = reduce(xor, map(self._contribution, count(), self._codewords(folder + bytes(rest))))
        return min((plain ^ template for template in self.templates), key=self._penalty)

    def _codewords(self, data: bytes) -> bytes:
        """Byte mode, the length, the data, four zero bits, and what fills the symbol (readers skip it; ``segno`` begins it with a zero)."""
        size = self.capacity + 1 + self.count_bits // 8
        head = (0b0100 << self.count_bits | len(data)) << 8 * len(data)
        used = ((head | int.from_bytes(data, "big")) << 4).to_bytes(len(data) + 1 + self.count_bits // 8, "big")
        return (used + b"\0" + b"\xec\x11" * size)[:size]

    @cached_property
    def templates(self) -> list[int]:
        """For each mask: finders, timing, format and the mask itself, as a symbol whose data and correction are all zero has them."""
        return [self._template(mask) for mask in _MASKS]

    def _template(self, mask: int) -> int:
        drawn = segno.make(b"0", version=self.version, error="m", mask=mask, mode="byte", boost_error=False).matrix
        found = sum(self.bit(row, column) for row, line in enumerate(drawn) for column, dark in enumerate(line) if dark)
        return reduce(xor, map(self._contribution, count(), self._codewords(b"0")), found)

    @cached_property
    def _places(self) -> list[int]:
        """The bits of the modules for data, in the order in which they are filled: up and down in columns of two, from the right."""
        rights = [right for right in range(self.side - 1, 6, -2)] + [5, 3, 1]
        rows = range(self.side)
        return [
            self.bit(row, column) for turn, right in enumerate(rights) for row in (rows if turn % 2 else reversed(rows))
            for column in (right, right - 1) if self._is_data(row, column)
        ]

    def _is_data(self, row: int, column: int) -> bool:
        """Not of a finder with its format, a timing line, a version or an alignment pattern."""
        low, high = sorted((row, column))
        far = self.side - (11 if self.version >= 7 and low < 6 else 8)
        corner = low < 9 and (high < 9 or high >= far)
        return not corner and low != 6 and high != 6 and not any(abs(row - y) <= 2 and abs(column - x) <= 2 for y, x in self._alignments)

    @cached_property
    def _alignments(self) -> list[tuple[int, int]]:
        at: tuple[int, ...] = consts.ALIGNMENT_POS[self.version - 2] if self.version > 1 else ()
        return [(y, x) for y in at for x in at if (y, x) not in ((at[0], at[0]), (at[0], at[-1]), (at[-1], at[0]))]

    @cache  # noqa: B019  as above
    def _contribution(self, place: int, value: int) -> int:
        """What data codeword ``place`` brings to the symbol when it has ``value``: its own modules and its correction's."""
        block, within = 0, place
        while within >= self.blocks[block].num_data:
            within, block = within - self.blocks[block].num_data, block + 1
        found = self._placed(self._data_index(block, within), value)
        for number, word in enumerate(_correction(self.blocks[block].num_data - within, value, self._correction_words)):
            found ^= self._placed(self._correction_index(block, number), word)
        return found

    @property
    def _correction_words(self) -> int:
        return self.blocks[0].num_total - self.blocks[0].num_data

    def _data_index(self, block: int, within: int) -> int:
        """Where a data codeword stands in the symbol: the blocks take turns, the short ones come first and drop out."""
        return sum(min(info.num_data, within + (number < block)) for number, info in enumerate(self.blocks))

    def _correction_index(self, block: int, number: int) -> int:
        return sum(info.num_data for info in self.blocks) + number * len(self.blocks) + block

    def _placed(self, index: int, value: int) -> int:
        return sum(place for shift, place in enumerate(self._places[8 * index: 8 * index + 8]) if value >> (7 - shift) & 1)

    @cached_property
    def _inside(self) -> tuple[int, int, int]:
        """The modules; those with one to their left; those with one above."""
        every = [[self.bit(row, column) for column in range(self.side)] for row in range(self.side)]
        return sum(map(sum, every)), sum(sum(row[1:]) for row in every), sum(map(sum, every[1:]))

    def _penalty(self, dark: int) -> int:
        """How uneven a symbol is (ISO/IEC 18004, 7.8.3): long runs, blocks, what looks like a finder, too much of one colour."""
        width, (every, right, below) = self.width, self._inside
        like_left, like_above = right & ~(dark ^ dark >> 1), below & ~(dark ^ dark >> width)
        blocks = like_left & like_left >> width & like_above
        uneven = int(abs(dark.bit_count() * 100 / self.side**2 - 50) / 5)
        finders = _finders(dark, every, 1) + _finders(dark, every, width)
        return _runs(like_left, 1) + _runs(like_above, width) + 3 * blocks.bit_count() + 40 * finders + 10 * uneven

    def path(self, modules: int) -> str:
        """Each row from the left, eight modules at a time."""
        step, turn = self.width // 8, f"m-{self.width} 1"
        pieces = list(map(_STROKES.__getitem__, modules.to_bytes(self.length, "big")[: step * self.side]))
        pieces[step - 1:: step] = [last + turn for last in pieces[step - 1:: step]]
        return f"M{QUIET} {QUIET}.5{''.join(pieces)}".removesuffix(turn)


def _runs(like_next: int, step: int) -> int:
    """Points for five and more modules of a colour in a row, the length less two; ``like_next``: modules of the next one's colour."""
    three = like_next & like_next >> step
    fives = three & three >> 2 * step
    return fives.bit_count() + 2 * (fives & ~(fives << step)).bit_count() if fives else 0


def _finders(dark: int, every: int, step: int) -> int:
    """How often dark-light-3 dark-light-dark stands beside four light modules; around the symbol all is light."""
    light = every & ~dark
    middle = dark & dark >> 6 * step & (light & light >> 4 * step) >> step & (dark & dark >> step & dark >> 2 * step) >> 2 * step
    if not middle:
        return 0
    light = ~dark
    pair = light & light >> step
    four = pair & pair >> 2 * step
    return (middle & (four >> 7 * step | four << 4 * step)).bit_count()


def _correction(power: int, value: int, words: int) -> Iterator[int]:
    """The Reed-Solomon codewords for one byte that has ``power`` - 1 data bytes of its block behind it."""
    rest = [value] + [0] * words
    for _ in range(power):
        factor, rest = rest[0], rest[1:] + [0]
        if factor:
            log = consts.GALIOS_LOG[factor]
            for number, coefficient in enumerate(consts.GEN_POLY[words]):
                rest[number] ^= consts.GALIOS_EXP[log + coefficient]
    return iter(rest[:words])


def _strokes(eight: int) -> str:
    """Eight modules, the highest bit first, as pieces of a path: ``h`` draws dark ones, ``m`` passes over light ones."""
    pieces, bits = [], f"{eight:08b}"
    while bits:
        run = len(bits) - len(bits.lstrip(bits[0]))
        pieces.append(f"h{run}" if bits[0] == "1" else f"m{run} 0")
        bits = bits[run:]
    return "".join(pieces)


_STROKES = [_strokes(eight) for eight in range(256)]
