"""Whoever ends ``serve``, nothing stays behind."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAIN = (  # a job in the background of a shell ignores Ctrl-C
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from macros.site.commands import serve; sys.exit(serve.main(sys.argv[1:]))"
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_what_was_built_for_looking_is_taken_away(site_copy, tmp_path, sign):
    work = tmp_path / "work"
    work.mkdir()
    environment = {**os.environ, "TMPDIR": str(work), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", MAIN, "--root", str(site_copy()), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, text=True) as serving:
        try:
            address = serving.stdout.readline().strip()
            with urllib.request.urlopen(address + "favicon.ico") as answer:  # browsers ask for it whatever a page says
                assert answer.status == 200 and answer.headers["Content-Type"] == "image/svg+xml"
            assert [path.name[:9] for path in work.iterdir()] == ["prongsai-"]
            serving.send_signal(sign)
            assert serving.wait(20) == 0
        finally:
            serving.kill()
    assert list(work.iterdir()) == []
