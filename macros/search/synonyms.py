"""Other words for the same thing: `synonyms.yml` here, and a site's own file in the same form.

A file is a list. An entry that is a list names words of equal meaning; an entry that is a mapping leads one way, from
what people type to the words that pages use.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from macros.own_data import own_data
from macros.thai.fold import fold

Table = dict[str, tuple[str, ...]]


class BadSynonyms(ValueError):
    """`place`: number of the entry, from 1. The message says in English what is wrong."""

    def __init__(self, place: int, message: str):
        super().__init__(f"entry {place}: {message}")
        self.place = place


def parse(entries: object) -> Table:
    """Folded word → words for it, as written, itself among those of equal meaning. Raises `BadSynonyms`; `TypeError` where there is no list.

    `entries`: the parsed YAML.
    """
    table: dict[str, dict[str, None]] = {}
    listed = entries or []
    if not isinstance(listed, list):
        raise TypeError(f"no list: {entries!r}")
    for place, entry in enumerate(listed, 1):
        for word, others in _pairs(entry, place):
            table.setdefault(fold(word), {}).update(dict.fromkeys(others))
    return {word: tuple(others) for word, others in table.items() if word}


def merge(*tables: Table) -> Table:
    """One table with everything in `tables`; the words of the later ones come first, being nearer to the site."""
    merged: dict[str, dict[str, None]] = {}
    for table in reversed(tables):
        for word, others in table.items():
            merged.setdefault(word, {}).update(dict.fromkeys(others))
    return {word: tuple(others) for word, others in merged.items()}


@lru_cache(maxsize=1)
def default() -> Table:
    """The list that ships with the engine."""
    return parse(own_data(Path(__file__).with_name("synonyms.yml")))


def _pairs(entry: object, place: int) -> Iterable[tuple[str, list[str]]]:
    if isinstance(entry, list) and len(entry) > 1:
        words = [_word(word, place) for word in entry]
        return [(word, words) for word in words]
    if isinstance(entry, dict) and entry:
        return [(_word(word, place), _words(others, place)) for word, others in entry.items()]
    raise BadSynonyms(place, "neither a list of two words or more nor a mapping")


def _words(value: object, place: int) -> list[str]:
    return [_word(word, place) for word in (value if isinstance(value, list) else [value])]


def _word(value: object, place: int) -> str:
    if isinstance(value, (str, int)) and fold(str(value)):
        return str(value)
    raise BadSynonyms(place, f"not a word: {value!r}")
