"""Which pages the records make. One function a kind of page; ``routes`` reads like the site's table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial

from macros.pages import opendata_words
from macros.pages.page import Link, Page
from macros.pages.site_view import SiteView
from macros.pages.views import alphabet
from macros.pages.views.checklist import ItemView
from macros.pages.views.document import OfficialDocument
from macros.pages.views.line import LineView
from macros.pages.views.registers import RegisterView
from macros.records.model import KINDS, Agency, Disclosure, ItaResult, Measure, Plan

HOME = Link("หน้าแรก", "/")
PLANS = Link("แผนและมาตรการ", "/measures/")
RESULTS = Link("ผลประเมิน ITA", "/ita/")
FORMS = Link("การเปิดเผยข้อมูล OIT", "/oit/")
UNITS = Link("หน่วยงาน", "/units/")
REGISTERS = Link("ทะเบียนข้อมูล", "/registers/")


def routes(site: SiteView) -> Iterator[Page]:
    """Every page that is made from records, in a fixed order."""
    pages = [
        *_plans(site), *_results(site), *_traces(site), *_documents(site), *_forms(site), *_registers(site), *_units(site), _data(site), _search(),
    ]
    yield from pages
    yield _index(site, pages)


# ── plans, measures, lines ───────────────────────────────────────────────────────────────────────────────────────────


def _plans(site: SiteView) -> Iterator[Page]:
    yield Page(PLANS.address, "แผนและมาตรการทุกปี", "measures", "plan", "แผน", description="แผนส่งเสริมคุณธรรมและความโปร่งใสของแต่ละปี", breadcrumbs=(HOME, PLANS))
    for year in site.plan_years:
        yield site.page(f"/measures/{year}/", partial(_plan, site, year))
        yield from _measures(site, year)
        yield from (site.page(line.address, partial(_line, site, line.address)) for line in site.records.lines_of(year))


def _plan(site: SiteView, year: int) -> Page:
    plan = site.plan(year)
    return Page(
        address=f"/measures/{year}/", title=plan.title, layout="plan", kind="plan", kind_label="แผน", year=year, wide=True,
        description=plan.about or plan.title, args={"year": year}, breadcrumbs=(HOME, PLANS, _plan_link(year)), item=plan.item,
        toc=(("ตารางแผน", "table"), *_timeline_entry(site, year), *_notes_entry(plan.source_notes), *_since_entry(site, year), CITE),
        file=_file(site, Plan, year),
    )


def _measures(site: SiteView, year: int) -> Iterator[Page]:
    """The measures that have titled lines; a measure that is one line shares the line's page."""
    for measure in site.measures(year):
        if measure.lines[0].id not in (None, measure.id):
            yield site.page(f"/measures/{year}/{measure.id}/", partial(_measure, site, measure))


def _measure(site: SiteView, measure: Measure) -> Page:
    year, lines = measure.fiscal_year, site.lines_of_measure(measure)
    before, after = site.links_around_measure(year, measure.id)
    return Page(
        address=f"/measures/{year}/{measure.id}/", title=measure.title, layout="measure", kind="measure", kind_label="มาตรการ",
        year=year, description=measure.about or measure.title, units=_units_of(lines), file=lines[0].entry.document.file,
        args={"measure": measure, "lines": lines, "before": before, "after": after},
        breadcrumbs=(HOME, PLANS, _plan_link(year), Link(f"มาตรการที่ {measure.number}", f"/measures/{year}/{measure.id}/")),
    )


def _line(site: SiteView, address: str) -> Page:
    line = site.line_at(address)
    above = () if line.is_whole_measure else (Link(f"มาตรการที่ {line.measure.number}", line.measure_link.address),)
    name = f"มาตรการที่ {line.number}" if line.is_whole_measure else f"รายการที่ {line.number}"
    return Page(
        address=line.address, title=line.title, layout="line", kind="line", kind_label="รายการตามแผน", year=line.fiscal_year,
        description=line.summary, args={"line": line}, units=line.line.responsible,
        breadcrumbs=(HOME, PLANS, _plan_link(line.fiscal_year), *above, Link(name, line.address)),
        file=line.entry.document.file, item=line.items[0].title.split()[0] if line.items else None, wide=True,
    )


