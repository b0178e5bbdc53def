"""Files and folders that cannot be opened, and why."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import PurePosixPath

from macros.problems import Place, Problem

_CODE = "file-unreadable"
_REASONS: dict[int | None, str] = {
    errno.ENOENT: "ไม่มีไฟล์หรือโฟลเดอร์นี้", errno.EACCES: "ไม่มีสิทธิ์เปิด", errno.EPERM: "ไม่มีสิทธิ์เปิด", errno.EISDIR: "เป็นโฟลเดอร์ ไม่ใช่ไฟล์",
    errno.ENOTDIR: "ส่วนหนึ่งของที่อยู่เป็นไฟล์ ไม่ใช่โฟลเดอร์", errno.ENOSPC: "ดิสก์เต็ม", errno.EROFS: "เขียนในดิสก์นี้ไม่ได้",
    errno.ELOOP: "เป็นลิงก์ที่ชี้กลับมาที่ตัวเอง",
}  # fmt: skip


def reason(error: OSError) -> str:
    """Why a file cannot be read or written, in Thai where it is a common reason."""
    return _REASONS.get(error.errno) or in_english(error)


def in_english(error: OSError) -> str:
    """The same in the words of the system."""
    return error.strerror or str(error)


def unreadable(file: str, error: OSError) -> Problem:
    """What is told of ``file``, which may be a folder."""
    return Problem(_CODE, Place(file), {"name": PurePosixPath(file).name, "reason": reason(error), "reason_en": in_english(error)})


def paths(problems: Iterable[Problem]) -> frozenset[str]:
    """The files and folders that ``problems`` tell of, as these name them."""
    return frozenset(problem.place.file for problem in problems if problem.code == _CODE)


__all__ = ["in_english", "paths", "reason", "unreadable"]
