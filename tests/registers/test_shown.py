"""What the pages and the open data of the fictional agency's registers say, and what is withheld until executives approve."""

import csv
import io
import json
from datetime import datetime

import pytest
from openpyxl import load_workbook
from pydantic import TypeAdapter

from macros.history import describe
from macros.history.model import THAI_TIME, Change
from macros.history.values import values_of
from macros.history.view import address_of, addresses_showing
from macros.pages.render import render_page
from macros.pages.routes import routes
from macros.pages.site_view import SiteInfo, SiteView
from macros.records.disclosed import published
from macros.records.load import load
from macros.records.registers import REGISTERS
from macros.site.data.datafiles import contents
from macros.site.data.exports import registers
from tests.pages.html import parse
from tests.registers.register_files import records_of, register


def text_of(site, kind):
    page = next(page for page in routes(site) if page.address == f"/registers/2567/{kind}/")
    return " ".join(parse(render_page(site, page)).text.split())


@pytest.mark.parametrize(("kind", "sentences"), {
    "procurement-plan": ["9,350,000.00", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "4,800,000.00 (1 รายการ)", "ตอบข้อ OIT O14 ปี 2567 · O16 ปี 2567"],
    "procurement-results": ["6,304,800.00", "กุมภาพันธ์ 2567 · ไม่มีการจัดซื้อจัดจ้าง", "บริษัท ทางหลวงสมมติ จำกัด 4,735,000.00", "ยังไม่มีข้อมูล"],
    "budget-report": ["19,487,320.25", "29,012,679.75", "ร้อยละ 40.18 ของงบประมาณ", "−150,000.00", "47.23%", "ยังไม่มีข้อมูลการใช้จ่ายของช่วงนี้"],
    "anticorruption-plan": ["145,000.00", "มิติที่ 1 สร้างวัฒนธรรมสุจริต", "ร้อยละ 46.00 ของงบประมาณ", "ที่ประชุมคณะผู้บริหาร เมื่อ 3 ตุลาคม 2565"],
    "risk-assessment": ["3 × 5 = 15", "สูงมาก 15", "1 เรื่อง (คะแนน 15–25)", "ยังไม่มีการดำเนินการที่บันทึกไว้", "ตอบข้อ OIT O30 ปี 2567"],
    "complaint-statistics": ["รับ 3 แล้วเสร็จ 2 ดำเนินการ 1", "ม.ค. 2567 · ไม่มีเรื่องร้องเรียน", "ข้อมูล ณ วันที่ 31 มีนาคม 2567"],
}.items())  # fmt: skip
def test_pages_say_it(fictional, kind, sentences):
    text = text_of(fictional, kind)
    assert [sentence for sentence in sentences if sentence not in text] == []
    assert "ที่มาของข้อมูล" in text and "ผู้รับผิดชอบ" in text


@pytest.mark.parametrize(("kind", "cells"), {
    "procurement-plan": [("รวม 5 รายการ", None, None), ("9,350,000.00", "งบประมาณ", "บาท")],
    "procurement-results": [("รวม 6 รายการ", None, None), ("6,483,000.00", "วงเงิน", "บาท"), ("6,304,800.00\u00a0บาท", "ราคาตกลง", None)],
}.items())  # fmt: skip
def test_a_total_says_what_it_counts_on_a_card_too(fictional, kind, cells):
    """On a phone a value has no column above it: only its label and its unit say what it is."""
    page = next(page for page in routes(fictional) if page.address == f"/registers/2567/{kind}/")
    foot = next(parse(render_page(fictional, page)).all("tfoot"))
    shown = [(cell.text, cell.attributes.get("data-label"), cell.attributes.get("data-unit")) for cell in foot.all("th", "td") if cell.text]
    assert [cell for cell in cells if cell not in shown] == [], shown


def test_the_checklist_shows_what_registers_answer(fictional):
    assert [fictional.item(2567, item).state for item in ("O14", "O16", "O30", "O32")] == ["published"] * 4
    assert [place.address for place in fictional.item(2567, "O16").all_places] == ["/registers/2567/procurement-plan/#progress", "/registers/2567/procurement-results/#months"]


# ---- open data -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(fictional):
    return dict(contents(registers.groups(fictional)))


def test_each_register_has_its_files(fictional, files):
    assert set(files) == registers.names(fictional) and len(files) == 3 * len(REGISTERS)


@pytest.mark.parametrize("kind", REGISTERS)
def test_the_data_are_of_their_schema(files, kind):
    data = json.loads(files[f"data/{kind}-2567.json"])
    TypeAdapter(registers.exported_type(kind)).validate_python(data)
    schema = json.loads(registers.schemas()[f"export-{kind}.json"])
    named = {name for part in schema["$defs"].values() for name in part.get("properties", {})}
    assert {name for row in data[0]["rows"] for name in row} | set(data[0]) <= named


def table(files, kind):
    rows = list(csv.DictReader(io.StringIO(files[f"data/{kind}-2567.csv"].decode("utf-8-sig"), newline="")))
    return [{name.rpartition("(")[2].rstrip(")"): value for name, value in row.items()} for row in rows]


