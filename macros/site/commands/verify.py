"""``scripts/verify.py``: is this copy of the site, or this saved page, what was published, and at which commit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from macros.problems.render import visible
from macros.site.commands.common import CANNOT, DONE, PROBLEMS, parser, say, site_root
from macros.site.inputs.unreadable import reason
from macros.site.verifying import signature
from macros.site.verifying.copies import CannotRead, Reference, Verdict, check_file, check_folder, reference_at, reference_near
from macros.site.verifying.resemblance import Resemblance

_SEARCH = "search/index.html"
_MORE = 20  # names of files that are listed at most for each kind of difference

_OUTCOME = {
    "bytes": ("ตรงกันทุกไบต์กับ{}", "Same bytes as {}"),
    "text": ("ข้อความตรงกันทุกคำกับ{} (เบราว์เซอร์เขียนแฟ้มใหม่ จึงไม่ตรงทุกไบต์)",
             "Same text as {} (rewritten by a browser, so not the same bytes)"),
    "rows": ("ข้อความตรงกับ{} แต่ผู้อ่านเรียงแถวของตารางใหม่ ลำดับแถวและกลุ่มจึงพิสูจน์ไม่ได้",
             "Same text as {}; the reader has sorted a table, so the order and groups of its rows are not proved"),
    "links": ("ข้อความตรงกัน แต่ลิงก์หรือภาพไม่ตรงกับ{}", "Same text as {}, but links lead elsewhere or pictures are others"),
    "shown": ("ข้อความของเนื้อหาตรงกัน แต่หน้าที่ผู้อ่านเห็นไม่ตรงกับ{}", "Same text of the content as {}, but a reader sees another page"),
    "code": ("ข้อความตรงกับรหัสที่พิมพ์ในหน้านี้เอง แปลว่าไม่ขาดหาย แต่ไม่พิสูจน์ว่าใครเผยแพร่ ใช้ --against กับสำเนาของหน่วยงานเพื่อพิสูจน์",
             "The text agrees with the code printed in the page itself: nothing is lost, but this does not prove who published it; use --against"),
    "strange": ("ข้อความตรงกัน แต่มีสิ่งที่หน้าซึ่งเผยแพร่ไม่มีและเบราว์เซอร์ไม่เติมให้", "Same text as {}, but the page holds what no published page does and no browser adds"),
    "different": ("ไม่ตรงกับ{}", "Different from what was {}"),
    "kind": ("ไม่ใช่ไฟล์ที่เผยแพร่ไว้ และแฟ้มชนิดนี้ (PDF หรือภาพ) เทียบกับหน้าเว็บไม่ได้ จึงบอกไม่ได้ว่าตรงหรือไม่ ให้บันทึกหน้านั้นเป็น HTML หรือ MHTML แล้วตรวจใหม่",
             "None of the published files, and of a kind (PDF or picture) that cannot be compared with a page: nobody can tell. Save the page as HTML or MHTML"),
    "unknown": ("ไม่มีบัญชีไฟล์ให้เทียบ ระบุด้วย --against", "There is no manifest to compare with; name one with --against"),
}  # fmt: skip
# What stands for {} above.
_PUBLISHED = ("ที่เผยแพร่", "published")
_OWN_LIST = ("บัญชีไฟล์ที่มากับสำเนานี้เอง", "listed in the manifest that came with this copy")
_OWN_CODE = ("รหัสที่พิมพ์ในหน้านี้เอง", "told by the code printed in the page itself")
_NO_PROOF = (" แปลว่าไม่ขาดหาย แต่ไม่พิสูจน์ว่าใครเผยแพร่ ใช้ --against กับสำเนาของหน่วยงานเพื่อพิสูจน์",
             ": nothing is lost, but this does not prove who published it; use --against")  # fmt: skip
_LISTS = (("changed", "เนื้อหาต่างไป", "changed"), ("missing", "ขาด", "missing"), ("added", "เกินมา", "not published"))


def main(argv: list[str]) -> int:
    """0 the same bytes or text · 1 different · 2 wrong use, nothing to compare with, or a kind of file that cannot be compared."""
    options = _parser().parse_args(argv)
    root = site_root(options.root)
    if root is None:
        return CANNOT
    try:
        verdict = check(options.copy, options.against, root)
    except CannotRead as error:
        return _cannot(f"อ่านบัญชีไฟล์ไม่ได้: {error}", "Cannot read the manifest")
    except OSError as error:
        return _cannot(f"อ่านไม่ได้: {error.filename or options.copy}: {reason(error)}", "Cannot read")
    for line in _lines(verdict, root):
        print(visible(line))
    if verdict.outcome == "different" and options.copy.suffix.lower() in (".mhtml", ".mht"):
        print("MHTML ไม่เก็บส่วนที่ซ่อนอยู่ตอนบันทึก ลองบันทึกเป็น HTML · MHTML leaves out what was hidden when it was saved; try saving as HTML")
    return CANNOT if verdict.outcome in ("unknown", "kind") else DONE if verdict.same else PROBLEMS


def check(copy: Path, against: Path | None, root: Path) -> Verdict:
    """The verdict on a copy. Without ``against``: a folder by its own manifest, a file by that of the site it lies in or of ``root``/site."""
    if copy.is_dir():
        return check_folder(copy, reference_at(against) if against else replace(reference_at(copy), own=True))
    return check_file(copy, reference_at(against) if against else reference_near(copy, root / "site"))


def _cannot(thai: str, english: str) -> int:
    say(f"{thai} · {english}")
    return CANNOT


def _lines(verdict: Verdict, root: Path) -> Iterator[str]:
    proof = _NO_PROOF if verdict.reference.own and verdict.same else ("", "")
    yield " · ".join(words + rest for words, rest in zip(_first(verdict), proof))
    if verdict.page:
        address = "/" + verdict.page.removesuffix("index.html")
        yield f"คือ · this is: {address}" if verdict.same else f"แสดงตัวว่าเป็น · it says that it is: {address}"
    for name, thai, english in _LISTS:
        yield from _some(f"{thai} · {english}", getattr(verdict, name))
    yield from _some("สิ่งที่เกินมา · what was put in", verdict.strange)
    if verdict.whole:
        yield "ข้อความยังตรงกับรหัสในหน้านี้เอง อาจเป็นหน้าของวันอื่น · it agrees with the code it prints itself; perhaps it was published on another day"
    yield from _resemblance(verdict)
    if verdict.hosts:
        yield f"ลิงก์ที่หน้าซึ่งเผยแพร่ไม่มี ไปยัง · links that the published page does not have lead to: {' '.join(verdict.hosts)}"
    yield from _origin(verdict.reference, root)


def _first(verdict: Verdict) -> tuple[str, str]:
    """The first line says what was found and, of a page that is the same as far as it goes, what nobody can tell."""
    thai, english = _words(verdict)
    if verdict.outcome not in ("text", "rows", "code"):
        return thai, english
    if verdict.resemblance is None:
        return (f"{thai} แต่ไม่ได้เทียบส่วนรอบเนื้อหา ลิงก์ ภาพ และรูปแบบที่แสดง เพราะไม่มีหน้าที่เผยแพร่ให้เทียบ",
                f"{english}; not compared for want of the published page: what stands around the content, links, pictures, style")  # fmt: skip
    unknown = list(_not_compared(verdict.page, verdict.resemblance))
    if not unknown:
        return f"{thai} ส่วนรอบเนื้อหาที่ผู้อ่านเห็นก็ตรงกัน", f"{english}; so is all that a reader sees around it"
    return f"{thai} แต่ไม่ได้เทียบ {' และ'.join(one for one, _ in unknown)}", f"{english}; not compared: {', '.join(one for _, one in unknown)}"


def _words(verdict: Verdict) -> tuple[str, str]:
    """The words for the outcome, which name what the copy was compared with: its own word for itself is no proof."""
    reference = verdict.reference
    compared = _OWN_CODE if reference.manifest is None else _OWN_LIST if reference.own else _PUBLISHED
    thai, english = (words.format(name) for words, name in zip(_OUTCOME[verdict.outcome], compared))
    return thai, english


def _not_compared(page: str, found: Resemblance) -> Iterator[tuple[str, str]]:
    if found.absent:
        yield f"ภาพ {found.absent} ภาพที่ไม่ได้บันทึกมาด้วย", f"{found.absent} pictures that are not saved with the page"
    if found.unstyled:
        yield "รูปแบบที่แสดง (แฟ้มรูปแบบไม่ได้บันทึกมาด้วย หรือเบราว์เซอร์เขียนใหม่)", "how it is shown (its style is not saved with it, or was rewritten)"
    if found.hidden:
        yield f"แถว {found.hidden} แถวที่ซ่อนไว้ (ด้วยตัวกรอง)", f"{found.hidden} rows that do not show (as with a filter)"
    if page == _SEARCH:
        yield "ผลการค้นหา (เบราว์เซอร์เขียนขึ้น)", "what was found (results of a search are written by the browser)"


def _resemblance(verdict: Verdict) -> Iterator[str]:
    """What is known of links, pictures and all that is shown."""
    found = verdict.resemblance
    if found is None:
        return
    yield from _some("ลิงก์ต่างไป · links that differ", found.links)
    yield from _some("ภาพต่างไป · other pictures", found.pictures)
    yield from _some("สิ่งที่ผู้อ่านเห็นต่างไป · shown otherwise", found.shown)
    if found.base:
        yield f"ลิงก์ภายในเว็บไซต์ชี้ไปที่ · links within the site lead to: {found.base}"


def _some(title: str, names: tuple[str, ...]) -> Iterator[str]:
    if names:
        yield f"{title}: {len(names)}"
        yield from (f"  {name}" for name in names[:_MORE])
    if len(names) > _MORE:
        yield f"  … +{len(names) - _MORE}"


def _origin(reference: Reference, root: Path) -> Iterator[str]:
    manifest = reference.manifest
    if manifest is None:
        return
    yield f"บัญชีไฟล์ที่ใช้เทียบ · compared with: {reference.place}"
    yield f"เว็บไซต์ · site: {manifest.site} · engine {manifest.engine} · commit {manifest.commit or 'ไม่ทราบ (unknown)'}"
    for tag, state in signature.tags(root, manifest.commit or ""):
        yield f"ป้าย · tag {tag}: {' · '.join(_SIGNATURE[state])}"


_SIGNATURE = {
    signature.GOOD: ("ลายเซ็นถูกต้อง", "good signature"),
    signature.NONE: ("ไม่มีลายเซ็น", "not signed"),
    signature.NOT_PROVED: ("มีลายเซ็น แต่ตรวจด้วยกุญแจในเครื่องนี้ไม่ผ่าน", "signed, but not proved with the keys of this machine"),
}


def _parser():
    made = parser("verify", "สำเนาของเว็บไซต์ หรือหน้าที่บันทึกไว้ ตรงกับที่เผยแพร่หรือไม่ · is a copy, or a saved page, what was published")
    made.add_argument("copy", type=Path, metavar="FOLDER|FILE", help="สำเนาของเว็บไซต์ หรือแฟ้มเดียว · a copy of the site, or one file")
    made.add_argument("--against", type=Path, metavar="FOLDER|MANIFEST", help="เว็บไซต์หรือ manifest.json ที่เชื่อถือได้ · a site or manifest that is trusted")
    return made


__all__ = ["check", "main"]
