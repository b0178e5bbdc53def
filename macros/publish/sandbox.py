"""A build under guard: no network, nothing writable but its own folder, limits on everything, and no process left over.

With bubblewrap the build sees only the system's programs, the engine, the repository's objects and its own folder.
Without it the limits stay, and the end of the whole process group; ``status`` and ``init`` say so.
"""

from __future__ import annotations

import ctypes
import functools
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

try:
    import resource
except ImportError:  # Windows, see locks.py
    resource = None  # type: ignore[assignment]

from macros.publish.limits import MEGABYTE, Limits
from macros.publish.repository import clean_environ

_SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_MOST_WORDS = 100_000  # characters that a build may tell the pusher
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass(frozen=True)
class Outcome:
    """``status``: the exit status, negative for a signal. ``too_long``: the build was ended by the clock."""

    status: int
    too_long: bool = False
    words: str = ""

    @property
    def found_problems(self) -> bool:
        """Did the engine say, by status 1 and in its own words, that the sources have problems?"""
        broken = self.words.startswith("bwrap: ") or "Traceback (most recent call last)" in self.words
        return self.status == 1 and not broken

    @property
    def hit_a_limit(self) -> bool:
        """Did the system end it, or refuse it something, for a limit other than the clock?"""
        signals = (signal.SIGXCPU, signal.SIGXFSZ, signal.SIGKILL)
        ended = self.status in {code for number in signals for code in (-number, 128 + number)}
        return ended or any(words in self.words for words in ("MemoryError", "File too large", "Resource temporarily unavailable"))


@functools.cache
def available() -> bool:
    """Can this user of this machine put a program into bubblewrap?"""
    if shutil.which("bwrap") is None:
        return False
    try:
        done = subprocess.run(["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"], capture_output=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def run(command: Sequence[str], folder: Path, readable: Sequence[Path], limits: Limits, tell: Callable[[str], None], boxed: bool = True) -> Outcome:
    """Run ``command``, which may write to ``folder`` alone, and tell its lines as they come."""
    if boxed and available():
        command = [*box(folder, readable), *command]
    child = subprocess.Popen(
        command, cwd=folder, env=_environ(folder), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, preexec_fn=functools.partial(_limit, limits),
    )  # fmt: skip
    words: list[str] = []
    reader = threading.Thread(target=_relay, args=(child.stdout, words, tell), daemon=True)
    reader.start()
    try:
        status, too_long = _wait(child, limits.seconds)
    finally:
        _end_group(child)
        reader.join(10)  # what it said last tells why it ended
    return Outcome(status, too_long, "".join(words))


def box(folder: Path, readable: Sequence[Path]) -> list[str]:
    """The command line of bubblewrap up to the program itself."""
    made = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr"]
    for path in filter(os.path.lexists, _SYSTEM):
        made += ["--symlink", os.readlink(path), path] if os.path.islink(path) else ["--ro-bind", path, path]
    for path in ("/etc/ld.so.cache", "/etc/alternatives"):
        made += ["--ro-bind-try", path, path]
    made += ["--proc", "/proc", "--dev", "/dev"]
    for place in dict.fromkeys(str(path.resolve()) for path in (Path(sys.base_prefix), Path(sys.prefix), *readable)):
        made += ["--ro-bind", place, place]
    made += ["--bind", str(folder), str(folder), "--chdir", str(folder)]
    # What bubblewrap has made of memory for the folders between; or a build could fill the memory there.
    return [*made, "--remount-ro", "/dev", "--remount-ro", "/", "--"]


def _environ(folder: Path) -> dict[str, str]:
    """Little of the server's: no secrets, and nothing by which a machine would build other bytes."""
    kept = {name: value for name, value in clean_environ().items() if name == "PATH" or name.startswith("GIT_")}
    python = {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    compiled = {"PYTHONPYCACHEPREFIX": sys.pycache_prefix} if sys.pycache_prefix else {}
    return {**kept, **python, **compiled, "LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)}


def _limit(limits: Limits) -> None:
    """In the child, before the program starts: what it may use at most, and an end with its parent."""
    os.umask(0o022)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    sizes = {resource.RLIMIT_CPU: limits.seconds, resource.RLIMIT_FSIZE: limits.written_mb * MEGABYTE, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":  # Elsewhere the address space cannot be limited, and processes are counted otherwise.
        sizes |= {resource.RLIMIT_AS: limits.memory_mb * MEGABYTE, resource.RLIMIT_NPROC: _running() + limits.processes}
    for kind, most in sizes.items():
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def _running() -> int:
    """Threads that this user runs already: the system counts them all against the limit on processes."""
    user, count = os.getuid(), 0
    for entry in os.scandir("/proc"):
        try:
            if entry.name.isdigit() and entry.stat().st_uid == user:
                count += len(os.listdir(f"/proc/{entry.name}/task"))
        except OSError:
            continue  # it has ended meanwhile
    return count


def _relay(stream, words: list[str], tell: Callable[[str], None]) -> None:
    told = 0
    for line in iter(stream.readline, b""):
        text = line.decode("utf-8", "replace")
        told += len(text)
        if told <= _MOST_WORDS:
            words.append(text)
            tell(text.rstrip("\n"))


def _wait(child: subprocess.Popen, seconds: float) -> tuple[int, bool]:
    """Its status, and whether it took too long. Not by ``wait(seconds)``, which looks only every twentieth of a second."""
    too_long = threading.Event()

    def stop() -> None:
        too_long.set()
        _kill_group(child)

    clock = threading.Timer(seconds, stop)
    clock.start()
    try:
        return child.wait(), too_long.is_set()
    finally:
        clock.cancel()


def _end_group(child: subprocess.Popen) -> None:
    """End whatever is left of the build's process group; bubblewrap takes its whole world with it."""
    _kill_group(child)
    child.wait()


def _kill_group(child: subprocess.Popen) -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
