"""Where the editor saves: the hosting service of the settings, or only the folder on the reader's machine."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from macros.admin.editing import Editing

MESSAGES = {
    "create": "เพิ่ม{{collection}} {{slug}}", "update": "แก้{{collection}} {{slug}}: {{changed}}", "delete": "ลบ{{collection}} {{slug}}",
    "uploadMedia": "เพิ่มไฟล์ {{path}}", "deleteMedia": "ลบไฟล์ {{path}}",
}
_SERVERS = {"github": "https://github.com", "gitlab": "https://gitlab.com", "gitea": "https://gitea.com"}
_PICTURES = {"github": ("https://avatars.githubusercontent.com",)}
# The editor wants a service even where only a folder is opened; nothing is ever asked of this one (the policy forbids it).
_NONE = {"name": "gitea", "repo": "local/site", "base_url": "https://localhost", "auth_methods": ["token"]}


def backend(editing: Editing | None) -> dict[str, Any]:
    """The ``backend`` of the editor's configuration."""
    if editing is None:
        return dict(_NONE)
    found: dict[str, Any] = {"name": editing.service, "repo": editing.repository, "commit_messages": MESSAGES}
    if editing.branch:
        found["branch"] = editing.branch
    if editing.server:
        found["base_url"] = _server(editing)
        found["api_root"] = _api(editing)
    if editing.app_id and editing.service != "github":
        return {**found, "auth_type": "pkce", "app_id": editing.app_id}
    return {**found, "auth_methods": ["token"]}


def hosts(editing: Editing | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the page's policy has to allow: origins that are asked, origins that pictures of people come from."""
    if editing is None:
        return (), ()
    server = _server(editing)
    asked = ("https://api.github.com",) if server == _SERVERS["github"] else (_origin(server),)
    return asked, (_PICTURES.get(editing.service, ()) if server == _SERVERS[editing.service] else (_origin(server),))


def _server(editing: Editing) -> str:
    return (editing.server or _SERVERS[editing.service]).rstrip("/")


def _api(editing: Editing) -> str:
    return _server(editing) + {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}[editing.service]


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
