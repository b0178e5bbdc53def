"""Publish by `git push` on an agency's own server.  Usage: python3 scripts/publish.py --help"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import publish

    run(publish.main)
