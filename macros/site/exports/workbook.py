"""A workbook with one table, the same bytes whenever and wherever it is made: the parts of Office Open XML (ECMA-376) that a table needs.

Written here, for the library that reads workbooks takes longer to load than to write all that a site has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from macros.site.exports.archive import zip_bytes

_HEAD, _TEXT, _WHOLE, _DECIMAL = range(1, 5)  # places in the list of formats, see _STYLES; 0 is a cell that nobody wrote
_LONGEST = 32_767  # characters of a cell: of a longer one Excel says that the file is damaged
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | int | Decimal


@dataclass(frozen=True)
class Column:
    """``name`` for programs, ``title`` for people, ``width`` in characters."""

    name: str
    title: str
    width: int


def workbook_bytes(name: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]], created: date) -> bytes:
    """``rows`` below a head that stays in view; A4 across when printed, with the head on every page."""
    width, height = _letters(len(columns)), len(rows) + 1
    links = {f"{_letters(place)}{line}": value for line, row in enumerate(rows, 2) for place, value in enumerate(row, 1) if _is_link(value)}
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml"), "rId2": ("metadata/core-properties", "docProps/core.xml")}),
        "docProps/core.xml": _properties(title, created),
        "xl/workbook.xml": _book(name, f"$A$1:${width}${height}"),
        "xl/_rels/workbook.xml.rels": _relations({"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}),
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _sheet(title, columns, rows, f"A1:{width}{height}", links),
    }
    if links:
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = _relations({f"rId{number}": ("hyperlink", url) for number, url in enumerate(links.values(), 1)})
    return zip_bytes({path: f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode() for path, text in parts.items()})


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sheet(title: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]], area: str, links: dict[str, str]) -> str:
    widths = "".join(f'<col min="{place}" max="{place}" width="{column.width}" customWidth="1"/>' for place, column in enumerate(columns, 1))
    lines = [_row(1, [column.title for column in columns], _HEAD), *(_row(line, row) for line, row in enumerate(rows, 2))]
    linked = "".join(f'<hyperlink ref="{place}" r:id="rId{number}"/>' for number, place in enumerate(links, 1))
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="{area}"/>'
        '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>{"".join(lines)}</sheetData><autoFilter ref="{area}"/>'
        + (f"<hyperlinks>{linked}</hyperlinks>" if linked else "")
        + '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>&amp;C{_xml(title.replace('&', '&&'))}</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _row(line: int, values: Sequence[Value], style: int = 0) -> str:
    return f'<row r="{line}">{"".join(_cells(line, values, style))}</row>'


def _cells(line: int, values: Sequence[Value], style: int) -> Iterator[str]:
    """Text is never a formula, whatever it begins with. ``style``: of all; 0: each by its kind."""
    for place, value in enumerate(values, 1):
        where = f'r="{_letters(place)}{line}"'
        if not isinstance(value, str):
            yield f'<c {where} s="{_DECIMAL if isinstance(value, Decimal) else _WHOLE}"><v>{value}</v></c>'
        elif value:
            yield f'<c {where} s="{style or _TEXT}" t="inlineStr"><is><t xml:space="preserve">{_xml(value[:_LONGEST])}</t></is></c>'
        else:
            yield f'<c {where} s="{style or _TEXT}"/>'


def _letters(place: int) -> str:
    """The name of a column: A to Z, then AA."""
    before, last = divmod(place - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _is_link(value: Value) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://")) and "\n" not in value


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))


# ── what stands around it ────────────────────────────────────────────────────────────────────────────────────────────

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-"

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_KIND}package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_KIND}package.core-properties+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}officedocument.spreadsheetml.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}officedocument.spreadsheetml.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}officedocument.spreadsheetml.worksheet+xml"/></Types>'
)

_LINE = "".join(f'<{side} style="thin"><color rgb="FF999999"/></{side}>' for side in ("left", "right", "top", "bottom"))
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE2EFEE"/></patternFill></fill></fills>'
    f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{_LINE}<diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + "".join(
        f'<xf numFmtId="{number}" fontId="{bold}" fillId="{fill}" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
        f' applyAlignment="1"><alignment vertical="{vertical}" wrapText="1"/></xf>'
        for number, bold, fill, vertical in ((0, 1, 2, "center"), (0, 0, 0, "top"), (3, 0, 0, "top"), (4, 0, 0, "top"))  # 3: #,##0 · 4: #,##0.00
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _book(name: str, area: str) -> str:
    quoted = _xml("'" + name.replace("'", "''") + "'")
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><bookViews><workbookView/></bookViews><sheets><sheet name="{_xml(name)}" sheetId="1" r:id="rId1"/></sheets>'
        f'<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{quoted}!{area}</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{quoted}!$1:$1</definedName></definedNames></workbook>'
    )


def _relations(known: dict[str, tuple[str, str]]) -> str:
    """Id → kind and target."""
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(_relation(name, *known[name]) for name in known)}</Relationships>'


def _relation(name: str, kind: str, target: str) -> str:
    where = f"{_PACKAGE}/relationships" if "/" in kind else _RELATION
    outside = ' TargetMode="External"' if kind == "hyperlink" else ""
    return f'<Relationship Id="{name}" Type="{where}/{kind}" Target="{_xml(target)}"{outside}/>'


def _properties(title: str, created: date) -> str:
    """``created`` is what the workbook says of its own age, for no clock may speak here."""
    moment = f"{created.isoformat()}T00:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{_xml(title)}</dc:title><dc:creator>prongsai</dc:creator>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )


__all__ = ["Column", "Value", "workbook_bytes"]
