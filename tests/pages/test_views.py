"""What pages show, as facts: of the real plan (read from the document by hand) and of the fictional agency."""

from datetime import date
from decimal import Decimal

import pytest

from macros.pages.render import render_page
from macros.pages.views.alphabet import Entry, first_letter, letters
from macros.pages.views.line import step_of
from macros.pages.views.months import column, months, span
from macros.thai.dates import Period, YearMonth, parse_period
from tests.pages.conftest import FICTIONAL, ROOT, files_of, view
from tests.pages.html import parse

# ---- the trace -------------------------------------------------------------------------------------------------------

ANSWERS = {
    "2563/IIT/use-of-budget": "m1", "2563/EIT/service-quality": "m2", "2563/O11": "m3-1", "2563/O21": "m3-2", "2563/O24": "m3-3",
    "2563/O25": "m3-4", "2563/O26": "m3-5", "2563/O27": "m3-6", "2563/O30": "m3-7", "2563/O36": "m3-8", "2563/O37": "m3-9",
    "2563/O40": "m3-10", "2563/O41": "m3-11", "2563/O42": "m3-12", "2563/O43": "m3-13",
}  # fmt: skip


def test_each_of_the_fifteen_causes_has_its_line(real):
    matrix = real.coverage(2564)
    assert {cause.reference: [line.id for line in lines] for cause, lines in matrix.rows} == {ref: [line] for ref, line in ANSWERS.items()}
    assert (matrix.covered, matrix.total, matrix.open, matrix.loose) == (15, 15, (), ())


def test_the_trace_leads_back(real):
    back = {line.id: [cause.reference for cause in line.causes] for line in real.lines(2564)}
    assert back == {line: [reference] for reference, line in ANSWERS.items()}


@pytest.mark.parametrize("reference", ANSWERS)
def test_what_failed_leads_to_the_item_of_this_year(real, reference):
    line = real.line(2564, ANSWERS[reference])
    item = reference.rpartition("/")[2]
    expected = [f"/oit/2564/{item.lower()}/"] if item.startswith("O") else []
    assert [link.address for link in line.items] == expected


def test_stations_of_a_line_that_reports_nothing(real):
    stations = real.line(2564, "m3-8").stations
    assert [station.state for station in stations] == ["there", "there", "there", "empty", "empty", "empty"]  # its item is not published here yet
    assert [station.label for station in stations] == ["ข้อที่ไม่ผ่าน ปี 2563", "มาตรการที่ 3", "ขั้นตอน", "ความคืบหน้า", "หลักฐาน", "ข้อ OIT ปี 2564"]
    assert [link.address for link in stations[0].links] == ["/oit/2563/o36/"]


def test_a_survey_weak_point_is_answered_by_the_plan_as_a_whole(real):
    station = real.line(2564, "m1").stations[-1]
    assert station.links[0].address == "/oit/2564/o42/" and "แบบสำรวจ" in station.note


def test_a_failed_item_that_the_form_of_the_year_has_no_more_is_no_survey(fictional):
    station = fictional.line(2567, "ethics-assessment").stations[-1]
    assert station.links[0].address == "/oit/2567/o34/" and station.note.startswith("แบบของปีนี้ไม่มีข้อเดียวกัน")


def test_another_agency_is_traced_as_well(fictional):
    matrix = fictional.coverage(2567)
    assert (matrix.result_year, matrix.covered, matrix.total) == (2566, 8, 8)
    assert fictional.coverage(2566).result_year is None


# ---- units -----------------------------------------------------------------------------------------------------------


def test_a_unit_with_the_one_above_it_is_one_entry(fictional):
    link = fictional.unit_link("supply")
    assert (link.title, link.within, link.in_words) == ("งานพัสดุและทรัพย์สิน", "กองคลัง", "งานพัสดุและทรัพย์สิน (กองคลัง)")
    assert fictional.unit_link("treasury").in_words == "กองคลัง" and fictional.unit_link("policy", True).in_words == "งานแผน"
    assert fictional.unit_name("supply") == "งานพัสดุและทรัพย์สิน กองคลัง"
    html = render_page(fictional, next(page for page in fictional.pages if page.address == "/measures/2567/property/"))
    who = parse(html.partition("<dt>ผู้รับผิดชอบ</dt>")[2].partition("</div>")[0])
    assert [[(inner.text, inner.attributes.get("href")) for inner in entry.all("a")] for entry in who.all("li")] == [
        [("งานพัสดุและทรัพย์สิน", "../../../units/supply/")], [("กองคลัง", "../../../units/treasury/")],
    ]
    assert [entry.text for entry in who.all("li")] == ["งานพัสดุและทรัพย์สิน (กองคลัง)", "กองคลัง"]


