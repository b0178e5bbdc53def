"""A reader who asks for pages all the while, and tells every answer that is not a whole page of one version."""

from __future__ import annotations

import http.client
import re
import threading
import time

_VERSION = re.compile(r"version (v\d+) .* end (v\d+)</main></body></html>\s*$", re.DOTALL)
_ASSET = re.compile(r'href="(/assets/[^"]+)"')


class Reader:
    """Use as ``with Reader(port) as reader``; afterwards ``errors`` and ``partial`` list what went wrong.

    ``in_order``: a version older than the one before it counts as an error too.
    """

    def __init__(self, port: int, in_order: bool = True) -> None:
        self.requests = 0
        self.errors: list[str] = []
        self.partial: list[str] = []
        self.versions: list[str] = []
        self._port, self._in_order = port, in_order
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Reader:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(30)

    def _read(self) -> None:
        number = 0
        while not self._over.is_set():
            number += 1
            self._look("/" if number % 2 else f"/p{number % 5 + 1}/")
            time.sleep(0.01)

    def _look(self, address: str) -> None:
        html = self._get(address)
        if html is None:
            return
        found, asset = _VERSION.search(html), _ASSET.search(html)
        if found is None or asset is None or found[1] != found[2]:
            self.partial.append(f"{address}: {html[-60:]!r}")
            return
        self._note(found[1])
        css = self._get(asset[1])  # a moment later, as a browser does
        if css is not None and css.strip() != f"/* {found[1]} */":
            self.partial.append(f"{address}: style of another version: {css!r}")

    def _note(self, version: str) -> None:
        if self.versions and self._in_order and int(version[1:]) < int(self.versions[-1][1:]):
            self.errors.append(f"{version} after {self.versions[-1]}")
        if not self.versions or self.versions[-1] != version:
            self.versions.append(version)

    def _get(self, address: str) -> str | None:
        self.requests += 1
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.errors.append(f"{address}: {error!r}")
            return None
        finally:
            connection.close()
        if answer.status != 200:
            self.errors.append(f"{address}: {answer.status}")
            return None
        return body.decode("utf-8", "replace")
