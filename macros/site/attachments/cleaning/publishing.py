"""The published copy of an attachment, or the problem that stops it."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from macros.problems import Place, Problem
from macros.site.attachments.cleaning.clean import cleaned
from macros.site.attachments.cleaning.judging import judge
from macros.site.attachments.cleaning.verdict import Verdict


def copy(file: str, source: Path, target: Path) -> list[Problem]:
    """Write to ``target`` what is published of the attachment ``file``, which lies at ``source``; or say why nothing is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    verdict = judge(source)
    if verdict.code:
        return [unfit(file, verdict)]
    if verdict.same:
        shutil.copyfile(source, target)
    else:
        target.write_bytes(cleaned(file, source.read_bytes()))
    return []


def unfit(file: str, verdict: Verdict) -> Problem:
    """The problem of an attachment that cannot be published."""
    return Problem(verdict.code, Place(file), {"name": PurePosixPath(file).name, **verdict.params})
