"""Letters and marks that cannot stand as they do: what retyping, old fonts, Word and PDF leave in Thai text.

Nearly every line is right, so a rule first asks for the one sign that no finding of its is without. Such a pattern begins with a
class of characters, which is searched for many times as fast as anything else; what must stand around it follows.
"""

import re
from collections.abc import Iterator

from macros.thai.finding import Finding, around, finding
from macros.thai.letters import (
    ATTACHED,
    BIDI,
    CONSONANTS,
    FOLLOWING_VOWELS,
    INVISIBLE,
    LEADING_VOWELS,
    LETTERS,
    MARKS,
    OLD_FONT_GLYPHS,
    TONES,
)  # fmt: skip

# ── ำ typed as two letters, แ typed as two letters ───────────────────────────────────────────────────────────────────

_NIKHAHIT_AA = re.compile(rf"[{CONSONANTS}]?(?:ํ[{TONES}]?|[{TONES}]ํ)า")


def nikhahit_aa(text: str) -> Iterator[Finding]:
    for match in _NIKHAHIT_AA.finditer(text) if "ํ" in text else ():
        yield finding("thai-nikhahit-aa", match.start(), match[0], suggestion=_with_sara_am(match[0]))


def _with_sara_am(piece: str) -> str:
    return piece.replace("ํ", "").replace("า", "ำ")


def double_sara_e(text: str) -> Iterator[Finding]:
    for match in re.finditer("เเ", text) if "เเ" in text else ():
        word = around(text, *match.span())
        yield finding("thai-double-sara-e", match.start(), match[0], suggestion="แ", context=word)


# ── marks in impossible places ───────────────────────────────────────────────────────────────────────────────────────

# One vowel and one tone; การันต์, also over ิ and ุ (สิทธิ์ พันธุ์); ฺ and ํ of Pali.
_POSSIBLE = re.compile(rf"[ัิ-ู]?[{TONES}]?|[ิุู]?์|็|ิ?ํ|ฺ[ิ-ู]?[{TONES}]?|๎")
_MARK_RUN = re.compile(rf"[{CONSONANTS}]?[{MARKS}]{{2,}}")
_TWICE = re.compile(rf"([{MARKS}])\1+")
_VOWEL_TWICE = re.compile(rf"([{FOLLOWING_VOWELS}แโใไ])\1+")
_AA_TWICE = re.compile("ำา+|าำ+")  # how many a PDF gives ำ: จำานวน
_MIXED_LEADING = re.compile(rf"(?!เเ)[{LEADING_VOWELS}](?!เเ)[{LEADING_VOWELS}]")
_TONE_TOO_LATE = re.compile(rf"(?<=[{CONSONANTS}])([ัิ-ู]?)([าะำ])([{TONES}])(?![{MARKS}])")
# A mark that neither follows a consonant nor makes a common pair with the mark before it.
_ODD_MARK = re.compile(rf"[{MARKS}](?<![{CONSONANTS}].)(?<![ัิ-ู][{TONES}])(?<![ิุู]์)")
_ODD_VOWEL = re.compile(rf"[{LEADING_VOWELS}{FOLLOWING_VOWELS}](?:(?<=[{LEADING_VOWELS}])[{LEADING_VOWELS}]|(?<=ะ)ะ|(?<=า)า|(?<=ำ)ำ|(?<=ๅ)ๅ|(?<=ำ)า|(?<=า)ำ)")
_NO_CONSONANT = re.compile(rf"(?<=[{LEADING_VOWELS}{FOLLOWING_VOWELS}ๆฯ0-9๐-๙])[{MARKS}]+|(?m:^)[{MARKS}]+(?=[{LETTERS}])")


def impossible_marks(text: str) -> Iterator[Finding]:
    if _ODD_MARK.search(text):
        yield from _odd_marks(text)
    if _ODD_VOWEL.search(text):
        yield from _doubled_vowels(text)


