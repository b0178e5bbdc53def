"""Measure the project.  Usage: python3 scripts/bench.py [build] [--peers] · bench.py search [--pages DIR] [--queries FILE]"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure(test=True)
    if sys.argv[1:2] != ["search"]:
        print(__doc__.strip())
        sys.exit(0 if {"-h", "--help"} & set(sys.argv[1:]) else 2)
    from macros.search import bench

    sys.exit(bench.main(sys.argv[2:]))
