"""Print every problem in the site's sources.  Usage: python3 scripts/check.py --help"""

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import check

    run(check.main)
