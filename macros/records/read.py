"""The only reader of YAML: bytes to plain values that remember their line and column.

Every scalar is kept as text and converted later by the type of its field, so that ``no`` is not False and ``010`` is not 8.
What the language offers beyond maps, lists and text (anchors, tags, several documents) is refused by name: none of it is
needed in a record, and each of it has hidden a mistake or hung a parser somewhere.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import replace
from itertools import islice

import yaml

from macros.problems import Place, Problem
from macros.records.decode import MAX_BYTES, Refused, control_in, decode, place_at
from macros.records.mends import Mends
from macros.records.plain import LOADER, MAX_DEPTH, MAX_VALUES, NOTHING, plain_values
from macros.records.slips import UNQUOTED, slip_in
from macros.records.written import LET_GO, Gone, Path, Value
from macros.records.yaml_errors import syntax_problem

__all__ = ["MAX_BYTES", "Document", "Path", "Refused", "decode", "place_at", "read"]

MAX_PROBLEMS = 50  # in one file; a file with more is not a record gone wrong but something else

_COMMENT, _LOST, _ENTRY = map(re.compile, (r"\s+#", r"\s*:\s+(#.*)", r"\s*(- .*)"))
_NO_PATHS: set[Path] = frozenset()  # type: ignore[assignment]  # one for all the records that are right
_NO_LINES: set[int] = frozenset()  # type: ignore[assignment]



class Document:
    """One file's values. ``places`` locates values, ``keys`` locates the keys of maps; both by path from the root. They are worked
    out when they are first asked for, which only problems do: ten thousand records that are right need none. Nor do they need their
    values twice, so ``let_go`` drops what was read of a plain file; who asks for it all the same has it read again. ``digest`` tells the bytes
    of the file from others."""

    __slots__ = ("_located", "_source", "_value", "digest", "file", "patched", "spoiled")

    def __init__(self, file: str, data: bytes, value: Value = None, plain: bool = False):
        """``data``: the bytes of the file, which are kept if it is ``plain``."""
        self.file, self.digest = file, hashlib.blake2b(data, digest_size=16).digest()
        self._value: Value | Gone = value
        self._source = data if plain else None
        self.patched: set[Path] = set()  # values that validation replaced, see validate.py
        self.spoiled: set[int] = set()  # lines whose values reading already found fault with
        self._located: tuple[dict[Path, Place], dict[Path, Place]] | None = None

    @property
    def value(self) -> Value:
        if self._value is LET_GO:
            self._value = plain_values(decode(self._source or b"", self.file)[0])
        return self._value

    @value.setter
    def value(self, value: Value) -> None:
        self._value = value

    def begin(self, spoiled: Set[int]) -> None:
        """Forget what was read, but for the lines that are known to be ``spoiled``."""
        self._value, self._located, self.spoiled = None, None, set(spoiled)

    def let_go(self) -> None:
        """Drop the values, for they are in a record now, and none of them was replaced."""
        if self._source is not None and not self.patched:
            self._value, self.patched, self.spoiled = LET_GO, _NO_PATHS, _NO_LINES

    @property
    def places(self) -> dict[Path, Place]:
        return self._locate()[0]

    @property
    def keys(self) -> dict[Path, Place]:
        return self._locate()[1]

    def _locate(self) -> tuple[dict[Path, Place], dict[Path, Place]]:
        if self._located is None:
            self._located = {}, {}
            if self._source is not None:
                again = Document(self.file, self._source)
                _compose(decode(self._source, self.file)[0], again)
                self._located = again._locate()
        return self._located

    def place(self, *path: str | int) -> Place:
        """The place of the value at ``path``, or of the nearest value above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path) or Place(self.file)


