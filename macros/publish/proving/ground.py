"""A server in a folder, with a real nginx before it and working copies that push to it over git's local transport."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.publish import locks, operations
from macros.publish.limits import Limits
from macros.publish.repository import clean_environ
from macros.publish.store import Store

COMMAND = Path(__file__).resolve().parents[3] / "scripts" / "publish.py"
TOY = Path(__file__).with_name("toy_engine.py")
_MARK = "PRONGSAI_TRIAL"


@dataclass
class Pushed:
    """What the pusher got: git's exit status and all that stood on the terminal."""

    status: int
    words: str


class Copy:
    """A webmaster's working copy."""

    def __init__(self, folder: Path, remote: Path) -> None:
        self.folder, self.remote = folder, remote
        self.environ = {**clean_environ(), "GIT_TERMINAL_PROMPT": "0", _MARK: uuid.uuid4().hex}
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")
        for name, value in {"user.name": "webmaster", "user.email": "webmaster@example.go.th", "gc.auto": "0"}.items():
            self.git("config", name, value)
        self.git("remote", "add", "publish", str(remote))

    def git(self, *arguments: str, check: bool = True) -> Pushed:
        done = subprocess.run(["git", *arguments], cwd=self.folder, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        words = done.stdout.decode("utf-8", "replace")
        if check and done.returncode:
            raise RuntimeError(f"git {' '.join(arguments)}: {words}")
        return Pushed(done.returncode, words)

    def write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def commit(self, home: str | None = None) -> str:
        """Commit all there is, with ``home`` as the home page if given; the commit's name."""
        if home is not None:
            self.write("content/index.md", home + "\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", home or "more")
        return self.git("rev-parse", "HEAD").words.strip()

    def push(self, *what: str) -> Pushed:
        return self.git("push", "publish", *(what or ("main",)), check=False)

    def start_push(self) -> subprocess.Popen:
        command = ["git", "push", "--quiet", "publish", "main"]
        return subprocess.Popen(command, cwd=self.folder, env=self.environ, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill_push(self, push: subprocess.Popen) -> None:
        """End the push and all that it has started on the server, at once, as a power cut would."""
        looks = 3  # a process that is just becoming another program does not show its mark
        while looks:
            found = _marked(self.environ[_MARK])
            for pid in found:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            push.poll()
            looks = 3 if found else looks - 1
            time.sleep(0.01)
        push.wait()


class Ground:
    """``store`` is set up in ``folder`` and builds with the toy engine, or with ``engine`` when given."""

    def __init__(self, folder: Path, engine: Path | None = None, limits: Limits = Limits(), boxed: bool = True, url: str = "") -> None:
        self.folder = folder
        self.engine = engine or make_toy_engine(folder / "engine")
        self.store = Store(folder / "site.git", folder / "web", self.engine, url, boxed, limits)
        operations.init(self.store)
        self._copies = 0

    def copy(self) -> Copy:
        """A new working copy, with what has been published so far."""
        self._copies += 1
        made = Copy(self.folder / f"copy{self._copies}", self.store.repo)
        if self.tip():
            made.git("pull", "--quiet", "publish", "main")
        return made

    def tip(self) -> str | None:
        done = subprocess.run(["git", f"--git-dir={self.store.repo}", "rev-parse", "--quiet", "--verify", "main"],
                              env=clean_environ(), stdout=subprocess.PIPE)  # fmt: skip
        return done.stdout.decode().strip() or None

    def shown(self) -> str | None:
        """The commit that readers see."""
        current = self.store.current()
        return current.commit if current else None

    def wait(self) -> None:
        """Until the server has tidied up after the last push."""
        locks.take(self.store.lock, 60).close()

    def command(self, *arguments: str) -> Pushed:
        """``scripts/publish.py`` as a person runs it."""
        done = subprocess.run([sys.executable, str(COMMAND), *arguments], env=clean_environ(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return Pushed(done.returncode, done.stdout.decode("utf-8", "replace"))

    @contextlib.contextmanager
    def nginx(self) -> Iterator[int]:
        """A real nginx with this site's own configuration; its port on loopback."""
        program, port = nginx_program() or "nginx", free_port()
        home = self.folder / f"nginx{port}"
        home.mkdir()
        site = (self.store.home / "nginx.conf").read_text(encoding="utf-8")
        site = re.sub(r"listen \[::\]:80;\n", "", site).replace("listen 80;", f"listen 127.0.0.1:{port};")
        (home / "site.conf").write_text(site, encoding="utf-8")
        (home / "nginx.conf").write_text(_NGINX.format(home=home, user="user root;" if os.geteuid() == 0 else ""), encoding="utf-8")
        shutil.copyfile("/etc/nginx/mime.types", home / "mime.types")
        with (home / "errors").open("wb") as errors:  # no pipe: nginx stands still when nobody empties it
            server = subprocess.Popen([program, "-p", str(home), "-c", str(home / "nginx.conf")], stderr=errors)
        try:
            _wait_for(port, server, home / "errors")
            yield port
        finally:
            server.terminate()
            server.wait(20)


def make_toy_engine(folder: Path) -> Path:
    (folder / "scripts").mkdir(parents=True)
    shutil.copyfile(TOY, folder / "scripts" / "build.py")
    return folder


def nginx_program() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(port: int, server: subprocess.Popen, errors: Path) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"nginx did not start: {errors.read_text()}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("nginx does not answer")


def _marked(mark: str) -> list[int]:
    """Processes of this machine whose environment bears ``mark``."""
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if mark.encode() in Path(entry.path, "environ").read_bytes() and _state(entry.path) != "Z":
                    found.append(int(entry.name))
    return found


def _state(process: str) -> str:
    return Path(process, "stat").read_text().rpartition(") ")[2][:1]


_NGINX = """daemon off;
{user}
pid "{home}/pid";
error_log stderr error;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path "{home}/t1"; proxy_temp_path "{home}/t2"; fastcgi_temp_path "{home}/t3"; uwsgi_temp_path "{home}/t4"; scgi_temp_path "{home}/t5";
    default_type application/octet-stream;
    include "{home}/site.conf";
}}
"""
