"""Saved pages made so that a browser shows one thing and a program reads another: none is called what was published."""

import base64

import pytest

from macros.site.verifying.shown import differences, shown
from tests.verify.saving import PLAN, page, saved
from tests.verify.test_saved_pictures import complete, small_site  # noqa: F401

ADDRESS = "https://www.example.go.th/measures/2564/"


def mhtml(*parts):
    """An MHTML file of parts, each (its content type, its address, its bytes)."""
    head = f'From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nContent-Type: multipart/related; type="text/html"; boundary="zz"\r\n\r\n'
    wrapped = (f"--zz\r\nContent-Type: {kind}\r\nContent-Location: {address}\r\nContent-Transfer-Encoding: base64\r\n\r\n{base64.encodebytes(data).decode()}\r\n" for kind, address, data in parts)
    return head + "".join(wrapped) + "--zz--\r\n"


def two_in_one(html, forged):
    """A browser takes it for HTML and shows what is forged; a reader of mail finds the page behind it."""
    hidden = base64.encodebytes(html.encode()).decode()
    return (
        f'<!--:\r\nContent-Type: multipart/related; boundary="zz"\r\n\r\n-->\n{forged.replace("</html>", "")}\n<!--\r\n\r\n--zz\r\n'
        f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{hidden}\r\n--zz--\r\n-->"
    )


def with_another_letter_set(html):
    """Python knows a letter set that hides a sentence in a tag; browsers have never heard of it and show the sentence."""
    plain = "".join(char if ord(char) < 128 else f"&#{ord(char)};" for char in html).replace('<meta charset="utf-8">', '<meta charset="unicode_escape"><meta charset="utf-8">')
    return plain.replace("</h1>", '</h1><meta content="\\x22 x=\\x27">FORGED<meta content="\\x27 y=\\x22">', 1)


FORGERIES = {
    "two-in-one.html": lambda html, forged: two_in_one(html, forged),
    "two-in-one.mhtml": lambda html, forged: two_in_one(html, forged),
    "letters.html": lambda html, forged: with_another_letter_set(html),
    "hidden.html": lambda html, forged: html.replace("<html", "<html hidden", 1),
    "due.html": lambda html, forged: html.replace("</h1>", ' <span class="ps-due">เกินกำหนด 999 รายการ</span></h1>', 1),
    **{
        f"first-{kind.partition('/')[2][:5]}.mhtml": lambda html, forged, kind=kind: mhtml((kind, ADDRESS, forged.encode()), ("text/html", ADDRESS, html.encode()))
        for kind in ("application/xhtml+xml", "text/plain", "image/svg+xml")
    },
    **{f"{name}.mhtml": lambda html, forged, name=name: mhtml((f"text/html; charset={name}", ADDRESS, html.encode())) for name in ("rot13", "idna")},
}


@pytest.mark.parametrize("name", FORGERIES)
def test_what_a_browser_would_show_otherwise_is_not_the_published_page(run, built_site, tmp_path, name):
    html = page(built_site, PLAN).replace("</body>", "<!-- saved --></body>")
    status, _ = run(saved(tmp_path, html), "--against", built_site)
    assert status == 0
    forged = FORGERIES[name](html, html.replace("กองคลัง", "กองช่าง"))
    assert run(saved(tmp_path, forged, name), "--against", built_site)[0] == 1


def test_a_page_in_an_mhtml_file_is_the_published_one(run, built_site, tmp_path):
    assert run(saved(tmp_path, mhtml(("text/html; charset=utf-8", ADDRESS, page(built_site, PLAN).encode())), "plan.mhtml"), "--against", built_site)[0] == 0


def test_sorted_rows_still_lead_where_they_led():
    rows = ['<tr><td>2567</td><td><a href="{}">PDF</a></td></tr>', '<tr><td>2566</td><td><a href="{}">PDF</a></td></tr>']
    table = '<article class="ps-content"><table><tr><th{}>x</th></tr>{}</table></article>'.format
    published = table("", rows[0].format("7.pdf") + rows[1].format("6.pdf"))
    order = table(' aria-sort="ascending"', rows[1].format("6.pdf") + rows[0].format("7.pdf"))
    forged = table(' aria-sort="ascending"', rows[0].format("6.pdf") + rows[1].format("7.pdf"))
    read = [shown(html, lambda address, tag: address) for html in (published, order, forged)]
    assert differences(read[1], read[0]) == () and differences(read[2], read[0]) != ()


@pytest.mark.parametrize("source", [
    f"data:image/png;base64,{base64.b64encode(b'another').decode()}", "https://evil.example/a.png", "//evil.example/a.png", "/tmp/a.png", "file:///tmp/a.png", "other.png?x",
])  # fmt: skip
def test_a_picture_from_elsewhere_is_not_one_that_was_not_saved(run, small_site, tmp_path, source):
    (tmp_path / "other.png").write_bytes(b"another")
    path = complete(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("./hall_files/a(1).png", source), encoding="utf-8")
    assert run(path, "--against", small_site)[0] == 1
