"""The search as people use it, in a real browser on a small site."""

import json
import re
from pathlib import Path

import pytest

from macros.search.bench.browser import ask_ours
from macros.search.bench.score import figures, load, misses
from macros.search.bench.sites import pages_of, write_ours
from macros.search.document import Document, Section
from macros.search.extract import document_from_html
from macros.search.words import vocabulary
from macros.thai.fold import fold
from tests.search.small import found

CASES = Path(__file__).parent / "cases"
DONE = "query => document.documentElement.dataset.searchState === 'done' && document.documentElement.dataset.searchQuery === query"


def results(page, query):
    page.wait_for_function(DONE, arg=query)
    links = page.eval_on_selector_all("[data-search-result]", "all => all.map(link => new URL(link.href).pathname)")
    return links


def ask(page, query):
    page.fill("input[type=search]", query)
    return results(page, query)


def test_the_right_page_comes_first(browser, tmp_path):
    write_ours(CASES / "pages", tmp_path)
    outcomes, _ = ask_ours(browser, tmp_path, load(CASES / "queries.json"))
    assert misses(outcomes) == []
    assert figures(outcomes)["queries"] == len(outcomes)


def test_every_word_is_found_on_every_page_that_has_it(client, tmp_path):
    """Counts are those of the pages that contain the word, for each word of the site."""
    write_ours(CASES / "pages", tmp_path)
    documents = [document_from_html(page, address) for address, page in pages_of(CASES / "pages")]
    texts = {d.address: "\n".join([d.title, *(part for s in d.sections for part in (s.heading, s.text))]) for d in documents}
    texts = {address: text.replace("\u200b", "").replace("เเ", "แ").replace("\u0e4d\u0e32", "ำ") for address, text in texts.items()}
    lines = [fold(line) for text in texts.values() for line in text.split("\n")]
    words = [word for word in vocabulary(lines).words if re.fullmatch("[\u0e01-\u0e4e]{2,}", word) and any(word in text for text in texts.values())]
    wanted = [sorted(address for address, text in texts.items() if word in text) for word in words]
    manifest = json.loads((tmp_path / "search/manifest.json").read_text(encoding="utf-8"))
    parts = [json.loads((tmp_path / "search" / name).read_text(encoding="cp874")) for name in (manifest["words"], *(name for name, _ in manifest["pieces"]))]
    find = """([manifest, words, pieces, queries]) => {
      const search = new Search(manifest, words);
      pieces.forEach(piece => search.add(piece));
      return queries.map(query => search.search(query).results.map(result => result.page.address).sort());
    }"""
    found = client.evaluate(find, [manifest, parts[0], parts[1:], words])
    assert len(words) > 100
    assert {word: pages for word, pages, right in zip(words, found, wanted, strict=True) if pages != right} == {}


NAMES, RUNS = ["ข่าวของ ม.ค. 64", "ประชุม 5 มกราคม 2564", "ม.ค. 2564 – มี.ค. 2564", "ต.ค. 2563 – ม.ค. 2564"], ["ธ.ค. 2563 – มี.ค. 2564", "ต.ค. 63 – ก.ย. 64"]
NEITHER = ["ต.ค. 2563 – ธ.ค. 2563", "ก.พ. 2564 – มี.ค. 2564", "ต.ค. 2564 – ก.ย. 2565", "ช่วง ธ.ค. 2563 – มี.ค. 2564"]


@pytest.mark.parametrize("query", ["ม.ค. 64", "มกราคม ๒๕๖๔", "เดือนมกราคม ปี 2564"])
def test_a_month_finds_lines_that_run_in_it_behind_pages_that_name_it(client, query):
    lines = [Document(f"/{text}/", "เรื่อง", kind="line", sections=(Section("", "", text),)) for text in (*NAMES, *RUNS, *NEITHER)]
    places = found(client, [*lines, Document("/unit/", "งาน", kind="unit", sections=(Section("", "", RUNS[0]),))], query)
    assert (sorted(places[:4]), sorted(places[4:])) == (sorted(NAMES), sorted(RUNS))


def test_a_snippet_begins_and_ends_with_a_whole_word(client):
    words = ["ผู้บริหาร", "ตรวจสอบ", "แนวทาง", "การประเมิน", "ของ", "หน่วยงาน", "และ", "เผยแพร่", "ข้อมูล"] * 8
    text = "".join([*words, "ทุจริต", *words])
    parts = client.evaluate("""async text => {
      const { snippet } = await import('/snippet.js');
      const page = { sections: [{ anchor: '', lines: [{ text, folded: text }] }] };
      const store = { foldMapped: (text) => ({ text, map: [...text, ''].map((_, i) => i) }) };
      return snippet(page, [[/ทุจริต/g]], store).parts.map((part) => part.text);
    }""", text)
    assert parts[0] == "… " and parts[-1] == " …" and "ทุจริต" in parts
    shown = "".join(parts[1:-1])
    at = text.index(shown)
    borders = {len("".join([*words, "ทุจริต", *words][:n])) for n in range(len(words) * 2 + 2)}
    assert at in borders and at + len(shown) in borders


