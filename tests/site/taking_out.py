"""A site from which things are taken out and into which they are put back, as a webmaster does who has second thoughts."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

_RESPONSIBLE = re.compile(rb"responsible: \[([a-z0-9, -]+)\]")
_MENTION = re.compile(rb"\bfile: (files/\S+)")


class Sources:
    """A site's folder, what lay in it at first, and what of that is out now: each taking out is put back as a whole."""

    def __init__(self, root: Path, chance: Random):
        self.root, self.chance = root, chance
        self.whole = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
        self.out: list[list[str]] = []

    def step(self, is_valid: bool = True) -> str:
        """Take something out, or put something back; what was done, for the message of a test. ``is_valid``: is the site that there is now? One that
        is not is made whole again."""
        if self.out and not (is_valid and self.chance.random() < 0.5):
            return self.put_back(self.out.pop(self.chance.randrange(len(self.out))))
        kind = self.chance.choice((self._year, self._record, self._unit, self._attachment, self._page))
        changes = {name: data for name, data in kind().items() if name not in self.taken}
        for name, data in changes.items():
            self._write(name, data)
        self.out.append([*changes])
        return f"{kind.__name__} out: {[*changes]}"

    def put_back(self, names: list[str]) -> str:
        for name in names:
            self._write(name, self.whole[name])
        return f"back: {names}"

    @property
    def taken(self) -> set[str]:
        return {name for names in self.out for name in names}

    def _write(self, name: str, data: bytes | None) -> None:
        path = self.root / name
        if data is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def _years(self) -> list[str]:
        return sorted({name.split("/")[1] for name in self.whole if re.match(r"measures/\d{4}/", name)})

    def _year(self) -> dict:
        """The folder of a year, with what was attached to it."""
        year = self.chance.choice(self._years())
        return {name: None for name in self.whole if name.startswith((f"measures/{year}/", f"content/files/{year}/"))}

    def _record(self) -> dict:
        return {self.chance.choice([name for name in self.whole if re.match(r"measures/\d{4}/", name)]): None}

    def _unit(self) -> dict:
        """One unit has nothing to do any more."""
        units = sorted({unit for data in self.whole.values() for found in _RESPONSIBLE.findall(data) for unit in found.split(b", ")})
        unit, other = self.chance.sample(units, 2)
        return {name: made for name, data in self.whole.items() if (made := _RESPONSIBLE.sub(lambda found: _without(found, unit, other), data)) != data}

    def _attachment(self) -> dict:
        """A file that evidence names, which lies on another website from now on."""
        file = self.chance.choice(sorted({found for data in self.whole.values() for found in _MENTION.findall(data)}))
        elsewhere = {name: made for name, data in self.whole.items() if (made := data.replace(b"file: " + file, b"url: https://www.example.go.th/x")) != data}
        return {**elsewhere, f"content/{file.decode()}": None}

    def _page(self) -> dict:
        pages = [name for name in self.whole if name.endswith(".md") and not name.endswith(("/index.md", "/accessibility.md"))]
        return {self.chance.choice(pages): None}


def _without(found: re.Match[bytes], unit: bytes, other: bytes) -> bytes:
    left = [named for named in found[1].split(b", ") if named != unit]
    return b"responsible: [%b]" % b", ".join(left or [other])
