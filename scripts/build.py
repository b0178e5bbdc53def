"""Check the site's sources, then build the publishable site.  Usage: python3 scripts/build.py --help"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure()
    from macros.site.commands import build

    sys.exit(build.main(sys.argv[1:]))
