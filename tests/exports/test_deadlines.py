"""Units' deadlines as a calendar file, read back by the rules of RFC 5545."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.site.data import exports
from macros.site.data.exports import deadlines
from macros.site.data.exports.deadlines import escaped, folded
from macros.site.project import load_project
from macros.site.starting import points

ROOT = Path(__file__).parents[2]
FICTIONAL = ROOT / "tests/sites/fictional"


def calendar_bytes(site, unit_id):
    """All of a unit's calendar."""
    made = deadlines.calendar(site, unit_id, deadlines.events(site))
    return made if isinstance(made, bytes) else made.whole()


def new_agency(tmp_path):
    """An agency of which one unit has nothing to do yet."""
    for name, text in points.agency("เทศบาลทดสอบ", 2569).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{text}  - {{id: works, name: กองช่าง}}\n" if name == "measures/agency.yml" else text, encoding="utf-8")
    return load_project(tmp_path)


@pytest.fixture(scope="module", params=[ROOT, FICTIONAL], ids=["own", "fictional"])
def site(request):
    return load_project(request.param).view


def unfolded(data):
    return data.decode("utf-8").replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(text):
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def events(data):
    found, event = [], None
    for line in unfolded(data):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found.append(event)
            event = None
        elif event is not None:
            assert name not in event
            event[name] = value
    return found


def day(text):
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def test_every_deadline_of_every_unit_is_there(site):
    for unit in site.units:
        lines = site.lines_of_unit(unit.id)
        data = calendar_bytes(site, unit.id)
        ends = sorted((day(event["DTSTART;VALUE=DATE"]), unescaped(event["SUMMARY"])) for event in events(data) if "-end@" in event["UID"])
        assert ends == sorted((line.due, f"ครบกำหนด: {line.title}") for line in lines)
        months = [event for event in events(data) if "-follow-up@" in event["UID"]]
        assert len(months) == sum(line.line.follow_up_month is not None for line in lines)
        for event in months:
            assert day(event["DTSTART;VALUE=DATE"]).day == 1 and day(event["DTEND;VALUE=DATE"]).day == 1


def test_a_known_deadline():
    data = calendar_bytes(load_project(ROOT).view, "finance")
    event = next(event for event in events(data) if event["UID"].startswith("2564-m3-2-end@"))
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"], event["DTSTAMP"]) == ("20210331", "20210401", "20201125T000000Z")
    assert unescaped(event["DESCRIPTION"]).split("\n")[0] == "1. ตรวจสอบข้อมูลในระบบจัดซื้อจัดจ้างภาครัฐ (e-GP)"
    assert "URL" not in event  # the site does not know its own address


def test_form_of_the_file(site):
    for unit in site.units:
        data = calendar_bytes(site, unit.id)
        lines = data.split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
        assert max(map(len, lines)) <= 75 and b"\n" not in data.replace(b"\r\n", b"")
        for line in lines:
            line.decode("utf-8")  # no letter is cut in two
        found = events(data)
        assert len({event["UID"] for event in found}) == len(found)
        assert all(re.fullmatch(r"\d{8}T000000Z", event["DTSTAMP"]) for event in found)


def test_a_unit_with_nothing_to_do_has_a_calendar_that_its_page_leads_to(tmp_path):
    """Who follows it keeps it, whatever the plans give the unit; the format wants one component at least."""
    project = new_agency(tmp_path)
    busy, idle = (unfolded(calendar_bytes(project.view, unit)) for unit in ("clerk", "works"))
    assert not events(calendar_bytes(project.view, "works")) and events(calendar_bytes(project.view, "clerk"))
    assert idle[:4] == busy[:4] and idle[4] == "X-WR-CALNAME:กองช่าง"
    assert idle[5:] == [
        "BEGIN:VTIMEZONE", "TZID:Asia/Bangkok", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:+07",
        "END:STANDARD", "END:VTIMEZONE", "END:VCALENDAR",
    ]  # fmt: skip
    assert "VTIMEZONE" not in "".join(busy)
    assert {f"units/{unit}/calendar.ics" for unit in ("clerk", "works")} <= exports.names(project.view)
    assert all('href="calendar.ics"' in project.documents[f"units/{unit}/index.md"][1] for unit in ("clerk", "works"))


def test_an_event_is_the_same_in_every_unit(site):
    by_uid = {}
    for unit in site.units:
        for event in events(calendar_bytes(site, unit.id)):
            assert by_uid.setdefault(event["UID"], event) == event
    lines = {line.address for unit in site.units for line in site.lines_of_unit(unit.id)}
    assert sum("-end@" in uid for uid in by_uid) == len(lines)


def test_events_of_two_agencies_never_meet():
    uids = [{event["UID"] for unit in load_project(root).view.units for event in events(calendar_bytes(load_project(root).view, unit.id))} for root in (ROOT, FICTIONAL)]
    assert all(uids) and not uids[0] & uids[1]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\\;,กำเ์"), max_size=300)


@given(TEXT)
def test_folding_and_escaping_keep_every_letter(text):
    line = folded(f"SUMMARY:{escaped(text)}")
    assert all(len(piece.encode("utf-8")) <= 75 for piece in line.split("\r\n"))
    assert unescaped(unfolded(line.encode("utf-8"))[0].removeprefix("SUMMARY:")) == text


def test_last_day_of_a_month_is_the_day_before_the_end():
    event = next(event for event in events(calendar_bytes(load_project(FICTIONAL).view, "policy")) if "2567-publish-progress-follow-up" in event["UID"])
    assert (day(event["DTSTART;VALUE=DATE"]), day(event["DTEND;VALUE=DATE"]) - timedelta(days=1)) == (date(2024, 5, 1), date(2024, 5, 31))
