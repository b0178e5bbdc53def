"""Make a correct starting site, year, measure, line or disclosure.  Usage: python3 scripts/new.py --help"""

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import new

    run(new.main)
