"""Personal data in text: what looks like a citizen's number, a telephone, a bank account or an e-mail address. Pure.

A number counts in any spacing and any digits, because people paste it as it stands on the card. Numbers of juristic persons
begin with 0 and are public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from macros.thai.digits import to_arabic

_GAP = r"[ \t\u00a0\u2007\u202f\u200b\u00ad.()/‐-―-]{0,3}"
# Begins with a set of characters alone, for which the engine of patterns looks ahead fast; what may not stand before comes behind it.
_RUN = re.compile(rf"[0-9](?={_GAP}[0-9])(?<![0-9A-Za-z_].)(?:{_GAP}[0-9]){{8,29}}(?![0-9A-Za-z_])", re.DOTALL)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z][A-Za-z0-9-]{1,62}")
CARD = (1, 4, 5, 2, 1)  # how the groups of a citizen's number are printed
# Dates, numbers within a year (08/2567) and of letters (มท 0808.2/12345, in names of files with another sign): as many digits as telephones have, and part of none.
_DATED = re.compile(
    r"(?<![0-9])(?:[0-3]?[0-9]([/.-])[01]?[0-9]\1(?:19|2[045])[0-9]{2}|[0-3]?[0-9]/[01]?[0-9]/[0-9]{2}|[0-9]{1,4}/2[45][0-9]{2}|0[0-9]{3}(?:\.[0-9]{1,2}){1,2}[/ _-][0-9]{1,6})(?![0-9/])"
)
_OF_LETTER = re.compile(r"0[0-9]{3}\.")
_ACCOUNT_SIZES = (3, 1, 5, 1)  # of an account in a bank
_POST = (2, 1, 2, 4, 3)  # and those of a post in a local body
# Accounts in a bank. Offices have other numbers near this word: of projects near กรมบัญชีกลาง, of posts of เจ้าพนักงานการเงินและบัญชี, of a chart of accounts.
_NO_BANK = re.compile(
    r"กรมบัญชีกลาง|(?:เงิน)?และ(?:การ)?บัญชี|(?:การ|งาน|ฝ่าย|นัก|รหัส|ผัง|หมวด|สมุด|ระบบ|มาตรฐาน|รอบ|ปี)บัญชี"
    r"|บัญชี[ \t]*(?=แยก|ราย|รับ|จ่าย|ค่า|ราคา|คุม|งบ|วัสดุ|ครุภัณฑ์|ทรัพย์|สินทรัพย์|หนี้|ทุน|จัด|สรุป|แสดง|แนบ|ท้าย|มาตรฐาน|นวัตกรรม|ยา)"
)
_ACCOUNT_NUMBER = re.compile(
    r"เลข(?:ที่)?[ \t]*บัญชี|บัญชี(?:ธนาคาร)?[ \t]*(?:เลข|ของ|ผู้|นาย|นาง|น\.[ \t]?ส)|โอน[^\n]{0,20}เข้าบัญชี|พร้อมเพย์|prompt[ -]?pay|\baccount[ \t]*(?:no\b|number)", re.IGNORECASE
)
_ACCOUNT = re.compile(
    r"บัญชี[ \t]*(?:เงินฝาก|ออมทรัพย์|กระแสรายวัน|ธนาคาร|ธ\.|กรุง|กสิกร|ไทยพาณิชย์|ออมสิน|ทหารไทย|บุคคล|ส่วนตัว)"
    r"|(?:โอน|ฝาก|เข้า|ถอน)[^\n]{0,30}บัญชี|ชื่อบัญชี[^\n]*เลขที่|บัญชี[ \t]*:?[ \t]*\Z|\baccounts?\b",
    re.IGNORECASE,
)
_CHART = re.compile(r"[1-5][1-4][01][0-9]{7}")  # assets, debts, equity, income, expenses: how the public sector numbers them
_OTHER_NUMBER = re.compile(r"โครงการ|สัญญา|ตำแหน่ง|รหัส(?!สาขา|ธนาคาร)|e-?gp|หนังสือ|คำสั่ง|ใบสั่ง|ใบสำคัญ|ใบเสร็จ|ฎีกา|เช็ค|เลขที่เอกสาร|เอกสารเลข|ผู้เสียภาษี|นิติบุคคล", re.IGNORECASE)
_PHONE_WORDS = re.compile(r"(?:เบอร์(?:โทร(?:ศัพท์)?|มือถือ|ติดต่อ)?|มือถือ|โทร\.)[ \t]*:?[ \t]*\Z")
CALLED_PHONE = re.compile(r"โทร|มือถือ|เบอร์|phone|mobile|\btel\b", re.IGNORECASE)
_TELEPHONE_BEFORE = re.compile(r"(?<![0-9])0[ -]?[2-9](?:[ -]?[0-9]){7,8} *\Z")
_APART = ((9,), (4, 5), (1, 8), (1, 4, 4), (2, 7), (2, 3, 4), (4, 4, 1))  # how a mobile goes on whose 0 stands apart
# How websites, LINE and Facebook name files, after the moment in thousandths of a second: https://…/1710234567891.pdf, messageImage_1710234567891.jpg.
_MOMENT = re.compile(r"1[3-9][0-9]{11}")
_NAMED_SO = re.compile(r"""https?://[^\n<>()"'?#]*[/_ -]\Z|(?<![A-Za-z])(?:messageImage|IMG|image|photo|picture|received|LINE|file|video|VID)[_ -]\Z""", re.IGNORECASE)
_ENDING = re.compile(r"""(?:[_ -][^\n<>()"'?#,]{0,60})?\.[A-Za-z]{3,4}\b""")
_LONGEST_ADDRESS = 300
_NEAR = 12  # characters before a number that announce it
_REACH = 80  # characters before a number that may say what it is


