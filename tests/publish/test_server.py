"""The configuration that ``init`` writes, asked by a reader of a real nginx; and what of a release may reach it."""

import http.client

import pytest

from macros.publish import previews, web_server
from macros.publish.refusal import Refusal


@pytest.fixture
def ask(ground, copy, nginx_here):
    """A function: address → (status, headers in lower case, body), asked of nginx."""
    with ground.nginx() as port:

        def ask(address, **headers):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

        yield ask


def asset_of(ground):
    (path,) = (ground.store.current().site / "assets").iterdir()
    return f"/assets/{path.name}"


def test_what_readers_get(ground, ask):
    status, headers, body = ask("/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8") and b"<title>v1" in body
    assert headers["cache-control"] == "public, max-age=60"
    assert {name: headers[name.lower()] for name in web_server.DEFAULTS} == web_server.DEFAULTS
    assert "x-robots-tag" not in headers and "strict-transport-security" not in headers and "/" not in headers["server"]
    assert ask("/p1")[:2][0] == 301 and ask("/p1")[1]["location"] == "/p1/"
    assert ask("/", **{"Accept-Encoding": "gzip"})[1]["content-encoding"] == "gzip"


def test_hashed_assets_are_cached_for_ever_and_outlive_their_release(ground, copy, ask):
    asset = asset_of(ground)
    status, headers, body = ask(asset)
    assert (status, headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
    copy.commit("v2")
    assert copy.push().status == 0
    assert asset_of(ground) != asset
    status, after, same = ask(asset)
    assert (status, after["cache-control"], same) == (200, headers["cache-control"], body)
    status, headers, _ = ask("/assets/site.0123456789.css")
    assert status == 404 and "cache-control" not in headers


def test_an_unknown_address_gets_the_site_s_own_page_with_all_headers(ask):
    status, headers, body = ask("/nowhere/")
    assert status == 404 and b"<title>v1" in body
    assert headers["content-security-policy"] == web_server.DEFAULTS["Content-Security-Policy"]


@pytest.mark.parametrize("name, kind", [("year.ics", "text/calendar; charset=utf-8"), ("a.csv", "text/csv; charset=utf-8"),
                                        ("a.woff2", "font/woff2"), ("a.js", "text/javascript; charset=utf-8"),
                                        ("a.json", "application/json; charset=utf-8"), ("a.pdf", "application/pdf")])  # fmt: skip
def test_kinds_of_files(ground, ask, name, kind):
    (ground.store.current().site / name).write_text("ก")
    assert ask(f"/{name}")[1]["content-type"] == kind


def test_nothing_but_the_site_is_served(ground, ask):
    site = ground.store.current().site
    (site / "files").mkdir()
    (site / ".hidden").write_text("x")
    for address in ("/files/", "/.hidden", "/preview/", "/preview/../releases/", "/assets/", "/../release.json", "/server/headers.nginx", "/assets../releases/"):
        assert ask(address)[0] in (400, 403, 404), address
    assert b"letter" not in ask("/files/")[2]


def test_a_preview_is_marked_for_search_engines_and_never_cached(ground, copy, ask):
    copy.git("checkout", "--quiet", "-b", "draft")
    copy.commit("v9")
    assert copy.push("draft").status == 0
    status, headers, body = ask(f"/preview/{previews.address(ground.store, 'refs/heads/draft')}/p1/")
    assert status == 200 and b"<title>v9" in body
    assert (headers["x-robots-tag"], headers["cache-control"], headers["referrer-policy"]) == ("noindex, nofollow", "no-store", "same-origin")


def test_headers_and_redirects_of_a_release(ground, copy, nginx_here):
    copy.commit("headers")
    assert copy.push().status == 0
    with ground.nginx() as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/older/x/")
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Location")) == (301, "/p2/#top")
        assert answer.getheader("Content-Security-Policy") == "default-src 'self'; frame-ancestors 'none'"
        connection.close()


# ---- what a build may bring ------------------------------------------------------------------------------------------


def includes(tmp_path, name, text):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    web_server.write_includes(tmp_path / "site", tmp_path / "server")
    return {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "server").iterdir()}


@pytest.mark.parametrize("line", ["X-A: b; c 'd'", 'add_header X-A "b; c \'d\'" always;', "add_header X-A   \"b; c 'd'\";"])
def test_a_header_line_in_its_forms(tmp_path, line):
    files = includes(tmp_path, "headers.conf", f"# why\n\n{line}\n")
    assert "add_header X-A \"b; c 'd'\" always;\n" in files["headers.nginx"]
    assert "\tX-A \"b; c 'd'\"\n" in files["headers.caddy"]


@pytest.mark.parametrize("line", ["/a/ /b/", '"/a/" "/b/";', "/a/ /b/;"])
def test_a_redirect_line_in_its_forms(tmp_path, line):
    files = includes(tmp_path, "redirects.map", f"{line}\n")
    assert (files["redirects.nginx"], files["redirects.caddy"]) == ('"/a/" "/b/";\n', 'redir "/a/" "/b/" permanent\n')


@pytest.mark.parametrize("name, line", [
    ("headers.conf", "include /etc/passwd"), ("headers.conf", 'X-A: "b" always; root /'), ("headers.conf", "X-A: $document_root"),
    ("headers.conf", "X-A: a\\"), ("headers.conf", "return 200 {"), ("redirects.map", "default /b/;"), ("redirects.map", "/a/ https://evil.example/;"),
    ("redirects.map", "/a/ //evil.example/;"), ("redirects.map", "~/a /b/;"), ("redirects.map", "/a/ /b/; } server {"),
    ("redirects.map", "include /etc/passwd;"), ("redirects.map", "/a/ /$host/;"),
])  # fmt: skip
def test_a_line_of_another_form_is_refused(tmp_path, name, line):
    with pytest.raises(Refusal) as refused:
        includes(tmp_path, name, line + "\n")
    assert refused.value.code == "site-foreign-line" and refused.value.params["file"] == name


def test_two_sites_share_a_server_without_a_clash(tmp_path):
    names = [web_server.configuration("nginx", tmp_path, "a.example.go.th", mark) for mark in ("a", "b")]
    assert "$cache_a " in names[0] and "$cache_a " not in names[1] and "@WEB@" not in names[0]
    assert f"root {tmp_path}/current/site;" in names[0]
