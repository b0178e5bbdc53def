"""Publish by `git push` on an agency's own server.  Usage: python3 scripts/publish.py --help"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure()
    from macros.site.commands import publish

    sys.exit(publish.main(sys.argv[1:]))
