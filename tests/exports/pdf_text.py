"""The text of a PDF as a reader copies it, for tests.

Thai fonts draw a tone mark above a vowel with a glyph of its own that has no letter; the browser writes the true letters of
such a cluster beside it (``ActualText``). Readers of PDF take those; pypdf alone does not.
"""

import re

from pypdf import PdfReader
from pypdf.generic import ContentStream


def text_of(path):
    """The text of each page, in the order of drawing, without blanks."""
    reader = PdfReader(path)
    return ["".join("".join(_pieces(reader, page)).split()) for page in reader.pages]


def _pieces(reader, page):
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    letters, told = {}, []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in (b"BDC", b"BMC"):
            actual = operands[1].get("/ActualText") if operator == b"BDC" and hasattr(operands[1], "get") else None
            told.append(actual is not None)
            if actual is not None:
                yield _utf16(actual)
        elif operator == b"EMC":
            told.pop()
        elif operator in (b"Tj", b"TJ") and not any(told):
            strings = operands[0] if operator == b"TJ" else [operands[0]]
            yield from (_decoded(part, letters) for part in strings if not isinstance(part, (int, float)))


def _utf16(text):
    data = text if isinstance(text, bytes) else getattr(text, "original_bytes", None)
    return data.decode("utf-16") if data and data[:2] in (b"\xfe\xff", b"\xff\xfe") else str(text)


def _decoded(part, letters):
    data = part if isinstance(part, bytes) else part.original_bytes
    return "".join(letters.get(data[at: at + 2].hex().upper(), "\ufffd") for at in range(0, len(data), 2))


def _letters(font):
    """Glyph → letters, from the font's own table."""
    table = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[glyph.upper()] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[f"{int(first, 16) + step:04X}"] = chr(int(text, 16) + step)
    return found
