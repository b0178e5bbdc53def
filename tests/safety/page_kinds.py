"""One page of every kind, for the tests that look at all of them."""

KINDS = {
    "home": "", "plans": "measures/", "plan": "measures/2564/", "measure": "measures/2564/m3/", "line": "measures/2564/m3-4/", "results": "ita/", "result": "ita/2563/",
    "checklists": "oit/", "checklist": "oit/2564/", "item": "oit/2564/o42/", "units": "units/", "unit": "units/planning/", "trace": "trace/2564/",
    "print": "print/2564/", "complaints": "complaints/", "about": "about/", "privacy": "privacy/", "accessibility": "accessibility/", "a-z": "a-z/",
    "search": "search/?q=กองคลัง", "changes": "changes/", "data": "data/", "forms-closed": "admin/", "not-found": "404.html",
}  # fmt: skip

ONLY_FICTIONAL = ("registers", "services")  # rooms of pages that the project's own site has no records for


def rooms(site):
    """The first parts of all addresses of a built site: every kind of page lives in one."""
    return {path.relative_to(site).parts[0] for path in site.rglob("index.html") if path.parent != site}
