"""The types of fields that only registers have: money, ratings, and words of the field that one chooses from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from macros.records.fields import _plain, _text, refuse
from macros.records.meant import suggested
from macros.thai.digits import to_arabic
from macros.thai.fold import typed_one_way

_MONEY = re.compile(r"(?P<sign>[-−–]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,13})(?:\.(?P<part>[0-9]+))?(?:\s*บาท)?")

_TOO_MUCH = re.compile(r"[-−–]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{14,})(?:\.[0-9]+)?(?:\s*บาท)?")  # as is asked only of what is no amount


def _signed_money(value: object) -> Decimal:
    """``1,234,567.00``, ``๑๒๐๐๐ บาท``, ``-500`` → baht, exact to the satang."""
    text = to_arabic(_text(value)).replace("\u00a0", " ")
    match = _MONEY.fullmatch(text)
    if not match and _TOO_MUCH.fullmatch(text):
        raise refuse("money-too-large", value=text)
    if not match:
        raise refuse("money-unreadable", value=text)
    part = match["part"] or ""
    if len(part.rstrip("0")) > 2:
        raise refuse("money-too-precise", value=text)
    amount = Decimal(f"{match['whole'].replace(',', '')}.{part[:2] or '0'}").quantize(Decimal("0.01"))
    return -amount if match["sign"] else amount


def _money(value: object) -> Decimal:
    amount = _signed_money(value)
    if amount < 0:
        raise refuse("money-negative", value=_text(value))
    return amount


def _rating(value: object) -> int:
    text = to_arabic(_plain(value))
    if not re.fullmatch("[1-5]", text):
        raise refuse("rating-out-of-range", value=text)
    return int(text)


def _choice(words: Mapping[str, str], other_words: Mapping[str, str] = {}) -> Callable[[object], str]:
    """The reader of a field that is one of ``words`` (stored form → Thai), in either form, or in ``other_words`` (as documents write
    it → stored form)."""
    known = {_folded(text): stored for stored, text in words.items()} | {_folded(stored): stored for stored in words}
    known |= {_folded(text): stored for text, stored in other_words.items()}

    def read(value: object) -> str:
        text = _plain(value)
        if _folded(text) not in known:
            near = suggested(text, words.values(), 0.5)
            raise refuse("choice-unknown" if near else "choice-not-found", value=text, choices=" · ".join(words.values()), **near)
        return known[_folded(text)]

    return read


def _either(words: Mapping[str, str]) -> WithJsonSchema:
    return WithJsonSchema({"enum": [*words.values(), *words]})


def _folded(text: str) -> str:
    """What two ways of writing one choice have in common."""
    return re.sub(r"^(?:.*โดย)?วิธี|[\s().\-–]", "", typed_one_way(text.lower()))


_AMOUNT = {"anyOf": [{"type": "number"}, {"type": "string", "minLength": 1}]}
_POSITIVE = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "minLength": 1}]}
Money = Annotated[Decimal, BeforeValidator(_money), WithJsonSchema(_POSITIVE)]
SignedMoney = Annotated[Decimal, BeforeValidator(_signed_money), WithJsonSchema(_AMOUNT)]
Rating = Annotated[int, BeforeValidator(_rating), WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": 5}, {"enum": list("12345๑๒๓๔๕")}]})]

# The methods of the Public Procurement Act B.E. 2560 as e-GP names them.
METHOD_WORDS = {
    "e-market": "ตลาดอิเล็กทรอนิกส์ (e-market)", "e-bidding": "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "price-enquiry": "สอบราคา",
    "selection": "คัดเลือก", "specific": "เฉพาะเจาะจง", "design-contest": "ประกวดแบบ", "public-invitation": "ประกาศเชิญชวนทั่วไป",
}
_OTHER_METHODS = {"ตลาดอิเล็กทรอนิกส์": "e-market", "ประกวดราคาอิเล็กทรอนิกส์": "e-bidding"}
Method = Annotated[str, BeforeValidator(_choice(METHOD_WORDS, _OTHER_METHODS)), _either(METHOD_WORDS)]

RISK_LEVEL_WORDS = {"low": "ต่ำ", "medium": "ปานกลาง", "high": "สูง", "extreme": "สูงมาก"}
RiskLevel = Annotated[str, BeforeValidator(_choice(RISK_LEVEL_WORDS)), _either(RISK_LEVEL_WORDS)]
