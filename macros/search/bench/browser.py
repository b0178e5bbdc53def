"""Typing queries into a real browser and reading what it shows."""

import contextlib
import functools
import gzip
import http.server
import io
import statistics
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.search.bench.score import Outcome, Query

_DONE = "q => document.documentElement.dataset.searchState === 'done' && document.documentElement.dataset.searchQuery === q"
_LINKS = "all => all.map(link => link.getAttribute('href'))"
# Inside the page, so that the way between this process and the browser is not measured with it.
_TYPE = """query => new Promise(resolve => {
  const box = document.querySelector('main input[type=search], input[type=search]'), root = document.documentElement;
  const started = performance.now();
  const first = new MutationObserver(() => {
    if (window.firstResult || !document.querySelector('[data-search-result]')) return;
    window.firstResult = performance.now();
    first.disconnect();
  });
  first.observe(root, {childList: true, subtree: true});
  const seen = new MutationObserver(() => {
    if (root.dataset.searchState === 'done' && root.dataset.searchQuery === query) { seen.disconnect(); resolve(performance.now() - started); }
  });
  seen.observe(root, {attributes: true});
  box.focus(); box.value = query; box.dispatchEvent(new InputEvent('input', {bubbles: true}));
})"""


_BYTES = """until => performance.getEntriesByType('resource').filter(entry => entry.responseEnd <= (until ?? Infinity))
  .filter(entry => /\\/(client|search)\\/[^/]+\\.(js|json)$/.test(new URL(entry.name).pathname)).reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files, compressed as web servers do."""

    def log_message(self, *_):
        pass

    def send_head(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        content = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


@contextlib.contextmanager
def served(site: Path) -> Iterator[http.server.ThreadingHTTPServer]:
    """A server for the folder on loopback; its `address` tells where."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site))) as server:
        server.address = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask_ours(browser, site: Path, queries: list[Query]) -> tuple[list[Outcome], dict[str, float]]:
    """(outcomes, costs) of our search, typed on the page /search/; bytes are of scripts and index, compressed."""
    with served(site) as server, contextlib.closing(browser.new_page()) as page:
        page.goto(server.address + "search/")
        costs = {"first ms": page.evaluate(_TYPE, queries[0].query)}
        costs["first bytes"] = page.evaluate(_BYTES, page.evaluate("window.firstResult"))
        costs["done bytes"] = page.evaluate(_BYTES)
        outcomes = [_ask(page, server.address, query) for query in queries]
        costs["all bytes"] = page.evaluate(_BYTES)
        costs["median ms"] = statistics.median(o.milliseconds for o in outcomes)
        costs["slowest ms"] = max(o.milliseconds for o in outcomes)
        return outcomes, costs


def _ask(page, address: str, query: Query) -> Outcome:
    page.evaluate(_TYPE, "")
    milliseconds = page.evaluate(_TYPE, query.query)
    links = page.eval_on_selector_all("[data-search-result]", _LINKS)
    return Outcome(query, [page_of(link, address) for link in links], milliseconds)


def ask_material(browser, site: Path, queries: list[Query]) -> list[Outcome]:
    """Keys typed into Material's box; its list is read once it rests."""
    with served(site) as server, contextlib.closing(browser.new_page()) as page:
        page.goto(server.address)
        page.click("input.md-search__input")
        return [_ask_material(page, server.address, query) for query in queries]


def _ask_material(page, address: str, query: Query) -> Outcome:
    box = page.locator("input.md-search__input")
    box.fill("")
    box.press("End")
    page.wait_for_timeout(150)
    box.press_sequentially(query.query)
    page.wait_for_timeout(700)
    links = page.eval_on_selector_all(".md-search-result__link", _LINKS)
    return Outcome(query, list(dict.fromkeys(page_of(link, address) for link in links)), 0.0)


def ask_pagefind(browser, site: Path, queries: list[Query]) -> list[Outcome]:
    """Pagefind through its own interface for scripts."""
    ask = "async q => { const pf = await import('/pagefind/pagefind.js'); const found = await pf.search(q); return Promise.all(found.results.slice(0, 50).map(async r => (await r.data()).url)); }"
    with served(site) as server, contextlib.closing(browser.new_page(bypass_csp=True)) as page:
        page.goto(server.address)
        return [Outcome(query, [page_of(link, server.address) for link in page.evaluate(ask, query.query)], 0.0) for query in queries]


def page_of(link: str, address: str) -> str:
    """'oit/2564/o42' of a link to that page, whatever its form."""
    path = unquote(urlsplit(link).path)
    while path.startswith(("./", "../")):
        path = path.split("/", 1)[1]
    return path.strip("/").removesuffix("index.html").strip("/")
