"""Personal data that a reader sees and a plain search does not: split by markup, by line ends or between the boxes of a form, written
with entities, escapes or digits of other scripts, glued to letters. Pure.

The text is searched once as it stands, and once as it is seen: without what is invisible. Findings lie in the text as it stands.
"""

from __future__ import annotations

import bisect
import html
import re
import unicodedata
from collections.abc import Iterator

from macros.records.privacy import CARD, Personal, find, is_citizen, is_tally

_DIGITS = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0ed0-\u0ed9\u1040-\u1049\u17e0-\u17e9\U0001d7ce-\U0001d7ff"
# Where a token may begin: a set of signs alone, for which the engine of patterns looks fast through what people mostly write.
_FIRST = re.compile(rf"[{_DIGITS}&\\%<*~`\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\u2212\uff0d\u00b7\u2022\u2027\u30fb\u2000-\u200a\u3000_\uff20\uff0e]|-[ \t]*\r?\n")
_TOKEN = re.compile(
    rf"""(?P<digit>[{_DIGITS}])
    |(?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,8}});)
    |(?P<escape>\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}})|%[2-7][0-9A-Fa-f])
    |(?P<nothing></?[a-zA-Z][^<>\n]{{0,200}}>|[*~`\\\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff])
    |(?P<dash>[\u2212\uff0d\u00b7\u2022\u2027\u30fb]|-[ \t]*\r?\n[ \t>]*(?=[0-9๐-๙０-９]))
    |(?P<blank>[\u2000-\u200a\u3000_])
    |(?P<at>\uff20)
    |(?P<dot>\uff0e)""",
    re.VERBOSE,
)
# Without any of these signs, a digit is seen where a digit is written, and no letter is invisible.
_OTHERWISE = "@\uff20&%\\<"
_BEYOND = re.compile("[\U0001d7ce-\U0001d7ff]")  # alone, for a set with such signs in it is looked for slowly
_DIGIT = "[0-9๐-๙０-９" + _DIGITS.partition("\U0001d7ce")[0] + "]"
_NEAR = re.compile(rf"{_DIGIT}(?:[\W_]*{_DIGIT}){{8}}")  # as many as the shortest number has, with no letter between
_PUT = {"nothing": "", "dash": "-", "blank": " ", "at": "@", "dot": "."}
# Between the groups of a card that stand in cells, boxes or lines of their own; between two halves of a number torn by a line's end.
_BETWEEN = r"[\s,;:|•·()/._‐-―-]{1,12}"
_GROUPS = re.compile("[0-9](?<![0-9].)" + "".join(f"{_BETWEEN}[0-9]{{{size}}}" for size in CARD[1:]) + "(?![0-9])", re.DOTALL)
_BOXES = re.compile(rf"[0-9](?![0-9])(?<![0-9].)(?:{_BETWEEN}[0-9](?![0-9])){{12,}}", re.DOTALL)
_TORN = re.compile(r"[0-9]{2,11}(?=[ \t]*\r?\n)[ \t]*\r?\n[ \t>]*[0-9]{2,11}(?![0-9A-Za-z])")
_GLUED = re.compile(r"[0-9]{10,13}(?![0-9A-Za-z])")
_MAIL_APART = re.compile(r"[A-Za-z0-9._%+-]{1,64} ?@ ?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,}")
_OF_A_SERVICE = re.compile(r"(?:line|id|ig|instagram|facebook|fb|tiktok|youtube|twitter|x|threads) @(?! )", re.IGNORECASE)  # behind it stands a name there: TikTok @town.city

_AT = re.compile(r" ?[(\[{] ?at ?[)\]}] ?", re.IGNORECASE)  # in the place of the sign
_DOT = r"(?:\.| ?[(\[{] ?dot ?[)\]}] ?)"
_BEFORE_AT = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_AFTER_AT = re.compile(rf"[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}})*{_DOT}[A-Za-z]{{2,}}", re.IGNORECASE)


def find_disguised(text: str) -> Iterator[Personal]:
    """What in ``text`` may be personal data, however it is written, in order; none within another."""
    return _found_in(text) if _may_hold(text) else iter(())