# ── results, traces ──────────────────────────────────────────────────────────────────────────────────────────────────


def _results(site: SiteView) -> Iterator[Page]:
    yield Page(RESULTS.address, "ผลประเมิน ITA ทุกปี", "results", "ita", "ผลประเมิน", description="ผลการประเมินคุณธรรมและความโปร่งใสของแต่ละปี", breadcrumbs=(HOME, RESULTS))
    yield from (site.page(f"/ita/{year}/", partial(_result, site, year)) for year in site.result_years)


def _result(site: SiteView, year: int) -> Page:
    result = site.result_view(year)
    total = f"{result.total:.2f} คะแนน ระดับ {result.level}" if result.total is not None else "ยังไม่มีคะแนนรวม"
    return Page(
        address=result.address, title=f"ผลประเมิน ITA ปี {year}", layout="result", kind="ita", kind_label="ผลประเมิน", year=year,
        description=f"ผลการประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ {year} {total}", args={"year": year}, wide=True,
        breadcrumbs=(HOME, RESULTS, Link(f"ปี {year}", result.address)), file=_file(site, ItaResult, year),
        toc=(("คะแนนรายตัวชี้วัด", "indicators"), ("จุดอ่อนจากการสำรวจ", "weak"), ("ข้อ OIT ที่ไม่ผ่าน", "failed"), ("แก้ข้อไหนได้กี่คะแนน", "worth"), ("แหล่งที่มา", "source"), CITE),
    )


def _traces(site: SiteView) -> Iterator[Page]:
    return (site.page(f"/trace/{year}/", partial(_trace, site, year)) for year in site.plan_years)


def _trace(site: SiteView, year: int) -> Page:
    here = Link("ตารางเชื่อมโยง", f"/trace/{year}/")
    return Page(
        address=here.address, title=f"ตารางเชื่อมโยงปี {year}", layout="trace", kind="trace", kind_label="ตารางเชื่อมโยง", year=year,
        description=f"จุดอ่อนและข้อที่ไม่ผ่านแต่ละเรื่อง แก้ด้วยรายการใดของแผนปี {year}", args={"year": year}, wide=True,
        breadcrumbs=(HOME, PLANS, _plan_link(year), here), file=_file(site, Plan, year),
    )


def _documents(site: SiteView) -> Iterator[Page]:
    """The plan of a year as a document for paper; the search leads to the plan itself."""
    return (site.page(f"/print/{year}/", partial(_document, site, year)) for year in site.plan_years)


def _document(site: SiteView, year: int) -> Page:
    here = Link("ฉบับพิมพ์", f"/print/{year}/")
    return Page(
        address=here.address, title=f"{site.plan(year).title} (ฉบับพิมพ์)", layout="print", kind="print", kind_label="ฉบับพิมพ์", year=year,
        description=f"แผนปี {year} ในรูปแบบเอกสารราชการ สำหรับพิมพ์บนกระดาษ A4", args={"year": year, "document": OfficialDocument(site, year)},
        breadcrumbs=(HOME, PLANS, _plan_link(year), here), file=_file(site, Plan, year),
        wide=True, searchable=False,
    )


# ── OIT forms ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _forms(site: SiteView) -> Iterator[Page]:
    yield Page(FORMS.address, "การเปิดเผยข้อมูล OIT ทุกปี", "checklists", "oit", "แบบ OIT", description="แบบตรวจการเปิดเผยข้อมูลสาธารณะของแต่ละปี", breadcrumbs=(HOME, FORMS))
    for year in site.oit_years:
        here = Link(f"ปี {year}", f"/oit/{year}/")
        yield site.page(here.address, partial(_checklist, site, year, here))
        yield from (site.page(item.address, partial(_item, site, item, here)) for item in site.checklist(year).items)


