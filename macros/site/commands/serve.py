"""``scripts/serve.py``: check, build and show the site on loopback, again after every save."""

from __future__ import annotations

import errno
import signal
import sys
import tempfile
import threading
import traceback
from functools import partial
from pathlib import Path

from macros.site.commands.build_all import why_not
from macros.site.commands.common import CANNOT, DONE, PROJECT, elsewhere, parser, say, site_root
from macros.site.serving import hook
from macros.site.serving.local_server import Server, make_server
from macros.site.serving.serve import Builder, State
from macros.site.serving.watching import Looks, snapshot, watch

LOG = PROJECT / ".prongsai" / "serve-error.txt"


def main(argv: list[str]) -> int:
    """0 ended by Ctrl-C, or by whoever started it (SIGTERM) · 2 cannot run."""
    made = parser("serve", "ตรวจ สร้าง และแสดงเว็บไซต์ในเครื่องนี้ แล้วสร้างใหม่ทุกครั้งที่บันทึก · check, build and show the site")
    made.add_argument("--port", type=int, default=8000)
    options = made.parse_args(argv)
    root = site_root(options.root)
    if root is None:
        return CANNOT
    _offer_hook(root)
    state = State(elsewhere=elsewhere(root))
    try:
        server = make_server(options.port, state)
    except OverflowError:
        say(f"ไม่มีพอร์ต {options.port} เลือกเลขระหว่าง 1024 ถึง 65535 · There is no port {options.port}")
        return CANNOT
    except OSError as error:
        say(_why_closed(options.port, error))
        return CANNOT
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # or what was built for looking would stay behind
    with tempfile.TemporaryDirectory(prefix="prongsai-") as work:
        _run(server, root, Path(work), state)
    return DONE


def _why_closed(port: int, error: OSError) -> str:
    other = min(port + 1, 65535) if port > 1023 else 8000  # most systems keep those below for the administrator
    repair = f"ลอง --port {other}"
    if isinstance(error, PermissionError):
        return f"ระบบไม่อนุญาตให้เปิดพอร์ต {port} เลขต่ำกว่า 1024 มักสงวนไว้ให้ผู้ดูแลเครื่อง {repair} · The system does not allow port {port}; try --port {other}"
    if error.errno == errno.EADDRINUSE:
        return f"พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ {repair} · Port {port} is taken; try --port {other}"
    return f"เปิดพอร์ต {port} ไม่ได้ ({error.strerror}) {repair} · Port {port} cannot be opened; try --port {other}"


def _offer_hook(root: Path) -> None:
    """Ask once whether each commit shall be checked; without a terminal nothing is asked and nothing installed."""
    path = hook.wanted(root)
    if path is None or not (sys.stdin and sys.stdin.isatty()):
        return
    print("ตรวจทุกไฟล์ให้เองก่อนบันทึกเข้า git ทุกครั้งหรือไม่ · Check before each commit? [Y/n] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() in ("", "y", "yes", "ใช่"):
        hook.install(path, hook.script(root, PROJECT))
        say(f"ติดตั้งแล้วที่ {path} ลบไฟล์นี้เมื่อไม่ต้องการ · Installed; delete this file to undo it")


def _run(server: Server, root: Path, work: Path, state: State) -> None:
    build = partial(_build, Builder(root, work, state, say))
    before = snapshot(root)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        say("กำลังตรวจและสร้างเว็บไซต์…")
        build(before)
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)
        say("เปิดที่อยู่นี้ในเบราว์เซอร์ แก้ไฟล์แล้วบันทึก หน้าเว็บจะเปลี่ยนเอง · กด Ctrl-C เพื่อเลิก")
        watch(root, build, threading.Event(), before)
    except KeyboardInterrupt:
        say("เลิกแล้ว")
    finally:
        server.shutdown()
        server.server_close()


def _build(builder: Builder, seen: Looks, log: Path = LOG) -> None:
    """A disk that is full today, a folder that is closed, or a fault of this program ends no preview: the next save builds anew."""
    try:
        builder.build(seen)
    except OSError as error:
        say(why_not(error, builder.work))
    except Exception:  # a fault of this program: its place is for programmers to see
        say(f"สร้างไม่ได้เพราะโปรแกรมผิดพลาด บันทึกแก้ไขใหม่เพื่อลองอีก โปรดแจ้งผู้ดูแลโปรแกรมพร้อม {_kept(traceback.format_exc(), log)} · The program failed; save again to try anew, and report this")


def _kept(text: str, log: Path) -> str:
    """The file in which ``text`` is kept; ``text`` itself where none can be written."""
    try:
        log.write_text(text, encoding="utf-8")
    except OSError:
        return text
    return f"ไฟล์ {log}"