class Personal(NamedTuple):
    """A finding: characters ``start`` to ``end`` of the text, its problem code, and its value without spacing."""

    start: int
    end: int
    code: str
    value: str


def find(text: str) -> Iterator[Personal]:
    """What in ``text`` may be personal data, in order."""
    plain = text if text.isascii() else to_arabic(text)
    if _RUN.search(plain):
        plain = _DATED.sub(_without, plain)
    numbers = (found for run in _RUN.finditer(plain) for found in _in_run(plain, run))
    mails = (Personal(*match.span(), _mail_code(match[0]), match[0].lower()) for match in (_MAIL.finditer(plain) if "@" in plain else ()))
    return iter(sorted([*numbers, *mails]))


def _without(date: re.Match[str]) -> str:
    """As many signs as ``date`` has, of which none is a digit; the number of a letter stays where a telephone is announced."""
    announced = _OF_LETTER.match(date[0]) and CALLED_PHONE.search(date.string, max(0, date.start() - _NEAR), date.start())
    return date[0] if announced else "," * len(date[0])


def _mail_code(address: str) -> str:
    """Addresses below the government's domain are an office's more often than a person's: worth a look, no reason to stop."""
    return "office-email" if address.lower().endswith(".go.th") else "personal-email"


def plain_value(text: str) -> str:
    """A value as findings have it: digits alone for numbers, lower case for addresses."""
    text = to_arabic(text).strip()
    return text.lower() if "@" in text else _international(re.sub(r"[^0-9+]", "", text))


def _in_run(text: str, run: re.Match[str]) -> Iterator[Personal]:
    """Numbers within a run of digits and gaps: the run as a whole, or groups of it. A plus before it belongs to it."""
    first = run.start() - (text[run.start() - 1 : run.start()] == "+")
    groups = [(match.start() + first, match[0]) for match in re.finditer(r"\+?[0-9]+", text[first:run.end()])]
    digits = list(accumulate((len(group) for _, group in groups), initial=0))
    position = 0
    while position < len(groups):
        if _is_public(groups[position : position + len(CARD)]):
            position += len(CARD)
            continue
        ends = [end for end in _ends(len(groups), position) if 9 <= digits[end] - digits[position] <= 14]
        found = next((found for end in ends if (found := _number(text, groups[position:end], len(groups)))), None)
        if found:
            yield found
        position += 1 if found is None else sum(start < found.end for start, _ in groups[position:])


def _is_public(groups: list[tuple[int, str]]) -> bool:
    """Whether groups are the number of a post, or of a juristic person as it is printed: 0-9940-00158-80-7 begins like a mobile, and is none."""
    digits, sizes = "".join(group for _, group in groups), tuple(len(group) for _, group in groups)
    return sizes == _POST or (sizes == CARD and digits[0] == "0" and _is_checked(digits))


def _ends(groups: int, position: int) -> list[int]:
    """Where a number that begins at the group ``position`` may end: with the last one, if it begins with the first, or after at most
    the five of a card. The furthest first."""
    near = range(min(groups, position + len(CARD)), position, -1)
    return [groups, *near] if position == 0 and groups > len(CARD) else list(near)


