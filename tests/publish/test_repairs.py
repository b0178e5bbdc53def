"""What a refused push is told to do works as it is printed."""

import re


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
