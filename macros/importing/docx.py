"""Word files → :class:`Document`. Merged cells stay exact: a cell that spans rows or columns is one cell in all its places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.importing.document import Cell, Document, Paragraph, Table, Where
from macros.importing.docx_styles import Numbering, Styles, is_on
from macros.importing.package import Element, Package, attribute, child, children, local
from macros.importing.refusal import CannotRead

MAX_COLUMNS = 100

_PARTS = {"header": "หัวกระดาษ", "footer": "ท้ายกระดาษ", "footnotes": "เชิงอรรถ", "endnotes": "เชิงอรรถ", "comments": "ข้อคิดเห็น"}
_TEXT_BOX = "กล่องข้อความ"
# Not text of the document: properties, field codes, and what tracked changes took out.
_NO_TEXT = {"rPr", "pPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "fldData"}
_TAKEN_OUT = {"del", "moveFrom"}


def read_docx(data: bytes, name: str) -> Document:
    """The document in ``data``. Raises :class:`CannotRead`."""
    package = Package(data)
    main = _main_part(package)
    folder = main.rpartition("/")[0]
    reader = _Reader(Document(name), _optional(package, f"{folder}/styles.xml"), _optional(package, f"{folder}/numbering.xml"))
    reader.body(package.xml(main))
    for part in sorted(package.names):
        if found := re.fullmatch(re.escape(folder) + r"/(header|footer|footnotes|endnotes|comments)\d*\.xml", part):
            reader.other_part(package.xml(part), _PARTS[found[1]])
    return reader.finished()


def _main_part(package: Package) -> str:
    if "_rels/.rels" not in package.names:
        raise CannotRead("not-office")
    for relation in package.xml("_rels/.rels"):
        if attribute(relation, "Type").endswith("/officeDocument"):
            target = attribute(relation, "Target").lstrip("/")
            if target.startswith("word/") and target in package.names:
                return target
    raise CannotRead("not-office")


def _optional(package: Package, part: str) -> Element | None:
    return package.xml(part) if part in package.names else None


class _Reader:
    """Walks the document once, in reading order, and keeps count of pages, tables and list numbers."""

    def __init__(self, document: Document, styles: Element | None, numbering: Element | None):
        self.document = document
        self.styles = Styles(styles)
        self.numbering = Numbering(numbering)
        self.page = self.tables = self.pictures = self.removed = self.hidden = 0
        self.struck: list[str] = []
        self.rendered = False
        self.boxes: list[Element] = []

    def body(self, root: Element) -> None:
        self.rendered = any(local(element) == "lastRenderedPageBreak" for element in root.iter())
        breaks = any(local(element) == "br" and attribute(element, "type") == "page" for element in root.iter())
        self.page = 1 if self.rendered or breaks else 0
        self.document.blocks += self._blocks(root, Where())
        self._text_boxes()

    def other_part(self, root: Element, name: str) -> None:
        self.page = 0
        self.document.blocks += self._blocks(root, Where(part=name))
        self._text_boxes()

    def finished(self) -> Document:
        self.document.blocks = [block for block in self.document.blocks if isinstance(block, Table) or block.text.strip()]
        if self.pictures:
            self.document.unread.append(f"รูปภาพ {self.pictures} รูป (ข้อความในรูปอ่านไม่ได้)")
        if self.removed:
            self.document.unread.append(f"ข้อความที่ถูกลบไว้แบบติดตามการแก้ไข {self.removed} แห่ง ไม่ถือเป็นเนื้อหา")
        if self.hidden:
            self.document.unread.append(f"ข้อความที่ซ่อนไว้ใน Word {self.hidden} แห่ง ไม่ถือเป็นเนื้อหา")
        if self.struck:
            self.document.notes.append(f"ข้อความที่ขีดฆ่าไว้แต่อ่านด้วย {len(self.struck)} แห่ง เช่น “{self.struck[0]}” · struck-out text was read")
        return self.document

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _blocks(self, parent: Element, where: Where) -> Iterator[Paragraph | Table]:
        for element in parent:
            kind = local(element)
            if kind == "p":
                yield self._paragraph(element, where)
            elif kind == "tbl":
                yield from self._table(element, where)
            elif kind == "altChunk":
                self.document.unread.append("ส่วนที่ฝังมาจากไฟล์อื่น (altChunk)")
            elif kind in _TAKEN_OUT:
                self.removed += 1
            elif kind not in _NO_TEXT:
                yield from self._blocks(element, where)

    def _text_boxes(self) -> None:
        """What stands in text boxes comes after the text around them."""
        while self.boxes:
            self.document.blocks += self._blocks(self.boxes.pop(0), Where(part=_TEXT_BOX))

    def _paragraph(self, element: Element, where: Where) -> Paragraph:
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"), "val")
        numbered = child(properties, "numPr")
        label = self.numbering.label(numbered if numbered is not None else self.styles.numbering(style))
        before, text, marks = self.page, [], []
        for piece, properties in self._runs(element, None):
            text.append(piece)
            marks.append(self.styles.mark(style, properties) * len(piece))
        page = self.page if self.page > before and not "".join(text).strip() else before
        return Paragraph("".join(text), where._replace(page=page), "".join(marks), label)

    def _runs(self, parent: Element, properties: Element | None) -> Iterator[tuple[str, Element | None]]:
        own = child(parent, "rPr") if local(parent) == "r" else properties
        hidden, struck = (any(is_on(child(own, name)) for name in names) for names in (("vanish",), ("strike", "dstrike")))
        for element in parent:
            kind = local(element)
            if hidden and kind not in _NO_TEXT:
                self.hidden += bool((element.text or "").strip())
            elif kind == "t" or kind == "delText":
                text = element.text or ""
                self.struck += [text] if struck and text.strip() else []
                yield text, own
            elif kind in _CHARACTERS:
                yield _CHARACTERS[kind], own
            elif kind == "br":
                yield self._break(element), own
            elif kind == "lastRenderedPageBreak":
                self.page += 1
            elif kind == "sym":
                yield _symbol(element), own
            elif kind in _TAKEN_OUT:
                self.removed += 1
            elif kind == "AlternateContent":
                yield from self._runs(_choice(element), own)
            elif kind == "txbxContent":
                self.boxes.append(element)
            elif kind not in _NO_TEXT:
                self.pictures += kind in ("blip", "imagedata")
                yield from self._runs(element, own)

    def _break(self, element: Element) -> str:
        if attribute(element, "type") == "page":
            self.page += not self.rendered
        return "\n"

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _table(self, element: Element, around: Where) -> Iterator[Paragraph | Table]:
        """The table, then the tables within its cells."""
        self.tables += 1
        where = around._replace(table=self.tables, row=0, column=0, page=self.page)
        if around.table:
            where = where._replace(part=f"(ซ้อนในตาราง {around.table})")
        table = Table(where, widths=[_number(attribute(column, "w")) or 1 for column in children(child(element, "tblGrid"), "gridCol")])
        inner: list[Table] = []
        above: list[Cell | None] = []
        for row in _rows(element):
            above = self._row(table, row, above, inner)
        yield table
        yield from inner

    def _row(self, table: Table, element: Element, above: list[Cell | None], inner: list[Table]) -> list[Cell | None]:
        """Read one row more. ``above`` holds the cells that this row may continue, each where it begins; returned are those for the next."""
        number, row = len(table.rows) + 1, []
        where = table.where._replace(row=number, page=self.page)
        row += [Cell(where)] * _span(child(child(element, "trPr"), "gridBefore"), 0)
        below: list[Cell | None] = [None] * len(row)
        for count, cell_element in enumerate(_cells(element), 1):
            properties = child(cell_element, "tcPr")
            cell = self._cell(cell_element, where._replace(column=count, page=self.page), inner)
            origin = _merged_with(properties, above, row)
            if origin is not None:
                origin.paragraphs += [paragraph for paragraph in cell.paragraphs if paragraph.text.strip()]
            places = _span(child(properties, "gridSpan"), 1)
            row += [origin or cell] * places
            below += [(origin or cell) if child(properties, "vMerge") is not None else None] + [None] * (places - 1)
            if len(row) > MAX_COLUMNS:
                raise CannotRead("too-large")
        table.rows.append(row)
        return below

    def _cell(self, element: Element, where: Where, inner: list[Table]) -> Cell:
        cell = Cell(where)
        for block in self._blocks(element, where):
            if isinstance(block, Table):
                inner.append(block)
            else:
                cell.paragraphs.append(block)
        return cell


_CHARACTERS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def _merged_with(properties: Element | None, above: list[Cell | None], row: list[Cell]) -> Cell | None:
    """The cell that this one only continues, downwards or to the right."""
    down, across = child(properties, "vMerge"), child(properties, "hMerge")
    if across is not None and attribute(across, "val", "continue") == "continue" and row:
        return row[-1]
    if down is not None and attribute(down, "val", "continue") == "continue" and len(row) < len(above):
        return above[len(row)]
    return None


def _rows(element: Element) -> Iterator[Element]:
    return _through(element, "tr", stop={"tbl", "tc"})


def _cells(element: Element) -> Iterator[Element]:
    return _through(element, "tc", stop={"tbl", "tr"})


def _through(element: Element, wanted: str, stop: set[str]) -> Iterator[Element]:
    """The ``wanted`` below ``element``, also inside content controls and tracked insertions."""
    for inner in element:
        if local(inner) == wanted:
            yield inner
        elif local(inner) not in stop | _NO_TEXT:
            yield from _through(inner, wanted, stop)


def _choice(element: Element) -> Element:
    """One of the forms of the same content, not both."""
    return next((inner for kind in ("Choice", "Fallback") if (inner := child(element, kind)) is not None), element)


def _symbol(element: Element) -> str:
    code = attribute(element, "char")
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) and not code.upper().startswith(("D8", "D9", "DA", "DB", "DC", "DD", "DE", "DF")) else "•"


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,7}(\.\d{1,6})?", text) else 0


def _span(element: Element | None, otherwise: int) -> int:
    text = attribute(element, "val")
    if not re.fullmatch(r"\d{1,9}", text):
        return otherwise
    if int(text) > MAX_COLUMNS:
        raise CannotRead("too-large")
    return int(text) or otherwise
