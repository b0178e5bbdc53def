"""The filters above a table offer what stands in it, and nothing else."""

import pytest

from macros.pages.render import render_page
from macros.pages.routes import routes
from tests.pages.html import parse


@pytest.mark.parametrize("name", ["real", "fictional"])
def test_whatever_a_filter_offers_finds_a_row(name, request):
    site = request.getfixturevalue(name)
    for page in (page for page in routes(site) if page.kind in ("plan", "oit")):
        shown = parse(render_page(site, page))
        tables = {table.attributes["id"]: [row.attributes for row in table.all("tr")] for table in shown.all("table") if "id" in table.attributes}
        for form in (form for form in shown.all("form") if "data-filter-for" in form.attributes):
            rows = tables[form.attributes["data-filter-for"]]
            for control in form.all("select", "input"):
                field, choices = control.attributes["name"], [control, *control.all("option")]
                for value in filter(None, (choice.attributes.get("value") for choice in choices)):
                    assert any(value in row.get(f"data-{field}", "").split() for row in rows), (page.address, field, value)
