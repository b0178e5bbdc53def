"""``scripts/build.py``: check, then build the publishable site."""

from __future__ import annotations

from pathlib import Path

from macros.site.build import OutputRefused, build
from macros.site.commands.common import CANNOT, PROBLEMS, parser, say, show, site_root, status


def main(argv: list[str]) -> int:
    """0 built · 1 problems, nothing overwritten · 2 wrong use or cannot run."""
    options = _parser().parse_args(argv)
    if options.all:
        return _build_all(options.all, options.preview)
    root = site_root(options.root)
    return CANNOT if root is None else _build(root, options.output or root / "site", options.preview)


def _build(root: Path, output: Path, preview: bool) -> int:
    try:
        result = build(root, output.absolute(), say, preview)
    except OutputRefused as refused:
        say(f"โฟลเดอร์ {refused} มีไฟล์อื่นอยู่ จึงไม่เขียนทับ เลือกโฟลเดอร์อื่น · {refused} holds other files; choose another folder")
        return CANNOT
    except OSError as error:
        say(f"เขียนไม่ได้: {error.strerror}: {error.filename} · Cannot write")
        return CANNOT
    show(result.problems)
    if result.ok:
        say(f"สร้างแล้ว {result.pages} หน้า ที่ {output}")
    return status(result.problems)


def _build_all(folder: Path, preview: bool) -> int:
    """Every site below ``folder``; one with problems does not keep the others from being built."""
    roots = sorted(path.parent for path in folder.glob("*/mkdocs.yml"))
    if not roots:
        say(f"ไม่พบเว็บไซต์ใน {folder} · There is no site below {folder}")
        return CANNOT
    outcomes = []
    for root in roots:
        say(f"— {root.name}")
        outcomes.append(_build(root.resolve(), root.resolve() / "site", preview))
    return CANNOT if CANNOT in outcomes else PROBLEMS if PROBLEMS in outcomes else 0


def _parser():
    made = parser("build", "ตรวจ แล้วสร้างเว็บไซต์ที่พร้อมเผยแพร่ · check, then build the publishable site")
    made.add_argument("--output", type=Path, metavar="DIR", help="โฟลเดอร์ผลลัพธ์ (ปกติ: site) · where the site goes")
    made.add_argument("--all", type=Path, metavar="DIR", help="สร้างทุกเว็บไซต์ในโฟลเดอร์นี้ · build every site below DIR")
    made.add_argument("--preview", action="store_true", help="รวมสิ่งที่ผู้บริหารยังไม่เห็นชอบ สำหรับดูตัวอย่าง ห้ามเผยแพร่ · show also what is not approved yet")
    return made
