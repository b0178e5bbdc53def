"""A table of an official document into records.  Usage: python3 scripts/import_document.py --help"""

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import import_document

    run(import_document.main)
