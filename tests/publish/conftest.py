"""A server to push to, and the distribution's nginx and bubblewrap, installed where that is possible."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from macros.publish import locks, store
from macros.publish.limits import Limits

if os.name == "nt":
    collect_ignore_glob = ["test_*.py"]  # the server side is for Linux and macOS, and says so
else:
    from macros.publish.proving.ground import Ground

LIMITS = Limits(seconds=120)
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


@pytest.fixture(scope="session")
def published(tmp_path_factory, packages):
    """A server with one published version, of which tests get copies: a push costs more than a copy."""
    ground = Ground(tmp_path_factory.mktemp("published"))
    copy = ground.copy()
    copy.commit("v1")
    assert copy.push().status == 0
    ground.wait()
    return ground


@pytest.fixture
def ground(request, tmp_path, published):
    """A server that builds with the toy engine; with one published version when the test also asks for ``copy``."""
    if "copy" not in request.fixturenames:
        return Ground(tmp_path, limits=LIMITS)
    for name in ("site.git", "web", "engine"):
        shutil.copytree(published.folder / name, tmp_path / name, symlinks=True)
    store.save(store.Store(tmp_path / "site.git", tmp_path / "web", tmp_path / "engine"))
    return Ground(tmp_path, engine=tmp_path / "engine", limits=LIMITS)


@pytest.fixture
def copy(ground):
    """A working copy of the published version."""
    return ground.copy()
