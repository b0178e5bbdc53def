"""Take new addresses in, redirect, retire, close a fiscal year.  Usage: python3 scripts/ledger.py --help"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure()
    from macros.site.commands import ledger

    sys.exit(ledger.main(sys.argv[1:]))
