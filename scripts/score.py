"""Compute a year's ITA/OIT score, and what repairs would bring.  Usage: python3 scripts/score.py --help"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import score

    run(score.main)
