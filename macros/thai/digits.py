"""Thai, full-width and Arabic digits."""

import re

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"
FULL_WIDTH = "０１２３４５６７８９"

# Texts have few, and to look for them is much cheaper than to translate letter by letter.
_OTHERS, _NOT_THAI = re.compile(f"[{THAI}{FULL_WIDTH}]"), re.compile(f"[{ARABIC}{FULL_WIDTH}]")
_ARABIC_OF = dict(zip(THAI + FULL_WIDTH, ARABIC * 2))
_THAI_OF = dict(zip(ARABIC + FULL_WIDTH, THAI * 2))


def to_arabic(text: str) -> str:
    """`text` with Thai and full-width digits as 0–9; length and all other characters stay."""
    return _OTHERS.sub(lambda found: _ARABIC_OF[found[0]], text)


def to_thai(text: str) -> str:
    """`text` with Arabic and full-width digits as ๐–๙; length and all other characters stay."""
    return _NOT_THAI.sub(lambda found: _THAI_OF[found[0]], text)
