"""What fuzzing begins with: the project's own sources, the hostile cases, and the words that readers act on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
_SUFFIX = {"page": ".md", "words": ".md", "record": ".yml", "settings": ".yml", "synonyms": ".yml", "ledger": ".tsv", "svg": ".svg", "drawing": ".svg"}
_LARGEST = 20_000  # bytes of a seed
_MOST = 200

PIECES = (
    "kind: ", "plan", "measure", "agency", "ita-result", "disclosure", "lines:", "units:", "id: ", "title: ", "fiscal_year: 2567", "- ", "  - ", ": ", " #", "&a ", "*a", "!!x ", "---",
    "...", "|\n", ">\n", "? ", "'", "{", "}", "[", "]", "\\", "\\x", "```", "~~~", "`", "{{ ", " }}", "{%", "](", "![", "[a]: ", "<script>", "<!--", "-->", "<?", "<!", "onclick=",
    "javascript:", "data:", "&#", "&colon;", "{: ", ".a }", "#a }", "|---|", "> ", "!!! note", "[^1]", "[^1]: ", "**", "__", "\t", "    ", "://", "@", "081-234-5678", "1-2345-67890-12-1",
    "\u0e4d\u0e32", "\u200b", "\u202e", "\ufeff", "๑๒๓", "พ.ศ. 2567", "29 กุมภาพันธ์ 2567", "<w:p>", "<w:t>", "</w:t>", "</w:p>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:gridSpan w:val=",
    "<!DOCTYPE", "<!ENTITY", "/Author", "/Contents", "/Pages", "/Kids", "/XRef", "stream", "endstream", "endobj", "1 0 R", "%%EOF", "startxref", "Exif\0\0", "PK\3\4", "PK\1\2", "ftyp", "moov", "trak", "udta", "meta", "stco", "ID3", "APETAGEX", "<metadata>", "1\\-2345",
)  # fmt: skip


def dictionary() -> str:
    """The pieces in the form that the fuzzer reads."""
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in piece.encode()) + '"\n' for piece in PIECES)


def seeds(target: str) -> Iterator[bytes]:
    """Inputs of the kind that ``target`` takes, the smallest files first."""
    suffix = _SUFFIX.get(target, f".{target}")
    found = [path for path in ROOT.glob("tests/**/*") if path.suffix == suffix and path.is_file()]
    found += [path for room in ("content", "measures") for path in ROOT.glob(f"{room}/**/*") if path.suffix == suffix]
    data = sorted((path.read_bytes() for path in found), key=len)
    yield from [*dict.fromkeys([*_hostile(suffix), *_made(target), *(piece for piece in data if len(piece) < _LARGEST)])][:_MOST]


def _hostile(suffix: str) -> Iterator[bytes]:
    for path in sorted(ROOT.glob("tests/check/hostile/*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield from (edit["write"].encode() for edit in case["edits"] if edit["file"].endswith(suffix) and "write" in edit)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _made(target: str) -> Iterator[bytes]:
    """The smallest of those kinds that no text file is."""
    if target == "word-import":
        yield f"<w:document {_W}><w:body><w:p><w:r><w:t>1. ก</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>".encode()
    elif target == "csv-import":
        yield "ที่,มาตรการ,ขั้นตอน,ผู้รับผิดชอบ,ระยะเวลา\n1,ก,\"(1) ข\n(2) ค\",กองคลัง,ธ.ค. 63 – มี.ค. 64\n".encode()
    elif target == "saved-page":
        yield b'<!doctype html><article class="ps-content"><table data-sortable><tr><td>a</td></tr></table></article>'
        yield b'Content-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n\n<html>\n--x--'
    elif target == "manifest":
        yield b'{"site": "", "engine": "", "commit": null, "files": {"a": {"sha256": "", "size": 1}}, "pages": {}}'
    elif target == "pdf":
        yield _pdf()
    elif target == "png":
        yield bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c636000000002000148afa4710000000049454e44ae426082")
    elif target == "jpg":
        yield bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffe1001a45786966000049492a0008000000010012010300010000000600000000000000ffda000301000037ffd9")
    elif target == "webp":
        yield b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\x08\0\0\0\0\0\0\0\0\0EXIF\0\0\0\0"
    elif target == "gif":
        yield b"GIF89a\1\0\1\0\0\0\0!\xfe\1a\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


def _pdf() -> bytes:
    import io

    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(9, 9)
    writer.metadata = {"/Author": "a"}
    writer.write(out)
    return out.getvalue()
