"""Each macro on the real site and on the fictional one, whose values are full of signs that mean something elsewhere."""

import html as html_module
import re
from pathlib import Path

import pytest

from macros.pages.calls import find_calls
from macros.pages.links import relative
from macros.pages.reference import example_call, gallery, macro_reference
from macros.pages.registry import ArgumentError, bind, macros, nearest
from macros.pages.render import CallFailed, look_up, render_call
from macros.pages.site_view import SiteInfo, SiteView
from macros.problems.wording import codes, message
from macros.site.inputs.settings import Report
from tests.pages.conftest import FICTIONAL as FICTIONAL_SITE
from tests.pages.conftest import files_of, view
from tests.pages.html import parse


def render(site, call, here="/"):
    return render_call(site, here, next(find_calls(f"{{{{ {call} }}}}")))


def text_of(markup):
    return " ".join(parse(markup).text.split())


# Macro → (call on the fictional site, words that its output must hold there).
FICTIONAL = {
    "accessibility_checks": ("accessibility_checks()", ["ตรวจอะไรแล้ว", "2.4.11", "ยังไม่ได้ทดสอบกับผู้ใช้ที่มีความพิการ"]),
    "agency_name": ("agency_name()", ["เทศบาลตำบลสมมติสุข"]),
    "checklist": ("checklist(2567)", ["O34", "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน เผยแพร่แล้ว"]),
    "complaint_channels": ("complaint_channels()", ["0 2000 0000", "complaint@example.go.th", "งานนิติการ", "ปิดชื่อผู้แจ้ง"]),
    "date_of_adoption": ("date_of_adoption(2567)", ["2566"]),
    "home": ("home()", ["85.77", "จาก 8", "จาก 35", "แผนปี 2567"]),
    "line_card": ('line_card(2567, "service-time")', ["กำลังดำเนินการ", "ทั้งหมด 3 ขั้นตอน", "คุณภาพการดำเนินงาน"]),
    "measure_card": ('measure_card(2567, "service")', ["มาตรการที่ 4", "บริการตรงเวลา | R&D", "1 รายการ"]),
    "notes": ("notes(2567)", ["ประกาศพิมพ์เครื่องหมาย <b> และ {{ x }} ไว้ในชื่อ"]),
    "plan_cards": ("plan_cards(2567)", ["มาตรการที่ 1", "มาตรการที่ 4"]),
    "plan_table": ("plan_table(2567)", ["ผู้รับผิดชอบ", "การติดตามผล", "ม.ค. 67 – มิ.ย. 67", "สำนักปลัดเทศบาล"]),
    "plan_title": ("plan_title(2567)", ["2567"]),
    "repairs_worth": ("repairs_worth(2566)", ["แก้เพียงข้อใดข้อหนึ่งใน O41 O42 ก็ถึงระดับ ผ่านดี", "ยังไม่ได้รับการยืนยัน"]),
    "report_contact": ("report_contact()", ["ยังไม่มี", "ช่องทางรับแจ้ง"]),
    "score_bars": ("score_bars(2566)", ["73.75", "การป้องกันการทุจริต", "เป้าหมาย 85"]),
    "score_scale": ("score_scale(2566)", ["85.77 คะแนน ระดับ ผ่าน", "OIT ได้อย่างน้อย 85.00"]),
    "score_total": ("score_total(2566)", ["85.77\u00a0คะแนน ระดับ ผ่าน"]),
    "timeline": ("timeline(2567)", ["ต.ค.", "ก.ย.", "ประชุมติดตามผล"]),
    "trace": ('trace(2567, "service-time")', ["จุดอ่อน ปี 2566", "EIT คุณภาพการดำเนินงาน", "1 รายการ"]),
    "trace_matrix": ("trace_matrix(2567)", ["จากผลประเมินปี 2566", "O41", "ไม่มีข้อมูล"]),
    "unit_lines": ('unit_lines("office")', ["ต้องทำ 6 รายการตามแผนปี 2567", "ภายใน 30 มิถุนายน 2567"]),
}  # fmt: skip


