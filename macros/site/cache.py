"""What one build leaves to the next in the same process. Without it the same bytes are made, only later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from macros.problems import Problem
from macros.search.contents import Contents
from macros.search.extract import Extract
from macros.site.attachments.attached import Attached
from macros.site.data.datafiles import DataFiles
from macros.site.html.finishing import Facts
from macros.site.html.links import Checked, Target
from macros.site.making.maker import Workshop
from macros.site.placing.output import Output
from macros.site.whole.manifest import PageText
from macros.site.whole.searching import Searching

_TELL_EVERY = 1000


def _silent(text: str) -> None:
    """Tells nobody."""


class Known(NamedTuple):
    """What is kept of the ``Facts`` of a page; what is read of it is kept with that of all others."""

    links: tuple[Target, ...]
    ids: frozenset[str]
    text: PageText | None


@dataclass
class Cache:
    """``facts``: path in the site → what is known of each page that was made, and not taken out since; ``contents``: what is read of it."""

    workshop: Workshop
    output: Output
    attachments: Attached = field(default_factory=Attached)
    data: DataFiles = field(default_factory=DataFiles)
    contents: Contents = field(default_factory=Contents)
    searching: Searching = field(init=False)
    packs: dict[int, list] = field(default_factory=dict)
    facts: dict[str, Known] = field(default_factory=dict)
    say: Callable[[str], None] = _silent
    checked: Checked = field(default_factory=Checked)
    same_ids: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)  # pages of a kind have the same anchors
    targets: dict[Target, Target] = field(default_factory=dict)  # many pages lead to the same
    _put: int = 0

    def __post_init__(self) -> None:
        self.searching = Searching(self.contents.lines)

    @classmethod
    def new(cls, work: Path, stage: Path, say: Callable[[str], None] = _silent) -> Cache:
        """For building to ``stage``, which is not there yet; ``work`` is ours alone, on the same file system."""
        return cls(Workshop(work / "engine"), Output(stage, work / "new"), say=say)

    def let_go(self) -> None:
        """Keep only what another process can go on with."""
        self.data.let_go()
        self.say = _silent

    def go_on(self, work: Path, output: Path, say: Callable[[str], None]) -> Cache:
        """For building once more to ``output``, where the last build's files lie, with another ``work`` folder of ours."""
        self.say, self._put = say, 0
        self.workshop.folder = work / "engine"
        self.output.go_on(output, work / "new")
        return self

    def put_page(self, name: str, html: str, facts: Facts) -> None:
        """Want a page as it is finished. Who builds very many hears how far it is."""
        self._put += 1
        if self._put % _TELL_EVERY == 0:
            self.say(f"สร้างแล้ว {self._put:,} หน้า")
        links = tuple([self.targets.setdefault(target, target) for target in facts.links])
        known = Known(links, self.same_ids.setdefault(facts.ids, facts.ids), facts.text)
        self.checked.change(name, self.facts.get(name), known)
        self.facts[name], self.contents[name] = known, facts.content
        self.searching.renew(name)
        self.output.put_text(name, html)

    def drop_pages(self) -> None:
        """Forget the pages that this build does not want, now that it has named all that it does."""
        for name in self.facts.keys() - self.output.wanted.keys():
            self.checked.change(name, self.facts.pop(name), None)
            del self.contents[name]

    def dead_links(self, files: frozenset[str]) -> list[Problem]:
        """What is wrong with the links of the pages, ``files`` being all files of the site."""
        return self.checked.problems(self.facts, files, lambda name: (self.output.read(name) or b"").decode())

    def content(self, name: str) -> Extract:
        """What is read of the page ``name``."""
        return self.contents[name]

    def texts(self) -> dict[str, PageText]:
        """What the manifest says of the pages."""
        return {name: facts.text for name, facts in self.facts.items() if facts.text}


__all__ = ["Cache"]
