"""The one file with which a program that gathers the data of many agencies begins."""

import hashlib
import json
import re
from datetime import date

import pytest

from macros.pages import opendata_words

BASE = "https://www.example.go.th/prongsai/"


@pytest.fixture(scope="module")
def catalog(built_fictional):
    return json.loads((built_fictional / "data/catalog.json").read_text(encoding="utf-8"))


def test_every_file_of_the_open_data_is_there_as_it_lies_in_the_site(catalog, built_fictional):
    files = [file for dataset in catalog["dcat:dataset"] for file in dataset["dcat:distribution"]]
    for file in files:
        path = built_fictional / file["dcat:downloadURL"]["@id"].removeprefix(BASE)
        assert file["dcat:byteSize"] == path.stat().st_size and file["dct:title"] == path.name
        assert file["spdx:checksum"]["spdx:checksumValue"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert "dct:conformsTo" not in file or (built_fictional / file["dct:conformsTo"]["@id"].removeprefix(BASE)).is_file()
    there = {path.name for path in (built_fictional / "data").iterdir() if path.is_file()}
    assert there - {file["dct:title"] for file in files} == {"catalog.json", "manifest.json", "manifest.sha256", "redirects.nginx", "index.html"}


def test_it_tells_whose_data_of_which_days_and_when_they_changed(catalog, built_fictional):
    datasets = {dataset["dct:identifier"].partition("/")[2]: dataset for dataset in catalog["dcat:dataset"]}
    assert len(datasets) == len(catalog["dcat:dataset"]) and catalog["dct:publisher"]["foaf:name"] == "เทศบาลตำบลสมมติสุข"
    plan = datasets["measures-2567"]
    days = plan["dct:temporal"]
    assert (days["dcat:startDate"]["@value"], days["dcat:endDate"]["@value"]) == ("2023-10-01", "2024-09-30")
    pages = {page["address"]: page for page in json.loads((built_fictional / "data/pages.json").read_text(encoding="utf-8"))}
    told = pages[plan["dcat:landingPage"]["@id"].removeprefix(BASE.rstrip("/"))]["last_changed"]
    assert plan.get("dct:modified", {}).get("@value") == told and (told is None or date.fromisoformat(told))


def test_pages_lead_programs_to_it(built_fictional):
    for page, address in {"index.html": "data/catalog.json", "data/index.html": "catalog.json", "changes/index.html": "../data/catalog.json"}.items():
        html = (built_fictional / page).read_text(encoding="utf-8")
        assert f'<link rel="alternate" type="application/ld+json" href="{address}">' in html and 'type="application/atom+xml"' in html


def test_the_page_leads_to_every_file(built_fictional):
    html = (built_fictional / "data/index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="([^"/]+\.(?:json|csv|xlsx|zip))"', html))
    there = {path.name for path in (built_fictional / "data").iterdir() if path.suffix in (".json", ".csv", ".xlsx", ".zip")}
    assert linked == there and opendata_words.CATALOG in linked
