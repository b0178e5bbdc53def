"""The ledger of addresses: every address and anchor ever published, so that none dies or comes to mean something else.

Pure: bytes and values in, bytes, problems and pages out. See README.md in this folder for the file's form.
"""

from macros.ledger.compare import check, compare
from macros.ledger.model import FILE, Address, Gone, Ledger, Living
from macros.ledger.rows import restored, together
from macros.ledger.text import parse, render

__all__ = ["FILE", "Address", "Gone", "Ledger", "Living", "check", "compare", "parse", "render", "restored", "together"]
