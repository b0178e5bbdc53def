"""Print every problem in the site's sources.  Usage: python3 scripts/check.py --help"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure()
    from macros.site.commands import check

    sys.exit(check.main(sys.argv[1:]))
