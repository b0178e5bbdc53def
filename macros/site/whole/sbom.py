"""The parts that built a site, as CycloneDX: every package of ``requirements.txt`` with the hashes that were accepted for it, and what
of others' work lies in the engine itself (the editor of ``/admin/``).

Nothing in it depends on the machine or the day. A package that differs by Python version is listed in each version.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from macros.admin import vendored
from macros.site.whole.version import ENGINE

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]*?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@lru_cache(maxsize=1)
def sbom(engine: str, requirements: str) -> bytes:
    """CycloneDX 1.6 JSON. ``engine``: its version; ``requirements``: the text of the list that pins every package."""
    parts = [*_components(requirements), *_vendored()]
    root = {"type": "application", "bom-ref": "prongsai", "name": "prongsai", "version": engine}
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": root}, "components": parts,
        "dependencies": [{"ref": "prongsai", "dependsOn": [part["bom-ref"] for part in parts]}],
    }  # fmt: skip
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def requirements(engine: Path = ENGINE) -> str:
    """The packages of ``engine``, pinned by hash."""
    return (engine / "requirements.txt").read_text(encoding="utf-8")


def _components(text: str) -> Iterator[dict]:
    for block in re.split(r"\n(?=\S)", text.strip()):
        found = _PINNED.match(block.splitlines()[0])
        if found is None:
            continue
        name, version, marker = found[1].lower().replace("_", "-"), found[2], found[3]
        purl = f"pkg:pypi/{name}@{version}"
        part = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
        part["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in sorted(set(_HASH.findall(block)))]
        if marker:
            part["properties"] = [{"name": "prongsai:marker", "value": marker.strip()}]
        yield part


def _vendored() -> Iterator[dict]:
    """The packages that files of the engine were taken from, with the hash of the package."""
    for name, part in sorted({part.name: part for part in reversed(vendored.parts())}.items()):
        purl = f"pkg:npm/{name.replace('@', '%40')}@{part.version}"
        digest = base64.b64decode(part.package_integrity.removeprefix("sha512-")).hex()
        yield {
            "type": "library", "bom-ref": purl, "name": name, "version": part.version, "purl": purl,
            "licenses": [{"license": {"id": part.licence}}], "hashes": [{"alg": "SHA-512", "content": digest}],
        }  # fmt: skip


__all__ = ["requirements", "sbom"]
