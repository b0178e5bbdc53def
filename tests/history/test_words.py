"""Changes in words, one case an entry of ``cases/describe.yml``; what pages and the feed make of them."""

import xml.etree.ElementTree as ET
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from history_repository import MEASURE, PLAN

from macros.history import Change, describe, folded, read
from macros.history.adoption import since_adoption
from macros.history.feed import Publisher, atom
from macros.history.model import THAI_TIME
from macros.history.moves import followed
from macros.history.reasons import Reason, told
from macros.history.values import values_of
from macros.history.view import Gone, address_of, by_address, days
from macros.history.words import MODELS, NOUNS, field_title, fields_shown
from macros.ledger import fixed
from macros.records.load import load
from macros.site.build import site_files
from macros.site.content.headings import heading_id
from macros.site.expand import former
from macros.site.making.assets import Assets
from macros.site.project import load_project
from tests.conftest import FICTIONAL

CASES = yaml.load((Path(__file__).parent / "cases" / "describe.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
WHEN = datetime(2024, 2, 1, 12, tzinfo=THAI_TIME)

# A sound record of each kind; a case puts its fields over it.
_LINE = {"id": "m1-1", "title": "ประชุม", "steps": ["เชิญ"], "responsible": ["clerk"], "period": "ต.ค. 2566", "follow_up": "รายงาน"}
_MEASURE = {"kind": "measure", "id": "m1", "fiscal_year": "2567", "number": "1", "title": "มาตรการตัวอย่าง"}
_ELEMENT = {"element": "e1", "places": [{"page": "/"}]}
_REGISTER = {"as_of": "30 กันยายน 2567", "unit": "clerk", "source": {"system": "ทะเบียนตัวอย่าง"}}
_EXPENSE = {"id": "personnel", "title": "งบบุคลากร", "approved": "1,000.00"}
_PROJECT = {"id": "training", "title": "อบรม", "dimension": "มิติที่ 1", "unit": "clerk", "budget": "0", "period": "ต.ค. 2566"}
_COUNT = {"id": "q1", "period": "ต.ค.–ธ.ค. 2566", "subject": "การให้บริการ", "received": "1", "done": "0"}
_CONTRACT = {"id": "c1", "month": "ต.ค. 2566", "title": "ซื้อวัสดุ", "budget": "1,000.00", "method": "เฉพาะเจาะจง", "winner": "ร้านสมมติ", "price": "900.00"}
_ROWS = {
    "contract": ("procurement-results", "contracts", _CONTRACT), "expense": ("budget-report", "expenses", _EXPENSE), "project": ("anticorruption-plan", "projects", _PROJECT), "complaint-count": ("complaint-statistics", "counts", _COUNT),
}
UNITS = {"clerk": "สำนักปลัด", "law": "งานนิติการ"}
_DISCLOSURE = {"kind": "disclosure", "fiscal_year": "2567", "item": "O42", "answer": "มี", "unit": "clerk"}


def record_of(kind, fields):
    if kind == "line":
        return {**_MEASURE, "lines": [{**_LINE, **fields}]}
    if kind == "element":
        return {**_DISCLOSURE, "elements": [{**_ELEMENT, **fields}]}
    if kind in _ROWS:
        register, name, row = _ROWS[kind]
        return {"kind": register, "fiscal_year": "2567", **_REGISTER, name: [{**row, **fields}]}
    base = {"plan": {"title": "แผนตัวอย่าง"}, "ita-result": {}, "disclosure": _DISCLOSURE,
            "budget-report": {**_REGISTER, "expenses": [_EXPENSE]}, "anticorruption-plan": {**_REGISTER, "projects": [_PROJECT]}}[kind]
    return {"kind": kind, "fiscal_year": "2567", **base, **fields}


def value_of(kind, fields):
    if fields is None:
        return None
    found = values_of("measures/x.yml", yaml.safe_dump(record_of(kind, fields), allow_unicode=True).encode())
    return next(value for value in found if value.kind == kind)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    before, after = value_of(case["kind"], case.get("before")), value_of(case["kind"], case.get("after"))
    what = "added" if before is None else "removed" if after is None else "changed"
    assert describe(Change(WHEN, "0" * 40, what, before, after), UNITS) == case["words"]


LONG = "รายงานผลในที่ประชุมคณะผู้บริหาร พนักงาน และลูกจ้าง ประจำเดือนเมษายน 2567"


@pytest.mark.parametrize(("kind", "before", "after", "values"), [
    ("line", {"follow_up": LONG}, {"follow_up": "รายงานในที่ประชุม"}, [("การติดตามผล", (LONG,), ("รายงานในที่ประชุม",))]),
    ("line", {"steps": ["เชิญ", "ประชุม", "สรุป"]}, {"steps": ["เชิญทุกกอง", "ประชุม"]}, [("ขั้นตอน", ("เชิญ", "สรุป"), ("เชิญทุกกอง",))]),
    ("line", {"steps": ["เชิญ", "ประชุม"]}, {"steps": ["ประชุม", "เชิญ"]}, [("ขั้นตอน", ("เชิญ", "ประชุม"), ("ประชุม", "เชิญ"))]),
    ("line", {"official_text": LONG}, {}, [("ข้อความทางการ", (LONG,), ())]),
    ("element", {}, {"places": [{"page": "/a/", "note": "ตาราง"}]}, [("ที่ที่เปิดเผย", ("/",), ("/a/ · ตาราง",))]),
    ("line", {"status": "done", "title": LONG, "period": "ต.ค. 2566"}, {"status": "unknown", "title": LONG + " อีก", "period": "พ.ย. 2566"}, []),
    ("line", {"responsible": ["clerk"]}, {"responsible": ["law"]}, []),
])
def test_what_no_sentence_quotes_is_given_as_it_was_and_is(kind, before, after, values):
    assert list(folded(Change(WHEN, "0", "changed", value_of(kind, before), value_of(kind, after)), UNITS)) == values


def test_a_page_that_changed():
    before, after = (values_of("content/about.md", f"---\ntitle: เกี่ยวกับ\n---\n{text}\n".encode())[0] for text in "กข")
    assert describe(Change(WHEN, "0", "changed", before, after)) == "แก้ไขหน้า “เกี่ยวกับ”"


def test_every_kind_and_field_has_a_name():
    assert set(MODELS) <= set(NOUNS)
    assert all(field_title(kind, name) != name for kind, model in MODELS.items() for name in model.model_fields)


def test_a_record_can_be_shown_field_by_field():
    rows = dict(fields_shown(value_of("line", {"steps": ["เชิญ", "ประชุม"], "progress": [{"on": "2 เมษายน 2567", "text": "เริ่ม"}]})))
    assert rows["ขั้นตอน"] == ("เชิญ", "ประชุม") and rows["ระยะเวลา"] == ("ต.ค. 2566",)
    assert rows["ความคืบหน้า"] == ("2 เมษายน 2567 · เริ่ม",) and "ข้อความทางการ" not in rows


@pytest.fixture
def history(repository):
    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, "measures/2567/m1.yml": MEASURE})
    repository.commit("2024-02-01", {"measures/2567/m1.yml": MEASURE.replace("unknown", "done")})
    repository.commit("2024-03-01", {"measures/2567/m1.yml": MEASURE.replace("unknown", "done").replace("[เชิญ, ประชุม]", "[เชิญ]")})
    return read(repository.site)


