"""``check --online`` asks each outside link once and names the place of those that do not open."""

import contextlib
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request

import pytest

from macros.problems import Place
from macros.problems.wording import message
from macros.site.html.targets import host_of
from macros.site.project import load_project
from macros.site.whole import online
from macros.site.whole.online import ask, check_online
from tests.conftest import ROOT


def test_dead_links_are_named_where_they_stand():
    asked = []
    problems = check_online(load_project(ROOT), lambda url: asked.append(url) or ("404 Not Found" if "rpt0201" in url else None))
    assert [problem.code for problem in problems] == ["outside-link-dead"] * len(problems)
    assert "measures/2563/ita.yml" in {problem.place.file for problem in problems}
    assert len(asked) == len(set(asked)) > 0


def test_a_link_of_a_mistyped_field_is_asked_once(tmp_path):
    (tmp_path / "measures").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: ก\nsite_url: https://www.example.go.th/\n", encoding="utf-8")
    record = "kind: agency\nname: เทศบาลตำบลสมมติ\nwebsit: https://www.example.go.th/links/\nunits: [{id: works, name: กองช่าง}]\n"
    (tmp_path / "measures" / "agency.yml").write_text(record, encoding="utf-8")
    assert [url for _, url in online.outside_links(load_project(tmp_path))] == ["https://www.example.go.th/links/"]


def told(monkeypatch, answers):
    """(code, Thai, English) of a site with these links. ``answers``: address → why it does not open."""
    monkeypatch.setattr(online, "outside_links", lambda project: [(Place("content/about.md"), url) for url in answers])
    return [(problem.code, *(message(problem.code, problem.params, language).message for language in ("th", "en"))) for problem in check_online(None, answers.get)]


def test_without_a_connection_no_link_is_called_dead(monkeypatch):
    ((code, thai, english),) = told(monkeypatch, {"https://a.go.th/": "name not found", "https://b.go.th/1": "name not found", "https://b.go.th/2": "name not found"})
    assert code == "outside-links-unasked" and "3 ลิงก์" in thai and "no connection" in english
    for others in ({}, {"https://b.go.th/": None}, {"https://b.go.th/": "404 Not Found"}):  # one name alone may be gone
        assert told(monkeypatch, {"https://a.go.th/": "name not found", **others})[0][0] == "outside-link-dead"


@pytest.mark.parametrize(("error", "thai", "english"), [
    (socket.gaierror(-2, "Name or service not known"), "หาชื่อเว็บไซต์นี้ไม่พบ", "name not found"), (ConnectionRefusedError(111, "x"), "ปลายทางไม่รับการเชื่อมต่อ", "connection refused"),
    (TimeoutError("timed out"), "รอแล้วไม่มีคำตอบ", "no answer"), (ssl.SSLCertVerificationError(1, "x"), "ใบรับรองความปลอดภัยของเว็บไซต์ใช้ไม่ได้", "certificate not valid"),
    (OSError(99, "x"), "[Errno 99] x", "[Errno 99] x"),
])  # fmt: skip
def test_common_reasons_are_told_in_thai(monkeypatch, error, thai, english):
    def fail(*_, **__):
        raise urllib.error.URLError(error)

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", fail)
    ((_, *said),) = told(monkeypatch, {"https://a.go.th/": ask("https://a.go.th/")})
    assert [words.rpartition("(")[2] for words in said] == [f"{thai})", f"{english})"]


def test_a_server_is_really_asked(serve_folder, tmp_path):
    (tmp_path / "here.txt").write_text("x", encoding="utf-8")
    address = serve_folder(tmp_path)
    assert ask(address + "here.txt") is None
    assert ask(address + "gone.txt").startswith("404")
    assert ask("http://127.0.0.1:9/") and ask("http://[")


def test_a_thai_address_opens_as_in_a_browser(serve_folder, tmp_path):
    (tmp_path / "รายงาน ปี 2567.pdf").write_text("x", encoding="utf-8")
    address = serve_folder(tmp_path)
    assert ask(address + "รายงาน ปี 2567.pdf?ปี=๒๕๖๗#หน้า-๒") is None
    assert ask(address + "%E0%B8%A3ายงาน%20ปี 2567.pdf") is None
    assert ask(address + "แผน.pdf").startswith("404")


@pytest.mark.parametrize(("written", "host"), [
    ("WWW.example.go.th", "www.example.go.th"), ("ไทย.ไทย", "xn--o3cw4h.xn--o3cw4h"), ("ไทย.ไทย:8080", "xn--o3cw4h.xn--o3cw4h:8080"),
    ("me@ไทย", "me@xn--o3cw4h"), ("[::1]:80", "[::1]:80"), ("ก" * 70, "ก" * 70),
])  # fmt: skip
def test_a_thai_host_has_an_ascii_form(written, host):
    assert host_of(written) == host


@pytest.mark.parametrize("answer", [
    b"SSH-2.0-OpenSSH_9.2\r\n", b"", b"\x16\x03\x01", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 999 x\r\n\r\n", b"HTTP/1.1 200 " + b"x" * 70000,
    b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: file:///x\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: http://\xff\x80.\xe0\xb8/\r\n\r\n", b"HTTP/1.1 301 x\r\nLocation: http://a:b:c/\r\n\r\n",
])  # fmt: skip
def test_a_server_that_answers_nonsense_is_a_dead_link_and_no_more(answer):
    with answering(lambda connection: connection.sendall(answer)) as address:
        reason = ask(address)
    assert 0 < len(reason) <= 120 and "\n" not in reason


def test_a_redirect_may_be_thai(serve_folder, tmp_path):
    (tmp_path / "แผน.pdf").write_text("x", encoding="utf-8")
    target = f"{serve_folder(tmp_path)}แผน.pdf".encode()
    with answering(lambda connection: connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: " + target + b"\r\n\r\n")) as address:
        assert ask(address) is None


def test_a_server_that_never_ends_is_not_waited_for():
    def drip(connection):
        with contextlib.suppress(OSError):
            while True:
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                time.sleep(0.05)

    with answering(drip) as address:
        assert online._in_time(ask, address, 0.5) == "no answer"


@contextlib.contextmanager
def answering(answer):
    """The address of a server on loopback that gives every caller ``answer`` once it has asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept, args=(server, answer), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def _accept(server, answer):
    with contextlib.suppress(OSError):  # the test has ended
        while True:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                answer(connection)
