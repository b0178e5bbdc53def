"""Limits of a document's process on Windows: what Windows is told has its layout, on every system; on Windows they also hold."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from macros.site.attachments.cleaning import worker
from macros.site.attachments.cleaning.windows_job import JOB_MEMORY, KILL_ON_JOB_CLOSE, PROCESS_TIME, BasicLimits, Counters, ExtendedLimits, Job, limits

ROOT = Path(__file__).resolve().parents[2]
WIDE = ctypes.sizeof(ctypes.c_void_p) == 8


def test_the_structures_have_the_sizes_and_places_that_windows_knows():
    # As the header winnt.h lays them out for 64 and for 32 bits.
    assert ctypes.sizeof(Counters) == 48
    assert ctypes.sizeof(BasicLimits) == (64 if WIDE else 48)
    assert ctypes.sizeof(ExtendedLimits) == (144 if WIDE else 112)
    places = {name: getattr(BasicLimits, name).offset for name in ("PerProcessUserTimeLimit", "LimitFlags", "MinimumWorkingSetSize", "ActiveProcessLimit", "Affinity", "SchedulingClass")}
    assert places == dict(zip(places, (0, 16, 24, 40, 48, 60) if WIDE else (0, 16, 20, 28, 32, 40)))
    assert (ExtendedLimits.IoInfo.offset, ExtendedLimits.JobMemoryLimit.offset) == ((64, 120) if WIDE else (48, 100))


def test_the_limits_are_what_was_asked_for():
    made = limits(1.5, 300_000_000)
    assert made.BasicLimitInformation.LimitFlags == PROCESS_TIME | JOB_MEMORY | KILL_ON_JOB_CLOSE == 0x2202
    assert made.BasicLimitInformation.PerProcessUserTimeLimit == 15_000_000 and made.JobMemoryLimit == 300_000_000
    assert bytes(made)[:8] == (15_000_000).to_bytes(8, sys.byteorder)


class Kernel:
    """Stands for Windows: remembers what it was asked."""

    def __init__(self, handle=7, takes=1):
        self.handle, self.takes, self.told = handle, takes, []

    def CreateJobObjectW(self, security, name):
        return self.handle

    def GetCurrentProcess(self):
        return -1

    def AssignProcessToJobObject(self, job, process):
        self.told.append((job, process))
        return self.takes

    def SetInformationJobObject(self, job, kind, asked, size):
        self.told.append((job, kind, asked._obj.JobMemoryLimit, size))
        return 1


def test_a_job_takes_this_process_and_its_limits():
    kernel = Kernel()
    assert Job(kernel).limit(1, 99) and kernel.told == [(7, -1), (7, 9, 99, ctypes.sizeof(ExtendedLimits))]


@pytest.mark.parametrize("kernel", [Kernel(handle=None), Kernel(takes=0)])
def test_a_job_that_windows_does_not_give_is_no_crash(kernel):
    assert not Job(kernel).limit(1, 99) and not any(len(told) == 4 for told in kernel.told)


def test_the_process_asks_for_a_job_on_windows_and_only_there(tmp_path, monkeypatch):
    asked = []
    (tmp_path / "a.csv").write_text("x")
    monkeypatch.setattr(worker, "_limit_in_job", lambda *limits: asked.append(limits))
    monkeypatch.setattr(worker, "_limit_memory", lambda size: asked.append(size))
    monkeypatch.setattr(worker.windows_job, "IS_WINDOWS", True)
    worker.judge("a.csv", tmp_path / "a.csv")
    monkeypatch.setattr(worker.windows_job, "IS_WINDOWS", False)
    worker.judge("a.csv", tmp_path / "a.csv")
    worker._Clock(9)(0)
    assert len(asked) == 2 and asked[0][1] == asked[1] == 300_000_008 and 0.4 < asked[0][0] < 0.5


if sys.platform == "win32":  # only Windows itself can be asked, so there is no such test elsewhere

    @pytest.mark.parametrize("greed", ["while True: pass", "held = bytearray(900_000_000)"])
    def test_windows_ends_what_takes_too_much(greed):
        code = f"from macros.site.attachments.cleaning.windows_job import Job; assert Job().limit(1, 300_000_000)\n{greed}\nprint('went on')"
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False)
        assert done.returncode != 0 and b"went on" not in done.stdout
