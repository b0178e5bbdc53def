"""Measure the project.

Usage: python3 scripts/bench.py [build] [--records N …] [--runs K] [--peers]
       python3 scripts/bench.py search [--pages DIR] [--queries FILE]          --help after either tells all options
"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure(test=True)
    wanted, rest = ("search", sys.argv[2:]) if sys.argv[1:2] == ["search"] else ("build", sys.argv[2:] if sys.argv[1:2] == ["build"] else sys.argv[1:])
    if rest != sys.argv[2:] and {"-h", "--help"} & set(rest):
        print(__doc__.strip())
        sys.exit()
    if wanted == "search":
        from macros.search import bench
    else:
        from macros.bench import build as bench

    sys.exit(bench.main(rest))
