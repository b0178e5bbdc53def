"""What a reader gets, measured: the page of each kind, the server that packs, the verdict."""

import gzip
import json
import urllib.request

import pytest

from macros.bench import reading
from macros.bench.reading import axe, lighthouse
from macros.bench.reading.serving import served
from macros.site.whole import weight


def test_the_heaviest_page_of_each_kind_is_taken(built_site):
    pages = reading.kinds(built_site)
    kinds = {row["kind"] for row in json.loads((built_site / "data/pages.json").read_text(encoding="utf-8"))}
    assert set(pages) == kinds | {"home", "not-found"}
    assert all((built_site / page).is_file() for page in pages.values())
    items = [path.relative_to(built_site).as_posix() for path in built_site.glob("oit/*/o*/index.html")]
    assert weight.total(built_site, pages["oit-item"]) == max(weight.total(built_site, item) for item in items)


def test_what_is_weighed_is_what_the_server_sends(built_site):
    with served(built_site) as address:
        for name in ("index.html", "data/pages.json", "404.html"):
            with urllib.request.urlopen(address + name.removesuffix("index.html")) as answer:
                body = answer.read()
            assert answer.headers["Content-Encoding"] == "gzip" and len(body) == weight.on_the_wire(built_site / name)
            assert gzip.decompress(body) == (built_site / name).read_bytes()


@pytest.mark.browser
def test_faults_are_counted_at_each_width(browser, tmp_path):
    (tmp_path / "index.html").write_text('<!doctype html><html lang="th"><title>x</title><main><h1>x</h1><img src="y.png"></main>', encoding="utf-8")
    with served(tmp_path) as address:
        found = axe.counts(browser, address)
    assert found == {f"{width} {scheme}": 1 for width in axe.WIDTHS for scheme in axe.SCHEMES}


def test_the_middle_run_counts(monkeypatch):
    runs = iter([0.7, 0.99, 0.9])
    audits = {name: {"displayValue": "1.0\u00a0s"} for name in lighthouse.TIMES}
    report = lambda: {"categories": {name: {"score": 1} for name in lighthouse.CATEGORIES} | {"performance": {"score": next(runs)}}, "audits": audits}
    monkeypatch.setattr(lighthouse, "_program", lambda say: [])
    monkeypatch.setattr(lighthouse, "_report", lambda program, address: report())
    assert lighthouse.marks("x", 3, print) == (90, 100, 100, 100, *["1.0 s"] * len(lighthouse.TIMES))


def test_a_machine_without_what_it_needs_is_told_in_one_sentence(monkeypatch, capsys, tmp_path):
    assert reading.main(["--site", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err