# ---- lines -----------------------------------------------------------------------------------------------------------


def test_every_real_line_is_unknown(real):
    assert {line.status for line in real.lines(2564)} == {"unknown"}
    assert real.status_counts(real.lines(2564)) == (("unknown", 15),)


def test_numbers_follow_measure_and_place(real):
    assert [line.number for line in real.lines(2564)] == ["1", "2", *(f"3.{n}" for n in range(1, 14))]


def test_fifteen_lines_have_thirty_three_steps(real):
    assert (len(real.lines(2564)), real.step_count(2564)) == (15, 33)


def test_due_days_are_ends_of_months(real):
    line = real.line(2564, "m1")
    assert (line.due, line.follow_up_due) == (date(2021, 3, 31), date(2021, 4, 30))


def test_neighbours_end_at_the_ends(real):
    lines = real.lines(2564)
    assert lines[0].neighbours == (None, lines[1]) and lines[-1].neighbours == (lines[-2], None)


@pytest.mark.parametrize(("text", "step", "parts"), [
    ("ทำ", "ทำ", ()),
    ("ทำ\nต่อ", "ทำ ต่อ", ()),
    ("ทำ\n(1) หนึ่ง\n(2) สอง", "ทำ", ("หนึ่ง", "สอง")),
    ("ทำ\n(๑) หนึ่ง\nต่อ\n(๒) สอง", "ทำ", ("หนึ่ง ต่อ", "สอง")),
    ("ทำ\n(1) หนึ่งเดียว", "ทำ (1) หนึ่งเดียว", ()),
    ("(1) ไม่มีบทนำ\n(2) สอง", "(1) ไม่มีบทนำ (2) สอง", ()),
    ("ทำ (1) ในบรรทัด", "ทำ (1) ในบรรทัด", ()),
    ("ทำ\n(ก) หนึ่ง", "ทำ (ก) หนึ่ง", ()),
    ("ทำ\n(ก) หนึ่ง\n(ค) สอง", "ทำ (ก) หนึ่ง (ค) สอง", ()),
    ("ทำ\n(ข) หนึ่ง\n(ค) สอง", "ทำ (ข) หนึ่ง (ค) สอง", ()),
    ("ส่ง\nต. ก\nก. ข", "ส่ง ต. ก ก. ข", ()),
    ("ภายใน\nก.พ. หรือ\nข.", "ภายใน ก.พ. หรือ ข.", ()),
    ("ทำ\n(1) หนึ่ง\n(ก) ย่อย\n(ข) ย่อย\n(2) สอง", "ทำ", ("หนึ่ง (ก) ย่อย (ข) ย่อย", "สอง")),
    ("(1) หนึ่ง\n(ก) ย่อย\n(ข) ย่อย\n(2) สอง", "(1) หนึ่ง (ก) ย่อย (ข) ย่อย (2) สอง", ()),
])  # fmt: skip
def test_lettered_parts(text, step, parts):
    assert (step_of(text).text, step_of(text).parts) == (step, parts)


@pytest.mark.parametrize(("text", "marked"), [
    ("ทำ\n(ก) หนึ่ง\n(ข) สอง", ("(ก) หนึ่ง", "(ข) สอง")),
    ("ทำ\n( ก ) หนึ่ง\nต่อ\n(ข) สอง\n(ค) สาม\n(ง) สี่", ("(ก) หนึ่ง ต่อ", "(ข) สอง", "(ค) สาม", "(ง) สี่")),
    ("ทำ\n(ก) 1\n(ข) 2\n(ฃ) 3\n(ค) 4", ("(ก) 1", "(ข) 2", "(ฃ) 3", "(ค) 4")),
    ("ทำ\nก. หนึ่ง\nข. สอง", ("ก. หนึ่ง", "ข. สอง")),
    ("ทำ\n(ก) หนึ่ง\n(1) ย่อย\n(2) ย่อย\n(ข) สอง", ("(ก) หนึ่ง (1) ย่อย (2) ย่อย", "(ข) สอง")),
    ("ทำ\n(๑) หนึ่ง\n(๒) สอง", ("(1) หนึ่ง", "(2) สอง")),
])  # fmt: skip
def test_parts_keep_the_letters_they_were_written_with(text, marked):
    step = step_of(text)
    assert (step.text, step.marked) == ("ทำ", marked)


def test_a_status_may_come_from_the_last_progress(fictional):
    found = {line.id: line.status for line in fictional.lines(2567)}
    for line in fictional.lines(2567):
        told = [entry.status for entry in line.progress if entry.status]
        if line.line.status == "unknown" and told:
            assert found[line.id] == told[-1]
        else:
            assert found[line.id] == line.line.status


# ---- the year --------------------------------------------------------------------------------------------------------


