"""The quick way of reading YAML, for files that hold nothing but maps, lists and text: no places, no problems, in a third of the time."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from sys import intern

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from macros.records.lined import lined_values
from macros.records.written import Value

MAX_DEPTH = 20
MAX_VALUES = 100_000  # values, keys and brackets of one file
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOTHING = ("", "~", "null", "Null", "NULL")  # how YAML writes a value that is not there
_NAME = re.compile("[!-~]+")  # a key in which nothing can hide
_COMMENT_BEHIND = re.compile(r"^[ \t]*[^\s#][^\n]*[ \t]#", re.MULTILINE)  # the sign within a word begins none, as in /a/#b


class _NotPlain(Exception):
    """There is something in the file that a builder must look at."""


def plain_values(text: str) -> Value:
    """The values of a file that holds nothing but maps, lists and text, as the builder of ``read.py`` finds them, in a third of its time, or a
    sixth (``lined.py``); None where there is anything that a builder must look at."""
    if (value := lined_values(text)) is not None:
        return value
    if _COMMENT_BEHIND.search(text) or ("\\" in text and '"' in text):
        return None
    take = islice(iter(LOADER(text).get_event, None), MAX_VALUES + 1).__next__
    try:
        if type(take()) is yaml.StreamStartEvent and type(take()) is yaml.DocumentStartEvent:
            value = _plain(take(), take)
            if type(take()) is yaml.DocumentEndEvent and type(take()) is yaml.StreamEndEvent and type(value) is not str:
                return value
    except (_NotPlain, StopIteration, yaml.YAMLError):
        pass
    return None


def _plain(event: yaml.Event, take: Callable[[], yaml.Event], depth: int = 1) -> Value:
    """The value that begins with ``event``. No deeper than ``MAX_DEPTH``, so the stack never ends."""
    kind = type(event)
    if kind is ScalarEvent:
        if event.anchor or event.tag:
            raise _NotPlain
        value = event.value
        if not event.style:
            if value in NOTHING:
                return None
            if (" - " in value or "\n- " in value) and event.end_mark.line > event.start_mark.line:  # perhaps an entry of a list that went on with a text
                raise _NotPlain
        return intern(value) if value.isascii() else value  # ids, years and states stand in thousands of records
    if kind is AliasEvent or event.anchor or event.tag or depth > MAX_DEPTH:
        raise _NotPlain
    if kind is SequenceStartEvent:
        found: list[Value] = []
        while type(event := take()) is not SequenceEndEvent:
            found.append(_plain(event, take, depth + 1))
        return found
    fields: dict[str, Value] = {}
    while type(event := take()) is not MappingEndEvent:
        if type(event) is not ScalarEvent or event.anchor or event.tag or event.value in fields or not _NAME.fullmatch(event.value):
            raise _NotPlain
        fields[event.value] = _plain(take(), take, depth + 1)
    return fields


__all__ = ["LOADER", "MAX_DEPTH", "MAX_VALUES", "NOTHING", "plain_values"]
