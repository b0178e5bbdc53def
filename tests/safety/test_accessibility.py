"""For everyone (WCAG 2.2 AA): every kind of page, at 320 (which is 1280 at 400 % zoom), 360, 768 and 1280 px, by day and by night.

``audit.js`` asks the page itself, axe-core knows the standard's rules; ``test_keyboard.py`` has the keyboard alone. Each page is loaded once and resized.
"""

import re

import pytest

from tests.safety.looking import AUDIT, WIDTHS, axe, faults, opened, show, torn
from tests.safety.page_kinds import KINDS, ONLY_FICTIONAL, rooms

pytestmark = pytest.mark.browser


def test_every_kind_of_page_is_here(built_site, built_fictional):
    known = {address.split("/")[0] for address in KINDS.values()} - {"", "404.html"}
    assert rooms(built_site) == known and rooms(built_fictional) - known <= set(ONLY_FICTIONAL)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_in_anyones_way(built_site, serve_folder, pages, kind):
    assert faults(opened(pages, serve_folder(built_site), kind)) == {}


@pytest.mark.parametrize("room", ONLY_FICTIONAL)
def test_nor_on_pages_that_only_the_fictional_agency_has(built_fictional, serve_folder, pages, room):
    page, address, found = pages.open(), serve_folder(built_fictional), {}
    names = sorted(path.parent.relative_to(built_fictional).as_posix() for path in built_fictional.glob(f"{room}/**/index.html"))
    for name in names[:8]:
        page.goto(f"{address}{name}/")
        if problems := faults(page) | axe(page, without=["color-contrast"]):
            found[name] = problems
    assert names and found == {}


FAULTS = {  # what a careless change would bring, and the rule that sees it
    "lang": "document.documentElement.lang = 'en'",
    "title": "document.title = ' '",
    "landmark": "document.querySelector('footer').remove()",
    "no-such-id": "document.querySelector('article').setAttribute('aria-labelledby', 'nowhere')",
    "one-h1": "document.querySelector('h2').outerHTML = '<h1>x</h1>'",
    "heading-skipped": "document.querySelector('article h2').outerHTML = '<h4>x</h4>'",
    "table-caption": "document.querySelector('table').deleteCaption()",
    "th-scope": "document.querySelector('th').removeAttribute('scope')",
    "alt": "document.querySelector('article').append(new Image())",
    "svg-name": "document.querySelectorAll('svg').forEach((one) => one.removeAttribute('aria-hidden'))",
    "label": "document.querySelector('[for=ps-search-box]').remove()",
    "name": "document.querySelector('article').append(document.createElement('button'))",
    "id-twice": "document.querySelectorAll('h2').forEach((one) => one.id = 'same')",
    "tabindex": "document.querySelector('article a').tabIndex = 5",
    "underline": "(() => { const p = document.createElement('p'); p.append('ดู ', document.querySelector('article a').cloneNode(true)); p.lastChild.style.textDecoration = 'none'; document.querySelector('article').append(p) })()",
    "target-size": "(() => { const b = document.createElement('button'); b.textContent = 'x'; b.style = 'all: revert; width: 9px; height: 9px; padding: 0; overflow: hidden'; document.querySelector('article').append(b, b.cloneNode(true)) })()",
    "contrast": "document.querySelector('article p').style.color = '#999'",
    "foreign-passage": "document.querySelector('article p').append(' and this is not in Thai')",
    "numbers-of-drawing": "document.querySelectorAll('.ps-timeline .ps-visually-hidden').forEach((one) => one.remove()), document.querySelectorAll('.ps-timeline a').forEach((one) => { one.textContent = 'x' })",
    "wider-than-window": "document.querySelector('article').append(Object.assign(document.createElement('div'), { style: 'width: 200vw', textContent: 'x' }))",
    "sentence-in-pieces": "document.querySelector('p:has(> .ps-w)').style.display = 'flex'",
    "label-over-value": "(() => { const style = document.createElement('style'); style.textContent = '[data-label]::before { content: attr(data-label); float: left; width: 9px; white-space: nowrap }'; document.head.append(style) })()",
    "scrolls-by-mouse-only": "(() => { const d = document.createElement('div'); d.style = 'overflow-x: auto; width: 100px; white-space: nowrap'; d.textContent = 'x'.repeat(200); document.querySelector('article').append(d) })()",
}  # fmt: skip