def test_days_newest_first_with_the_pages_that_are_there(history):
    found = days(history.changes, {"/measures/2567/m1-1/"})
    assert [day.date.isoformat() for day in found] == ["2024-03-01", "2024-02-01", "2024-01-01"]
    assert [(item.text, item.address) for item in found[0].entries] == [("ลดขั้นตอน 1 ข้อใน “ประชุม”", "/measures/2567/m1-1/")]
    assert len(days(history.changes, (), limit=1)) == 1


def test_what_was_taken_out_leads_to_its_tombstone_and_says_why(repository):
    whole = MEASURE.split("lines:")[0] + "steps: [เชิญ]\nresponsible: [clerk]\nperiod: ต.ค. 2566\nfollow_up: รายงาน\n"
    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, "measures/2567/m1.yml": whole})
    repository.commit("2024-02-01", {"measures/2567/m1.yml": None})
    changes, address = read(repository.site).changes, "/measures/2567/m1/"
    gone = Gone({address}, told(changes, [Reason(address, date(2024, 1, 31), "ยกเลิกตามมติ", "มาตรการตัวอย่าง")]))
    taken, brought = ([(item.text, item.address) for item in day.entries] for day in days(changes, set(), gone=gone))
    assert taken == [("นำมาตรการ “มาตรการตัวอย่าง” ออก เพราะยกเลิกตามมติ", "/measures/2567/m1/")]
    assert brought == [("เพิ่มมาตรการ “มาตรการตัวอย่าง”", "/measures/2567/m1/"), ("เพิ่มแผน “แผนตัวอย่าง”", "")]