def _number(text: str, groups: list[tuple[int, str]], of: int) -> Personal | None:
    digits = _international("".join(group for _, group in groups))
    sizes = tuple(len(group) for _, group in groups)
    start, end = groups[0][0], groups[-1][0] + len(groups[-1][1])
    whole = len(groups) in (1, of)
    if _MOMENT.fullmatch(digits) and _NAMED_SO.search(text, max(0, start - _LONGEST_ADDRESS), start) and _ENDING.match(text, end):
        return None
    if whole and re.fullmatch(r"[689][0-9]{8}", digits) and _PHONE_WORDS.search(text, max(0, start - _REACH), start):
        return Personal(start, end, "personal-phone", f"0{digits}")  # a table of numbers has lost its zero
    if not _is_row(text, start, end, sizes) and (code := _code(text, start, digits, sizes, whole)):
        return Personal(start, end, code, digits)
    return None


def _is_row(text: str, start: int, end: int, sizes: tuple[int, ...]) -> bool:
    """Whether groups with nothing but blanks and points between are cells of a row, as a PDF gives a table: persons' numbers go in other groups."""
    between, before = re.sub("[0-9]", "", text[start:end]), text[max(0, start - _REACH) : start]
    if between == "." and sum(sizes) == 13:
        return True  # a coordinate, a share
    if " " not in between or between.strip(" .\t\u00a0\u2007\u202f"):
        return False
    if text[start] == "0" and sizes[0] == 1 and sum(sizes) == 10:
        goes_on = before.rstrip()[-1:].isdigit() and not _TELEPHONE_BEFORE.search(before)
        return (sizes[1:] not in _APART or goes_on) and not CALLED_PHONE.search(before)
    if sum(sizes) == 11 and text.startswith("66", start) and sizes[0] > 2:
        return not CALLED_PHONE.search(before)  # the country's number stands alone, or all in one
    if sum(sizes) == 13 and text[start] != "0":
        return len(sizes) > 2 and max(sizes) > 1 and not set(accumulate(sizes)) <= set(accumulate(CARD)) and "ประชาชน" not in before
    return sizes == _ACCOUNT_SIZES and "บัญชี" not in before


def _code(text: str, start: int, digits: str, sizes: tuple[int, ...], whole: bool) -> str | None:
    if len(digits) == 13 and (whole or sizes == CARD) and is_citizen(digits) and not (len(sizes) == 13 and is_tally(digits)):
        return "personal-id"
    if sizes == _ACCOUNT_SIZES or (10 <= len(digits) <= 12 and whole and _is_account(text[max(0, start - _REACH) : start], digits)):
        return "personal-account"
    if re.fullmatch(r"0[689][0-9]{8}", digits) and len(sizes) <= 4:
        return "personal-phone"
    if re.fullmatch(r"0[2-57][0-9]{7}", digits) and 2 <= len(sizes) <= 4:
        return "office-phone"  # a line in a building
    return None


def _is_account(before: str, digits: str) -> bool:
    """Whether what stands before a number says that it is an account in a bank."""
    before = _NO_BANK.sub(" ", before)
    ways = (_ACCOUNT_NUMBER,) if _CHART.fullmatch(digits) else (_ACCOUNT_NUMBER, _ACCOUNT)
    said = max((match.end() for way in ways for match in way.finditer(before)), default=-1)
    return said >= 0 and not _OTHER_NUMBER.search(before, said)


def is_citizen(digits: str) -> bool:
    """Whether 13 digits are the number of a person: the last one checks the others, the first is not 0, nor 9 as of books (ISBN)."""
    return digits[0] not in "09" and _is_checked(digits)


def is_tally(digits: str) -> bool:
    """Whether digits that stand apart are twelve months with their sum, as in statistics of complaints, which no citizen's number is."""
    total = sum(map(int, digits))
    return total in (2 * int(digits[0]), 2 * int(digits[-1]))


def _is_checked(digits: str) -> bool:
    total = sum(int(digit) * (13 - place) for place, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])


def _international(digits: str) -> str:
    if digits.startswith("+66"):
        return "0" + digits[3:]
    mobile = re.fullmatch(r"(?:00)?66([689][0-9]{8})", digits)
    return "0" + mobile[1] if mobile else digits.lstrip("+")
