"""One mistake does not hide another; and what another mistake leaves in doubt is not claimed."""

import pytest

from macros.site.commands import ledger
from macros.site.project import load_project

ENGINEERING = "/units/engineering/"


def write(root, file, find, put):
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")


def problems(root):
    return [(problem.code, str(problem.params.get("address") or problem.place)) for problem in load_project(root).problems if problem.severity == "error"]


def vanished(root):
    return {address for code, address in problems(root) if code.startswith(("ledger-vanished", "ledger-anchor-vanished"))}


def status_typo(root):
    write(root, "measures/2564/m1.yml", "    status: unknown", "    status: เสร็จแร้ว")


def broken_quote(root):
    write(root, "measures/2564/m1.yml", "\ntitle: ", '\ntitle: "')


def macro_typo(root):
    write(root, "content/about.md", "\n---\n", "\n---\n\n{{ plan_tabel(2564) }}\n")


def attachment(root):
    (root / "content/files").mkdir(exist_ok=True)
    (root / "content/files/setup.exe").write_bytes(b"MZ")


@pytest.mark.parametrize("mistake", [macro_typo, attachment])
def test_a_mistake_outside_the_records_hides_nothing_that_vanished(site_copy, mistake):
    root = site_copy()
    (root / "measures/2564/m2.yml").unlink()
    write(root, "content/privacy.md", " {#stored}", " {#kept}")
    alone = vanished(root)
    assert alone == {"/measures/2564/m2/", "/privacy/#stored"}
    mistake(root)
    assert vanished(root) == alone


@pytest.mark.parametrize("mistake", [status_typo, broken_quote])
def test_a_mistake_in_a_record_hides_no_page_that_vanished(site_copy, mistake):
    root = site_copy()
    (root / "measures/2564/m2.yml").unlink()
    mistake(root)
    assert vanished(root) == {"/measures/2564/m2/"}


@pytest.mark.parametrize("mistake", [macro_typo, attachment, status_typo, broken_quote])
def test_a_call_of_what_is_not_there_is_told_beside_another_mistake(site_copy, mistake):
    root = site_copy()
    write(root, "content/complaints.md", "\n---\n", "\n---\n\n{{ plan_table(2599) }}\n")
    (root / "content/files").mkdir(exist_ok=True)
    mistake(root)
    codes = [code for code, _ in problems(root)]
    assert codes.count("no-plan-of-year") == 1 and len(codes) == 2


def test_a_unit_under_another_id_is_gone_although_a_line_names_it_still(site_copy):
    """A unit lies in agency.yml: that another file names it does not leave it in doubt."""
    root = site_copy()
    write(root, "measures/agency.yml", "id: engineering", "id: engineer")
    assert vanished(root) == {ENGINEERING, f"{ENGINEERING}calendar.ics"}
    assert "unit-unknown" in [code for code, _ in problems(root)]


def test_a_unit_in_a_file_that_cannot_be_read_may_be_there(site_copy):
    root = site_copy()
    write(root, "measures/agency.yml", "id: engineering", "id: [engineering")
    assert not vanished(root)


def test_lines_lost_from_a_record_are_told_though_the_rest_of_it_is_wrong(site_copy):
    root = site_copy()
    (root / "measures/2564/m3.yml").write_text("\n".join((root / "measures/2564/m3.yml").read_text(encoding="utf-8").split("\n")[:40]) + "\n# \n", encoding="utf-8")
    assert "/measures/2564/m3-12/" in vanished(root)


@pytest.mark.parametrize("file, name", [("measures/2564/m2.yml", "m2.yml.txt"), ("content/about.md", "About.md"), ("content/about.md", "about.md.txt")])
def test_what_a_file_of_another_name_holds_has_not_vanished(site_copy, file, name):
    root = site_copy()
    (root / file).rename((root / file).with_name(name))
    assert not vanished(root)


def test_a_call_of_what_an_unreadable_record_may_be_is_no_second_mistake(site_copy):
    root = site_copy()
    write(root, "content/complaints.md", "\n---\n", '\n---\n\n{{ measure_card(2564, "m1") }}\n')
    broken_quote(root)
    assert len(problems(root)) == 1


def test_an_id_at_fault_leaves_open_what_vanished(site_copy):
    root = site_copy()
    write(root, "measures/2564/m3.yml", "id: m3-1\n", "id: M3_1\n")
    assert not vanished(root)


def test_a_lost_ledger_is_told_beside_a_mistake_in_a_record(site_copy):
    root = site_copy()
    (root / "measures/ledger.tsv").unlink()
    status_typo(root)
    assert {"ledger-lost", "status-unknown"} <= {code for code, _ in problems(root)}


def test_it_is_told_at_every_look(site_copy):
    """A process that looks again does not take what it rendered for the problems for pages that are all right."""
    from macros.site.expand.memory import Memory

    root, memory = site_copy(), Memory()
    write(root, "content/complaints.md", "\n---\n", "\n---\n\n{{ plan_table(2599) }}\n")
    first = [problem.code for problem in load_project(root, memory=memory).problems]
    assert "no-plan-of-year" in first
    assert [problem.code for problem in load_project(root, memory=memory).problems] == first


@pytest.mark.parametrize(("link", "told"), [
    ("/measures/2564/m1/", ("link-dead-near", "measures/2564/m1/index.md")), ("/measures/2564/m77/", ("link-dead-near", "measures/2564/m")),
    ("/x/", ("link-dead", "")), ("ไม่มี.md", ("link-dead", "")),
])  # fmt: skip
def test_a_dead_link_is_told_once_with_what_is_near_if_anything_is(site_copy, link, told):
    root = site_copy()
    write(root, "content/complaints.md", "\n---\n", f"\n---\n\n[ก]({link})\n")
    found = [(problem.code, problem.params.get("suggestion", "")) for problem in load_project(root).problems if problem.severity == "error"]
    assert [code for code, _ in found] == [told[0]] and found[0][1].startswith(told[1])


def test_a_change_in_a_closed_year_is_told_at_its_value(site_copy):
    root = site_copy()
    assert ledger.main(["close", "2564", "--root", str(root), "--today", "1 ตุลาคม 2564"]) == 0
    write(root, "measures/2564/m1.yml", "status: unknown", "status: done")
    found = [problem for problem in load_project(root).problems if problem.code == "closed-year-changed"]
    line, column = place_of("    status: ", root / "measures/2564/m1.yml")
    assert [str(problem.place) for problem in found] == [f"measures/2564/m1.yml:{line}:{column}"]


def place_of(start, path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((number, len(start) + 1) for number, line in enumerate(lines, 1) if line.startswith(start))
