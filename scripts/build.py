"""Check the site's sources, then build the publishable site.  Usage: python3 scripts/build.py --help"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ensure, run

if __name__ == "__main__":
    ensure(test=any(word.startswith("--engine") for word in sys.argv[1:]))  # other engines come with the packages of the tests
    from macros.site.commands import build

    run(build.main)
