"""What PDF files tell of their writers, and what was blacked out in them, is not in their published copies; title and text are."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from macros.problems.wording import LANGUAGES, message
from macros.site.attachments.cleaning import Encrypted, cleaned
from tests.safety.telling import SECRET, TOLD, check_attachment, pdf, signed, written


def revised(data, text):
    """One more revision, as a program appends it: the page gets other contents, the old ones stay in the file."""
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


def text_of(data):
    return PdfReader(io.BytesIO(data)).pages[0].extract_text()


def test_a_pdf_keeps_its_page_title_and_language_and_loses_its_writers():
    before = pdf()
    assert TOLD in before
    clean = cleaned("a.pdf", before)
    reader = PdfReader(io.BytesIO(clean))
    assert TOLD not in clean and SECRET not in str(reader.metadata) and "/Metadata" not in reader.root_object
    assert (reader.metadata.title, reader.root_object["/Lang"], text_of(clean)) == ("Order 12", "th", "budget")
    assert b"DCTDecode" in clean and cleaned("a.pdf", clean) == clean == cleaned("a.pdf", before)


def test_what_an_older_revision_said_cannot_be_brought_back():
    before = revised(pdf(author=None, text=SECRET, xmp=False, picture=False), "nothing")
    assert TOLD in before and text_of(before) == "nothing"
    clean = cleaned("a.pdf", before)
    assert TOLD not in clean and text_of(clean) == "nothing" and clean.count(b"%%EOF") == 1


def test_a_pdf_that_tells_nothing_keeps_every_byte():
    plain = pdf(author=None, xmp=False, picture=False)
    assert cleaned("a.pdf", plain) is plain


def test_a_signed_pdf_is_never_rewritten():
    silent = signed(pdf(author=None, xmp=False, picture=False))
    assert cleaned("a.pdf", silent) is silent
    problem = check_attachment("content/a.pdf", signed(pdf(xmp=False)))[0]
    assert problem.code == "attachment-signed" and problem.params["found"] == SECRET
    for language in LANGUAGES:
        assert "(2)" in message(problem.code, problem.params, language).repair


def test_an_encrypted_pdf_is_refused():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("", "owner", algorithm="RC4-128")
    with pytest.raises(Encrypted):
        cleaned("a.pdf", written(writer))


@pytest.mark.parametrize("damage", [lambda data: data[:200], lambda data: data.replace(b"/Pages", b"/Sages"), lambda data: b"%PDF-1.7\n" + b"[" * 5000, lambda data: data.replace(b"endobj", b"endob")])
def test_a_broken_pdf_gives_a_problem_or_a_clean_copy(damage):
    data = damage(pdf())
    problems = check_attachment("content/a.pdf", data)
    assert [problem.code for problem in problems] == ["attachment-damaged"] if problems else TOLD not in cleaned("a.pdf", data)
