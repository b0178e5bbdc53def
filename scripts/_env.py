"""A command's first lines: a private environment with exactly the pinned packages, then the command inside it.

Only the standard library is used, in syntax that Python 3.6 can read, so that an old Python can say what is wrong.
All that is written lies in ``.prongsai/`` of the checkout. Progress goes to standard error alone.
"""

import contextlib
import glob
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time

import _env_words as words
from _env_end import run, say, tell_or_trace, write  # noqa: F401  commands take all from here

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST = (3, 10)
WINDOWS = os.name == "nt"
# What people set for other programs: it hides our own modules from us, or gives every file a day.
ODD = ("PYTHONSAFEPATH", "SOURCE_DATE_EPOCH")


class CannotRun(Exception):
    """The machine lacks something; the argument is the (Thai, English) sentence that says what to do."""


def ensure(test=False):
    """Continue inside the private environment, preparing it first when it is missing or out of date.

    ``test`` adds the packages of the tests. Returns only inside the environment, with the project's root first on
    ``sys.path``; leaves with status 2 and one sentence when the machine lacks something.
    """
    _open_closed()
    _use_utf8()
    env = or_say(_ready_environment, test)
    if not env.is_running():
        _run_inside(env)
    for name in ODD:
        os.environ.pop(name, None)  # for the programs that we start
    sys.excepthook = tell_or_trace
    _open_imports()


def or_say(step, *arguments):
    """``step(*arguments)``; if it cannot be done, or the person stops it, say so in one sentence and leave."""
    try:
        return step(*arguments)
    except CannotRun as reason:
        say(reason.args[0])
        raise SystemExit(2)
    except KeyboardInterrupt:
        say(words.STOPPED)
        raise SystemExit(130)


def _ready_environment(test):
    _check_python(sys.version_info)
    env = Environment(ROOT, test)
    if not env.is_ready():
        prepare(env)
    return env


class Environment:
    """Where the packages live and what they must be. ``root``: the checkout; ``test``: the tests' packages too."""

    def __init__(self, root, test=False):
        self.root = root
        self.home = os.path.join(root, ".prongsai")
        self.version = "{}.{}".format(*sys.version_info[:2])
        # Two Pythons of one version, such as the system's and one's own, do not undo each other's work.
        name = "env-{}-{}".format(self.version, _short_hash(sys.base_prefix, _machine()))
        self.folder = os.path.join(self.home, name)
        self.lock = os.path.join(self.home, name + ".lock")
        self.log = os.path.join(self.home, name + ".log")
        self.python = os.path.join(self.folder, *(["Scripts", "python.exe"] if WINDOWS else ["bin", "python"]))
        # The second list contains the first, so one installation is enough.
        self.kinds = ["requirements", "requirements-test"] if test else ["requirements"]
        self.requirements = os.path.join(root, self.kinds[-1] + ".txt")

    def is_ready(self):
        return os.path.exists(self.python) and all(self.has(kind) for kind in self.kinds)

    def is_running(self):
        return os.path.realpath(sys.prefix) == os.path.realpath(self.folder)

    def has(self, kind):
        """Is this list installed, to the end, as it stands now, by this very Python?"""
        try:
            with open(self._stamp(kind)) as file:
                return file.read() == self._key(kind)
        except OSError:
            return False

    def clear(self):
        """Remove what is there; the stamps first, so that half of it never passes for the whole."""
        for stamp in glob.glob(glob.escape(self.folder) + "/*.stamp"):
            os.remove(stamp)
        if os.path.isdir(self.folder):
            shutil.rmtree(self.folder)

    def stamp(self):
        """Say that all is installed. Comes last, so that an interrupted installation leaves no stamp."""
        for kind in self.kinds:
            with open(self._stamp(kind) + ".new", "w") as file:
                file.write(self._key(kind))
            os.replace(self._stamp(kind) + ".new", self._stamp(kind))

    def _stamp(self, kind):
        return os.path.join(self.folder, kind + ".stamp")

    def _key(self, kind):
        key = hashlib.sha256(sys.version.encode("utf-8"))
        with open(os.path.join(self.root, kind + ".txt"), "rb") as file:
            key.update(file.read().replace(b"\r\n", b"\n"))
        return key.hexdigest()


def _machine():
    """The processor's kind, which one Python for macOS may change from run to run; on Windows the folder tells it."""
    return os.uname().machine if hasattr(os, "uname") else ""


def _short_hash(*parts):
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()[:6]


def prepare(env, run=None, find=importlib.util.find_spec):
    """Make ``env`` ready, alone: a second command waits for the first. Raises ``CannotRun``.

    ``run(command, env, lock, on_line)`` runs a program and returns (status, output), ``find(name)`` finds a module.
    """
    run = run or _run_logged
    missing = [name for name in ("venv", "ensurepip") if find(name) is None]
    if missing:
        raise CannotRun(words.no_venv(env))
    try:
        os.makedirs(env.home, exist_ok=True)
        with _locked(env.lock) as lock:
            if not env.is_ready():
                _install(env, lambda command, on_line=None: _must(run, command, env, lock, on_line))
    except OSError as error:
        raise CannotRun(words.for_failure(str(error), env))


