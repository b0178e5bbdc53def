"""What the whole design hangs on: every field explains itself, and its example is a right value."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from macros.problems import codes
from macros.records.model import KINDS
from macros.records.parts import models_in, parts_of
from macros.records.validate import _example
from macros.site.content.pages import PageMeta
from macros.site.inputs.settings import Settings

MODELS = list(dict.fromkeys(part for top in (*KINDS.values(), Settings, PageMeta) for part in parts_of(top)))
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]
WRONG = ["", " ", "x", "²", "ก" * 5000, "\u200b", None, [], [[]], {}, {"a": "b"}, ["a", {"b": None}], "-1", "1e9", "9" * 400]


def ident(value):
    return value.__name__ if isinstance(value, type) else str(value)


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=ident)
def test_a_field_explains_itself(model: type[BaseModel], name):
    info = model.model_fields[name]
    assert info.title and info.description
    assert info.examples or list(models_in(info.annotation)), "an example is missing"


@pytest.mark.parametrize("model", MODELS, ids=ident)
def test_the_examples_of_a_model_are_valid(model):
    model.model_validate({name: _example(info) for name, info in model.model_fields.items()})


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=ident)
def test_a_wrong_value_is_refused_with_a_known_code_or_taken(model, name):
    right = {other: _example(info) for other, info in model.model_fields.items()}
    for wrong in WRONG:
        try:
            model.model_validate({**right, name: wrong})
        except ValidationError as error:
            for detail in error.errors():
                ours = detail["type"] in codes()
                assert ours or detail["type"] in ("missing", "extra_forbidden", "too_short", "tuple_type", "model_type", "literal_error"), detail
