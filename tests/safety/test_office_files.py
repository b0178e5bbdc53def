"""What Word, Excel and OpenDocument files tell of their writers is not in their published copies; every word is."""

import io
import struct
import zipfile
import zlib

import openpyxl
import pytest

from macros.problems.wording import message
from macros.site.attachments.cleaning import Damaged, Signed, cleaned
from tests.safety.telling import CORE, SECRET, TOLD, WORD, check_attachment, document


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_word_file_keeps_its_words_and_loses_its_writers():
    parts = parts_of(cleaned("a.docx", document(WORD)))
    assert [name for name, part in parts.items() if TOLD in part] == []
    assert parts["word/document.xml"].decode() == WORD["word/document.xml"]
    assert "คำสั่ง" in parts["docProps/core.xml"].decode() and b"2020-12-01" in parts["docProps/core.xml"]
    assert "docProps/thumbnail.jpeg" not in parts and b"thumbnail" not in parts["_rels/.rels"] + parts["[Content_Types].xml"]
    assert b"word/document.xml" in parts["_rels/.rels"] and b"word/document.xml" in parts["[Content_Types].xml"]


def test_what_has_nothing_to_tell_keeps_every_byte():
    plain = document({"word/document.xml": "x", "docProps/core.xml": "<c><dc:title>t</dc:title></c>"})
    assert cleaned("a.docx", plain) is plain
    clean = cleaned("a.docx", document(WORD))
    assert cleaned("a.docx", clean) is clean


def test_unchanged_parts_keep_their_packed_bytes():
    """Two machines may pack differently; so nothing is packed again."""
    assert zlib.compress(b"x" * 5000, 9)[2:-4] in cleaned("a.docx", document({**WORD, "word/x.xml": b"x" * 5000}))


def test_an_excel_file_still_opens():
    book = openpyxl.Workbook()
    book.properties.creator, book.properties.title = SECRET, "ตาราง"
    book.active["A1"] = "งบประมาณ"
    out = io.BytesIO()
    book.save(out)
    again = openpyxl.load_workbook(io.BytesIO(cleaned("a.xlsx", out.getvalue())))
    assert again.active["A1"].value == "งบประมาณ" and again.properties.title == "ตาราง" and again.properties.creator != SECRET


def test_an_open_document_too():
    meta = f"<office:meta><meta:initial-creator>{SECRET}</meta:initial-creator><dc:creator>{SECRET}</dc:creator><dc:title>t</dc:title></office:meta>"
    made = document({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "c", "meta.xml": meta}, zipfile.ZIP_STORED)
    clean = cleaned("a.odt", made)
    assert TOLD not in clean and parts_of(clean)["meta.xml"] == b"<office:meta><dc:title>t</dc:title></office:meta>"
    assert clean[30:38] == b"mimetype" and list(parts_of(clean))[0] == "mimetype"


def test_a_signed_word_file_is_refused_only_when_it_tells_something():
    signed = {**WORD, "_xmlsignatures/sig1.xml": "<Signature/>"}
    with pytest.raises(Signed):
        cleaned("a.docx", document(signed))
    problem = check_attachment("content/a.docx", document(signed))[0]
    assert problem.code == "attachment-signed" and SECRET in message(problem.code, problem.params).message
    assert "(1)" in message(problem.code, problem.params).repair
    silent = document({"word/document.xml": "x", "_xmlsignatures/sig1.xml": "<Signature/>", "docProps/core.xml": CORE.format("")})
    assert cleaned("a.docx", silent) is silent


def test_bombs_and_twins_in_archives_are_refused():
    bomb = bytearray(document({"docProps/core.xml": "x"}))
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = struct.pack("<I", 0x7FFFFFFF)
    with pytest.raises(Damaged):
        cleaned("a.docx", bytes(bomb))
    with pytest.raises(Damaged), pytest.warns(UserWarning):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("docProps/core.xml", "clean")
            archive.writestr("docProps/core.xml", SECRET)
        cleaned("a.docx", out.getvalue())