def test_every_rule_of_the_audit_has_its_fault():
    assert set(re.findall(r'say\("([\w-]+)"', AUDIT)) == set(FAULTS)


@pytest.mark.parametrize("rule", FAULTS)
def test_the_audit_sees_each_fault(built_site, serve_folder, pages, rule):
    page = opened(pages, serve_folder(built_site), "plan", bypass_csp=True)
    page.evaluate(FAULTS[rule])
    assert rule in {sentence.partition(":")[0] for sentence in page.evaluate(AUDIT)}


POINTED_AT = """() => {
  const also = (rules) => {
    for (let at = rules.cssRules.length - 1; at >= 0; at--) {
      const rule = rules.cssRules[at];
      if (rule.selectorText?.includes(":hover")) rules.insertRule(rule.cssText.replaceAll(":hover", "[data-pointed-at]"), at + 1);
      else if (rule.cssRules?.length) also(rule);
    }
  };
  [...document.styleSheets].forEach(also);
  document.querySelectorAll("body *").forEach((one) => { one.dataset.pointedAt = ""; });
}"""


@pytest.mark.parametrize("kind", ["home", "plan", "checklist", "a-z", "search"])
def test_what_is_pointed_at_or_was_tapped_can_be_read(built_site, serve_folder, pages, kind):
    """A touch screen leaves :hover where it was tapped. Here its rules hold for everything at once, chosen or not."""
    page = opened(pages, serve_folder(built_site), kind, width=360)
    page.evaluate(POINTED_AT)
    for scheme in ("light", "dark"):
        show(page, 360, scheme)
        assert page.evaluate(AUDIT) == []
        page.evaluate("document.querySelectorAll('.ps-chip input').forEach((box) => { box.checked = true })")
        assert page.evaluate(AUDIT) == []


def test_a_word_that_a_line_tears_is_seen(built_site, serve_folder, pages):
    page = opened(pages, serve_folder(built_site), "plan", bypass_csp=True)
    show(page, 320)
    assert torn(page) == []
    page.add_style_tag(content=".ps-w { white-space: normal } article { word-break: break-all }")
    assert len(torn(page)) > 10


def test_an_open_search_and_an_open_menu_too(built_site, serve_folder, pages):
    page = opened(pages, serve_folder(built_site), "home", width=320)
    page.locator("summary", has_text="เมนู").click()
    assert page.evaluate(AUDIT) == []
    page.locator("summary", has_text="เมนู").click()
    page.locator("input[type=search]").first.fill("กองคลัง")
    page.locator(".ps-found__title .ps-w").first.wait_for()
    page.locator("html[data-search-words=whole]").wait_for(state="attached")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(AUDIT) + torn(page) == []


# ---- what the reader has chosen -----------------------------------------------------------------------------------------


