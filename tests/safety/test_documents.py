"""Personal data that stands in attached documents."""

import io
import signal
import struct
import zipfile
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from macros.records.privacy import is_citizen
from macros.search.attachments import _READERS
from macros.site.attachments.cleaning import cleaned, judging, worker
from macros.site.attachments.cleaning.old_sheets import in_old_workbook
from macros.site.attachments.cleaning.verdict import TooLong, verdict
from macros.site.attachments.private_documents import in_documents
from macros.site.whole.searching import _attached

CARD = next(f"110170020345{last}" for last in "0123456789" if is_citizen(f"110170020345{last}"))
PUBLIC = "0994000165501"  # of a juristic person


def word(text):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text[:9]}</w:t></w:r><w:r><w:t>{text[9:]}</w:t></w:r></w:p></w:body></w:document>')
    return out.getvalue()


def excel(text):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["B7"] = text
    book.save(out)
    return out.getvalue()


def pdf(text):
    writer, out = PdfWriter(), io.BytesIO()
    page, stream = writer.add_blank_page(300, 100), DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 50 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})})
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "made"), [("a.docx", word), ("a.xlsx", excel), ("a.pdf", pdf)])
def test_a_citizens_number_in_a_document_is_found(tmp_path, name, made):
    (tmp_path / name).write_bytes(made(f"No. {CARD} and {CARD}"))
    found = [(problem.code, problem.place.file, problem.params["found"]) for problem in in_documents(tmp_path, [name], ())]
    assert found == [("personal-id", f"content/{name}", CARD)]
    assert list(in_documents(tmp_path, [name], {CARD})) == []


@pytest.mark.parametrize(("name", "made"), [("a.docx", word), ("a.xlsx", excel), ("a.pdf", pdf)])
def test_numbers_of_offices_and_amounts_are_not(tmp_path, name, made):
    (tmp_path / name).write_bytes(made(f"{PUBLIC} budget 12,500,000.00 of 2564"))
    assert list(in_documents(tmp_path, [name], ())) == []


