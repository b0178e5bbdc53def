"""A small site's records around the disclosures of a test."""

from macros.records.checks import check_records
from macros.records.load import load

AGENCY = """kind: agency
name: เทศบาลตำบลสมมติสุข
website: https://www.example.go.th/th/
units:
  - {id: office, name: สำนักปลัดเทศบาล}
"""

ATTACHMENTS = {"files/2561/plan.pdf", "files/2563/plan.pdf", "files/2564/plan.pdf", "files/2565/plan.pdf"}


def records_of(**files):
    """``o42="item: …"`` → the records of ``measures/2564/disclosures/o42.yml`` and an agency; every problem as read."""
    sources = {f"measures/2564/disclosures/{name}.yml": text.encode() for name, text in files.items()}
    return load({"measures/agency.yml": AGENCY.encode(), **sources})


def problems_of(today=None, **files):
    """Every problem of reading and of checking."""
    records, problems = records_of(**files)
    return [*problems, *check_records(records, ATTACHMENTS, today=today)]


def disclosure(item, elements, year=2564, more=""):
    """The YAML of a disclosure; ``elements``: id → place in flow style, ``{"e1": "page: /about/"}``."""
    rows = "".join(f"  - {{element: {element}, places: [{{{place}}}]}}\n" for element, place in elements.items())
    return f"kind: disclosure\nfiscal_year: {year}\nitem: {item}\nanswer: มี\nunit: office\n{'elements:' if rows else ''}\n{rows}{more}"