def read(data: bytes, file: str) -> tuple[Document, list[Problem]]:
    """Parse one YAML file. Returns the document (its value is None when unreadable) and every problem found."""
    document = Document(file, data)
    try:
        text, problems = decode(data, file)
        if not problems and (value := plain_values(text)) is not None:
            return Document(file, data, value, plain=True), []
        return document, problems + _compose(text, document, {problem.place.line for problem in problems})
    except Refused as refused:
        return document, [refused.problem]


def _compose(text: str, document: Document, spoiled: Set[int] = frozenset()) -> list[Problem]:
    """Read ``text`` into ``document``. After a slip whose mend is certain it is read on, so that nothing behind it is hidden."""
    mends = Mends(text)
    slips: list[Problem] = []
    while True:
        document.begin(spoiled)
        builder = _Builder(mends, document)
        try:
            builder.take_all()
            return slips + builder.problems
        except yaml.YAMLError as error:
            found = syntax_problem(mends.text, error, document.file, builder.last)
        except Refused as refused:
            found = refused.problem
        line = found.place.line - 1
        slips.append(replace(found, place=builder.at(line, found.place.column - 1)))
        if not mends.mend(found.code, line):
            document.value = None
            return slips
        if found.code in UNQUOTED:
            spoiled = {*spoiled, line + 1}  # whatever else is found of that value is the same slip