def _checklist(site: SiteView, year: int, here: Link) -> Page:
    checklist = site.checklist(year)
    return Page(
        address=here.address, title=f"แบบ OIT ปี {year}", layout="checklist", kind="oit", kind_label="แบบ OIT", year=year,
        description=f"แบบตรวจการเปิดเผยข้อมูลสาธารณะ {len(checklist.items)} ข้อของปี {year} ข้อใดเผยแพร่แล้ว",
        args={"year": year}, breadcrumbs=(HOME, FORMS, here), wide=True, file=_file(site, Plan, year) or _file(site, ItaResult, year),
    )


def _item(site: SiteView, item: ItemView, above: Link) -> Page:
    """The result matters as well: an item's page says whether it failed."""
    return Page(
        address=item.address, title=item.title, layout="item", kind="oit-item", kind_label="ข้อ OIT", year=item.year,
        description=f"{item.title} แบบ OIT ปี {item.year} ต้องมีอะไร และเผยแพร่ที่ใด", args={"item": item},
        breadcrumbs=(HOME, FORMS, above, Link(item.item.id, item.address)), item=item.item.id, units=(item.disclosure.unit,) if item.disclosure else _units_of(item.lines),
        empty=item.state == "missing" and not item.is_plan,
        file=_file(site, Disclosure, item.year, item.item.id) or next((line.entry.document.file for line in item.lines), "") or _file(site, ItaResult, item.year),
    )


# ── registers ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _registers(site: SiteView) -> Iterator[Page]:
    """Pages only where there is a register: the year of each is that of its figures."""
    about = "การจัดซื้อจัดจ้าง งบประมาณ แผนป้องกันการทุจริต ความเสี่ยง และเรื่องร้องเรียน เป็นตาราง"
    years = tuple(reversed(site.register_years))
    if years:
        yield Page(REGISTERS.address, "ทะเบียนข้อมูลทุกปี", "registers", "register", "ทะเบียนข้อมูล", description=about, args={"years": years}, breadcrumbs=(HOME, REGISTERS), file=_register_file(site, years))
    for year in years:
        here = Link(f"ปี {year}", f"/registers/{year}/")
        yield Page(
            here.address, f"ทะเบียนข้อมูลปี {year}", "registers", "register", "ทะเบียนข้อมูล", description=f"{about} ปีงบประมาณ {year}", args={"years": (year,)},
            breadcrumbs=(HOME, REGISTERS, here), year=year, file=_register_file(site, (year,)),
        )
        yield from (_register(register, here) for register in site.registers(year))


def _register_file(site: SiteView, years: Iterable[int]) -> str:
    return next((entry.document.file for year in years for register in site.registers(year) for entry in register.entries), "")


def _register(register: RegisterView, above: Link) -> Page:
    return Page(
        register.address, register.title, "register", "register", "ทะเบียนข้อมูล", description=register.about, args={"register": register}, year=register.year,
        breadcrumbs=(HOME, REGISTERS, above, Link(register.name, register.address)), units=register.units, wide=True,
        toc=(*register.toc, ("ที่มาของข้อมูล", "source"), ("ดาวน์โหลด", "download"), CITE), file=register.entries[0].document.file,
    )


# ── units, data, search, index ───────────────────────────────────────────────────────────────────────────────────────


def _units(site: SiteView) -> Iterator[Page]:
    yield Page(UNITS.address, "งานของแต่ละหน่วยงาน", "units", "unit", "หน่วยงาน", description="แต่ละหน่วยงานต้องทำอะไร ภายในเมื่อใด", breadcrumbs=(HOME, UNITS), file=_file(site, Agency))
    yield from (site.page(f"/units/{unit.id}/", partial(_unit, site, unit.id)) for unit in site.units)