def test_what_was_saved_twice_in_a_row_is_told_once(repository):
    for text in "กขค":
        repository.commit("2024-01-01", {"content/a.md": f"---\ntitle: a\n---\n{text}\n"})
    (day,) = days(read(repository.site).changes, {"/a/"})
    assert [item.text for item in day.entries] == ["แก้ไขหน้า “a”", "เพิ่มหน้า “a”"]


def test_many_of_a_kind_are_told_in_one_sentence(repository):
    repository.commit("2024-01-01", {f"content/{name}.md": f"---\ntitle: {name}\n---\n" for name in "abcd"})
    (day,) = days(read(repository.site).changes, {"/a/"})
    (item,) = day.entries
    assert item.text == "เพิ่มหน้า 4 เรื่อง" and sorted(one.address for one in item.more) == ["", "", "", "/a/"]


def test_rows_of_a_register_are_counted_as_rows(repository):
    rows = [{**_EXPENSE, "id": f"e{number}"} for number in range(4)]
    text = yaml.safe_dump({"kind": "budget-report", "fiscal_year": "2567", **_REGISTER, "expenses": rows}, allow_unicode=True)
    repository.commit("2024-01-01", {"measures/2567/budget.yml": text})
    (day,) = days(read(repository.site).changes, ())
    assert [item.text for item in day.entries] == ["บันทึกงบประมาณและการใช้จ่าย ปี 2567", "บันทึกรายการงบประมาณ 4 รายการ"]


def test_units_are_named_in_the_list_of_changes(repository):
    agency = "kind: agency\nname: เทศบาล\nunits:\n  - {id: clerk, name: สำนักปลัด}\n  - {id: law, name: งานนิติการ}\n"
    repository.commit("2024-01-01", {"measures/agency.yml": agency, "measures/2567/plan.yml": PLAN, "measures/2567/m1.yml": MEASURE})
    repository.commit("2024-02-01", {"measures/2567/m1.yml": MEASURE.replace("[clerk]", "[law]", 1)})
    history = read(repository.site)
    newest = days(history.changes, (), units=history.unit_names_at)[0]
    assert [item.text for item in newest.entries] == ["ผู้รับผิดชอบของ “ประชุม” เปลี่ยนจาก สำนักปลัด เป็น งานนิติการ"]


