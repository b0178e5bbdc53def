"""The promises of every reader, asked with inputs that fuzzing found, and with new ones at each run."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.safety.fuzz.seeds import PIECES
from tests.safety.fuzz.targets import TARGETS

HERE = Path(__file__).resolve().parent / "fuzz" / "finds"
FINDS = sorted(path for path in HERE.glob("*/*") if path.is_file())


@pytest.mark.parametrize("find", FINDS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_fuzzing_found_stays_mended(find):
    TARGETS[find.parent.name](find.read_bytes())


def test_every_find_is_of_a_target():
    assert {find.parent.name for find in FINDS} <= set(TARGETS)


INPUTS = st.one_of(st.binary(max_size=200), st.lists(st.one_of(st.sampled_from(PIECES).map(str.encode), st.text(max_size=4).map(str.encode)), max_size=30).map(b"".join))


@pytest.mark.parametrize("name", sorted(TARGETS))
@settings(max_examples=60)
@given(data=INPUTS)
def test_no_input_breaks_a_promise(name, data):
    TARGETS[name](data)
