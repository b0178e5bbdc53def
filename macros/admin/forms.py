"""The form of every record kind, from the same model that checks it: fields in the model's order, with its Thai titles and help.

``form`` is what the editor shows, ``shape`` is how our own reader and writer (``client/30-format.js``) take the file apart and put it
together again.
"""

from __future__ import annotations

import re
import typing
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.admin import widgets
from macros.records import fields
from macros.records.model import KINDS

Form = list[dict[str, Any]]

_ON_ONE_LINE = (fields.Id, fields.Reference, fields.ItemNumber)
_SUMMARIES = (("on", "text"), ("title",), ("name",), ("indicator", "score"), ("indicator",), ("element",), ("id",), ("text",), ("value",), ("page",))


def form(kind: str, defaults: dict[str, Any] | None = None) -> Form:
    """The fields of a kind for the editor, not to be changed. ``defaults``: field → what a new record begins with."""
    return [
        {**entry, "default": (defaults or {})[entry["name"]]} if entry["name"] in (defaults or {}) else entry
        for entry in _fields(KINDS[kind])
    ]


def shape(kind: str) -> dict[str, Any]:
    """The same fields for the writer: name → what it holds, in the order in which they are written."""
    return _shape(KINDS[kind])


def _typed(model: type[BaseModel]) -> dict[str, Any]:
    """Name → type with everything that was said of it (``X | None`` as ``X``)."""
    hints = typing.get_type_hints(model, include_extras=True)
    return {name: widgets.optional(hints[name]) for name in model.model_fields}


@cache
def _fields(model: type[BaseModel]) -> Form:
    return [_field(name, annotation, model.model_fields[name]) for name, annotation in _typed(model).items()]


def _field(name: str, annotation: Any, info: FieldInfo) -> dict[str, Any]:
    if typing.get_origin(annotation) is typing.Literal:
        return {"name": name, "widget": "hidden", "default": typing.get_args(annotation)[0]}
    body = _body(name, annotation, info)
    # The words of a choice beside their codes are for whoever writes YAML: the form shows the words themselves.
    coded = " · ".join(f"{option['value']} {option['label']}" for option in body.get("options", ()) if isinstance(option, dict))
    hint = {} if info.description == coded else {"hint": _help(body, info)}
    return {"name": name, "label": info.title, **hint, "required": info.is_required(), **body}


def _help(body: dict[str, Any], info: FieldInfo) -> str:
    """What belongs into a field, with an example where one types: what is chosen or uploaded shows itself."""
    example = info.examples[0] if info.examples else None
    example = example[0] if isinstance(example, list) else example
    told = info.description or ""
    typed = body.get("field", body)["widget"] in ("string", "text")
    if example is None or not typed or "เช่น" in told:
        return told
    return f"{told} เช่น `{example}`" if re.search("://|@", str(example)) else f"{told} เช่น {example}"  # the editor would make it a link


def _body(name: str, annotation: Any, info: FieldInfo) -> dict[str, Any]:
    example = info.examples[0] if info.examples else None
    inner = widgets.entry_of(annotation)
    if inner is not None:
        return _list(name, inner, info, example)
    if widgets.is_model(annotation):
        return {"widget": "object", "collapsed": False, "fields": _fields(annotation)}
    return widgets.widget(name, annotation, example, info.title or name)


def _list(name: str, inner: Any, info: FieldInfo, example: Any) -> dict[str, Any]:
    common = {"widget": "list", "label_singular": info.title, "allow_duplicate": False, **({"min": 1} if info.is_required() else {})}
    if widgets.is_model(inner):
        return {**common, "collapsed": "auto", "summary": _summary(inner), "fields": _fields(inner)}
    example = example[0] if isinstance(example, list) else example
    one = widgets.widget(name, inner, example, info.title or name)
    one = {"widget": "text"} if one == {"widget": "string"} else one
    return {**common, "field": {"name": "value", "label": info.title, **one}}


def _summary(model: type[BaseModel]) -> str:
    """What a folded entry of a list is recognised by."""
    names = set(model.model_fields)
    chosen = next((wanted for wanted in _SUMMARIES if names.issuperset(wanted)), tuple(model.model_fields)[:1])
    return " · ".join(f"{{{{fields.{name}}}}}" for name in chosen)


@cache
def _shape(model: type[BaseModel]) -> dict[str, Any]:
    return {"type": "map", "label": _first_line(model), "fields": {name: _part(name, annotation, model) for name, annotation in _typed(model).items()}}


def _part(name: str, annotation: Any, model: type[BaseModel]) -> dict[str, Any]:
    inner = widgets.entry_of(annotation)
    if inner is not None:
        part: dict[str, Any] = {"type": "list", "entry": _one(inner), "flow": inner in _ON_ONE_LINE}
    else:
        part = _one(annotation)
    return {**part, "label": model.model_fields[name].title or name}


def _one(annotation: Any) -> dict[str, Any]:
    if widgets.is_model(annotation):
        return _shape(annotation)
    if annotation == fields.FilePath:
        return {"type": "file"}
    aliases = widgets.aliases_of(annotation)
    return {"type": "word", "aliases": aliases} if aliases else {"type": "text"}


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or model.__name__).strip().split("\n")[0]


title = _first_line
