"""Attachments that no page and no record leads to: all of ``content/`` is published, also what was only put aside there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.problems import Place, Problem, errors_in
from macros.records.checks.named_files import named_files
from macros.records.collection import Records
from macros.records.doubt import Doubt
from macros.site.content.links import LINK_DEAD, led_to, links_of
from macros.site.content.pages import ContentPage
from macros.site.inputs.sources import Sources
from macros.thai.digits import to_arabic

# At the root of a site, found by programs under their names.
_FOR_PROGRAMS = re.compile(r"(?:favicon|apple-touch-icon|android-chrome|mstile)[^/]*|(?:ads|app-ads|humans|llms|security)\.txt", re.IGNORECASE)
_UNREAD = ("page-ending", "backup-alone")  # pages that are not read as what they are
_MISSPELT = ("file-case", "file-elsewhere")


def check(sources: Sources, content: Iterable[ContentPage], records: Records, found: list[Problem], doubt: Doubt) -> Iterator[Problem]:
    """A warning for each, but for one in which an error was ``found``. What may be named in a record or page that could not be read is not told."""
    if not sources.attachments or doubt.blind or sources.unread or any(problem.code in _UNREAD for problem in found):
        return
    left = sources.attachments - named_files(records) - _meant(found)
    left -= {led_to(page.file, target) for page in content for _, target in links_of(page)} if left else set()
    tangled = [page.text for page in content if page.problems and not any(links_of(page))]
    wrong = {problem.place.file for problem in errors_in(found)}
    for name in sorted(left):
        file = f"content/{name}"
        last = name.rpartition("/")[2]
        if file not in wrong and not _FOR_PROGRAMS.fullmatch(name) and not doubt.may_name(to_arabic(last)) and not any(last in text for text in tangled):
            yield Problem("attachment-unnamed", Place(file), {"name": last, "path": name})


def _meant(found: Iterable[Problem]) -> set[str]:
    """What records and pages mean that misspell a name; they are told the right one."""
    right = [(problem, str(problem.params.get("suggestion", problem.params.get("value", "")))) for problem in found if problem.code in (*_MISSPELT, *LINK_DEAD)]
    return {led_to(problem.place.file, name) if problem.code in LINK_DEAD else name for problem, name in right}
