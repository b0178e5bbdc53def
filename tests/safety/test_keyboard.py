"""For who has only a keyboard, a real one: everything is reached, seen and left, at 320 px (which is 1280 at 400 % zoom) as well."""


import pytest

from tests.safety.looking import opened
from tests.safety.page_kinds import KINDS
from tests.settled import settle

pytestmark = pytest.mark.browser

WATCH = """() => {
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const group = (one) => one.type === "radio" ? [...document.getElementsByName(one.name)].find((other) => other.checked) ?? one : one;
  const name = (one) => `${one.tagName} ${(one.textContent.trim() || one.name || one.id).slice(0, 40)} ${one.getAttribute("href") ?? ""}`.trim();
  window.wanted = [...new Set([...document.querySelectorAll(focusable)].filter((one) => seen(one) && !one.disabled && one.tabIndex >= 0).map(group))];
  window.walked = [];
  window.poor = [];
  const ring = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  addEventListener("focusin", ({ target }) => {
    walked.push(target);
    const marked = [target, target.closest("label"), target.parentElement].some((one) => one && ring(getComputedStyle(one)));
    if (!marked) poor.push("no ring: " + name(target));
  });
  const headers = document.querySelectorAll(".ps-header, .ps-header__tools"); // on a phone the row of search and menu alone stays
  addEventListener("keydown", () => { // the browser has scrolled to what got the focus before
    const target = document.activeElement;
    const box = target.getBoundingClientRect();
    const stuck = [...headers, ...document.querySelectorAll("thead th")].filter((one) => getComputedStyle(one).position === "sticky" && !one.contains(target));
    const covered = Math.max(0, ...stuck.map((one) => one.getBoundingClientRect()).filter((one) => one.top < innerHeight / 2 && one.right > box.left && one.left < box.right).map((one) => one.bottom));
    const outside = box.bottom <= (target.closest(".ps-header, .ps-skip, thead") ? 0 : covered) + 2 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth;
    if (walked.includes(target) && (outside || box.width === 0)) poor.push("out of sight: " + name(target));
  }, true);
  window.report = () => ({
    poor, missed: wanted.filter((one) => !walked.includes(one)).map(name), more: walked.filter((one) => !wanted.includes(one)).map(name),
    twice: walked.filter((one, at) => walked.indexOf(one) !== at).map(name), left: document.activeElement === document.body || document.activeElement === wanted[0],
  });
  return wanted.length;
}"""
CLEAN = {"poor": [], "missed": [], "more": [], "twice": [], "left": True}


def walk(page, key="Tab"):
    """Press Tab through the whole page and out at its end."""
    for _ in range(page.evaluate(WATCH)):
        page.keyboard.press(key)
    before = page.evaluate("walked.length")
    page.keyboard.press(key)
    report = page.evaluate("report()")
    return {**report, "twice": report["twice"] if page.evaluate("walked.length") == before else report["twice"][:-1]}


@pytest.mark.parametrize("kind", KINDS)
def test_tab_reaches_everything_visibly_and_leaves_at_400_percent(built_site, serve_folder, pages, kind):
    page = opened(pages, serve_folder(built_site), kind, width=320, height=256, reduced_motion="reduce")
    assert walk(page) == CLEAN


LOST = {  # what would lose the reader who has only a keyboard, and what the walk says of it
    "poor": "document.querySelector('article a').setAttribute('style', 'outline: none; box-shadow: none')",
    "missed": "document.querySelector('footer a').addEventListener('keydown', (event) => event.preventDefault())",
    "more": "document.querySelector('article').append(Object.assign(document.createElement('p'), { contentEditable: 'true', textContent: 'x' }))",
    "twice": "document.querySelector('footer a').addEventListener('keydown', (event) => { event.preventDefault(); document.querySelector('.ps-skip').focus(); }, { once: true })",
    "left": "document.querySelector('footer a').addEventListener('keydown', (event) => event.preventDefault())",
}


@pytest.mark.parametrize("said", LOST)
def test_the_walk_sees_who_is_lost(built_site, serve_folder, pages, said):
    page = opened(pages, serve_folder(built_site), "not-found", width=320, height=256, reduced_motion="reduce", bypass_csp=True)
    page.evaluate(LOST[said])
    assert walk(page)[said] != CLEAN[said]


