"""The site's own style, scripts and fonts: joined, named by their content, so that a server may cache them for ever."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from macros.search.bundle import bundle
from macros.site.html.word_list import packed_words

THEME = Path(__file__).parents[2] / "theme"
CLIENT = Path(__file__).parents[2] / "search" / "client"


@dataclass
class Assets:
    """``files``: path in the site → bytes. ``names``: what templates call them (``config.extra.assets``)."""

    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, object] = field(default_factory=dict)


def collect() -> Assets:
    """Read and name everything below ``theme/css``, ``theme/js``, ``theme/fonts`` and ``search/client``."""
    assets = Assets()
    fonts = {path.name: _add(assets, path.stem, path.suffix, path.read_bytes()) for path in sorted((THEME / "fonts").glob("*.woff2"))}
    assets.files["assets/OFL.txt"] = (THEME / "fonts" / "OFL.txt").read_bytes()
    styles = {path.name: path.read_text(encoding="utf-8") for path in (*sorted((THEME / "css").glob("*.css")), *sorted(CLIENT.glob("*.css")))}
    paper = [styles.pop(name) for name in list(styles) if "-print" in name]  # nobody waits for it before the first look
    for name, stem, texts in (("css", "site", styles.values()), ("print", "print", paper)):
        css = "\n".join(texts)
        css = re.sub(r"url\(([\"']?)(?:\.\./)?fonts/([^\"')]+)\1\)", lambda m: f'url("{Path(fonts[m[2]]).name}")', css)
        assets.names[name] = _add(assets, stem, ".css", smaller_css(css).encode())
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted((THEME / "js").glob("*.js")))
    assets.names["js"] = _add(assets, "site", ".js", script.encode())
    assets.names["icon"] = _add(assets, "icon", ".svg", (THEME / "icon.svg").read_bytes())
    assets.names["preload"] = [fonts[name] for name in sorted(fonts)]
    assets.names["search"] = _add(assets, "search", ".js", bundle())
    assets.names["words"] = _add(assets, "words", ".txt", packed_words())
    return assets


def _add(assets: Assets, stem: str, suffix: str, data: bytes) -> str:
    path = f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{suffix}"
    assets.files[path] = data
    return path


@lru_cache(maxsize=2)
def smaller_css(css: str) -> str:
    """Comments and needless blanks taken out; strings are left alone."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*|(?<=:) ", r"\1", css).replace(";}", "}").strip() + "\n"