def _install(env, must):
    say(words.PREPARING)
    open(env.log, "w").close()
    if not env.has("requirements"):
        env.clear()  # Whatever is there was cut off or is out of date.
        must([_base_python(), "-m", "venv", env.folder])
    # Ready-made packages only: building one would run code that no hash covers.
    pip = [env.python, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-compile"]
    quiet = ["--no-input", "--progress-bar", "off", "--disable-pip-version-check"]
    must(pip + quiet + ["-r", env.requirements], on_line=_counter(env.requirements))
    env.stamp()
    say(words.READY)


def _must(run, command, env, lock, on_line):
    status, output = run(command, env, lock, on_line)
    if status != 0:
        raise CannotRun(words.for_failure(output, env))


def _run_logged(command, env, lock, on_line=None):
    """Run quietly, with everything it says in ``env.log``; return (status, output)."""
    # The program holds the lock too: should this process be killed, the next command waits for its end.
    held = () if WINDOWS else (lock.fileno(),)
    output = []
    with open(env.log, "a", encoding="utf-8") as log, subprocess.Popen(
        command, cwd=env.root, env=_environ(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", pass_fds=held
    ) as child:
        for line in child.stdout or ():
            output.append(line)
            log.write(line)
            if on_line:
                on_line(line)
    return child.returncode, "".join(output)


@contextlib.contextmanager
def _locked(path):
    """Hold the lock file ``path``; the system lets go of it when the process ends, however it ends."""
    with open(path, "a") as file:
        told = False
        while not _try_lock(file):
            if not told:
                say(words.WAITING)
                told = True
            time.sleep(0.2)
        yield file


def _try_lock(file):
    try:
        if sys.platform == "win32":  # which is what tells a checker of types too
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass  # A file system without locks: better alone than not at all.
    return True


def _counter(requirements):
    """A function for pip's lines that counts packages on a terminal, and nowhere else."""
    with open(requirements, encoding="utf-8") as file:
        total = sum("==" in line for line in file)
    seen = []

    def count(line):
        if line.startswith("Collecting "):
            seen.append(line)
            write("\r  {}/{} ".format(len(seen), total))
        elif line.startswith("Installing "):
            write("\r  {}/{} …\n".format(len(seen), total))

    return count if sys.stderr.isatty() else None


def _run_inside(env):
    """Run this same command with the environment's Python, in this process's place; never returns."""
    command = [env.python, os.path.abspath(sys.argv[0])] + sys.argv[1:]
    sys.stdout.flush()
    sys.stderr.flush()
    if not WINDOWS:
        os.execve(env.python, command, _environ())
    child = subprocess.Popen(command, env=_environ())
    while True:
        try:
            raise SystemExit(child.wait())
        except KeyboardInterrupt:
            pass  # Windows tells the child of Ctrl-C as well; it decides when to end.


def _environ():
    """The variables for programs inside: UTF-8, and nothing that would bring in packages from elsewhere. What Python compiles lies in our own
    folder, also where none may lie beside the sources: to compile all anew takes as long as to build a small site. glibc gives large blocks back
    when they are free, for as long as somebody names the size: a tenth less memory while one edits a large site."""
    foreign = ("PYTHONPATH", "PYTHONHOME", "__PYVENV_LAUNCHER__", "PIP_TARGET", "PIP_PREFIX", "PYTHONDONTWRITEBYTECODE") + ODD
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    kept.setdefault("MALLOC_MMAP_THRESHOLD_", "131072")  # bytes; glibc's own first choice (mallopt(3)), which else grows as it goes
    return dict(kept, PYTHONUTF8="1", PYTHONNOUSERSITE="1", PIP_USER="0", PYTHONPYCACHEPREFIX=os.path.join(ROOT, ".prongsai", "bytecode"))


def _base_python():
    """The Python that environments are made from, also when this runs inside one."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _check_python(version):
    if tuple(version[:2]) < OLDEST:
        raise CannotRun(words.old_python("{}.{}".format(*version[:2])))


def _open_imports():
    """The root first; ``scripts/`` last, where its ``test.py`` hides no other module and worker processes find us."""
    scripts = os.path.join(ROOT, "scripts")
    sys.path[:] = [ROOT] + [entry for entry in sys.path if entry not in (ROOT, scripts)] + [scripts]


def _open_closed():
    """Streams that are closed (``>&-``) lead nowhere instead: in order, so that no other file gets their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))


def _use_utf8():
    kinds = ((sys.stdin, "surrogateescape"), (sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace"))
    for stream, errors in kinds:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
