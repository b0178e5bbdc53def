"""Other generators on the same pages: each gets our built pages as ready content (``pages.py``) and makes a site with search of them.

Hugo and Eleventy wrap the content in our own frame, written in their template language; Pagefind then indexes their output.
MkDocs + Material and Zensical come as they are, with their own theme and search, each page a Markdown file outside the navigation.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from macros.bench import pages
from macros.bench.meter import set_aside
from macros.bench.pages import BuiltPage
from macros.bench.tools import Tools

FRAME_PAGE = "a-z"  # any page would do: what is a page's own is taken out
_INPUT, _OUTPUT = "input", "output"


@dataclass(frozen=True)
class Step:
    """One program of a build. ``system`` is the table's name of what is there when it has ended."""

    system: str
    command: Callable[[Tools, Path], list[str]]


@dataclass(frozen=True)
class Peer:
    """``write(frame, pages)`` gives path → text below the folder, its pages in ``room``; ``assets`` is where our static files go; ``caches``
    are removed before a cold build."""

    name: str
    write: Callable[[Callable, list[BuiltPage]], dict[str, str]]
    steps: tuple[Step, ...]
    room: str
    assets: str
    output: str = _OUTPUT
    caches: tuple[str, ...] = field(default=())


def prepare(peer: Peer, site: Path, folder: Path) -> None:
    """Make ``folder`` the peer's project of the pages in our built ``site``; only what differs is written, so caches stay right."""
    built = list(_read(site))
    source = (site / FRAME_PAGE / "index.html").read_text(encoding="utf-8")
    files = peer.write(lambda hole: pages.template(source, f"/{FRAME_PAGE}/", hole), built)
    for path, text in files.items():
        _write_if_changed(folder / path, text)
    shutil.copytree(site / "assets", folder / peer.assets / "assets", dirs_exist_ok=True)
    _remove_others(peer, folder, set(files))


def clear(peer: Peer, folder: Path) -> None:
    """Before a cold build: no output, no cache."""
    for name in (peer.output, *peer.caches):
        set_aside(folder / name)


def _read(site: Path) -> Iterable[BuiltPage]:
    for path in sorted(site.rglob("index.html")):
        folder = path.parent.relative_to(site).as_posix()
        page = pages.read(path.read_text(encoding="utf-8"), "/" if folder == "." else f"/{folder}/")
        if page is not None:
            yield page


def _write_if_changed(path: Path, text: str) -> None:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _remove_others(peer: Peer, folder: Path, wanted: set[str]) -> None:
    """Pages that an edit took away."""
    for path in (folder / peer.room).rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in wanted and not name.startswith(f"{peer.assets}/assets/"):
            path.unlink()


def _flat(address: str) -> str:
    """A file name of its own for each address, all in one folder, because a folder with an index means more to some generators."""
    return address.strip("/").replace("/", "_") or "home"


# ── Hugo ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _hugo(frame: Callable, built: list[BuiltPage]) -> dict[str, str]:
    holes = {"title": "{{ .Title }}", "description": "{{ .Description }}", "address": "{{ .RelPermalink }}", "base": "{{ .Params.base }}", "content": "{{ .Content }}"}
    config = {"baseURL": "https://www.example.go.th/", "disableKinds": ["home", "section", "taxonomy", "term", "RSS"], "security": {"allowContent": [".*"]}}
    files = {"hugo.json": json.dumps(config), "layouts/_default/single.html": frame(holes.__getitem__)}
    return files | {f"content/{_flat(page.address)}.html": page.with_front_matter(url=page.address) for page in built}


# ── Eleventy ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_ELEVENTY = """module.exports = function (config) {
  config.addPassthroughCopy({"static/assets": "assets"});
  return {dir: {input: "input", output: "output", includes: "../layouts"}, htmlTemplateEngine: false, templateFormats: ["html", "11ty.cjs"]};
};
"""
_ESCAPE = "const e = s => String(s).replace(/[&<>\"]/g, c => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '\"': '&quot;'})[c]);\n"


def _eleventy(frame: Callable, built: list[BuiltPage]) -> dict[str, str]:
    """The layout is a plain function, Eleventy's fastest kind."""
    marks = {name: f"\0{name}\0" for name in ("title", "description", "address", "base", "content")}
    values = {"title": "e(data.title)", "description": "e(data.description)", "address": "data.page.url", "base": "data.base", "content": "data.content"}
    parts = frame(marks.__getitem__).split("\0")
    joined = " + ".join(values[part] if place % 2 else json.dumps(part) for place, part in enumerate(parts))
    files = {"eleventy.config.cjs": _ELEVENTY, "layouts/frame.11ty.cjs": f"{_ESCAPE}module.exports = data => {joined};\n"}
    files["input/input.json"] = json.dumps({"layout": "frame.11ty.cjs"})
    return files | {f"input/{_flat(page.address)}.html": page.with_front_matter(permalink=f"{page.address}index.html") for page in built}


# ── MkDocs + Material, Zensical ──────────────────────────────────────────────────────────────────────────────────────


def _mkdocs(frame: Callable, built: list[BuiltPage]) -> dict[str, str]:
    config = {
        "site_name": "bench", "site_url": "https://www.example.go.th/", "docs_dir": _INPUT, "site_dir": _OUTPUT, "nav": ["index.md"], "not_in_nav": "*",
        "theme": {"name": "material", "language": "th", "font": False}, "plugins": [{"search": {"lang": "th"}}],
    }
    return {"mkdocs.yml": json.dumps(config)} | {f"{_INPUT}/{page.address.strip('/')}/index.md".replace("//", "/"): page.with_front_matter() for page in built}


def _pagefind(tools: Tools, folder: Path) -> list[str]:
    return [*tools.pagefind, "--site", str(folder / _OUTPUT), "--root-selector", "main", "--quiet"]


PEERS = (
    Peer("Hugo", _hugo, (Step("Hugo", lambda tools, folder: [*tools.hugo, "--quiet", "--destination", _OUTPUT]), Step("Hugo + Pagefind", _pagefind)), "content", "static", caches=("resources",)),
    Peer("Eleventy", _eleventy, (Step("Eleventy", lambda tools, folder: [*tools.eleventy, "--config=eleventy.config.cjs", "--quiet"]), Step("Eleventy + Pagefind", _pagefind)), _INPUT, "static"),
    Peer("MkDocs", _mkdocs, (Step("MkDocs + Material", lambda tools, folder: [*tools.mkdocs, "build", "--quiet"]),), _INPUT, _INPUT),
    Peer("Zensical", _mkdocs, (Step("Zensical", lambda tools, folder: [*tools.zensical, "build"]),), _INPUT, _INPUT, caches=(".cache",)),
)
