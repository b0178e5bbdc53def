"""How much a push may bring and a build may take. A server's own numbers stand in its ``config.json``."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Times in seconds, sizes in megabytes (10⁶ bytes)."""

    push_mb: int = 1000  # what one push may send
    objects: int = 200_000  # git objects in one push
    branches: int = 5  # branches in one push, for each is built
    files: int = 20_000  # files in one commit
    file_mb: int = 100  # one file of a commit
    seconds: int = 120  # a build, by the clock and by the processor
    memory_mb: int = 2000  # address space of each process of a build
    processes: int = 64
    written_mb: int = 250  # one file that a build writes
    site_mb: int = 10_000  # a built site
    queue_seconds: int = 900  # waiting for other pushes
    keep: int = 10  # releases to roll back to
