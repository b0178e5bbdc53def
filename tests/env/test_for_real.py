"""The preparation once for real: a checkout with a Thai name and spaces, and one package made here, no network."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import _env_words as words
import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
COMMAND = """\
import sys

from _env import ensure

ensure()
import greeting

print(greeting.WORD, *sys.argv[1:])
sys.exit(7)
"""


@pytest.fixture
def checkout(tmp_path):
    root = tmp_path / "โครงการ โปร่งใส"
    (root / "scripts").mkdir(parents=True)
    for name in ("_env.py", "_env_end.py", "_env_words.py"):
        shutil.copy(SCRIPTS / name, root / "scripts")
    (root / "scripts" / "hello.py").write_text(COMMAND, encoding="utf-8")
    wheel = _wheel(tmp_path / "wheels")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (root / "requirements.txt").write_text(f"greeting==1.0 --hash=sha256:{digest}\n")
    return root


def _wheel(folder):
    """A package ``greeting`` with one module, as a file that pip installs."""
    files = {
        "greeting.py": "WORD = 'สวัสดี'\n",
        "greeting-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n",
        "greeting-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={_digest(text)},{len(text.encode())}\n" for name, text in files.items())
    files["greeting-1.0.dist-info/RECORD"] = record + "greeting-1.0.dist-info/RECORD,,\n"
    folder.mkdir()
    wheel = folder / "greeting-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return wheel


def _digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def _run(checkout, **pip):
    """Run the command from elsewhere; pip sees these settings and no others. Returns (status, output, progress)."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    environ.update(PIP_CONFIG_FILE=os.devnull, PIP_RETRIES="1", PYTHONIOENCODING="cp874", **pip)
    command = [sys.executable, str(checkout / "scripts" / "hello.py"), "ก ข", "--x"]
    done = subprocess.run(command, env=environ, cwd=checkout.parent, capture_output=True, encoding="utf-8", timeout=300)
    return done.returncode, done.stdout, done.stderr


def test_from_no_network_to_the_second_run(checkout, tmp_path):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    first = _run(checkout, **nowhere)
    assert first == (2, "", _lines(words.PREPARING, words.NO_NETWORK))

    wheels = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path / "wheels")}
    result = (7, "สวัสดี ก ข --x\n")
    assert _run(checkout, **wheels) == (*result, _lines(words.PREPARING, words.READY))

    assert _run(checkout, **nowhere) == (*result, "")


def _lines(*pairs):
    return "".join(f"{sentence}\n" for pair in pairs for sentence in pair)
