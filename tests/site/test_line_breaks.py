"""Words are kept whole at the ends of lines, and nothing else changes: not the text, not what is found, copied or hashed."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.search import words as dictionary
from macros.search.extract import extract
from macros.site.html import line_breaks
from macros.site.html.line_breaks import keep_words, keep_words_in_text, places, whole_words
from macros.site.html.stamp import main_text

LIST = Path(line_breaks.__file__).with_name("whole_words.txt")
LONGEST = 15  # a longer word might be wider than a column of a phone


def plain(html):
    return re.sub(r'<span class="ps-w">([^<]*)</span>', r"\1", html)


@pytest.mark.parametrize(("before", "after"), [
    ("<p>การใช้งบประมาณ</p>", '<p>การใช้<span class="ps-w">งบประมาณ</span></p>'),
    ('<a title="งบประมาณ" href="x">งบ</a>', None),
    ('<a title="a > งบประมาณ">x</a>', None),
    ("<option>งบประมาณ</option><select><option>งบประมาณ</option></select>", '<option><span class="ps-w">งบประมาณ</span></option><select><option>งบประมาณ</option></select>'),
    ("<script>งบประมาณ</script><code>งบประมาณ</code><svg><text>งบประมาณ</text></svg><!-- งบประมาณ -->", None),
    ("<p>งบประมาณ์</p>", None),
    ("<p>ระบบ (e-GP)และe-LAAS</p>", '<p>ระบบ (<span class="ps-w">e-GP</span>)และ<span class="ps-w">e-LAAS</span></p>'),
    ('<p>www.e-gp.go.th/x-y post-e-x</p><a href="e-gp">x</a>', None),
    ("<p>“เทศบาลตำบลดอนยายหอม” อำเภอเมืองนครปฐม</p>", '<p>“เทศบาลตำบล<span class="ps-w">ดอนยายหอม</span>” อำเภอ<span class="ps-w">เมืองนครปฐม</span></p>'),
    ("<p>ประจำปีงบประมาณ พ.ศ. ๒๕๖๔</p>", '<p><span class="ps-w">ประจำปีงบประมาณ</span> <span class="ps-w">พ.ศ. ๒๕๖๔</span></p>'),
    ("<p>ณ วันที่ 31\u00a0มีนาคม 2567</p>", '<p><span class="ps-w">ณ วันที่</span> <span class="ps-w">31\u00a0มีนาคม 2567</span></p>'),
    ("<p>อยู่ที่นี่</p>", '<p>อยู่<span class="ps-w">ที่นี่</span></p>'),
    ("<p>ครั้งที่ 10/2566 ภายใน 1 วันทำการ</p>", '<p><span class="ps-w">ครั้งที่ 10/2566</span> ภายใน <span class="ps-w">1 วันทำการ</span></p>'),
    ("<p>ปี 25671 ปี <b>2567</b> 3 ต้น</p>", None),
])  # fmt: skip
def test_words_of_texts_and_nothing_else_are_wrapped(before, after):
    assert keep_words(f"<body>{before}") == "<body>" + (before if after is None else after)


def test_what_stands_before_the_body_is_left_alone():
    assert keep_words("<title>งบประมาณ</title><meta content='งบประมาณ'><body>ก").count("ps-w") == 0


@given(st.lists(st.sampled_from([*whole_words()[:40], "การ", "ใช้", " ", "<b>", "</b>", "&lt;", "x", "ๆ", "์", "เ", "ปี ", "2567", "3 ", "วัน", "ณ ", "ที่", "3.7", "พ.ศ.", "31 มีนาคม", "ครั้งที่", "1/2567", "บาท", "\u00a0"]), max_size=20).map("".join))
def test_no_letter_changes(text):
    html = f'<body><article class="ps-content">{text}</article>'
    kept, bare = keep_words(html), re.sub("<[^>]*>", "", text)
    assert keep_words_in_text(bare) == keep_words(bare)
    assert plain(kept) == html and main_text(kept) == main_text(html)
    assert [section.text for section in extract(kept).sections] == [section.text for section in extract(html).sections]


def test_the_list_is_sorted_and_every_word_is_found_whole():
    own, _, others = LIST.read_text(encoding="utf-8").split("\n", 3)[3].partition("\n\n")
    assert others.split() == sorted(set(others.split())) and not set(own.split()) & set(others.split())
    assert [word for word in whole_words() if places(word) != [(0, len(word))] or len(word) > LONGEST] == []


RIGHT = {  # a kept word in whose middle another begins, and whose end is the end of a word all the same
    ("สำนักปลัด", "ปลัดเทศบาล"), ("ความรู้", "รู้ความ"), ("ผู้มีส่วนได้", "ส่วนได้ส่วนเสีย"), ("ผู้มีส่วนได้", "ได้ส่วน"), ("คำสั่ง", "สั่งเสีย"), ("ได้รับ", "รับเรื่อง"), ("เจ้าหน้าที่", "ที่ตั้ง"),
    ("ชื่อตัวชี้วัด", "ตัวชี้วัดย่อย"), ("ขั้นตอน", "ตอนหลัง"),
}  # fmt: skip


def test_no_kept_word_tears_another(built_site, built_fictional):
    """Else a line ends behind ``รายตัว`` where ``ตัวชี้วัด`` has begun: the longer word of both, ``รายตัวชี้วัด``, belongs into the list."""
    beginning = re.compile(f"(?=({'|'.join(sorted(whole_words(), key=len, reverse=True))}))")
    pages = [path.read_text(encoding="utf-8") for folder in (built_site, built_fictional) for path in folder.rglob("*.html")]
    runs = {run for page in pages for run in re.split(line_breaks._NOT_TEXT, plain(page[page.find("<body") :]), flags=re.DOTALL) if run and run not in line_breaks.LEFT_ALONE}
    assert {pair for run in runs for pair in _torn(run, beginning)} - RIGHT == set()
    assert _torn("ชื่อตัวชี้วัดของสำนักปลัดเทศบาล", beginning) == {("สำนักปลัด", "ปลัดเทศบาล")}


def _torn(run, beginning):
    """Pairs of a kept word and another one that begins in it and ends behind it."""
    return {(run[start:end], found[1]) for start, end in places(run) for at in range(start + 1, end) if (found := beginning.match(run, at)) and at + len(found[1]) > end}


CUT = "words => { const segmenter = new Intl.Segmenter('th', { granularity: 'word' }); return words.filter((word) => [...segmenter.segment(word)].length > 1); }"


@pytest.mark.browser
def test_the_list_is_what_a_browser_cuts(pages):
    page = pages.open()
    known = sorted(word for word in dictionary._dictionary() if 3 < len(word) <= LONGEST and re.fullmatch("[ก-๎]+", word))
    cut = set(page.evaluate(CUT, known))
    if os.environ.get("PRONGSAI_WHOLE_WORDS"):
        head, _, _ = LIST.read_text(encoding="utf-8").partition("\n\n")
        own = set(head.splitlines())
        LIST.write_text(head + "\n\n" + "\n".join(sorted(cut - own)) + "\n", encoding="utf-8", newline="\n")
        whole_words.cache_clear()
    missing = cut - set(whole_words())
    assert len(missing) < len(cut) / 20, "another version of the browser cuts other words: make the list anew"


@pytest.mark.browser
def test_a_day_stays_with_its_month_and_year_and_is_found_and_copied_as_ever(built_fictional, serve_folder, pages):
    page = pages.open(serve_folder(built_fictional) + "oit/2567/o24/", width=360)
    said = "ณ วันที่ 2 ตุลาคม 2566"
    assert page.evaluate("said => { getSelection().removeAllRanges(); return find(said) && getSelection().toString() }", said).replace("\u00a0", " ") == said
    assert page.locator("#none .ps-w", has_text="2 ตุลาคม 2566").evaluate("day => day.getClientRects().length") == 1, "in one line"


@pytest.mark.parametrize(("address", "parted"), [
    ("registers/2567/procurement-plan", "ปี [0-9]{4}"), ("trace/2567", "ปี [0-9]{4}"), ("registers/2567/procurement-results", " ·"), ("oit/2567/o24", "ณ วันที่|วันที่ [0-9]"),
])  # fmt: skip
def test_no_line_begins_with_a_dot_or_a_year_of_what_stands_before_it(built_fictional, address, parted):
    """In the words of the program; those of records stay as they are written."""
    page = plain((built_fictional / address / "index.html").read_text(encoding="utf-8"))
    main = page[page.index("<main") : page.index("</main")]
    paragraphs = [re.sub("<[^>]*>", "", found[0]) for found in re.finditer(r"<(p|h1|h2|caption|figcaption|th)\b[^>]*>.*?</\1>", main, re.DOTALL)]
    assert paragraphs and [text for text in paragraphs if re.search(f" ·|{parted}", text)] == []


@pytest.mark.browser
def test_what_is_found_and_copied_stays_as_it_was(built_site, serve_folder, pages):
    page = pages.open(serve_folder(built_site) + "oit/2564/o42/", width=360)
    title = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
    assert page.locator("h1 .ps-w").count() >= 2
    assert page.evaluate("title => { getSelection().removeAllRanges(); return find(title) && getSelection().toString() }", title) == title
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    assert page.evaluate("getSelection().toString()").strip() == title
