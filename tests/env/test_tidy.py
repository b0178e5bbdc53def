"""What a tired merge or move leaves behind: marks of a conflict, a file that is still named where it lay before, one that outgrew its reader."""

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


SPEAKING = [name for name in FILES if name.startswith(("macros/", "README")) and name.endswith((".md", ".py", ".js", ".css", ".jinja", ".yml"))]
NAMED = re.compile(r"`([\w./-]+\.(?:py|jinja))`|\b((?:site|pages|records|search|ledger|history|importing|admin|publish|problems|thai|oit)/[\w./-]+\.(?:py|jinja))\b")


def test_papers_and_comments_name_files_where_they_lie():
    lie = {"/".join(parts[place:]) for parts in (name.split("/") for name in FILES) for place in range(len(parts))}
    named = {(name, one or other) for name in SPEAKING for one, other in NAMED.findall((ROOT / name).read_text(encoding="utf-8"))}
    assert sorted((name, file) for name, file in named if file.removeprefix("../") not in lie) == []


def test_a_file_of_the_engine_is_read_in_one_sitting():
    lines = {name: (ROOT / name).read_bytes().count(b"\n") for name in FILES if name.startswith("macros/") and name.endswith(".py")}
    assert {name: count for name, count in lines.items() if count > 300} == {}
