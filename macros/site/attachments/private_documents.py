"""What is wrong inside attachments: what keeps one from being published, and personal data in its text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from macros.problems import Place, Problem
from macros.site.attachments import cleaning


def in_documents(content: Path, names: Collection[str], known: Collection[str]) -> Iterator[Problem]:
    """Problems of each of the attachments ``names`` below ``content``; of personal data one for each value that is not ``known``."""
    for name in sorted(names):
        try:
            verdict = cleaning.judge(content / name)
        except OSError:
            continue  # reported by its reader
        file = f"content/{name}"
        if verdict.code:
            yield cleaning.unfit(file, verdict)
        if verdict.unread:
            yield Problem("attachment-unread", Place(file), {"name": PurePosixPath(name).name})
        for code, value, found in verdict.personal:
            if value not in known:
                yield Problem(code, Place(file), {"found": found})
