"""Addresses of previews: the same for a branch each time, and not to be guessed by anybody."""

from __future__ import annotations

import hashlib
import hmac

from macros.publish.store import Store


def address(store: Store, ref: str) -> str:
    """32 hexadecimal digits for the branch ``ref``. Removing the file ``secret`` gives every branch a new one."""
    secret = (store.home / "secret").read_bytes()
    return hmac.new(secret, ref.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()[:32]


def url(store: Store, ref: str) -> str:
    return f"{store.url.rstrip('/')}/preview/{address(store, ref)}/"
