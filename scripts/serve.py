"""Show the site on this machine and rebuild it on every save.  Usage: python3 scripts/serve.py --help"""

import sys

from _env import ensure

if __name__ == "__main__":
    ensure()
    from macros.site.commands import serve

    sys.exit(serve.main(sys.argv[1:]))
