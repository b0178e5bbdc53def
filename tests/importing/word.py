"""A small writer of Word files: paragraphs, and tables with merged cells, as an office would have them."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
PAGE = "<page>"  # as a paragraph: a page break


@dataclass
class Cell:
    """``text``: a paragraph a line; ``<u>`` and ``<b>`` mark runs, ``<br>`` breaks a line within a paragraph. ``down``: begins
    (``restart``) or goes on with (``continue``) a cell over several rows."""

    text: str = ""
    across: int = 1
    down: str = ""
    table: "Table | None" = None


@dataclass
class Table:
    rows: list
    widths: tuple = ()
    list_ids: dict = field(default_factory=dict)


def docx(*blocks, parts=None, change=None):
    """The bytes of a Word file. ``parts``: further files in it; ``change``: a function over the document's XML."""
    body = "".join(_block(block) for block in blocks)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>'
    return packed({"word/document.xml": change(document) if change else document, **(parts or {})})


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, **parts}.items():
            file.writestr(name, text)
    return stream.getvalue()


def _block(block):
    if isinstance(block, Table):
        return _table(block)
    if block == PAGE:
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return "".join(map(_paragraph, block.split("\n")))


def _table(table):
    width = max(sum(_cell_of(cell).across for cell in row) for row in table.rows)
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in table.widths or (1000,) * width)
    rows = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in table.rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _cell_of(cell):
    return cell if isinstance(cell, Cell) else Cell(cell)


def _cell(cell):
    cell = _cell_of(cell)
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    down = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[cell.down]
    inner = _table(cell.table) if cell.table else ""
    return f"<w:tc><w:tcPr>{span}{down}</w:tcPr>{''.join(map(_paragraph, cell.text.split(chr(10))))}{inner}</w:tc>"


def _paragraph(text):
    numbered = re.match(r"<li (\d+) (\d+)>", text)
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{numbered[2]}"/><w:numId w:val="{numbered[1]}"/></w:numPr></w:pPr>' if numbered else ""
    runs, marks = [], ""
    for piece in re.split(r"(</?[ub]>|<br>)", text[numbered.end() if numbered else 0 :]):
        if piece == "<br>":
            runs.append("<w:r><w:br/></w:r>")
        elif re.fullmatch("<[ub]>", piece):
            marks += {"u": '<w:u w:val="single"/>', "b": "<w:b/>"}[piece[1]]
        elif piece.startswith("</"):
            marks = ""
        elif piece:
            runs.append(f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>')
    return f"<w:p>{properties}{''.join(runs)}</w:p>"
