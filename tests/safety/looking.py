"""Looking at a page as a test does: its own audit, axe-core, and where its lines of Thai end, at several widths, by day and by night."""

from importlib import resources
from pathlib import Path

from macros.site.html.line_breaks import places
from tests.safety.page_kinds import KINDS
from tests.settled import settle

AUDIT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8").partition("*/")[2].strip()
LINE_ENDS = (Path(__file__).parent / "line_ends.js").read_text(encoding="utf-8").partition("*/")[2].strip()
WIDTHS = (320, 360, 768, 1280)  # 320 is a window of 1280 px at 400 % zoom
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """([rules, off]) => axe.run(document, { runOnly: rules, resultTypes: ['violations'], rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])) })
  .then((result) => result.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 120))]))"""


def faults(page):
    """What our own audit and the ends of lines show: (width, scheme) → sentences, empty when all is well."""
    found = {}
    for width in WIDTHS:
        for scheme in SCHEMES:
            show(page, width, scheme)
            if problems := page.evaluate(AUDIT) + (torn(page) if scheme == "light" else []):
                found[width, scheme] = problems
    return found


def show(page, width, scheme="light", height=800):
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)


def torn(page):
    """Whole words that a line ends inside of, as ``before|after``."""
    ends = page.evaluate(LINE_ENDS)
    return sorted({f"torn: {run[start:at]}|{run[at:end]}" for run, at in ends for start, end in places(run) if start < at < end})


def axe(page, rules=RULES, without=()):
    """Rules of axe-core that the page breaks, with the elements: rule → HTML."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    return dict(page.evaluate(_RUN, [list(rules), list(without)]))


def opened(pages, address, kind, **options):
    """A page of a kind, when nothing moves any more."""
    page = pages.open(address + KINDS[kind], **options)
    settle(page)
    return page
