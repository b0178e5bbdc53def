"""What Word keeps beside its text: merged cells, list numbers, styles, tracked changes, text boxes, pages."""

import pytest
from plan_file import imported
from word import PAGE, Cell, Table, W, docx

from macros.importing.document import Table as ReadTable
from macros.importing.reading import read_document


def read(*blocks, **options):
    return read_document(docx(*blocks, **options), "x.docx")


def body(inner):
    """A change of the document's XML: ``inner`` first."""
    return lambda xml: xml.replace("<w:body>", f"<w:body>{inner}")


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs() if paragraph.text.strip()]


def test_a_merged_cell_is_one_cell_in_all_its_places():
    rows = [["ก", Cell("ข", across=2)], [Cell("ค", down="restart"), "ง", "จ"], [Cell(down="continue"), "ฉ", "ช"]]
    grid = read(Table(rows)).tables[0].rows
    assert [[cell.text for cell in row] for row in grid] == [["ก", "ข", "ข"], ["ค", "ง", "จ"], ["ค", "ฉ", "ช"]]
    assert grid[0][1] is grid[0][2] and grid[1][0] is grid[2][0]


def test_text_hidden_in_a_merged_cell_is_kept():
    rows = [[Cell("ก", down="restart"), "ข"], [Cell("ซ่อน", down="continue"), "ค"]]
    assert read(Table(rows)).tables[0].rows[1][0].text == "ก\nซ่อน"


@pytest.mark.parametrize("above", [["ก", "ข"], [Cell("ก", across=2)], [Cell("ก", across=2, down="restart")]], ids=["not merged", "wider", "merged, but wider"])
def test_a_cell_goes_on_only_from_a_merged_one_that_begins_above_it(above):
    grid = read(Table([above, ["ค", Cell("ง", down="continue")], ["จ", Cell("ฉ", down="continue")]])).tables[0].rows
    assert [[cell.text for cell in row] for row in grid[1:]] == [["ค", "ง\nฉ"], ["จ", "ง\nฉ"]]
    assert grid[1][1] is grid[2][1] is not grid[0][1]


def test_a_row_that_begins_later():
    def shift(xml):
        first, second = xml.split("<w:tr>", 2)[1:]
        return xml.replace("<w:tr>" + second, '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + second)

    grid = read(Table([["ก", "ข"], ["ค"]]), change=shift).tables[0].rows
    assert [cell.text for cell in grid[1]] == ["", "ค"]


def test_places_say_page_table_row_and_cell():
    document = read("หนึ่ง", PAGE, Table([["ก", "ข"], ["ค", "ง"]]))
    assert [str(cell.where) for cell in document.tables[0].cells()][-1] == "หน้า 2 ตาราง 1 แถว 2 คอลัมน์ 2"
    assert str(document.outside[0].where) == "หน้า 1 นอกตาราง"


def test_pages_as_word_saw_them_last():
    broken = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>สาม</w:t></w:r></w:p>"
    document = read("หนึ่ง", change=lambda xml: xml.replace("<w:sectPr/>", broken + broken + "<w:sectPr/>"))
    assert document.outside[-1].where.page in (2, 3)


def test_tables_in_cells_come_after_their_table():
    document = read(Table([[Cell("นอก", table=Table([["ใน"]]))]]))
    assert [(table.where.table, table.where.part) for table in document.tables] == [(1, ""), (2, "(ซ้อนในตาราง 1)")]


def test_tracked_changes_content_controls_links_and_fields():
    run = "<w:r><w:t>{}</w:t></w:r>"
    inner = (
        f"<w:p><w:ins>{run.format('แทรก ')}</w:ins><w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del>"
        f"<w:hyperlink>{run.format('ลิงก์ ')}</w:hyperlink><w:smartTag>{run.format('แท็ก ')}</w:smartTag>"
        f"<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple>{run.format('๑')}</w:fldSimple></w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run.format('ในกล่อง')}</w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>ก</w:t><w:tab/><w:t>ข</w:t><w:noBreakHyphen/><w:t>ค</w:t><w:cr/><w:t>ง</w:t></w:r></w:p>"
    )
    document = read(change=body(inner))
    assert texts(document) == ["แทรก ลิงก์ แท็ก ๑", "ในกล่อง", "ก ข-ค\nง"]
    assert any("ติดตามการแก้ไข 1 แห่ง" in note for note in document.unread)


def test_a_text_box_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>ในกล่องข้อความ</w:t></w:r></w:p></w:txbxContent>"
    inner = f'<w:p><w:r><w:t>ก่อน</w:t><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
    document = read("หลัง", change=body(inner))
    assert texts(document) == ["ก่อน", "หลัง", "ในกล่องข้อความ"]


def test_headers_footnotes_pictures_and_embedded_files_are_told():
    other = f'<?xml version="1.0"?><w:x {W}><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:x>'
    parts = {"word/header1.xml": other.format("หัว"), "word/footnotes.xml": other.format("อ้างอิง")}
    inner = '<w:p><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p><w:altChunk/>'
    document = read("เนื้อ", parts=parts, change=body(inner))
    assert {(str(p.where), p.text) for p in document.outside} == {("นอกตาราง", "เนื้อ"), ("หัวกระดาษ", "หัว"), ("เชิงอรรถ", "อ้างอิง")}
    assert len(document.unread) == 2


STYLES = f"""<?xml version="1.0"?><w:styles {W}>
<w:style w:styleId="Head"><w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:styleId="Sub"><w:basedOn w:val="Head"/><w:rPr><w:bCs/></w:rPr></w:style>
<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>"""


@pytest.mark.parametrize("style, own, marks", [("Head", "", "u"), ("Sub", "", "x"), ("Sub", '<w:u w:val="none"/>', "b"), ("Loop", "", " "), ("", '<w:b w:val="0"/>', " ")])
def test_underlined_by_style(style, own, marks):
    inner = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr>{own}</w:rPr><w:t>ก</w:t></w:r></w:p>'
    assert read(change=body(inner), parts={"word/styles.xml": STYLES}).outside[0].marks == marks


NUMBERING = f"""<?xml version="1.0"?><w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xf0b7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def test_list_numbers_that_stand_in_no_text():
    document = read("<li 1 0>ก", "<li 1 1>ข", "<li 1 1>ค", "<li 1 0>ง", "<li 1 1>จ", "<li 2 0>ฉ", "<li 9 0>ช", parts={"word/numbering.xml": NUMBERING})
    assert [paragraph.label for paragraph in document.outside] == ["๑.", "(1)", "(2)", "๒.", "(1)", "•", ""]


def test_steps_numbered_by_word():
    cell = "<u>แผนการจัดซื้อ</u>\n<li 1 0>ตรวจสอบ ดังนี้\n<li 1 1>ราคา\n<li 1 1>จำนวน\n<li 1 0>เสนอ"
    rows = [["มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา"], ["จัดซื้อให้โปร่งใส", cell, "กองคลัง", "ธ.ค. ๖๓"]]
    made = imported(Table(rows), parts={"word/numbering.xml": NUMBERING})
    assert made.merged.measures[0]["lines"][0]["steps"] == ["ตรวจสอบ ดังนี้\n(1) ราคา\n(2) จำนวน", "เสนอ"]
    assert made.lost == []


def test_the_strict_form_of_the_format():
    document = read("ก", Table([["ข"]]), change=lambda xml: xml.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert texts(document) == ["ก", "ข"] and isinstance(document.blocks[1], ReadTable)
