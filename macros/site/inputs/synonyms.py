"""A site's own list of words that mean the same, ``measures/synonyms.yml``."""

from __future__ import annotations

from macros.problems import Problem
from macros.records.read import read
from macros.search import synonyms
from macros.site.inputs.sources import SYNONYMS


def site_synonyms(data: bytes | None) -> tuple[synonyms.Table, list[Problem]]:
    """The site's own list, ``measures/synonyms.yml``; empty, with the problems, when it cannot be used."""
    if data is None:
        return {}, []
    document, problems = read(data, SYNONYMS)
    try:
        return synonyms.parse(document.value), problems
    except synonyms.BadSynonyms as bad:
        return {}, [*problems, Problem("synonyms-form", document.place(bad.place - 1))]
    except TypeError:  # no list at all
        return {}, [*problems, Problem("synonyms-form", document.place())]
