"""Run all tests, browser tests included.

Usage: python3 scripts/test.py [pytest arguments]      e.g.  -k plan   or   tests/thai   or   -n 0 --pdb
"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ROOT, ensure, or_say

if __name__ == "__main__":
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__.strip())
        sys.exit()
    ensure(test=True)
    import _browser
    import pytest

    os.environ["PRONGSAI_BROWSER"] = or_say(_browser.ensure)
    os.chdir(ROOT)
    one_process = any(argument.startswith(("-n", "--numprocesses", "--pdb", "--co")) for argument in sys.argv)
    workers = [] if one_process else ["-n", "2", "--dist", "load"]
    sys.exit(min(pytest.main(workers + sys.argv[1:]), 2))
