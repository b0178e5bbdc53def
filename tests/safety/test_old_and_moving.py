"""Old Office files, films, sound, drawings and archives: what they tell of people is gone from the copy, what they show is there."""

import base64
import hashlib
import io
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from macros.problems.wording import LANGUAGES, message
from macros.site.attachments.cleaning import Damaged, Encrypted, Signed, cleaned, unfit
from macros.site.attachments.cleaning.compound import Compound
from macros.site.attachments.cleaning.errors import Member, TooOld
from macros.site.attachments.cleaning.verdict import verdict

HERE = Path(__file__).resolve().parent
DOCUMENTS = HERE / "documents"
sys.path.insert(0, str(HERE.parent / "check"))
from compound_files import OFFICE, compound, properties, word_head

PHOTO = (HERE / "pictures" / "photo.jpg").read_bytes()
EXIF = b"\xff\xe1" + struct.pack(">H", 40) + b"Exif\0\0" + b"Secret-13.7N".ljust(32, b"\0")
TELLING = PHOTO[:2] + EXIF + PHOTO[2:]


def streams(data):
    return {"/".join((*stream.folder, stream.name)): stream.pieces.read() for stream in Compound(data).streams}


def tells(data):
    return b"Secret" in data or "Secret".encode("utf-16-le") in data


# ---- Word, Excel, PowerPoint of before 2007 ----------------------------------------------------------------------------

# Made by LibreOffice, with an author, a last author, a company, a comment and a tracked change. The copies are those that
# LibreOffice, olefile and xlrd were seen to open, with every word, note and title: so they are pinned.
OPENED = {
    "order.doc": "94a0fef630049d27dbfa07f559902cc7e9ef48fb5b4c78db535a333802827cc0",
    "table.xls": "4b2b2ef8c79f29762ab5522ac98607ee752203755c2d449b4c1da77a1c504223",
}


@pytest.mark.parametrize("name", OPENED)
def test_an_old_office_file_loses_its_writers_and_no_other_byte(name):
    before = (DOCUMENTS / name).read_bytes()
    assert tells(before)
    after = cleaned(name, before)
    assert not tells(after) and len(after) == len(before) and cleaned(name, after) == after
    assert hashlib.sha256(after).hexdigest() == OPENED[name]
    assert {stream: len(data) for stream, data in streams(before).items()} == {stream: len(data) for stream, data in streams(after).items()}
    assert streams(before).get("WordDocument") == streams(after).get("WordDocument")
    assert b" title" in streams(after)["\x05SummaryInformation"]


def test_properties_lose_names_and_keep_the_rest():
    made = compound({
        "\x05SummaryInformation": properties({2: "คำสั่ง", 4: "Secret", 7: r"C:\Users\Secret\a.dot", 8: "Secret", 18: "Word"}),
        "\x05DocumentSummaryInformation": properties({14: "Secret", 15: "Secret", 2: "หนังสือ"}, OFFICE),
        "WordDocument": word_head(), "1Table": b"",
    })  # fmt: skip
    clean = streams(cleaned("a.doc", made))
    assert not tells(b"".join(clean.values()))
    assert "คำสั่ง".encode("cp874") in clean["\x05SummaryInformation"] and b"Word" in clean["\x05SummaryInformation"]
    assert "หนังสือ".encode("cp874") in clean["\x05DocumentSummaryInformation"]


def test_an_old_file_that_tells_nothing_keeps_every_byte():
    made = compound({"\x05SummaryInformation": properties({2: "t", 4: ""}), "WordDocument": word_head(), "1Table": b"x"})
    assert cleaned("a.doc", made) is made


def test_what_was_deleted_or_lies_behind_the_end_of_a_stream_goes():
    made = compound({"WordDocument": word_head(), "1Table": b"kept"}, behind=b"Secret".ljust(1024, b"\0"))
    clean = cleaned("a.doc", made)
    assert not tells(clean) and streams(clean)["1Table"].startswith(b"kept")


