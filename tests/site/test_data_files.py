"""Data in files: indented JSON as the library gives it, and files of parts that are the same whether made at once or edit by edit."""

import json
import random
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from macros.site.data.datafiles import DataFiles, Group, Part, Parts, contents, single
from macros.site.data.pretty import pretty
from macros.site.placing.output import Output

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20), st.sampled_from((1, 2)))
def test_indented_json_is_that_of_the_library(value, step):
    assert pretty(value, " " * step) == json.dumps(value, ensure_ascii=False, indent=step)


def _parts(years: dict[int, list[str]], made: list[int]) -> Parts:
    def make(year: int) -> bytes:
        made.append(year)
        return ",\n  ".join(map(json.dumps, years[year])).encode()

    return Parts(tuple(Part(year, tuple(rows), partial(make, year)) for year, rows in sorted(years.items())))


def test_a_file_of_parts_is_the_same_made_at_once_or_edit_by_edit(tmp_path):
    years, chance, data = {2560: ["ก"], 2561: ["ข", "ค"], 2562: ["ง"]}, random.Random(5), DataFiles()
    output = Output(tmp_path / "site", tmp_path / "new")
    for step in range(60):
        year, before = chance.choice((2560, 2561, 2562, 2563)), dict(years)
        years[year] = [*years.get(year, ()), str(step)] if chance.random() < 0.7 or len(years) < 2 else []
        years = {key: rows for key, rows in years.items() if rows}
        made: list[int] = []
        output.begin()
        data.put(output, "data/x.json", _parts(years, made))
        if chance.random() < 0.7:
            output.commit()
        rows = [row for _, found in sorted(years.items()) for row in found]
        assert json.loads(output.read("data/x.json")) == rows
        assert output.read("data/x.json") == _parts(years, []).whole()
        assert step == 0 or set(made) <= {year} and (not made or before != years)


def test_a_file_whose_parts_come_out_as_they_were_is_not_written_again(tmp_path):
    data, output = DataFiles(), Output(tmp_path / "site", tmp_path / "new")

    def put(bases: str, rows: tuple[bytes, ...]) -> str:
        output.begin()
        data.put(output, "x", Parts(tuple(Part(number, basis, lambda row=row: row) for number, (basis, row) in enumerate(zip(bases, rows)))))
        waits = output.path("x") != tmp_path / "site/x"
        output.commit()
        assert output.read("x") == b"[\n  %b\n]\n" % b",\n  ".join(rows)
        return "written" if waits else "kept"

    assert put("ab", (b"1", b"2")) == "written"
    assert put("ac", (b"1", b"2")) == "kept"
    assert put("dd", (b"1", b"2")) == "kept"
    assert put("de", (b"1", b"33")) == "written"
    assert put("ff", (b"1", b"34")) == "written"
    assert put("fff", (b"1", b"34", b"")) == "written"


def test_what_stands_around_the_parts_may_change_alone(tmp_path):
    data, output = DataFiles(), Output(tmp_path / "site", tmp_path / "new")
    for head in (b"[1", b"[2"):
        output.begin()
        data.put(output, "x", Parts((Part(1, "same", lambda: b",0"),), head))
        output.commit()
        assert output.read("x") == head + b",0\n]\n"


def test_a_file_that_the_output_dropped_or_has_otherwise_is_made_again(tmp_path):
    data, output = DataFiles(), Output(tmp_path / "site", tmp_path / "new")
    group = Group(("a", "b"), lambda: (b"1", Parts((Part(1, "same", lambda: b"2"),), b"", b"", b"")))
    for between in ({}, {"b": b"another"}, {"a": b"another", "b": b"2"}):
        for changed in (lambda name, make: make() or True, lambda name, make: False):
            output.begin()
            data.put_all(output, [group], changed)
            output.commit()
            assert {name: output.read(name) for name in ("a", "b")} == {"a": b"1", "b": b"2"}
            output.begin()
            output.put_all(between)
            output.commit()


def test_files_whose_answers_did_not_change_stay_unless_the_output_is_another(tmp_path):
    group, calls = Group(("a", "b"), lambda: calls.append(1) or (b"1", b"2")), []
    first, second = DataFiles(), DataFiles()
    one, two = (Output(tmp_path / folder, tmp_path / "new") for folder in ("one", "two"))
    for data, output, changed in ((first, one, True), (first, one, False), (second, two, False)):
        output.begin()
        data.put_all(output, [group], lambda name, make, changed=changed: changed and (make(), True)[1])
        output.commit()
        assert (output.folder / "b").read_bytes() == b"2"
    assert len(calls) == 2
    assert dict(contents([group, single("c", lambda: b"3")])) == {"a": b"1", "b": b"2", "c": b"3"}
