"""The configuration that ``init`` writes, asked by a reader of a real nginx; and what of a release may reach it."""

import http.client
import json
import re
import shlex

import pytest

from macros.ledger import Ledger
from macros.ledger.redirects import files as redirects_made
from macros.publish import operations, previews, web_server
from macros.publish.proving.ground import Ground
from macros.publish.refusal import Refusal


@pytest.fixture(scope="module")
def server(tmp_path_factory, packages):
    """A server with a second version on main and a preview of the branch draft; no test pushes to it."""
    ground = Ground(tmp_path_factory.mktemp("server"))
    copy = ground.copy()
    assets = []
    for home, branch in (("v1", "HEAD:main"), ("v2", "HEAD:main"), ("v9", "HEAD:draft")):
        copy.commit(home)
        assert copy.push(branch).status == 0
        assets.append(asset_of(ground))
    ground.wait()
    ground.first = assets[0]
    return ground


@pytest.fixture
def ask(server, nginx_here):
    """A function: address → (status, headers in lower case, body), asked of nginx."""
    with server.nginx() as port:

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


def test_a_folder_may_have_any_ordinary_name(tmp_path, nginx_here):
    """Blanks, Thai, a quote of one stroke, a percent sign."""
    ground = Ground(tmp_path / "เว็บ ของ 'เรา' 5%")
    copy = ground.copy()
    copy.commit("v1")
    assert copy.push().status == 0 and copy.push("HEAD:draft").status == 0
    with ground.nginx() as port:
        for address in ("/", asset_of(ground), previews.url(ground.store, "refs/heads/draft")):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", address)
            assert connection.getresponse().status == 200, address
    assert f'root * "{ground.store.web}/current/site"\n' in (ground.store.home / "caddy.conf").read_text(encoding="utf-8")
    assert f"\nPathModified={str(ground.store.web).replace('%', '%%')}/published\n" in (ground.store.home / "reload.path").read_text(encoding="utf-8")
    done = ground.command("init", str(ground.store.repo), "--web", str(ground.store.web), "--engine", str(ground.engine))
    command = next(line for line in done.words.splitlines() if "remote add" in line)
    assert shlex.split(command) == ["git", "remote", "add", "publish", str(ground.store.repo)]


@pytest.mark.parametrize("name", ['a"b', "a$b", "a*", "a{b}", "a\\b", "a\nb", "[a]"])
def test_a_folder_that_no_configuration_can_name_is_refused(tmp_path, name):
    with pytest.raises(operations.CannotSetUp):
        Ground(tmp_path / name)
    assert not (tmp_path / name / "site.git").exists()


def test_what_readers_get(ask):
    status, headers, body = ask("/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8") and b"<title>v2" in body
    assert headers["cache-control"] == "public, max-age=60"
    assert {name: headers[name.lower()] for name in web_server.DEFAULTS} == web_server.DEFAULTS
    assert "x-robots-tag" not in headers and "strict-transport-security" not in headers and "/" not in headers["server"]
    assert ask("/p1")[:2][0] == 301 and ask("/p1")[1]["location"] == "/p1/"
    assert ask("/", **{"Accept-Encoding": "gzip"})[1]["content-encoding"] == "gzip"


def test_hashed_assets_are_cached_for_ever_and_outlive_their_release(server, ask):
    assert asset_of(server) != server.first
    for asset, version in ((asset_of(server), b"v2"), (server.first, b"v1")):
        status, headers, body = ask(asset)
        assert (status, headers["cache-control"]) == (200, "public, max-age=31536000, immutable") and version in body
    status, headers, _ = ask("/assets/site.0123456789.css")
    assert status == 404 and "cache-control" not in headers


def test_an_unknown_address_gets_the_site_s_own_page_with_all_headers(ask):
    status, headers, body = ask("/nowhere/")
    assert status == 404 and b"<title>v2" in body
    assert headers["content-security-policy"] == web_server.DEFAULTS["Content-Security-Policy"]


@pytest.mark.parametrize("name, kind", [("year.ics", "text/calendar; charset=utf-8"), ("a.csv", "text/csv; charset=utf-8"),
                                        ("a.woff2", "font/woff2"), ("a.js", "application/javascript; charset=utf-8"),
                                        ("a.json", "application/json; charset=utf-8"), ("a.pdf", "application/pdf")])  # fmt: skip
def test_kinds_of_files(server, ask, name, kind):
    (server.store.current().site / name).write_text("ก")
    assert ask(f"/{name}")[1]["content-type"] == kind


