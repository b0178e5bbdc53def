"""The check before each commit keeps a commit with errors from being made."""

import os
import shutil
import subprocess
import sys

import pytest

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


def test_a_program_that_has_moved_is_told_and_the_hook_offered_anew(site_copy, tmp_path):
    root = site_copy()
    hook.install(hook.wanted(root), hook.script(root, tmp_path / "โปรแกรม เดิม"))
    (root / "measures/2564/m1.yml").open("a", encoding="utf-8").write("# ก\n")
    status, words = commit(root)
    assert status != 0 and "ย้ายที่หรือถูกลบ" in words and "Errno" not in words
    hook.install(hook.wanted(root), hook.script(root, ROOT))
    assert hook.wanted(root) is None and commit(root)[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="programs are made of shell scripts here")
@pytest.mark.parametrize("good", ["python", "py", None])
def test_a_python_that_only_opens_a_shop_is_passed_over(tmp_path, good):
    script = hook.script(tmp_path / "a site", tmp_path / "engine")
    (tmp_path / "engine/scripts").mkdir(parents=True)
    (tmp_path / "engine/scripts/check.py").write_text("import sys; print(sys.argv[1:])", encoding="utf-8")
    programs = {"python3": "echo 'Python was not found; run without arguments to install from the Microsoft Store' >&2; exit 49"}
    if good:
        programs |= {"python": "exit 1", good: f'exec "{sys.executable}" "$@"'}
    (tmp_path / "bin").mkdir()
    for name, does in programs.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    done = subprocess.run([shutil.which("sh"), "-c", script], env={"PATH": str(tmp_path / "bin")}, capture_output=True, encoding="utf-8", timeout=60)
    if good:
        assert (done.returncode, done.stderr) == (0, f"['--root', '{(tmp_path / 'a site').as_posix()}']\n")
    else:
        assert done.returncode == 1 and "git commit --no-verify" in done.stderr and "Microsoft" not in done.stderr


def test_outside_of_git_there_is_no_hook(tmp_path):
    assert hook.wanted(tmp_path) is None
