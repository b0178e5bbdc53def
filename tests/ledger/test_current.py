"""Which addresses a site has, and which of the ids on a page are promised."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from macros.ledger.current import addresses, anchors_in, record_of


def test_pages_of_records_pages_of_content_and_files():
    line = SimpleNamespace(kind="line", title="ประชุม", file="measures/2564/m3.yml")
    about = SimpleNamespace(meta=SimpleNamespace(title="เกี่ยวกับ"), file="content/about.md")
    stone = SimpleNamespace(kind="gone", title="x", file="")
    sources = {"measures/2564/m3-1/index.md": line, "about.md": about, "gone/index.md": stone}
    anchors = {"measures/2564/m3-1/index.md": ("top",), "about.md": ("team",)}
    found = addresses(sources, anchors.__getitem__, ["files/plan.pdf", "units/law/calendar.ics"])
    assert [(one.address, one.kind, one.record, one.title, one.anchors, one.source) for one in found] == [
        ("/about/", "page", "page /about/", "เกี่ยวกับ", ("team",), "content/about.md"),
        ("/measures/2564/m3-1/", "line", "line 2564/m3-1", "ประชุม", ("top",), "measures/2564/m3.yml"),
        ("/files/plan.pdf", "file", "", "plan.pdf", (), ""),
        ("/units/law/calendar.ics", "data", "", "calendar.ics", (), ""),
    ]


def test_headings_and_elements_are_promised_and_wiring_is_not():
    text = """
## ทีมงาน {#team}
### ที่ตั้ง {: .wide #place }
<h2 class="x" id="steps">ก</h2> <li id="e1">ข</li> <tr id='no'> <input id="q"> <svg><path id="p"/></svg>
<section id="weak"><h3 id="weak-title">ค</h3></section> <article id="card-m1"></article> <div id="ps-menu"></div> <h4 id="page-title">ง</h4>
"""
    assert anchors_in(text) == ("e1", "page-title", "place", "steps", "team", "weak")


def test_the_record_behind_a_page():
    found = [record_of(address, kind) for address, kind in [("/measures/2564/", "plan"), ("/measures/2564/m1/", "measure"), ("/ita/2563/", "ita"), ("/oit/2564/o42/", "oit-item"), ("/units/finance/", "unit"), ("/a-z/", "index")]]
    assert found == ["plan 2564", "measure 2564/m1", "ita-result 2563", "disclosure 2564/O42", "unit finance", ""]


@given(st.text("<>{}#\"= abc-\n", max_size=200))
def test_any_text_has_anchors_or_none(text):
    assert all(name and not name.isspace() for name in anchors_in(text))
