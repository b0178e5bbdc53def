"""A site without its git history, downloaded as an archive: what records and ledger say themselves is said there as well."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

from macros.problems import errors_in
from macros.site.commands import ledger
from macros.site.project import load_project

FICTIONAL = Path(__file__).parents[1] / "sites" / "fictional"
ITEM, FILE = "/oit/2567/o11/", "files/2566/service-manual.pdf"


def test_corrections_and_replaced_files_are_told(tmp_path):
    root = shutil.copytree(FICTIONAL, tmp_path / "site")
    record = root / "measures/2567/disclosures/o11.yml"
    record.write_text(record.read_text(encoding="utf-8") + "corrections:\n  - on: 1 ตุลาคม 2567\n    why: ไฟล์ผิด\n    what: เปลี่ยนไฟล์\n", encoding="utf-8")
    assert ledger.main(["accept", "--root", str(root)]) == 0  # takes in the anchor of the corrections
    (root / "content" / FILE).write_bytes((root / "content" / FILE).read_bytes() + b"%")
    project = load_project(root)
    assert errors_in(project.problems) == [] and f"{ITEM}#corrections" in project.ledger.anchors
    said = project.dates.of(ITEM)
    assert said.corrections == ((date(2024, 10, 1), "เปลี่ยนไฟล์", "ไฟล์ผิด", ""),)
    assert [FILE in str(difference) for difference in said.since_adopted] == [True]


def test_a_page_that_shows_what_is_in_no_commit_yet_names_no_day_of_its_last_change(tmp_path):
    root = shutil.copytree(FICTIONAL, tmp_path / "site")
    for words in (["init", "--quiet"], ["add", "--all"], ["-c", "user.name=a", "-c", "user.email=a@example.go.th", "commit", "--quiet", "-m", "a"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    assert load_project(root).dates.of("/oit/2567/").last
    record = root / "measures/2567/disclosures/o11.yml"
    record.with_name("o15.yml").write_text(record.read_text(encoding="utf-8").replace("O11", "O15"), encoding="utf-8")
    assert load_project(root).dates.of("/oit/2567/").last is None


def test_what_is_recorded_is_not_said_to_be_unrecorded(tmp_path):
    dates = load_project(shutil.copytree(FICTIONAL, tmp_path / "site")).dates
    shown = ("/measures/2567/", "/measures/2567/service/", "/measures/2567/service-time/", "/units/law/", ITEM)
    assert all(dates.of(address).recorded for address in shown) and not dates.of("/oit/2567/o1/").recorded
