"""Cases as files: a small edit of a real site, and the problems that must come of it – these and no others.

A case is an entry of ``cases/*.yml`` or ``hostile/*.yml``::

    - case: unit-misspelled            # its name
      site: own                        # own (this project's, the default), fictional, or new (as scripts/new.py makes it)
      edits:
        - file: measures/2564/m3.yml
          after: "id: m3-2"            # look from here on (optional)
          find: "[finance]"
          put: "[▸finanse]"            # ▸ marks where the problem must be
      expect: [unit-unknown]           # codes, one for each mark in order; or "file:line:col code"; [] for none

Other edits: ``write`` (the file's whole text), ``bytes`` (a list of pieces: text, {hex: …} or {times: n, of: …}), ``rename``,
``delete: true``, ``link`` (a symbolic link to), ``pipe: true``, ``sparse`` (a file of so many zero bytes), ``encoding`` (with write: save in that encoding),
``office`` (a ZIP archive of parts: name → pieces as of bytes, or text), ``pdf`` (objects by number; a list is a stream of such pieces, packed), ``trailer`` (with pdf), ``compound`` (a file of before 2007: streams, each the pieces
of it, or a table of properties by number). A piece ``{word-head: flags}`` is the head of a Word file; a piece ``{zip: …}`` is an archive as of office.
"""

from __future__ import annotations

import io
import os
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from compound_files import compound, properties, word_head

from macros.site.project import load_project
from macros.site.starting import points

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SITES = {"own": ROOT, "fictional": ROOT / "tests" / "sites" / "fictional"}
MARK = "▸"
PARTS = ("content", "measures", "mkdocs.yml")

# The ledger compares a site with what it published before; what it says of an edited copy is its own tests' matter.
_LEDGER = set(yaml.safe_load((ROOT / "macros/problems/wording/ledger.yml").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Case:
    name: str
    site: str
    edits: tuple
    expect: tuple
    because: str = ""

    def __str__(self) -> str:
        return self.name


@cache
def cases(folder: str) -> tuple[Case, ...]:
    """Every case below ``folder``, in the order of files."""
    found = []
    for path in sorted((HERE / folder).glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(Case(entry["case"], entry.get("site", "own"), tuple(entry["edits"]), tuple(entry["expect"]), entry.get("because", "")))
    return tuple(found)


def copy(site: str, target: Path) -> Path:
    """A copy of a site's sources, without whatever a build may have left beside them."""
    target.mkdir(parents=True)
    if site == "new":
        for name, text in _new_site().items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            _write(target / name, text)
        return target
    for part in PARTS:
        source = SITES[site] / part
        shutil.copytree(source, target / part) if source.is_dir() else shutil.copyfile(source, target / part)
    return target


@cache
def _new_site() -> dict[str, str]:
    """The smallest site there is: quick to make whole, for cases whose page must come out harmless. Its starter texts are filled in."""
    return {name: points.LEFT.sub("", text) for name, text in points.agency("เทศบาลตำบลสมมติสุข", 2567).items()}


def apply(edits: tuple, root: Path) -> None:
    for edit in edits:
        _apply(edit, root / edit["file"])


def _apply(edit: dict, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if "find" in edit:
        text = path.read_text(encoding="utf-8")
        start = text.index(edit["after"]) if "after" in edit else 0
        at = text.index(edit["find"], start)
        _write(path, text[:at] + edit["put"] + text[at + len(edit["find"]):])
    elif "write" in edit:
        path.write_bytes(edit["write"].encode(edit.get("encoding", "utf-8")))
    elif "bytes" in edit:
        path.write_bytes(b"".join(map(_piece, edit["bytes"])))
    elif "office" in edit:
        path.write_bytes(_zip(edit["office"]))
    elif "compound" in edit:
        path.write_bytes(compound({name: properties(made) if isinstance(made, dict) else b"".join(map(_piece, made)) for name, made in edit["compound"].items()}))
    elif "pdf" in edit:
        path.write_bytes(_pdf(edit["pdf"], edit.get("trailer", "")))
    elif "rename" in edit:
        path.rename(path.parent / edit["rename"])
    elif "sparse" in edit:
        with path.open("wb") as stream:
            stream.truncate(edit["sparse"])
    elif "pipe" in edit:
        os.mkfifo(path)
    elif "link" in edit:
        path.symlink_to(edit["link"])
    elif edit.get("delete"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif edit.get("empty"):
        shutil.rmtree(path)
        path.mkdir()
    else:
        raise ValueError(f"an edit that does nothing: {edit}")


def _zip(parts: dict) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, b"".join(map(_piece, part if isinstance(part, list) else [part])))
    return out.getvalue()


def _pdf(objects: dict, trailer: str) -> bytes:
    """A PDF with a table of its objects. Number 1 is the catalogue; 2 and 3, unless given, a page tree with one page."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: page, 4: ["BT /F 9 Tf (x) Tj ET"], **objects}
    out, places = b"%PDF-1.7\n", []
    for number in sorted(objects):
        places.append(f"{len(out):010} 00000 n \n")
        out += f"{number} 0 obj\n".encode() + _pdf_object(objects[number]) + b"\nendobj\n"
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{''.join(places)}trailer\n<</Size {len(places) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode()


def _pdf_object(value: object) -> bytes:
    if not isinstance(value, list):
        return str(value).encode()
    packed = zlib.compress(b"".join(map(_piece, value)), 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode>>\nstream\n".encode() + packed + b"\nendstream"


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _piece(piece: object) -> bytes:
    if isinstance(piece, dict):
        if "word-head" in piece:
            return word_head(flags=piece["word-head"])
        if "zip" in piece:
            return _zip(piece["zip"])
        return bytes.fromhex(piece["hex"]) if "hex" in piece else _piece(piece["of"]) * piece["times"]
    return str(piece).encode("utf-8")


def take_marks(root: Path) -> list[str]:
    """Take the marks out of the files and return the places where they stood: ``file:line:column``, in order."""
    places = []
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix in (".yml", ".md"):
            places += _marks_in(path, root)
    return places


def _marks_in(path: Path, root: Path) -> list[str]:
    data, mark, places = path.read_bytes(), MARK.encode(), []
    while mark in data:
        at = data.index(mark)
        before = data[:at].removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        places.append(f"{path.relative_to(root).as_posix()}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}")
        data = data[:at] + data[at + len(mark):]
        path.write_bytes(data)
    return places


def expected(case: Case, marks: list[str]) -> list[str]:
    """The case's expectation as sorted ``file:line:col code`` lines."""
    rest = iter(marks)
    lines = [entry if " " in entry else f"{next(rest)} {entry}" for entry in case.expect]
    assert next(rest, None) is None, "a mark without a code"
    return sorted(lines)


def problems(root: Path) -> list:
    """The problems of a site, without the ledger's."""
    return [problem for problem in load_project(root).problems if problem.code not in _LEDGER]


def found(root: Path) -> list[str]:
    return sorted(f"{problem.place} {problem.code}" for problem in problems(root))


@cache
def owned_codes() -> set[str]:
    """The codes of the two wording files that these cases cover."""
    return {code for name in ("records", "site") for code in yaml.safe_load((ROOT / f"macros/problems/wording/{name}.yml").read_text(encoding="utf-8"))}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file's bytes, and every folder, for comparing before and after."""
    return {os.fspath(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in sorted(folder.rglob("*"))}


