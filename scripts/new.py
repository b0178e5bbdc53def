"""Make a correct starting site, year, measure, line or disclosure.  Usage: python3 scripts/new.py --help"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure()
    from macros.site.commands import new

    sys.exit(new.main(sys.argv[1:]))
