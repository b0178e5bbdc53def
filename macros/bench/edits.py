"""Changes of an invented site, as a webmaster makes them: ``macros.bench.edits.edit(site, k)`` gives the paths that change.

An edit is a mapping of path → new text, None for a file that goes; the site stays valid. ``k`` chooses the record and what
happens to it, so that the same ``k`` always makes the same edit of the same site::

    changes = edit(files, 7)            # or edit(files, 7, "rename")
    files = changed(files, changes)     # in memory
    apply(changes, folder)              # on disk
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from macros.bench import words
from macros.bench.generate import measure

Edit = dict[str, "str | None"]
_MEASURE = re.compile(r"measures/(\d{4})/[a-z0-9-]+\.yml")


def edit(files: Mapping[str, str], k: int, kind: str | None = None) -> Edit:
    """Edit number ``k`` of a site: of ``kind`` (one of ``KINDS``), or of the kind that ``k`` gives."""
    kinds, chance = list(KINDS), Random(f"edit {k}")
    while not _changes(files, found := KINDS[kind or kinds[k % len(kinds)]](files, chance)):
        pass  # the site is that already, as after the same edit
    return found


def changed(files: Mapping[str, str], changes: Edit) -> dict[str, str]:
    """The site after ``changes``."""
    after = {**files, **changes}
    return {path: text for path, text in sorted(after.items()) if text is not None}


def _changes(files: Mapping[str, str], changes: Edit) -> bool:
    return any(files.get(path) != text for path, text in changes.items())


def apply(changes: Edit, folder: Path) -> None:
    """Make ``changes`` in the site's folder."""
    for path, text in changes.items():
        if text is None:
            (folder / path).unlink()
        else:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")


def _measures(files: Mapping[str, str]) -> list[str]:
    return [path for path, text in files.items() if _MEASURE.fullmatch(path) and "\nkind: measure\n" in text]


def _status(files: Mapping[str, str], chance: Random) -> Edit:
    """A line without progress gets another status; where every line has progress, the first gets a step more."""
    path = chance.choice(_measures(files))
    found = re.search(r"status: (unknown|not-started)$", files[path], re.MULTILINE)
    if found is None:
        return _text(files, chance)
    other = "not-started" if found[1] == "unknown" else "unknown"
    return {path: files[path][: found.start(1)] + other + files[path][found.end(1) :]}


def _title(files: Mapping[str, str], chance: Random) -> Edit:
    return _replace_value(files, chance, "title", f"{chance.choice(words.ACTS)}{chance.choice(words.THINGS)} ฉบับที่ {chance.randint(2, 99)}")


def _text(files: Mapping[str, str], chance: Random) -> Edit:
    return _replace_value(files, chance, "about", f"{chance.choice(words.ABOUT)} ปรับปรุงครั้งที่ {chance.randint(2, 999)}")


def _replace_value(files: Mapping[str, str], chance: Random, field: str, value: str) -> Edit:
    path = chance.choice(_measures(files))
    return {path: re.sub(rf"^{field}: .*$", f"{field}: {value}", files[path], count=1, flags=re.MULTILINE)}


def _add(files: Mapping[str, str], chance: Random) -> Edit:
    """A measure at the end of some year's plan."""
    year = chance.choice(_measures(files)).split("/")[1]
    number = 1 + max(int(found[1]) for path in _measures(files) if f"/{year}/" in path and (found := re.search(r"^number: (\d+)$", files[path], re.MULTILINE)))
    return {f"measures/{year}/m{number}.yml": measure(int(year), number, seed=chance.randrange(1_000_000))}


def _delete(files: Mapping[str, str], chance: Random) -> Edit:
    """A measure that repairs nothing goes: what failed in the assessment must stay repaired."""
    spare = [path for path in _measures(files) if "repairs:" not in files[path]]
    return {chance.choice(spare): None} if spare else _title(files, chance)


def _rename(files: Mapping[str, str], chance: Random) -> Edit:
    """A measure gets another id, its file another name: an address goes and one comes."""
    path = chance.choice(_measures(files))
    before = re.findall(r"^id: (\S+)$", files[path], re.MULTILINE)[0]
    after = f"{before}-r" if not before.endswith("-r") else before.removesuffix("-r")
    text = re.sub(rf"(\bid: ){before}(?=$|-\d+$)", rf"\g<1>{after}", files[path], flags=re.MULTILINE)
    return {path: None, path.replace(f"/{before}.yml", f"/{after}.yml"): text}


KINDS: dict[str, Callable[[Mapping[str, str], Random], Edit]] = {
    "status": _status, "title": _title, "text": _text, "add": _add, "delete": _delete, "rename": _rename,
}
