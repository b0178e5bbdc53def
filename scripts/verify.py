"""Is this copy of the site, or this saved page, what was published?  Usage: python3 scripts/verify.py --help"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import verify

    run(verify.main)
