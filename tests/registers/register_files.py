"""Small registers written in a test."""

import yaml

from macros.records.load import load

_AGENCY = {"kind": "agency", "name": "เทศบาลตำบลสมมติสุข", "units": [{"id": "clerk", "name": "สำนักปลัด"}, {"id": "finance", "name": "กองคลัง"}]}
_HEAD = {"fiscal_year": "2564", "as_of": "30 กันยายน 2564", "unit": "clerk", "source": {"system": "ทะเบียนตัวอย่าง"}}


class _Plain(yaml.SafeDumper):
    """Writes what occurs twice in full twice: records know no references."""

    def ignore_aliases(self, data):
        return True


def as_file(fields):
    return yaml.dump(fields, Dumper=_Plain, allow_unicode=True, sort_keys=False).encode()


def register(kind, **fields):
    """A register as a file: of 2564 and complete to its last day, unless ``fields`` say otherwise."""
    return as_file({"kind": kind, **_HEAD, **fields})


def records_of(*files, **named):
    """Records of an agency with these files; every one must be of right form."""
    given = {"measures/agency.yml": as_file(_AGENCY), **{f"measures/r{number}.yml": data for number, data in enumerate(files)}, **named}
    records, problems = load(given)
    assert problems == []
    return records


def disclosure(item, page, year=2564, answer="มี", elements=("e1", "e2", "e3", "e4")):
    places = [{"element": element, "places": [{"page": page}]} for element in elements]
    return as_file({"kind": "disclosure", "fiscal_year": str(year), "item": item, "answer": answer, "unit": "clerk", "elements": places})
