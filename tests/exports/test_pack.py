"""A year's evidence in one archive: complete, checkable, the same whoever builds it."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from macros.records.disclosed import published
from macros.records.load import load
from macros.records.model import KINDS
from macros.records.registers import REGISTERS
from macros.site.build import build
from macros.site.commands.ledger import main as ledger_command
from macros.site.data.exports import pack

ROOT = Path(__file__).parents[2]
FICTIONAL = ROOT / "tests/sites/fictional"


@pytest.fixture(scope="module")
def packed(built_fictional):
    with zipfile.ZipFile(built_fictional / "data/pack-2567.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_sums_are_those_of_the_members(packed):
    sums = dict(reversed(line.split("  ", 1)) for line in packed["SHA256SUMS"].decode("utf-8").splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in packed.items() if name != "SHA256SUMS"}


def test_records_and_attachments_are_the_sources(packed):
    for name, data in packed.items():
        if name.startswith(("measures/", "content/")):
            assert data == (FICTIONAL / name).read_bytes()
    assert {name for name in packed if name.startswith("measures/2567/")} == {
        path.relative_to(FICTIONAL).as_posix() for path in (FICTIONAL / "measures/2567").rglob("*.yml")
    }  # fmt: skip
    assert {"measures/agency.yml", "measures/2566/ita.yml", "content/files/2567/plan.pdf", "content/files/2567/property.csv", "content/files/2566/service-manual.pdf"} <= set(packed)
    assert "measures/2566/plan.yml" not in packed


def test_each_record_is_there_as_json_that_its_form_takes(packed):
    """PyYAML reads YAML 1.1, in which the key ``on`` is true."""
    sources = sorted(name for name in packed if name.startswith("measures/"))
    twins = {name: json.loads(data) for name, data in packed.items() if name.startswith("records/")}
    assert sorted(twins) == sorted(map(pack.twin_name, sources)) and len(twins) > 20
    for twin in twins.values():
        KINDS[twin["kind"]].model_validate(twin)
    assert twins["records/2567/disclosures/o14.json"]["approved"] == {"by": "ปลัดเทศบาล", "on": "9 เมษายน 2567"}
    assert twins["records/2567/disclosures/o8.json"]["answer"] == "yes" and "records/" in packed["README.txt"].decode()


def test_data_is_that_of_the_site(packed, built_fictional):
    for name, data in packed.items():
        if name.startswith("data/"):
            assert data == (built_fictional / name).read_bytes()
    assert {"data/oit-2567.json", "data/oit-2567.csv", "data/oit-2567.xlsx", "data/measures-2567.csv"} <= set(packed)


def test_figures_of_the_year_s_registers_are_there_to_be_reckoned_with(packed, built_fictional):
    assert {name for name in packed if name.startswith("data/")} > {f"data/{kind}-2567.{ending}" for kind in REGISTERS for ending in ("json", "csv", "xlsx")}


def test_what_was_withdrawn_from_a_year_is_evidence_of_it(site_copy, tmp_path):
    root = site_copy(FICTIONAL)
    (root / "measures/2567/property.yml").unlink()
    assert ledger_command(["retire", "/measures/2567/property/", "--why", "รวมกับงานพัสดุ", "--root", str(root)]) == 0
    assert build(root, tmp_path / "site").ok
    with zipfile.ZipFile(tmp_path / "site/data/pack-2567.zip") as archive:
        text = archive.read("pages/measures/2567/property.txt").decode("utf-8")
    assert text.startswith("กำหนดขั้นตอนการขอยืมทรัพย์สินของราชการ\n/measures/2567/property/\n") and "เหตุผล: รวมกับงานพัสดุ" in text
    assert "ประชุมชี้แจงบุคลากรทุกกอง" in text


def test_pages_are_plain_text(packed):
    pages = {name for name in packed if name.startswith("pages/")}
    assert {"pages/measures/2567.txt", "pages/oit/2567/o34.txt", "pages/ita/2566.txt", "pages/complaints.txt"} <= pages
    text = packed["pages/measures/2567/service-time.txt"].decode("utf-8")
    assert "<script>alert(\"x\")</script>" in text and "&lt;" not in text  # the words of the record, which are no code
    assert "/measures/2567/service-time/" in text.splitlines()[1]


def test_members_are_in_order_and_know_no_clock(built_fictional):
    with zipfile.ZipFile(built_fictional / "data/pack-2567.zip") as archive:
        names = archive.namelist()
        assert names == [*sorted(names[:-1]), "SHA256SUMS"]
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_same_members_same_bytes():
    members = [("ก.txt", lambda: b"1"), ("b/c.bin", lambda: bytes(5000))]
    made = []
    for _ in range(2):
        out = io.BytesIO()
        pack.write_pack(out, members)
        made.append(out.getvalue())
    assert made[0] == made[1] and zipfile.ZipFile(io.BytesIO(made[0])).namelist() == ["ก.txt", "b/c.bin", "SHA256SUMS"]


def test_what_waits_for_approval_stays_out():
    files = {
        "measures/2564/o3.yml": b"kind: disclosure\nfiscal_year: 2564\nitem: O3\nanswer: none\nunit: office\n",
        "measures/2564/o4.yml": "kind: disclosure\nfiscal_year: 2564\nitem: O4\nanswer: none\nunit: office\napproved: {by: ปลัด, on: 1 เมษายน 2564}\n".encode(),
    }
    records, _ = load(files)
    assert pack.record_files(records, published(records, "required"), 2564) == (("measures/2564/o4.yml",), ("measures/2564/o3.yml",))
    assert "measures/2564/o3.yml" in pack.readme("ก", 2564, ["measures/2564/o3.yml"]).decode("utf-8")