def _odd_marks(text: str) -> Iterator[Finding]:
    for match in _MARK_RUN.finditer(text):
        yield from _mark_run(match, text[match.end() : match.end() + 1])
    late = {match.end() - 1: match for match in _TONE_TOO_LATE.finditer(text)}
    for match in late.values():
        yield finding("thai-doubled-mark", match.start(), match[0], suggestion=match[1] + match[3] + match[2])
    for match in _NO_CONSONANT.finditer(text):
        if match.start() not in late:
            yield finding("thai-mark-impossible", match.start(), match[0])


def _mark_run(match: re.Match[str], following: str) -> Iterator[Finding]:
    run = match[0]
    marks = run[1:] if run[0] <= "ฮ" else run
    if _POSSIBLE.fullmatch(marks) or (following == "า" and _before_sara_am(marks)):
        return
    mended = _in_order(_TWICE.sub(r"\1", marks))
    if _POSSIBLE.fullmatch(mended):
        yield finding("thai-doubled-mark", match.start(), run, suggestion=run[: len(run) - len(marks)] + mended)
    else:
        yield finding("thai-mark-impossible", match.start(), run)


def _before_sara_am(marks: str) -> bool:
    return re.fullmatch(rf"ํ[{TONES}]?|[{TONES}]ํ", marks) is not None


def _in_order(marks: str) -> str:
    """Vowels before tones: `่ี` is `ี่`."""
    return re.sub(rf"^([{TONES}]+)([ัิ-ู])$", r"\2\1", marks)


def _doubled_vowels(text: str) -> Iterator[Finding]:
    for match in _VOWEL_TWICE.finditer(text):
        yield finding("thai-doubled-mark", match.start(), match[0], suggestion=match[1])
    for match in _AA_TWICE.finditer(text):
        yield finding("thai-doubled-mark", match.start(), match[0], suggestion="ำ")
    for match in _MIXED_LEADING.finditer(text):
        if match[0][0] != match[0][1]:
            yield finding("thai-mark-impossible", match.start(), match[0])


# ── spaces and invisible characters inside a word ────────────────────────────────────────────────────────────────────

_SPACE_BEFORE_ATTACHED = re.compile(rf"([{CONSONANTS}][{MARKS}]*)[ \u00a0]{{1,2}}([{ATTACHED}]+)")
_SPACE_AFTER_LEADING = re.compile(rf"([{LEADING_VOWELS}])[ \u00a0]{{1,2}}([{CONSONANTS}])")
# What common words begin and go on with: สำ นักงาน. Where both halves are words too (ทำ งาน, ประจำ เป็น), a space may be meant.
_GOES_ON = {
    "กำ": "กับ|จัด|ชับ|ลัง|หนด", "คำ": "นวณ|นึง", "จำ": "กัด|นวน|แนก|หน่าย", "ชำ": "ระ(?!ย)|รุด", "ดำ": "เนิน|รง", "ตำ": "บล|รวจ|แหน่ง", "ทำ": "เนียบ",
    "บำ": "บัด|รุง|นาญ|เหน็จ", "รำ": "คาญ", "ลำ": "ดับ|เลียง", "สำ": "คัญ|นวน|นัก|เนา|รวจ|รอง|เร็จ|หรับ|เหนียก", "อำ": "นวย|นาจ|เภอ",
}
_SPACE_AFTER_AM = re.compile("|".join(f"{begin}[ \u00a0]{{1,2}}(?:{rest})" for begin, rest in _GOES_ON.items()))
_ODD_SPACE = re.compile(rf"[ \u00a0](?:(?=[{ATTACHED}])|(?<=[{LEADING_VOWELS}ำ].))")
_LOST_SARA_AM = re.compile(rf"[{CONSONANTS}][{TONES}]?")


