"""All pages of both sites: well formed, linked, with an anchor on every heading, and free of what the pages may not hold."""

import re
from urllib.parse import urljoin

import pytest

from macros.oit import forms
from macros.pages.environment import environment, keeping, phrases
from macros.pages.links import relative
from macros.pages.qr import qr
from macros.pages.registry import FOLDER
from macros.pages.render import render_page
from macros.pages.routes import routes
from macros.pages.views.checklist import STATES
from macros.records.contacts import number_of
from macros.search.extract import extract
from tests.pages.conftest import FICTIONAL, files_of, view
from tests.pages.html import parse

SITES = ["real", "fictional", "empty"]
WRITTEN = {"/", "/about/", "/complaints/", "/privacy/", "/accessibility/"}  # pages of content/ that pages lead to
BASE = "https://host.example"


@pytest.fixture(scope="session", params=SITES)
def rendered(request):
    site = request.getfixturevalue(request.param)
    pages = list(routes(site))
    return {page.address: (page, render_page(site, page)) for page in pages}


@pytest.fixture(scope="session")
def parsed(rendered):
    return {address: (page, parse(html)) for address, (page, html) in rendered.items()}


def test_addresses_are_used_once(request):
    for name in SITES:
        addresses = [page.address for page in routes(request.getfixturevalue(name))]
        assert len(addresses) == len(set(addresses))
        assert all(re.fullmatch(r"/([a-z0-9-]+/)+", address) for address in addresses)


def test_every_page_is_one_line_and_one_block(rendered):
    for address, (_, html) in rendered.items():
        assert "\n" not in html and html.startswith('<div class="ps-record') and html.endswith("</div>"), address


def test_headings_have_ascii_ids_and_ids_are_used_once(parsed):
    for address, (_, root) in parsed.items():
        ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
        assert len(ids) == len(set(ids)), (address, [one for one in ids if ids.count(one) > 1])
        assert all(re.fullmatch(r"[a-z][a-z0-9-]*", one) for one in ids), address
        headings = list(root.all("h1", "h2", "h3", "h4"))
        assert [heading.text for heading in headings if "id" not in heading.attributes] == [], address
        assert [heading.tag for heading in headings].count("h1") == 1 and all(heading.text.strip() for heading in headings), address


def test_headings_go_down_one_level_at_a_time(parsed):
    for address, (_, root) in parsed.items():
        levels = [int(heading.tag[1]) for heading in root.all("h1", "h2", "h3", "h4")]
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:])), (address, levels)


def test_the_contents_list_leads_to_headings(parsed):
    for address, (page, root) in parsed.items():
        ids = {element.attributes.get("id") for element in root.all()}
        assert {anchor for _, anchor in page.toc} <= ids, address
        sections = [section for section in root.all("section") if "ps-section" in section.attributes.get("class", "")]
        if len(sections) >= 4 and page.layout not in ("a-z", "unit", "line"):  # a line's trace leads to its parts
            assert page.toc, address


def test_links_lead_to_pages_and_anchors_that_exist(parsed):
    ids = {address: {element.attributes.get("id") for element in root.all()} for address, (_, root) in parsed.items()}
    dead = []
    for address, (_, root) in parsed.items():
        for element in root.all("a"):
            target = urljoin(BASE + address, element.attributes["href"])
            if not target.startswith(BASE + "/") or "/files/" in target or "/data/" in target or target.endswith(".ics"):
                continue
            path, _, anchor = target.removeprefix(BASE).partition("#")
            path = path.partition("?")[0]
            if path not in {*ids, *WRITTEN} and "/services/" not in path:
                dead.append((address, path))
            elif anchor and path in ids and anchor not in ids[path]:
                dead.append((address, f"{path}#{anchor}"))
    assert dead == []


def test_labels_point_at_ids(parsed):
    for address, (_, root) in parsed.items():
        ids = {element.attributes.get("id") for element in root.all()}
        for element in root.all():
            for name in ("aria-labelledby", "for", "data-filter-for"):
                if name in element.attributes:
                    assert set(element.attributes[name].split()) <= ids, (address, name, element.attributes[name])