def test_a_snippet_shows_where_an_abbreviation_is_written_as_one(client):
    parts = client.evaluate("""async () => {
      const [{ snippet }, { marker }] = await Promise.all([import('/snippet.js'), import('/store.js')]);
      const lines = ['การรับรู้', 'นักเรียนของ รร วัด'].map((text) => ({ text, folded: text }));
      const page = { sections: [{ anchor: '', lines }] };
      const store = { foldMapped: (text) => ({ text, map: [...text, ''].map((_, i) => i) }) };
      return snippet(page, [[marker({ text: 'รร', how: 'dotted' }, {})]], store).parts.filter((part) => part.found || part.text.includes('วัด'));
    }""")
    assert [part["text"] for part in parts] == ["รร", " วัด"]


def test_pasted_text_and_typed_text_find_the_same(page):
    typed = ask(page, "ทุจริต")
    page.fill("input[type=search]", "")
    page.wait_for_function(DONE, arg="")
    page.focus("input[type=search]")
    page.keyboard.insert_text("ทุจริต")  # as pasting and dictation do: no keys, one input event
    assert results(page, "ทุจริต") == typed == ["/oit/2567/o13/", "/oit/2566/o13/"]


def test_the_box_of_a_page_and_the_search_page_give_the_same(page, site):
    under_the_box = ask(page, "กองคลัง")
    page.goto(f"{site}search/?q=กองคลัง")
    assert results(page, "กองคลัง") == under_the_box
    assert page.text_content("[data-search-count]") == f"พบ {len(under_the_box)} หน้า"


@pytest.mark.parametrize("query", ["", "%20"])
def test_an_address_with_an_empty_query_is_done_with_no_result(page, site, query):
    page.goto(f"{site}search/?q={query}")
    assert results(page, query.replace("%20", " ")) == []
    page.fill("input[type=search]", "ทุจริต")
    assert results(page, "ทุจริต") != []


@pytest.mark.parametrize(
    ("query", "notes"),
    [("O13 zzzz", ["ไม่พบ “zzzz”"]), ("O13 zzzz qqqq", ["ไม่พบ “zzzz” “qqqq”"]), ("O13", []), ("O13 คืออะไร", []), ("O13 ทุจริต", [])],
)
def test_what_stands_nowhere_beside_an_item_that_was_named_is_said(page, site, query, notes):
    page.goto(f"{site}search/?q={query}")
    assert results(page, query)[0] == "/oit/2567/o13/"
    said = page.locator("[data-search-page] > .ps-found__note").all_text_contents()
    assert [text for text in said if "ไม่พบ" in text] == notes


def test_the_address_holds_query_and_filters(page, site):
    page.goto(f"{site}search/?q=ทุจริต")
    results(page, "ทุจริต")
    page.click("[data-field=year] button:has-text('2566')")
    assert page.eval_on_selector_all("[data-search-result]", "all => all.length") == 1
    assert "year=2566" in page.url
    page.reload()
    assert results(page, "ทุจริต") == ["/oit/2566/o13/"]


def test_a_query_that_is_submitted_is_a_step_to_which_one_goes_back(page, site):
    """Typing and chips are none: the address follows them, and the step before keeps its own."""
    page.goto(f"{site}search/?q=ทุจริต")
    before = results(page, "ทุจริต")
    page.click("[data-field=year] button:has-text('2566')")
    page.focus("input[type=search]")
    page.keyboard.press("Control+A")
    page.keyboard.type("กองคลัง")
    after = results(page, "กองคลัง")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('[data-search-result]')")
    page.go_back()
    assert results(page, "ทุจริต") == before[1:] and page.input_value("input[type=search]") == "ทุจริต"
    page.go_forward()
    assert results(page, "กองคลัง") == after and "year" not in page.url
    page.go_back()
    results(page, "ทุจริต")
    page.go_back()
    page.wait_for_url(site)


def test_the_first_query_of_an_empty_search_page_is_no_step_from_it(page, site):
    page.goto(f"{site}search/")
    ask(page, "ทุจริต")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('[data-search-result]')")
    page.go_back()
    page.wait_for_url(site)


def test_a_row_of_chips_on_a_phone_fades_where_it_goes_on_and_ends_before_that(page, site):
    page.set_viewport_size({"width": 200, "height": 740})
    page.goto(f"{site}search/?q=กองคลัง")
    page.evaluate("document.querySelector('main').className = 'ps-content'")
    results(page, "กองคลัง")
    row = page.locator("[data-field=kind]")
    fade, wide, narrow, room = row.evaluate("""row => {
      row.scrollLeft = row.scrollWidth;
      const { maskImage, paddingInlineEnd } = getComputedStyle(row);
      return [maskImage, row.scrollWidth, row.clientWidth, row.getBoundingClientRect().right - row.lastChild.getBoundingClientRect().right - parseFloat(paddingInlineEnd)];
    }""")
    assert wide > narrow and fade.startswith("linear-gradient(90deg") and room >= -1


