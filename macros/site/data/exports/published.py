"""The files in ``/data/`` about the published site itself, as models, so that their schemas come with them."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Build(BaseModel):
    """What the site was made with and from. ``commit`` is null when the sources are not exactly what a commit holds."""

    generator: str
    site: str
    engine: str
    commit: str | None


class ListedFile(BaseModel):
    """A file of the site; ``size`` in bytes."""

    sha256: str
    size: int


class ListedPage(BaseModel):
    """The text of a page: hashes of it as it stands and with the rows of its tables sorted, the code in its footer, the hosts it links to."""

    text: str
    rows: str
    code: str
    hosts: list[str]


class Manifest(Build):
    """Everything that was published, by path in the site."""

    files: dict[str, ListedFile]
    pages: dict[str, ListedPage]


class Redirect(BaseModel):
    """An address that was published once and leads to another now."""

    source: str = Field(alias="from")
    to: str


PUBLISHED = {"build": Build, "manifest": Manifest, "redirects": list[Redirect]}
