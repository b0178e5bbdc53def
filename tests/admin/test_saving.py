"""A save writes over nothing and adds nothing twice; where it is not done it says why, and is made again."""

from pathlib import Path

import pytest
from private_folder import open_forms, read_back

FICTIONAL = Path(__file__).parents[1] / "sites" / "fictional"

_TAKEN = """([name, kind, values]) => prongsai.taken(name, [
  "measures/2566/ita.yml", "measures/2566/m1-2.yml", "measures/2567/disclosures/o11.yml", "measures/2567/plan.yml"
].map((path) => ({ locales: { _default: { path } } })), kind, values)"""
_MERGED = """([path, data, there]) => prongsai.merged([{ action: "create", path, data }], async () => {
  if (there === null) throw new Error("none");
  return new File([there], path);
}).then((changes) => changes[0].data, (error) => `refused: ${error.message}`)"""


def field(page, label):
    return page.get_by_role("group", name=f"ช่อง “\u2068{label}\u2069”", exact=True).last


def test_a_measure_that_bears_the_name_of_another_kinds_file_is_not_written_over_it(pages, forms_address):
    page = open_forms(pages, forms_address, FICTIONAL)
    page.locator(".buttons button").first.click()
    page.get_by_text("ตรงเวลา").first.wait_for()
    page.goto(forms_address + "admin/#/collections/measure/new")
    page.set_viewport_size({"width": 1280, "height": 4000})
    for label, text in (("รหัส", "ita"), ("ปีงบประมาณ", "2566"), ("ลำดับที่", "9"), ("ชื่อมาตรการ", "มาตรการใหม่")):
        field(page, label).locator("input").first.fill(text)
    page.get_by_role("button", name="เพิ่ม “\u2068รายการ\u2069”").click()
    page.get_by_role("button", name="เพิ่ม “\u2068ขั้นตอน\u2069”").click()
    field(page, "ขั้นตอน").locator("textarea").fill("ประชุม")
    page.get_by_role("button", name="เพิ่ม “\u2068ผู้รับผิดชอบ\u2069”").click()
    field(page, "ผู้รับผิดชอบ").locator("select").select_option("law")
    field(page, "ระยะเวลา").get_by_role("combobox", name="เดือน", exact=True).select_option("11")
    field(page, "ระยะเวลา").get_by_role("textbox", name="ปี พ.ศ.", exact=True).fill("2565")
    field(page, "การติดตามผล").locator("textarea").fill("รายงานในที่ประชุม")
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.get_by_text("บันทึกแล้ว").wait_for()
    after = read_back(page)
    assert after["measures/2566/ita.yml"] == (FICTIONAL / "measures/2566/ita.yml").read_bytes()
    assert b"\nid: ita\n" in after["measures/2566/ita-1.yml"]


@pytest.mark.parametrize("name, kind, year, taken", [
    ("ita", "measure", "2566", ["ita", "m1-2"]),
    ("ita", "ita-result", "2567", []),
    ("o11", "disclosure", "2566", []),
    ("o11", "disclosure", "2567", ["o11"]),
    ("m1", "measure", "2566", []),
    ("agency", "agency", "2566", None),
])  # fmt: skip
def test_a_file_is_called_after_its_record_unless_its_own_folder_has_that_name(scripts, name, kind, year, taken):
    assert scripts.evaluate(_TAKEN, [name, kind, {"fiscal_year": year}]) == taken


def test_a_file_that_the_editor_has_not_listed_is_not_written_over(scripts):
    text = scripts.evaluate("prongsai.toFile({ kind: 'plan', fiscal_year: '2568', title: 'แผน' })")
    assert scripts.evaluate(_MERGED, ["measures/2568/plan.yml", text, None]) == text
    assert scripts.evaluate(_MERGED, ["measures/2568/plan.yml", text, text]) == text  # saved again after it failed behind this file
    assert scripts.evaluate(_MERGED, ["measures/2568/plan.yml", text, "kind: plan\n"]).startswith("refused: มีไฟล์ measures/2568/plan.yml อยู่แล้ว")


_AGAIN = """async (text) => {
  const content = { ...prongsai.fromFile(text), title: "แผนใหม่" };
  const data = prongsai.toFile(content);
  const save = async () => (await prongsai.merged([{ action: "update", path: "measures/2567/again.yml", data }], async () => new Blob([text])))[0].data;
  return [await save(), await save()];
}"""


def test_a_save_that_failed_behind_the_form_is_made_again_with_what_was_typed(scripts):
    """A file that another program holds open: the first time nothing was written."""
    text = "kind: plan\nfiscal_year: 2567\ntitle: แผน\n"
    assert scripts.evaluate(_AGAIN, text) == [text.replace("แผน", "แผนใหม่")] * 2


_ALONE = """([value, known]) => {
  const data = prongsai.toFile(value);
  const entries = [{ locales: { _default: { path: "measures/2567/known.yml", content: known } } }];
  try { return prongsai.alone([{ action: "create", path: "x.yml", data }], entries).length; } catch (error) { return error.message; }
}"""


def test_what_a_year_has_once_is_not_added_again(scripts):
    known = {"kind": "disclosure", "fiscal_year": "๒๕๖๗", "item": "o 11"}
    told = scripts.evaluate(_ALONE, [{"kind": "disclosure", "fiscal_year": "2567", "item": "O11"}, known])
    assert told.startswith("มีข้อ OIT ที่เปิดเผย O11 ปี 2567 อยู่แล้วในไฟล์ measures/2567/known.yml")
    assert scripts.evaluate(_ALONE, [{"kind": "disclosure", "fiscal_year": "2568", "item": "O11"}, known]) == 1
    assert scripts.evaluate(_ALONE, [{"kind": "procurement-results", "fiscal_year": "2567", "id": "may"}, {"kind": "procurement-results", "fiscal_year": "2567", "id": "june"}]) == 1


@pytest.mark.parametrize("error, words", [
    ("new TypeError('Failed to fetch')", "ติดต่อที่เก็บข้อมูลไม่ได้"),
    ("{ status: 401, message: 'Bad credentials' }", "การเข้าใช้หมดอายุ"),
    ("{ status: 422, message: 'sha does not match' }", "อาจมีผู้อื่นบันทึกพร้อมกัน"),
    ("{ status: 503 }", "ที่เก็บข้อมูลขัดข้อง"),
    ("new DOMException('gone', 'NotFoundError')", "ไม่พบโฟลเดอร์หรือไฟล์"),
    ("Error('มีไฟล์อยู่แล้ว')", "มีไฟล์อยู่แล้ว"),
])  # fmt: skip
def test_why_a_save_failed_is_said_in_thai(scripts, error, words):
    assert words in scripts.evaluate(f"prongsai.reason({error})")
