"""A site read into memory: its settings, records and pages, with every problem in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from macros import ledger
from macros.admin import closed as closed_forms
from macros.history.git import file_as_it_stood, last_known, standing, steps_since_published
from macros.ledger import current, fixed, redirects, twice, withdrawn
from macros.ledger.model import page_of
from macros.pages.links import markdown_path_of
from macros.pages.page import Page
from macros.pages.render import CallFailed, render_page
from macros.problems import Place, Problem, errors_in
from macros.problems.render import in_order
from macros.records.checks import check_records, disclosures
from macros.records.doubt import Doubt, doubt_of
from macros.records.load import load
from macros.records.read import read
from macros.records.registers.answers import Address
from macros.site.attachments import cleaning
from macros.site.checks import led_nowhere
from macros.site.checks.despite import named_in, sure_beside, sure_despite, sure_of, unread
from macros.site.checks.lint import lint_texts, without_repeats
from macros.site.checks.privacy import personal_data
from macros.site.content import calls
from macros.site.content.links import LINK_DEAD, Anchors, anchors_of, collisions, dead_anchors, dead_anchors_of_places, dead_links
from macros.site.content.pages import ContentPage, read_page
from macros.site.expand.memory import Memory
from macros.site.expand.outline import Outline
from macros.site.expand.rendered import Text
from macros.site.inputs import settings as site_settings
from macros.site.inputs.cut import cut_files, told
from macros.site.inputs.sources import Sources, read_sources
from macros.site.inputs.synonyms import site_synonyms

Source = Page | ContentPage
Take = Callable[[str, Source, Text], None]
Keep = Callable[[dict[str, tuple[Page, bytes]]], Container[str]]


@dataclass
class Project(Outline):
    """Everything known of a site before the engine runs: its outline, every page's text, and every problem of its sources, in order."""

    _problems: list[Problem] | None = field(default=None, init=False)
    _made: dict[str, Source] = field(default_factory=dict, init=False)
    _anchors: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False)

    @cached_property
    def documents(self) -> dict[str, tuple[Source, str]]:
        """Markdown path → what it is made from and its text: the tree that an engine builds, all of it in memory."""
        texts: dict[str, tuple[Source, str]] = {}
        keep = lambda path, source, text: texts.update({path: (source, text.read())})
        self.expand(keep) if self._problems is None else self._expand(keep) if self._made else None
        return texts

    @cached_property
    def made(self) -> dict[str, Source]:
        """Markdown path → what it is made from."""
        _ = self.problems  # pages are made while they are checked
        return self._made

    @property
    def problems(self) -> list[Problem]:
        """Every problem of the sources, in order."""
        if self._problems is None:
            self.expand(lambda path, source, text: None)
        return self._problems or []

    def expand(self, take: Take, keep: Keep | None = None) -> list[Problem]:
        """Find every problem, and hand each page to ``take`` (its Markdown path, what it is made from, its text) as soon as it is rendered, so
        that few texts are in memory at a time. None is rendered while records have errors.

        ``keep`` gets all pages at once whose text is that of the last look (Markdown path → page, digest of its text) and answers which of
        them need not go to ``take`` one by one."""
        cleaning.expect(self.sources.attachments)
        found = [*self.reading]
        found += check_records(self.records, self.sources.attachments, self._doubt(found), self.today, partial(self.memory.of_each, "checked"))
        found += disclosures.check_approval(self.records, self.settings.extra.prongsai.approval)
        found += [problem for page in self.content for problem in calls.call_problems(page)]
        found += [*collisions(self.content, []), *dead_links(self.content, self.sources.attachments, self.sources.pages)]
        if self.records.agency is not None:
            later = self._despite(found) if errors_in(found) else self._expand(take, keep)
            dead = {problem.place for problem in later if problem.code in LINK_DEAD}  # told better once it is known which pages there are
            found = [problem for problem in found if problem.code not in LINK_DEAD or problem.place not in dead] + later
        found += personal_data(self.sources, self.records, self.settings.extra.prongsai.reviewed, self.memory)
        found += without_repeats(lint_texts(self.sources, self.records.agency, self.memory), found)
        found += [*led_nowhere.check(self.sources, self.content, self.records, found, self._doubt(found))]
        self._problems = in_order(_timely(sure_beside(found, self.sources.unread)))
        return self._problems

    def _doubt(self, problems: Iterable[Problem]) -> Doubt:
        return doubt_of({**self.sources.records, **self.sources.skipped}, problems, self.sources.may_hold_more)

    def _despite(self, problems: list[Problem]) -> list[Problem]:
        """What is sure although there are ``problems``. Pages are rendered for it only while all records are right; none is made of them."""
        wrong = {problem.place.file for problem in errors_in(problems)}
        broken = [page for page in self.content if errors_in([*page.problems, *calls.call_problems(page)])]
        if any(file.startswith("measures") for file in wrong):
            sound, doubt = [page for page in self.content if page not in broken], self._doubt(problems)
            return [*sure_despite(self.view, self.records, sound, self.ledger, doubt), *sure_of(self._address_problems(None), wrong)]
        found = self._expand(lambda path, source, text: None, broken=broken)
        self._made, self._anchors = {}, {}
        unsure = unread(problem for problem in errors_in(problems) if problem.place.file not in self.sources.pages)
        return [problem for problem in found if not named_in(problem).startswith(unsure)]

    def _expand(self, take: Take, keep: Keep | None = None, broken: Container[ContentPage] = ()) -> list[Problem]:
        """Expand all pages but the ``broken`` ones of ``content/``, of which it is known only that they are there."""
        self.memory.rendered.retitle(self.view.titles)
        found = self._expand_content(take, broken)
        found += self._expand_records(take, keep)
        found += disclosures.check_pages(self.shown, self.there)
        # What waits for approval may lead to registers that wait as well.
        found += disclosures.check_pages(self.waiting.disclosures, {*self.there, *(str(Address(*key)) for key in self.records.registers)})
        failed = {problem.place.file for problem in errors_in(found)}
        unsure = {page.address for page in self.content if page in broken or page.file in failed}
        found += self._dead(unsure)
        if len(self._made) < len(self.paths):
            return found
        return found + [problem for problem in self._address_problems(self.addresses) if page_of(str(problem.params.get("address", ""))) not in unsure]

    def _expand_content(self, take: Take, broken: Container[ContentPage]) -> list[Problem]:
        """Render the pages of ``content/``; one with problems is rendered again at the next look, which has to find them again."""
        found: list[Problem] = []
        rendered = self.memory.rendered
        for page in self.content:
            path = page.file.removeprefix("content/")
            if page in broken:
                self._made[path], self._anchors[path] = page, ()
                continue
            before = len(found)
            self._take(take, path, *rendered.text(page.file, page, partial(calls.expand, self.view, found.append)))
            if len(found) > before:
                rendered.forget(page.file)
        return found

    def _expand_records(self, take: Take, keep: Keep | None) -> list[Problem]:
        """Render the pages that records make, but those that ``keep`` takes as they stand."""
        found: list[Problem] = []
        kept = keep(self._standing()) if keep else ()
        for path, made in self.pages_at.items():
            if path in kept:
                self._made[path] = made
                continue
            try:
                self._take(take, path, *self.memory.rendered.text(made.address, made, partial(render_page, self.view)))
            except CallFailed as failure:
                found.append(Problem(failure.code, Place(made.file or "measures/agency.yml"), failure.params))
        return found

    def _dead(self, unsure: Container[str]) -> list[Problem]:
        """Pages with one address, and links and places that lead nowhere; of pages that are ``unsure`` (addresses) nobody knows the anchors."""
        open_pages = self._made.keys() - {markdown_path_of(closed_forms.ADDRESS)}
        in_ledger = lambda address: address in self.ledger.anchors or address in redirects.old_anchors(self.ledger)
        led_to = partial(self._anchors_led_to, unsure)
        found = [*collisions(self.content, self.pages), *dead_links(self.content, self.files, open_pages, made=True)]
        found += dead_anchors(self.content, led_to, in_ledger)
        return [*found, *dead_anchors_of_places(disclosures.pages_led_to(self.records), led_to, in_ledger)]

    def _anchors_led_to(self, unsure: Container[str], path: str) -> Anchors | None:
        """The anchors of the page at ``path``, into which one of ``content/`` leads; None if it is ``unsure`` or there is none. Few pages are led
        into, so the text of one that is not at hand is rendered again."""
        source = self._made.get(path)
        if source is None or source.address in unsure:
            return None
        render = partial(render_page, self.view) if isinstance(source, Page) else partial(calls.expand, self.view, lambda problem: None)
        _, text = self.memory.rendered.text(source.address if isinstance(source, Page) else source.file, source, render)
        return self.memory.kept("led to", path, text.digest, lambda: anchors_of(text.read()))

    def _standing(self) -> dict[str, tuple[Page, bytes]]:
        """What ``keep`` gets. With a ledger, pages whose anchors are known as well."""
        standing = {markdown_path_of(page.address): (page, digest) for page, digest in self.memory.rendered.standing(self.pages)}
        if self._has_ledger:
            anchors = {path: self.memory.known("anchors", path, digest) for path, (_, digest) in standing.items()}
            self._anchors.update((path, found) for path, found in anchors.items() if found is not None)
            standing = {path: page for path, page in standing.items() if path in self._anchors}
        return standing

    def _take(self, take: Take, path: str, source: Source, text: Text) -> None:
        self._made[path] = source
        if self._has_ledger:
            self._anchors[path] = self.memory.kept("anchors", path, text.digest, lambda: current.anchors_in(text.read()))
        take(path, source, text)

    @property
    def addresses(self) -> Iterator[ledger.Address]:
        """Every address and anchor of the site, for its ledger."""
        yield from current.addresses(self._made, self._anchors_at, self.files)

    def _anchors_at(self, path: str) -> tuple[str, ...]:
        """Without a ledger, nobody has asked for them yet."""
        return self._anchors[path] if path in self._anchors else current.anchors_in(self.documents[path][1])

    @cached_property
    def ledger_before(self) -> list[bytes]:
        """The ledger as it was last committed, and last published."""
        return file_as_it_stood(self.root, ledger.FILE)

    @property
    def _has_ledger(self) -> bool:
        """Whether anchors are asked for; also when the file was deleted."""
        return self.sources.ledger is not None or bool(self.ledger_before)

    def _address_problems(self, addresses: Iterable[ledger.Address] | None) -> list[Problem]:
        """What the ledger says of the addresses, which are known only when every page could be made (else None)."""
        pages = list(addresses) if addresses is not None and self._has_ledger else addresses  # without one, nobody asks for them
        found = ledger.check(self.sources.ledger, pages, self.today, self.ledger_before)
        since = partial(steps_since_published, self.root, ledger.FILE, self.sources.ledger)
        found += twice.check(pages or (), self.sources.ledger or b"", self.ledger_before, since)
        closed = [self._no_draft(self._at_change(problem)) for problem in fixed.check_closed(self.ledger, self.records, self.hash_of)]
        found += [*closed, *withdrawn.check(self.ledger, self.records), *fixed.check_unsaid(self.ledger, self.records)]
        return [*found, *fixed.check_adopted(self.records, self.dates.changed_since_adopted, self.dates.files_since_adopted)]

    def _at_change(self, problem: Problem) -> Problem:
        """A change in a closed year at the first value that is not as it was committed."""
        if problem.code != "closed-year-changed" or (committed := last_known(self.root, problem.place.file)) is None:
            return problem
        document = self.entries[problem.place.file].document
        path = fixed.first_change(read(committed, problem.place.file)[0].value, document.value)
        return replace(problem, place=document.place(*path)) if path else problem

    def _no_draft(self, problem: Problem) -> Problem:
        """A correction that the ledger has not taken in, as an error once it was committed. Without git, nobody knows that it was not."""
        file = problem.place.file
        if problem.code != "closed-year-correction-new" or len(self.entries[file].record.corrections) > self._corrections_committed(file):
            return problem
        return replace(problem, code="closed-year-correction-open")

    def _corrections_committed(self, file: str) -> float:
        if (committed := last_known(self.root, file)) is None:
            return 0 if standing(self.root) else math.inf
        value = read(committed, file)[0].value
        corrections = value.get("corrections") if isinstance(value, dict) else None
        return len(corrections) if isinstance(corrections, list) else 0


