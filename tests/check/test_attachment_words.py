"""What the message of an attachment says that is not what its name says."""

import pytest

from macros.problems import message
from macros.site.inputs.attachments import of_bytes


@pytest.mark.parametrize("data, thai, english", [
    (b"MZ\0", "“a.pdf” ไม่ใช่ไฟล์ .pdf จริง (น่าจะเป็น EXE)", "“a.pdf” is not really a .pdf file (probably EXE)"),
    (b"\0\1\2", "“a.pdf” ไม่ใช่ไฟล์ .pdf จริง", "“a.pdf” is not really a .pdf file"),
    (b"version https://git-lfs.github.com/spec/v1\n", "“a.pdf” ไม่ใช่ตัวไฟล์ แต่เป็นตัวชี้ของ Git LFS", "“a.pdf” is not the file itself but a Git LFS pointer"),
])  # fmt: skip
def test_what_is_known_is_said_and_nothing_else(data, thai, english):
    (problem,) = of_bytes("content/files/a.pdf", data)
    assert (message(problem.code, problem.params).message, message(problem.code, problem.params, "en").message) == (thai, english)
