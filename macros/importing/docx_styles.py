"""What a Word file keeps apart from its text: which styles are bold or underlined, and the numbers of its lists."""

from __future__ import annotations

from collections.abc import Callable

from macros.importing.document import BOLD, BOTH, PLAIN, UNDERLINED
from macros.importing.numbering import LETTERS
from macros.importing.package import Element, attribute, child, children
from macros.thai.digits import to_thai

_OFF = {"0", "false", "off", "none"}
_LONGEST_CHAIN = 12


class Styles:
    """Bold and underlined as a style says it, its parents included."""

    def __init__(self, root: Element | None):
        self._styles = {attribute(style, "styleId"): style for style in children(root, "style")}

    def mark(self, paragraph_style: str, run_properties: Element | None) -> str:
        """The sign of a run: its own properties, else its style's, else its paragraph's."""
        run_style = attribute(child(run_properties, "rStyle"), "val")
        underlined, bold = (self._sign(kind, run_properties, run_style, paragraph_style) for kind in ("u", "b"))
        return {(True, True): BOTH, (True, False): UNDERLINED, (False, True): BOLD, (False, False): PLAIN}[underlined, bold]

    def _sign(self, kind: str, own: Element | None, *style_ids: str) -> bool:
        # Thai is a complex script: Word keeps its bold in bCs.
        names = ("b", "bCs") if kind == "b" else (kind,)
        for properties in (own, *(inner for style_id in style_ids for inner in self._chain(style_id))):
            said = [found for name in names if (found := child(properties, name)) is not None]
            if said:
                return any(attribute(found, "val", "single").lower() not in _OFF for found in said)
        return False

    def _chain(self, style_id: str) -> list[Element | None]:
        found: list[Element | None] = []
        while style_id in self._styles and len(found) < _LONGEST_CHAIN:
            style = self._styles[style_id]
            found.append(child(style, "rPr"))
            style_id = attribute(child(style, "basedOn"), "val")
        return found

    def numbering(self, style_id: str) -> Element | None:
        """The list that paragraphs of a style belong to."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id)
            found = child(child(style, "pPr"), "numPr")
            if style is None or found is not None:
                return found
            style_id = attribute(child(style, "basedOn"), "val")
        return None


def is_on(switch: Element | None) -> bool:
    """Whether a property that is there or not (struck out, hidden) holds."""
    return switch is not None and attribute(switch, "val", "1").lower() not in _OFF


class Numbering:
    """The numbers that Word shows before the paragraphs of lists. Ask in the order of the document."""

    def __init__(self, root: Element | None):
        abstract = {attribute(found, "abstractNumId"): found for found in children(root, "abstractNum")}
        self._levels = {attribute(num, "numId"): _levels(num, abstract) for num in children(root, "num")}
        # Lists made from the same definition count on, as Word does; one that says where it begins does so at its first paragraph.
        self._family = {attribute(num, "numId"): attribute(child(num, "abstractNumId"), "val") for num in children(root, "num")}
        self._begins = {attribute(num, "numId"): _begins(num) for num in children(root, "num")}
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, properties: Element | None) -> str:
        """The label of the next paragraph with these ``numPr``; empty when it has none."""
        number = attribute(child(properties, "numId"), "val")
        depth = _whole(attribute(child(properties, "ilvl"), "val"))
        level = self._levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self._family[number], {})
        counts |= self._begins.pop(number, {})
        counts[depth] = counts.get(depth, _start(level) - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]
        if attribute(child(level, "numFmt"), "val") == "bullet":
            return "•"
        return self._filled(number, level, counts)

    def _filled(self, number: str, level: Element, counts: dict[int, int]) -> str:
        label = attribute(child(level, "lvlText"), "val")
        for depth, known in self._levels[number].items():
            form = _FORMS.get(attribute(child(known, "numFmt"), "val"), str)
            label = label.replace(f"%{depth + 1}", form(counts.get(depth, _start(known))))
        return label


def _levels(num: Element, abstract: dict[str, Element]) -> dict[int, Element]:
    found = abstract.get(attribute(child(num, "abstractNumId"), "val"))
    levels = {_whole(attribute(level, "ilvl")): level for level in children(found, "lvl")}
    for override in children(num, "lvlOverride"):
        level = child(override, "lvl")
        if level is not None:
            levels[_whole(attribute(override, "ilvl"))] = level
    return levels


def _begins(num: Element) -> dict[int, int]:
    """Level → the number before the first, of the levels that ``num`` begins anew."""
    found = ((override, child(override, "startOverride")) for override in children(num, "lvlOverride"))
    return {_whole(attribute(override, "ilvl")): _whole(attribute(start, "val"), 1) - 1 for override, start in found if start is not None}


def _start(level: Element) -> int:
    return _whole(attribute(child(level, "start"), "val"), 1)


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise


def _letter(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)]


_FORMS: dict[str, Callable[[int], str]] = {
    "thaiNumbers": lambda number: to_thai(str(number)),
    "thaiCounting": lambda number: to_thai(str(number)),
    "thaiLetters": _letter(LETTERS),
    "lowerLetter": _letter("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "none": lambda number: "",
}