def test_the_keyboard_alone(page):
    ask(page, "ทุจริต")
    page.keyboard.press("ArrowDown")
    chosen = page.get_attribute("input[type=search]", "aria-activedescendant")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "false"
    page.keyboard.press("Escape")
    assert page.get_attribute("input[type=search]", "aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/oit/**")


def test_enter_leads_to_the_search_page(page):
    ask(page, "ทุจริต")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert len(results(page, "ทุจริต")) == 2


def test_what_was_found_is_marked_and_the_link_leads_to_its_heading(page):
    ask(page, "เบาะแส")
    link = page.locator("[data-search-result]").first
    assert link.get_attribute("href").split("#")[1].startswith("protection:~:text=")
    assert link.locator(".ps-found__text mark").all_text_contents() == ["เบาะแส"]
    assert "ปี 2567" in link.locator(".ps-found__facts").text_content()


def test_marks_end_at_thai_letter_clusters(page):
    ask(page, "คุ้มครองข้อมูล")
    assert page.locator(".ps-found__text mark").first.text_content() == "คุ้ม\u200bครองข้อมูล"
    ask(page, "ดุลยพนิจ")
    assert page.locator("[data-search-result] mark").first.text_content() == "ดุลยพินิจ"


def test_a_mark_ends_with_the_word_and_not_with_the_bracket_behind_it(client):
    mark = """async text => {
      const { marked } = await import('/snippet.js');
      return marked(text, [[/ของขวัญ/g]], window.folder).map(({ text, found }) => (found ? `<${text}>` : text)).join('');
    }"""
    for text in ("รับของขวัญ (ตัวอย่าง)", "(ของขวัญ) ตัวอย่าง", "“ของขวัญ” และ “อื่น”", "ของขวัญ"):
        assert client.evaluate(mark, text) == text.replace("ของขวัญ", "<ของขวัญ>")


def test_a_small_word_is_marked_only_where_it_stands_by_itself(client):
    found = client.evaluate("""async text => {
      const [{ marker }, { Pairs }] = await Promise.all([import('/store.js'), import('/pairs.js')]);
      const store = { words: new Set(['ข้อมูล', 'ข้อ', 'มูล']), listed: new Pairs('\\nข้อมูล\\nข้อ\\nมูล\\n') };
      return [...text.matchAll(marker({ text: 'ข้อ', how: 'alone' }, store))].map((match) => match.index);
    }""", "ข้อมูลของข้อนี้")
    assert found == ["ข้อมูลของข้อนี้".rindex("ข้อ")]


@pytest.mark.parametrize("query", ["พาสปอร์ต", "asdfgh"])
def test_nothing_is_said_honestly_with_a_way_on(page, query):
    assert ask(page, query) == []
    shown = page.text_content(".ps-found")
    assert query in shown and "ค้นทั้ง 16 หน้า" in shown
    assert page.get_attribute(".ps-found__ways a", "href").endswith("/a-z/")


def test_the_ways_on_stand_once(page, site):
    """The page itself names them for who has no script, and where there are results."""
    page.goto(f"{site}search/")
    page.eval_on_selector("[data-search-page]", "place => place.insertAdjacentHTML('afterend', '<p>หาไม่พบหรือใช้การค้นหาไม่ได้</p>')")
    shown = []
    for query in ("asdfgh", "เบาะแส"):
        ask(page, query)
        shown.append((page.locator(".ps-found__ways").count(), page.locator("[data-search-page] ~ p").is_visible()))
    assert shown == [(1, False), (0, True)]


def test_what_is_near_is_offered_but_is_no_result(page):
    assert ask(page, "เบี้ยยังชีพมนุษย์ต่างดาว") == []
    near = page.locator(".ps-found__near a")
    assert near.first.text_content() == "เบี้ยยังชีพผู้สูงอายุ"
    assert page.locator(".ps-found__near .ps-found__facts").count() == near.count()
    assert near.first.get_attribute("data-search-result") is None


def test_a_mended_query_says_so(page):
    ask(page, ",k9idki")
    assert "มาตรการ" in page.text_content(".ps-found__note")


def test_screen_readers_hear_the_count(page):
    ask(page, "ทุจริต")
    page.wait_for_function("() => document.querySelector('[aria-live]').textContent === 'พบ 2 หน้า'")


def test_a_letter_being_composed_is_not_searched(page):
    ask(page, "ทุจริต")
    page.eval_on_selector("input[type=search]", "box => { box.value = 'ทุจ'; box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true })); }")
    assert page.get_attribute("html", "data-search-query") == "ทุจริต"


def test_nothing_is_stored(page):
    ask(page, "ทุจริต")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
