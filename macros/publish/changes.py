"""What a new build changes for readers: pages changed, new, and addresses lost. Compared by what a page says."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from macros.publish.refusal import Refusal

_TEXT = re.compile(r"<main\b.*?</main>", re.DOTALL)
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_OWN = ("assets/", "data/", "search/")  # files that change with the engine or with every record
_TOLD = 20  # addresses that a refusal names
_SERVER = ("404.html", "robots.txt", "sitemap.xml", "headers.conf")


def addresses(site: Path) -> dict[str, str]:
    """Address → digest of what is read there, for the pages and attachments of a built site."""
    found = {}
    for path in sorted(site.rglob("*")):
        if path.is_file() and (address := address_of(path.relative_to(site).as_posix())):
            found[address] = hashlib.sha256(_said(path) if address.endswith("/") else path.read_bytes()).hexdigest()
    return found


def address_of(name: str) -> str | None:
    """The address of a page or attachment, from its path in the site; None of a file that nobody keeps a link to."""
    is_page = name.rpartition("/")[2] == "index.html"
    if name in _SERVER or (name.startswith(_OWN) and not is_page):
        return None
    return "/" + (name.removesuffix("index.html") if is_page else name)


def compare(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Sorted addresses under ``changed``, ``new`` and ``lost``. A file that was retired is changed: the page that says so lies in a folder of its name."""
    was, now = ({address.rstrip("/"): address for address in side} for side in (before, after))
    return {
        "changed": sorted(now[name] for name in was.keys() & now.keys() if before[was[name]] != after[now[name]]),
        "new": sorted(now[name] for name in now.keys() - was.keys()),
        "lost": sorted(was[name] for name in was.keys() - now.keys()),
    }


def lost_links(found: dict[str, list[str]]) -> list[str]:
    """The lost addresses that somebody may have linked to. A file that was retired has a page in a folder of its name, and a retired
    calendar had one; the forms come and go with a setting."""
    new = {address.rstrip("/") for address in found["new"]}
    return [address for address in found["lost"] if address.rstrip("/") not in new and not address.startswith("/admin/")]


def refuse_lost(found: dict[str, list[str]], published: str) -> None:
    """Nothing that readers can open now may end in 404; what moved or is over leaves a page behind that says so. ``published``: what git calls
    the commit that readers see now."""
    if lost := lost_links(found):
        told = " ".join(lost[:_TOLD]) + (" …" if len(lost) > _TOLD else "")
        raise Refusal("site-addresses-lost", count=len(lost), addresses=told, first=lost[0], published=published)


def sentence(counts: dict[str, int]) -> str:
    """One line for a webmaster; nothing before there is anything to compare with."""
    if not counts:
        return ""
    return f"เปลี่ยน {counts['changed']} หน้า ใหม่ {counts['new']} หน้า ที่อยู่หาย {counts['lost']} แห่ง"


def _said(page: Path) -> bytes:
    html = page.read_text(encoding="utf-8", errors="replace")
    main = _TEXT.search(html)
    return " ".join(_TAG.sub(" ", main[0] if main else html).split()).encode()


def report(found: dict[str, list[str]]) -> str:
    """The sentence and every address, for a reviewer."""
    marks = {"changed": "~", "new": "+", "lost": "-"}
    counts = {kind: len(names) for kind, names in found.items()}
    english = f"{counts['changed']} pages changed, {counts['new']} new, {counts['lost']} addresses lost"
    return "\n".join([f"{sentence(counts)} · {english}", *(f"{marks[kind]} {name}" for kind in marks for name in found[kind])]) + "\n"
