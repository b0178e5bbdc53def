"""The private environment, with the programs that it runs replaced by stand-ins."""

import os
import threading
from pathlib import Path

import _env
import _env_words as words
import pytest


class Programs:
    """Stands in for venv and pip: notes what is called, makes the files that count, fails as it is told."""

    def __init__(self, failure="", interrupt=False):
        self.calls = []
        self.failure = failure
        self.interrupt = interrupt

    def __call__(self, command, env, lock, on_line):
        name = command[command.index("-m") + 1]
        self.calls.append(name)
        if name == "venv":
            Path(env.python).parent.mkdir(parents=True)
            Path(env.python).touch()
        elif self.interrupt:
            Path(env.folder, "half-installed").touch()
            raise KeyboardInterrupt
        return (1, self.failure) if self.failure and name == "pip" else (0, "")


@pytest.fixture
def checkout(tmp_path):
    root = tmp_path / "โครงการ ของฉัน"
    root.mkdir()
    (root / "requirements.txt").write_text("one==1\n")
    (root / "requirements-test.txt").write_text("one==1\ntwo==2\n")
    return root


@pytest.fixture
def env(checkout):
    return _env.Environment(str(checkout))


def test_first_run_installs_and_says_so_on_standard_error_only(env, capsys):
    programs = Programs()
    _env.prepare(env, programs)
    out, err = capsys.readouterr()
    assert programs.calls == ["venv", "pip"]
    assert env.is_ready()
    assert out == ""
    assert err.splitlines() == [*words.PREPARING, *words.READY]


def test_a_ready_environment_runs_no_program(env):
    _env.prepare(env, Programs())
    again = Programs()
    _env.prepare(env, again)
    assert again.calls == []


def test_ensure_does_not_prepare_what_is_ready(checkout, env, monkeypatch):
    _env.prepare(env, Programs())
    started = []
    monkeypatch.setattr(_env, "ROOT", str(checkout))
    monkeypatch.setattr(_env, "prepare", lambda env: pytest.fail("prepared again"))
    monkeypatch.setattr(_env, "_run_inside", lambda env: started.append(env.python))
    monkeypatch.setattr(_env, "_open_imports", lambda: None)
    _env.ensure()
    assert started == [env.python]


def test_tests_are_added_to_what_is_there(checkout, env):
    _env.prepare(env, Programs())
    with_tests = _env.Environment(str(checkout), test=True)
    assert not with_tests.is_ready()
    programs = Programs()
    _env.prepare(with_tests, programs)
    assert programs.calls == ["pip"]
    assert with_tests.is_ready() and env.is_ready()


def test_changed_requirements_make_it_anew(checkout, env):
    _env.prepare(env, Programs())
    old = Path(env.folder, "old-package")
    old.touch()
    (checkout / "requirements.txt").write_text("one==2\n")
    assert not env.is_ready()
    _env.prepare(env, Programs())
    assert env.is_ready() and not old.exists()


def test_line_ends_of_a_checkout_change_nothing(checkout, env):
    _env.prepare(env, Programs())
    (checkout / "requirements.txt").write_bytes(b"one==1\r\n")
    assert env.is_ready()


def test_another_build_of_python_makes_it_anew(env, monkeypatch):
    _env.prepare(env, Programs())
    monkeypatch.setattr(_env.sys, "version", "3.99 of another day")
    assert not env.is_ready()


def test_an_interrupted_installation_heals(env):
    with pytest.raises(KeyboardInterrupt):
        _env.prepare(env, Programs(interrupt=True))
    half = Path(env.folder, "half-installed")
    assert half.exists() and not env.is_ready()
    programs = Programs()
    _env.prepare(env, programs)
    assert programs.calls == ["venv", "pip"]
    assert env.is_ready() and not half.exists()


def test_a_second_command_waits_and_then_has_nothing_to_do(env, monkeypatch):
    waiting, said, programs = threading.Event(), [], Programs()

    def say(pair):
        said.append(pair)
        waiting.set()

    monkeypatch.setattr(_env, "say", say)
    Path(env.home).mkdir()
    with _env._locked(env.lock):
        second = threading.Thread(target=_env.prepare, args=(env, programs))
        second.start()
        assert waiting.wait(10)
        Programs()(["-m", "venv"], env, None, None)
        env.stamp()
    second.join(10)
    assert not second.is_alive()
    assert said == [words.WAITING]
    assert programs.calls == []