def test_documents_within_an_old_document_are_cleaned_too():
    made = compound({"WordDocument": word_head(), "1Table": b"", "ObjectPool/\x05SummaryInformation": properties({4: "Secret"})})
    assert tells(made) and not tells(cleaned("a.doc", made))


@pytest.mark.parametrize(("name", "streams", "refusal"), [
    ("a.doc", {"WordDocument": word_head(version=0x65), "0Table": b""}, TooOld),
    ("a.doc", {"WordDocument": word_head(flags=0x0204), "1Table": b""}, TooOld),
    ("a.doc", {"WordDocument": word_head(flags=0x0300), "1Table": b""}, Encrypted),
    ("a.doc", {"WordDocument": word_head(), "0Table": b""}, Damaged),
    ("a.xls", {"Book": struct.pack("<HHHH", 0x809, 4, 0x500, 5)}, TooOld),
    ("a.xls", {"Workbook": struct.pack("<HHHH", 0x809, 4, 0x600, 5), "Revision Log": b"x"}, TooOld),
    ("a.xls", {"Workbook": struct.pack("<HHHHHHH", 0x809, 4, 0x600, 5, 0x2F, 2, 0)}, Encrypted),
    ("a.ppt", {"PowerPoint Document": struct.pack("<HHIIII", 0, 0x0FF5, 28, 0, 0, 99).ljust(36, b"\0")}, TooOld),
    ("a.ppt", {"Current User": struct.pack("<HHIIIIHHBBH", 0, 0x0FF6, 20, 20, 0xF3D1C4DF, 0, 0, 0, 3, 0, 0)}, Encrypted),
    ("a.doc", {"EncryptedPackage": b"x"}, Encrypted),
    ("a.doc", {"\x05SummaryInformation": properties({4: "Secret"}), "_signatures": b"x"}, Signed),
])  # fmt: skip
def test_what_cannot_be_cleaned_safely_is_refused_with_a_choice(name, streams, refusal):
    found = verdict(name, compound(streams))
    with pytest.raises(refusal):
        cleaned(name, compound(streams))
    problem = unfit("content/" + name, found)
    assert all(message(problem.code, problem.params, language).repair for language in LANGUAGES)


def user(name):
    return struct.pack("<HHIIIIHHBBH", 0, 0x0FF6, 24 + 3 * len(name), 20, 0xE391C05F, 0, len(name), 0x3F4, 3, 0, 0) + name.encode() + bytes(4) + name.encode("utf-16-le")


def test_names_in_slides_and_workbooks():
    said = [struct.pack("<HHI", number << 4, 0x0FBA, 12) + text.encode("utf-16-le") for number, text in ((0, "Secret"), (1, "words "), (2, "Secret"))]
    comment = struct.pack("<HHI", 0xF, 0x2EE0, 60) + b"".join(said)
    later = struct.pack("<HHI", 0, 0x138B, len(comment)) + comment
    slides = streams(cleaned("a.ppt", compound({"Current User": user("Secret"), "PowerPoint Document": later, "Pictures": TELLING})))
    assert not tells(b"".join(slides.values())) and "words".encode("utf-16-le") in slides["PowerPoint Document"]
    records = [(0x809, struct.pack("<HH", 0x600, 5)), (0x5C, b"\6\0\0Secret".ljust(112)), (0x1C, bytes(8) + b"\6\0\1" + "Secret".encode("utf-16-le")), (0xEB, TELLING[:20]), (0x3C, TELLING[20:])]
    made = compound({"Workbook": b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)})
    clean = streams(cleaned("a.xls", made))["Workbook"]
    assert not tells(clean) and [struct.unpack_from("<HH", clean, at) for at in (0, 8, 124)] == [(0x809, 4), (0x5C, 112), (0x1C, 23)]


