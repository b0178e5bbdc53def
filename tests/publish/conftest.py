"""A server to push to, and the distribution's nginx and bubblewrap, installed where that is possible."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from macros.publish import locks
from macros.publish.limits import Limits

if os.name == "nt":
    collect_ignore_glob = ["test_*.py"]  # the server side is for Linux and macOS, and says so

PACKAGES = {"nginx": "nginx-light", "bwrap": "bubblewrap"}


def _install(program):
    """The distribution's package when root may; whether that helped is seen afterwards."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    # No service is to start: the tests start their own nginx.
    environ = dict(os.environ, DEBIAN_FRONTEND="noninteractive", RUNLEVEL="1")
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", PACKAGES[program]]):
        subprocess.call(apt + words, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno(), env=environ)


def _find(program):
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")


@pytest.fixture(scope="session")
def packages():
    """Bubblewrap and nginx, as far as this machine can have them; installed by one process of the test run."""
    with locks.held(Path(tempfile.gettempdir()) / "prongsai-packages.lock", seconds=600):
        for program in PACKAGES:
            if not _find(program):
                _install(program)


@pytest.fixture
def linux(packages):
    if sys.platform != "linux":
        pytest.skip("processes are watched through Linux's /proc")


@pytest.fixture
def nginx_here(packages, linux):
    if not _find("nginx"):
        pytest.skip("nginx is not installed (Debian: nginx-light)")


@pytest.fixture
def ground(tmp_path, packages):
    """A server that builds with the toy engine."""
    from macros.publish.proving.ground import Ground

    return Ground(tmp_path, limits=Limits(seconds=120))


@pytest.fixture
def copy(ground):
    """A working copy whose first version is published."""
    made = ground.copy()
    made.commit("v1")
    assert made.push().status == 0
    return made
