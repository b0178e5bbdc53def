"""Whoever ends a build, and however, the site is whole and nothing of the build is left for long."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from macros.site.placing import aside
from macros.site.placing.aside import swap
from tests.built import files_in

ROOT = Path(__file__).resolve().parents[2]
# ``build.py`` by itself, ended by a signal when a step of the exchange is called for the Nth time.
ENDED = """
import os, signal, sys
signal.signal({number}, signal.SIG_DFL if {number} != signal.SIGINT else signal.default_int_handler)
sys.path += [{root!r}, {root!r} + "/scripts"]
import _env
from macros.site import build, state
from macros.site.placing import exchange
from macros.site.commands import build as command
calls, real = [], {module}.{name}
def step(*arguments):
    calls.append(1)
    if len(calls) == {at}: os.kill(os.getpid(), {number})
    result = real(*arguments)
    if len(calls) == {at} + 1: os.kill(os.getpid(), {number})
    return result
{module}.{name} = step
_env.run(command.main)
"""
SIGNALS = [signal.SIGINT] + [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """Where the programs that are ended keep their compiled modules, and what a build leaves to the next."""
    return tmp_path_factory.mktemp("compiled")


def ended(compiled, root, output, number, module, name, at):
    code = ENDED.format(root=str(ROOT), number=int(number), module=module, name=name, at=at)
    command = [sys.executable, "-X", "utf8", "-c", code, "--root", str(root), "--output", str(output)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""})


@only_posix
@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_leaves_the_site_as_it_was_and_says_one_sentence(site_copy, tmp_path, compiled, number):
    root, output = site_copy(ROOT / "tests/sites/fictional"), tmp_path / "out" / "site"
    assert ended(compiled, root, output, number, "exchange", "_replace", -9).returncode == 0  # none comes, and what a build has left is there to go on with
    before = files_in(output)
    (root / "content/about.md").write_text((root / "content/about.md").read_text(encoding="utf-8") + "\nข้อความใหม่\n", encoding="utf-8")
    done = ended(compiled, root, output, number, "exchange", "_replace", 3)
    assert (done.returncode, done.stderr.splitlines()[-1], "Traceback" in done.stderr) == (128 + number, "เลิกแล้ว · Stopped", False)
    assert files_in(output) == before
    assert [path.name for path in output.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after"])
def test_ctrl_c_at_either_rename_leaves_a_whole_site(tmp_path, monkeypatch, at, is_done):
    for name in ("new", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    calls, real = [], os.replace

    def replace(*names):
        calls.append(names)
        if is_done or len(calls) != at:
            real(*names)
        if len(calls) == at:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        swap(tmp_path / "new", tmp_path / "site", tmp_path / "before")
    assert (tmp_path / "site/index.html").read_text() == ("new" if (at, is_done) == (2, True) else "site")


@only_posix
def test_what_a_killed_build_has_left_goes_and_what_somebody_works_in_stays(tmp_path):
    output = tmp_path / "site"
    code = f"import sys, os\nsys.path.append({str(ROOT)!r})\nfrom pathlib import Path\nfrom macros.site.placing.aside import beside\n"
    code += f"with beside(Path({str(output)!r})) as work:\n  (work / 'x').write_text('x')\n  print(work, flush=True)\n  sys.stdin.read()\n"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        work = Path(other.stdout.readline().strip())
        with aside.beside(output) as own, aside.beside(tmp_path / "another"):
            assert work.is_dir() and own.parent == work.parent
        assert [path for path in tmp_path.iterdir()] == [work]
        other.kill()
    with aside.beside(tmp_path / "another"):
        assert work.is_dir()  # of another output
    with aside.beside(output) as own:
        assert not work.exists() and own.is_dir()


def test_what_is_not_surely_ours_stays(tmp_path):
    output = tmp_path / "site"
    with aside.beside(output) as own:
        prefix = own.name[:19]
    for name in ("theirs", "old"):
        (tmp_path / f"{prefix}{name}").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "lock").touch()
    (tmp_path / f"{prefix}link").symlink_to(tmp_path / "elsewhere")
    before = sorted(tmp_path.rglob("*"))
    with aside.beside(output):
        pass
    assert sorted(tmp_path.rglob("*")) == before


def test_a_site_on_its_way_out_goes_back_when_nothing_took_its_place(tmp_path):
    output = tmp_path / "site"
    with aside.beside(output) as own:
        left = own.with_name(f"{own.name}x")
    marker = left / aside.BEFORE / aside.MARKER
    marker.parent.mkdir(parents=True)
    marker.touch()
    (left / "lock").touch()
    with aside.beside(output):
        assert (output / aside.MARKER).is_file() and not left.exists()


def test_git_does_not_see_what_a_build_works_in(site_copy, tmp_path):
    from macros.site.starting import points

    for text in ((ROOT / ".gitignore").read_text(encoding="utf-8"), points.agency("ก", 2567)[".gitignore"]):
        root = site_copy(name=f"copy{len(text)}")
        (root / ".gitignore").write_text(text, encoding="utf-8")
        with aside.beside(root / "site") as work:
            (work / "x").touch()
            shown = subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, encoding="utf-8").stdout
        assert shown == "?? .gitignore\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock of a folder")
def test_builds_put_their_files_into_one_output_one_after_the_other(tmp_path):
    """Also one that waits while the folder is swapped for another."""
    output, order = tmp_path / "out", []
    for name in ("out", "stage"):
        (tmp_path / name).mkdir()

    def other():
        with aside.alone_at(output):
            order.append((output / "new").exists())

    with aside.alone_at(output):
        waiting = threading.Thread(target=other)
        waiting.start()
        waiting.join(0.2)
        assert not order
        (tmp_path / "stage/new").touch()
        aside.swap(tmp_path / "stage", output, tmp_path / "before")
        with aside.alone_at(output):  # it is another folder now
            pass
    waiting.join(10)
    assert order == [True]
    with aside.alone_at(tmp_path / "nowhere"):
        pass
