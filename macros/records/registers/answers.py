"""Which items of the OIT form a register answers. Items have other numbers every year, so they are named by their concept.

A disclosure leads to a register as it leads to any page: ``page: /registers/2564/budget-report/#six-months``. What stands
behind ``#`` is a part of the register; the checks see that the part holds what the item asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.oit.form import Form
from macros.oit.model import Item

# Kind of register → its name, and its parts: the anchors of its page that answer an item.
NAMES = {
    "procurement-plan": "แผนการจัดซื้อจัดจ้าง", "procurement-results": "ผลการจัดซื้อจัดจ้าง", "budget-report": "งบประมาณและการใช้จ่าย",
    "anticorruption-plan": "แผนปฏิบัติการป้องกันการทุจริต", "risk-assessment": "การประเมินความเสี่ยงการทุจริต",
    "complaint-statistics": "สถิติเรื่องร้องเรียนการทุจริต",
}
PARTS = {
    "procurement-plan": {"plan": "รายการในแผน", "progress": "ความก้าวหน้าของรายการในแผน"},
    "procurement-results": {"months": "ผลรายเดือน", "full-year": "ผลทั้งปี"},
    "budget-report": {"plan": "งบประมาณ", "six-months": "การใช้จ่ายรอบ 6 เดือน", "full-year": "การใช้จ่ายทั้งปี"},
    "anticorruption-plan": {"plan": "โครงการในแผน", "six-months": "ผลรอบ 6 เดือน", "full-year": "ผลทั้งปี"},
    "risk-assessment": {"assessment": "ความเสี่ยงและมาตรการ", "actions": "การดำเนินการจัดการความเสี่ยง"},
    "complaint-statistics": {"statistics": "จำนวนเรื่องร้องเรียน"},
}


class Answer(NamedTuple):
    """A part of a kind of register. ``whole``: it alone is what the item asks for, not a part of it among others."""

    kind: str
    part: str
    whole: bool = True


ANSWERS: dict[str, tuple[Answer, ...]] = {
    "procurement_plan": (Answer("procurement-plan", "plan"),),
    "procurement_list": (Answer("procurement-plan", "plan"),),
    "procurement_progress": (Answer("procurement-plan", "progress"), Answer("procurement-results", "months", False)),
    "procurement_list_and_progress": (Answer("procurement-plan", "plan", False), Answer("procurement-plan", "progress", False), Answer("procurement-results", "months", False)),
    "procurement_monthly": (Answer("procurement-results", "months"),),
    "procurement_annual_report": (Answer("procurement-results", "full-year"),),
    "budget_plan": (Answer("budget-report", "plan"),),
    "budget_six_month": (Answer("budget-report", "six-months"),),
    "budget_annual_report": (Answer("budget-report", "full-year"),),
    "annual_action_plan": (Answer("budget-report", "plan", False),),
    "six_month_progress_report": (Answer("budget-report", "six-months", False),),
    "annual_performance_report": (Answer("budget-report", "full-year", False),),
    "plan_and_progress": (Answer("budget-report", "plan", False), Answer("budget-report", "six-months", False)),
    "anticorruption_plan": (Answer("anticorruption-plan", "plan"),),
    "anticorruption_six_month": (Answer("anticorruption-plan", "six-months"),),
    "anticorruption_annual_report": (Answer("anticorruption-plan", "full-year"),),
    "risk_assessment": (Answer("risk-assessment", "assessment"),),
    "risk_management_action": (Answer("risk-assessment", "actions"),),
    "complaint_statistics": (Answer("complaint-statistics", "statistics"),),
}


class Address(NamedTuple):
    """Where a register stands. ``part`` is empty for the page as a whole."""

    year: int
    kind: str
    part: str = ""

    def __str__(self) -> str:
        return f"/registers/{self.year}/{self.kind}/" + (f"#{self.part}" if self.part else "")


def parse(page: str) -> Address | None:
    """The register that an address leads to; None when it is no register's. Nothing says that it exists."""
    path, _, part = page.partition("#")
    pieces = path.strip("/").split("/")
    if len(pieces) == 3 and pieces[0] == "registers" and pieces[1].isdecimal() and pieces[2] in PARTS:
        return Address(int(pieces[1]), pieces[2], part)
    return None


def answers_of(item: Item) -> tuple[Answer, ...]:
    """The parts of registers that answer ``item``, wholly or with others; none for most items."""
    return ANSWERS.get(item.concept, ())


def data_year(form: Form, item: Item) -> int:
    """The fiscal year of the data that ``item`` asks for."""
    return item.data_year or form.fiscal_year


def items_for(form: Form, kind: str, year: int) -> Iterator[tuple[Item, Answer]]:
    """The items of ``form`` that the register of ``kind`` and ``year`` answers, with the part that does."""
    for item in form.items:
        if data_year(form, item) == year:
            yield from ((item, answer) for answer in answers_of(item) if answer.kind == kind)
