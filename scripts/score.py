"""Compute a year's ITA/OIT score, and what repairs would bring.  Usage: python3 scripts/score.py --help"""

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import score

    run(score.main)
