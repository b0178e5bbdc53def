"""What attachments tell of people is not published: planted in every place that formats have for it, and gone from the copy."""

import base64
import io
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from macros.problems.wording import LANGUAGES, message
from macros.site.build import build
from macros.site.cleaning import Damaged, Encrypted, Signed, cleaned, unfit
from macros.site.cleaning.clean import KINDS
from macros.site.cleaning.verdict import verdict

FICTIONAL = Path(__file__).resolve().parents[1] / "sites/fictional"
PICTURES = Path(__file__).parent / "pictures"


def check_attachment(file, data):
    found = verdict(file, data)
    return [unfit(file, found)] if found.code else []


JPEG, PNG, WEBP = ((PICTURES / f"photo.{ending}").read_bytes() for ending in ("jpg", "png", "webp"))
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
SECRET = "SOMCHAI-13.756N-100.501E"
TOLD = SECRET.encode()


# ---- pictures ----------------------------------------------------------------------------------------------------------


def segment(marker, body):
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def exif(orientation=1):
    entries = struct.pack("<HHII", 0x010F, 2, len(TOLD), 38) + struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + entries + struct.pack("<I", 0) + TOLD


def photograph(orientation=1):
    told = segment(0xE1, exif(orientation)) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + TOLD) + segment(0xED, b"Photoshop 3.0\0" + TOLD)
    profile = segment(0xE2, b"ICC_PROFILE\0\1\1colours")
    return JPEG[:2] + told + segment(0xFE, TOLD) + segment(0xE2, b"MPF\0" + TOLD) + profile + JPEG[2:] + JPEG[:2] + segment(0xE1, exif()) + TOLD


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def drawing():
    told = [chunk(b"tEXt", b"Author\0" + TOLD), chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + TOLD), chunk(b"eXIf", exif()[6:])]
    return PNG[:33] + b"".join(told) + PNG[33:] + TOLD


def small():
    told = b"".join(kind + struct.pack("<I", len(TOLD)) + TOLD + b"\0" * (len(TOLD) % 2) for kind in (b"EXIF", b"XMP "))
    flags = bytes((WEBP[20] | 0x0C,))  # of its VP8X chunk: Exif and XMP follow
    whole = WEBP[8:20] + flags + WEBP[21:] + told
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def moving():
    told = b"!\xfe" + bytes((len(TOLD),)) + TOLD + b"\0" + b"!\xff\x0bXMP DataXMP" + bytes((len(TOLD),)) + TOLD + b"\0"
    loop = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    return GIF[:19] + loop + told + GIF[19:] + TOLD


PHOTOS = {"a.jpg": photograph(), "a.png": drawing(), "a.webp": small(), "a.gif": moving()}


@pytest.mark.parametrize("name", PHOTOS)
def test_a_picture_loses_what_it_tells_and_is_then_left_alone(name):
    assert TOLD in PHOTOS[name]
    clean = cleaned(name, PHOTOS[name])
    assert TOLD not in clean and cleaned(name, clean) == clean


def test_a_clean_picture_keeps_every_byte():
    assert cleaned("a.jpg", JPEG) == JPEG and cleaned("a.PNG", PNG) == PNG and cleaned("a.webp", WEBP) == WEBP and cleaned("a.gif", GIF) == GIF


def test_colour_profile_and_movement_stay():
    assert b"ICC_PROFILE" in cleaned("a.jpg", photograph())
    assert b"NETSCAPE2.0" in cleaned("a.gif", moving())


def test_only_the_orientation_is_kept_of_exif():
    assert b"Exif" not in cleaned("a.jpg", photograph(1))
    turned = cleaned("a.jpg", photograph(6))
    assert turned.count(b"Exif") == 1 and TOLD not in turned and cleaned("a.jpg", turned) == turned


@pytest.mark.browser
def test_every_pixel_and_the_orientation_stay(pages):
    page = pages.open("about:blank")
    pixels = """async (url) => { const i = new Image(); i.src = url; await i.decode(); const c = document.createElement("canvas");
        [c.width, c.height] = [i.naturalWidth, i.naturalHeight]; const x = c.getContext("2d"); x.drawImage(i, 0, 0);
        return [c.width, c.height, ...x.getImageData(0, 0, c.width, c.height).data] }"""

    def seen(kind, data):
        return page.evaluate(pixels, f"data:image/{kind};base64,{base64.b64encode(data).decode()}")

    for kind, before in (("jpeg", photograph(6)), ("jpeg", photograph()), ("png", drawing()), ("webp", small()), ("gif", moving())):
        after = cleaned("a." + kind.replace("jpeg", "jpg"), before)
        assert seen(kind, before) == seen(kind, after) and len(seen(kind, after)) > 4, kind
    assert seen("jpeg", cleaned("a.jpg", photograph(6)))[:2] == [16, 24]


