"""Files of the whole site, and what engines leave in it that no page of ours uses."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

_THEME_LEFTOVERS = (
    "assets/javascripts", "assets/stylesheets", "assets/images", "css", "js", "fonts", "icon.svg", "sitemap.xml", "sitemap.xml.gz",
    "search.json", "README.md", "objects.inv",
)


def remove_leftovers(site: Path, keep: Collection[str] = ()) -> None:
    """What the base theme and the engine copy and no page of ours uses. ``keep``: files of the site itself, whatever they are called."""
    for name in _THEME_LEFTOVERS:
        path = site / name
        files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        for file in files:
            if file.relative_to(site).as_posix() not in keep:
                file.unlink()
        for folder in sorted((found for found in [path, *path.rglob("*")] if found.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


def write_files(site: Path, files: dict[str, bytes]) -> None:
    """Write ``files``, path in the site → bytes."""
    for name, data in sorted(files.items()):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def sitemap(base: str, addresses: list[str]) -> dict[str, bytes]:
    """``sitemap.xml`` and ``robots.txt``; empty when the site does not know its own address."""
    if not base:
        return {}
    base = base.rstrip("/")
    urls = "".join(f"  <url><loc>{base}{address}</loc></url>\n" for address in sorted(addresses))
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return {"sitemap.xml": xml.encode(), "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n".encode()}


__all__ = ["remove_leftovers", "sitemap", "write_files"]
