"""From the type of a model's field to the widget of the form that asks for it, and to the shape by which its YAML is written.

A type without an entry in ``_WIDGETS`` is asked for by what its JSON Schema says: words to choose from, a pattern, or plain text. So a
new kind of field has a form at once, and a better one when it gets its entry here.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from macros.problems.wording import message
from macros.records import contacts, disclosure, fields
from macros.records.registers import fields as registers

Widget = dict[str, Any]

_DIGIT = "[0-9๐-๙]"
_AMOUNT = rf"(?:{_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}}){{1,4}}|{_DIGIT}{{1,13}})(?:\.{_DIGIT}{{1,2}}[0๐]*)?(?:\s*บาท)?"
_BETWEEN = r"[() \u00a0.\-‐‑–]*"  # the digits of a telephone number
_DIALLED = rf"(?:[01๐๑]{_BETWEEN}(?:{_DIGIT}{_BETWEEN}){{8,11}}|(?:\+|[0๐]{_BETWEEN}[0๐]){_BETWEEN}(?:{_DIGIT}{_BETWEEN}){{9,16}}|(?:{_DIGIT}{_BETWEEN}){{3,4}})"
_LONG = frozenset({
    "about", "text", "official_text", "why", "what", "note", "follow_up", "address", "conditions",
    "result", "problems", "suggestions", "reason", "existing_measure", "added_measure",
})  # fmt: skip


def _text(name: str) -> Widget:
    return {"widget": "text" if name in _LONG else "string"}


def _pattern(regex: str, code: str) -> Widget:
    """A line of text; what does not match is refused with the words of ``check``. An empty optional field always may stay so."""
    return {"widget": "string", "pattern": [f"^(?:{regex})?$", code]}


_WIDGETS: dict[Any, Widget] = {
    fields.Date: {"widget": "be-date"},
    fields.Month: {"widget": "be-month"},
    fields.Period: {"widget": "be-period"},
    fields.FiscalYear: {"widget": "be-year"},
    fields.Score: _pattern(rf"(?:100(?:\.0{{1,2}})?|{_DIGIT}{{1,2}}(?:\.{_DIGIT}{{1,2}})?)", "score-out-of-range"),
    fields.WholeNumber: _pattern(f"{_DIGIT}{{1,9}}", "number-not-whole"),
    registers.Money: _pattern(_AMOUNT, "money-unreadable"),
    registers.SignedMoney: _pattern(f"[-−–]?{_AMOUNT}", "money-unreadable"),
    registers.Rating: {"widget": "select", "options": list("12345")},
    fields.Phone: _pattern(rf"{_BETWEEN}{_DIALLED}(?:[^0-9๐-๙+() \u00a0.\-‐‑–].*)?", "phone-form"),
    fields.Email: _pattern(contacts.MAIL.pattern, "email-form"),
    fields.YesNo: {"widget": "select", "options": ["ใช่", "ไม่"]},
    fields.Url: _pattern(r"[hH][tT][tT][pP][sS]?://\S+", "url-form"),
    fields.Id: _pattern(fields.ID.pattern, "id-form"),
    fields.ItemNumber: {"widget": "choice", "source": "items"},
    fields.Reference: {"widget": "choice", "source": "references"},
    fields.FilePath: {"widget": "file"},
    disclosure.ElementId: {"widget": "choice", "source": "elements"},
    disclosure.PageAddress: _pattern(r"/(?:[^\s/?#]+/)*(?:#[a-z][a-z0-9-]*)?", "page-address-form"),
}
_YES_NO = {"true": "ใช่", "yes": "ใช่", "false": "ไม่", "no": "ไม่", "ไม่ใช่": "ไม่"}

# Whose id a field of the type Id holds. ``id`` is the record's own.
REFERS = {"responsible": "units", "unit": "units", "parent": "units", "owner": "units", "units": "units"}


def widget(name: str, annotation: Any, example: object = None, title: str = "") -> Widget:
    """The widget of one value (not of a list): the options of the editor, without name and label."""
    if annotation == fields.Id and name in REFERS:
        return {"widget": "choice", "source": REFERS[name]}
    found = _WIDGETS.get(annotation) if _hashable(annotation) else None
    found = dict(found) if found else _by_schema(name, annotation)
    if isinstance(found.get("pattern"), list):
        found["pattern"] = [found["pattern"][0], sentence(found["pattern"][1], title, example)]
    return found


def _by_schema(name: str, annotation: Any) -> Widget:
    if words := words_of(annotation):
        return {"widget": "select", "options": [{"label": label, "value": value} for value, label in words.items()]}
    return _text(name)


def words_of(annotation: Any) -> dict[str, str]:
    """Value → what a person reads, for a field that is one of a few words; empty for any other.

    The schema of such a field lists the forms that are written first, and as many others that mean the same in the same order.
    """
    listed = [str(word) for word in _schema(annotation).get("enum", ())]
    half = len(listed) // 2
    pairs = zip(listed[:half], listed[half:]) if len(listed) % 2 == 0 else ((word, word) for word in listed)
    return {first: second if first.isascii() else first for first, second in pairs}


def aliases_of(annotation: Any) -> dict[str, str]:
    """Other ways of writing a choice → the value that the form knows it by."""
    if annotation == fields.YesNo:
        return _YES_NO
    if annotation == registers.Rating:
        return dict(zip("๑๒๓๔๕", "12345"))
    listed = [str(word) for word in _schema(annotation).get("enum", ())]
    half = len(listed) // 2
    return dict(zip(listed[half:], listed[:half])) if listed and len(listed) % 2 == 0 else {}


def sentence(code: str, title: str, example: object) -> str:
    """What ``check`` says to such a mistake: the rule and the repair."""
    return message(code, _Anything(field=title, suggestion=example, value="…")).hint


class _Anything(dict[str, object]):
    """Parameters of a wording that a form cannot know yet."""

    def __missing__(self, key: str) -> str:
        return "…"


def _schema(annotation: Any) -> Mapping[str, Any]:
    return TypeAdapter(annotation).json_schema()


def _hashable(annotation: Any) -> bool:
    try:
        hash(annotation)
    except TypeError:
        return False
    return True


def optional(annotation: Any) -> Any:
    """``X`` of ``X | None``, also where a check is put around it."""
    if typing.get_origin(annotation) is typing.Annotated and typing.get_origin(typing.get_args(annotation)[0]) in (typing.Union, types.UnionType):
        return optional(typing.get_args(annotation)[0])
    arguments = [argument for argument in typing.get_args(annotation) if argument is not type(None)]
    return arguments[0] if type(None) in typing.get_args(annotation) and len(arguments) == 1 else annotation


def entry_of(annotation: Any) -> Any:
    """``X`` of ``tuple[X, ...]``, else None."""
    return typing.get_args(annotation)[0] if typing.get_origin(annotation) in (tuple, list) else None


def is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
