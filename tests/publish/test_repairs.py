"""What a refused push is told to do works as it is printed."""

import re

import pytest

from macros.problems.wording import UNKNOWN_ROOT
from macros.publish import engine
from macros.publish.repository import Repository


def test_the_repair_of_a_rewritten_history_works_as_it_is_printed(ground, copy):
    copy.commit("v2")
    assert copy.push().status == 0
    copy.write("content/more.md", "more\n")
    copy.git("add", "--all")
    copy.git("commit", "--amend", "--quiet", "-m", "another past")
    words = copy.push("--force", "main").words
    told = next(line for line in words.splitlines() if "git pull" in line)
    for command in re.findall(r"git ((?:pull|push)(?: [!-~]+)*)", told):
        assert copy.git(*command.split(), check=False).status == 0, command
    assert ground.tip() == copy.git("rev-parse", "HEAD").words.strip() and copy.git("log", "-1", "--format=%s").words == "another past\n"


def test_a_file_of_what_is_published_comes_back_as_it_is_printed(copy):
    copy.commit("v2 11")
    done = copy.push()
    assert done.status != 0 and "[site-addresses-lost]" in done.words
    [command] = re.findall(r"git (checkout \S+ --) ชื่อไฟล์", done.words)
    copy.git(*command.split(), "content/index.md")
    assert copy.git("diff", "--cached", "--name-only").words == "content/index.md\n"


@pytest.mark.parametrize("words", ["v2 11", "problem"])
def test_who_pushes_a_site_without_the_program_is_told_to_name_its_folder(copy, words):
    copy.commit(words)
    told = re.findall(r"scripts/\w+\.py( --root \S+)?", copy.push().words)
    assert told and {*told} == {UNKNOWN_ROOT}


def test_a_site_with_its_program_needs_no_name(copy):
    commit, repo = copy.commit("v2"), Repository(copy.folder / ".git")
    assert engine.root_option(repo, commit) == UNKNOWN_ROOT
    copy.write("scripts/check.py", "")
    assert engine.root_option(repo, copy.commit("v3")) == ""
