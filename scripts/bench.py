"""Measure the project.

Usage: python3 scripts/bench.py [build] [--root DIR | --records N …] [--runs K] [--peers]
       python3 scripts/bench.py search [--root DIR | --pages DIR] [--queries FILE]
       python3 scripts/bench.py pages [--site DIR] [--no-lighthouse]           --help after each tells all options
"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ensure, run

if __name__ == "__main__":
    ensure(test=True)
    named = sys.argv[1] if sys.argv[1:2] in (["search"], ["pages"]) else ""
    wanted, rest = (named, sys.argv[2:]) if named else ("build", sys.argv[2:] if sys.argv[1:2] == ["build"] else sys.argv[1:])
    if rest != sys.argv[2:] and {"-h", "--help"} & set(rest):
        print(__doc__.strip())
        sys.exit()
    if wanted == "search":
        from macros.search.bench import main
    elif wanted == "pages":
        from macros.bench.reading import main
    else:
        from macros.bench.build import main

    run(main, rest)
