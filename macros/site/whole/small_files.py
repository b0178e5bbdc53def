"""Small files of the whole site, made anew by each build: the forms, what robots read, the feed, and by what this site was made of what."""

from __future__ import annotations

import json

from macros.history.feed import Publisher
from macros.ledger import tombstones
from macros.pages.links import address_of
from macros.site.data import exports
from macros.site.expand import changes
from macros.site.placing.aside import MARKER
from macros.site.project import Project
from macros.site.whole import finish, forms, sbom, version
from macros.site.whole.manifest import Origin


def small_files(project: Project) -> dict[str, bytes]:
    """Path in the site → bytes."""
    made = origin(project)
    marker = json.dumps({"generator": "prongsai", **made}, ensure_ascii=False, indent=2) + "\n"
    own = {MARKER: marker.encode("utf-8"), "data/sbom.json": sbom.sbom(made["engine"], sbom.requirements())}
    robots = finish.sitemap(project.settings.site_url or "", [source.address for source in project.made.values() if getattr(source, "indexed", True)])
    return {**forms.published(project), **_feed(project), **robots, **own, **_retired_calendars(project)}


def _retired_calendars(project: Project) -> dict[str, bytes]:
    gone = {address.strip("/"): stone for address, stone in project.ledger.gone.items() if tombstones.is_calendar(address)}
    return {name: exports.retired(name, stone.on, stone.why) for name, stone in gone.items() if name not in project.files}


def origin(project: Project) -> Origin:
    """Whose site this is, and what made it from what. A preview is of no commit: it shows what was not to be published."""
    head = None if project.preview else project.history.head
    return {"site": project.settings.site_name, "engine": version.engine_version(), "commit": version.content_commit(project.root, head)}


def _feed(project: Project) -> dict[str, bytes]:
    addresses = changes.Addresses({address_of(path) for path in project.made}, project.shown)
    site, agency = project.settings, project.view.owner
    author = agency.name if site.extra.prongsai.official else site.site_name
    return changes.feed(project.history, addresses, Publisher(site.site_name, site.site_url or "", author, exports.domain(agency)), project.gone(), project.ledger.moved)


__all__ = ["origin", "small_files"]
