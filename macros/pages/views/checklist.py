"""The OIT form of a year as pages show it: what each item asks, where it is met, what failed and what repairs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from macros.oit import forms
from macros.oit.forms import Form, Group, Item
from macros.pages.page import Link

if TYPE_CHECKING:
    from macros.pages.site_view import SiteView
    from macros.pages.views.line import LineView

STATES = {"published": "เผยแพร่แล้ว", "not-here": "ยังไม่เผยแพร่ที่นี่"}


@dataclass(frozen=True)
class ItemView:
    """An item of the form of ``year`` with all that the site knows of it."""

    site: SiteView
    year: int
    item: Item

    @property
    def address(self) -> str:
        return f"/oit/{self.year}/{self.item.id.lower()}/"

    @property
    def title(self) -> str:
        return f"{self.item.id} {self.item.title}"

    @property
    def is_plan(self) -> bool:
        """True when the plan of this year is what the item asks for."""
        return self.year in self.site.plan_years and self.site.plan(self.year).item == self.item.id

    @property
    def state(self) -> str:
        return "published" if self.is_plan else "not-here"

    @property
    def state_word(self) -> str:
        return STATES[self.state]

    @property
    def failed(self) -> bool:
        """It failed in the recorded result of this very year."""
        return self.year in self.site.result_years and self.item.id in self.site.result(self.year).failed_items

    @property
    def passed(self) -> bool:
        """A result of this year is recorded and does not name the item among the failed ones."""
        return self.year in self.site.result_years and not self.failed

    @cached_property
    def repaired_by(self) -> tuple[LineView, ...]:
        """Lines, of whatever plan, that repair this item's failure."""
        return self.site.repairing(f"{self.year}/{self.item.id}")

    @cached_property
    def prepared_by(self) -> tuple[LineView, ...]:
        """Lines of this year's plan that repair an earlier failure of what this item asks for."""
        return self.site.preparing(self.year, self.item.id)

    @cached_property
    def other_years(self) -> tuple[tuple[int, Link], ...]:
        """The same concept in the other forms that have a page here."""
        return self.site.same_item(self.year, self.item)

    @property
    def period_word(self) -> str:
        return PERIODS.get(self.item.period, "")

    @property
    def kind_word(self) -> str:
        return KINDS.get(self.item.kind, "")


PERIODS = {
    "current": "ข้อมูลที่เป็นปัจจุบัน",
    "current_year": "ข้อมูลของปีที่ประเมิน",
    "first_half": "ข้อมูล 6 เดือนแรกของปีที่ประเมิน (ตุลาคม – มีนาคม)",
    "previous_year": "ข้อมูลของปีก่อนปีที่ประเมิน",
    "multi_year_covering": "แผนหลายปีที่มีผลครอบคลุมปีที่ประเมิน",
    "analysis_of_previous_year": "วิเคราะห์ผลของปีก่อน เพื่อใช้ในปีที่ประเมิน",
}
KINDS = {"page": "หน้าเว็บ", "document": "เอกสาร", "channel": "ช่องทางบริการ"}


@dataclass(frozen=True)
class Checklist:
    """The whole form of a year, in its groups."""

    site: SiteView
    form: Form

    @property
    def year(self) -> int:
        return self.form.fiscal_year

    @cached_property
    def groups(self) -> tuple[tuple[Group, tuple[ItemView, ...]], ...]:
        return tuple((group, tuple(self.site.item(self.year, item.id) for item in group.items)) for group in self.form.groups)

    @cached_property
    def items(self) -> tuple[ItemView, ...]:
        return tuple(item for _, items in self.groups for item in items)

    @property
    def published(self) -> int:
        return sum(item.state == "published" for item in self.items)

    @property
    def failed(self) -> tuple[ItemView, ...]:
        return tuple(item for item in self.items if item.failed)


def word_of_confidence(confidence: str) -> str:
    """The Thai word for how well a fact is known, from the forms' own legend."""
    return forms.legend()["confidence"][confidence]["th"]
