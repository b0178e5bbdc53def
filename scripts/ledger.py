"""Take new addresses in, redirect, retire, close a fiscal year.  Usage: python3 scripts/ledger.py --help"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import ledger

    run(ledger.main)