def test_a_unit_has_the_name_that_it_had_then(repository):
    agency = "kind: agency\nname: เทศบาล\nunits:\n  - {id: clerk, name: สำนักปลัด}\n  - {id: law, name: งานนิติการ}\n"
    two, three = MEASURE.replace("[clerk]", "[clerk, law]", 1), MEASURE.replace("[clerk]", "[law]", 1)
    repository.commit("2024-01-01", {"measures/2567/plan.yml": PLAN, "measures/2567/m1.yml": MEASURE})
    repository.commit("2024-02-01", {"measures/2567/m1.yml": two, "measures/agency.yml": agency})
    repository.commit("2024-03-01", {"measures/agency.yml": agency.replace("งานนิติการ", "กองกฎหมาย")})
    repository.commit("2024-04-01", {"measures/2567/m1.yml": three})
    history = read(repository.site)
    found = {item.text for day in days(history.changes, (), units=history.unit_names_at) for item in day.entries}
    assert {"เพิ่มผู้รับผิดชอบ งานนิติการ ใน “ประชุม”", "ชื่อของ “งานนิติการ” เปลี่ยนเป็น “กองกฎหมาย”", "ตัดผู้รับผิดชอบ สำนักปลัด ออกจาก “ประชุม”"} < found
    repository.commit("2024-05-01", {"measures/2567/m1.yml": MEASURE})
    history = read(repository.site)
    assert describe(history.changes[0], history.unit_names_at(history.changes[0].commit)) == "ผู้รับผิดชอบของ “ประชุม” เปลี่ยนจาก กองกฎหมาย เป็น สำนักปลัด"


def test_the_feed_gives_the_reason_for_what_was_taken_out(repository):
    repository.commit("2024-01-01", {"content/a.md": "---\ntitle: ก\n---\n"})
    repository.commit("2024-02-01", {"content/a.md": None})
    changes = read(repository.site).changes
    gone = Gone({"/a/"}, told(changes, [Reason("/a/", date(2024, 2, 1), "ย้ายไปเว็บไซต์หลัก", "ก")]))
    root = ET.fromstring(atom(changes, {"/a/"}, Publisher("x", "", "y", "z"), gone))
    entry = root.find("{*}entry")
    assert entry.findtext("{*}title") == "นำหน้า “ก” ออก เพราะย้ายไปเว็บไซต์หลัก" and entry.find("{*}link").get("href") == "../a/"


@pytest.mark.parametrize(("to", "address"), [("/b/", "/b/"), ("/b/#x", "/b/#x"), ("https://x.go.th/a", "")])
def test_a_page_that_was_led_to_another_is_said_to_have_moved_there(repository, to, address):
    repository.commit("2024-01-01", {"content/a.md": "---\ntitle: ก\n---\n", "content/b.md": "---\ntitle: ข\n---\n"})
    repository.commit("2024-02-01", {"content/a.md": None})
    history = followed(read(repository.site), {"/a/": to})
    first = days(history.changes, {"/b/"}, moved={"/a/": to})[0].entries
    assert [(item.text, item.address) for item in first] == [(f"ย้ายหน้า “ก” ไปที่ {to}", address)]
    root = ET.fromstring(atom(history.changes, {"/b/"}, Publisher("x", "", "y", "z"), moved={"/a/": to}))
    assert root.find("{*}entry").findtext("{*}title") == first[0].text


def test_the_words_of_a_heading_that_went_are_known_by_its_anchor(repository):
    repository.commit("2024-01-01", {"content/a.md": "---\ntitle: ก\n---\n## อัตรา เดิม ##\n\n### ผู้รับผิดชอบ {#who}\n"})
    repository.commit("2024-02-01", {"content/a.md": "---\ntitle: ก\n---\n"})
    history = read(repository.site)
    anchors = [heading_id("อัตรา เดิม"), "who", "d9ea61f4"]
    assert [former.heading(history, f"/a/#{anchor}") for anchor in anchors] == ["อัตรา เดิม", "ผู้รับผิดชอบ", ""]
    assert former.heading(history, "/b/#who") == ""


