"""What is generated from the model and the wording is what lies in the repository."""

import pytest

from macros.generate import ROOT, generated

FILES = generated()


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_generated_file_is_up_to_date(name):
    path = ROOT / name
    assert path.is_file() and path.read_bytes() == FILES[name], "run: python3 -m macros.generate"


@pytest.mark.parametrize("folder", ["measures/schema", "macros/site/data/schemas"])
def test_no_schema_of_a_kind_that_is_gone(folder):
    assert {path.name for path in (ROOT / folder).iterdir()} == {name.rpartition("/")[2] for name in FILES if name.startswith(f"{folder}/")}