def test_a_document_that_cannot_be_read_is_no_crash(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nnonsense")
    assert [problem.code for problem in in_documents(tmp_path, ["a.pdf", "gone.docx"], ())] == ["attachment-damaged"]


def test_it_stops_the_build_of_a_site(site_copy):
    from macros.site.project import load_project

    root = site_copy()
    (root / "content" / "files").mkdir(exist_ok=True)
    (root / "content" / "files" / "list.xlsx").write_bytes(excel(CARD))
    assert ("personal-id", "content/files/list.xlsx") in {(problem.code, problem.place.file) for problem in load_project(root).problems}


# ---- who commented -----------------------------------------------------------------------------------------------------


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(("name", "parts"), [
    ("a.docx", {"word/comments.xml": '<w:comment w:author="Somchai" w:initials="Somchai"><w:t>ดี</w:t></w:comment>'}),
    ("a.docx", {"word/document.xml": '<w:ins w:author="Somchai" w:date="2020-01-01"><w:t>ดี</w:t></w:ins>'}),
    ("a.docx", {"word/people.xml": '<w15:person w15:author="Somchai"/><w:t>ดี</w:t>'}),
    ("a.xlsx", {"xl/comments1.xml": "<authors><author>Somchai</author></authors><t>ดี</t>"}),
    ("a.xlsx", {"xl/persons/person.xml": '<person displayName="Somchai" userId="Somchai"/>ดี'}),
    ("a.pptx", {"ppt/commentAuthors.xml": '<p:cmAuthor id="1" name="Somchai" initials="Somchai"/>ดี'}),
    ("a.odt", {"content.xml": "<office:change-info><dc:creator>Somchai</dc:creator></office:change-info><text:p>ดี</text:p>"}),
])  # fmt: skip
def test_who_commented_is_left_out(name, parts):
    clean = cleaned(name, zipped(parts))
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        text = archive.read(next(iter(parts))).decode()
    assert "Somchai" not in text and "ดี" in text
    assert cleaned(name, clean) == clean


def test_who_wrote_a_note_in_a_pdf_is_left_out():
    writer, out = PdfWriter(), io.BytesIO()
    note = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Text"), "/T": TextStringObject("Somchai"), "/Contents": TextStringObject("good"), "/Rect": ArrayObject([NumberObject(0)] * 4)}
    writer.add_blank_page(9, 9)[NameObject("/Annots")] = ArrayObject([DictionaryObject({NameObject(key): value for key, value in note.items()})])
    writer.write(out)
    assert b"Somchai" in out.getvalue()
    clean = cleaned("a.pdf", out.getvalue())
    assert b"Somchai" not in clean and b"good" in clean


# ---- time, memory, and a process that dies -----------------------------------------------------------------------------


class Clock:
    """Lets the piece of work with this number go on for ever, as far as the clock is concerned."""

    def __init__(self, stops_at):
        self.left = stops_at

    def __call__(self, seconds):
        self.left -= bool(seconds)
        if seconds and self.left == 0:
            raise TooLong


def test_a_document_gets_no_more_time_than_it_is_given():
    data = zipped({"word/document.xml": f"<w:p>{CARD}</w:p>", "word/footer1.xml": "<w:p>0812345678</w:p>"})
    assert verdict("a.docx", data, Clock(1)).code == "attachment-endless"
    assert [one[0] for one in verdict("a.docx", data, Clock(3)).personal] == ["personal-id"] and verdict("a.docx", data, Clock(3)).unread
    whole = verdict("a.docx", data, Clock(99))
    assert [one[0] for one in whole.personal] == ["personal-phone", "personal-id"] and not whole.unread


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows knows no processor time of one piece of work")
def test_the_clock_of_the_process_stops_what_goes_on_for_ever():
    clock = worker._Clock(60)
    with pytest.raises(TooLong):
        clock(0.05)
        while True:
            pass
    clock(0)


def test_a_process_that_dies_is_a_problem_and_the_next_file_is_read(tmp_path, monkeypatch):
    (tmp_path / "a.docx").write_bytes(word(CARD + " first"))
    (tmp_path / "b.docx").write_bytes(word(CARD + " second"))
    process = judging._Worker()
    monkeypatch.setattr(judging, "_worker", process)
    assert judging.judge(tmp_path / "b.docx").personal
    process.process.kill()
    process.process.wait()
    assert process.judge(tmp_path / "b.docx").personal, "a new process is begun"
    monkeypatch.setattr(process, "_ask", lambda question: b"")
    assert process.judge(tmp_path / "a.docx").code == "attachment-endless" and process.process is None
    process.stop()


def test_the_process_begins_when_documents_are_expected_and_answers_for_all_of_them(tmp_path, monkeypatch):
    monkeypatch.setattr(judging, "_worker", process := judging._Worker())
    judging.expect(["a.png", "b.csv"])
    assert process.process is None, "pictures and text are judged without it"
    judging.expect(["a.png", "b.PDF", "c.docx"])
    begun = process.process
    assert begun and begun.args[-2:] == [".docx", ".pdf"]
    for name, data in {"b.PDF": pdf(CARD + " expected"), "c.docx": word(CARD + " expected")}.items():
        (tmp_path / name).write_bytes(data)
        assert judging.judge(tmp_path / name).personal and process.process is begun
    process.stop()


def test_each_content_is_judged_once(tmp_path, monkeypatch):
    data = word(CARD + " once")
    (tmp_path / "a.docx").write_bytes(data)
    first = judging.judge(tmp_path / "a.docx")
    monkeypatch.setattr(judging._Worker, "judge", lambda *_: pytest.fail("judged again"))
    (tmp_path / "b.docx").write_bytes(data)
    assert judging.judge(tmp_path / "a.docx") == judging.judge(tmp_path / "b.docx") == first and first.personal


def test_a_search_finds_what_was_read_for_the_verdict(tmp_path, monkeypatch):
    project = SimpleNamespace(root=tmp_path, sources=SimpleNamespace(attachments={"a.pdf", "b.pdf", "c.docx"}))
    (tmp_path / "content").mkdir()
    for name, data in {"a.pdf": pdf("Open  data"), "b.pdf": pdf(""), "c.docx": word("budgets of 2564")}.items():
        (tmp_path / "content" / name).write_bytes(data)
    monkeypatch.setitem(_READERS, ".pdf", lambda data: pytest.fail("read again"))
    found = [_attached(project, "/about/", href) for href in ("../a.pdf", "../b.pdf", "../c.docx", "../d.pdf")]
    assert found == ["Open data", "", "budgets of 2564", ""]


def test_a_search_reads_itself_what_was_not_read_whole(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(pdf("Open data"))
    monkeypatch.setattr(judging, "judge", lambda path: verdict(path.name, path.read_bytes(), Clock(4)))
    assert judging.judge(tmp_path / "a.pdf").unread and judging.text_of_pages(tmp_path / "a.pdf") is None


def sheet(*rows):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def table(*rows):
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


def word_table(*rows):
    cells = ("".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{str(cell)[:4]}</w:t></w:r><w:r><w:t>{str(cell)[4:]}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows)
    return zipped({"word/document.xml": f"<w:document><w:body><w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl></w:body></w:document>"})


def slide_table(*rows):
    cells = ("".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody></a:tc>" for cell in row) for row in rows)
    return zipped({"ppt/slides/slide1.xml": f"<p:sld><a:tbl>{''.join(f'<a:tr>{row}</a:tr>' for row in cells)}</a:tbl></p:sld>"})


def open_sheet(*rows):
    """As LibreOffice writes it: a number stands grouped or in powers of ten in the text, and whole in the value."""

    def cell(value):
        kind = f'office:value-type="float" office:value="{value}"' if isinstance(value, int) else 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{f'{value:,}' if isinstance(value, int) else value}</text:p></table:table-cell>"

    made = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return zipped({"content.xml": f"<office:spreadsheet><table:table>{made}</table:table></office:spreadsheet>"})


KEEP_NUMBERS = [("a.xlsx", sheet), ("a.csv", table), ("a.ods", open_sheet), ("a.odt", open_sheet), ("a.docx", word_table), ("a.pptx", slide_table)]


@pytest.mark.parametrize(("name", "made"), KEEP_NUMBERS)
def test_telephones_that_a_table_keeps_as_numbers_are_found_without_their_zero(name, made):
    rows = [("ชื่อ", "งบประมาณ", "เบอร์โทรศัพท์"), *[(f"ก{n}", 650000123, 812345678 + n) for n in range(3)]]
    assert [value for _, value, _ in verdict(name, made(*rows)).personal] == ["0812345678", "0812345679", "0812345680"]
    assert verdict(name, made(("ชื่อ", "งบประมาณ"), ("ก", 812345678))).personal == () and not verdict(name, made(*rows)).unread


@pytest.mark.parametrize(("name", "made"), KEEP_NUMBERS)
@pytest.mark.parametrize("rows", [
    [("รายการ", "ราคา"), ("เครื่องรับโทรทัศน์สี", "9,900"), ("เครื่องพิมพ์ S/N 812345678", "7,900"), ("โทรศัพท์มือถือ", "5,000"), ("จอภาพ S/N 923456789", "3,000")],
    [("รายการ / รหัส", "ราคา"), ("เครื่องโทรสาร", "5,000"), ("812345678", "5,000"), ("ถังไฟเบอร์กลาส", "900"), ("612345679", "900")],
    [("หน่วยงาน", "ค่าไฟฟ้า", "ค่าบริการโทรศัพท์"), ("สำนักปลัด", 650000123, 812345678)],
    [("รหัสงบประมาณ", "จำนวน"), ("651234567", 10), ("สอบถามโทรศัพท์ 1234", ""), ("651234568", 20)],
    [("ผู้ประสานงาน", "นายก ต่อเบอร์ 1234"), ("งบประมาณ", "650000000")],
])  # fmt: skip
def test_numbers_of_other_things_are_no_telephones(name, made, rows):
    assert verdict(name, made(*rows)).personal == ()


@pytest.mark.parametrize("rows", [
    [[("สมุดโทรศัพท์", 2)], [("รหัสครุภัณฑ์", 1), ("ราคา", 1)], [("660120001", 1), ("912345678", 1)]],
    [[("รหัสบัญชี", 1), ("รายการ", 1)], [("สาธารณูปโภค (ประปา โทรศัพท์)", 2)], [("610101001", 1), ("ประปา", 1)]],
    [[("ผู้ค้า", 1), ("เลขทะเบียนและโทรศัพท์", 2)], [("", 1), ("เลขทะเบียน", 1), ("โทร", 1)], [("ก", 1), ("812345678", 1), ("-", 1)]],
])  # fmt: skip
def test_a_title_across_a_table_and_a_name_above_others_name_no_column(rows):
    cells = ("".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr><w:p>{text}</w:p></w:tc>' for text, width in row) for row in rows)
    assert verdict("a.docx", zipped({"word/document.xml": f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"})).personal == ()


def test_telephones_stand_as_they_are_in_the_file():
    assert verdict("a.csv", table(("โทร",), (812345678,))).personal == (("personal-phone", "0812345678", "812345678"),)


def test_a_quote_that_is_never_closed_hides_no_telephone():
    """What follows would be one cell, shown as lines all the same."""
    rows = ["โทร,หมายเหตุ", '1,"ก', *["2,ข"] * 40, "812345678,ค", ""]
    assert [value for _, value, _ in verdict("a.csv", "\n".join(rows).encode()).personal] == ["0812345678"]


@pytest.mark.parametrize(
    ("name", "part", "xml"),
    [
        ("a.docx", "word/document.xml", "<w:tbl><w:tr><w:tc><w:p>ชื่อ</w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p>โทรศัพท์</w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p>ก</w:p></w:tc><w:tc><w:p>๘๑๒๓๔๕๖๗๘</w:p><w:p>823456789</w:p></w:tc></w:tr></w:tbl>"),
        ("b.docx", "word/document.xml", "<w:tbl><w:tr><w:tc><w:p>งบ</w:p><w:tbl><w:tr><w:tc><w:p>มือถือ</w:p></w:tc></w:tr><w:tr><w:tc><w:p>812345678, 823456789</w:p></w:tc></w:tr></w:tbl>"
        "</w:tc></w:tr><w:tr><w:tc><w:p>834567890</w:p></w:tc></w:tr></w:tbl>"),
        ("a.ods", "content.xml", "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"3\"/><table:table-cell table:number-columns-spanned=\"2\">"
        "<text:p>โทร</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated=\"3\">"
        "<text:p>834567890</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>812345678</text:p><text:p>823456789</text:p></table:table-cell>"
        "</table:table-row></table:table>"),
    ],
)  # fmt: skip
def test_columns_are_counted_where_cells_are_merged_repeated_or_tables_themselves(name, part, xml):
    assert [value for _, value, _ in verdict(name, zipped({part: xml})).personal] == ["0812345678", "0823456789"]


def test_an_old_workbook_keeps_them_in_bytes(documents=Path(__file__).parent / "documents"):
    """The file was written by xlwt."""
    found = verdict("a.xls", (documents / "telephones.xls").read_bytes())
    assert [value for _, value, _ in found.personal] == ["0812345678", "0812345679", "0812345680"] and not found.unread


def test_a_heading_that_goes_on_in_the_next_record_is_read_whole():
    heading = struct.pack("<HBH", 8, 9, 1) + "เบอร์".encode("utf-16-le")  # with one change of its letters
    strings = [struct.pack("<II", 2, 2) + struct.pack("<HB", 3, 0) + b"No." + heading, b"\1" + "โทร".encode("utf-16-le") + bytes(4)]
    cells = [struct.pack("<HHHI", 0, 4, 0, 1), struct.pack("<HHHd", 1, 4, 0, 823456789), struct.pack("<HHHd", 3, 2, 0, 834567890)]
    records = zip((0x0809, 0x00FC, 0x003C, 0x0809, 0x00FD, 0x0203, 0x0203), (b"", *strings, b"", *cells))
    found = in_old_workbook(b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records))
    assert [words.split()[1] for words in found] == ["823456789"]