def test_nothing_but_the_site_is_served(server, ask):
    site = server.store.current().site
    (site / "files").mkdir()
    (site / ".hidden").write_text("x")
    for address in ("/files/", "/.hidden", "/preview/", "/preview/../releases/", "/assets/", "/../release.json", "/server/headers.nginx", "/assets../releases/"):
        assert ask(address)[0] in (400, 403, 404), address


def test_a_preview_is_marked_for_search_engines_and_never_cached(server, ask):
    status, headers, body = ask(f"/preview/{previews.address(server.store, 'refs/heads/draft')}/p1/")
    assert status == 200 and b"<title>v9" in body
    assert (headers["x-robots-tag"], headers["cache-control"], headers["referrer-policy"]) == ("noindex, nofollow", "no-store", "same-origin")


def test_headers_and_redirects_of_a_release(ground, nginx_here):
    copy = ground.copy()
    copy.commit("headers")
    assert copy.push().status == 0
    moved = {"/old/": "/p1/", "/old/?from=mail": "/p1/", "/older/x/": "/p2/#top", "/index.php?id=5": "/p3/", "/%E0%B9%81%E0%B8%9C%E0%B8%99/": "/p5/"}
    moved |= {"/P7/": "/p7/", "/P8.pdf": "/p8.pdf", "/P9/": "/p1/", "/p10.pdf": "/p1/", f"/{'x' * 60}": "/p2/", "/x/": "/p1/", "/X/": "/p2/"}
    with ground.nginx() as port:
        answers = {asked: head(port, asked) for asked in moved}
        assert {asked: answer.getheader("Location") for asked, answer in answers.items()} == moved
        assert {answer.status for answer in answers.values()} == {301}
        assert answers["/old/"].getheader("Content-Security-Policy") == "default-src 'self'; frame-ancestors 'none'"
        assert head(port, "/index.php?id=6").status == 404
        assert head(port, "/ita", Host="old.example.go.th").getheader("Location") == "/p4/"
        assert head(port, "/ita").status == 404
        there = ["/p6/", "/p7/", "/p8.pdf", "/p9/", "/P10.pdf"]  # moved addresses differ from these in their host or their case alone
        assert [head(port, asked).status for asked in there] == [200] * 5


def test_the_map_for_other_servers_works_as_its_head_says(ground, copy, nginx_here):
    site = ground.store.current().site
    moved = {"/p1": "/p2/", "/old/": "/p1/", "/index.php?id=5": "/p3/", "https://old.example.go.th/ita": "/p4/", "http://127.0.0.1/p5/": "/p5/", "/P6/": "/p6/"}
    moved |= {f"http://old.example.go.th/index.php?option=com_content&id={number}": "/p1/" for number in range(3)}
    (site / "redirects.nginx").write_bytes(redirects_made(Ledger(moved=moved), "", lambda name: None)["data/redirects.nginx"])
    recipe = [line.removeprefix("#").strip() for line in (site / "redirects.nginx").read_text().splitlines() if line.startswith("#     ")]
    http, server = ("\n".join(line for line in recipe if line.startswith("map") == is_map).replace("DIR", str(site)) for is_map in (True, False))
    (ground.store.home / "nginx.conf").write_text(f"{http}\nserver {{\nlisten 80;\nroot {site};\n{server}\n}}\n")
    with ground.nginx() as port:
        asked = {"/p1": "/p2/", "/old/": "/p1/", "/old/?from=mail": "/p1/", "/index.php?id=5": "/p3/", "/P6/": "/p6/"}
        assert {address: head(port, address).getheader("Location") for address in asked} == asked
        assert [head(port, address).status for address in ("/p1/", "/p5/", "/p6/")] == [200] * 3
        asked = {"/ita": "/p4/", "/index.php?option=com_content&id=1": "/p1/"}
        assert {address: head(port, address, Host="old.example.go.th").getheader("Location") for address in asked} == asked
        assert head(port, "/ita").status == head(port, "/index.php?id=6").status == 404


def head(port, address, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("HEAD", address, headers=headers)
    answer = connection.getresponse()
    connection.close()
    return answer


# ---- what a build may bring ------------------------------------------------------------------------------------------


def includes(tmp_path, name, text):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    web_server.write_includes(tmp_path / "site", tmp_path / "server", "")
    return {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "server").iterdir()}


