"""The check before each commit keeps a commit with errors from being made."""

import subprocess

from macros.site import hook
from tests.conftest import ROOT


def commit(root):
    done = subprocess.run(
        ["git", "-c", "user.name=ก", "-c", "user.email=a@example.org", "commit", "-qam", "x"], cwd=root, capture_output=True, timeout=120
    )
    return done.returncode, done.stderr.decode("utf-8")


def test_the_hook_checks_each_commit(site_copy):
    root = site_copy()
    path = hook.wanted(root)
    hook.install(path, hook.script(root, ROOT))
    assert hook.wanted(root) is None
    record = root / "measures/2564/m1.yml"
    good = record.read_text(encoding="utf-8")
    record.write_text(good.replace("status: unknown", "status: finished"), encoding="utf-8")
    status, words = commit(root)
    assert status != 0 and "measures/2564/m1.yml" in words and "finished" in words
    record.write_text(good.replace("status: unknown", "status: done"), encoding="utf-8")
    assert commit(root)[0] == 0


def test_outside_of_git_there_is_no_hook(tmp_path):
    assert hook.wanted(tmp_path) is None
