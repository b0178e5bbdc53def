"""An index that pages come to and go from is the index made anew, whatever came and went in whatever order."""

import dataclasses
import random
import zlib

import pytest

from macros.search import pieces, rows, synonyms
from macros.search.contents import Contents
from macros.search.document import Document, Section
from macros.search.extract import Extract
from macros.search.index import MANIFEST, Index, build
from macros.search.rows import Row
from macros.thai.fold import by_the_table

TABLE = synonyms.parse([["งบประมาณ", "budget"], ["ร้องเรียน", "ร้องทุกข์"], ["แผน 3 ปี", "แผนสามปี"], ["e-GP", "จัดซื้อ จัดจ้าง"], ["อบต", "ทต"]])
LINES = ["ข้อความร่วม", "งบประมาณ ปี 2564", "งบ ประมาณ ปี ๒๕๖๔", "budget", "เรื่อง ร้อง ทุกข์", "แผน 3 ปี", "แผน3ปี", "e-GP", "จัดซื้อ", "จัดซื้อจัดจ้าง", "อ.บ.ต.", "", "–", "“é”"]


def updated(index, documents, gone, table, ways=()):
    for document in documents:
        index.put(document)
    for address in gone:
        index.drop(address)
    return index.files(table, ways)


def a_document(some, number):
    lines = [some.choice(LINES) if some.random() < 0.6 else f"{some.choice(LINES)} {some.randrange(60)}" for _ in range(some.randrange(1, 9))]
    sections = tuple(Section(some.choice(["", "top", 'a"b']), some.choice(LINES), "\n".join(lines)) for _ in range(some.randrange(3)))
    return Document(
        f"/p{number}/", f"{some.choice(LINES)} {some.randrange(9)}", *some.choice([("page", "หน้าเว็บ"), ("plan", "แผน")]), some.choice([None, 2564, 2565]),
        tuple(some.sample(LINES, some.randrange(3))), some.choice([None, "O1"]), some.choice(LINES), sections,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_any_row_of_changes_gives_what_is_made_anew(seed, monkeypatch):
    monkeypatch.setattr(pieces, "_PIECE", 400)
    monkeypatch.setattr(pieces, "_RUN", 5)
    some, there, have, index = random.Random(seed), {}, {}, Index()
    for step in range(25):
        news = [a_document(some, some.randrange(60)) for _ in range(some.choice([0, 1, 1, 1, 2, 40]))]
        news = list({document.address: document for document in news}.values())
        gone = some.sample(sorted(there), min(len(there), some.choice([0, 0, 1, 1, 2, 30])))
        gone = [address for address in gone if address not in {document.address for document in news}]
        there = {address: document for address, document in there.items() if address not in gone} | {document.address: document for document in news}
        table = TABLE if step % 7 else {}
        made = updated(index, news, [*gone, "/never-there/"], table, [("ก", "/a/")])
        have = {name: have[name] if data is None else data for name, data in made.items()}
        assert have == build(list(there.values()), table, [("ก", "/a/")])


def test_one_page_changes_few_files():
    documents = {f"/measures/2564/m{number}/": _page(number) for number in range(400)}
    index = Index()
    have = dict(updated(index, documents.values(), (), TABLE))
    assert all(data is None for name, data in updated(index, (), (), TABLE).items() if name != MANIFEST)
    for number, change in enumerate((_renamed, _gone, _new, _gone, _renamed)):
        news, gone = change(list(documents.values())[80 * number + 7])
        documents = {address: document for address, document in documents.items() if address not in gone} | {document.address: document for document in news}
        made = updated(index, news, gone, TABLE)
        assert sum(data is not None for data in made.values()) < 6
        have = {name: have[name] if data is None else data for name, data in made.items()}
        assert have == build(documents.values(), TABLE)


def _page(number):
    text = f"ข้อความของเรื่องที่ {number} งบประมาณ\nบรรทัดที่เหมือนกันทุกหน้า\n" + f"รายงานผลครั้งที่ {number * 37 % 97} " * 40
    return Document(f"/measures/2564/m{number}/", f"เรื่องที่ {number}", description=f"คำอธิบาย {number}", sections=(Section("top", "หัวข้อ", text),))


def _renamed(page):
    return [dataclasses.replace(page, title="เรื่องใหม่ ร้องทุกข์ budget")], []


def _gone(page):
    return [], [page.address]


def _new(page):
    return [dataclasses.replace(page, address="/new/", description="คำที่ไม่เคยมี")], []


def test_runs_begin_anew_when_the_page_that_began_one_goes():
    """The case in which a run joins the one before it."""
    documents = [_page(number) for number in range(600)]
    starts = [document for document in documents if zlib.crc32(document.address.encode()) % pieces._RUN == 0]
    index = Index()
    updated(index, documents, (), {})
    updated(index, (), [document.address for document in starts], {})
    assert updated(index, starts, (), {}).keys() == build(documents, {}).keys()


def test_folding_makes_no_consonants():
    """A line with a consonant that a text lacks does not stand in it: so the index decides quickly what a page's head adds."""
    thai = [chr(code) for code in range(0x0E00, 0x0E80)]
    others = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000 and not 0x0E00 <= code < 0x0E80]
    assert not rows._CONSONANTS.intersection(by_the_table("".join(others)))
    assert all(rows._CONSONANTS.intersection(by_the_table(letter)) <= {letter} for letter in thai)