def test_nothing_forbidden_is_printed(parsed):
    for address, (_, root) in parsed.items():
        for element in root.all():
            assert element.tag not in ("script", "style", "iframe"), address
            assert "style" not in element.attributes and not [name for name in element.attributes if name.startswith("on")], address


def test_tables_have_captions_and_scopes(parsed):
    for address, (page, root) in parsed.items():
        for table in root.all("table"):
            assert list(table.all("caption")) or page.layout == "print", address  # on paper its heading stands above it
            assert [head.text for head in table.all("th") if head.attributes.get("scope") not in ("col", "row", "rowgroup")] == [], address
            if "ps-table--cards" in table.attributes.get("class", ""):
                for cell in table.all("td"):
                    assert not ("data-label" in cell.attributes and len([c for c in cell.children if not isinstance(c, str) or c.strip()]) > 1), (address, cell.text)


def test_pictures_speak(parsed):
    for address, (_, root) in parsed.items():
        for picture in root.all("svg"):
            inner = "x" in picture.attributes  # a marker within a picture
            assert inner or picture.attributes.get("aria-hidden") == "true" or (picture.attributes.get("role") == "img" and picture.attributes.get("aria-label")), address


def test_nothing_is_said_of_today(rendered):
    for address, (_, html) in rendered.items():
        assert not re.search("เกินกำหนด|วันที่เหลือ|ณ วันนี้", html), address


# ---- facts on pages --------------------------------------------------------------------------------------------------


def page_text(site, address):
    page = next(page for page in routes(site) if page.address == address)
    return " ".join(parse(render_page(site, page)).text.split())


def test_the_real_plan_says_that_nothing_is_recorded(real):
    for page in routes(real):
        if page.kind in ("plan", "measure", "line"):
            root = parse(render_page(real, page))
            classes = " ".join(element.attributes.get("class", "") for element in root.all())
            assert not re.search("ps-status--(done|under-way|not-started)", classes), page.address
    assert "ยังไม่มีการบันทึกความคืบหน้า" in page_text(real, "/measures/2564/m3-8/")


def test_a_line_says_who_and_by_when_before_anything_else(real):
    """In the order of the document, which is that of a phone, of the keyboard and of what is read aloud."""
    page = next(page for page in routes(real) if page.address == "/measures/2564/m3-1/")
    html = render_page(real, page)
    places = [html.index(words) for words in ("</h1>", "ps-status", "ผู้รับผิดชอบ", "ครบกำหนด", 'id="trace"', 'id="steps"')]
    assert places == sorted(places)


def test_a_unit_is_told_once_how_late_a_line_is(fictional):
    page = parse(render_page(fictional, next(page for page in routes(fictional) if page.address == "/units/office/")))
    late = [[inner for inner in row.all("span") if "data-due" in inner.attributes] for row in page.all("li")]
    assert {len(found) for found in late if found} == {1}


def test_a_unit_shows_the_newest_plan_and_of_older_ones_how_far_they_came(fictional):
    """Ten years of lines are thirty screens of a telephone."""
    page = parse(render_page(fictional, next(page for page in routes(fictional) if page.address == "/units/office/")))
    newest, older = [section for section in page.all("section") if section.attributes["aria-labelledby"].startswith("year-")]
    [folded] = older.all("details")
    assert [*newest.all("li")] and not [*newest.all("details")]
    assert [*folded.all("li")] == [*older.all("li")] != [] and "2566" in next(folded.all("summary")).text
    done = [[said for inner in section.all("span") if "ps-status--done" in inner.attributes.get("class", "") and (said := inner.text)[-1:].isdigit()] for section in (newest, older)]
    assert done == [["แล้วเสร็จ 2"], ["แล้วเสร็จ 1"]]


def test_a_title_of_a_whole_sentence_is_set_smaller(real):
    for address, is_long in (("/measures/2564/m3/", True), ("/measures/2564/m3-1/", False)):
        page = next(page for page in routes(real) if page.address == address)
        assert ('<h1 id="top" class="ps-long-title">' in render_page(real, page)) == is_long


def test_a_place_is_named_once_in_a_row_of_the_checklist(real):
    page = next(page for page in routes(real) if page.address == "/oit/2564/")
    rows = [row for row in parse(render_page(real, page)).all("tr") if "data-state" in row.attributes]
    for row in rows:
        places = [link.text for cell in row.all("td") if cell.attributes.get("data-label") == "เผยแพร่ที่" for link in cell.all("a")]
        assert len(places) == len(set(places))


