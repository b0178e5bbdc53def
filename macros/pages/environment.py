"""The Jinja environment of macros and layouts: values are data, output is escaped, unknown names are errors."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from macros.pages.compiled import compiled
from macros.pages.compiling import Templates, printed
from macros.pages.qr import qr
from macros.pages.views.accessibility import statement
from macros.pages.views.checklist import word_of_confidence
from macros.pages.views.months import short_period
from macros.records.contacts import number_of
from macros.records.fields import STATUS_WORDS
from macros.thai import dates
from macros.thai.digits import to_thai

_FOLDER = Path(__file__).parent
# Rooms that bring layouts of their own.
_FOLDERS = [_FOLDER, _FOLDER.parent / "ledger" / "templates", _FOLDER.parent / "history" / "templates", _FOLDER.parent / "admin" / "templates"]


@cache
def environment() -> Templates:
    """One environment for the life of the process; templates are compiled once and again after ``renewed_templates``."""
    jinja = Templates(
        loader=FileSystemLoader(_FOLDERS), autoescape=True, undefined=StrictUndefined, finalize=printed,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False, extensions=["jinja2.ext.do"],
        bytecode_cache=compiled(_compiled_from),
    )
    jinja.filters.update(
        long_date=dates.long_date_together, short_date=dates.short_date, long_month=dates.long_month, short_month=dates.short_month,
        period=lru_cache(maxsize=1 << 10)(dates.period_text), short_period=short_period,
        thai_digits=to_thai, lines=lines, join=joined, two_decimals=two_decimals, status_word=STATUS_WORDS.__getitem__,
        phrases=phrases, keeping=keeping, confidence=word_of_confidence, phone=number_of, qr=qr,
    )
    jinja.globals["accessibility"] = statement
    return jinja


_stamps: list[tuple[tuple[str, int, int], ...]] = [()]


def renewed_templates() -> Hashable:
    """Look once whether a template has changed since the last look, and have it compiled anew. Equal results: none has."""
    stamps = tuple((str(path), (status := path.stat()).st_mtime_ns, status.st_size) for path in _templates())
    if stamps != _stamps[0]:
        _stamps[0] = stamps
        environment().forget()
    return stamps


def _templates() -> list[Path]:
    return sorted(path for folder in _FOLDERS for path in folder.rglob("*.jinja"))


def _compiled_from() -> list[Path]:
    """What a compiled template depends on: all templates, and this file, for a filter is called as it was written when it was compiled."""
    return [Path(__file__), *_templates()]


def joined(texts: Iterable[str], between: str) -> str:
    """Plain texts as one, to be escaped when it is printed: Jinja's own looks at each for what is HTML already."""
    return between.join(texts)


def lines(text: str) -> list[str]:
    """The non-empty lines of a value, stripped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def two_decimals(number: object) -> str:
    """``98.9`` → ``98.90``; a score already rounded."""
    return f"{number:.2f}"


_SHORT = 5


@lru_cache(maxsize=1 << 12)
def phrases(text: str) -> Markup:
    """Each phrase of a Thai name or title in a span that keeps it together; short pieces stay with what they follow.

    ``มาตรการส่งเสริม ประจำปีงบประมาณ พ.ศ. 2564`` has two phrases. Thai writes spaces between phrases, not words.
    """
    found: list[str] = []
    for piece in text.split():
        if found and (len(piece) <= _SHORT or len(found[-1]) <= _SHORT):
            found[-1] += f"\u00a0{piece}" if found[-1].endswith("ปี") else f" {piece}"
        else:
            found.append(piece)
    return Markup(" ".join(f'<span class="ps-phrase">{escape(phrase)}</span>' for phrase in found))


def keeping(text: str, name: str) -> Markup:
    """``text`` with every ``name`` in it kept together, so that no browser tears an agency's name."""
    kept = Markup('<span class="ps-phrase">{}</span>').format(name)
    return kept.join(map(escape, text.split(name))) if name else escape(text)


def one_line(html: str) -> str:
    """Template output on one physical line, the only form that every Markdown parser passes through unchanged."""
    return " ".join(filter(None, map(str.strip, html.split("\n"))))
