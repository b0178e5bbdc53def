"""Personal data that stands in attached documents."""

import io
import zipfile

import openpyxl
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from macros.records.privacy import is_citizen
from macros.site.private_documents import in_documents

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
