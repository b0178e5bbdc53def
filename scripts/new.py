"""Make a correct starting site, year, measure, line or disclosure.  Usage: python3 scripts/new.py --help"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import new

    run(new.main)
