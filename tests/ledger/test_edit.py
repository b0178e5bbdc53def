"""Accept, move and retire, on values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.ledger import Address, Ledger, compare
from macros.ledger.edit import Refused, accept, at_home, move, plain, retire
from macros.ledger.model import is_address
from macros.problems import errors_in

DAY = date(2026, 1, 1)
HOME = Address("/", "page", "page /", "หน้าแรก", ("top",))
TEAM = Address("/about/", "page", "page /about/", "เกี่ยวกับ", ("top", "team"))
LINE = Address("/measures/2564/m3-1/", "line", "line 2564/m3-1", "จัดประชุม", ("steps",))
PLAN = Address("/measures/2564/", "plan", "plan 2564", "แผน", ("line-m3-1", "line-m3-2"))
SITE = [HOME, TEAM, LINE, PLAN]
LEDGER = accept(Ledger(), SITE)


def errors(ledger, site):
    return [problem.code for problem in errors_in(compare(ledger, site))]


def refusal(edit, *arguments):
    with pytest.raises(Refused) as caught:
        edit(*arguments)
    return caught.value.code


def test_what_is_accepted_is_at_peace():
    assert compare(LEDGER, SITE) == []
    assert accept(LEDGER, SITE) == LEDGER


def test_a_page_moves_with_its_anchors_and_those_that_were_about_it():
    new = Address("/measures/2564/meeting/", "line", "line 2564/meeting", "จัดประชุม", ("steps",))
    plan = Address("/measures/2564/", "plan", "plan 2564", "แผน", ("line-meeting", "line-m3-2"))
    site = [HOME, TEAM, new, plan]
    assert errors(LEDGER, site) == ["ledger-vanished-near"]
    moved = move(LEDGER, LINE.address, new.address, site)
    assert errors(moved, site) == []
    assert moved.moved == {LINE.address: new.address, "/measures/2564/#line-m3-1": "/measures/2564/#line-meeting"}


def test_what_moves_with_a_page_leaves_no_chain_either():
    ledger, last = LEDGER, "m3-1"
    for name in ("meeting", "assembly"):
        plan = Address("/measures/2564/", "plan", "plan 2564", "แผน", (f"line-{name}", "line-m3-2"))
        site = [HOME, TEAM, Address(f"/measures/2564/{name}/", "line", f"line 2564/{name}", "จัดประชุม", ("steps",)), plan]
        ledger, last = accept(move(ledger, f"/measures/2564/{last}/", f"/measures/2564/{name}/", site), site), name
    assert errors(ledger, site) == []
    assert {ledger.moved[f"/measures/2564/#line-{name}"] for name in ("m3-1", "meeting")} == {"/measures/2564/#line-assembly"}


def test_a_units_calendar_moves_with_its_page():
    unit = lambda name: [Address(f"/units/{name}/", "unit", f"unit {name}", "กองคลัง"), Address(f"/units/{name}/calendar.ics", "data", "", "calendar.ics")]
    ledger, site = accept(LEDGER, [*SITE, *unit("tax")]), [*SITE, *unit("finance")]
    moved = move(ledger, "/units/tax/", "/units/finance/", site)
    assert moved.moved == {"/units/tax/": "/units/finance/", "/units/tax/calendar.ics": "/units/finance/calendar.ics"}
    again = move(moved, "/units/finance/", "/units/treasury/", [*SITE, *unit("treasury")])
    assert {again.moved[f"/units/{name}/calendar.ics"] for name in ("tax", "finance")} == {"/units/treasury/calendar.ics"}
    without = [*SITE, *unit("finance")[:1]]  # nothing is due any more
    assert errors(move(ledger, "/units/tax/", "/units/finance/", without), without) == ["ledger-vanished"]


def test_redirects_are_led_on_so_that_no_chain_arises():
    ledger = move(move(LEDGER, "/index.php?id=5", "/about/", SITE), "/team/", "/about/#team", SITE)
    site = [HOME, Address("/office/", "page", "page /office/", "สำนักงาน", ("top", "team")), LINE, PLAN]
    moved = move(ledger, "/about/", "/office/", site)
    assert moved.moved == {"/index.php?id=5": "/office/", "/team/": "/office/#team", "/about/": "/office/"}
    assert errors(moved, site) == []


def test_a_heading_moves():
    site = [HOME, Address("/about/", "page", "page /about/", "เกี่ยวกับ", ("top", "people")), LINE, PLAN]
    moved = move(LEDGER, "/about/#team", "/about/#people", site)
    assert errors(moved, site) == [] and moved.moved == {"/about/#team": "/about/#people"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("/about/", "/", "ledger-still-there"), ("/about/#team", "/", "ledger-still-there"), ("/x/", "/nowhere/", "ledger-redirect-nowhere"),
        ("/x/", "/x/", "ledger-redirect-cycle"), ("/x/", "/old/", "ledger-redirect-chain"), ("x", "/", "ledger-address-form"),
        ("/x/", "javascript:alert(1)", "ledger-address-form"), ("/x/\u202e", "/", "ledger-address-form"), ("//evil/", "/", "ledger-address-form"),
    ],
)  # fmt: skip
def test_a_move_that_breaks_a_promise_is_refused(old, new, code):
    ledger = move(LEDGER, "/old/", "/about/", SITE)
    assert refusal(move, ledger, old, new, SITE) == code


def test_a_circle_is_refused():
    site = [HOME, LINE, PLAN]
    ledger = move(LEDGER, "/about/", "/", site)
    assert refusal(move, ledger, "/zzz/", "/about/", site) == "ledger-redirect-chain"
    away = [TEAM, LINE, PLAN]
    assert refusal(move, ledger, "/", "/about/", away[1:]) == "ledger-redirect-cycle"


def test_a_tombstone_keeps_what_stood_there_and_takes_along_what_was_about_it():
    site = [HOME, TEAM, Address("/measures/2564/", "plan", "plan 2564", "แผน", ("line-m3-2",))]
    retired = retire(LEDGER, LINE.address, " รวมกับ\nm3-2 ", DAY, site)
    assert errors(retired, site) == []
    stone = retired.gone[LINE.address]
    assert (stone.kind, stone.record, stone.title, stone.on, stone.why) == ("line", "line 2564/m3-1", "จัดประชุม", DAY, "รวมกับ m3-2")
    assert "/measures/2564/#line-m3-1" in retired.gone
    assert f"{LINE.address}#steps" in retired.anchors


@pytest.mark.parametrize(
    ("address", "why", "code"),
    [("/about/", "x", "ledger-still-there"), ("/typo/", "x", "ledger-unknown"), ("/measures/2564/m3-1/", " \n", "ledger-why-missing")],
)
def test_a_tombstone_that_makes_no_sense_is_refused(address, why, code):
    assert refusal(retire, LEDGER, address, why, DAY, [HOME, TEAM, PLAN]) == code


def test_a_second_tombstone_is_refused():
    site = [HOME, TEAM, PLAN]
    assert refusal(retire, retire(LEDGER, LINE.address, "x", DAY, site), LINE.address, "y", DAY, site) == "ledger-gone-already"


def test_what_comes_back_is_taken_back_in():
    retired = retire(LEDGER, LINE.address, "x", DAY, [HOME, TEAM, PLAN])
    assert errors(retired, SITE) == []
    again = accept(retired, SITE)
    assert again.gone == {} and again.living[LINE.address].title == "จัดประชุม"


@pytest.mark.parametrize(("text", "address"), [("/about", "/about/"), ("/about#team", "/about/#team"), ("/files/a%20b.pdf", "/files/a b.pdf"), ("/index.php?id=5", "/index.php?id=5"), (" / ", "/"), ("https://a.go.th/x", "https://a.go.th/x")])
def test_addresses_are_written_one_way(text, address):
    assert plain(text) == address


@pytest.mark.parametrize(
    ("text", "site_url", "address"),
    [
        ("https://ita.example.go.th/about/#team", "https://ita.example.go.th/", "/about/#team"), ("HTTP://ITA.example.go.th:80", "https://ita.example.go.th", "/"),
        (" https://ita.example.go.th?id=5 ", "http://ita.example.go.th:443/", "/?id=5"), ("http://127.0.0.1:8099/x", "http://127.0.0.1:8099/", "/x"),
        ("https://a.go.th/ita/about/", "http://a.go.th/ita/", "/about/"), ("https://a.go.th/ita", "https://a.go.th/ita/", "/"),
        *((other, "https://a.go.th/ita/", other) for other in ("https://a.go.th/italy/", "https://a.go.th/", "https://b.a.go.th/ita/", "https://a.go.th:8080/ita/", "/about/", "x", "")),
        ("https://a.go.th/", "", "https://a.go.th/"),
    ],
)  # fmt: skip
def test_a_whole_address_of_this_site_is_its_own_path(text, site_url, address):
    assert at_home(text, site_url) == address


pages = st.sampled_from(["/a/", "/b/", "/c/", "/d/", "/a/#x", "/b/#x", "/old", "/index.php?id=1"])


@given(st.lists(st.tuples(st.sampled_from(["move", "retire"]), pages, pages), max_size=8), st.sets(st.sampled_from(["/a/", "/b/", "/c/", "/d/"])))
def test_no_edit_ever_loses_an_address_or_makes_a_chain(edits, living):
    before = accept(Ledger(), [Address(page, "page", f"page {page}", page, ("x",)) for page in ("/a/", "/b/", "/c/", "/d/")])
    site = [Address(page, "page", f"page {page}", page, ("x",)) for page in sorted(living)]
    ledger = before
    for what, one, other in edits:
        try:
            ledger = move(ledger, one, other, site) if what == "move" else retire(ledger, one, "x", DAY, site)
        except Refused:
            continue
    assert all(ledger.knows(address) for address in [*before.living, *before.anchors])
    assert not [problem for problem in compare(ledger, site) if problem.code.startswith("ledger-redirect")]


@pytest.mark.parametrize("address", ["/x/../../../web/index.html", "/../x/", "/x/./y/", "/x//y/", "/x\\..\\y/", "/..", "//x.example.go.th/"])
def test_no_address_leads_out_of_the_site(address):
    assert refusal(move, LEDGER, address, "/about/", SITE) == refusal(move, LEDGER, "/old/", address, SITE) == "ledger-address-form"


@pytest.mark.parametrize("address", ["/old/", "/", "/index.php", "/index.php?from=../x", "/a..b/", "/ข่าว/#x"])
def test_old_addresses_of_every_other_form_lead_on(address):
    assert is_address(address)


PLAN_FILE = Address("/files/plan.pdf", "file", "", "plan.pdf")


@pytest.mark.parametrize(("old", "code"), [
    ("/sitemap.xml", "own"), ("/robots.txt/", "own"), ("/headers.conf", "own"), ("/data/redirects.json", "own"), ("/data/manifest.json/", "own"),
    ("/files/plan.pdf/download", "below"), ("/files/plan.pdf/", "below"), ("/about/index.html/x", "below"), ("/404.html/x/", "below"),
    ("/old.pdf/x", "below"), ("/old/index.html/x", "below"),
])  # fmt: skip
def test_what_no_file_can_answer_is_not_moved(old, code):
    ledger = move(move(LEDGER, "/old.pdf", "/files/plan.pdf", [*SITE, PLAN_FILE]), "/old/", "/about/", [*SITE, PLAN_FILE])
    assert refusal(move, ledger, old, "/about/", [*SITE, PLAN_FILE]) == f"ledger-redirect-{code}"


@pytest.mark.parametrize("old", ["/" + "ก" * 100 + "/", "/news.html/5/", "/news.html", "/files/plan.pdf?download=1", "/sitemap.xml?page=2", "/index.php/5/"])
def test_what_a_file_or_the_map_can_answer_is_moved_without_a_word(old):
    ledger = move(move(LEDGER, "/news.html/6/", "/about/", [*SITE, PLAN_FILE]), "/index.php", "/about/", [*SITE, PLAN_FILE])
    assert [problem.code for problem in compare(move(ledger, old, "/about/", [*SITE, PLAN_FILE]), [*SITE, PLAN_FILE])] == ["ledger-new"]  # the file


def test_a_file_that_came_above_an_old_address_is_told_at_its_row():
    ledger = move(LEDGER, "/files/plan.pdf/download", "/about/", SITE)
    found = [problem for problem in compare(ledger, [*SITE, PLAN_FILE]) if problem.code != "ledger-new"]
    assert [(problem.code, problem.params["other"]) for problem in found] == [("ledger-redirect-below", "/files/plan.pdf")]


@pytest.mark.parametrize("address", ["http://[", "http://e℀.example/x", "http://", "https:///x", "http://a:99999/", "http://[::1"])
def test_an_address_that_cannot_be_taken_apart_is_none(address):
    assert not is_address(address)
    assert refusal(move, LEDGER, address, "/about/", SITE) == refusal(move, LEDGER, "/old/", address, SITE) == "ledger-address-form"