def test_every_macro_is_tested_here():
    assert set(FICTIONAL) == set(macros())


@pytest.mark.parametrize("name", sorted(FICTIONAL))
def test_on_the_fictional_site(fictional, name):
    call, words = FICTIONAL[name]
    output = render(fictional, call)
    text = output if macros()[name].inline else text_of(output)
    assert [word for word in words if word not in html_module.unescape(text)] == []


@pytest.mark.parametrize("name", sorted(FICTIONAL))
def test_the_example_in_the_header_works_on_the_real_site(real, name):
    output = render_call(real, "/", example_call(macros()[name]))
    assert output and "\n" not in output


@pytest.mark.parametrize("name", sorted(FICTIONAL))
def test_values_stay_text_and_output_stays_on_one_line(fictional, name):
    output = render(fictional, FICTIONAL[name][0])
    assert "\n" not in output and not re.search(r"<(script|img|b|td>งานอื่น)[ >]", output)
    root = parse(output)
    for element in root.all():
        assert "style" not in element.attributes and not [key for key in element.attributes if key.startswith("on")]
        assert not (element.attributes.get("href") or "").startswith("javascript:")


def test_hostile_words_can_be_read_as_they_were_typed(fictional):
    text = text_of(render(fictional, "plan_table(2567)"))
    for word in ("ป้าย <img src=x onerror=alert(1)> | เวลา & คิว {{ plan_table(2567) }}", '<script>alert("x")</script>', "{{ x }} {% raw %} [ลิงก์](javascript:alert(1)) **ตัวหนา** `โค้ด` # หัวข้อ", "<td>งานอื่น</td> & งานร้องทุกข์"):
        assert word in text


def test_a_gap_in_the_plan_is_told():
    files = files_of(FICTIONAL_SITE)
    del files["measures/2567/property.yml"]
    site = view(files)
    assert [cause.title for cause in site.coverage(2567).open] == ["การใช้ทรัพย์สินของราชการ"]
    assert "ยังไม่มีรายการในแผน" in text_of(render(site, "trace_matrix(2567)"))


def test_links_are_relative_to_the_page(fictional):
    for here in ("/", "/about/", "/a/b/c/"):
        output = render(fictional, 'line_card(2567, "service-time")', here)
        assert f'href="{relative(here, "/measures/2567/service-time/")}"' in output


@pytest.mark.parametrize("name", sorted(name for name, macro in macros().items() if not macro.arguments))
def test_without_any_record_the_page_says_so(empty, name):
    output = render(empty, f"{name}()")
    if name != "agency_name":
        assert "ยังไม่มี" in output


def test_whom_to_tell_of_errors_stands_where_the_settings_name_it(fictional):
    told = SiteView(fictional.records, SiteInfo(name="เว็บทดสอบ", report=Report(who="งานเว็บไซต์", email="web@example.go.th", phone="0 2000 0000 ต่อ 1")))
    output = render(told, "report_contact()")
    assert 'href="mailto:web@example.go.th"' in output and 'href="tel:020000000"' in output and "งานเว็บไซต์" in output


# ---- what a call can get wrong ---------------------------------------------------------------------------------------

WRONG = {
    "plan_tabel(2564)": "macro-unknown-near", "zzzzzz()": "macro-unknown", "plan_table(1, 2)": "macro-too-many-arguments",
    "plan_table(yaer=2564)": "macro-unknown-argument", "plan_table(2564, year=2564)": "macro-unknown-argument",
    "plan_table()": "macro-missing-argument", 'plan_table("2564")': "macro-argument-type", "line_card(2564, 3)": "macro-argument-type",
    "plan_table(True)": "macro-argument-type", "plan_table(2599)": "no-plan-of-year", "score_bars(2599)": "no-result-of-year",
    'line_card(2564, "m9")': "no-line-of-id", 'line_card(2599, "m1")': "no-line-of-id", 'measure_card(2564, "m9")': "no-measure-of-id",
    'unit_lines("nobody")': "no-unit-of-id", "checklist(2599)": "no-form-of-year",
}  # fmt: skip


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_call_is_told_in_both_languages(real, call):
    with pytest.raises(CallFailed) as failed:
        render(real, call)
    assert failed.value.code == WRONG[call]
    for language in ("th", "en"):
        words = message(failed.value.code, failed.value.params, language)
        assert words.message and words.repair and "{" not in words.message.replace("{{", "")


