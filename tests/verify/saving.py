"""Pages of a site, and files such as a browser leaves behind."""

PLAN, HOME, LINE = "measures/2564", "", "measures/2564/m3-4"


def page(site, address):
    """The HTML of the page of ``site`` at ``address``."""
    return (site / address / "index.html").read_text(encoding="utf-8")


def saved(tmp_path, html, name="saved.html"):
    """A file in ``tmp_path`` that holds ``html`` (text or bytes)."""
    path = tmp_path / name
    path.write_bytes(html if isinstance(html, bytes) else html.encode("utf-8"))
    return path
