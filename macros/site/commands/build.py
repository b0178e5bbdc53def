"""``scripts/build.py``: check, then build the publishable site, or every site below a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from macros.site.build import OutputRefused, build
from macros.site.commands import build_all
from macros.site.commands.common import CANNOT, folder_of, parser, say, show, site_root, status
from macros.site.engines import others
from macros.site.engines.plain import build_plain


def main(argv: list[str]) -> int:
    """0 built · 1 problems, nothing overwritten · 2 wrong use or cannot run."""
    made = _parser()
    options = made.parse_args(argv)
    if options.all and options.engine != others.NAMES[0]:
        made.error("--engine ใช้กับ --all ไม่ได้ · --engine does not go with --all")
    if options.all:
        return build_all.run(options.all, options)
    if options.shard or options.matrix:
        made.error("--shard และ --matrix ใช้กับ --all · --shard and --matrix need --all")
    root = site_root(options.root)
    return CANNOT if root is None else _build(root, options.output or root / "site", options.preview, options.engine)


def _build(root: Path, output: Path, preview: bool, engine: str) -> int:
    try:
        make = None if engine == others.NAMES[0] else partial(build_plain, run=others.runner(engine))
        result = build(root, output.absolute(), say, preview, make)
    except others.EngineMissing as missing:
        say(f"ไม่มี {missing} ในสภาพแวดล้อมนี้ ใช้ python3 scripts/build.py ซึ่งเตรียมให้เอง · {missing} is not installed here; scripts/build.py prepares it")
        return CANNOT
    except (OutputRefused, OSError) as error:
        say(build_all.why_not(error, output))
        return CANNOT
    show(result.problems, root)
    if result.ok:
        say(f"สร้างแล้ว {result.pages} หน้า ที่ {output}")
    return status(result.problems)


def _parser():
    made = parser("build", "ตรวจ แล้วสร้างเว็บไซต์ที่พร้อมเผยแพร่ · check, then build the publishable site")
    made.add_argument("--output", type=folder_of, metavar="DIR", help="โฟลเดอร์ผลลัพธ์ (ปกติ: site) กับ --all คือโฟลเดอร์รวม · where the site goes; with --all: where a folder for each site goes")
    made.add_argument("--all", type=folder_of, metavar="DIR", help="สร้างทุกเว็บไซต์ในโฟลเดอร์นี้ แต่ละเว็บไซต์อยู่ที่ DIR/ชื่อ/site · build every site below DIR, each to its own folder site")
    made.add_argument("--shard", type=build_all.shard, metavar="K/N", help="กับ --all: เฉพาะส่วนที่ K จาก N ส่วน · with --all: only share K of N")
    made.add_argument("--matrix", type=build_all.jobs, metavar="N", help="กับ --all: ไม่สร้าง แต่พิมพ์การแบ่งงานเป็น JSON สำหรับ CI · with --all: build nothing, print the shares as a workflow's JSON matrix")
    made.add_argument("--engine", choices=others.NAMES, default=others.NAMES[0], help="สร้างด้วยเครื่องยนต์อื่น หน้าและการค้นหาเหมือนกัน · build with another engine: the same pages, the same search")
    made.add_argument("--preview", action="store_true", help="รวมสิ่งที่ผู้บริหารยังไม่เห็นชอบ สำหรับดูตัวอย่าง ห้ามเผยแพร่ · show also what is not approved yet")
    return made
