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
  .filter(entry => /\\/(client|search)\\/[^/]+\\.(js|json|txt)$/.test(new URL(entry.name).pathname)).reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


_LOOKS = {".html", ".css", ".woff2", ".svg", ".png", ".ico", ".map"}  # of the page, not of its search


_POLL = 0.02  # seconds after which a server sees that it is to end


class _Server(http.server.ThreadingHTTPServer):
    """`address`: where it is; `sent`: compressed bytes of scripts, indexes and the like sent so far."""

    address = ""
    sent = 0


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files, compressed as web servers do."""

    server: _Server

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
        if path.suffix not in _LOOKS:
            self.server.sent += len(content)
        return io.BytesIO(content)


@contextlib.contextmanager
def served(site: Path) -> Iterator[_Server]:
    """A server for the folder on loopback."""
    with _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site))) as server:
        server.address = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True).start()
        yield server
        server.shutdown()


def ask_ours(browser, site: Path, queries: list[Query]) -> tuple[list[Outcome], dict[str, float]]:
    """(outcomes, costs) of our search, typed on the page /search/; bytes are of scripts and index, compressed."""
    with contextlib.closing(browser.new_page()) as page:
        return ask_ours_on(page, site, queries)


def ask_ours_on(page, site: Path, queries: list[Query]) -> tuple[list[Outcome], dict[str, float]]:
    with served(site) as server:
        page.goto(server.address + "search/")
        first = page.evaluate(_TYPE, queries[0].query)
        shown = page.evaluate(_BYTES, page.evaluate("window.firstResult"))
        done = page.evaluate(_BYTES)
        outcomes = [_ask(page, server.address, query) for query in queries]
        return outcomes, {"first ms": first, "first bytes": shown, **_costs(outcomes, done, page.evaluate(_BYTES))}


def _costs(outcomes: list[Outcome], done: float, all_bytes: float) -> dict[str, float]:
    """`done bytes`: with the first query answered whole; times are from the last key to the results."""
    times = [outcome.milliseconds for outcome in outcomes]
    return {"done bytes": done, "all bytes": all_bytes, "median ms": statistics.median(times), "slowest ms": max(times)}


def _ask(page, address: str, query: Query) -> Outcome:
    page.evaluate(_TYPE, "")
    milliseconds = page.evaluate(_TYPE, query.query)
    links = page.eval_on_selector_all("[data-search-result]", _LINKS)
    return Outcome(query, [page_of(link, address) for link in links], milliseconds)


_WATCH = """() => {
  const times = window.searchTimes = {key: 0, shown: 0};
  document.querySelector('input.md-search__input').addEventListener('keyup', () => { times.key = performance.now(); }, true);
  new MutationObserver(() => { times.shown = performance.now(); }).observe(document.querySelector('.md-search-result'), {childList: true, subtree: true});
}"""


def ask_material(browser, site: Path, queries: list[Query]) -> tuple[list[Outcome], dict[str, float]]:
    """(outcomes, costs): keys typed into Material's box; its list is read once it rests."""
    with served(site) as server, contextlib.closing(browser.new_page()) as page:
        page.goto(server.address)
        page.click("input.md-search__input")
        page.evaluate(_WATCH)
        _ask_material(page, server.address, queries[0])
        done = server.sent
        outcomes = [_ask_material(page, server.address, query) for query in queries]
        return outcomes, _costs(outcomes, done, server.sent)


def _ask_material(page, address: str, query: Query) -> Outcome:
    box = page.locator("input.md-search__input")
    box.fill("")
    box.press("End")
    page.wait_for_timeout(150)
    box.press_sequentially(query.query)
    box.press("End")  # letters that no key of the test's keyboard bears come without the key event that it listens for
    page.wait_for_timeout(700)
    links = page.eval_on_selector_all(".md-search-result__link", _LINKS)
    took = page.evaluate("Math.max(0, searchTimes.shown - searchTimes.key)")
    return Outcome(query, list(dict.fromkeys(page_of(link, address) for link in links)), took)


_PAGEFIND = """async query => {
  const pagefind = await import('/pagefind/pagefind.js'), started = performance.now();
  const found = await pagefind.search(query);
  const urls = await Promise.all(found.results.slice(0, 50).map(async result => (await result.data()).url));
  return [urls, performance.now() - started];
}"""


def ask_pagefind(browser, site: Path, queries: list[Query]) -> tuple[list[Outcome], dict[str, float]]:
    """(outcomes, costs): Pagefind through its own interface for scripts."""
    with served(site) as server, contextlib.closing(browser.new_page(bypass_csp=True)) as page:
        page.goto(server.address)
        before = server.sent  # our own search stands on these pages too
        _ask_pagefind(page, server.address, queries[0])
        done = server.sent - before
        outcomes = [_ask_pagefind(page, server.address, query) for query in queries]
        return outcomes, _costs(outcomes, done, server.sent - before)


def _ask_pagefind(page, address: str, query: Query) -> Outcome:
    links, took = page.evaluate(_PAGEFIND, query.query)
    return Outcome(query, [page_of(link, address) for link in links], took)


def page_of(link: str, address: str) -> str:
    """'oit/2564/o42' of a link to that page, whatever its form."""
    path = unquote(urlsplit(link).path)
    while path.startswith(("./", "../")):
        path = path.split("/", 1)[1]
    return path.strip("/").removesuffix("index.html").strip("/")
