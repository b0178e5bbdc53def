"""From a read document to a typed record; pydantic's findings become problems at their exact place."""

from __future__ import annotations

import re
import typing
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.problems import Problem
from macros.records.fields import Text
from macros.records.meant import as_list, field_meant, first_sentence, ids_in, suggested
from macros.records.model import KINDS, Record
from macros.records.parts import models_in, parts_of
from macros.records.read import Document
from macros.records.slips import about, first_entry, known_fields, slip_in
from macros.records.status import CHOICES
from macros.records.written import Path, Value, value_at

Model = TypeVar("Model", bound=BaseModel)
_ROUNDS = 4  # a patch may uncover problems that the round before could not see; examples themselves are valid


def validate(document: Document) -> tuple[Record | None, list[Problem]]:
    """The record that ``document`` holds, or None with the reasons. A record with problems is returned patched."""
    value = document.value
    if not isinstance(value, dict):
        told = _slip(document, (), known_fields()) or Problem("not-a-record", document.place())
        return None, [told] if told.place.line not in document.spoiled else []
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return None, [_kind_problem(document, kind)]
    return validate_as(KINDS[kind], document)


def validate_as(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """``document`` as a ``model``, with its problems.

    So that one mistake does not hide another behind it, a wrong value is replaced by the example of its field, noted in
    ``document.patched``, and the rest is read on; a mistyped field counts as the one it resembles. Only checks see such
    a record: with an error nothing is published.
    """
    try:
        return model.model_validate(document.value), []  # nearly always; what is left empty is no value and needs the longer way
    except ValidationError:
        pass
    value = _without_empty(document.value, model)
    problems = list(_empty_statuses(model, document, document.value))
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(value), problems
        except ValidationError as error:
            details = sorted(_each_once(error.errors(include_url=False, include_input=False)), key=_unknown_first)
        for detail in details:
            problems += _take(model, value, document, detail)
    return None, problems


def _each_once(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without the lists that are too short only because an entry of theirs is at fault, which is told by itself."""
    above = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in above]


def _unknown_first(detail: ErrorDetails) -> bool:
    """A mistyped field explains why the right one is missing, so it comes first."""
    return detail["type"] != "extra_forbidden"


def _take(model: type[BaseModel], value: Value, document: Document, detail: ErrorDetails) -> list[Problem]:
    """Patch ``value`` where ``detail`` says, and tell of it, unless another finding has said it already."""
    path = detail["loc"]
    holder, last = value_at(value, path[:-1]), path[-1]
    if detail["type"] == "missing" and isinstance(holder, dict) and last in holder:
        return []
    problem = _problem(model, document, detail)
    if detail["type"] == "extra_forbidden" and isinstance(holder, dict):
        _take_away(model, holder, document, path)
    else:
        _put_stand_in(_info_at(model, path), holder, last)
        document.patched.add(path)
    return [] if problem.place.line in document.spoiled else [problem]


def _put_stand_in(info: FieldInfo, holder: Value, last: str | int) -> None:
    """What the field is when nobody sets it, where that is something; else its example."""
    if isinstance(holder, list) and isinstance(last, int):
        holder[last] = _example(info, in_list=True)
    elif isinstance(holder, dict) and isinstance(last, str):
        if info.is_required() or info.default in (None, ()):
            holder[last] = _example(info)
        else:
            holder.pop(last, None)


def _take_away(model: type[BaseModel], holder: dict[str, Value], document: Document, path: Path) -> None:
    """An unknown field goes; where it resembles one that is not given, its value is read as that one's."""
    inner = holder.pop(str(path[-1]))
    near = _near(model, path)
    if near and near not in holder:
        holder[near] = inner
        for known in (document.places, document.keys):
            moved = {(*path[:-1], near, *old[len(path):]): place for old, place in known.items() if old[: len(path)] == path}
            known.update(moved)


def _example(info: FieldInfo, in_list: bool = False) -> Value:
    """The example of a field as its YAML would be read: text, or lists and maps of text."""
    part = next(models_in(info.annotation), None)
    listed = typing.get_origin(info.annotation) is tuple
    if info.examples and isinstance(info.examples[0], list):
        found: Value = [str(entry) for entry in info.examples[0]]
    elif info.examples:
        found = [str(info.examples[0])] if listed else str(info.examples[0])
    elif part:
        inner: Value = {name: _example(below) for name, below in part.model_fields.items() if below.is_required()}
        found = [inner] if listed else inner
    else:
        found = [] if listed else "–"
    return found[0] if in_list and isinstance(found, list) and found else found


def _without_empty(value: Value, model: type[BaseModel]) -> Value:
    """A field left empty counts as not given; where it is required, its own place is then reported."""
    if isinstance(value, list):
        return [_without_empty(inner, model) for inner in value]
    if not isinstance(value, dict):
        return value
    kept = {name: inner for name, inner in value.items() if inner is not None or name not in model.model_fields}
    return {name: _without_empty(inner, _model_at(model, (name,))) for name, inner in kept.items()}


def _empty_statuses(model: type[BaseModel], document: Document, value: object, path: Path = ()) -> Iterator[Problem]:
    """A status that is begun and not said: the page would show that nothing is known."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, inner in inside:
        here = (*path, part)
        if inner is not None:
            yield from _empty_statuses(model, document, inner, here)
        elif part == "status" and part in _model_at(model, path).model_fields and document.place(*here).line not in document.spoiled:
            yield Problem("status-empty", document.keys[here], {"choices": CHOICES})


def _kind_problem(document: Document, kind: object) -> Problem:
    choices = ", ".join(KINDS)
    if not isinstance(kind, str):
        return Problem("kind-missing", document.place("kind"), {"choices": choices})
    near = suggested(kind, KINDS)
    return Problem("kind-unknown" if near else "kind-not-found", document.place("kind"), {"value": kind, "choices": choices, **near})


# ── wording what pydantic found ──────────────────────────────────────────────────────────────────────────────────────


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    path = detail["loc"]
    found, context = detail["type"], detail.get("ctx") or {}
    if found == "missing" or (found == "empty-field" and path in document.keys):
        return _missing(model, document, path)
    if found == "extra_forbidden":
        return _unknown_field(model, document, path)
    if found == "too_short" or found.endswith("_type"):
        return _wrong_shape(model, document, path, found)
    if found == "literal_error":
        return _unknown_choice(model, document, path)
    if found == "wrong-type" and (text := _with_colon(model, document, path)):
        return Problem("yaml-colon-in-value", document.place(*path), {"line_text": text[:60]})
    return Problem(found, document.place(*path), {"field": _name(path), **context})


def _with_colon(model: type[BaseModel], document: Document, path: Path) -> str | None:
    """The entry of a list of texts that its colon made a field of: ``- จัดอบรม: ครั้งที่ 1``."""
    entry = value_at(document.value, path)
    if Text not in typing.get_args(_info_at(model, path).annotation) or not isinstance(entry, dict) or len(entry) != 1:
        return None
    (name, text), = entry.items()
    return f"{name}: {text or ''}".strip() if not isinstance(text, (dict, list)) else None


def _unknown_choice(model: type[BaseModel], document: Document, path: Path) -> Problem:
    choices = [str(choice) for choice in typing.get_args(_info_at(model, path).annotation)]
    value = _text_at(document, path)
    near = suggested(value, choices)
    params = {"field": _name(path), "value": value, "choices": " · ".join(choices), **near}
    return Problem("choice-unknown" if near else "choice-not-found", document.place(*path), params)


def _text_at(document: Document, path: Path) -> str:
    """The text that was written at ``path``; there is none where a field has another name there, see ``_take_away``."""
    found = value_at(document.value, path)
    return found if isinstance(found, str) else "–"


def _name(path: Path) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "–")


def _missing(model: type[BaseModel], document: Document, path: Path) -> Problem:
    params = _about(model, path)
    if path in document.keys:
        return Problem("empty-field", document.keys[path], params)
    return Problem("missing-field", document.place(*path[:-1]), params)


def _unknown_field(model: type[BaseModel], document: Document, path: Path) -> Problem:
    place = document.keys.get(path, document.place(*path))
    if near := _near(model, path):
        return Problem("unknown-field-near", place, {"field": path[-1], "suggestion": near})
    if owners := _owners(model, str(path[-1])):
        return Problem("unknown-field-elsewhere", place, {"field": path[-1], "owners": ", ".join(owners)})
    names = [f"{name} ({info.title})" if info.title else name for name, info in _model_at(model, path[:-1]).model_fields.items()]
    return Problem("unknown-field", place, {"field": path[-1], "names": ", ".join(names)})


def _owners(model: type[BaseModel], name: str) -> list[str]:
    """The fields of ``model``, and of its parts, below which ``name`` has its place."""
    fields = (pair for part in parts_of(model) for pair in part.model_fields.items())
    return list(dict.fromkeys(outer for outer, info in fields if any(name in inner.model_fields for inner in models_in(info.annotation))))


def _near(model: type[BaseModel], path: Path) -> str | None:
    return field_meant(str(path[-1]), _model_at(model, path[:-1]).model_fields, known_fields())


def _wrong_shape(model: type[BaseModel], document: Document, path: Path, found: str) -> Problem:
    if found == "too_short":
        return Problem("list-empty", document.keys.get(path, document.place(*path)), _about(model, path))
    if found in ("tuple_type", "list_type"):
        if told := _without_dash(model, document, path):
            return told
        return Problem("needs-list", document.place(*path), {**_about(model, path), **as_list(_entries(model, document, path))})
    return _slip(document, path, _model_at(model, path).model_fields) or Problem("needs-map", document.place(*path), _about(model, path))


def _slip(document: Document, path: Path, fields: Container[str]) -> Problem | None:
    """The slip in the only field of a map, one of ``fields``, which is a text without its colon or blank: ``system:ระบบ``."""
    text = _text_at(document, path)
    slip = slip_in(text)
    if not slip or slip[0] == "yaml-list-sign" or re.split(r"\W", text, maxsplit=1)[0] not in fields:
        return None
    return _problem_of(slip, document, path, text)


def _without_dash(model: type[BaseModel], document: Document, path: Path) -> Problem | None:
    """A list whose entry stands there without its dash, or with another sign in place of it."""
    value = value_at(document.value, path)
    first = value if isinstance(value, str) else next(iter(value), "") if isinstance(value, dict) else ""
    slip = None if value == first and first.startswith("-") else slip_in(first)  # dashes alone: needs-list tells all entries
    if slip and slip[0] == "yaml-list-sign":
        return _problem_of(slip, document, path, first_entry(first))
    part = next(models_in(_info_at(model, path).annotation), None)
    if part and isinstance(value, dict) and first in part.model_fields:
        return Problem("needs-dash", document.place(*path), {**_about(model, path), "first": first})
    return None


def _problem_of(slip: tuple[str, int], document: Document, path: Path, text: str) -> Problem:
    place = document.place(*path)
    return Problem(slip[0], replace(place, column=place.column + slip[1]), about(text))


def _entries(model: type[BaseModel], document: Document, path: Path) -> list[str]:
    """What was written where a list belongs, as its entries; an example could be taken for what belongs there."""
    info, text = _info_at(model, path), _text_at(document, path)
    entry = next(iter(typing.get_args(info.annotation)), None)
    if text == "–" or next(models_in(entry), None):
        return [f"({info.description})"]
    return [first_sentence(text)] if entry == Text else ids_in(text) or [f"({info.description})"]


def _about(model: type[BaseModel], path: Path) -> dict[str, str]:
    """Name, title and example of the field at ``path``, for sentences about it."""
    info, name = _info_at(model, path), _name(path)
    example = _example(info, in_list=True)
    written = example if isinstance(example, str) else f"({info.description})"
    return {"field": name, "title": info.title or name, "example": written}


def _info_at(model: type[BaseModel], path: Path) -> FieldInfo:
    """The field that ``path`` lies in."""
    end = max((index for index, part in enumerate(path) if isinstance(part, str)), default=0)
    return _model_at(model, path[:end]).model_fields.get(_name(path)) or FieldInfo(annotation=str)


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """The model that the map at ``path`` is checked against."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = next(models_in(model.model_fields[part].annotation), model)
    return model
