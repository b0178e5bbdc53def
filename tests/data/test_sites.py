"""The project's own site and the fictional agency's: both pass every check, and their pages keep what pages rely on."""

import re
from pathlib import Path, PurePosixPath

import pytest
import yaml
from pypdf import PdfReader

from macros.oit import forms, score
from macros.pages.calls import Call, find_calls, without_code
from macros.records.checks import check_records
from macros.records.load import load
from macros.thai.lint import lint, lint_names

ROOT = Path(__file__).resolve().parents[2]
FICTIONAL = ROOT / "tests" / "sites" / "fictional"
SITES = pytest.mark.parametrize("site", [ROOT, FICTIONAL], ids=["own", "fictional"])
OWN_PAGES = pytest.mark.parametrize("page", sorted((ROOT / "content").glob("*.md")), ids=lambda page: page.name)


def sources(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in (site / "measures").rglob("*.yml")}


def attachments(site):
    return {path.relative_to(site / "content").as_posix() for path in (site / "content").rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def fictional():
    return load(sources(FICTIONAL))[0]


@SITES
def test_records_pass_every_check(site):
    records, problems = load(sources(site))
    assert [*problems, *check_records(records, attachments(site))] == []


@SITES
def test_thai_text_is_clean(site):
    name = load(sources(site))[0].agency.name
    for folder, ending in (("measures", "*.yml"), ("content", "*.md")):
        for path in (site / folder).rglob(ending):
            text = path.read_text(encoding="utf-8")
            assert [*lint(text), *lint_names(text, [name])] == [], path.name


@SITES
@pytest.mark.parametrize("page", ["index", "about", "complaints", "privacy", "accessibility"])
def test_pages_that_the_footer_links_to_exist(site, page):
    front = front_matter(site / "content" / f"{page}.md")
    assert set(front) == {"title", "description"} and all(front.values())


def front_matter(path):
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])


@OWN_PAGES
def test_every_heading_has_an_ascii_anchor_of_its_own(page):
    headings = re.findall(r"^#+ .*$", without_code(page.read_text(encoding="utf-8")), re.MULTILINE)
    anchors = [re.search(r" \{#([a-z][a-z0-9-]*)\}$", heading) for heading in headings]
    assert all(anchors)
    assert len({anchor[1] for anchor in anchors}) == len(anchors)


@SITES
def test_calls_in_pages_stand_alone(site):
    calls = [call for path in (site / "content").rglob("*.md") for call in find_calls(path.read_text(encoding="utf-8"))]
    assert {call.name for call in calls} >= {"home", "complaint_channels"}
    assert all(isinstance(call, Call) and call.alone for call in calls)


@SITES
def test_links_between_pages_lead_somewhere(site):
    pages = {path.relative_to(site / "content").as_posix(): path.read_text(encoding="utf-8") for path in (site / "content").rglob("*.md")}
    for name, text in pages.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text)):
            if not re.match(r"(https?|tel):", target):
                file, _, anchor = target.partition("#")
                file = resolve(name, file) if file else name
                assert file in attachments(site), f"{name}: {target}"
                assert not anchor or f"{{#{anchor}}}" in pages[file], f"{name}: {target}"


def resolve(page, target):
    parts = []
    for part in (PurePosixPath(page).parent / target).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_score_of_2563_follows_from_its_items():
    result = load(sources(ROOT))[0].results[2563]
    computed = recomputed(result)
    assert [str(score.half_up(computed.indicators[number])) for number in ("9", "10")] == ["72.79", "25.00"]
    assert (str(score.half_up(computed.total)), computed.level.name) == ("74.95", "C")


def test_scores_of_the_fictional_agency_give_one_another(fictional):
    result = fictional.results[2566]
    computed = recomputed(result)
    # Above 85 in all, but not in every instrument: a pass, and not a good one.
    assert (score.half_up(computed.total), computed.level.name) == (result.total, result.level)
    assert result.level == "ผ่าน"
    assert score.half_up(computed.instruments["OIT"]) < 85 < score.half_up(computed.instruments["EIT"])


def recomputed(result):
    form = forms.load(result.fiscal_year)
    given = {form.indicator_by_title(row.indicator).slug: row.score for row in result.scores}
    return score.compute(form, result.failed_items, {i.slug: given[i.slug] for i in form.survey_indicators})


def test_fictional_agency_differs_from_the_first_in_all_that_code_could_be_wired_to(fictional):
    own = load(sources(ROOT))[0]
    assert fictional.agency.fictional and not own.agency.fictional
    assert not set(fictional.units) & set(own.units)
    assert set(fictional.plans) == {2566, 2567} and not set(fictional.plans) & set(own.plans)
    assert not {line.id for line in fictional.lines} & {line.id for line in own.lines}
    assert forms.load(2567).item_count == 35 and fictional.plans[2567].item == "O34"


def test_fictional_agency_has_every_status_and_the_same_id_in_two_years(fictional):
    assert {line.line.status for line in fictional.lines} == {"unknown", "not-started", "under-way", "done"}
    assert {year for year in (2566, 2567) for measure in fictional.measures(year) if measure.id == "service"} == {2566, 2567}


def test_fictional_text_holds_what_other_languages_would_read_as_code(fictional):
    entry = next(line for line in fictional.lines if line.id == "service-time")
    for text in (entry.measure.title, *entry.line.steps[:2]):
        assert "|" in text or "{%" in text
    together = "\n".join([entry.title, *entry.line.steps])
    assert all(mark in together for mark in ("|", "<script>", "{{ x }}", "&", "{%", "javascript:", "`", "**", "onerror="))


def test_fictional_contact_data_reaches_nobody(fictional):
    for channel in fictional.agency.complaints.channels:
        assert channel.phone in (None, "0 2000 0000")
        assert channel.email is None or channel.email.endswith("@example.go.th")
        assert channel.url is None or channel.url.startswith("https://www.example.go.th/")


@pytest.mark.parametrize("path", sorted((FICTIONAL / "content" / "files").rglob("*.pdf")), ids=lambda path: path.name)
def test_sample_documents_say_that_they_are_samples(path):
    text = PdfReader(path).pages[0].extract_text()
    assert "ตัวอย่าง" in text and "หน่วยงานสมมติ" in text