@pytest.mark.parametrize(
    ("head", "text", "added"),
    [("ก ข", "กข", []), ("กข", "ก. ข", []), ("ก\nข", "ก\n\nข", []), ("ก\nข", "ก\nค\nข", ["ก", "ข"]), ("กข", "ก\nข", ["กข"]), ("–", "ก", []), ("2564", "ปี ๒๕๖๔", []), ("e-GP", "E GP", [])],
)
def test_what_the_head_says_is_added_when_the_text_does_not(head, text, added):
    document = Document("/a/", "ก", description=head, sections=(Section("", "", text),))
    assert rows._more(document) == added


def test_no_line_is_kept_that_no_page_has():
    index = Index()
    updated(index, [_page(1), _page(2)], (), TABLE)
    updated(index, (), ["/measures/2564/m1/", "/measures/2564/m2/"], TABLE)
    assert not index._lines and not index._words._alike and not index._words._words._words and not index._words._words._pairs
    assert not any(index._lines.text) and isinstance(Row(_page(3), index._lines).numbers[0], int)


def test_contents_share_the_lines_of_the_index_and_are_not_in_it():
    contents = Contents()
    index, pages = Index(contents.lines), [_page(1), _page(2)]
    read = [Extract(page.title, page.sections, (("../a.pdf", "top"),)) for page in pages]
    contents["a"], contents["b"] = read
    assert [contents["a"], contents["b"]] == read
    assert updated(index, pages[:1], (), TABLE) == build(pages[:1], TABLE)
    have = {**build(pages[:1], TABLE), **{name: data for name, data in updated(index, pages[1:], (), TABLE).items() if data is not None}}
    assert have.items() >= build(pages, TABLE).items()
    contents["b"] = read[0]
    del contents["a"]
    updated(index, (), [page.address for page in pages], TABLE)
    assert contents["b"] == read[0] and set(contents.lines) == {line for section in read[0].sections for line in (section.heading, *section.lines)}
    del contents["b"]
    updated(index, (), (), TABLE)
    assert not contents.lines and not any(contents.lines.text)


def test_pieces_may_be_taken_as_they_are_made():
    index, pages, taken = Index(), [_page(number) for number in range(300)], {}
    for page in pages:
        index.put(page)
    files = index.files(TABLE, (), taken.__setitem__)
    assert {name for name, data in files.items() if data is None} == taken.keys()
    assert {**files, **taken} == build(pages, TABLE)
