"""Compute a year's ITA/OIT score, and what repairs would bring.  Usage: python3 scripts/score.py --help"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure()
    from macros.site.commands import score

    sys.exit(score.main(sys.argv[1:]))