class _Builder:
    """Builds values from parser events: no recursion, so depth is a number we compare and not the stack's end."""

    def __init__(self, mends: Mends, document: Document):
        self.mends, self.lines = mends, mends.lines
        self.document = document
        self.problems: list[Problem] = []
        self.stack: list[tuple[dict[str, Value] | list[Value], Path]] = []
        self.key: list[str | None] = []
        self.last: yaml.Event | None = None
        self.finished = False

    def take_all(self) -> None:
        for number, event in enumerate(yaml.parse(self.mends.text, Loader=LOADER)):
            if number > MAX_VALUES:
                self._refuse("yaml-too-many", event, {"limit": MAX_VALUES})
            self.take(event)
            if self.finished:
                break
        if self.document.value is None and not self.problems:
            self.problems.append(Problem("file-empty", Place(self.document.file), {"file": self.document.file}))

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
            self.key.pop()

    def _start_document(self, event: yaml.Event) -> None:
        if self.last is not None:
            self._report("yaml-several-documents", event)
            self.finished = True
        self.last = event

    def _alias(self, event: yaml.AliasEvent) -> None:
        if self._expects_key():
            self._refuse("yaml-alias", event, {"name": event.anchor})
        self._report("yaml-alias", event, {"name": event.anchor})
        self._put(None, event)

    def _open(self, event: yaml.Event) -> None:
        self._no_extras(event)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse("yaml-too-deep", event, {"limit": MAX_DEPTH})
        if self._expects_key():
            self._refuse("yaml-key-not-text", event)
        value: dict[str, Value] | list[Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._put(value, event)
        self.stack.append((value, path))
        self.key.append(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._no_extras(event)
        if event.style == '"' and (hidden := control_in(event.value)):  # written with a backslash, so the file itself looks clean
            self._report("control-character", event, hidden)
        if self._expects_key():
            self._take_key(event)
            return
        self.last = event
        plain = not event.style
        nothing = plain and event.value in NOTHING
        self._put(None if nothing else event.value, event)
        if plain and event.value:
            self._check_comment(event)
            self._check_entries(event)

    def _expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.key[-1] is None

    def _take_key(self, event: yaml.ScalarEvent) -> None:
        container, path = self.stack[-1]
        name = self._visible(event)
        key, here = (*path, name), self._place(event)
        if name in container:
            self._report("duplicate-key", event, {"key": name, "first": self.document.keys[key].line}, spoils=False)
        self.document.keys.setdefault(key, here)
        self.key[-1] = name
        self._check_lost(event)

    def _visible(self, event: yaml.ScalarEvent) -> str:
        """The key's name without characters that cannot be seen; they are reported."""
        hidden = [char for char in event.value if unicodedata.category(char) in ("Cf", "Zs") and char != " "]
        if not hidden:
            return event.value
        slip = slip_in(self.lines[event.start_mark.line])
        if slip and slip[0] == "invisible-in-key" and slip[1] == event.start_mark.column:  # it stands where the line begins, and so at a wrong level
            self._refuse("invisible-in-key", event, {"char": f"U+{ord(hidden[0]):04X}"})
        self._report("invisible-in-key", event, {"char": f"U+{ord(hidden[0]):04X}"}, spoils=False)
        return "".join(char for char in event.value if char not in hidden)

    def _put(self, value: Value, event: yaml.Event) -> Path:
        place = self._place(event)
        if not self.stack:
            self.document.value = value
            path: Path = ()
        else:
            path = self._put_into(*self.stack[-1], value)
        self.document.places.setdefault(path, place)
        return path

    def _put_into(self, container: dict[str, Value] | list[Value], parent: Path, value: Value) -> Path:
        if isinstance(container, list):
            container.append(value)
            return (*parent, len(container) - 1)
        name, self.key[-1] = self.key[-1] or "", None
        container.setdefault(name, value)
        return (*parent, name)

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        """``title: Plan #1`` ends at the ``#``, silently: comments stand on lines of their own."""
        end = event.end_mark
        if _COMMENT.match(self.lines[end.line], end.column):  # the rest of a line is cut off only then, for a line may be very long
            rest = self.lines[end.line][end.column:]
            place = self.at(end.line, end.column + len(rest) - len(rest.lstrip()))
            self._add(Problem("comment-after-value", place, {"value": event.value, "comment": rest.strip()}))

    def _check_entries(self, event: yaml.ScalarEvent) -> None:
        """An entry that stands deeper than those above it, or below a field's text, goes on with that text, silently."""
        found = next(filter(None, map(_ENTRY.match, self.lines[event.start_mark.line + 1 : event.end_mark.line + 1])), None)
        if found:
            line = self.lines.index(found.string, event.start_mark.line + 1)
            self._add(Problem("yaml-entry-in-text", self.at(line, found.start(1)), {"first": self._place(event).line, "line_text": found[1][:60]}))

    def _check_lost(self, key: yaml.ScalarEvent) -> None:
        """``about: #1 of the plan`` has no value at all. A comment after a field that goes on below loses nothing."""
        line = key.end_mark.line
        lost = _LOST.match(self.lines[line], key.end_mark.column)
        if not lost:
            return
        below = next((text for text in islice(self.lines, line + 1, None) if text.strip() and not text.lstrip().startswith("#")), "")
        deeper = len(below) - len(below.lstrip()) > key.start_mark.column or re.match(r" *- ", below)
        if not deeper:
            place = self.at(line, lost.start(1))
            self._add(Problem("comment-instead-of-value", place, {"field": key.value, "comment": lost[1].strip()}))
            self.document.spoiled.add(place.line)

    def _no_extras(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None):
            self._report("yaml-alias", event, {"name": event.anchor})
        if getattr(event, "tag", None) not in (None, "!"):
            self._report("yaml-tag", event, {"tag": event.tag})

    def _place(self, event: yaml.Event) -> Place:
        return self.at(event.start_mark.line, event.start_mark.column)

    def at(self, line: int, column: int) -> Place:
        """The place of a column of the text that is read, both from 0."""
        return Place(self.document.file, line + 1, self.mends.column(line, column) + 1)

    def _report(self, code: str, event: yaml.Event, params: Mapping[str, object] | None = None, spoils: bool = True) -> None:
        self._add(Problem(code, self._place(event), params or {}))
        if spoils:
            self.document.spoiled.add(event.start_mark.line + 1)

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            self.document.value, self.finished = None, True

    def _refuse(self, code: str, event: yaml.Event, params: Mapping[str, object] | None = None) -> None:
        raise Refused(Problem(code, Place(self.document.file, event.start_mark.line + 1, event.start_mark.column + 1), params or {}))