def test_a_fiscal_year_is_october_to_september():
    names = [month.short for month in months(2564)]
    assert (names[0], names[-1], len(names)) == ("ต.ค.", "ก.ย.", 12)
    assert (months(2564)[0].iso, months(2564)[3].iso, months(2564)[-1].iso) == ("2020-10", "2021-01", "2021-09")


@pytest.mark.parametrize(("period", "start", "end", "cut"), [
    ("ธ.ค. 2563 – มี.ค. 2564", 3, 6, False), ("ต.ค. 2563 – ก.ย. 2564", 1, 12, False), ("ส.ค. 2563 – ต.ค. 2563", 1, 1, True),
    ("ก.ย. 2564 – พ.ย. 2564", 12, 12, True),
])  # fmt: skip
def test_a_period_on_the_year(period, start, end, cut):
    found = span(2564, parse_period(period))
    assert (found.start, found.end, found.cut) == (start, end, cut)


def test_a_period_of_another_year_is_not_drawn():
    assert span(2564, Period(YearMonth(2022, 1), YearMonth(2022, 2))) is None
    assert column(2564, YearMonth(2020, 9)) == 0


def test_milestones_gather_what_happens_together(real):
    events = real.milestones(2564)
    assert [(event.on, event.kind, len(event.lines), event.status) for event in events] == [
        (date(2021, 3, 31), "end", 15, "unknown"), (date(2021, 4, 30), "follow-up", 15, "unknown"),
    ]  # fmt: skip


# ---- the result ------------------------------------------------------------------------------------------------------


def test_the_total_is_computed_again(real):
    result = real.result_view(2563)
    assert (result.total, result.computed_total, result.level) == (Decimal("74.95"), Decimal("74.95"), "C")
    assert result.instruments == (("IIT", "บุคลากรภายในตอบ", Decimal("98.31")), ("EIT", "ประชาชนและผู้มาติดต่อตอบ", Decimal("86.34")), ("OIT", "ตรวจข้อมูลที่เปิดเผยบนเว็บไซต์", Decimal("48.89")))


def test_a_published_total_that_our_rules_do_not_give_stands_and_nothing_is_said_from_them():
    files = files_of(FICTIONAL)
    files["measures/2566/ita.yml"] = files["measures/2566/ita.yml"].replace(b"total: 85.77", b"total: 85.97")
    result = view(files).result_view(2566)
    assert (result.total, result.computed_total, result.instruments, result.worth) == (Decimal("85.97"), Decimal("85.77"), (), None)


def test_five_hundredths_to_b(real):
    ahead = real.result_view(2563).next_level
    assert (ahead.name, ahead.gap, ahead.short) == ("B", Decimal("0.05"), ())


def test_bars_weakest_first_and_what_is_below_the_target(real):
    bars = real.result_view(2563).bars
    assert [str(bar.score) for bar in bars] == ["25.00", "72.79", "85.40", "85.72", "87.89", "96.77", "98.53", "98.65", "98.71", "98.89"]
    assert [bar.title for bar in bars if bar.below] == ["การป้องกันการทุจริต", "การเปิดเผยข้อมูล"]
    assert [len(bar.causes) for bar in bars] == [6, 7, 1, 0, 0, 1, 0, 0, 0, 0]


def test_the_scale_covers_nought_to_a_hundred(real, fictional):
    for site, year in ((real, 2563), (fictional, 2566)):
        scale = site.result_view(year).scale
        assert (scale[0].start, scale[-1].end) == (0, 100)
        assert all(left.end == right.start for left, right in zip(scale, scale[1:]))
        assert [part for part in scale if part.holds] and sum(part.holds for part in scale) == 1


def test_each_repair_that_is_enough_by_itself_is_named(fictional):
    climb = fictional.result_view(2566).stairs
    assert climb.needed == 1 and climb.alone == ("O41", "O42") and len(climb.stairs) > 2
    assert [step.cause.label for step in climb.stairs if step.alone_level == climb.next_level] == [*climb.alone]


def test_any_single_repair_reaches_b_and_all_of_them_aa(real):
    climb = real.result_view(2563).stairs
    assert len(climb.alone) == len(climb.stairs) == 13 and climb.next_level == "B"
    assert (climb.last.total, climb.last.level) == (Decimal("95.39"), "AA")
    assert [step.cause.label for step in climb.stairs][:2] == ["O42", "O43"]
    assert all(step.alone_level == "B" and step.lines for step in climb.stairs)
    assert sum(step.width for step in climb.stairs) == climb.stairs[-1].x + climb.stairs[-1].width - climb.stairs[0].x


