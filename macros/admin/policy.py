"""The Content-Security-Policy of ``/admin/`` alone: scripts of this site and no others, and the one hosting service of the settings.

The editor puts its styles into the page while it runs, shows files from memory (``blob:``) and reads its own answers from ``data:``
addresses; pages for readers allow none of that.
"""

from __future__ import annotations


def policy(asked: tuple[str, ...] = (), pictures: tuple[str, ...] = ()) -> str:
    """``asked``: origins of the hosting service; ``pictures``: where its pictures of people come from."""
    return "; ".join([
        "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "font-src 'self'",
        " ".join(["img-src 'self' data: blob:", *pictures]), " ".join(["connect-src 'self' data: blob:", *asked]),
        "media-src 'self' blob:", "frame-src 'self' blob:", "manifest-src 'self' blob:", "base-uri 'none'", "form-action 'none'",
    ])  # fmt: skip


def headers(text: str) -> bytes:
    """The headers that differ below ``/admin/``, in the form of an nginx include: ``location /admin/ { include …/admin/headers.conf; }``.

    Signing in opens a window of the hosting service, which must be able to answer this one.
    """
    values = {"Content-Security-Policy": f"{text}; frame-ancestors 'none'", "Cross-Origin-Opener-Policy": "unsafe-none"}
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in values.items()).encode()
