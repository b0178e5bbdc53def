"""The search of the real site, against graded queries of all sixteen categories."""

import json
from pathlib import Path

import pytest

from macros.search.bench.browser import ask_ours, ask_ours_on
from macros.search.bench.score import Query, figures, load, misses

QUERIES = load(Path(__file__).parent / "cases" / "site-queries.json")


@pytest.fixture(scope="module")
def outcomes(browser, built_site):
    return ask_ours(browser, built_site, QUERIES)[0]


def test_there_are_enough_queries_of_each_kind():
    assert len(QUERIES) >= 150
    assert len({query.category for query in QUERIES}) == 16


def test_right_pages_come_first(outcomes):
    got = figures(outcomes)
    assert got["success@1"] >= 0.97 and got["success@5"] >= 0.99 and got["false"] <= 0.05, misses(outcomes)


def test_another_agency_finds_its_own_first(pages, built_fictional):
    outcomes = ask_ours_on(pages.open(), built_fictional, load(Path(__file__).parent / "cases" / "fictional-queries.json"))[0]
    assert figures(outcomes)["success@1"] == 1, misses(outcomes)


@pytest.mark.parametrize("category", ["encoding", "digits", "abbreviation", "year_filter"])
def test_what_the_year_is_named_for_and_the_same_written_otherwise_is_always_found(outcomes, category):
    got = figures(o for o in outcomes if o.query.category == category)
    assert got["success@1"] == 1, misses(outcomes)


def test_the_index_knows_what_is_not_published_and_what_a_page_of_a_year_is_called(built_site):
    manifest = json.loads((built_site / "search/manifest.json").read_text(encoding="utf-8"))
    pieces = [json.loads((built_site / "search" / name).read_text(encoding="cp874")) for name, _ in manifest["pieces"]]
    rows = {address: (item, *empty) for piece in pieces for address, _, _, _, item, _, *empty in piece["pages"]}
    assert rows["/measures/2564/"] == ("แผนและมาตรการ",) and rows["/ita/2563/"] == ("ผลประเมิน ITA",) and rows["/units/finance/"] == ("",) and rows["/units/clerk/"] == ("สำนักปลัด",)
    assert rows["/oit/2564/o30/"] == ("O30", 1) and rows["/oit/2564/o42/"] == ("O42",)


COUNT = """([manifest, words, pieces]) => {
  const search = new Search(manifest, words);
  pieces.forEach(piece => search.add(piece));
  const typed = new Set(pieces.flatMap(({ lines }) => lines).flatMap(line => line.split(/[^ก-๎]+/)).filter(text => text.length > 4).map(search.store.fold));
  const held = text => search.store.pages.filter(({ sections, title }) => search.store.foldSpaced(title).includes(text)
    || sections.some(({ lines }) => lines.some(({ spaced }) => spaced.includes(text))));
  return [typed.size, [...typed].map(text => [text, held(text).length, search.search(text).results.length]).filter(([, stand, found]) => Math.abs(found - stand) > 0.02 * stand)];
}"""


def test_who_types_what_stands_there_gets_just_the_pages_that_hold_it(client, built_fictional):
    folder = built_fictional / "search"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    words, *pieces = (json.loads((folder / name).read_text(encoding="cp874")) for name in (manifest["words"], *(name for name, _ in manifest["pieces"])))
    typed, wrong = client.evaluate(COUNT, [manifest, words, pieces])
    assert typed > 500 and len(wrong) <= 0.02 * typed, wrong  # a title that says just that in other words is beside them


@pytest.mark.parametrize(("one", "other"), [("egp", "e-GP"), ("eLAAS", "e laas"), ("EPLAN", "e-Plan"), ("axecore", "axe-core")])
def test_english_in_one_word_or_several_finds_the_same(pages, built_site, one, other):
    """Each asked first, when nothing is fetched yet."""
    found = [ask_ours_on(pages.open(), built_site, [Query("", query, "")])[0][0].pages for query in (one, other)]
    assert found[0] == found[1] != []


def test_a_result_leads_to_the_heading_that_says_just_what_was_asked(pages, serve_folder, built_site):
    page = pages.open(f"{serve_folder(built_site)}search/?q=ข้อที่ไม่ผ่าน")
    page.wait_for_selector("html[data-search-state=done]", state="attached")
    assert "/ita/2563/#failed" in page.locator("[data-search-result]").first.get_attribute("href")


@pytest.mark.parametrize("query", ["ร้องเรียน", "เบอร์โทรร้องเรียน"])
def test_how_to_complain_leads_to_whom_one_calls(pages, serve_folder, built_site, query):
    """Not to the line of a plan that such a way is to be made, of which nothing is recorded."""
    page = pages.open(f"{serve_folder(built_site)}search/?q={query}")
    page.wait_for_selector("html[data-search-state=done]", state="attached")
    first = page.locator("[data-search-result]").first
    assert "/complaints/#national" in first.get_attribute("href")
    assert "1567" in first.text_content() and "ไม่มีข้อมูล" not in first.text_content()


@pytest.mark.parametrize(("query", "place"), [("สิ่งที่เปลี่ยนแปลง", "changes"), ("ดัชนี", "a-z"), ("ดัชนี ก–ฮ", "a-z"), ("ทุกหน้า เรียงตามพจนานุกรม", "a-z")])
def test_a_page_that_only_lists_others_is_found_by_its_name_and_by_nothing_it_lists(pages, built_site, query, place):
    found = ask_ours_on(pages.open(), built_site, [Query("", query, ""), Query("", "กองคลัง", "")])[0]
    assert found[0].pages[0] == place and not {"changes", "a-z"} & set(found[1].pages)


@pytest.mark.parametrize("query", ["ดอนยายหอม", "เทศบาลตำบลดอนยายหอม", "ทต.ดอนยายหอม"])
def test_the_name_of_the_agency_leads_home(pages, built_site, query):
    assert ask_ours_on(pages.open(), built_site, [Query("", query, "")])[0][0].pages[0] == ""


@pytest.mark.parametrize(("query", "at_most"), [("แจ้งเบาะแส", 1), ("ช่องทางร้องเรียนทุจริต", 1), ("ช่องทางร้องเรียน", 2)])
def test_the_way_to_complain_is_found_in_the_words_people_use(pages, built_site, query, at_most):
    """The measure that such a way is to be made is called so as well."""
    assert "complaints" in ask_ours_on(pages.open(), built_site, [Query("", query, "")])[0][0].pages[:at_most]