@pytest.mark.parametrize("at", [48, 60, 68, 76, 512, 700])
def test_a_compound_file_that_contradicts_itself_is_damaged_or_clean(at):
    made = bytearray((DOCUMENTS / "order.doc").read_bytes())
    for value in (0, 1, 3, 17, 0xFFFFFFF0):
        made[at : at + 4] = struct.pack("<I", value)
        found = verdict("a.doc", bytes(made))
        assert found.code in ("attachment-damaged", "attachment-old", "") and (found.code or not tells(cleaned("a.doc", bytes(made))))


# ---- films and sound ---------------------------------------------------------------------------------------------------

FILM, SOUND = (DOCUMENTS / "film.mp4").read_bytes(), (DOCUMENTS / "sound.mp3").read_bytes()


def box(kind, *inner):
    body = b"".join(inner)
    return struct.pack(">I", len(body) + 8) + kind + body


def test_a_film_loses_where_and_by_whom_it_was_made_and_nothing_moves():
    assert tells(FILM) and b"13.7" in FILM
    clean = cleaned("a.mp4", FILM)
    assert not tells(clean) and b"13.7" not in clean and len(clean) == len(FILM) and cleaned("a.mp4", clean) is clean
    picture = FILM.index(b"mdat")
    size = struct.unpack(">I", FILM[picture - 4 : picture])[0]
    assert clean[picture : picture + size - 4] == FILM[picture : picture + size - 4]


@pytest.mark.browser
@pytest.mark.parametrize(("kind", "data"), [("video/mp4", FILM), ("audio/mpeg", SOUND)])
def test_a_browser_plays_the_copy(pages, kind, data):
    page = pages.open("about:blank")
    play = """async (url) => { const m = document.createElement("video"); m.muted = true; m.src = url;
        await new Promise((done, failed) => { m.onended = done; m.onerror = () => failed(m.error.message); m.play().catch(failed) });
        return [m.videoWidth, Math.round(m.currentTime * 10)] }"""
    clean = cleaned("a." + kind[-3:].replace("peg", "mp3"), data)
    before, after = (page.evaluate(play, f"data:{kind};base64,{base64.b64encode(bytes_).decode()}") for bytes_ in (data, clean))
    assert clean != data and before[0] == after[0] and abs(before[1] - after[1]) <= 1 and after[1] >= 4


def test_the_places_of_a_journey_go_with_their_track():
    def track(handler, offset):
        table = box(b"stbl", box(b"stsz", struct.pack(">IIII", 0, 0, 2, 6), struct.pack(">I", 6)), box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 2, 1)), box(b"stco", struct.pack(">III", 0, 1, offset)))
        return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13)), box(b"minf", table)))

    samples = box(b"mdat", b"pixelsSecretSecret")
    made = box(b"ftyp", b"isom") + samples + box(b"moov", box(b"mvhd", b""), track(b"vide", 20), track(b"meta", 26))
    clean = cleaned("a.mp4", made)
    assert not tells(clean) and b"pixels" in clean and clean.count(b"trak") == 1 and clean.count(b"free") == 1
    with pytest.raises(Damaged):
        cleaned("a.mp4", made + box(b"moof", b""))


@pytest.mark.parametrize("data", [FILM[:-9], FILM + b"PK\3\4", box(b"ftyp", b"isom"), b"\0\0\0\1ftyp" + b"\xff" * 8])
def test_a_broken_film_is_damaged(data):
    with pytest.raises(Damaged):
        cleaned("a.mp4", data)


def test_sound_is_all_that_is_left_of_an_mp3():
    clean = cleaned("a.mp3", SOUND)
    assert tells(SOUND) and not tells(clean) and b"TAG" not in clean and b"ID3" not in clean and clean in SOUND and cleaned("a.mp3", clean) is clean
    twice = SOUND[:-128] + b"APETAGEX" + b"Secret" * 9 + SOUND
    assert not tells(cleaned("a.mp3", twice)) and cleaned("a.mp3", twice) == clean * 2
    with pytest.raises(Damaged):
        cleaned("a.mp3", b"ID3\4\0\0\0\0\0\x09no sound at all")