def test_a_file_that_meets_an_element_is_named_with_type_size_and_the_day_of_the_document():
    files = files_of(FICTIONAL)
    name = "measures/2567/disclosures/o26.yml"
    files[name] = files[name].replace(b"no-gift-policy.pdf\n", "no-gift-policy.pdf\n        on: 1 ธ.ค. 2566\n".encode())
    site = view(files, sizes={"files/2567/no-gift-policy.pdf": 240_300})
    assert "no-gift-policy.pdf (PDF, 240 KB) ลงวันที่ 1 ธันวาคม 2566" in page_text(site, "/oit/2567/o26/")


def test_the_plan_page_holds_every_line_and_step(real):
    text = page_text(real, "/measures/2564/")
    for line in real.lines(2564):
        assert all(" ".join(step.text.split()) in text for step in line.steps), line.id
        assert line.line.follow_up in text
    assert "25 พฤศจิกายน 2563" in text and "มีรายการแก้ 15 จาก 15 เรื่อง" in text


def test_every_source_note_of_a_record_is_on_its_page(real):
    for address, notes in [("/measures/2564/", real.plan(2564).source_notes), ("/ita/2563/", real.result(2563).source_notes)]:
        assert notes and all(note in page_text(real, address) for note in notes)
    noted = [line for line in real.lines(2564) if line.notes]
    assert len(noted) >= 3 and all(note in page_text(real, line.address) for line in noted for note in line.notes)


def test_the_result_page_says_what_a_mayor_remembers(real):
    text = page_text(real, "/ita/2563/")
    for words in ("74.95 · ระดับ C", "อีก 0.05 คะแนนถึงระดับ B", "แก้เพียงข้อใดข้อหนึ่งใน 13 ข้อนี้ ก็ถึงระดับ B", "ครบทั้ง 13 ข้อได้ 95.39 คะแนน ระดับ AA", "ตรงกับที่ประกาศ"):
        assert words in text


def test_the_index_lists_every_page_and_what_is_written(fictional):
    page = next(page for page in routes(fictional) if page.address == "/a-z/")
    listed = {urljoin(BASE + "/a-z/", a.attributes["href"]).removeprefix(BASE) for a in parse(render_page(fictional, page)).all("a")}
    assert {page.address for page in routes(fictional)} | {"/about/", "/complaints/"} <= {address.partition("#")[0] for address in listed}


def test_a_permanent_link_is_absolute_where_the_site_knows_its_address(real, empty):
    html = render_page(real, next(page for page in routes(real) if page.address == "/oit/2564/o42/"))
    assert 'data-copy="https://plan.example.go.th/oit/2564/o42/"' in html and "คิวอาร์โค้ด" in html
    units = render_page(empty, next(page for page in routes(empty) if page.address == "/units/clerk/"))
    assert 'data-copy=""' in units and "คิวอาร์โค้ด" not in units  # the button then copies the address in the browser's bar


def test_a_page_names_a_file_that_was_read(real, fictional):
    for site in (real, fictional):
        files = {entry.document.file for entry in site.records.entries}
        for page in routes(site):
            assert page.file in files or not page.file and page.layout in ("measures", "results", "checklists", "data", "search", "a-z", "item", "checklist", "trace"), page.address


# ---- small parts -----------------------------------------------------------------------------------------------------


def modules_drawn(code) -> set[tuple[int, int]]:
    """Column and row of each dark module of a path that is stroked with width 1."""
    dark, x, y = set(), 0.0, 0.0
    assert re.fullmatch(r"M4 4\.5(h\d+|m-?\d+ \d+)+", code.path)
    for step, across, down in re.findall(r"([Mmh])(-?\d+)(?: ([\d.]+))?", code.path):
        if step == "h":
            dark |= {(int(x) + i, int(y)) for i in range(int(across))}
        x, y = (int(across), float(down)) if step == "M" else (x + int(across), y + float(down or 0))
    return dark


