"""The files of a built site: nothing is touched before a commit, and a commit that cannot end changes nothing."""

import hashlib
import os
import subprocess
import sys

import pytest

from macros.site.html import encoded
from macros.site.placing.output import Output, digest_of
from tests.built import files_in
from tests.conftest import ROOT


def test_output_touches_nothing_before_commit_and_only_what_changed_then(tmp_path):
    output = Output(tmp_path / "site", tmp_path / "aside")
    output.put_all({"a/index.html": b"1", "b/index.html": b"2", "c.txt": b"3"})
    assert not (tmp_path / "site").exists() and output.read("c.txt") == b"3"
    output.commit()
    same = (tmp_path / "site/c.txt").stat().st_ino
    output.begin()
    output.put("a/index.html", b"other")
    output.keep("c.txt")
    assert files_in(tmp_path / "site") == {"a/index.html": b"1", "b/index.html": b"2", "c.txt": b"3"}
    output.commit()
    assert files_in(tmp_path / "site") == {"a/index.html": b"other", "c.txt": b"3"}
    assert (tmp_path / "site/c.txt").stat().st_ino == same and not (tmp_path / "site/b").exists()


@pytest.mark.parametrize("letters", [0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 600_000])
def test_a_text_is_written_as_its_bytes_however_long_it_is(tmp_path, letters):
    text, output = ("กa\n😀" * letters)[:letters], Output(tmp_path / "site", tmp_path / "aside")
    output.put_text("long/index.html", text)
    assert output.wanted == {"long/index.html": digest_of(text.encode())} and output.read("long/index.html") == text.encode()
    output.commit()
    output.begin()
    output.put_text("long/index.html", text)
    assert not output.differs and output.path("long/index.html") == tmp_path / "site/long/index.html"
    assert encoded.sha256(text).hexdigest() == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_a_file_that_the_disk_takes_in_part_is_not_taken_for_whole(tmp_path):
    """In a process of its own, which may write no longer files."""
    program = """if True:
        import resource, signal, pathlib
        from macros.site.placing.output import Output
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        Output(pathlib.Path("site"), pathlib.Path("aside")).put("index.html", bytes(1500))"""
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert "File too large" in done.stderr


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path):
    output = Output(tmp_path / "site", tmp_path / "aside")
    for drop in (True, False, True):
        for files in ({"a/x.csv": b"1", "b/y.pdf/index.html": b"2"}, {"a/x.csv/index.html": b"3", "b/y.pdf": b"4"}, {"a": b"5", "b/y.pdf/z/index.html": b"6"}):
            output.begin()
            output.put_all(files)
            output.commit(drop)
            output.commit()
            assert files_in(tmp_path / "site") == files


def test_what_a_refused_build_left_aside_is_in_nobodys_way(tmp_path):
    output = Output(tmp_path / "site", tmp_path / "aside")
    output.put("c", b"0")
    output.commit()
    for files in ({"a/x": b"1"}, {"a/x/y": b"2"}, {"a": b"3"}, {"a/x": b"4", "b": b"5"}):
        output.begin()
        output.put_all(files)
    output.commit()
    assert files_in(tmp_path / "site") == {"a/x": b"4", "b": b"5"}


@pytest.mark.parametrize("fails_at", range(6))
def test_a_commit_that_cannot_end_changes_nothing(tmp_path, monkeypatch, fails_at):
    output = Output(tmp_path / "site", tmp_path / "aside")
    before = {"a/1": b"1", "a/2": b"2", "b": b"3", "c/d": b"4"}
    output.put_all(before)
    output.commit()
    output.begin()
    output.put_all({"a/1": b"other", "a/new/1": b"5", "b/c": b"6", "c": b"7"})
    renames, rename = iter(range(99)), os.replace

    def breaks(source, target):
        if next(renames) == fails_at:
            raise OSError("no room")
        rename(source, target)

    monkeypatch.setattr(os, "replace", breaks)
    with pytest.raises(OSError, match="no room"):
        output.commit()
    assert files_in(tmp_path / "site") == before and not (tmp_path / "before").exists() and not (tmp_path / "site/a/new").exists()


def test_what_waits_may_be_taken_back(tmp_path):
    output = Output(tmp_path / "site", tmp_path / "aside")
    output.put("a", b"1")
    output.commit()
    output.begin()
    output.put("a", b"2")
    output.begin()
    output.put("a", b"1")
    output.commit()
    assert files_in(tmp_path / "site") == {"a": b"1"}
    output.begin()
    output.put("a", b"3")
    output.begin()
    output.keep("a")
    output.commit()
    assert files_in(tmp_path / "site") == {"a": b"3"}
