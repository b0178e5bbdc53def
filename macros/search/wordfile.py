"""The file of the index that holds words and the other names for things."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.own_data import own_data
from macros.search.others import Holder, Others
from macros.search.packing import front_coded, key_of, name_of, packed
from macros.search.synonyms import Table
from macros.search.words import Words, runs_of
from macros.thai.fold import fold

_AT_ONCE = 4000  # lines


class WordFile:
    """Changes with the lines that come and go."""

    def __init__(self):
        self._words = Words()
        self._others = Others()
        self._alike: Counter[int] = Counter()  # key of a folded line → lines that fold so; texts would fill the memory
        self._table: Table = {}
        self._names: dict[str, str] = {}  # other names, as written → folded
        self._made: tuple[frozenset[str], str] | None = None

    def ask(self, synonyms: Table) -> None:
        """From now on with these synonyms."""
        if synonyms != self._table:
            self._names = {other: fold(other) for other in sorted({other for others in synonyms.values() for other in others})}
            self._others.ask(set(self._names.values()), empty=not self._alike)
            self._table, self._made = synonyms, None

    def change(self, came: "list[str]", went: "list[str]") -> None:
        """Lines as written came and went; those that fold alike are one."""
        for lines in _folded(came):
            text = "\n".join([line for line in lines if self._count(line, 1) == 1])
            runs = runs_of(text)
            self._words.change(runs, 1)
            self._others.came(text, runs)
        for lines in _folded(went):
            lost = [line for line in lines if self._count(line, -1) == 0]
            self._words.change(runs_of("\n".join(lost)), -1)
            self._others.went(set(map(key_of, lost)))
        if self._words.settle():
            self._made = None

    def _count(self, line: str, by: int) -> int:
        key = key_of(line)
        self._alike[key] = now = self._alike[key] + by
        if not now:
            del self._alike[key]
        return now

    def file(self, holders: Iterable[Holder]) -> "tuple[str, bytes | None]":
        """Name and bytes; None for the bytes when they are as they were. `holders` have all lines."""
        found = self._others.found(holders)
        if self._made and self._made[0] == found:
            return self._made[1], None
        content = self._content(found)
        self._made = found, name_of("words", content)
        return self._made[1], content

    def _content(self, found: "frozenset[str]") -> bytes:
        known, synonyms = self._words.vocabulary(), self._table
        others = [other for other, folded in self._names.items() if folded in found]
        number = {other: n for n, other in enumerate(others)}
        groups: dict[tuple, list] = {}
        for word in sorted(synonyms):
            useful = tuple(dict.fromkeys(number[other] for other in synonyms[word] if other in number))
            if any(self._names[others[n]] != word for n in useful):
                groups.setdefault(useful, []).append(word)
        return packed({
            "words": front_coded(known.words),
            "parts": front_coded(known.parts),
            "pairs": front_coded(known.pairs),
            "synonyms": "\n".join(_rows(groups, others, [self._names[other] for other in others])),
            **{name: front_coded(words.split()) for name, words in own_data(Path(__file__).with_name("small_words.yml")).items()},
        })  # fmt: skip


_NO_NAME = re.compile(r"[|\0-\x1f]+|^[ =#|]+")  # signs that part the rows from each other, and what is in them


def _rows(groups: "dict[tuple, list]", names: "list[str]", folded: "list[str]") -> "Iterator[str]":
    """Of each group of other names the words that they are for, nothing, and the names, with a | between them: a name where it stands first, later #
    and how many stood before it. = marks one that is not such a word itself, for most are."""
    places: dict[int, int] = {}
    for numbers, same in groups.items():
        words, cells = set(same), []
        for number in numbers:
            name = f"#{places[number]}" if number in places else _NO_NAME.sub(" ", names[number]).strip()
            places.setdefault(number, len(places))
            cells.append(name if folded[number] in words else f"={name}")
            words.discard(folded[number])
        yield "|".join([*sorted(words), "", *cells])


def _folded(lines: "list[str]") -> "Iterator[list[str]]":
    for start in range(0, len(lines), _AT_ONCE):
        yield list(filter(None, fold("\n".join(lines[start : start + _AT_ONCE])).split("\n")))
