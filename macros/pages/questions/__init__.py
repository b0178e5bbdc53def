"""What templates may ask of the site, a room for each subject.

Each class here is a part of ``SiteView``: they are one object, and a part asks what the others know through ``self.site``; what begins
with an underscore is for them and not for templates. What is asked is noted, see ``reads.py``: a method that is worked out from records is
``kept`` or ``asked``, a property the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from macros.pages.reads import NotedRecords, Reads
    from macros.pages.site_view import SiteView

Key = TypeVar("Key")
Value = TypeVar("Value")


class Part:
    """What every part has: the whole that it is one of, the records, and the notes of what is read."""

    site: SiteView
    records: NotedRecords
    reads: Reads


class NotThere(LookupError):
    """A macro asked for a record that does not exist; ``code`` and ``params`` as in ``problems``."""

    def __init__(self, code: str, **params: object):
        super().__init__(code)
        self.code, self.params = code, params


def found(mapping: Mapping[Key, Value], key: Key, code: str) -> Value:
    """What stands under ``key``. Raises :class:`NotThere` with what there is instead."""
    if key not in mapping:
        raise NotThere(code, value=key, choices=", ".join(map(str, mapping)) or "–")
    return mapping[key]