def test_a_block_within_a_sentence_is_refused(real):
    call = next(find_calls("ดู {{ plan_table(2564) }}"))
    with pytest.raises(CallFailed) as failed:
        render_call(real, "/", call)
    assert failed.value.code == "macro-not-alone"


FROM_CALLS = {"template-in-page", "call-not-closed", "call-form"}


@pytest.mark.parametrize("code", sorted({*WRONG.values(), *FROM_CALLS, "macro-not-alone", "macro-template"}))
def test_wording_has_an_example_that_shows_the_fault(code):
    entry = codes()[code]
    assert entry["severity"] == "error" and entry["example"]
    if code in FROM_CALLS:
        (found,) = find_calls(entry["example"])
        assert found.code == code and message(code, {"source": found.source}).message


def test_nearest_name():
    assert nearest("plan_tabel") == "plan_table" and nearest("qqqqqq") is None


def test_arguments_by_place_and_name():
    macro = macros()["line_card"]
    assert bind(macro, (2564,), {"id": "m1"}) == {"year": 2564, "id": "m1"}
    with pytest.raises(ArgumentError) as error:
        bind(macro, (), {})
    assert error.value.code == "macro-missing-argument"


# ---- the reference ---------------------------------------------------------------------------------------------------


def test_the_reference_names_every_macro_with_its_example():
    text = macro_reference()
    for macro in macros().values():
        assert f"## `{macro.signature}`" in text
        assert f"{{{{ {macro.example} }}}}" in text and macro.th in text and macro.en in text
        for argument in macro.arguments:
            assert f"| `{argument.name}` | {argument.type} |" in text


def test_every_block_macro_has_its_picture():
    pictures = Path(__file__).parents[1] / "screenshots" / "macros"
    without = [name for name, macro in macros().items() if not macro.inline and not (pictures / f"{name}.png").is_file()]
    assert without == [], "run: PRONGSAI_SCREENSHOTS=1 python3 scripts/test.py tests/site/test_looks.py"


def test_every_example_works_on_the_real_site(real):
    for call in find_calls(gallery()):
        assert render_call(real, "/macros/", call)


@pytest.mark.parametrize("name", [name for name, macro in macros().items() if macro.arguments])
def test_what_a_macro_asks_for_is_looked_up_without_rendering_it(name, fictional):
    """Both ways say the same of a call of what is not there, or one mistake would hide another while records have errors."""
    absent = {"year": "2599", "id": '"no-such-id"'}
    call = next(find_calls(f"{{{{ {name}({', '.join(absent[argument.type] for argument in macros()[name].arguments if argument.required)}) }}}}"))
    assert failure_of(look_up, fictional, call) == failure_of(render_call, fictional, "/", call)


def failure_of(function, *arguments):
    try:
        function(*arguments)
    except CallFailed as failure:
        return failure.code, failure.params
    return None


@pytest.mark.parametrize(("length", "is_long"), [(60, False), (120, True)])
def test_a_long_title_stands_below_its_label_in_the_trace_matrix(length, is_long):
    """Beside it, on a phone, it would take eleven lines; and no word of an official title is cut off."""
    files = files_of(FICTIONAL_SITE)
    name = "measures/2567/property.yml"
    title = "ก" * length
    files[name] = files[name].replace("title: กำหนดขั้นตอนการขอยืมทรัพย์สินของราชการ".encode(), f"title: {title}".encode())
    row = next(row for row in render(view(files), "trace_matrix(2567)").split("<tr>") if title in row)
    assert ('<td data-label="รายการที่แก้" class="ps-long">' in row) == is_long
