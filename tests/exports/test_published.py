"""The files about the published site itself are what their schemas say, letter for letter."""

import json

import pytest
from pydantic import TypeAdapter

from macros.site.data.exports.published import PUBLISHED
from macros.site.data.opendata import export_schemas


@pytest.mark.parametrize("name", PUBLISHED)
def test_json_is_what_its_schema_says(built_site, name):
    data = json.loads((built_site / f"data/{name}.json").read_bytes())
    adapter = TypeAdapter(PUBLISHED[name])
    assert adapter.dump_python(adapter.validate_python(data), by_alias=True) == data
    assert (built_site / f"data/schema/export-{name}.json").read_bytes() == export_schemas()[f"export-{name}.json"]


def test_a_redirect_is_from_one_address_to_another():
    moved = [{"from": "/a/", "to": "/b/"}]
    adapter = TypeAdapter(PUBLISHED["redirects"])
    assert adapter.dump_python(adapter.validate_python(moved), by_alias=True) == moved
