"""A table of an official document into records.  Usage: python3 scripts/import_document.py --help"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import import_document

    run(import_document.main)
