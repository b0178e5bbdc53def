"""The index at build: what is taken from pages, and that it comes out the same each time."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import text

from macros.search import bundle as bundled
from macros.search import synonyms
from macros.search import words as dictionary
from macros.search.bench.sites import CLIENT
from macros.search.bundle import bundle
from macros.search.document import Document, Section
from macros.search.extract import document_from_html, extract
from macros.search.fields import guess
from macros.search.index import MANIFEST, build, packed
from macros.search.words import may_cut, vocabulary
from macros.thai.fold import SPECIFICATION, fold


def page(number, text="ข้อความ"):
    return Document(f"/p{number}/", f"หน้า {number}", sections=(Section("", "", text),))


def test_the_order_of_documents_does_not_matter():
    documents = [page(n, f"บรรทัดที่ {n}\nบรรทัดร่วม") for n in range(40)]
    first = build(documents, {})
    random.Random(1).shuffle(documents)
    assert build(documents, {}) == first


def test_files_are_named_by_their_content():
    one, other = build([page(1)], {}), build([page(2)], {})
    assert [name for name in one if name in other and one[name] != other[name]] == [MANIFEST]


def test_all_files_are_named_in_the_manifest():
    files = build([page(n, "ก" * n + "\n" + str(n) * 3000) for n in range(60)], {})
    manifest = json.loads(files[MANIFEST])
    assert {name for name, _ in manifest["pieces"]} | {manifest["words"], MANIFEST} == set(files)
    assert len(manifest["pieces"]) > 1
    assert manifest["pages"] == 60


def test_a_line_is_stored_once():
    files = build([page(n, "บรรทัดที่ทุกหน้ามี") for n in range(9)], {})
    assert sum(content.count("บรรทัดที่ทุกหน้ามี".encode("cp874")) for name, content in files.items() if name.startswith("pages")) == 1


@pytest.mark.parametrize(("html", "sections"), [
    ("<h1>ความโปร่งใสของอบต.ก</h1><p>ข้อความ", [Section("", "ความโปร่งใสของอบต.ก", "ข้อความ")]), ("<h1>หน้า แรก</h1><p>ข้อความ", [Section("", "", "ข้อความ")]),
    ("<h1>งาน</h1><h2 id=a>ข</h2><p>ค", [Section("", "งาน", ""), Section("a", "ข", "ค")]), ("<h1>งาน</h1>", [Section("", "งาน", "")]), ("<p>ค", [Section("", "", "ค")]),
])  # fmt: skip
def test_what_a_page_is_headed_by_is_found_beside_its_title(html, sections):
    assert list(document_from_html(html, "/", title="หน้าแรก").sections) == sections


def test_no_pages_make_an_index_that_finds_nothing():
    assert json.loads(build([], {})[MANIFEST])["pages"] == 0


@given(text())
def test_pieces_hold_any_text(value):
    assert json.loads(packed([value, "ก–“”…é😀\u0085\u2028"]).decode("cp874"))[0] == value


def test_description_and_units_are_found_too():
    files = build([Document("/a/", "ก", unit=("กองคลัง",), description="คำอธิบาย", sections=(Section("", "", "คำอธิบาย"),))], {})
    piece = json.loads(next(content for name, content in files.items() if name.startswith("pages")).decode("cp874"))
    assert piece["lines"].count("คำอธิบาย") == 1 and "กองคลัง" in piece["lines"]


def test_a_row_has_the_item_or_the_name_and_says_that_a_page_is_empty():
    files = build([Document("/a/", "ก", name="แผนและมาตรการ"), Document("/b/", "ข", item="O1", name="แบบ", empty=True)], {})
    piece = json.loads(next(content for name, content in files.items() if name.startswith("pages")).decode("cp874"))
    assert sorted(row[4:] for row in piece["pages"]) == [["O1", [], 1], ["แผนและมาตรการ", []]]


def test_sections_of_a_page():
    html = """<h1 id="t">ชื่อ<a class="headerlink" href="#t">¶</a></h1><p>ต้น<br>บรรทัด</p><nav>เมนู</nav>
      <div data-search="off">ซ่อน <b>ไว้</b></div><h2 id="a">หัว <em>ข้อ</em></h2><ul><li>หนึ่ง<li>สอง</ul><script>x()</script>
      <table><tr><td>ซ้าย</td><td>ขวา</td></tr></table><h3>ไม่มีที่อยู่</h3><p>ท้าย</p><footer>เท้า</footer>"""
    assert extract(html).sections == (
        Section("", "", "ต้น\nบรรทัด"), Section("a", "หัว ข้อ", "หนึ่ง\nสอง\nซ้าย\nขวา"), Section("", "ไม่มีที่อยู่", "ท้าย"),
    )  # fmt: skip


@pytest.mark.parametrize("html", ["", "<p>", "</p></div>", "<h2 id=x>", "<!-- <p>", "<b><i></b>ค</i>", "&#0;&bogus;<"])
def test_broken_html_is_read_as_well_as_can_be(html):
    assert isinstance(extract(html).sections, tuple)


def test_what_is_not_said_is_read_from_the_address():
    document = document_from_html("<h1>O42 มาตรการ</h1><p>ก</p>", "/oit/2564/o42/")
    assert (document.title, document.year, document.item, document.kind) == ("O42 มาตรการ", 2564, "O42", "oit")


@pytest.mark.parametrize(
    ("address", "title", "year", "item"),
    [
        ("/oit/2564/o42/", "x", 2564, "O42"),
        ("/oit/2564/o05/", "x", 2564, "O5"),
        ("/news/a/", "ผลประเมิน ปีงบประมาณ พ.ศ. ๒๕๖๕", 2565, None),
        ("/a/", "O7 ข่าว ปี 2566", 2566, "O7"),
        ("/a/", "โครงการ 2564 หลัง", None, None),
        ("/a/", "OIT คืออะไร", None, None),
    ],
)
def test_fields(address, title, year, item):
    fields = guess(address, title)
    assert (fields.year, fields.item) == (year, item)


def test_the_list_of_thai_words_is_folded():
    assert [word for word in dictionary._dictionary() if fold(word) != word] == []


def test_words_are_cut_between_letter_clusters():
    words, _, pairs = vocabulary(["การจัดซื้อพัสดุ", "เเปลกๆabc12", "การจัดซื้อพัสดุอื่น"])
    assert {"พัสดุ", "abc12"} <= set(words)
    assert all(may_cut(word + "ก", len(word)) for word in words + pairs if word[-1] not in "เแโใไ")


def test_synonyms():
    table = synonyms.parse([["ก.ข.", "คง"], {"จฉ": ["คง", "ชซ"]}])
    assert table == {"กข": ("ก.ข.", "คง"), "คง": ("ก.ข.", "คง"), "จฉ": ("คง", "ชซ")}
    assert synonyms.merge(table, {"จฉ": ("ฌญ",)})["จฉ"] == ("ฌญ", "คง", "ชซ")


@pytest.mark.parametrize("bad", ["ก", ["ก"], [], {}, None, {"ก": [None]}, ["ก", "..."], ["ก", ["ข"]]])
def test_bad_synonyms_are_refused_with_their_place(bad):
    with pytest.raises(synonyms.BadSynonyms) as refused:
        synonyms.parse([["ก", "ข"], bad])
    assert refused.value.place == 2


def test_the_list_that_ships_is_sound():
    assert len(synonyms.default()) > 500


def test_synonyms_that_no_page_uses_are_left_out():
    files = build([page(1, "แจ้งเบาะแส")], synonyms.parse([["ร้องเรียน", "แจ้งเบาะแส"], ["แมว", "สุนัข"]]))
    words = json.loads(next(content for name, content in files.items() if name.startswith("words")).decode("cp874"))
    assert words["synonyms"] == "ร้องเรียน||=แจ้งเบาะแส"


def test_a_line_that_comes_for_the_first_time_needs_no_number():
    pages = [Document(f"/{n}/", "ชื่อ", sections=(Section("", "", "ก\nข" if n == 1 else "ข\nค\nก"),)) for n in (1, 2)]
    piece = json.loads(next(content for name, content in build(pages, {}).items() if name.startswith("pages")).decode("cp874"))
    assert piece["lines"] == ["", "ก", "ข", "ชื่อ", "ค"]
    assert [(title, sections) for _, title, _, _, _, sections in piece["pages"]] == [(0, [["", 0, 0, 0]]), (4, [["", 1, 3, 0, 2]])]


def test_other_names_are_sent_once_and_may_have_any_signs(client):
    names = ["1205", "ก|ข", "#3", "=ง", "สายด่วน"]
    files = build([page(1, "1205 ก ข 3 ง สายด่วน")], synonyms.parse([["สายด่วน", *names[:4]], {"ฮอต": names}]))
    words = json.loads(next(content for name, content in files.items() if name.startswith("words")).decode("cp874"))
    assert words["synonyms"] == "|สายด่วน|1205|ก ข|3|ง\nฮอต||=#1|=#2|=#3|=#4|=#0"
    others = client.evaluate("([fold, words]) => [...new Search({ fold }, words).vocabulary.others]", [SPECIFICATION, words])
    assert dict(others)["ฮอต"] == ["1205", "กข", "3", "ง", "สายด่วน"] and dict(others)["ง"] == ["สายด่วน", "1205", "กข", "3"]


def test_the_bundle_loses_spaces_only_where_none_is_said_or_looked_for():
    code = "const f = (a, b) => /^[ -~]* = \\/ $/.test(a)\n? 'x = \\' y' : `${a} =\n ${b + 1} = ` + a - -b / 2;\nreturn / = /;\nif (a) b()\nelse c();\nconst g = (x) => { h(x); };\n"
    tight = "let f=(a,b)=>/^[ -~]* = \\/ $/.test(a)?'x = \\' y':`${a} =\n ${b + 1} = ` + a - -b/2;return / = /;if(a)b()\nelse c();let g=x=>{h(x)};"
    assert bundled._tight(code) == tight


def test_the_bundle_names_what_follows_each_other_with_one_word_and_leaves_the_zero_out():
    code = "const a = 0.5;\nconst { b } = (c) => { let d = 10.5; let e = '; let f'; };\nfor (let i = 0; i < 2; i++) g();\nlet h = 1;\nh();\nlet k = 2;\n"
    assert bundled._tight(code) == "let a=.5,{b}=c=>{let d=10.5,e='; let f'};for(let i=0;i<2;i++)g();let h=1;h();let k=2;"


def test_the_bundle_shortens_names_that_no_template_speaks_of():
    code = "const MOST = 2;\nconst SAID = 'MOST_OF';\nconst OTHER = 3;\nf(`${SAID}`, x.OTHER, OTHER + SAID, ...OTHER);\n"
    assert bundled._shortened(code) == "const MOST = 2;\nconst SAID = 'MOST_OF';\nconst $2 = 3;\nf(`${SAID}`, x.OTHER, $2 + SAID, ...$2);\n"


def test_the_bundle_knows_each_string_and_regular_expression_of_the_modules():
    """What is left between them has no quotes, and divides only numbers."""
    for path in CLIENT.glob("*.js"):
        code = "".join(bundled._LITERAL.split(bundled._without_comments(path.read_text(encoding="utf-8")))[::2])
        assert not re.search(r"['\"`]|(?<![\w)\]] )/|/(?! )", code), path.name


def test_the_bundle_has_no_imports_left():
    text = bundle().decode()
    assert "import " not in text and "export " not in text
    assert text.index("function createFolder") < text.index("class Store") < text.index("document.body.append(live)")


def test_the_bundle_refuses_a_name_that_two_modules_have():
    """They become one module, in which the later would take the place of the first, or the browser refuse both."""
    with pytest.raises(ValueError, match="BOTH, join"):
        bundled._refuse_namesakes(["const BOTH = 1;\nexport function join() {}\nconst one = 1;\n", "export const BOTH = 2;\nasync function join() {}\nconst other = () => { const one = 2; };\n"])


def test_building_needs_nothing_but_yaml():
    """The index is made wherever the engine runs: no browser, no package of the tests."""
    code = "import sys, macros.search.index, macros.search.synonyms; print(sorted({m.split('.')[0] for m in sys.modules} & {'playwright', 'markdown', 'hypothesis'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True)
    assert done.stdout.strip() == "[]"
