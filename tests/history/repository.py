"""Real git repositories with fixed days, for the tests of the history."""

import os
import subprocess

PLAN = """\
kind: plan
fiscal_year: 2567
title: แผนตัวอย่าง
adopted: {on: 25 พฤศจิกายน 2566, at: ที่ประชุม}
"""
MEASURE = """\
kind: measure
id: m1
fiscal_year: 2567
number: 1
title: มาตรการตัวอย่าง
lines:
  - id: m1-1
    title: ประชุม
    steps: [เชิญ, ประชุม]
    responsible: [clerk]
    period: ต.ค. 2566 – ธ.ค. 2566
    follow_up: รายงานที่ประชุม
    status: unknown
  - id: m1-2
    title: รายงาน
    steps: [เขียน]
    responsible: [clerk]
    period: ม.ค. 2567
    follow_up: รายงานที่ประชุม
"""


class Repository:
    """A folder under git. Commits get the days that they are told, in Thai time unless they say otherwise."""

    def __init__(self, folder, site=""):
        self.folder = folder
        self.site = folder / site
        self.site.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments, when="2024-01-01T12:00:00+07:00"):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        person = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.go.th", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.go.th"}
        environment = {**clean, **person, "GIT_AUTHOR_DATE": "2000-01-01T00:00:00Z", "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(["git", "-C", str(self.folder), *arguments], env=environment, capture_output=True, check=True)
        return done.stdout.decode()

    def write(self, files):
        """Path below the site → text, or None to delete."""
        for name, text in files.items():
            path = self.site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, day, files, *options):
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x", *options, when=day if "T" in day else f"{day}T12:00:00+07:00")

    def sources(self):
        found = [path for room in ("measures", "content") for path in (self.site / room).rglob("*") if path.is_file()]
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in found}