def _may_hold(text: str) -> bool:
    """Is a closer look worth its time? Nearly no text has signs that may stand for others, or as many digits together as a number has."""
    return any(sign in text for sign in _OTHERWISE) or _BEYOND.search(text) is not None or _NEAR.search(text) is not None or _AT.search(text) is not None


def _found_in(text: str) -> Iterator[Personal]:
    found = list(find(text))
    seen, places = _as_seen(text)
    if seen != text:
        found += (_placed(one, places) for one in find(seen))
    found += (_placed(one, places) for one in (*_in_pieces(seen), *_glued(seen), *_mails_apart(seen), *_mails_in_words(seen)))
    kept: list[Personal] = []
    for one in sorted(found):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return iter(kept)


def _as_seen(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text as it is seen, and for each piece of it where it begins there and in ``text``."""
    out, places, length, at = [], [(0, 0)], 0, 0
    for first in _FIRST.finditer(text):
        token = _TOKEN.match(text, first.start()) if first.start() >= at else None
        if token is None:
            continue
        put = _put(token)
        out += [text[at : token.start()], put]
        length += token.start() - at
        places += [(length, token.start()), (length + len(put), token.end())]
        length, at = length + len(put), token.end()
    out.append(text[at:])
    return "".join(out).translate(_DIGITS_OF_OURS), places


_DIGITS_OF_OURS = {ord(sign): str(value) for digits in ("๐๑๒๓๔๕๖๗๘๙", "０１２３４５６７８９") for value, sign in enumerate(digits)}


def _put(token: re.Match[str]) -> str:
    """What a reader sees of a token."""
    kind, words = token.lastgroup or "", token[0]
    if kind == "digit":
        return str(unicodedata.digit(words, ""))
    if kind == "entity":
        made = html.unescape(words)
        if not made or unicodedata.category(made[0]) == "Cf":
            return ""
        return " " if made.isspace() else made
    if kind == "escape":
        return chr(int(words.lstrip("\\xu%"), 16))
    return _PUT[kind]


def _in_pieces(seen: str) -> Iterator[Personal]:
    """Citizens' numbers alone: their last digit tells them from rows of other numbers."""
    for pattern in (_GROUPS, _BOXES, _TORN):
        for match in pattern.finditer(seen):
            digits = re.sub("[^0-9]", "", match[0])
            if pattern is _TORN and seen[match.start() - 1 : match.start()].isalnum():
                continue
            if len(digits) == 13 and is_citizen(digits) and not (pattern is _BOXES and is_tally(digits)):
                yield Personal(*match.span(), "personal-id", digits)


def _glued(seen: str) -> Iterator[Personal]:
    """Numbers with letters right before them, as in ID1234567890121 and Tel0812345678."""
    for match in _GLUED.finditer(seen):
        if re.fullmatch("[A-Za-z]", seen[match.start() - 1 : match.start()]):
            yield from (one._replace(start=match.start(), end=match.end()) for one in find(match[0]))


def _mails_apart(seen: str) -> Iterator[Personal]:
    for match in _MAIL_APART.finditer(seen) if "@" in seen else ():
        if not _OF_A_SERVICE.match(match[0]):
            yield from (one._replace(start=match.start(), end=match.end()) for one in find(match[0].replace(" ", "")))


def _mails_in_words(seen: str) -> Iterator[Personal]:
    """name(at)gmail.com, name [at] gmail [dot] com."""
    for at in _AT.finditer(seen):
        before = _BEFORE_AT.search(seen, max(0, at.start() - 64), at.start())
        after = _AFTER_AT.match(seen, at.end())
        if before and after:
            yield from (one._replace(start=before.start(), end=after.end()) for one in find(f"{before[0]}@{re.sub(_DOT, '.', after[0], flags=re.IGNORECASE)}"))


def _placed(one: Personal, places: list[tuple[int, int]]) -> Personal:
    """The finding where it lies in the text as it stands."""
    start, end = (_place(at, places) for at in (one.start, one.end - 1))
    return one._replace(start=start, end=end + 1)


def _place(at: int, places: list[tuple[int, int]]) -> int:
    seen, stands = places[bisect.bisect_right(places, (at, 1 << 60)) - 1]
    return stands + at - seen


__all__ = ["find_disguised"]