# ---- drawings ----------------------------------------------------------------------------------------------------------

DRAWING = """<?xml version="1.0"?><!-- Secret --><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://inkscape" xmlns:xlink="http://www.w3.org/1999/xlink" i:docname='/home/Secret/a>.svg'>
<metadata><a xmlns="b">Secret</a></metadata><i:view x="Secret"/><i:n><b>Secret</b></i:n><title>ภาพ</title><path d="M0 0" i:export="Secret"/><image xlink:href="data:image/jpeg;base64,%s"/></svg>"""


def test_a_drawing_loses_what_draws_nothing():
    clean = cleaned("a.svg", (DRAWING % base64.b64encode(TELLING).decode()).encode())
    assert not tells(clean) and base64.b64encode(TELLING) not in clean and base64.b64encode(PHOTO) in clean
    assert '<title>ภาพ</title><path d="M0 0"/>' in clean.decode() and cleaned("a.svg", clean) is clean


# ---- archives ----------------------------------------------------------------------------------------------------------


def zipped(parts, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_members_of_an_archive_are_cleaned_as_attachments_are():
    made = zipped({"ก/photo.jpg": TELLING, "order.doc": (DOCUMENTS / "order.doc").read_bytes(), "__MACOSX/._photo.jpg": b"Secret", "a.csv": "ก,ข\n"}, b"Secret")
    clean = cleaned("a.zip", made)
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        assert archive.namelist() == ["ก/photo.jpg", "order.doc", "a.csv"] and archive.testzip() is None
        assert archive.read("ก/photo.jpg") == PHOTO and not tells(b"".join(map(archive.read, archive.namelist())))
    assert not tells(clean) and cleaned("a.zip", clean) is clean


@pytest.mark.parametrize("parts", [{"a.zip": b"PK\5\6"}, {"a.exe": b"MZ"}, {"a.pdf": b"<html>"}, {"../a.csv": b"x"}, {"/a.csv": b"x"}, {"a.svg": b"<svg onload='x'/>"}, {"README": b"x"}])
def test_what_could_not_be_attached_by_itself_is_no_member_either(parts):
    with pytest.raises(Member):
        cleaned("a.zip", zipped(parts))
    found = unfit("content/a.zip", verdict("a.zip", zipped(parts)))
    assert all(next(iter(parts)) in message(found.code, found.params, language).message for language in LANGUAGES)


def test_a_member_that_cannot_be_published_is_named():
    found = verdict("a.zip", zipped({"b/c.jpg": b"\xff\xd8\xff"}))
    assert found.code == "attachment-damaged" and found.params["name"] == "b/c.jpg"


# ---- places in Office files and PDF that are easily forgotten ----------------------------------------------------------


@pytest.mark.parametrize(("name", "part", "text"), [
    ("a.docx", "package/services/metadata/core-properties/1.psmdcp", "<dc:creator><![CDATA[Secret]]></dc:creator >ดี"),
    ("a.docx", "word/_rels/settings.xml.rels", '<Relationship Type="x/attachedTemplate" Target="file:///C:/Users/Secret/a.dotm"/>ดี'),
    ("a.docx", "word/glossary/document.xml", '<w:ins w:author="Secret"><w:t>ดี</w:t></w:ins>'),
    ("a.docx", "customXml/item1.xml", "<UserInfo><DisplayName>Secret</DisplayName></UserInfo>ดี"),
    ("a.xlsx", "xl/workbook.xml", '<fileSharing userName="Secret"/><x15ac:absPath url="C:\\Users\\Secret\\"/><sheets>ดี</sheets>'),
    ("a.xlsx", "xl/pivotCache/pivotCacheDefinition1.xml", '<pivotCacheDefinition refreshedBy="Secret"/>ดี'),
    ("a.xlsx", "xl/revisions/userNames.xml", "<userInfo guid='1' name='Secret'/>ดี"),
    ("a.pptx", "ppt/authors.xml", '<p188:author id="1" name="Secret" initials="Secret"/>ดี'),
    ("a.odt", "settings.xml", '<config:config-item config:name="PrinterName" config:type="string">Secret</config:config-item>ดี'),
    ("a.odt", "Object 1/meta.xml", "<dc:creator>Secret</dc:creator>ดี"),
    ("a.docx", "word/embeddings/a.xlsx", zipped({"docProps/core.xml": "<dc:creator>Secret</dc:creator>ดี"})),
    ("a.docx", "word/embeddings/o.bin", compound({"\x05SummaryInformation": properties({4: "Secret", 2: "title"})})),
])  # fmt: skip
def test_names_in_far_corners_of_an_office_file(name, part, text):
    made = zipped({part: text, "word/document.xml": "<w:p/>", "content.xml": "<c/>"})
    with zipfile.ZipFile(io.BytesIO(cleaned(name, made))) as archive:
        kept = archive.read(part)
    if kept.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(kept)) as inner:
            kept = inner.read("docProps/core.xml")
    assert not tells(kept) and ("ดี".encode() in kept or b"title" in kept)


