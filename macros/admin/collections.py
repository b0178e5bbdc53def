"""Which records lie together in the editor's list, where their files lie, and how a new one's file is called."""

from __future__ import annotations

from typing import Any

from macros.admin import forms
from macros.records.model import KINDS
from macros.records.registers import REGISTERS

FORMAT = "prongsai"  # registered by client/90-start.js: YAML as a careful person writes it

_ICONS = {
    "agency": "apartment", "measure": "checklist", "plan": "assignment", "ita-result": "monitoring", "disclosure": "fact_check",
    "procurement-plan": "shopping_cart", "procurement-results": "receipt_long", "budget-report": "payments", "anticorruption-plan": "gavel",
    "risk-assessment": "warning", "complaint-statistics": "campaign",
}
_LABELS = {
    "agency": "หน่วยงาน", "measure": "มาตรการและความคืบหน้า", "plan": "แผนของแต่ละปี", "ita-result": "ผลประเมิน ITA",
    "disclosure": "การเปิดเผยข้อมูล OIT", "procurement-plan": "แผนจัดซื้อจัดจ้าง", "procurement-results": "ผลจัดซื้อจัดจ้าง",
    "budget-report": "การใช้งบประมาณ", "anticorruption-plan": "แผนป้องกันการทุจริต", "risk-assessment": "ความเสี่ยงการทุจริต",
    "complaint-statistics": "สถิติเรื่องร้องเรียน",
}
_ONE = {"measure": "มาตรการ", "disclosure": "ข้อ OIT ที่เปิดเผย", "plan": "แผน", "ita-result": "ผลประเมิน ITA", "agency": "หน่วยงาน"}
_FIRST = ("measure", "disclosure", "plan", "ita-result", "agency")
# Kind → (folder below the year, name of the file): what the program's own commands write. Without an entry: the year's folder, the record's id.
_FILES = {"plan": ("", "plan"), "ita-result": ("", "ita"), "disclosure": ("disclosures/", "{{item}}")}


def collections(year: int | None) -> list[dict[str, Any]]:
    """One for each kind of record, those that change most often first. ``year``: the fiscal year that new records are of."""
    known = sorted(KINDS, key=lambda kind: (_FIRST.index(kind) if kind in _FIRST else len(_FIRST) - 1.5, kind))
    return [_yearly(kind, year) if _has_year(kind) else _single(kind) for kind in known]


def label(kind: str) -> str:
    return _LABELS.get(kind) or forms.title(KINDS[kind])


def _has_year(kind: str) -> bool:
    return "fiscal_year" in KINDS[kind].model_fields


def _single(kind: str) -> dict[str, Any]:
    """A kind of which a site has one file."""
    file = {"name": kind, "label": label(kind), "file": f"measures/{kind}.yml", "format": FORMAT, "fields": forms.form(kind)}
    return {**_common(kind), "files": [file]}


def _yearly(kind: str, year: int | None) -> dict[str, Any]:
    folder, slug = _file_of(kind)
    return {
        **_common(kind), "folder": "measures", "path": f"{{{{fiscal_year}}}}/{folder}{{{{slug}}}}", "slug": {"template": slug, "editable": False},
        "format": FORMAT, "extension": "yml", "filter": {"field": "kind", "value": kind}, "identifier_field": _name_of(kind),
        "summary": _summary(kind), "create": True, "delete": False, "duplicate": False, "sortable_fields": _sorting(kind),
        "view_groups": {"default": "year", "groups": [{"name": "year", "label": "ปีงบประมาณ", "field": "fiscal_year"}]},
        "media_folder": "/content/files/{{dirname}}", "public_folder": "/files/{{dirname}}",
        "fields": forms.form(kind, {"fiscal_year": str(year)} if year else {}),
    }  # fmt: skip


def _common(kind: str) -> dict[str, Any]:
    return {
        "name": kind, "label": label(kind), "label_singular": _ONE.get(kind) or label(kind), "icon": _ICONS.get(kind, "receipt_long"),
        "editor": {"preview": False},
    }  # fmt: skip


def _file_of(kind: str) -> tuple[str, str]:
    if kind in _FILES:
        return _FILES[kind]
    if kind in REGISTERS:
        return "registers/", kind
    own = KINDS[kind].model_fields.get("id")
    return "", "{{id}}" if own and own.is_required() else kind


def _name_of(kind: str) -> str:
    return next(name for name in ("title", "name", "item", "id", "fiscal_year") if name in KINDS[kind].model_fields)


def _summary(kind: str) -> str:
    names = KINDS[kind].model_fields
    parts: list[str] = [name for name in ("number", "item", "title") if name in names and not (name == "item" and "title" in names)] or ["fiscal_year"]
    return " · ".join(f"{{{{fields.{name}}}}}" for name in parts) + (" (ปี {{fields.fiscal_year}})" if parts != ["fiscal_year"] else "")


def _sorting(kind: str) -> dict[str, Any]:
    names = [name for name in ("fiscal_year", "number", "item", "title") if name in KINDS[kind].model_fields]
    return {"fields": names, "default": {"field": "fiscal_year", "direction": "descending"}}