def test_the_feed_is_sound_and_the_same_each_time(history):
    publisher = Publisher("ความโปร่งใส <ก>", "https://x.go.th/ita/", "เทศบาล & คณะ", "ab.prongsai.invalid")
    feed = atom(history.changes, {"/measures/2567/m1-1/"}, publisher)
    assert feed == atom(history.changes, {"/measures/2567/m1-1/"}, publisher)
    root = ET.fromstring(feed)
    name = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{name}entry")
    assert root.findtext(f"{name}updated") == entries[0].findtext(f"{name}updated") == "2024-03-01T12:00:00+07:00"
    assert entries[0].findtext(f"{name}title") == "ลดขั้นตอน 1 ข้อใน “ประชุม”"
    assert entries[0].find(f"{name}link").get("href") == "https://x.go.th/ita/measures/2567/m1-1/"
    ids = [entry.findtext(f"{name}id") for entry in entries]
    assert len(set(ids)) == len(ids) == 6
    assert ET.fromstring(atom((), (), publisher)).findtext(f"{name}id") == "tag:ab.prongsai.invalid,2021:changes"


def test_the_ids_of_the_feed_stay_when_the_site_gets_another_address(site_copy):
    """By RFC 4287 an id never changes, or each subscriber would get everything again."""
    root, ids = site_copy(FICTIONAL), []
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for address in ("site_url: https://www.example.go.th/prongsai/", "site_url: https://open.example.go.th/", "site_description: ทดสอบ"):
        settings.write_text(text.replace("site_url: https://www.example.go.th/prongsai/", address), encoding="utf-8")
        feed = site_files(load_project(root), Assets())["changes/feed.xml"]
        ids.append([one.text for one in ET.fromstring(feed).iter("{http://www.w3.org/2005/Atom}id")])
    assert ids[0] == ids[1] == ids[2] and len({*ids[0]}) == len(ids[0]) > 90


def test_addresses_of_keys_and_keys_of_addresses(history):
    found = {key: address_of(key) for key in ["line 2564/m3-1", "plan 2564", "ita-result 2563", "disclosure 2564/O42", "element 2564/O42/e1", "unit law", "agency", "page /about/", "other x"]}
    assert list(found.values()) == ["/measures/2564/m3-1/", "/measures/2564/", "/ita/2563/", "/oit/2564/o42/", "/oit/2564/o42/#e1", "/units/law/", "/", "/about/", ""]
    shown = by_address(history.keys(bool))
    assert shown["/measures/2567/"] == ["line 2567/m1-1", "line 2567/m1-2", "measure 2567/m1", "plan 2567"]
    assert shown["/measures/2567/m1/"] == ["measure 2567/m1"] and "/a-z/" not in shown


def test_what_changed_since_adoption_is_found_by_its_fingerprint(history):
    files = {"measures/2567/plan.yml": PLAN.encode(), "measures/2567/m1.yml": MEASURE.encode()}
    digest = fixed.adoptions(load(files)[0])["plan 2567"].digest
    assert tuple(map(describe, since_adoption(history, "plan 2567", digest))) == ("ลดขั้นตอน 1 ข้อใน “ประชุม”",)
    assert since_adoption(history, "plan 2567", "0" * 64) is None


def test_what_changed_since_a_disclosure_was_approved(repository):
    text = "kind: disclosure\nfiscal_year: 2567\nitem: O42\nanswer: มี\nunit: clerk\napproved: {by: ปลัด, on: 1 มกราคม 2567}\nelements:\n  - {element: e2, places: [{page: /}]}\n  - {element: e1, places: [{page: /a/}]}\n"
    repository.commit("2024-01-01", {"measures/2567/o42.yml": text})
    repository.commit("2024-02-01", {"measures/2567/o42.yml": text.replace("/a/", "/b/").replace("unit: clerk", "unit: clerk\nnote: ดูหน้า 3")})
    digest = fixed.adoptions(load({"measures/2567/o42.yml": text.encode()})[0])["disclosure 2567/O42"].digest
    assert tuple(map(describe, since_adoption(read(repository.site), "disclosure 2567/O42", digest))) == ("แก้ไขที่ที่เปิดเผย 1 แห่งใน “องค์ประกอบที่ 1 ของข้อ O42 ปี 2567”",)