def _timely(problems: list[Problem]) -> list[Problem]:
    """``problems`` without the call for a first ledger while a starter's text is left: it would promise the addresses of placeholders for ever."""
    begun = any(problem.code == "starter-text-left" for problem in problems)
    return [problem for problem in problems if not (begun and problem.code == "ledger-missing")]


def load_project(root: Path, preview: bool = False, today: date | None = None, memory: Memory | None = None) -> Project:
    """Read the site in ``root``. Nothing is raised for what a user wrote; it is all in the project's problems.

    ``memory``: of an earlier look at the same site; what has not changed since is not worked out again."""
    memory = memory or Memory()
    sources = read_sources(root, memory.read, memory.kept)
    settings, problems = site_settings.load_settings(sources.settings)
    records, found = load(sources.records, partial(memory.of_each, "record"))
    pages = [memory.kept("page", file, data, partial(read_page, file, data)) for file, data in sorted(sources.pages.items())]
    reading = [*sources.problems, *problems, *found, *site_synonyms(sources.synonyms)[1], *(problem for page in pages for problem in page.problems)]
    reading = _with_cut_files(root, sources, reading)
    if sources.pages and "content/index.md" not in sources.pages and not any(problem.place.file == "content/index.md" for problem in reading):
        reading.append(Problem("home-missing", Place("content/index.md")))
    return Project(root, sources, settings, records, pages, reading, preview, today, memory)


def _with_cut_files(root: Path, sources: Sources, problems: list[Problem]) -> list[Problem]:
    """``problems`` with those of files that lost their end. What git has of such records is remembered, so that nothing in it is called missing."""
    files = {**sources.pages, **sources.records, **({"mkdocs.yml": sources.settings} if sources.settings is not None else {})}
    whole = cut_files(files, problems, partial(last_known, root))
    sources.skipped |= {file: data for file, data in whole.items() if file in sources.records}
    return list(told(problems, files, whole))
