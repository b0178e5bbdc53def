"""Names of agencies that differ slightly from the official ones."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from macros.thai.finding import Finding, finding
from macros.thai.letters import LETTERS

# Each kind of body with its abbreviation; the name proper follows.
_KINDS = {
    "องค์การบริหารส่วนจังหวัด": "อบจ.",
    "องค์การบริหารส่วนตำบล": "อบต.",
    "เทศบาลนคร": "ทน.",
    "เทศบาลเมือง": "ทม.",
    "เทศบาลตำบล": "ทต.",
}
# Bodies of other kinds, of which only a name that is nearly right is one typed wrong: many are called much alike.
_OTHER_KINDS = ("มหาวิทยาลัย", "วิทยาลัย", "โรงเรียน", "โรงพยาบาล", "สถาบัน", "สำนักงาน", "กรม", "จังหวัด")
# First elements shared by thousands of place names; two names that share one are compared by the rest.
_COMMON_BEGINNINGS = (
    "หนอง", "บ้าน", "บาง", "ดอน", "ท่า", "โคก", "ห้วย", "คลอง", "ทุ่ง", "วัง", "โนน", "โพน", "เขา", "เกาะ", "ปาก", "ป่า",
    "นา", "แม่", "บึง", "เวียง", "สระ", "ศรี", "โพธิ์", "ไผ่", "หัว", "ลำ", "บ่อ", "กุด", "คำ", "ดง", "ควน", "สาม", "เมือง",
)  # fmt: skip
_HINT = "\u200b"  # a line-break hint is no difference
_SHORTEST = 5  # below this, two letters make another place
_EXTRA = 4  # letters that a wrong name may have more


def lint_names(text: str, names: Iterable[str]) -> Iterator[Finding]:
    """Findings `name-differs`: a name in `text` close to, but not, one of the official `names`.

    Only names that begin with a known kind of body are compared (`เทศบาลตำบล…`, `อบต.…`, `มหาวิทยาลัย…`); other entries of `names`
    are ignored. Every name in `names` is right wherever it stands, so give neighbours too.
    """
    official = list(names)
    hinted = _HINT in text
    plain = text.replace(_HINT, "") if hinted else text
    seen = [place for place, char in enumerate(text) if char != _HINT] if hinted else range(len(text))
    for kind, abbreviation in (*_KINDS.items(), *((other, "") for other in _OTHER_KINDS)):
        if kind not in plain and (not abbreviation or abbreviation not in plain):
            continue
        stems = sorted({name[len(kind) :].strip() for name in official if name.startswith(kind)} - {""})
        for start, end, suggestion in _differing(plain, kind, abbreviation, tuple(stems)) if stems else ():
            first, last = seen[start], seen[end - 1] + 1
            yield finding("name-differs", first, text[first:last], suggestion=suggestion)


def _differing(text: str, kind: str, abbreviation: str, stems: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    longest = max(map(len, stems)) + _EXTRA
    called = rf"(?:{kind}|(?<![{LETTERS}.]){re.escape(abbreviation)})" if abbreviation else kind
    places = re.compile(rf"{called} ?([{LETTERS}]{{1,{longest}}})")
    for match in places.finditer(text):
        nearest = None if match[1].startswith(stems) else _nearest(match[1], stems, kind in _KINDS)
        if nearest:
            length, stem = nearest
            yield match.start(), match.start(1) + length, text[match.start() : match.start(1)] + stem


@lru_cache(maxsize=4096)
def _nearest(run: str, stems: tuple[str, ...], local: bool) -> tuple[int, str] | None:
    """Of the official names the one that `run` begins with, nearly, and how many letters of `run` it takes."""
    near = [(*_distance(stem, run), stem) for stem in stems if _comparable(stem, run)]
    near = [(distance, length, stem) for distance, length, stem in near if distance <= (_allowed(stem, run) if local else max(1, len(stem) // 10))]
    return min(near)[1:] if near else None


def _comparable(stem: str, run: str) -> bool:
    return len(_distinctive(stem, run)) >= _SHORTEST


def _allowed(stem: str, run: str) -> int:
    distinctive = _distinctive(stem, run)
    return int(len(distinctive) * (0.34 if distinctive == stem else 0.3))


def _distinctive(stem: str, run: str) -> str:
    shared = next((part for part in _COMMON_BEGINNINGS if stem.startswith(part) and run.startswith(part)), "")
    return stem[len(shared) :]


def _distance(stem: str, run: str) -> tuple[int, int]:
    """The least edit distance of `stem` to a beginning of `run`, and the length of that beginning."""
    row = list(range(len(run) + 1))
    for number, letter in enumerate(stem, 1):
        before, row = row, [number]
        for column, other in enumerate(run):
            row.append(min(before[column] + (letter != other), before[column + 1] + 1, row[column] + 1))
    best = min(row)
    lengths = (length for length, distance in enumerate(row) if distance == best)
    return best, min(lengths, key=lambda length: abs(length - len(stem)))
