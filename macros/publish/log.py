"""The append-only log of what was published when: one JSON object a line, never rewritten."""

from __future__ import annotations

import datetime
import getpass
import json
import os
from collections.abc import Iterator
from pathlib import Path

PUBLISHED, ROLLED_BACK, REFUSED, PREVIEW, PREVIEW_GONE = "published", "rolled-back", "refused", "preview", "preview-gone"


def append(path: Path, event: str, **fields: object) -> None:
    """Add one line, whole and on the disk when this returns. Raises ``OSError`` on a full disk."""
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
    line = json.dumps({"time": now, "event": event, **fields, "by": _user()}, ensure_ascii=False) + "\n"
    with path.open("ab", buffering=0) as file:
        torn = _ends_within_a_line(path)
        file.write(("\n" if torn else "").encode() + line.encode())
        os.fsync(file.fileno())


def events(path: Path) -> Iterator[dict]:
    """The events, oldest first. A line that a power cut has torn is passed over."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if isinstance(event, dict):
                yield event


def line_of_releases(path: Path) -> list[str]:
    """The releases that lead to what is published, oldest first: a rollback takes back what came after its target."""
    line: dict[str, None] = {}  # in order, and quick to ask
    for event in events(path):
        release = event.get("release")
        if not isinstance(release, str):
            continue
        if event.get("event") == PUBLISHED:
            line.setdefault(release)
        elif event.get("event") == ROLLED_BACK and release in line:
            while next(reversed(line)) != release:
                line.popitem()
    return list(line)


def last_switch(path: Path) -> dict | None:
    """The last event that changed what readers of the main site see."""
    switches = [event for event in events(path) if event.get("event") in (PUBLISHED, ROLLED_BACK)]
    return switches[-1] if switches else None


def _ends_within_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _user() -> str:
    try:
        return os.environ.get("REMOTE_USER") or getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