def _unit(site: SiteView, unit_id: str) -> Page:
    unit, view = site.unit(unit_id), site.unit_view(unit_id)
    above = (view.parent,) if view.parent else ()
    return Page(
        address=view.address, title=unit.name, layout="unit", kind="unit", kind_label="หน่วยงาน", units=(unit.id,), wide=True,
        description=f"{unit.name} ต้องทำอะไร ภายในเมื่อใด รับผิดชอบ {view.count} รายการ", args={"id": unit.id},
        breadcrumbs=(HOME, UNITS, *above, Link(unit.name, view.address)), file=_file(site, Agency), short=unit.short_name or "",
    )


def _data(site: SiteView) -> Page:
    return Page(
        "/data/", "ข้อมูลเปิด", "data", "data", "ข้อมูลเปิด", description="ดาวน์โหลดข้อมูลทุกอย่างของเว็บไซต์นี้เป็น JSON และ CSV",
        args={"years": opendata_words.years(site), "fields": opendata_words.FIELDS, "kinds": tuple(sorted(KINDS))}, breadcrumbs=(HOME, Link("ข้อมูลเปิด", "/data/")),
        toc=(("ไฟล์", "files"), ("ช่องข้อมูลของรายการตามแผน", "fields"), ("รูปแบบของไฟล์บันทึก", "records"), ("การใช้ข้อมูล", "terms")), wide=True,
    )


def _search() -> Page:
    return Page("/search/", "ค้นหา", "search", "search", "ค้นหา", breadcrumbs=(HOME, Link("ค้นหา", "/search/")), searchable=False)


def _index(site: SiteView, pages: list[Page]) -> Page:
    """Every page in dictionary order, those of ``content/`` and itself included."""
    here = Page("/a-z/", "ดัชนี ก–ฮ", "a-z", "index", "ดัชนี", description="ทุกหน้าของเว็บไซต์นี้ เรียงตามพจนานุกรม", breadcrumbs=(HOME, Link("ดัชนี ก–ฮ", "/a-z/")), lists=True, wide=True)
    entries = [_entry(page) for page in (*pages, here)]
    entries += [alphabet.Entry(link.title, link.address, "หน้าเว็บ") for link in site.written]
    return replace(here, args={"letters": alphabet.letters(tuple(entries))})


def _entry(page: Page) -> alphabet.Entry:
    """An item stands under the words of its title, and its number tells which it is."""
    if page.layout == "item":
        return alphabet.Entry(page.title.removeprefix(f"{page.item} "), page.address, f"ข้อ {page.item}", page.year)
    return alphabet.Entry(page.title, page.address, page.kind_label, page.year)


# ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

CITE = ("อ้างอิงหน้านี้", "cite")


@lru_cache(maxsize=1 << 6)  # every page of a year has it
def _plan_link(year: int) -> Link:
    return Link(f"แผนปี {year}", f"/measures/{year}/")


def _timeline_entry(site: SiteView, year: int) -> tuple[tuple[str, str], ...]:
    """A new year's plan has no lines, and so no section for them."""
    return (("เส้นเวลาของปี", "timeline"),) if site.lines(year) else ()


def _since_entry(site: SiteView, year: int) -> tuple[tuple[str, str], ...]:
    return (("เปลี่ยนแปลงหลังเห็นชอบ", "since-adopted"),) if site.dated(f"/measures/{year}/").adopted else ()


def _notes_entry(notes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (("หมายเหตุเกี่ยวกับเอกสารต้นฉบับ", "notes"),) if notes else ()


def _units_of(lines: tuple[LineView, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for line in lines for unit in line.line.responsible))


def _file(site: SiteView, kind: type, year: int | None = None, record_id: str | None = None) -> str:
    """The file of a record, '' where there is none."""
    return next(iter(site.records.files(kind).get((year, record_id), ())), "")