@pytest.mark.parametrize("line", ["X-A: b; c 'd'", 'add_header X-A "b; c \'d\'" always;', "add_header X-A   \"b; c 'd'\";"])
def test_a_header_line_in_its_forms(tmp_path, line):
    files = includes(tmp_path, "headers.conf", f"# why\n\n{line}\n")
    assert "add_header X-A \"b; c 'd'\" always;\n" in files["headers.nginx"]
    assert "\tX-A \"b; c 'd'\"\n" in files["headers.caddy"]


@pytest.mark.parametrize("line", ["include /etc/passwd", 'X-A: "b" always; root /', "X-A: $document_root", "X-A: a\\", "return 200 {", "add_header X"])
def test_a_header_line_of_another_form_is_refused(tmp_path, line):
    with pytest.raises(Refusal) as refused:
        includes(tmp_path, "headers.conf", line + "\n")
    assert refused.value.code == "site-foreign-line" and refused.value.params["file"] == "headers.conf"


def redirects(tmp_path, *rows):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "redirects.json").write_text(json.dumps([{"from": old, "to": new} for old, new in rows]))
    web_server.write_includes(tmp_path, tmp_path / "server", "")
    return (tmp_path / "server" / "redirects.nginx").read_text(), (tmp_path / "server" / "redirects.caddy").read_text()


def test_redirects_are_written_for_each_server(tmp_path):
    nginx, caddy = redirects(tmp_path, ("/a/", "/b/"), ("/c/#x", "/d/"), ("/e/", "/e/#x"), ("/แผน?x=1", "/f/#ก"))
    assert nginx == '"/a/" "/b/";\n"/%E0%B9%81%E0%B8%9C%E0%B8%99?x=1" "/f/#%E0%B8%81";\n'
    assert caddy == '# moved addresses\nredir "/a/" "/b/" permanent\n'


def test_an_address_that_is_there_is_not_taken_by_a_moved_one(tmp_path):
    for name in ("files/A.pdf", "files/b.pdf", "c/index.html", "C/index.html", "index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    nginx, caddy = redirects(tmp_path, ("/files/a.pdf", "/"), ("/files/B.pdf", "/files/b.pdf"), ("/C/", "/"), ("http://old.go.th", "/c/"), ("/d/", "/c/"))
    assert nginx.splitlines() == [
        '"~^/files/a[.]pdf$" "/";', '"~^/files/B[.]pdf$" "/files/b.pdf";', '"~^/C/$" "/";', '"old.go.th/" "/c/";', '"/d/" "/c/";',
    ]  # fmt: skip
    assert caddy == '# moved addresses\nredir "/d/" "/c/" permanent\n'


def test_no_address_can_break_out_of_its_quotes(tmp_path):
    nginx, caddy = redirects(tmp_path, ('/a/" "/x/"; } server { root /;', "/b/$host\\{x}\n"), ("/*", "/c/"))
    safe = r"[A-Za-z0-9/:?=&%#~+,@!()._-]+"
    assert [re.fullmatch(rf'"({safe}|~\^(?:{safe}|\[[.?+()]\])+\$)" "{safe}";', line) is not None for line in nginx.splitlines()] == [True, True]
    assert caddy == "# moved addresses\n"


@pytest.mark.parametrize("old, new", [("default", "/b/"), ("/a/", "//evil.example/"), ("~/a", "/b/"), ("/a/", "javascript:x"), ("include", "/etc/passwd")])
def test_what_is_no_address_is_refused(tmp_path, old, new):
    with pytest.raises(Refusal):
        redirects(tmp_path, (old, new))


def test_caddy_can_read_what_it_is_told_to_import(tmp_path):
    """It reads no file that is empty, and no pattern with brackets (``caddy run`` 2.6.2)."""
    _, moved = redirects(tmp_path)
    imports = re.findall("import .*", web_server.configuration("caddy.conf", tmp_path, "a.example.go.th", "a"))
    assert moved.strip() and len(imports) == 3 and not any(re.search(r"[\[\]?]|\*.*\*", line.replace(str(tmp_path), "")) for line in imports)


def test_two_sites_share_a_server_without_a_clash(tmp_path):
    names = [web_server.configuration("nginx.conf", tmp_path, "a.example.go.th", mark) for mark in ("a", "b")]
    assert "$cache_a " in names[0] and "$cache_a " not in names[1] and "@WEB@" not in names[0]
    assert f'root "{tmp_path}/current/site";' in names[0]
