"""A small site with our search, and the search's modules in a browser."""

import contextlib
from pathlib import Path

import pytest

from macros.search.bench.browser import served
from macros.search.bench.sites import CLIENT, write_ours
from macros.thai.fold import SPECIFICATION

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def client(browser, tmp_path_factory):
    """A page in which `folder`, `skeleton` and `Search` of the client are at hand."""
    folder = tmp_path_factory.mktemp("client")
    for path in CLIENT.glob("*.js"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "index.html").write_text("<!doctype html><title>client</title>", encoding="utf-8")
    load = """async specification => {
      const [fold, core] = await Promise.all([import('/fold.js'), import('/core.js')]);
      Object.assign(window, { folder: fold.createFolder(specification), skeleton: fold.skeleton, Search: core.Search });
    }"""
    with served(folder) as server, contextlib.closing(browser.new_page()) as page:
        page.goto(server.address)
        page.evaluate(load, SPECIFICATION)
        yield page


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Address of a bare site of the pages in ``cases/pages``, with our search on every page."""
    folder = tmp_path_factory.mktemp("site")
    write_ours(CASES / "pages", folder)
    with served(folder) as server:
        yield server.address


@pytest.fixture
def page(pages, site):
    """A page on the site; an uncaught error or a breach of the Content-Security-Policy is a failure."""
    page, errors = pages.open(), []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(site)
    yield page
    assert errors == []