MOVING = """() => [document.documentElement, ...document.querySelectorAll("body *")].filter((one) => {
        const style = getComputedStyle(one);
        const long = (text) => text.split(",").some((part) => parseFloat(part) > 0.02);
        return (style.animationName !== "none" && long(style.animationDuration)) || long(style.transitionDuration) || style.scrollBehavior === "smooth";
    }).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("kind", ["home", "plan", "result"])
def test_nothing_moves_for_who_wants_no_movement(built_site, serve_folder, pages, kind):
    page = opened(pages, serve_folder(built_site), kind, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


SIGNS = """() => {
  const canvas = getComputedStyle(document.body).backgroundColor;
  const drawn = { ".ps-status": "::before", ".ps-item-state": "::before", ".ps-sort": "::after", ".ps-square__icon": "", ".ps-timeline__mark": "" };
  const seen = Object.entries(drawn).flatMap(([selector, part]) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).map((one) => [selector, getComputedStyle(one, part).backgroundColor]));
  const shapes = [...document.querySelectorAll(".ps-bars__fill, .ps-stairs__step, .ps-scale__band--here")].map((one) => [one.getAttribute("class"), getComputedStyle(one).fill]);
  return { signs: seen.length + shapes.length, gone: [...seen, ...shapes].filter(([, colour]) => colour === canvas || colour === "rgba(0, 0, 0, 0)") };
}"""


@pytest.mark.parametrize("kind", ["plan", "checklist", "result"])
def test_signs_are_seen_in_the_readers_own_colours(built_site, serve_folder, pages, kind):
    page = opened(pages, serve_folder(built_site), kind)
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        found = page.evaluate(SIGNS)
        assert found["signs"] > 0 and found["gone"] == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


CUT_OFF = """() => [...document.querySelectorAll("article *, header *, footer *")].filter((one) => {
        const style = getComputedStyle(one);
        const clips = style.overflowY === "hidden" || style.overflowY === "clip";
        return clips && one.textContent.trim() && !one.closest(".ps-visually-hidden") && one.checkVisibility() && one.scrollHeight > one.clientHeight + 2;
    }).map((one) => one.outerHTML.slice(0, 80))"""


def test_these_checks_see_their_faults(built_site, serve_folder, pages):
    page = opened(pages, serve_folder(built_site), "plan", width=360, reduced_motion="reduce", bypass_csp=True)
    page.emulate_media(forced_colors="active")
    assert page.evaluate(SIGNS)["gone"] == page.evaluate(MOVING) == page.evaluate(CUT_OFF) == []
    page.add_style_tag(content="h1 { block-size: 1em; overflow: hidden } a { transition: color 1s } h2 { animation: turn 2s } .ps-status::before { forced-color-adjust: none; background: Canvas !important }")
    assert len(page.evaluate(MOVING)) > 10 and page.evaluate(SIGNS)["gone"] and len(page.evaluate(CUT_OFF)) == 1


@pytest.mark.parametrize("kind", ["home", "plan", "item"])
def test_wider_spacing_of_text_cuts_nothing_off(built_site, serve_folder, pages, kind):
    """WCAG 1.4.12: line height 1.5, letters 0.12 em, words 0.16 em, paragraphs 2 em."""
    page = opened(pages, serve_folder(built_site), kind, width=360, bypass_csp=True)
    page.add_style_tag(content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(CUT_OFF) == []


# ---- axe-core ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(built_site, serve_folder, pages, kind):
    """Structure at each width; contrast, which costs most, once by day and once by night (the audit asks at every width)."""
    page, found = opened(pages, serve_folder(built_site), kind), {}
    for width, scheme, without in ((360, "dark", ()), (768, "light", ("color-contrast",)), (1280, "light", ())):
        show(page, width, scheme)
        found |= {(width, scheme, rule): nodes for rule, nodes in axe(page, without=without).items()}
    assert found == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_with_search_and_menu_open(built_site, serve_folder, pages, width):
    page = opened(pages, serve_folder(built_site), "home", width=width)
    page.locator("input[type=search]").first.fill("กองคลัง")
    page.locator("a[data-search-result]").first.wait_for()
    assert axe(page) == {}
    page.keyboard.press("Escape")
    if width == 360:
        page.locator(".ps-menu summary").click()
        assert axe(page) == {}


def test_axe_sees_a_fault(built_site, serve_folder, pages):
    page = opened(pages, serve_folder(built_site), "privacy", bypass_csp=True)
    page.evaluate("document.querySelector('article').append(new Image())")
    assert list(axe(page)) == ["image-alt"]
