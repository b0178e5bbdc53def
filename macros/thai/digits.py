"""Thai, full-width and Arabic digits."""

import re

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"
FULL_WIDTH = "０１２３４５６７８９"

# Most texts have none, and to look is much cheaper than to translate.
_HAS_OTHERS, _HAS_ARABIC = re.compile(f"[{THAI}{FULL_WIDTH}]"), re.compile(f"[{ARABIC}{FULL_WIDTH}]")
_TO_ARABIC = str.maketrans(THAI + FULL_WIDTH, ARABIC * 2)
_TO_THAI = str.maketrans(ARABIC + FULL_WIDTH, THAI * 2)


def to_arabic(text: str) -> str:
    """`text` with Thai and full-width digits as 0–9; length and all other characters stay."""
    return text.translate(_TO_ARABIC) if _HAS_OTHERS.search(text) else text


def to_thai(text: str) -> str:
    """`text` with Arabic and full-width digits as ๐–๙; length and all other characters stay."""
    return text.translate(_TO_THAI) if _HAS_ARABIC.search(text) else text