def spaces_in_words(text: str) -> Iterator[Finding]:
    """Spaces between a consonant and what is written on or behind it, as they come with text from PDF."""
    if not _ODD_SPACE.search(text):
        return
    for match in _SPACE_BEFORE_ATTACHED.finditer(text):
        before, after = match.groups()
        if after == "า" and _LOST_SARA_AM.fullmatch(before):
            # PDF readers turn ำ into a space and า, so จ านวน may be จำนวน as well as จานวน.
            yield finding("thai-sara-am-split", match.start(), match[0], with_am=before + "ำ", with_aa=before + "า")
        else:
            joined = _NIKHAHIT_AA.sub(lambda am: _with_sara_am(am[0]), before + after)
            yield finding("thai-space-in-word", match.start(), match[0], suggestion=joined)
    for match in _SPACE_AFTER_LEADING.finditer(text):
        yield finding("thai-space-in-word", match.start(), match[0], suggestion=match[1] + match[2])
    for match in _SPACE_AFTER_AM.finditer(text):
        yield finding("thai-space-in-word", match.start(), match[0], suggestion=re.sub("[ \u00a0]", "", match[0]))


_INVISIBLE_RUN = re.compile(rf"[{INVISIBLE}]+")
_THAI = re.compile(f"[{LETTERS}๐-๙]")
_HINT = "\u200b"


def invisible(text: str) -> Iterator[Finding]:
    """Zero-width and direction characters at Thai letters. A zero-width space between words is a line-break hint."""
    for match in _INVISIBLE_RUN.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if _misplaced(match[0], before, after):
            names = " ".join(f"U+{ord(char):04X}" for char in sorted(set(match[0])))
            word = around(text, *match.span()).replace(match[0], "")
            yield finding("thai-invisible", match.start(), match[0], suggestion="", characters=names, context=word)


def _misplaced(run: str, before: str, after: str) -> bool:
    if not run.strip(_HINT):
        return bool(re.fullmatch(rf"[{LETTERS}][{ATTACHED}]|[{LEADING_VOWELS}][{LETTERS}]", before + after))
    at_thai = bool(_THAI.match(before) or _THAI.match(after))
    return at_thai or bool(re.search(f"[{BIDI}]", run))


# ── glyphs of old fonts ──────────────────────────────────────────────────────────────────────────────────────────────

# Thai fonts before OpenType kept shifted shapes of letters in the private area, in this order from U+F700.
_SHAPES = "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู"
_FROM_OLD_FONTS = {0xF700 + number: letter for number, letter in enumerate(_SHAPES)}
_OLD_FONT_GLYPH = re.compile(f"[{OLD_FONT_GLYPHS}]")
_OLD_FONT_RUN = re.compile(rf"[{CONSONANTS}]?[{MARKS}]{{0,3}}[{OLD_FONT_GLYPHS}][{OLD_FONT_GLYPHS}{MARKS}]*า?")


def private_use(text: str) -> Iterator[Finding]:
    for match in _OLD_FONT_RUN.finditer(text) if _OLD_FONT_GLYPH.search(text) else ():
        letters = match[0].translate(_FROM_OLD_FONTS)
        names = " ".join(f"U+{ord(char):04X}" for char in match[0] if char >= "\uf700")
        mended = _NIKHAHIT_AA.sub(lambda am: _with_sara_am(am[0]), letters)
        yield finding("thai-private-use", match.start(), match[0], suggestion=mended, characters=names)


_SYMBOLS = re.compile("[\uf020-\uf0ff]+")  # signs of the fonts Symbol and Wingdings, as Word keeps them: bullets, ticks, boxes


def symbols(text: str) -> Iterator[Finding]:
    for match in _SYMBOLS.finditer(text):
        yield finding("symbol-of-a-font", match.start(), match[0], characters=" ".join(f"U+{ord(char):04X}" for char in sorted(set(match[0]))))


RULES = (nikhahit_aa, double_sara_e, impossible_marks, spaces_in_words, invisible, private_use, symbols)
