"""A stand-in for the engine's build, fast, and misbehaving when the home page says so: for proving the publishing alone.

It becomes ``scripts/build.py`` of an engine folder and keeps that command's contract: ``--root DIR --output DIR``, status
0, 1 (problems) or 2. Each page names its version first and last, so that a reader can tell a torn or mixed one.
"""

import hashlib
import json
import os
import socket
import sys
import time
from collections.abc import Callable

PAGES = 12
PAGE = """<!doctype html>
<html lang="th"><head><meta charset="utf-8"><title>{version}</title><link rel="stylesheet" href="/{asset}"></head>
<body><main>version {version} {filler} end {version}</main></body></html>
"""


def main():
    root, output = sys.argv[sys.argv.index("--root") + 1], sys.argv[sys.argv.index("--output") + 1]
    with open(os.path.join(root, "content", "index.md"), encoding="utf-8") as file:
        words = file.read().split()
    if words[0] in DEEDS:
        DEEDS[words[0]](output, *words[1:])
    write_site(output, words[0], int(words[1]) if words[1:] and words[1].isdigit() else PAGES)


def write_site(output, version, pages):
    css = f"/* {version} */\n"
    asset = f"assets/site.{hashlib.sha256(css.encode()).hexdigest()[:10]}.css"
    html = PAGE.format(version=version, asset=asset, filler="ก" * 20000)
    names = ["404.html", "index.html"] + [f"p{number}/index.html" for number in range(1, pages)]
    for name, text in [(asset, css)] + [(name, html) for name in names]:
        path = os.path.join(output, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def find_problem(output):
    print("measures/2564/x.yml:3:5: ผิด: เดือนไม่ถูกต้อง [month-unknown]")
    sys.exit(1)


def never_end(output):
    """Also leaves a child behind."""
    os.fork()
    time.sleep(3600)


def fill_memory(output):
    hoard = []
    while True:
        hoard.append(bytearray(10_000_000))


def write_without_end(output):
    os.makedirs(output)
    with open(os.path.join(output, "index.html"), "wb") as file:
        while True:
            file.write(b"x" * 1_000_000)


def fork_without_end(output):
    children = 0
    while os.fork() != 0:
        children += 1
    time.sleep(3600)


def plant_link(output):
    write_site(output, "link", PAGES)
    os.symlink("/etc/passwd", os.path.join(output, "passwd.txt"))
    sys.exit(0)


def plant_directive(output):
    write_site(output, "directive", PAGES)
    with open(os.path.join(output, "headers.conf"), "w") as file:
        file.write('X-A "b"; } server { listen 81; root /etc;\n')
    sys.exit(0)


def bring_headers(output):
    write_site(output, "headers", PAGES)
    with open(os.path.join(output, "headers.conf"), "w") as file:
        file.write("# what pages need\nContent-Security-Policy: default-src 'self'; frame-ancestors 'none'\n")
    os.makedirs(os.path.join(output, "data"))
    moved = {"/old/": "/p1/", "/older/x/": "/p2/#top", "/index.php?id=5": "/p3/", "http://old.example.go.th/ita": "/p4/", "/แผน/": "/p5/",
             "http://127.0.0.1/p6/": "/p6/", "http://127.0.0.1/P7/": "/p7/", "/P8.pdf": "/p8.pdf", "/P9/": "/p1/", "/p10.pdf": "/p1/", "/" + "x" * 60: "/p2/",
             "/x/": "/p1/", "/X/": "/p2/"}
    for name in ("P8.pdf", "p8.pdf", "P10.pdf"):
        open(os.path.join(output, name), "w").close()
    with open(os.path.join(output, "data", "redirects.json"), "w") as file:
        json.dump([{"from": old, "to": new} for old, new in moved.items()], file)
    sys.exit(0)


def look_around(output, secret, port):
    """What a taken-over build could reach: told on the pusher's terminal."""
    print("secret:", os.path.exists(secret))
    try:
        socket.create_connection(("127.0.0.1", int(port)), 2).close()
        print("network: True")
    except OSError:
        print("network: False")
    try:
        open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "written"), "w").close()
        print("engine writable: True")
    except OSError:
        print("engine writable: False")
    print("environment:", "PRONGSAI_TRIAL" in os.environ)
    sys.exit(1)


def lose_disk(output):
    sys.stderr.write("เขียนไม่ได้: No space left on device\n")
    sys.exit(2)


def break_off(output):
    raise RuntimeError("broken engine")


def forget_home(output):
    os.makedirs(output)
    sys.exit(0)


DEEDS: dict[str, Callable[..., None]] = {
    "problem": find_problem, "endless": never_end, "memory": fill_memory, "writing": write_without_end, "forks": fork_without_end,
    "link": plant_link, "directive": plant_directive, "headers": bring_headers, "look": look_around, "disk": lose_disk, "broken": break_off,
    "homeless": forget_home,
}  # fmt: skip

if __name__ == "__main__":
    main()