def test_an_archive_that_only_bears_the_name_is_no_document():
    assert verdict("a.docx", zipped({"a.csv": "x"})).code == "attachment-kind-differs"
    found = verdict("a.docx", zipped({"xl/workbook.xml": "<x/>"}))
    assert (found.code, found.params["found"]) == ("attachment-name-differs", ".xlsx")
    assert all(message(found.code, {"name": "a.docx", **found.params}, language).message for language in LANGUAGES)


def test_a_part_in_letters_of_two_bytes_is_refused():
    with pytest.raises(Damaged):
        cleaned("a.docx", zipped({"word/document.xml": "<w:p/>", "docProps/core.xml": "<dc:creator>Secret</dc:creator>".encode("utf-16")}))


def test_a_photograph_deep_in_a_pdf_and_what_is_noted_of_it():
    writer = PdfWriter()
    image, form, told = DecodedStreamObject(), DecodedStreamObject(), DecodedStreamObject()
    image.set_data(TELLING)
    told.set_data(b"<x:xmpmeta><rdf:Description exif:GPSLatitude='Secret'/></x:xmpmeta>")
    told.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    form.set_data(b"/Im Do")
    image.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode"), NameObject("/Width"): NumberObject(24), NameObject("/Height"): NumberObject(16)})
    for seen in (image, form):
        seen[NameObject("/Type")] = NameObject("/XObject")
    form.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/Resources"): DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/Im"): writer._add_object(image)})})})
    page = writer.add_blank_page(9, 9)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/Fm"): writer._add_object(form)})})
    for only in ("photograph", "note"):
        if only == "note":
            image._data = PHOTO
            image[NameObject("/Metadata")] = writer._add_object(told)
        out = io.BytesIO()
        writer.write(out)
        assert tells(out.getvalue())
        clean = cleaned("a.pdf", out.getvalue())
        assert not tells(clean) and b"DCTDecode" in clean and cleaned("a.pdf", clean) == clean and len(PdfReader(io.BytesIO(clean)).pages) == 1


def test_scripts_of_a_pdf_and_what_starts_by_itself_go():
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(script.clone(writer, force_duplicate=True))
    launch = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): NameObject("/cmd")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): launch})
    out = io.BytesIO()
    writer.write(out)
    assert b"/JavaScript" in out.getvalue() and b"/Launch" in out.getvalue()
    clean = cleaned("a.pdf", out.getvalue())
    assert b"/JavaScript" not in clean and b"app.alert" not in clean and b"/Launch" not in clean and cleaned("a.pdf", clean) == clean
