"""Thai, full-width and Arabic digits."""

import re

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"
FULL_WIDTH = "０１２３４５６７８９"

_TO_ARABIC = str.maketrans(THAI + FULL_WIDTH, ARABIC * 2)
_FOREIGN = re.compile(f"[{THAI}{FULL_WIDTH}]")  # most texts have none; looking takes a tenth of translating
_TO_THAI = str.maketrans(ARABIC + FULL_WIDTH, THAI * 2)


def to_arabic(text: str) -> str:
    """`text` with Thai and full-width digits as 0–9; length and all other characters stay."""
    return text.translate(_TO_ARABIC) if _FOREIGN.search(text) else text


def to_thai(text: str) -> str:
    """`text` with Arabic and full-width digits as ๐–๙; length and all other characters stay."""
    return text.translate(_TO_THAI)