def test_a_python_without_venv_is_told_what_to_install(checkout, env):
    with pytest.raises(_env.CannotRun) as refusal:
        _env.prepare(env, Programs(), find=lambda name: None)
    assert refusal.value.args[0] == words.no_venv(env)
    assert f"python{env.version}-venv" in refusal.value.args[0][1]
    assert not (checkout / ".prongsai").exists()


MEANINGS = {
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)': /simple/one/\n"
    "ERROR: No matching distribution found for one==1": words.NO_NETWORK,
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": words.NO_SPACE,
    "[WinError 112] There is not enough space on the disk": words.NO_SPACE,
    "HINT: This error might have occurred since this system does not have Windows Long Path support enabled.":
        words.PATH_TOO_LONG,
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.": words.WRONG_HASH,
    "Error: [Errno 13] Permission denied: '/x'": words.not_writable,
    "ERROR: No matching distribution found for one==1": words.no_package,
    "The virtual environment was not created successfully because ensurepip is not available.": words.no_venv,
    "something new": words.unknown,
}  # fmt: skip


@pytest.mark.parametrize("output", MEANINGS)
def test_a_failure_is_one_sentence_that_says_what_to_do(env, output):
    meaning = MEANINGS[output]
    with pytest.raises(_env.CannotRun) as refusal:
        _env.prepare(env, Programs(failure=output))
    assert refusal.value.args[0] == (meaning(env) if callable(meaning) else meaning)
    assert not env.is_ready()


def test_a_folder_that_cannot_be_written(checkout, env):
    (checkout / ".prongsai").write_text("a file where the folder should be")
    with pytest.raises(_env.CannotRun):
        _env.prepare(env, Programs())


def test_leaving_is_status_2_with_the_pair_on_standard_error(env, capsys):
    def refuse():
        raise _env.CannotRun(words.NO_SPACE)

    with pytest.raises(SystemExit) as end:
        _env.or_say(refuse)
    out, err = capsys.readouterr()
    assert end.value.code == 2
    assert (out, err.splitlines()) == ("", list(words.NO_SPACE))


def test_nothing_from_elsewhere_reaches_the_inside(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    monkeypatch.setenv("PIP_INDEX_URL", "file:///mirror")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    inside = _env._environ()
    assert not inside.keys() & {"PYTHONSAFEPATH", "SOURCE_DATE_EPOCH"}
    assert "PYTHONPATH" not in inside and "PIP_TARGET" not in inside
    assert "PYTHONDONTWRITEBYTECODE" not in inside and os.path.join(_env.ROOT, ".prongsai") in inside["PYTHONPYCACHEPREFIX"]
    assert inside["PIP_INDEX_URL"] == "file:///mirror"
    assert inside["PYTHONUTF8"] == "1"


def test_large_blocks_go_back_when_they_are_free(monkeypatch):
    monkeypatch.delenv("MALLOC_MMAP_THRESHOLD_", raising=False)
    assert _env._environ()["MALLOC_MMAP_THRESHOLD_"] == "131072"
    monkeypatch.setenv("MALLOC_MMAP_THRESHOLD_", "65536")
    assert _env._environ()["MALLOC_MMAP_THRESHOLD_"] == "65536", "somebody has chosen"


def test_on_windows_ctrl_c_is_the_childs_to_answer(env, monkeypatch):
    class Child:
        answers = [KeyboardInterrupt, 5]

        def wait(self):
            answer = self.answers.pop(0)
            if answer is KeyboardInterrupt:
                raise answer
            return answer

    started = []
    monkeypatch.setattr(_env, "WINDOWS", True)
    monkeypatch.setattr(_env.subprocess, "Popen", lambda command, env: started.append(command) or Child())
    monkeypatch.setattr(_env.sys, "argv", ["scripts/x.py", "ก ข"])
    with pytest.raises(SystemExit) as end:
        _env._run_inside(env)
    assert end.value.code == 5
    assert started == [[env.python, str(Path("scripts/x.py").absolute()), "ก ข"]]
