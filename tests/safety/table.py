"""The table of hostile cases for the documentation, made from the cases themselves and from what was measured.

Usage: python3 -m tests.safety.table        writes macros/site/docs/hostile.md
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "macros/site/docs/hostile.md"

sys.path.insert(0, str(ROOT / "tests" / "check"))

TITLES = {"attachments": "Inside attachments", "bytes": "Bytes", "disguise": "In disguise", "files": "Names and contents of files", "injection": "Injection", "meaning": "Meaning", "privacy": "Personal data"}
TESTS = {"hostile": "check/test_hostile.py::test_a_hostile_case_is_refused_at_its_place_or_inert", "cases": "check/test_mistakes.py::test_a_mistake_gives_its_problem_and_no_other"}
HEAD = """# Whatever comes in: every hostile case

Made by `python3 -m tests.safety.table` from the cases in `tests/check/hostile/` and `tests/check/cases/`; a test compares. Each case is a
file or an edit of a site, with the problems, and their places, that must come of it: **these and no others**. "Harmless" means that the
site is built and what was written is plain text in it (`check/test_inert.py::test_nothing_that_was_let_through_acts`), or that it was no
fault. What a code says, in Thai and English, stands in [the list of codes](../../problems/docs/codes.md). That the output stays as it was,
byte for byte, is proved by `check/test_mistakes.py::test_twenty_mistakes_are_found_in_one_run_and_the_output_stays_as_it_was`.
"""


def page() -> str:
    from check_cases import HERE

    hostile = sorted((HERE / "hostile").glob("*.yml"))
    mistakes = sorted((HERE / "cases").glob("*.yml"))
    parts = [HEAD, _measured()]
    parts += [_section(TITLES[path.stem], path, TESTS["hostile"]) for path in hostile]
    parts += [_section(f"Mistakes: {path.stem}", path, TESTS["cases"]) for path in mistakes]
    return "\n".join(parts)


def _section(title: str, path: Path, test: str) -> str:
    import yaml

    rows = "".join(_row(case) for case in yaml.safe_load(path.read_text(encoding="utf-8")))
    return f"## {title}\n\nIn `{path.relative_to(ROOT).as_posix()}`, proved by `{test}`.\n\n| fault | what happens here | case |\n|---|---|---|\n{rows}"


def _row(case: dict) -> str:
    codes = list(dict.fromkeys(entry.split()[-1] for entry in case["expect"]))
    happens = ", ".join(f"`{code}`" for code in codes) or "harmless"
    because = f" ({case['because']})" if case.get("because") else ""
    return f"| {case['case'].replace('-', ' ')}{because} | {happens} | `{case['case']}` |\n"


def _measured() -> str:
    from tests.safety.bench import MEBIBYTES, SECONDS, read

    figures = read()
    if not figures:
        return "## What they cost\n\nNot measured yet: `python3 -m tests.safety.bench`.\n"
    slowest = sorted(figures.items(), key=lambda row: -row[1].seconds)
    middle = slowest[len(slowest) // 2][1].seconds
    largest = sorted(figures.items(), key=lambda row: -row[1].mebibytes)
    rows = "".join(f"| `{name}` | {figure.seconds:.2f} | {figure.mebibytes} |\n" for name, figure in slowest[:8] + [row for row in largest[:5] if row not in slowest[:8]])
    return (
        f"## What they cost\n\n`python3 -m tests.safety.bench` runs `scripts/check.py` on each of the {len(figures)} hostile cases: at the most "
        f"{slowest[0][1].seconds:.2f} s of the processor and {largest[0][1].mebibytes} MiB (aim: {SECONDS:.0f} s and {MEBIBYTES} MiB), {middle:.2f} s in the middle. "
        f"The dearest:\n\n| case | s | MiB |\n|---|--:|--:|\n{rows}"
    )


if __name__ == "__main__":  # by whichever Python, as the commands are
    sys.path.append(str(ROOT / "scripts"))
    from _env import ensure

    ensure()
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
