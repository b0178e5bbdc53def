"""A table of an official document into records.  Usage: python3 scripts/import_document.py --help"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure()
    from macros.site.commands import import_document

    sys.exit(import_document.main(sys.argv[1:]))
