"""Records that stay in memory by the thousand, without what each would hold of its own and all have in common."""

from __future__ import annotations

from pydantic import BaseModel

from macros.thai.dates import Period

_PERIODS: dict[Period, Period] = {}
_FIELDS: dict[frozenset[str], set[str]] = {}  # a few dozen: which fields of a model are given


def shared(model: BaseModel) -> None:
    """Let ``model`` and all models in it name the fields that were given by one set for all that have the same, and the months of a year by
    one object. Nothing of it is ever changed: records are not, and a copy of a record copies the set."""
    given = model.__pydantic_fields_set__
    object.__setattr__(model, "__pydantic_fields_set__", _FIELDS.setdefault(frozenset(given), given))
    for name, value in model.__dict__.items():
        if type(value) is Period:
            model.__dict__[name] = _PERIODS.setdefault(value, value)
        elif type(value) is tuple:
            for one in value:
                if isinstance(one, BaseModel):
                    shared(one)
        elif isinstance(value, BaseModel):
            shared(value)


__all__ = ["shared"]
