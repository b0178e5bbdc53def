"""Files within a PDF: cleaned, searched and refused as they would be if each were attached by itself."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from macros.problems.wording import LANGUAGES, message
from macros.site.attachments.cleaning import cleaned
from macros.site.attachments.cleaning.errors import Member, Signed
from macros.site.attachments.cleaning.verdict import verdict
from tests.safety.telling import JPEG, TOLD, photograph, signed, written


def tells(data):
    """Looked for in a file that is not packed."""
    return TOLD in data


def listed(*files):
    """A PDF with files in its list of files."""
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    for name, data in files:
        writer.add_attachment(name, data)
    writer.metadata = None
    return written(writer)


def pinned(name, data):
    """A PDF with a file that is pinned to its page like a note, packed."""
    writer = PdfWriter()
    page = writer.add_blank_page(9, 9)
    file = DecodedStreamObject()
    file.set_data(data)
    held = writer._add_object(file.flate_encode())
    spec = DictionaryObject({NameObject("/Type"): NameObject("/Filespec"), NameObject("/UF"): TextStringObject(name), NameObject("/EF"): DictionaryObject({NameObject("/F"): held, NameObject("/UF"): held})})
    box = ArrayObject([NumberObject(at) for at in (0, 0, 9, 9)])
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/FileAttachment"), NameObject("/Rect"): box, NameObject("/FS"): writer._add_object(spec)})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    writer.metadata = None
    return written(writer)


def within(data):
    """Name → bytes of the files within."""
    return {name: files[0] for name, files in PdfReader(io.BytesIO(data)).attachments.items()}


def test_what_tells_nothing_keeps_every_byte():
    for plain in (listed(("a.jpg", JPEG), ("b.csv", b"x,1\n")), pinned("a.jpg", JPEG)):
        assert cleaned("a.pdf", plain) is plain


@pytest.mark.parametrize("made", [listed(("a.jpg", photograph()), ("b.csv", b"x,1\n")), pinned("a.jpg", photograph())])
def test_a_photograph_loses_where_it_was_taken(made):
    clean = cleaned("a.pdf", made)
    assert clean != made and not tells(clean) and cleaned("a.pdf", clean) == clean == cleaned("a.pdf", made)
    assert len(PdfReader(io.BytesIO(clean)).pages) == 1


def test_the_other_files_stay():
    clean = within(cleaned("a.pdf", listed(("a.jpg", photograph()), ("b.csv", b"x,1\n"))))
    assert clean["b.csv"] == b"x,1\n" and not tells(clean["a.jpg"]) and clean["a.jpg"].startswith(b"\xff\xd8")


def test_a_pdf_within_a_pdf():
    clean = cleaned("a.pdf", listed(("inner.pdf", listed(("a.jpg", photograph())))))
    assert not tells(within(within(clean)["inner.pdf"])["a.jpg"])


@pytest.mark.parametrize("make", [lambda name, data: listed((name, data)), pinned])
@pytest.mark.parametrize(("name", "data"), [("a.exe", b"MZ"), ("a.jpg", b"<script>alert(1)</script>"), ("noend", b"x")])
def test_what_could_not_be_attached_by_itself_is_refused(make, name, data):
    with pytest.raises(Member) as refused:
        cleaned("a.pdf", make(name, data))
    assert all(name in message(refused.value.code, {"name": "a.pdf", **refused.value.params}, language).message for language in LANGUAGES)


def test_a_signed_one_is_never_rewritten():
    silent = signed(listed(("a.jpg", JPEG)))
    assert cleaned("a.pdf", silent) is silent
    with pytest.raises(Signed) as refused:
        cleaned("a.pdf", signed(listed(("a.jpg", photograph()))))
    assert refused.value.params == {"found": "a.jpg"}


@pytest.mark.parametrize("make", [lambda name, data: listed((name, data)), pinned])
def test_personal_data_in_it_is_found(make):
    found = verdict("a.pdf", make("people.csv", "ชื่อ,1-1017-00230-70-8\n".encode()))
    assert [code for code, *_ in found.personal] == ["personal-id"]
