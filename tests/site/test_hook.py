"""The check before each commit keeps a commit with errors from being made."""

import os
import shutil
import subprocess
import sys

import pytest

from macros.site.commands import check
from macros.site.commands.common import CANNOT
from macros.site.serving import hook
from tests.conftest import FICTIONAL, ROOT, commit_all

REPORT = """status: done
    progress:
      - on: 15 มกราคม 2564
        text: ประชุมแล้ว
        evidence:
          - title: รายงานการประชุม
            file: files/2564/report-1.pdf
"""


def git(root, *arguments):
    """Status and words of ``git`` at work in ``root``."""
    done = subprocess.run(["git", "-c", "user.name=ก", "-c", "user.email=a@example.org", *arguments], cwd=root, capture_output=True, timeout=120)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def commit(root, *options):
    return git(root, "commit", "-qam", "x", *options)


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


@pytest.mark.parametrize("below", ["", "เว็บ ไซต์"])
def test_what_the_commit_will_hold_is_checked_and_not_what_lies_in_the_folder(site_copy, tmp_path, below):
    """A file that nobody has added opens here and nowhere else."""
    root = site_copy()
    if below:
        shutil.move(root / ".git", tmp_path / ".git")
        root = root.rename(tmp_path / below)
        commit_all(tmp_path)
    hook.install(hook.wanted(root), hook.script(root, ROOT))
    record, attached = root / "measures/2564/m1.yml", root / "content/files/2564/report-1.pdf"
    good = record.read_text(encoding="utf-8")
    record.write_text(good.replace("status: unknown\n", REPORT), encoding="utf-8")
    attached.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(FICTIONAL / "content/files/2567/plan.pdf", attached)
    status, words = commit(root)
    assert status != 0 and "file-missing" in words and "commit-without-file" in words and "git add -A" in words
    git(root, "add", "-A")
    assert commit(root)[0] == 0


def test_what_is_kept_for_later_keeps_no_commit_from_being_made(site_copy):
    root = site_copy()
    hook.install(hook.wanted(root), hook.script(root, ROOT))
    record = root / "measures/2564/m1.yml"
    good = record.read_text(encoding="utf-8")
    record.write_text(good + "# ก\n", encoding="utf-8")
    git(root, "add", "-A")
    record.write_text(good.replace("status: unknown", "status: finished"), encoding="utf-8")
    status, words = git(root, "commit", "-qm", "x")
    assert status == 0 and "commit-of-before" in words and "finished" not in words
    assert "finished" in record.read_text(encoding="utf-8") and git(root, "show", "HEAD:measures/2564/m1.yml") == (0, good + "# ก\n")


def test_outside_of_git_nothing_is_staged(tmp_path, capsys):
    assert check.main(["--staged", "--root", str(tmp_path)]) == CANNOT
    said = capsys.readouterr()
    assert "ถาม git ไม่ได้" in said.err and not said.out


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
        assert (done.returncode, done.stderr) == (0, f"['--staged', '--root', '{(tmp_path / 'a site').as_posix()}']\n")
    else:
        assert done.returncode == 1 and "git commit --no-verify" in done.stderr and "Microsoft" not in done.stderr


def test_outside_of_git_there_is_no_hook(tmp_path):
    assert hook.wanted(tmp_path) is None
