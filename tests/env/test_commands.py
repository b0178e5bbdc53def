"""The command files: short, readable by an old Python, and honest about it."""

import ast
import errno
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import _env_words as words
import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
COMMANDS = sorted(path for path in SCRIPTS.glob("*.py") if not path.name.startswith("_"))
READ_BY_ANY_PYTHON = [*COMMANDS, *SCRIPTS.glob("_env*.py")]
AS_PYTHON_3_9 = "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); runpy.run_path(sys.argv[1], run_name='__main__')"


def test_the_commands_are_here():
    assert {"serve", "test", "build", "check", "new"} <= {path.stem for path in COMMANDS}


@pytest.mark.parametrize("path", READ_BY_ANY_PYTHON, ids=lambda path: path.name)
def test_an_old_python_can_read_it(path):
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_a_command_is_thin(path):
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source))
    assert len(source.splitlines()) <= 30


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_an_old_python_is_told_so(path):
    environ = dict(os.environ, PYTHONPATH=str(SCRIPTS))
    done = subprocess.run([sys.executable, "-c", AS_PYTHON_3_9, str(path)], env=environ, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == list(words.old_python("3.9"))


def test_the_test_command_explains_itself():
    done = subprocess.run([sys.executable, str(SCRIPTS / "test.py"), "--help"], capture_output=True, encoding="utf-8")
    assert done.returncode == 0
    assert "python3 scripts/test.py" in done.stdout


@pytest.mark.parametrize(("command", "status", "words"), [
    (("verify.py", "none.html"), 2, "none.html: ไม่มีไฟล์หรือโฟลเดอร์นี้"),
    (("import_document.py", "none.docx", "--year", "2564"), 2, "อ่าน none.docx ไม่ได้: ไม่มีไฟล์หรือโฟลเดอร์นี้"),
    (("serve.py", "--port", "99999"), 2, "ไม่มีพอร์ต 99999"),
    (("score.py", "2563", "--repair", "O1"), 0, "O1 ไม่ได้อยู่ในข้อที่ไม่ผ่าน"),
    (("score.py", "2563", "--repair", "11, ๑๒"), 0, "ถ้าแก้ O11 O12: จาก 74.95 C"),
])  # fmt: skip
def test_what_a_person_gets_wrong_is_said_in_thai(command, status, words, tmp_path):
    name, *arguments = command
    done = subprocess.run([sys.executable, str(SCRIPTS / name), *arguments], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == status and words in done.stdout + done.stderr


@pytest.mark.parametrize(("error", "said"), [
    (OSError(errno.EPIPE, ""), ()), (OSError(errno.ENOSPC, ""), words.CANNOT_WRITE), (PermissionError(errno.EACCES, "", "measures/2567"), words.not_allowed("measures/2567")),
], ids=["head", "full", "closed folder"])  # fmt: skip
def test_what_the_machine_refuses_is_status_2_and_no_traceback(error, said):
    code = f"import _env\ndef main(arguments):\n  print('ก')\n  raise OSError({error.errno}, '', {error.filename!r})\n_env.run(main)"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=SCRIPTS, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr.splitlines()) == (2, list(said))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no disk that is always full")
@pytest.mark.parametrize("code", [
    "import _env, sys\ndef main(arguments):\n  print('ก', file=sys.stderr, flush=True)\n_env.run(main)", "import _env\ndef no(): raise _env.CannotRun(('ก', 'a'))\n_env.or_say(no)",
], ids=["progress", "a reason"])  # fmt: skip
def test_a_log_that_takes_no_more_changes_no_status(code):
    """Status 1 would say that something is wrong in the sources."""
    with open("/dev/full", "w") as full:
        assert subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=SCRIPTS, stderr=full).returncode == 2


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_what_people_set_for_other_programs_is_in_nobodys_way(path):
    environ = dict(os.environ, PYTHONSAFEPATH="1", SOURCE_DATE_EPOCH="abc")
    done = subprocess.run([sys.executable, str(path), "--help"], env=environ, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without asking it")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_who_ends_a_command_reads_one_sentence(name):
    usual = "signal.default_int_handler" if name == "SIGINT" else "signal.SIG_DFL"  # jobs in the background of a shell ignore it
    code = f"import os, signal, _env\nsignal.signal(signal.{name}, {usual})\n_env.run(lambda arguments: os.kill(os.getpid(), signal.{name}))"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=SCRIPTS, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (128 + getattr(signal, name), "เลิกแล้ว · Stopped\n")


@pytest.mark.skipif(os.name == "nt", reason="no nohup")
def test_a_signal_that_is_ignored_stays_ignored():
    code = "import os, signal, _env\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n_env.run(lambda arguments: os.kill(os.getpid(), signal.SIGHUP))"
    assert subprocess.run([sys.executable, "-c", code], cwd=SCRIPTS).returncode == 0


def test_ctrl_c_before_a_command_begins_is_one_sentence_too():
    code = "import sys, _env\nsys.excepthook = _env.tell_or_trace\nraise KeyboardInterrupt"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=SCRIPTS, capture_output=True, encoding="utf-8")
    assert done.returncode and done.stderr == "เลิกแล้ว · Stopped\n"


def test_who_reads_no_more_gets_no_traceback():
    asked = subprocess.Popen([sys.executable, str(SCRIPTS / "score.py"), "2563"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    asked.stdout.close()
    assert (asked.stderr.read(), asked.wait()) == (b"", 2)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_closed_stream_is_no_mistake(number):
    command = [sys.executable, str(SCRIPTS / "score.py"), "2563", "--repair", "O1"]
    done = subprocess.run(command, preexec_fn=lambda: os.close(number), capture_output=True, encoding="utf-8")
    assert done.returncode == 0 and bool(done.stdout) == (number != 1) and "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_said_in_thai(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    command = [sys.executable, str(SCRIPTS / "new.py"), "agency", str(tmp_path / "file" / "site"), "--name", "ก", "--year", "2564"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 2 and re.search("เขียนไม่ได้: [ก-๙]", done.stderr) and "Traceback" not in done.stderr