def mask_of(text: str) -> int:
    """The mask with which another program draws the very modules of the code of ``text``."""
    import segno

    code = qr(text)
    dark = modules_drawn(code)
    assert {x for x, _ in dark} | {y for _, y in dark} <= set(range(4, code.size - 4))
    drawn = (segno.make(text.encode(), error="m", micro=False, boost_error=False, mode="byte", mask=mask).matrix for mask in range(8))
    return [{(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module} for matrix in drawn].index(dark)


# Lengths on both sides of where a size, its blocks or the length's own width change, and a text that needs a large symbol.
@pytest.mark.parametrize("length", [1, 13, 14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 107, 122, 123, 180, 181, 213, 214, 500])
def test_qr_holds_the_very_modules_of_the_code(length):
    text = ("https://plan.example.go.th/" + "ก" + "measures/2564/m3-10/" * 30)[:length]
    mask_of(text if len(text.encode()) == length else text[: length - 2])


def test_qr_codes_of_a_folder_have_one_mask():
    assert len({mask_of(f"https://plan.example.go.th/measures/2564/{name}/") for name in ("m30", "m31", "a-b", "zzz")}) == 1


@pytest.mark.parametrize(("text", "found"), [
    ("ประจำปีงบประมาณ พ.ศ. 2564", ["ประจำปีงบประมาณ พ.ศ. 2564"]),
    ("มาตรการส่งเสริม ประจำปีงบประมาณ พ.ศ. 2564", ["มาตรการส่งเสริม", "ประจำปีงบประมาณ พ.ศ. 2564"]),
    ("O42 มาตรการภายใน", ["O42 มาตรการภายใน"]),
    ("<b>ตัวหนา</b> & อื่น", ["<b>ตัวหนา</b> & อื่น"]),
    ("", []),
])  # fmt: skip
def test_phrases(text, found):
    root = parse(str(phrases(text)))
    assert [span.text for span in root.all("span")] == found and root.text == " ".join(text.split())


@pytest.mark.parametrize(("text", "name", "kept"), [("ที่ประชุมของเทศบาล<ก> วันนี้", "เทศบาล<ก>", 1), ("ก ก", "ก", 2), ("<b>", "", 0), ("<b>", "ไม่มี", 0)])
def test_a_name_is_kept_together(text, name, kept):
    root = parse(str(keeping(text, name)))
    assert root.text == text and [span.text for span in root.all()] == [name] * kept


@pytest.mark.parametrize(("text", "number"), [("0 2000 0000", "020000000"), ("๐ ๒๐๐๐ ๐๐๐๐ ต่อ ๑๒", "020000000"), ("1205", "1205"), ("+66 2 000 0000", "+6620000000"), ("0 2000 0000-3", "020000000"), ("02-000-0000", "020000000"), ("0 2000 0000 / 0 3000 0000", "020000000")])
def test_phone(text, number):
    assert number_of(text) == number


def test_states_of_items_have_a_look():
    css = "".join(path.read_text(encoding="utf-8") for path in (FOLDER.parents[1] / "theme" / "css").glob("*.css"))
    for state in STATES:
        assert f".ps-item-state--{state}" in css and f".ps-square--{state}" in css


def test_templates_hold_no_styles_scripts_or_handlers():
    for path in [*FOLDER.glob("*.jinja"), *(FOLDER.parent / "layouts").glob("*.jinja")]:
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<script|\|\s*safe", source), path.name
        environment().parse(source)


def test_relative_is_used_for_every_link():
    """Addresses are printed through ``link`` or are the value itself; nothing begins a link with a slash."""
    for path in [*FOLDER.glob("*.jinja"), *(FOLDER.parent / "layouts").glob("*.jinja")]:
        assert not re.search(r'href="/', path.read_text(encoding="utf-8")), path.name
    assert relative("/a/", "/b/") == "../b/"


def test_an_item_and_its_checklist_tell_what_offices_use_and_assessors_accept_and_no_search_takes_it_for_a_disclosure(real):
    form = forms.load(2563)
    item = next(item for item in form.items if item.local_document)
    wanted = {"/oit/2563/": form.submission_rules[0].text, f"/oit/2563/{item.id.lower()}/": item.local_document}
    for page in routes(real):
        if text := wanted.pop(page.address, ""):
            html = render_page(real, page)
            assert text in html and text not in " ".join(section.text for section in extract(html).sections)
    assert not wanted
