"""Plans as small towns make them: issues instead of measures, a table a measure, months to tick, dates of Excel."""

from plan_file import missing_words
from test_layouts import CLERK, FINANCE, FIRST, REST, SECOND, STEPS, THEN, WHEN, as_table, of_docx
from word import Cell, Table


def titles(made):
    return [(measure["number"], measure["title"], len(measure["lines"])) for measure in made.merged.measures]


ISSUES = [
    ["ที่", "ประเด็น", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ", "การติดตาม"],
    [Cell("๑", down="restart"), Cell("การเผยแพร่ข้อมูล", down="restart"), "๑. รวบรวมข้อมูล", WHEN, FINANCE, THEN],
    [Cell("", down="continue"), Cell("", down="continue"), "๒. เผยแพร่บนเว็บไซต์", WHEN, CLERK, THEN],
    ["๒", "การใช้ทรัพย์สินของราชการ", "๑. ทำคู่มือ", WHEN, CLERK, THEN],
]


def test_a_column_of_issues_names_the_measures_where_no_other_does():
    made = of_docx([Table(ISSUES)])
    assert titles(made) == [(1, "การเผยแพร่ข้อมูล", 2), (2, "การใช้ทรัพย์สินของราชการ", 1)]
    assert made.lost == [] and missing_words([Table(ISSUES)], made) == []


def test_issues_stand_above_their_activities():
    made = of_docx(as_table([["การเผยแพร่ข้อมูล", "จัดทำประกาศ", CLERK, *REST], ["", "ติดประกาศ", CLERK, *REST]], ["ประเด็น", "กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]))
    assert [[line["title"] for line in measure["lines"]] for measure in made.merged.measures] == [["จัดทำประกาศ", "ติดประกาศ"]]


def test_issues_beside_measures_are_no_measures():
    made = of_docx(as_table([["การใช้งบประมาณ", FIRST, FINANCE, *REST]], ["ประเด็นที่ต้องพัฒนา", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]))
    assert titles(made) == [(1, FIRST[3:], 1)]


def test_every_office_is_also_one_that_the_plan_names_first():
    """A new agency's units come with its plan, some of them after the row that says all."""
    made = of_docx(as_table([[FIRST, STEPS, "ทุกส่วนราชการ", *REST], [SECOND, STEPS, "กองสวัสดิการสังคม (ฝ่ายพัฒนาชุมชน)", *REST]]))
    first, second = (measure["lines"][0]["responsible"] for measure in made.merged.measures)
    tops = [unit.id for unit in made.built.units.all if unit.parent is None]
    assert first == tops and "welfare" in first and len(second) == 1 and made.lost == []
