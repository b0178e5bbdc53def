"""Which pages answer, and which comes first: what a page is called, and whether it has what it is about."""

import dataclasses
import json

import pytest

from macros.search.document import Document, Section
from macros.search.index import build
from macros.search.synonyms import parse

FIND = """([manifest, words, pieces, query]) => {
  const search = new Search(manifest, words);
  pieces.forEach(piece => search.add(piece));
  return search.search(query).results.map(({ page }) => page.address.slice(1, -1));
}"""


def found(client, documents, query, synonyms=()):
    files = build(documents, parse(list(synonyms)))
    manifest = json.loads(files["manifest.json"])
    words, *pieces = (json.loads(files[name].decode("cp874")) for name in (manifest["words"], *(name for name, _ in manifest["pieces"])))
    return client.evaluate(FIND, [manifest, words, pieces, query])


def page(place, title, *lines, heading="", **fields):
    return Document(f"/{place}/", title, sections=(Section("a", heading, "\n".join(lines)),), **fields)


def plan(year):
    return page(f"plan-{year}", f"มาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. {year}", f"แผนปีงบประมาณ {year}", "แผนนี้ส่งเสริมคุณธรรม", year=year, name="แผนและมาตรการ")


OTHERS = [page(f"other-{n}", f"แผนจัดหาพัสดุ แผนที่ {n}", "แผนจัดหาพัสดุของปี", year=2564, item=f"O{n}") for n in range(10, 16)]


@pytest.mark.parametrize("query", ["แผน 2564", "แผนปี64", "แผนปี 2564", "แผนปีงบประมาณ 2564", "มาตรการ 2564", "แผน"])
def test_a_page_of_a_year_is_found_by_the_name_of_its_room(client, query):
    assert found(client, [plan(2563), plan(2564), *OTHERS], query)[0] == "plan-2564"


def test_of_pages_that_are_called_the_same_the_newest_comes_first_though_an_older_one_speaks_of_it_more(client):
    older = dataclasses.replace(plan(2563), sections=(Section("a", "", "แผนนี้ แผนนั้น\nแผนโน้น\nแผนก่อน"),))
    assert found(client, [older, plan(2564)], "แผน") == ["plan-2564", "plan-2563"]


def test_an_older_year_is_found_by_its_year(client):
    assert found(client, [plan(2563), plan(2564), *OTHERS], "แผน 2563")[0] == "plan-2563"


def test_a_query_of_several_words_finds_the_title_that_says_them_otherwise(client):
    pages = [page("ita", "ผลประเมิน ITA", "คะแนนรวม 87"), page("text", "เกี่ยวกับเว็บไซต์", "คะแนน ITA อยู่ในรายงาน"), page("other", "ข่าว", "คะแนนสอบ")]
    assert found(client, pages, "คะแนน ITA", [["คะแนน", "ผลประเมิน"]]) == ["ita", "text"]


def test_a_title_that_holds_the_query_as_typed_comes_before_one_that_says_it_otherwise(client):
    pages = [page("as-typed", "รายงานตามนโยบาย ITA ของหน่วยงานในจังหวัด", "ก"), page("otherwise", "ITA นโยบาย", "นโยบาย ITA ที่นี่ไม่มี ITA"), page("apart", "ITA และนโยบาย", "ข")]
    assert found(client, pages, "นโยบาย ITA")[0] == "as-typed"
    assert "apart" in found(client, pages, "นโยบาย ITA")


def test_one_word_finds_just_the_pages_that_hold_it(client):
    pages = [page("a", "ผลประเมิน", "ก"), page("b", "ข่าว", "คะแนนสอบ")]
    assert found(client, pages, "คะแนน", [["คะแนน", "ผลประเมิน"]]) == ["b"]


@pytest.mark.parametrize("query", ["ร้องเรียน", "ร้องเรียนที่ไหน", "ร้องเรียนได้ที่ไหน"])
def test_what_is_published_comes_before_what_is_not(client, query):
    title = "ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
    full = page("complaints", "ร้องเรียนการทุจริต", "ร้องเรียนได้ทุกวัน")
    empty = page("o30", f"O30 {title}", f"ต้องมี{title}", heading=title, item="O30", year=2564, empty=True)
    assert found(client, [full, empty], query) == ["complaints", "o30"]


@pytest.mark.parametrize(("query", "text"), [("ภาษี", "ภาษาไทย"), ("เงินเดือน", "เงินงบประมาณ รอบ 6 เดือน")])
def test_another_word_is_no_slip_of_the_pen(client, query, text):
    assert found(client, [page("a", "ข่าว", text), page("b", "ภาษาไทย", "เงินและเดือน")], query) == []


def test_a_slip_in_a_short_word_is_mended_where_keys_or_sounds_are_near(client):
    assert found(client, [page("a", "ภาษาไทย", "ภาษา"), page("b", "ข่าว", "อื่น")], "ภาศา") == ["a"]


@pytest.mark.parametrize("query", ["งบประมานปี 64", "งบประมานปี64", "งบประมาน ปี 2564", "งบประมาน 64"])
def test_the_word_before_a_year_is_no_part_of_the_word_with_a_slip(client, query):
    pages = [page("plain", "รายงาน", "การใช้งบประมาณ", year=2564), page("beside", "ข่าว", "งบประมาณ (ปี 2563)", year=2564)]
    assert sorted(found(client, pages, query)) == ["beside", "plain"]
