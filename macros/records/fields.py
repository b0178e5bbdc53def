"""The types of fields: how the text of a YAML value becomes a date, a score, an id – and what is wrong when it does not.

A refused value raises ``PydanticCustomError`` whose type is a problem code of ``problems/wording``.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from macros.records import status
from macros.records.contacts import is_mail, is_phone
from macros.records.meant import id_meant
from macros.records.own_network import is_own, path_in
from macros.records.status import STATUS_WORDS
from macros.thai import dates
from macros.thai.digits import to_arabic
from macros.thai.fold import typed_one_way

Made = TypeVar("Made")


def field(title: str, help: str, example: Any = None, **options: Any) -> Any:
    """A model field with what a person needs to know of it: title and help in Thai, an example value."""
    examples = [] if example is None else [example]
    return Field(title=title, description=help, examples=examples, **options)


def refuse(code: str, **params: object) -> PydanticCustomError:
    return PydanticCustomError(code, code, params)


def _text(value: object) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise refuse("empty-field")
    if not isinstance(value, str):
        found, found_en = ("กลุ่มของช่อง", "inner fields") if type(value) is dict else ("รายการ", "a list")
        raise refuse("wrong-type", found=found, found_en=found_en)
    return value.strip()


def _plain(value: object) -> str:
    """Text that programs compare letter by letter: nothing invisible may hide in it."""
    text = _text(value)
    if text.isascii():
        return text
    if hidden := next((char for char in text if unicodedata.category(char) in ("Cf", "Zs", "Zl", "Zp") and char != " "), None):
        raise refuse("invisible-in-value", char=f"U+{ord(hidden):04X}", value=text.replace(hidden, ""))
    return text


_YEAR = re.compile(r"(?:พ\.?\s*ศ\.?|ปี(?:งบประมาณ)?)?\s*([0-9]{4})")


def _fiscal_year(value: object) -> int:
    text = to_arabic(_plain(value))
    match = _YEAR.fullmatch(text)
    if not match:
        raise refuse("year-unreadable", value=text)
    year = int(match[1])
    if 1900 <= year < 2300:
        raise refuse("year-not-buddhist", found=text, year=year, suggestion=str(year + 543))
    if not 2475 <= year <= 2700:
        raise refuse("year-unreadable", value=text)
    return year


_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")  # the group: point and decimals


def _score(value: object) -> Decimal:
    text = to_arabic(_plain(value))
    match = _NUMBER.fullmatch(text)
    if not match:
        raise refuse("number-unreadable", value=text, example="98.89")
    number = Decimal(text)
    if not 0 <= number <= 100:
        raise refuse("score-out-of-range", value=text)
    if len(match[1] or "") > 3:
        raise refuse("score-too-precise", value=text)
    return number


def _whole_number(value: object) -> int:
    text = to_arabic(_plain(value))
    if not re.fullmatch("[0-9]{1,9}", text):
        raise refuse("number-not-whole" if _NUMBER.fullmatch(text) else "number-unreadable", value=text, example="3")
    return int(text)


def _yes_no(value: object) -> bool:
    answers = {"true": True, "yes": True, "ใช่": True, "false": False, "no": False, "ไม่": False, "ไม่ใช่": False}
    text = _plain(value)
    plain = typed_one_way(text.lower())
    if plain not in answers:
        raise refuse("yes-or-no", value=text)
    return answers[plain]


def _thai(reader: Callable[[str], Made]) -> Callable[[object], Made]:
    """A validator around one of the readers of ``thai.dates``; the same days and periods stand in many records."""
    known = lru_cache(maxsize=4096)(reader)

    def read(value: object) -> Made:
        try:
            return known(_text(value))
        except dates.ThaiDateError as error:
            raise refuse(error.code, **error.params) from None

    return read


_written_period = _thai(dates.parse_period)


def _period(value: object) -> dates.Period:
    if isinstance(value, dict):
        missing = {"start", "end"} - set(value)
        if missing or len(value) != 2:
            raise refuse("period-parts", found=", ".join(map(str, value)) or "–")
        value = f"{_text(value['start'])} – {_text(value['end'])}"
    return _written_period(value)


ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _id(value: object) -> str:
    text = _plain(value)
    if is_id(text):
        return text
    near = id_meant(text)
    raise refuse("id-form-near", value=text, suggestion=near) if is_id(near) else refuse("id-form", value=text)


def is_id(text: str) -> bool:
    """Whether ``text`` may be the id of a record, and so a part of addresses."""
    return len(text) <= 60 and ID.fullmatch(text) is not None


def _item(value: object) -> str:
    text = to_arabic(_plain(value)).upper().replace(" ", "")
    if not re.fullmatch(r"O[1-9][0-9]?", text):
        raise refuse("item-form", value=text)
    return text


REFERENCE = re.compile(r"(\d{4})/(O[1-9]\d?|(?:IIT|EIT|OIT)/[a-z0-9-]+)")


def _reference(value: object) -> str:
    text = to_arabic(_plain(value))
    if not REFERENCE.fullmatch(text):
        raise refuse("repair-form", value=text)
    return text


def _url(value: object) -> str:
    """An address that readers can open."""
    text = _plain(value)
    if is_own(text):
        raise refuse("url-of-own-network", value=text, path=path_in(text))
    return _any_url(text)


def _any_url(value: object) -> str:
    text = _plain(value)
    if not re.fullmatch(r"https?://[^\s/?#\"'<>\\]+\.[^\s/?#\"'<>\\]+[^\s\"'<>\\]*", text, re.IGNORECASE) or not _splits(text):
        raise refuse("url-form", value=text)
    return text


def _splits(url: str) -> bool:
    """Whether programs can take the address apart: they refuse brackets around what is no number, letters that fold to a slash. With a user's name
    and password in it, it is a secret, or looks like another site."""
    try:
        return urlsplit(url).port != 0 and "@" not in urlsplit(url).netloc
    except ValueError:
        return False


_BAD_NAME = re.compile(r'[<>:"|?*#%\\]|(^|/)(\.|~)|(^|/)\s|\s(/|$)|//|^/|\.(/|$)')


def _phone(value: object) -> str:
    text = _text(value)
    if not is_phone(text):
        raise refuse("phone-form", value=text)
    return text


def _mail(value: object) -> str:
    text = _plain(value)
    if not is_mail(text):
        raise refuse("email-form", value=text)
    return text


def _file(value: object) -> str:
    text = _plain(value)
    if re.match("https?://|www[.]", text, re.IGNORECASE):
        raise refuse("file-is-address", value=text)
    if _BAD_NAME.search(text) or len(text) > 200:
        raise refuse("file-name", value=text)
    return text


def _status(value: object) -> str:
    text = _plain(value)
    if known := status.stored(text):
        return known
    if status.is_overdue(text):
        raise refuse("status-overdue", value=text, choices=status.CHOICES)
    if suggestion := status.meant(text):
        raise refuse("status-unknown", value=text, suggestion=suggestion, choices=status.CHOICES)
    raise refuse("status-unclear", value=text, choices=status.CHOICES)


def _begun(value: object) -> object:
    if value is None:
        raise refuse("empty-field")
    return value


def _as_iso(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


_STRING = {"type": "string", "minLength": 1}
Text = Annotated[str, BeforeValidator(_text), WithJsonSchema(_STRING)]
FiscalYear = Annotated[int, BeforeValidator(_fiscal_year), WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 2475, "maximum": 2700}, _STRING]})]
Score = Annotated[Decimal, BeforeValidator(_score), WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0, "maximum": 100}, _STRING]})]
WholeNumber = Annotated[int, BeforeValidator(_whole_number), WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, _STRING]})]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": ["ใช่", "ไม่"]}]})]
Date = Annotated[datetime.date, BeforeValidator(_thai(dates.parse_date)), WithJsonSchema(_STRING), PlainSerializer(_as_iso)]
Month = Annotated[dates.YearMonth, BeforeValidator(_thai(dates.parse_month)), WithJsonSchema(_STRING)]
_BOTH_ENDS = {"type": "object", "properties": {"start": _STRING, "end": _STRING}, "required": ["start", "end"], "additionalProperties": False}
Period = Annotated[dates.Period, BeforeValidator(_period), WithJsonSchema({"anyOf": [_STRING, _BOTH_ENDS]})]
Status = Annotated[str, BeforeValidator(_status), WithJsonSchema({"enum": [*STATUS_WORDS, *STATUS_WORDS.values()]})]
BEGUN = BeforeValidator(_begun)  # of an optional field: where it stands, it says something
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID.pattern}$"})]
ItemNumber = Annotated[str, BeforeValidator(_item), WithJsonSchema({"type": "string", "pattern": "^[Oo] ?[1-9๑-๙][0-9๐-๙]?$"})]
Reference = Annotated[str, BeforeValidator(_reference), WithJsonSchema({"type": "string", "pattern": "^[0-9๐-๙]{4}/(O[1-9๑-๙][0-9๐-๙]?|(?:IIT|EIT|OIT)/[a-z0-9-]+)$"})]
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Phone = Annotated[str, BeforeValidator(_phone), WithJsonSchema(_STRING)]
Email = Annotated[str, BeforeValidator(_mail), WithJsonSchema(_STRING)]
AnyUrl = Annotated[str, BeforeValidator(_any_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]  # of a computer in the office's own network too
FilePath = Annotated[str, BeforeValidator(_file), WithJsonSchema(_STRING)]
