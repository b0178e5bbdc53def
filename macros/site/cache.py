"""What one build leaves to the next in the same process. Without it the same bytes are made, only later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from macros.search.extract import Extract
from macros.site.attached import Attached
from macros.site.finishing import Facts, finished
from macros.site.making import Workshop, path_in_site
from macros.site.manifest import PageText
from macros.site.output import Output
from macros.site.searching import Searching

_TELL_EVERY = 1000


@dataclass
class Cache:
    """``facts``: path in the site → what is known of each page of this build."""

    workshop: Workshop
    output: Output
    attachments: Attached = field(default_factory=Attached)
    searching: Searching = field(default_factory=Searching)
    packs: dict[int, list] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    say: Callable[[str], None] = lambda text: None
    _put: int = 0

    @classmethod
    def new(cls, work: Path, stage: Path, say: Callable[[str], None] = lambda text: None) -> Cache:
        """For building to ``stage``, which is not there yet; ``work`` is ours alone, on the same file system."""
        return cls(Workshop(work / "engine"), Output(stage, work / "new"), say=say)

    def keep_pages(self, paths: Iterable[str]) -> None:
        """Begin a build's pages with those at these Markdown paths, as they were."""
        names = [path_in_site(path) for path in paths]
        self.facts = {name: self.facts[name] for name in names}
        for name in names:
            self.output.keep(name)

    def put_page(self, name: str, html: str) -> None:
        """Finish a page and want it. Who builds very many hears how far it is."""
        self._put += 1
        if self._put % _TELL_EVERY == 0:
            self.say(f"สร้างแล้ว {self._put:,} หน้า")
        html, self.facts[name] = finished(name, html)
        self.searching.renew(name)
        self.output.put(name, html.encode())

    def content(self, name: str) -> Extract:
        """What is read of the page ``name``."""
        return self.facts[name].content

    def texts(self) -> dict[str, PageText]:
        """What the manifest says of the pages."""
        return {name: facts.text for name, facts in self.facts.items() if facts.text}


__all__ = ["Cache"]
