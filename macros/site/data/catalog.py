"""``data/catalog.json``: every dataset of the site with its files, as DCAT (W3C) in JSON-LD, so that who gathers the data of many agencies begins at one
address each. Of the files it tells type, size and hash, by which a program sees what changed; of the data the day of their last change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from macros.pages import opendata_words
from macros.pages.opendata_words import DataFile, Dataset
from macros.pages.site_view import SiteView
from macros.site.data.exports.rows import absolute
from macros.site.data.pretty import pretty
from macros.site.placing.output import Digest
from macros.thai.dates import BE_OFFSET

NAME = f"data/{opendata_words.CATALOG}"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NAMES_THIS = "manifest"  # which is written after this file, since it names it
_SHA256 = {"@id": "spdx:checksumAlgorithm_sha256"}


def catalog(site: SiteView, files: Mapping[str, Digest], domain: str) -> bytes:
    """``files``: hash and size by path in the site, of all that stand fast before, so of each dataset but the manifest.
    ``domain`` tells the ids from those of other agencies, whatever address the site has."""
    datasets = [_dataset(site, one, files, domain) for one in chain.from_iterable(opendata_words.years(site).values()) if one.name != _NAMES_THIS]
    whole = {
        "@context": _CONTEXT, "@type": "dcat:Catalog", "dct:identifier": f"{domain}/data", "dct:title": site.info.name, "dct:language": "th",
        "dct:publisher": _publisher(site), "foaf:homepage": _at(site, "/"), "dcat:dataset": datasets,
    }
    return (pretty(whole) + "\n").encode("utf-8")


def _publisher(site: SiteView) -> dict[str, object]:
    """An unofficial rendering is not published by the agency."""
    return {"@type": "foaf:Agent", "foaf:name": site.owner.name if site.info.official else site.info.name}


def _dataset(site: SiteView, dataset: Dataset, files: Mapping[str, Digest], domain: str) -> dict[str, object]:
    return {
        "@type": "dcat:Dataset", "dct:identifier": f"{domain}/{dataset.name}", "dct:title": dataset.about, **dict(_about(site, dataset)),
        "dcat:distribution": [_file(site, file, *files[file.address[1:]]) for file in dataset.files],
    }


def _about(site: SiteView, dataset: Dataset) -> Iterator[tuple[str, object]]:
    """Of which days it is, where readers see the same, and when it last changed, where that is known."""
    if dataset.year:
        start, end = (date(dataset.year - BE_OFFSET - back, month, day).isoformat() for back, month, day in ((1, 10, 1), (0, 9, 30)))
        yield "dct:temporal", {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(start), "dcat:endDate": _day(end)}
    if dataset.shown_at:
        yield "dcat:landingPage", _at(site, dataset.shown_at)
        if last := site.dated(dataset.shown_at).last:
            yield "dct:modified", _day(last.isoformat())


def _day(iso: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": iso}


def _file(site: SiteView, file: DataFile, checksum: str, size: int) -> dict[str, object]:
    schema = {"dct:conformsTo": _at(site, file.schema)} if file.schema else {}
    return {
        "@type": "dcat:Distribution", "dct:title": file.name, "dcat:downloadURL": _at(site, file.address), "dcat:mediaType": file.media_type, "dcat:byteSize": size,
        "spdx:checksum": {"@type": "spdx:Checksum", "spdx:algorithm": _SHA256, "spdx:checksumValue": checksum}, **schema,
    }


def _at(site: SiteView, address: str) -> dict[str, str]:
    """Relative to this file where the site does not know its own address."""
    return {"@id": absolute(site, address) if site.info.url else ".." + address}


__all__ = ["NAME", "catalog"]
