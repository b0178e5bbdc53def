"""Where things lay on the computer that an Office file was made on, and its printers, are not in the published copy; the file still opens."""

import io
import posixpath
import re
import zipfile

import openpyxl
import pytest
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from macros.site.attachments.cleaning import Signed, cleaned
from macros.site.attachments.cleaning.verdict import verdict
from tests.safety.telling import SECRET, TOLD, document
from tests.safety.test_office_files import parts_of

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PATHS = [
    f"file:///C:\\Users\\{SECRET}\\a.xlsx", f"FILE:///home/{SECRET}/a.xlsx", f"\\\\{SECRET}\\share\\a.xlsx", f"C:\\Users\\{SECRET}\\a.xlsx",
    f"/Users/{SECRET}/a.xlsx", f"../{SECRET}/a.xlsx", f"&#102;ile:///{SECRET}",
]  # fmt: skip


def relations(*rows):
    inside = "".join(f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>' for number, (kind, target, mode) in enumerate(rows, 1))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def outside(kind, target):
    return kind, target, ' TargetMode="External"'


def workbook():
    """What Excel adds to a book that reads another one and a database, and was printed."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active.page_setup.orientation = "งบประมาณ", "landscape"
    book._external_links.append(ExternalLink(externalBook=ExternalBook()))
    book._external_links[0].file_link = Relationship(type="externalLinkPath", Target=PATHS[0], TargetMode="External")
    out = io.BytesIO()
    book.save(out)
    parts = parts_of(out.getvalue())
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<pageSetup ", f'<pageSetup xmlns:r="{OFFICE}" r:id="rId1" ')
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("printerSettings", "../printerSettings/printerSettings1.bin", ""))
    parts["xl/printerSettings/printerSettings1.bin"] = TOLD
    told = f'<dbPr connection="Provider=x;User ID={SECRET};Data Source=C:\\b.mdb" command="SELECT"/><textPr sourceFile="C:\\Users\\{SECRET}\\b.txt"/>'
    parts["xl/connections.xml"] = f'<connections><connection id="1" name="Query" type="1" odcFile="C:\\Users\\{SECRET}\\b.odc" refreshedVersion="6">{told}</connection></connections>'
    types = parts["[Content_Types].xml"].decode()
    added = '<Default Extension="bin" ContentType="p"/><Override PartName="/xl/connections.xml" ContentType="c"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", added + "</Types>")
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", f'<Relationship Id="c" Type="{OFFICE}/connections" Target="connections.xml"/></Relationships>')
    return parts


def broken(parts):
    """References to what is not in the package: a program that opens it says that it is damaged."""
    found = [name for name in re.findall(r'PartName="/([^"]+)"', parts["[Content_Types].xml"].decode()) if name not in parts]
    for name in (name for name in parts if name.endswith(".rels")):
        home, base = posixpath.split(posixpath.dirname(name))[0], posixpath.basename(name).removesuffix(".rels")
        rows = re.findall(r"<Relationship\b[^>]*>", parts[name].decode())
        targets = [re.search(r'Target="([^"]+)"', row)[1] for row in rows if "External" not in row]
        found += [target for target in targets if posixpath.normpath(posixpath.join("/" + home, target)).lstrip("/") not in parts]
        ids = {re.search(r'\bId="([^"]+)"', row)[1] for row in rows}
        found += [used for used in re.findall(r'\br:id="([^"]+)"', parts.get(posixpath.join(home, base), b"").decode()) if used not in ids]
    return found


def test_a_workbook_loses_paths_connections_and_printers_and_still_opens():
    whole = document(workbook())
    assert broken(parts_of(whole)) == [] and len([name for name, part in parts_of(whole).items() if TOLD in part]) == 3
    clean = cleaned("a.xlsx", whole)
    parts = parts_of(clean)
    assert [name for name, part in parts.items() if TOLD in part] == [] and broken(parts) == [] and cleaned("a.xlsx", clean) is clean
    assert b"landscape" in parts["xl/worksheets/sheet1.xml"] and b'id="1" name="Query"' in parts["xl/connections.xml"]
    again = openpyxl.load_workbook(io.BytesIO(clean))
    assert again.active["A1"].value == "งบประมาณ" and again._external_links[0].file_link.Target == "left-out"


@pytest.mark.parametrize("target", PATHS)
def test_the_verdict_sees_a_path_in_any_relation(target):
    for name, part, kind in (("a.xlsx", "xl/externalLinks/_rels/externalLink1.xml.rels", "externalLinkPath"), ("a.docx", "word/_rels/document.xml.rels", "hyperlink"), ("a.pptx", "ppt/slides/_rels/slide1.xml.rels", "image")):
        made = document({part: relations(outside(kind, target)), f"{part.split('/')[0]}/x.xml": "<x/>"}, zipfile.ZIP_STORED)
        found = verdict(name, made)
        assert (found.code, found.same) == ("", False) and TOLD not in cleaned(name, made)


@pytest.mark.parametrize("row", [
    outside("hyperlink", "https://www.example.go.th/แผน/a.pdf"), outside("hyperlink", "mailto:saraban@example.go.th"), outside("hyperlink", "#หัวข้อ"),
    outside("externalLinkPath", "other.xlsx"), ("image", "../media/image1.png", ""), ("worksheet", "/xl/worksheets/sheet1.xml", ""),
])  # fmt: skip
def test_other_relations_stay(row):
    made = document({"word/_rels/document.xml.rels": relations(row), "word/document.xml": "<w:p/>"})
    assert cleaned("a.docx", made) is made


def test_a_book_in_a_store_of_its_user_is_not_named():
    made = document({"xl/externalLinks/_rels/externalLink1.xml.rels": relations(outside("externalLinkPath", f"https://x-my.sharepoint.com/personal/{SECRET}/a.xlsx")), "xl/x.xml": "<x/>"}, zipfile.ZIP_STORED)
    assert TOLD not in cleaned("a.xlsx", made)


@pytest.mark.parametrize(("name", "part", "text"), [
    ("a.docx", "word/document.xml", f'<wp:docPr id="1" descr="C:\\Users\\{SECRET}\\a.jpg"/><w:t>ดี</w:t>'), ("a.docx", "word/settings.xml", f'<w:mailMerge><w:connectString w:val="Data Source=C:\\{SECRET}"/></w:mailMerge>ดี'),
    ("a.docx", "docProps/app.xml", f"<Properties><HLinks><vt:vector><vt:lpwstr>file:///C:\\{SECRET}</vt:lpwstr></vt:vector></HLinks><X>ดี</X></Properties>"),
    ("a.pptx", "ppt/slides/slide1.xml", f"<p:cNvPr id='1' name='\\\\{SECRET}\\a.jpg'/><a:t>ดี</a:t>"), ("a.xlsx", "xl/externalLinks/externalLink2.xml", f'<ddeLink ddeService="x" ddeTopic="C:\\Users\\{SECRET}\\a.doc"/>ดี'),
    ("a.ods", "content.xml", f"<table:table-source xlink:href=\"file:///home/{SECRET}/a.ods\"/><c table:formula=\"of:=['file:///home/{SECRET}/a.ods'#$ดี.A1]\"/>"),
])  # fmt: skip
def test_paths_in_other_places(name, part, text):
    kept = parts_of(cleaned(name, document({"word/x.xml": "<x/>", "ppt/x.xml": "<x/>", "xl/x.xml": "<x/>", "content.xml": "<c/>", part: text})))[part]
    assert TOLD not in kept and "ดี".encode() in kept


def test_two_other_tables_stay_two():
    text = "<c a=\"of:=['file:///home/x/a.ods'#$A.A1]+['file:///home/x/b.ods'#$A.A1]+['file:///home/x/a.ods'#$A.A2]\"/><text:p>file:///home/x/a.ods</text:p>"
    kept = parts_of(cleaned("a.ods", document({"content.xml": text})))["content.xml"].decode()
    assert kept == "<c a=\"of:=['left-out-1'#$A.A1]+['left-out-2'#$A.A1]+['left-out-1'#$A.A2]\"/><text:p>file:///home/x/a.ods</text:p>"


def test_words_that_look_like_a_path_stay():
    made = document({"word/document.xml": '<w:t>เปิด x="C:\\Users\\me"</w:t>'})
    assert cleaned("a.docx", made) is made


def test_a_word_file_loses_its_printer():
    parts = {
        "word/document.xml": f'<w:document xmlns:r="{OFFICE}"><w:sectPr><w:printerSettings r:id="rId1"/></w:sectPr></w:document>', "word/printerSettings/printerSettings1.bin": TOLD,
        "word/_rels/document.xml.rels": relations(("printerSettings", "printerSettings/printerSettings1.bin", "")), "[Content_Types].xml": "<Types/>",
    }
    kept = parts_of(cleaned("a.docx", document(parts)))
    assert broken(kept) == [] and "word/printerSettings/printerSettings1.bin" not in kept


def test_a_signed_file_that_tells_a_path_is_refused():
    made = document({"xl/_rels/workbook.xml.rels": relations(outside("hyperlink", PATHS[0])), "xl/workbook.xml": "<w/>", "_xmlsignatures/sig1.xml": "<Signature/>"})
    with pytest.raises(Signed) as refused:
        cleaned("a.xlsx", made)
    assert SECRET in str(refused.value.params["found"])


def test_the_part_that_holds_paths_is_found_in_a_document_within():
    inner = document({"xl/_rels/workbook.xml.rels": relations(outside("hyperlink", PATHS[0])), "xl/workbook.xml": "<w/>"}, zipfile.ZIP_STORED)
    assert TOLD not in cleaned("a.docx", document({"word/embeddings/a.xlsx": inner, "word/document.xml": "<w:p/>"}, zipfile.ZIP_STORED))
