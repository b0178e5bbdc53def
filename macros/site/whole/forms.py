"""The forms of ``/admin/`` in a site: in the published one when its settings say so, on this machine always."""

from __future__ import annotations

from macros.admin import files as admin
from macros.site.project import Project


def published(project: Project) -> dict[str, bytes]:
    """Path in the site → bytes; empty when the forms are off."""
    return _files(project) if project.settings.extra.prongsai.admin else {}


def local(project: Project) -> dict[str, bytes]:
    """The same for the person who sits at this machine, on or off in the published site."""
    return _files(project)


def _files(project: Project) -> dict[str, bytes]:
    settings = project.settings
    return admin.files(project.records, admin.Site(settings.site_name, settings.site_url or "", settings.extra.prongsai.admin))
