"""What a tired merge leaves behind: marks of a conflict, and links from one document to a file that has moved."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True).stdout.decode().split("\0")[:-1]
CONFLICT = re.compile(rb"^(<{7} |>{7} |\|{7} )", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:|#|/)([^)\s#]+)")
DOCUMENTS = [name for name in FILES if name.endswith(".md") and not name.startswith(("content/", "tests/", "macros/site/starting/starter/"))]


def test_no_file_holds_a_conflict():
    texts = {name: path.read_bytes() for name in FILES if (path := ROOT / name).is_file() and not name.startswith("tests/")}
    assert [name for name, data in texts.items() if CONFLICT.search(data)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_lead_to_files_that_are_there(name):
    text = re.sub(r"\\.|(`+).+?\1", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)  # without escaped signs and code
    assert [link for link in LINK.findall(text) if not (ROOT / name).parent.joinpath(link).exists()] == []