@pytest.mark.parametrize(("kind", "width", "key"), [
    ("home", 1280, "Tab"), ("plan", 1280, "Tab"), ("checklist", 1280, "Shift+Tab"), ("plan", 360, "Tab"), ("item", 360, "Shift+Tab"),
])  # fmt: skip
def test_what_stays_in_sight_never_covers_the_focus(built_site, serve_folder, pages, kind, width, key):
    page = opened(pages, serve_folder(built_site), kind, width=width, height=740, reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('.ps-header__tools')).position") == "sticky"
    assert walk(page, key) == CLEAN


@pytest.mark.parametrize("width", [360, 1280])
def test_an_anchor_stands_below_what_stays_in_sight(built_site, serve_folder, pages, width):
    page = pages.open(width=width, reduced_motion="reduce")
    page.goto(serve_folder(built_site) + KINDS["plan"] + "#row-m3-9")
    settle(page)
    header, row = (page.locator(one).first.bounding_box() for one in (".ps-header__tools" if width == 360 else ".ps-header", "#row-m3-9"))
    assert header["y"] + header["height"] <= row["y"] < 700


def test_the_closed_menu_is_not_walked_through_and_opens_by_keyboard(built_site, serve_folder, pages):
    page = opened(pages, serve_folder(built_site), "plan", width=320, height=512)
    links = page.locator(".ps-menu nav a")
    assert links.count() >= 4 and not links.first.is_visible()
    page.locator(".ps-menu summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert links.first.is_visible() and links.first.evaluate("link => link === document.activeElement")
    for _ in range(links.count()):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.ps-menu') === null")


def test_a_table_is_a_stop_only_while_it_scrolls(built_site, serve_folder, pages):
    page = opened(pages, serve_folder(built_site), "about", width=320, bypass_csp=True)
    box = page.locator(".ps-table-wrap[role=group]").first
    assert box.evaluate("box => [box.scrollWidth - box.clientWidth, box.getAttribute('tabindex')]") == [0, None]
    page.add_style_tag(content=".ps-table-wrap > table { inline-size: 50rem } .ps-table-wrap { max-inline-size: 90% }")
    page.wait_for_function("document.querySelector('.ps-table-wrap[role=group]').getAttribute('tabindex') === '0'")
    still = pages.open(serve_folder(built_site) + KINDS["about"], javascript=False)
    assert still.locator(".ps-table-wrap[role=group]").first.get_attribute("tabindex") == "0", "nobody can tell without scripts"


def test_marks_that_the_style_draws_are_not_read_aloud(built_fictional, serve_folder, pages):
    page = pages.open(serve_folder(built_fictional) + "measures/2567/?status=done", width=360)
    assert page.locator(".ps-chip:has(:checked)").count() == 1 and page.locator(".ps-crumbs li").count() > 1
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in tree if not node["ignored"] and "name" in node]
    assert "แล้วเสร็จ" in names and [name for name in names if "✓" in name or "›" in name] == []


def test_the_skip_link_comes_first_and_moves_the_focus(built_site, serve_folder, pages):
    page = opened(pages, serve_folder(built_site), "plan")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#content')")


def test_search_results_are_reached_by_arrows_and_left_by_escape_and_tab(built_site, serve_folder, pages):
    page = opened(pages, serve_folder(built_site), "home", width=320, height=512)
    box = page.locator("input[type=search]").first
    box.focus()
    page.keyboard.type("O42")
    page.locator("html[data-search-state=done]").wait_for(state="attached")
    page.wait_for_load_state("networkidle")  # the order of results may change as long as the index comes
    first = page.locator("a[data-search-result]").first
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id") and first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert not first.is_visible() and box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('article, footer')"):
            break
    assert page.evaluate("!!document.activeElement.closest('article, footer')") and not first.is_visible()


ASK_AGAIN = """() => {
    document.documentElement.dataset.searchState = "asked";
    document.querySelector("input[type=search]").dispatchEvent(new Event("input", { bubbles: true }));
}"""


def test_results_that_come_again_leave_the_readers_choice_and_do_not_open(built_site, serve_folder, pages):
    """More of the index comes while a reader goes through the first results: they are shown anew."""
    page = opened(pages, serve_folder(built_site), "home", width=320, height=512)
    done, chosen = page.locator("html[data-search-state=done]"), page.locator("[aria-selected=true]")
    page.locator("input[type=search]").first.focus()
    page.keyboard.type("แผน")
    done.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    before = chosen.get_attribute("href")
    page.evaluate(ASK_AGAIN)
    done.wait_for(state="attached")
    assert chosen.get_attribute("href") == before
    page.keyboard.press("Escape")
    page.evaluate(ASK_AGAIN)
    done.wait_for(state="attached")
    assert not page.locator("a[data-search-result]").first.is_visible()
