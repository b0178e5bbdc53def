"""The table of moved addresses for web servers: no row leads round in a circle or takes an address that is there."""

import re

import pytest

from macros.ledger.server_map import caddy, encoded, nginx, rows


def table(moved, living=()):
    return {row.asked: row.literal for row in rows(moved.items(), living)}


@pytest.mark.parametrize(
    ("moved", "left"),
    [
        ({"http://127.0.0.1/about/": "/about/"}, []), ({"https://OLD.go.th/about/": "/about/#team"}, []), ({"https://old.go.th": "/"}, []), ({"/a/": "/a/#x"}, []),
        ({"/a/": "/b/", "/b/": "/a/"}, []), ({"https://old.go.th/a/": "/b/", "http://old.go.th/b/": "/a/"}, []),
        ({"https://old.go.th/a/": "/b/", "/b/": "/a/"}, ["/b/"]), ({"https://old.go.th/a/": "/b/", "https://other.go.th/b/": "/a/"}, ["old.go.th/a/", "other.go.th/b/"]),
    ],
)  # fmt: skip
def test_who_asks_is_never_led_back_to_where_he_was(moved, left):
    assert list(table(moved)) == left
    assert list(table({**moved, "https://old.go.th/x/": "/a/"})) == [*left, "old.go.th/x/"]


def test_what_differs_in_case_alone_is_told_apart():
    moved = {"/files/Report-A.pdf": "/files/report-a.pdf", "http://127.0.0.1/About/": "/about/", "/Old/": "/x/", "/old/": "/y/", "/files/c.pdf": "/x/", "/plain/": "/x/"}
    found = rows(moved.items(), ["/x/", "/y/", "/about/", "/files/report-a.pdf", "/files/C.pdf", "/plain/"])
    assert [row.asked for row in found if not row.literal] == ["/plain/"]
    patterns = [re.compile(key) for key in re.findall(r'^"~(.+)" ".+";$', nginx(found), re.MULTILINE)]
    hits = lambda asked: sum(bool(pattern.search(asked)) for pattern in patterns)
    assert [hits(asked) for asked in ("/files/Report-A.pdf", "127.0.0.1/About/", "/Old/", "/old/", "/files/c.pdf")] == [1] * 5
    assert [hits(asked) for asked in ("/files/report-a.pdf", "127.0.0.1/about/", "/files/Report-Axpdf", "/files/C.pdf", "/Old/x")] == [0] * 5
    assert caddy(found) == 'redir "/plain/" "/x/" permanent\n'


def test_a_long_address_is_no_key_of_nginx_s_map():
    """A key of more than 46 letters keeps nginx from starting."""
    link = "http://www.example.go.th/index.php?option=com_content&view=article(5)+&id=7"
    text = nginx(rows({link: "/x/", f"/{'a' * 45}": "/x/", f"/{'b' * 46}": "/x/"}.items(), []))
    (pattern, plain, other) = re.findall(r'^"(.+)" "/x/";$', text, re.MULTILINE)
    assert re.search(pattern[1:], link.removeprefix("http://")) and not re.search(pattern[1:], "www.example.go.th/index.phpoption=com_content&view=article(5)+&id=7")
    assert pattern[0] == "~" and plain == f"/{'a' * 45}" and other == f"~^/{'b' * 46}$"


def test_each_address_stands_once_as_browsers_ask_for_it():
    moved = {"http://Old.go.th/ก": "/x/", "https://old.go.th/ก": "/x/", "https://เทศบาล.ไทย": "/x/", "http://~a/": "/x/", "http://[": "/x/", "/x/#y": "/x/"}
    assert list(table(moved)) == ["old.go.th/%E0%B8%81", "xn--o3cg7ak5c9d.xn--o3cw4h/"]
    assert encoded("https://เทศบาล.ไทย?ก=1#ข") == "https://xn--o3cg7ak5c9d.xn--o3cw4h/?%E0%B8%81=1#%E0%B8%82"
    assert encoded("https://a..b/") == "https://a..b/"
