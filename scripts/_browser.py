"""A browser of the Chromium family for the tests: find one on this machine, else install one."""

import os
import shutil
import subprocess
import sys

from _env import CannotRun, say

INSTALLING = (
    "กำลังติดตั้งเบราว์เซอร์ Chromium สำหรับการทดสอบ (ทำครั้งแรกครั้งเดียว) …",
    "Installing the browser Chromium for the tests (only the first time) …",
)
NONE = (
    "ไม่พบเบราว์เซอร์และติดตั้งเองไม่สำเร็จ โปรดติดตั้ง Chromium, Chrome หรือ Edge แล้วเรียกคำสั่งเดิมอีกครั้ง "
    "(หรือระบุที่อยู่ของโปรแกรมใน PRONGSAI_BROWSER)",
    "No browser was found and installing one failed: install Chromium, Chrome or Edge and run this again "
    "(or name the program's path in PRONGSAI_BROWSER).",
)
WRONG_NAME = (
    "PRONGSAI_BROWSER ระบุ {} แต่ใช้โปรแกรมนั้นไม่ได้ โปรดแก้ไขหรือลบตัวแปรนี้",
    "PRONGSAI_BROWSER names {}, which cannot be used: correct the variable or remove it.",
)
NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "microsoft-edge",
         "microsoft-edge-stable", "chrome", "msedge")  # fmt: skip
MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_PROGRAMS = (r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe",
                    r"Microsoft\Edge\Application\msedge.exe")  # fmt: skip


def ensure():
    """The path of a browser that starts, installed if need be. Raises ``CannotRun``."""
    chosen = os.environ.get("PRONGSAI_BROWSER")
    if chosen:
        if not starts(chosen):
            raise CannotRun(tuple(sentence.format(chosen) for sentence in WRONG_NAME))
        return chosen
    return find() or _install()


def find(platform=sys.platform, environ=os.environ, usable=None):
    """The path of the first usable browser in the usual places of ``platform``, or None."""
    return next(filter(usable or starts, candidates(platform, environ)), None)


def candidates(platform, environ):
    """Where a browser may lie, best first."""
    if platform == "win32":
        folders = [environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")]
        return ["{}\\{}".format(folder, program) for program in WINDOWS_PROGRAMS for folder in folders if folder]
    apps = []
    if platform == "darwin":
        home = environ.get("HOME", "")
        apps = ["{0}/Applications/{1}.app/Contents/MacOS/{1}".format(top, app) for app in MAC_APPS for top in ("", home)]
    found = (shutil.which(name, path=environ.get("PATH")) for name in NAMES)
    return apps + [path for path in found if path]


def starts(path):
    """Is this a browser that the tests can drive?"""
    if os.path.realpath(path).startswith(("/snap/", "/usr/bin/snap")):
        return False  # A snap sees neither our temporary folders nor, in a container, anything at all.
    if os.name == "nt":
        return os.path.isfile(path)  # Asked for its version, Chrome for Windows opens a window.
    try:
        answer = subprocess.run([path, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _install():
    own = _own_path()
    if starts(own):
        return own
    say(INSTALLING)
    if shutil.which("apt-get") and os.geteuid() == 0:
        _run(["apt-get", "update", "-qq"])
        _run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"])
        if find():
            return find()
    _run([sys.executable, "-m", "playwright", "install", "chromium"])
    if not starts(own):
        raise CannotRun(NONE)
    return own


def _own_path():
    """Where the test library's own installer puts its Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _run(command):
    """Run an installer; whether it helped is seen afterwards. Its words are progress, so they go to standard error."""
    environ = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call(command, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno(), env=environ)
