"""Attachments that tell of a person, in every place that formats have for it: pictures, office documents, PDF."""

import base64
import io
import struct
import zipfile
import zlib
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from macros.site.attachments.cleaning import unfit
from macros.site.attachments.cleaning.verdict import verdict

PICTURES = Path(__file__).parent / "pictures"
JPEG, PNG, WEBP = ((PICTURES / f"photo.{ending}").read_bytes() for ending in ("jpg", "png", "webp"))
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
SECRET = "SOMCHAI-13.756N-100.501E"
TOLD = SECRET.encode()


def check_attachment(file, data):
    """The problem that ``data`` is, if it cannot be published."""
    found = verdict(file, data)
    return [unfit(file, found)] if found.code else []


def segment(marker, body):
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def exif(orientation=1):
    entries = struct.pack("<HHII", 0x010F, 2, len(TOLD), 38) + struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + entries + struct.pack("<I", 0) + TOLD


def photograph(orientation=1):
    told = segment(0xE1, exif(orientation)) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + TOLD) + segment(0xED, b"Photoshop 3.0\0" + TOLD)
    told += b"".join(segment(marker, b"NOTED\0" + TOLD) for marker in (0xE0, 0xE8, 0xEE)) + segment(0xEE, b"Adobe\0d\0\0\0\0\1" + TOLD)
    profile = segment(0xE2, b"ICC_PROFILE\0\1\1colours")
    return JPEG[:2] + told + segment(0xFE, TOLD) + segment(0xE2, b"MPF\0" + TOLD) + profile + JPEG[2:] + JPEG[:2] + segment(0xE1, exif()) + TOLD


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def drawing():
    told = [chunk(b"tEXt", b"Author\0" + TOLD), chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + TOLD), chunk(b"eXIf", exif()[6:])]
    told += [chunk(kind, TOLD) for kind in (b"caBX", b"zzzz", b"prVW")]
    return PNG[:33] + b"".join(told) + PNG[33:] + TOLD


def small():
    told = b"".join(kind + struct.pack("<I", len(TOLD)) + TOLD + b"\0" * (len(TOLD) % 2) for kind in (b"EXIF", b"XMP ", b"C2PA", b"NOTE"))
    flags = bytes((WEBP[20] | 0x0C,))  # of its VP8X chunk: Exif and XMP follow
    whole = WEBP[8:20] + flags + WEBP[21:] + told
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def moving():
    told = b"!\xfe" + bytes((len(TOLD),)) + TOLD + b"\0" + b"!\xff\x0bXMP DataXMP" + bytes((len(TOLD),)) + TOLD + b"\0" + b"!\x01\x0c" + bytes(12) + bytes((len(TOLD),)) + TOLD + b"\0"
    loop = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    return GIF[:19] + loop + told + GIF[19:] + TOLD


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


def signed(data):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    sign = DictionaryObject({NameObject("/Type"): NameObject("/Sig"), NameObject("/ByteRange"): ArrayObject(map(NumberObject, (0, 10, 20, 30)))})
    writer.root_object[NameObject("/Perms")] = DictionaryObject({NameObject("/DocMDP"): writer._add_object(sign)})
    if author := (PdfReader(io.BytesIO(data)).metadata or {}).get("/Author"):
        writer.metadata = {"/Author": author}
    return written(writer)