@pytest.mark.parametrize(("written", "instead"), [
    ("total: 74.95", "total: 80.00"),  # not what the scores give
    ("  - indicator: การใช้อำนาจ\n    score: 98.71\n", ""),  # cannot be worked out
])
def test_without_a_total_to_climb_from_there_are_no_stairs(written, instead):
    files = files_of(ROOT)
    text = files["measures/2563/ita.yml"].decode()
    assert written in text
    files["measures/2563/ita.yml"] = text.replace(written, instead).encode()
    (year,) = view(files).result_years
    assert view(files).result_view(year).stairs is None


def test_a_level_may_wait_for_an_instrument(fictional):
    ahead = fictional.result_view(2566).next_level
    assert (ahead.name, ahead.gap, ahead.short, ahead.floor) == ("ผ่านดี", 0, ("OIT",), 85)


# ---- units, items, index ---------------------------------------------------------------------------------------------


def test_a_unit_answers_for_what_is_done_below_it(real):
    assert [line.id for line in real.lines_of_unit("administration")] == ["m3-7"]
    assert len(real.lines_of_unit("clerk")) == 13
    through = real.unit_view("clerk").through(real.line(2564, "m3-7"))
    assert [link.address for link in through] == ["/units/administration/"]
    assert real.unit_view("finance").through(real.line(2564, "m3-2")) == ()


def test_a_unit_answers_for_what_is_disclosed_and_prepared_below_it(real, fictional):
    found = {year: [(item.item.id, item.state, [link.address for link in below]) for item, below in items] for year, items in fictional.items_of_unit("office")}
    assert ("O23", "published", ["/units/law/"]) in found[2567] and ("O26", "published", []) in found[2567] and list(found) == [2567, 2566]
    (year, items), = real.items_of_unit("finance")
    assert (year, [(item.item.id, item.state) for item, _ in items]) == (2564, [("O21", "missing"), ("O24", "missing")])
    page = parse(render_page(real, next(page for page in real.pages if page.address == "/units/finance/")))
    assert [link.attributes["href"] for link in page.all("a") if "/oit/2564/o2" in link.attributes["href"]] == ["../../oit/2564/o21/", "../../oit/2564/o24/"]


def test_deadlines_of_a_unit(real):
    view = real.unit_view("finance")
    (year, lines), = view.years
    (due, follow_up, group), = view.deadlines(lines)
    assert (year, due, len(group)) == (2564, date(2021, 3, 31), 3) and "เมษายน 2564" in follow_up


def test_the_plan_is_disclosed_by_its_own_pages_and_nothing_else_is(real):
    checklist = real.checklist(2564)
    assert [item.item.id for item in checklist.items if item.state == "published"] == ["O42"]
    assert (len(checklist.items), checklist.published, checklist.counts["missing"]) == (43, 1, 42)
    item = real.item(2564, "O42")
    assert all(item.places(element) for element in item.item.elements)


def test_the_thirteen_failed_items_show_the_line_that_repairs_them(real):
    failed = [item for item in real.checklist(2563).items if item.failed]
    assert len(failed) == 13 and all(len(item.repaired_by) == 1 for item in failed)
    assert not real.item(2563, "O1").failed and real.item(2563, "O1").passed


def test_disclosures_give_items_their_state_and_places(fictional):
    item = fictional.item(2567, "O34")
    places = item.places(item.item.element("e2"))
    assert item.state == "published" and [place.address for place in places] == ["/measures/2567/#table", "/files/2567/plan.pdf"]
    assert places[0].title == fictional.plan(2567).title
    assert fictional.item(2567, "O24").state == "none" and fictional.item(2567, "O1").state == "missing"
    assert fictional.about_file("files/2567/plan.pdf") == "PDF, 240 KB" and fictional.about_file("files/x.csv") == "CSV"


def test_the_same_item_in_another_year(fictional):
    twins = fictional.item(2567, "O34").other_years
    assert [link.address for link, _ in twins[2566]] == ["/oit/2566/o42/"]


@pytest.mark.parametrize(("title", "letter"), [("เกม", "ก"), ("ใจ", "จ"), ("O42 ก", "O"), ("oit", "O"), ("๒๕๖๔ ก", "0–9"), ("— –", "อื่น ๆ"), ("", "อื่น ๆ")])
def test_first_letters(title, letter):
    assert first_letter(title) == letter


def test_the_index_is_in_dictionary_order():
    found = letters(tuple(Entry(title, f"/{n}/", "") for n, title in enumerate(["เกม", "กา", "ขา", "ก่า", "O42", "แผน"])))
    assert [(group.letter, [entry.title for entry in group.entries]) for group in found] == [
        ("O", ["O42"]), ("ก", ["กา", "ก่า", "เกม"]), ("ข", ["ขา"]), ("ผ", ["แผน"]),
    ]  # fmt: skip