def test_sheets_hold_the_figures(files):
    budget = table(files, "budget-report")
    assert sum(float(row["spent"]) for row in budget) == 19_487_320.25 and budget[1]["transfers"] == "-150000.00"
    assert budget[0]["spending"].split("\n")[0] == "ต.ค. 2566 – ธ.ค. 2566 | 2901450.00"
    risk = table(files, "risk-assessment")[0]
    assert (risk["score"], risk["level"], risk["unit"]) == ("15", "สูงมาก", "งานพัสดุและทรัพย์สิน กองคลัง")
    contract = table(files, "procurement-results")[3]
    assert (contract["month"], contract["method"], contract["price"]) == ("ธ.ค. 2566", "เฉพาะเจาะจง", "388000.00")


def test_excel_can_add_up(files):
    sheet = load_workbook(io.BytesIO(files["data/procurement-plan-2567.xlsx"])).active
    place = [cell.value for cell in sheet[1]].index("งบประมาณ (budget)")
    assert sum(row[place].value for row in sheet.iter_rows(min_row=2)) == 9_350_000


# ---- history, approval -----------------------------------------------------------------------------------------------

WHEN = datetime(2021, 4, 1, 12, tzinfo=THAI_TIME)
RISK = {"id": "fuel", "title": "เบิกน้ำมันเกิน", "process": "การใช้รถ", "likelihood": "4", "impact": "2", "added_measure": "ตรวจทุกเดือน", "unit": "finance", "period": "ต.ค. 2563"}
CONTRACT = {"id": "c1", "month": "ต.ค. 2563", "title": "ซื้อวัสดุ", "budget": "1,000.00", "method": "เฉพาะเจาะจง", "winner": "ร้านสมมติ", "price": "900.00"}


def change(kind, field, before, after):
    rows = {"risk-assessment": "risks", "procurement-results": "contracts"}[kind]
    old, new = ({value.kind: value for value in values_of("measures/x.yml", register(kind, **{rows: [row]}))} for row in (before, after))
    name = {"risks": "risk", "contracts": "contract"}[rows]
    assert {key for key in old[name].fields if old[name].fields[key] != new[name].fields[key]} == {field}
    return new[name].key, describe(Change(WHEN, "0" * 40, "changed", old[name], new[name]))


def test_changes_of_rows_are_told_in_thai_and_lead_to_the_row():
    key, words = change("procurement-results", "price", CONTRACT, {**CONTRACT, "price": "1,950.50"})
    assert words == "ราคาที่ตกลงของ “ซื้อวัสดุ” (ตุลาคม 2563) เปลี่ยนจาก 900.00 เป็น 1,950.50"
    assert address_of(key) == "/registers/2564/procurement-results/#row-c1" and "/registers/2564/procurement-results/" in addresses_showing(key)
    _, words = change("procurement-results", "method", CONTRACT, {**CONTRACT, "method": "คัดเลือก"})
    assert words == "วิธีซื้อหรือจ้างของ “ซื้อวัสดุ” (ตุลาคม 2563) เปลี่ยนจาก เฉพาะเจาะจง เป็น คัดเลือก"
    _, words = change("risk-assessment", "likelihood", RISK, {**RISK, "likelihood": "2"})
    assert words == "โอกาสเกิดของ “เบิกน้ำมันเกิน” (การใช้รถ) เปลี่ยนจาก 4 เป็น 2"


def test_a_register_waits_for_approval():
    approved = {"by": "ปลัดเทศบาล", "on": "1 เมษายน 2564"}
    files = {"measures/a.yml": register("risk-assessment", risks=[RISK]), "measures/b.yml": register("procurement-results", approved=approved, contracts=[CONTRACT])}
    records, problems = load(files)
    assert problems == []
    assert [kind for _, kind in published(records, "required").registers] == ["procurement-results"]
    assert len(published(records, "optional").registers) == len(published(records, "required", preview=True).registers) == 2



def test_nothing_is_said_and_not_left_blank():
    none = {"text": "ปีนี้ไม่มี", "on": "30 กันยายน 2564"}
    expense = {"id": "e", "title": "งบกลาง", "approved": "0"}
    project = {"id": "a", "title": "อบรม", "dimension": "มิติที่ 1", "unit": "clerk", "budget": "0", "period": "ต.ค. 2563"}
    records = records_of(
        register("complaint-statistics", none=none), register("procurement-plan", none=none), register("procurement-results", months_without=["ต.ค. 2563"]),
        register("budget-report", expenses=[expense]), register("anticorruption-plan", title="แผน", projects=[project]),
    )
    site = SiteView(records, SiteInfo("เว็บทดสอบ"))
    pages = {page.address: " ".join(parse(render_page(site, page)).text.split()) for page in routes(site) if page.layout == "register"}
    said = {"complaint-statistics": "ปีนี้ไม่มี ณ วันที่ 30 กันยายน 2564", "procurement-plan": "ปีนี้ไม่มี ณ วันที่ 30 กันยายน 2564", "procurement-results": "ตุลาคม 2563 · ไม่มีการจัดซื้อจัดจ้าง",
        "budget-report": "ยังไม่มีข้อมูลการใช้จ่ายของช่วงนี้", "anticorruption-plan": "ยังไม่มีผลการดำเนินงานของรอบนี้"}  # fmt: skip
    assert [kind for kind, words in said.items() if words not in pages[f"/registers/2564/{kind}/"]] == []
    assert dict(contents(registers.groups(site))).keys() == registers.names(site)
