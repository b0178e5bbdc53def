"""Limits of processor time and memory for a process on Windows: a job object, as resource limits are elsewhere.

The job ends its processes when its last handle is closed, so none outlives who started it. Elsewhere nothing here is called; the
layout of what Windows is told is the same on every system, and tested on each.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import Structure, c_int64, c_size_t, c_uint32, c_uint64, c_void_p, sizeof
from typing import Any

PROCESS_TIME, JOB_MEMORY, KILL_ON_JOB_CLOSE = 0x00000002, 0x00000200, 0x00002000
_EXTENDED = 9  # JobObjectExtendedLimitInformation
_TICKS = 10_000_000  # in a second


class BasicLimits(Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION"""

    _fields_ = [
        ("PerProcessUserTimeLimit", c_int64), ("PerJobUserTimeLimit", c_int64), ("LimitFlags", c_uint32),
        ("MinimumWorkingSetSize", c_size_t), ("MaximumWorkingSetSize", c_size_t), ("ActiveProcessLimit", c_uint32),
        ("Affinity", c_size_t), ("PriorityClass", c_uint32), ("SchedulingClass", c_uint32),
    ]  # fmt: skip


class Counters(Structure):
    """IO_COUNTERS"""

    _fields_ = [(name, c_uint64) for name in ("ReadOperations", "WriteOperations", "OtherOperations", "ReadTransfers", "WriteTransfers", "OtherTransfers")]


class ExtendedLimits(Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION"""

    _fields_ = [
        ("BasicLimitInformation", BasicLimits), ("IoInfo", Counters), ("ProcessMemoryLimit", c_size_t), ("JobMemoryLimit", c_size_t),
        ("PeakProcessMemoryUsed", c_size_t), ("PeakJobMemoryUsed", c_size_t),
    ]  # fmt: skip


def limits(seconds: float, memory: int) -> ExtendedLimits:
    """So many seconds of the processor for the process as a whole, and bytes for the job."""
    made = ExtendedLimits()
    made.BasicLimitInformation.LimitFlags = PROCESS_TIME | JOB_MEMORY | KILL_ON_JOB_CLOSE
    made.BasicLimitInformation.PerProcessUserTimeLimit = int(seconds * _TICKS)
    made.JobMemoryLimit = memory
    return made


class Job:
    """A job that holds this process. Its limits can be set anew before each document."""

    def __init__(self, kernel: Any = None) -> None:
        """``kernel``: functions of Windows, which are found by their names alone."""
        self.kernel = kernel or _kernel()
        self.handle = self.kernel.CreateJobObjectW(None, None)
        self.holds = bool(self.handle) and bool(self.kernel.AssignProcessToJobObject(self.handle, self.kernel.GetCurrentProcess()))

    def limit(self, seconds: float, memory: int) -> bool:
        """Whether Windows took the limits."""
        asked = limits(seconds, memory)
        return self.holds and bool(self.kernel.SetInformationJobObject(self.handle, _EXTENDED, ctypes.byref(asked), sizeof(asked)))


def _kernel() -> Any:
    if sys.platform != "win32":
        raise OSError("no Windows")
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype, kernel.CreateJobObjectW.argtypes = c_void_p, [c_void_p, ctypes.c_wchar_p]
    kernel.GetCurrentProcess.restype, kernel.GetCurrentProcess.argtypes = c_void_p, []
    kernel.AssignProcessToJobObject.argtypes = [c_void_p, c_void_p]
    kernel.SetInformationJobObject.argtypes = [c_void_p, ctypes.c_int, c_void_p, c_uint32]
    return kernel


IS_WINDOWS = sys.platform == "win32"

__all__ = ["IS_WINDOWS", "ExtendedLimits", "Job", "limits"]
