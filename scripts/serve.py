"""Show the site on this machine and rebuild it on every save.  Usage: python3 scripts/serve.py --help"""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # with PYTHONSAFEPATH Python does not

from _env import ensure, run

if __name__ == "__main__":
    ensure()
    from macros.site.commands import serve

    run(serve.main)
