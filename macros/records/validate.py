"""From a read document to a typed record; pydantic's findings become problems at their exact place."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from macros.problems import Problem
from macros.records.model import KINDS, Record
from macros.records.read import Document, Path

Model = TypeVar("Model", bound=BaseModel)


def validate(document: Document) -> tuple[Record | None, list[Problem]]:
    """The record that ``document`` holds, or None with the reasons. A record with problems is returned patched."""
    value = document.value
    if not isinstance(value, dict):
        return None, [Problem("not-a-record", document.place())]
    kind = value.get("kind")
    if kind not in KINDS:
        return None, [_kind_problem(document, kind)]
    return validate_as(KINDS[kind], document)


def validate_as(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """``document`` as a ``model``, with its problems.

    So that one mistake does not hide another behind it, a wrong value is replaced by the example of its field, noted in
    ``document.patched``, and the rest is read on. Only checks see such a record: with an error nothing is published.
    """
    value = _without_empty(document.value)
    problems: list[Problem] = []
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(value), problems
        except ValidationError as error:
            details = _each_once(error.errors(include_url=False, include_input=False))
        problems += [_problem(model, document, detail) for detail in details]
        if not all([_patch(model, value, document, detail) for detail in details]):
            break
    return None, problems


_ROUNDS = 3  # a patch may uncover problems that the first round could not see; examples themselves are valid


def _each_once(details: list[dict]) -> list[dict]:
    """Without the lists that are too short only because an entry of theirs is at fault, which is reported itself."""
    above = {tuple(detail["loc"][:depth]) for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or tuple(detail["loc"]) not in above]


def _patch(model: type[BaseModel], value: object, document: Document, detail: dict) -> bool:
    """Replace the value at fault by its field's example, or take it away. False when neither is possible."""
    *above, last = path = tuple(part for part in detail["loc"])
    holder = value
    for part in above:
        holder = holder[part]
    document.patched.add(path)
    if detail["type"] == "extra_forbidden":
        del holder[last]
        return True
    example = _example(model, path)
    if example is None:
        return False
    holder[last] = example
    return True


def _example(model: type[BaseModel], path: Path) -> object:
    """The example of the field that ``path`` lies in, as its YAML would be read: text, or a list of texts."""
    names = [part for part in path if isinstance(part, str)]
    info = _model_at(model, path[: path.index(names[-1])] if names else ()).model_fields.get(names[-1]) if names else None
    if info is None or not info.examples:
        return None
    example = info.examples[0]
    if isinstance(example, list):
        return str(example[0]) if isinstance(path[-1], int) else [str(part) for part in example]
    return str(example)


def _without_empty(value: object) -> object:
    """A field left empty counts as not given; where it is required, its own place is then reported."""
    if isinstance(value, dict):
        return {name: _without_empty(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value]
    return value


def _kind_problem(document: Document, kind: object) -> Problem:
    choices = ", ".join(KINDS)
    if kind is None:
        return Problem("kind-missing", document.place("kind"), {"choices": choices})
    near = difflib.get_close_matches(str(kind), KINDS, 1) or [next(iter(KINDS))]
    return Problem("kind-unknown", document.place("kind"), {"value": kind, "choices": choices, "suggestion": near[0]})


def _problem(model: type[BaseModel], document: Document, detail: dict) -> Problem:
    path: Path = tuple(detail["loc"])
    found, context = detail["type"], dict(detail.get("ctx") or {})
    if found == "missing":
        return _missing(model, document, path)
    if found == "extra_forbidden":
        return _unknown_field(model, document, path)
    if found in ("too_short", "value_error") or found.endswith("_type"):
        return _wrong_shape(model, document, path, found)
    return Problem(found, document.place(*path), {"field": _name(path), **context})


def _name(path: Path) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "–")


def _missing(model: type[BaseModel], document: Document, path: Path) -> Problem:
    title, example = _about(model, path)
    params = {"field": path[-1], "title": title, "example": example}
    if path in document.keys:
        return Problem("empty-field", document.keys[path], params)
    return Problem("missing-field", document.place(*path[:-1]), params)


def _unknown_field(model: type[BaseModel], document: Document, path: Path) -> Problem:
    names = list(_model_at(model, path[:-1]).model_fields)
    place = document.keys.get(path, document.place(*path))
    near = difflib.get_close_matches(str(path[-1]), names, 1, 0.6)
    if near:
        return Problem("unknown-field-near", place, {"field": path[-1], "suggestion": near[0]})
    return Problem("unknown-field", place, {"field": path[-1], "names": ", ".join(names)})


def _wrong_shape(model: type[BaseModel], document: Document, path: Path, found: str) -> Problem:
    title, example = _about(model, path)
    params = {"field": _name(path), "title": title, "example": example}
    if found == "too_short":
        return Problem("list-empty", document.keys.get(path, document.place(*path)), params)
    expected = "list" if found in ("tuple_type", "list_type") else "map"
    return Problem(f"needs-{expected}", document.place(*path), params)


def _about(model: type[BaseModel], path: Path) -> tuple[str, str]:
    """Title and example of the field at ``path``, for sentences about it."""
    holder = _model_at(model, path[:-1])
    info = holder.model_fields.get(str(path[-1]))
    if info is None:
        return str(path[-1]), "–"
    examples = info.examples or [f"({info.description})"]
    return info.title or str(path[-1]), str(examples[0])


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """The model that the map at ``path`` is checked against."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = next(_models_in(model.model_fields[part].annotation), model)
    return model


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models_in(inner)
