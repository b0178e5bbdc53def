"""All files of ``/admin/``: the page, the editor, its configuration and translation, letters and icons. Nothing else is ever asked for."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from macros.admin import backend, choices, collections, forms, patching, policy, translation, vendored
from macros.admin.editing import Editing
from macros.problems.wording import codes
from macros.records.collection import Records
from macros.records.model import KINDS
from macros.thai.months import LONG, SHORT

FOLDER = "admin"
_HERE = Path(__file__).parent
_THEME = _HERE.parent / "theme"
_SPOKEN = ("date-unreadable", "date-invalid", "month-unreadable", "period-unreadable", "period-backwards", "year-unreadable", "year-not-buddhist")


@dataclass(frozen=True)
class Site:
    """What the forms say of the site they belong to. ``address`` may be empty; ``editing`` is None where only this machine's folder
    is edited."""

    name: str
    address: str = ""
    editing: Editing | None = None


def files(records: Records, site: Site) -> dict[str, bytes]:
    """Path in the site → bytes."""
    own = {**_editor(), **_letters(), "forms.json": _json(setup(records, site)), **_page(site)}
    return {f"{FOLDER}/{name}": data for name, data in own.items()}


def setup(records: Records, site: Site) -> dict[str, object]:
    """What ``client/`` is told: the editor's configuration, the shapes of all kinds, choices, months and the sentences of ``check``."""
    return {
        "config": configuration(records, site), "local": site.editing is None,
        "shapes": {kind: forms.shape(kind) for kind in KINDS}, "choices": choices.choices(records),
        "months": [{"long": long, "short": short} for long, short in zip(LONG, SHORT)], "words": {code: _words(code) for code in _SPOKEN},
    }  # fmt: skip


def configuration(records: Records, site: Site) -> dict[str, object]:
    """The editor's own configuration."""
    return {
        "load_config_file": False, "backend": backend.backend(site.editing), "app_title": f"แก้ไขข้อมูล {site.name}",
        "logo": {"src": "icon.svg"}, **({"site_url": site.address} if site.address else {}),
        "media_folder": "content/files", "public_folder": "/files", "slug": {"encoding": "ascii", "clean_accents": False},
        "output": {"omit_empty_optional_fields": True}, "editor": {"preview": False}, "show_preview_links": False,
        "collections": collections.collections(max(records.plans, default=None)),
    }  # fmt: skip


@lru_cache(maxsize=1)
def _editor() -> dict[str, bytes]:
    version = patching.VERSION
    package = f"{patching.LIBRARY}/@sveltia/cms"
    immutable = next(part for part in vendored.parts() if part.name == "immutable")
    return {
        "sveltia-cms.js": bundle(), "chunks/react-dom.js": vendored.read("react-dom.js.gz"), "LICENSES.txt": vendored.notices(),
        f"{patching.LIBRARY}/immutable@{immutable.version}/{immutable.path}": vendored.read(immutable.file),
        f"{package}/package.json": _json({"name": "@sveltia/cms", "version": version}),
        f"{package}@{version}/locales/th.json": _json(translation.strings()),
    }  # fmt: skip


@lru_cache(maxsize=1)
def bundle() -> bytes:
    """The editor with our patches. Raises :class:`patching.PatchFailed` or :class:`vendored.VendorChanged`."""
    return patching.patched(vendored.read("sveltia-cms.js.gz").decode("utf-8")).encode("utf-8")


@lru_cache(maxsize=1)
def _letters() -> dict[str, bytes]:
    fonts = {path.name: path.read_bytes() for path in sorted((_THEME / "fonts").glob("*.woff2"))}
    return {**fonts, "material-symbols.woff2": vendored.read("material-symbols.woff2"), "icon.svg": (_THEME / "icon.svg").read_bytes()}


def _page(site: Site) -> dict[str, bytes]:
    text = policy.policy(*backend.hosts(site.editing))
    values = {"policy": text, "site": html.escape(site.name), "integrity": vendored.integrity(bundle())}
    page = (_HERE / "page.html").read_text(encoding="utf-8")
    for name, value in values.items():
        page = page.replace("{" + name + "}", value)
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted((_HERE / "client").glob("[0-9]*.js")))
    own = {"admin.css": (_HERE / "admin.css").read_bytes(), "before.js": (_HERE / "client" / "before.js").read_bytes()}
    return {**own, "index.html": page.encode(), "forms.js": script.encode(), "headers.conf": policy.headers(text)}


def _words(code: str) -> str:
    sentences = codes()[code]["th"]
    return " ".join(sentences[part] for part in ("message", "rule", "repair") if sentences.get(part))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
