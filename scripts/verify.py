"""Is this copy of the site, or this saved page, what was published?  Usage: python3 scripts/verify.py --help"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure()
    from macros.site.commands import verify

    sys.exit(verify.main(sys.argv[1:]))
