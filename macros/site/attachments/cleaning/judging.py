"""Judging attachments in a process apart, each content once while this program runs: saving a page must not read all documents again."""

from __future__ import annotations

import atexit
import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path, PurePosixPath

from macros.site.attachments.cleaning.verdict import Verdict, unpacked, verdict

_ENGINE = Path(__file__).resolve().parents[4]
_PATIENCE = 120  # seconds by the clock, after which a process that says nothing is ended
_LINEAR = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".csv", ".txt", ".json", ".ics", ".svg"})  # read in time and memory of their size
_judged: dict[tuple[str, str], Verdict] = {}


def judge(path: Path) -> Verdict:
    """The verdict on the file at ``path``. Raises ``OSError``."""
    status = path.stat()
    return _judge(path, status.st_size, status.st_mtime_ns)


def expect(names: Iterable[str]) -> None:
    """Files of these ``names`` will be judged: the process that does it loads what it needs meanwhile."""
    if soon := {PurePosixPath(name).suffix.lower() for name in names} - _LINEAR:
        with _worker.lock:
            _worker.running(sorted(soon))


def text_of_pages(path: Path) -> str | None:
    """What a search finds in the PDF at ``path``, as it was read when it was judged; None of another kind, or if some of it was not read then."""
    text = judge(path).text
    return unpacked(text) if text else None


@lru_cache(maxsize=8192)
def _judge(path: Path, size: int, changed: int) -> Verdict:
    suffix, data = path.suffix.lower(), path.read_bytes()
    key = (suffix, hashlib.sha256(data).hexdigest())
    if key not in _judged:
        _judged[key] = verdict(path.name, data) if suffix in _LINEAR else _worker.judge(path)
    return _judged[key]


class _Worker:
    """The process, started when documents are expected or the first one comes, and again after one that it did not survive."""

    def __init__(self) -> None:
        self.process: subprocess.Popen | None = None
        self.lock = threading.Lock()

    def judge(self, path: Path) -> Verdict:
        with self.lock:
            answer = self._ask({"name": path.name, "path": str(path.resolve())})
            if not answer:
                self.stop()
                return Verdict("attachment-endless")
        fields = json.loads(answer)
        return Verdict(**{**fields, "personal": tuple(map(tuple, fields["personal"]))})

    def running(self, soon: Iterable[str] = ()) -> subprocess.Popen:
        """``soon``: the endings of files that it will be asked about."""
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-m", "macros.site.attachments.cleaning.worker", *soon]
            self.process = subprocess.Popen(command, cwd=_ENGINE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return self.process

    def _ask(self, question: dict[str, str]) -> bytes:
        process = self.running()
        put, answers = process.stdin, process.stdout
        assert put and answers  # pipes were asked for
        watch = threading.Timer(_PATIENCE, process.kill)
        watch.daemon = True
        watch.start()
        try:
            put.write(json.dumps(question).encode() + b"\n")
            put.flush()
            return answers.readline()
        except OSError:
            return b""
        finally:
            watch.cancel()

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


_worker = _Worker()
atexit.register(_worker.stop)
