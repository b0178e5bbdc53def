"""Take new addresses in, redirect, retire, close a fiscal year.  Usage: python3 scripts/ledger.py --help"""

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import ledger

    run(ledger.main)
