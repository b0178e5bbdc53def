"""The site that is edited, on loopback: the newest good one, with the script that shows problems and reloads."""

from __future__ import annotations

import json
import mimetypes
import os
import re
import sys
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.problems.render import as_json
from macros.site.serving.serve import State

_CLIENT = Path(__file__).parent / "serve_client.js"
_ICON = Path(__file__).parents[2] / "theme" / "icon.svg"
# Said here, for some Windows machines know scripts by a kind that browsers refuse to run.
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json; charset=utf-8"}


class Handler(SimpleHTTPRequestHandler):
    """Files of the newest good site; each HTML page gets the script that shows problems and reloads."""

    state: State
    protocol_version = "HTTP/1.1"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, directory=str(self.state.site or Path(__file__).parent / "nowhere"), **kwargs)

    def parse_request(self) -> bool:
        """A page of elsewhere whose name was made to lead here must not read what is not published yet."""
        if not super().parse_request():
            return False
        if re.fullmatch(r"(?:127\.0\.0\.1|localhost)(?::\d+)?", self.headers.get("Host", "localhost")):
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def do_GET(self) -> None:
        if self.path.startswith("/__prongsai__/"):
            self._own()
            return
        if self.path.startswith("/admin/"):
            self._forms()
            return
        if self.path == "/favicon.ico":  # browsers ask for it whatever a page says
            self._send(_ICON.read_bytes(), "image/svg+xml")
            return
        site = self.state.site
        if site is None:
            self._send(_WAITING.encode(), "text/html; charset=utf-8", HTTPStatus.SERVICE_UNAVAILABLE)
            return
        self.directory = str(site)
        path = Path(self.translate_path(self.path))
        if os.path.isdir(path) and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        is_there = os.path.exists(path)  # which knows that a name may be too long for any file
        asked = unquote(self.path.partition("?")[0])
        pack = self.state.pack(asked.strip("/")) if asked.endswith(".zip") and not is_there else None
        if pack is not None:
            self._send(pack, "application/zip")
        elif path.suffix == ".html" or not is_there:
            self._html(path, site)
        else:
            super().do_GET()

    def _html(self, path: Path, site: Path) -> None:
        found = os.path.isfile(path)
        data = (path if found else site / "404.html").read_bytes()
        page = data.replace(b"</body>", b'<script src="/__prongsai__/client.js" defer></script></body>', 1)
        self._send(page, "text/html; charset=utf-8", HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)

    def _forms(self) -> None:
        """The forms, as they are: without the script that reloads, for a form that is being filled in must not vanish."""
        name = unquote(urlsplit(self.path).path).removeprefix("/")
        data = self.state.forms().get(name + "index.html" if name.endswith("/") else name)
        if data is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._send(data, _KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "text/html; charset=utf-8")

    def _own(self) -> None:
        if self.path.startswith("/__prongsai__/client.js"):
            self._send(_CLIENT.read_bytes(), "text/javascript; charset=utf-8")
        elif self.path.startswith("/__prongsai__/state"):
            after = self.path.partition("after=")[2]
            self.state.wait_past(int(after) if re.fullmatch("[0-9]{1,18}", after) else -1, 20)
            body = {"version": self.state.version, **json.loads(as_json(self.state.problems, elsewhere=self.state.elsewhere))}
            self._send(json.dumps(body, ensure_ascii=False).encode(), "application/json; charset=utf-8")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Requests are no news to a webmaster."""


_WAITING = """<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>โปร่งใส</title><body><h1>ยังแสดงเว็บไซต์ไม่ได้</h1><p>แก้ปัญหาต่อไปนี้แล้วบันทึกไฟล์ หน้านี้จะเปลี่ยนเอง</p>
<script src="/__prongsai__/client.js" defer></script></body></html>"""


class Server(ThreadingHTTPServer):
    """Requests that wait for the next build must not keep the program from ending."""

    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request, client_address) -> None:
        """A reader who left before the answer is no error; anything else is shown as it is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def make_server(port: int, state: State) -> Server:
    """A server on loopback; port 0 takes a free one."""
    handler = type("SiteHandler", (Handler,), {"state": state})
    return Server(("127.0.0.1", port), handler)


__all__ = ["Server", "make_server"]
