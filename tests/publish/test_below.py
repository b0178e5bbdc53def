"""A site whose address has a path, https://ita.example.go.th/ita/: every link that it hands out has that path, so the server shows it there."""

import http.client
from urllib.parse import quote

import pytest

from macros.publish import operations, previews, web_server
from macros.publish.proving.ground import Ground
from macros.publish.store import Store


def served(folder, url):
    """A server at ``url`` with three versions and a preview, asked by nginx's port."""
    ground = Ground(folder, url=url)
    copy = ground.copy()
    for home, branch in (("v1", "HEAD:main"), ("v9", "HEAD:draft"), ("headers", "HEAD:main")):
        copy.commit(home)
        assert copy.push(branch).status == 0
        ground.wait()
    return ground


def ask(port, address, host="127.0.0.1"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", address, headers={"Host": host})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.getheader("Location"), answer.getheader("Cache-Control"), b"<title>headers" in body


@pytest.mark.parametrize("path", ["/ita", "/ita/open", "/แผน"])
def test_the_site_stands_below_its_path_and_nowhere_else(tmp_path, nginx_here, path):
    ground = served(tmp_path, f"https://ita.example.go.th{path}/")
    asked = quote(path)
    kept = sorted(entry.name for entry in (ground.store.web / "kept" / "assets").iterdir())
    assert len(kept) == 2
    with ground.nginx() as port:
        for page in ("/", "/p1/", "/p11/"):
            assert ask(port, asked + page) == (200, None, "public, max-age=60", True)
        assert ask(port, asked)[:2] == (301, f"{asked}/") and ask(port, f"{asked}/p1")[:2] == (301, f"{asked}/p1/") and ask(port, "/")[:2] == (302, f"{asked}/")
        for name in kept:  # of this release and of the one before
            assert ask(port, f"{asked}/assets/{name}")[::2] == (200, "public, max-age=31536000, immutable")
        assert ask(port, f"{asked}/data/redirects.json")[0] == 200
        assert ask(port, f"{asked}/preview/{previews.address(ground.store, 'refs/heads/draft')}/p1/")[::2] == (200, "no-store")
        for address in ("/p1/", f"/assets/{kept[0]}", "/data/redirects.json", f"{asked}/nowhere/", f"{asked}/preview/", f"{asked}/server/headers.nginx", f"{asked}/../current/site/"):
            assert ask(port, address)[::3] in ((404, True), (403, False)), address


def test_addresses_that_moved_lead_on_below_it(tmp_path, nginx_here):
    ground = served(tmp_path, "https://ita.example.go.th/ita")
    moved = {"/ita/old/": "/ita/p1/", "/ita/old/?from=mail": "/ita/p1/", "/ita/older/x/": "/ita/p2/#top", "/ita/index.php?id=5": "/ita/p3/", "/ita/P9/": "/ita/p1/"}
    moved |= {"/ita/%E0%B9%81%E0%B8%9C%E0%B8%99/": "/ita/p5/", f"/ita/{'x' * 60}": "/ita/p2/", "/ita/X/": "/ita/p2/"}
    with ground.nginx() as port:
        assert {address: ask(port, address)[1] for address in moved} == moved
        assert ask(port, "/ita", host="old.example.go.th")[1] == "/ita/p4/"
        assert ask(port, "/old/")[0] == ask(port, "/index.php?id=5")[0] == ask(port, "/ita/index.php?id=6")[0] == 404


def test_init_again_moves_the_site_and_its_redirects(tmp_path, nginx_here):
    ground = served(tmp_path, "https://ita.example.go.th/ita/")
    for url, there, gone in (("https://ita.example.go.th/ita/open/", "/ita/open", "/ita"), ("https://ita.example.go.th/", "", "/ita/open")):
        operations.init(Store(ground.store.repo, ground.store.web, ground.engine, url))
        with ground.nginx() as port:
            assert ask(port, f"{there}/p1/")[0] == 200 and ask(port, f"{there}/index.php?id=5")[1] == f"{there}/p3/"
            assert ask(port, f"{gone}/p1/")[0] == 404
    assert not (ground.store.web / "below").exists()


def test_init_and_status_say_the_whole_address(tmp_path):
    ground = Ground(tmp_path, url="https://ita.example.go.th/ita/")
    arguments = (str(ground.store.repo), "--web", str(ground.store.web), "--engine", str(ground.engine), "--url", ground.store.url)
    for done in (ground.command("init", *arguments), ground.command("status", str(ground.store.repo))):
        assert "ที่อยู่ · address: https://ita.example.go.th/ita/\n" in done.words


@pytest.mark.parametrize("path", ["/a b/", "/a;b/", "/a$b/", "/a//b/", "/../a/", "/.a/", "/%22/", "/(a)/", "/a'/", "/{a}/", "/@WEB@/"])
def test_a_path_that_no_configuration_can_name_is_refused(tmp_path, path):
    with pytest.raises(operations.CannotSetUp):
        Ground(tmp_path, url=f"https://ita.example.go.th{path}")
    assert not (tmp_path / "site.git").exists()


def test_caddy_is_told_the_same(tmp_path):
    below, above = (web_server.configuration("caddy.conf", tmp_path, "ita.example.go.th", "a", path) for path in ("/ita", ""))
    for line in (f'root * "{tmp_path}/below/site"', "redir / /ita/", "handle_path /ita/preview/*", "handle /ita/assets/*", f'root @gone "{tmp_path}/below/kept"', "rewrite * /ita/404.html"):
        assert f"\t{line}" in below and line not in above
    assert "@" not in above.replace("@hidden", "").replace("@text", "").replace("@gone", "").replace("@lasting", "") and "below/" not in above