@pytest.mark.parametrize("name", PHOTOS)
def test_a_cut_off_picture_is_a_problem_and_no_crash(name):
    for end in range(1, len(PHOTOS[name]) - len(TOLD) - 60, 7):
        try:
            assert TOLD not in cleaned(name, PHOTOS[name][:end])
        except Damaged:
            assert [problem.code for problem in check_attachment("content/" + name, PHOTOS[name][:end])] == ["attachment-damaged"]


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=300), st.integers(0, 200), st.sampled_from([JPEG, PNG, WEBP, GIF, b"%PDF-1.4\n", b"PK\x03\x04"]))
def test_no_bytes_make_it_crash(ending, noise, at, start):
    for problem in check_attachment("content/a" + ending, start[:at] + noise):
        assert all(message(problem.code, problem.params, language).message for language in LANGUAGES)


# ---- office documents --------------------------------------------------------------------------------------------------

CORE = ('<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>คำสั่ง</dc:title><dc:creator>{0}</dc:creator>'
        '<cp:lastModifiedBy>{0}</cp:lastModifiedBy><dcterms:created>2020-12-01T00:00:00Z</dcterms:created></cp:coreProperties>')  # fmt: skip
WORD = {
    "[Content_Types].xml": '<Types><Override PartName="/docProps/thumbnail.jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="w"/></Types>',
    "_rels/.rels": '<Relationships><Relationship Id="r1" Type="t" Target="docProps/thumbnail.jpeg"/><Relationship Id="r2" Type="o" Target="word/document.xml"/></Relationships>',
    "word/document.xml": "<w:document>ข้อความของคำสั่ง</w:document>",
    "docProps/core.xml": CORE.format(SECRET),
    "docProps/app.xml": f"<Properties><Template>C:\\Users\\{SECRET}\\a.dotx</Template><Company>{SECRET}</Company><Pages>2</Pages></Properties>",
    "docProps/custom.xml": f'<Properties xmlns="p"><property name="x"><vt:lpwstr>{SECRET}</vt:lpwstr></property></Properties>',
    "docProps/thumbnail.jpeg": TOLD,
    "word/media/image1.jpeg": photograph(),
}


def document(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


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


# ---- PDF ---------------------------------------------------------------------------------------------------------------


def pdf(author=SECRET, text="budget", xmp=True, picture=True):
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")})
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})})
    if picture:
        image = DecodedStreamObject()
        image.set_data(photograph())
        image.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode"), NameObject("/Width"): NumberObject(24), NameObject("/Height"): NumberObject(16)})
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Im"): writer._add_object(image)})
    page[NameObject("/Resources")] = resources
    if xmp:
        told = DecodedStreamObject()
        told.set_data(f"<x:xmpmeta><dc:creator>{SECRET}</dc:creator></x:xmpmeta>".encode())
        writer.root_object[NameObject("/Metadata")] = writer._add_object(told)
    writer.root_object[NameObject("/Lang")] = TextStringObject("th")
    writer.metadata = {"/Title": "Order 12", **({"/Author": author} if author else {})}
    return written(writer)


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


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


def signed(data):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    sign = DictionaryObject({NameObject("/Type"): NameObject("/Sig"), NameObject("/ByteRange"): ArrayObject(map(NumberObject, (0, 10, 20, 30)))})
    writer.root_object[NameObject("/Perms")] = DictionaryObject({NameObject("/DocMDP"): writer._add_object(sign)})
    if author := (PdfReader(io.BytesIO(data)).metadata or {}).get("/Author"):
        writer.metadata = {"/Author": author}
    return written(writer)


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


# ---- a whole site ------------------------------------------------------------------------------------------------------


def _with_attachments(root, files):
    folder = root / "content" / "files"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return root


def test_nothing_published_tells_it_neither_the_copy_nor_the_index_nor_the_pack(site_copy, tmp_path):
    files = {"order.pdf": pdf(), "plan.docx": document(WORD), "photo.jpg": photograph(6), "sketch.png": drawing()}
    root = _with_attachments(site_copy(FICTIONAL), files)
    result = build(root, tmp_path / "site")
    assert result.ok
    published = {path.name: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert set(files) <= set(published) and [name for name, data in published.items() if TOLD in data] == []
    assert {name: (root / "content/files" / name).read_bytes() for name in files} == files


def test_a_signed_document_that_tells_something_stops_the_build(site_copy, tmp_path):
    root = _with_attachments(site_copy(FICTIONAL), {"order.pdf": signed(pdf(xmp=False))})
    result = build(root, tmp_path / "site")
    assert [(problem.code, problem.place.file) for problem in result.problems if problem.severity == "error"] == [("attachment-signed", "content/files/order.pdf")]
    assert not (tmp_path / "site").exists()
