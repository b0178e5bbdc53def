"""The bytes of the index's files, and their names."""

import codecs
import hashlib
import json


def packed(value: object) -> bytes:
    """JSON in windows-874, one byte a Thai letter: a fifth less on the wire than in UTF-8. What it lacks is escaped."""
    return _text(value).encode("cp874", "json-escape")


def plain(value: object) -> bytes:
    """JSON in UTF-8."""
    return _text(value).encode("utf-8")


def name_of(stem: str, content: bytes) -> str:
    """The name of a file with this `content`, which may be cached for ever."""
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.txt"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _escaped(error: UnicodeError) -> "tuple[str, int]":
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("json-escape", _escaped)
