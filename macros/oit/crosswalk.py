"""The same thing in other years: items that keep their concept, and items that went on under another one.

Going forward only later years are followed and going back only earlier ones, so that two items that were merged later
never become each other's counterparts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from macros.oit.forms import load, years
from macros.oit.model import CONFIDENCE, Item, weakest
from macros.own_data import own_data


class Crossing(NamedTuple):
    """A counterpart in another year. ``relation`` is ``same``, ``successor`` or ``predecessor``."""

    item_id: str
    relation: str
    confidence: str


class Node(NamedTuple):
    """A concept in one year's form."""

    year: int
    concept: str


@dataclass(frozen=True)
class Link:
    """An item that went on under another concept. ``kind``: merged, split, replaced, absorbed."""

    old: Node
    new: Node
    kind: str
    confidence: str
    note: str


@cache
def links() -> tuple[Link, ...]:
    """Every change of concept, in time order as the data file has them."""
    return tuple(
        Link(_node(entry["from"]), _node(entry["to"]), entry["kind"], entry["confidence"], entry["note"])
        for entry in own_data(Path(__file__).with_name("crosswalk.yml"))
    )


def across(year: int, item_id: str) -> dict[int, list[Crossing]]:
    """The counterparts of an item in every other known year, in form order; an empty list where it has none.

    ``across(2564, "O28")[2569] == [("O14", "same", "confirmed")]``. Raises UnknownForm, UnknownItem.
    """
    start = Node(year, load(year).item(item_id).concept)
    found = _reach(start, _forward) | _reach(start, _backward)
    rows: dict[int, list[Crossing]] = {other: [] for other in years() if other != year}
    for node, confidence in sorted(found.items(), key=lambda pair: _item(pair[0]).number):
        rows[node.year].append(Crossing(_item(node).id, _relation(start, node), confidence))
    return rows


def links_of(year: int, item_id: str) -> tuple[Link, ...]:
    """The changes of concept that this very item came out of or went into."""
    node = Node(year, load(year).item(item_id).concept)
    return tuple(link for link in links() if node in (link.old, link.new))


def _node(text: str) -> Node:
    year, concept = text.split("/")
    return Node(int(year), concept)


@cache
def _by_concept(year: int) -> dict[str, Item]:
    return {item.concept: item for item in load(year).items}


def _item(node: Node) -> Item:
    return _by_concept(node.year)[node.concept]


def _relation(start: Node, node: Node) -> str:
    if node.concept == start.concept:
        return "same"
    return "successor" if node.year > start.year else "predecessor"


def _reach(start: Node, steps: Callable[[Node], Iterator[tuple[Node, str]]]) -> dict[Node, str]:
    """Every node that ``steps`` lead to, with the confidence of the surest way there: that of its weakest step."""
    found: dict[Node, str] = {}
    waiting = [(start, CONFIDENCE[0])]
    while waiting:
        node, so_far = waiting.pop()
        for other, confidence in steps(node):
            sure = weakest(so_far, confidence)
            if other not in found or CONFIDENCE.index(sure) < CONFIDENCE.index(found[other]):
                found[other] = sure
                waiting.append((other, sure))
    return found


def _forward(node: Node) -> Iterator[tuple[Node, str]]:
    yield from _same_concept(node, [year for year in years() if year > node.year])
    yield from ((link.new, link.confidence) for link in links() if link.old == node)


def _backward(node: Node) -> Iterator[tuple[Node, str]]:
    yield from _same_concept(node, [year for year in years() if year < node.year])
    yield from ((link.old, link.confidence) for link in links() if link.new == node)


def _same_concept(node: Node, others: list[int]) -> Iterator[tuple[Node, str]]:
    """That two years mean the same is known as well as the titles of both."""
    for year in others:
        other = _by_concept(year).get(node.concept)
        if other:
            yield Node(year, node.concept), weakest(_item(node).confidence, other.confidence)
