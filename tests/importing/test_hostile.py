"""Files that are broken, disguised or made to hurt: one plain sentence, exit status 2, nothing written, no traceback."""

import io
import re
import time
import zipfile

import pytest
from plan_file import INTRODUCTION, imported, plan_tables
from word import Table, W, docx, packed

from macros.importing import package
from macros.importing.reading import read_document
from macros.importing.refusal import CannotRead
from macros.site.commands import import_document

GOOD = docx(*INTRODUCTION, Table([["ก", "ข"]]))


def document_with(inner, before=""):
    return packed({"word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {W}><w:body>{inner}</w:body></w:document>'})


def broken_crc():
    data = bytearray(GOOD)
    place = data.find(b"word/document.xml") + 40
    data[place] ^= 0xFF
    return bytes(data)


def lying_sizes():
    """The directory says one byte; the part unpacks to far more."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("_rels/.rels", "word/document.xml"):
            file.writestr(name, b" " * 30_000_000)
    return stream.getvalue()


def encrypted():
    data = bytearray(GOOD)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(mark), GOOD):
            data[match.start() + flags] |= 1
    return bytes(data)


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return stream.getvalue()


LAUGHS = '<!DOCTYPE d [<!ENTITY a "ก"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XXE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
FILES = {
    "empty": (b"", "empty"),
    "blank": (b"  \n", "empty"),
    "text": ("มาตรการ".encode(), "not-office"),
    "old word": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old-office"),
    "pdf": (b"%PDF-1.7\n", "pdf"),
    "rtf": (b"{\\rtf1 }", "rtf"),
    "cut off": (GOOD[: len(GOOD) // 2], "broken"),
    "broken crc": (broken_crc(), "broken"),
    "another zip": (zipped(a_dot_txt="ก"), "not-office"),
    "open document": (zipped(content_dot_xml="<x/>"), "open-document"),
    "no main part": (zipped(word__x_dot_xml="<x/>"), "not-office"),
    "not xml": (packed({"word/document.xml": "<w:document"}), "broken"),
    "xxe": (document_with("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", XXE), "hostile"),
    "billion laughs": (document_with("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", LAUGHS), "hostile"),
    "utf-16": (packed({"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{XXE}<w:document {W}/>'.encode("utf-16")}), "hostile"),
    "unknown encoding": (packed({"word/document.xml": b'<?xml version="1.0" encoding="klingon"?><a/>'}), "broken"),
    "zip bomb": (lying_sizes(), "too-large"),
    "encrypted": (encrypted(), "broken"),
    "deep": (document_with("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "hostile"),
    "nested tables": (document_with("<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000), "hostile"),
    "wide": (document_with('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc></w:tr></w:tbl>'), "too-large"),
    "empty workbook": (zipped(xl__workbook_dot_xml="<workbook/>"), "broken"),
    "bomb in a workbook": (zipped(xl__workbook_dot_xml="<workbook/>", xl__x_dot_xml=LAUGHS + "<x/>"), "hostile"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_in_one_sentence(name):
    data, code = FILES[name]
    with pytest.raises(CannotRead) as refused:
        read_document(data, "plan.docx")
    assert refused.value.code == code
    assert " · " in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["old word", "zip bomb", "xxe", "cut off", "deep"])
def test_the_command_says_so_and_touches_nothing(name, site_copy, tmp_path, capsys):
    root, file = site_copy(), tmp_path / "แผน.docx"
    file.write_bytes(FILES[name][0])
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert import_document.main([str(file), "--year", "2564", "--root", str(root)]) == 2
    output = capsys.readouterr()
    assert output.out == "" and len(output.err.splitlines()) == 1 and "Traceback" not in output.err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_missing_file_and_a_folder(site_copy, tmp_path, capsys):
    root = site_copy()
    for path in (tmp_path / "none.docx", tmp_path):
        assert import_document.main([str(path), "--year", "2564", "--root", str(root)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_unpacking_stops_at_the_limit(monkeypatch):
    monkeypatch.setattr(package, "MAX_PART", 100)
    with pytest.raises(CannotRead) as refused:
        read_document(docx("ก" * 200), "plan.docx")
    assert refused.value.code == "too-large"


@pytest.mark.parametrize("cut", range(30))
def test_any_damage_is_a_refusal_or_a_document(cut):
    data = bytearray(docx(*INTRODUCTION, *plan_tables()[:1]))
    place = len(data) * cut // 30
    data[place : place + 7] = bytes(byte ^ 0x5A for byte in data[place : place + 7])
    try:
        assert read_document(bytes(data), "plan.docx").blocks
    except CannotRead:
        pass


def test_a_long_line_of_numbers_takes_no_long_time():
    text = " ".join(f"{number % 9 + 1}. ก" for number in range(4_000)) + "((((" * 2_000 + "ก " * 4_000
    heading = ["มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา"]
    start = time.process_time()
    imported(Table([heading, [text, text, "กองคลัง", text], [text, text, text, text]]))
    assert time.process_time() - start < 15


def test_names_without_end_take_no_long_time():
    heading = ["มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา"]
    start = time.process_time()
    for text in ("นาย" * 30_000, "(นายสม ชาย" * 8_000, "นายสมชาย " + "ใจ " * 20_000):
        imported(Table([heading, ["อบรม", "อบรม", text, "ธ.ค. 2563"]]))
    assert time.process_time() - start < 10
