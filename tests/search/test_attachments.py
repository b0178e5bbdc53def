"""Text of attached files, and that no file can harm the build."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from macros.search import attachments
from macros.search.attachments import text_of
from macros.search.document import Section
from macros.search.extract import document_from_html

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def docx(body, part="word/document.xml"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, body)
    return out.getvalue()


def pdf(text):
    """A PDF of one page that shows `text` (ASCII)."""
    content = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + rows + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_word():
    body = "<w:p><w:r><w:t>แผน</w:t></w:r><w:r><w:t>จัดซื้อ</w:t><w:tab/><w:t>ปี ๒๕๖๔</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>ท้าย</w:t></w:r></w:p>"
    assert text_of("แผน.DOCX", docx(WORD.format(body))) == "แผนจัดซื้อ ปี ๒๕๖๔\nท้าย"


def test_excel():
    book = Workbook()
    book.active.append(["ลำดับ", "รายการ", 1250.5])
    book.create_sheet("สอง").append(["กองคลัง"])
    out = io.BytesIO()
    book.save(out)
    assert text_of("a.xlsx", out.getvalue()) == "ลำดับ รายการ 1250.5\nกองคลัง"


def test_pdf():
    assert text_of("a.pdf", pdf("Open data 2564")) == "Open data 2564"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.zip", "ไม่มีนามสกุล"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\0" * 99, docx("<broken"), docx("x", "other.xml")])
def test_broken_files_have_no_text(name, data):
    assert text_of(name, data) == ""


def test_entities_are_not_unfolded():
    bomb = '<!DOCTYPE x [<!ENTITY a "ฮ"><!ENTITY b "&a;&a;&a;">]>' + WORD.format("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")
    assert text_of("a.docx", docx(bomb)) == ""


def test_text_of_a_linked_file_belongs_to_the_heading_above_the_link():
    asked = []
    html = '<h1>x</h1><h2 id="files">เอกสาร</h2><p><a href="../f/a.docx">แผน</a> <a href="b.pdf#p=2">ไม่มี</a> <a href="c.html">หน้า</a></p>'
    document = document_from_html(html, "/a/", lambda href: asked.append(href) or ("กขค" if "docx" in href else ""))
    assert document.sections[-1] == Section("files", "", "กขค")
    assert asked == ["../f/a.docx", "b.pdf#p=2"]


def test_sizes_are_limited(monkeypatch):
    long = docx(WORD.format("<w:p><w:r><w:t>กขค</w:t></w:r></w:p>" * 100))
    monkeypatch.setattr(attachments, "LONGEST_TEXT", 20)
    assert len(text_of("a.docx", long)) <= 21
    monkeypatch.setattr(attachments, "LARGEST_PART", 50)
    assert text_of("a.docx", long) == ""
    monkeypatch.setattr(attachments, "LARGEST_FILE", 50)
    assert text_of("a.pdf", pdf("x")) == ""


def test_letters_for_which_a_pdf_tells_no_characters_leave_a_word_that_can_be_found():
    """As Chromium prints น้ำ in Sarabun: the ring and the tone are one letter without a name."""
    assert attachments.tidy(["ลุ่มน\0า จำนวน\x02 3"]) == "ลุ่มนำ จำนวน 3"
