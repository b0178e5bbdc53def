"""Copies of the site or of one of its files: what is the same, what is not, and what nobody can tell."""

import json
import os

import pytest

from macros.site.verifying.copies import check_folder, reference_at
from macros.site.whole import manifest


def test_an_untouched_copy_is_the_same_and_says_of_which_commit(run, copy, built_site):
    status, said = run(copy, "--against", built_site)
    commit = json.loads((built_site / "data/build.json").read_text(encoding="utf-8"))["commit"]
    assert status == 0 and "Same bytes" in said and "ตรงกันทุกไบต์" in said
    assert f"commit {commit or 'ไม่ทราบ'}" in said
    assert run(copy)[0] == 0 and run(copy, "--against", built_site / manifest.NAME)[0] == 0


def test_a_copy_that_vouches_for_itself_proves_no_publisher(run, copy, built_site):
    """Who forges a page can forge the manifest beside it."""
    page, listed = copy / "ita/2563/index.html", copy / manifest.NAME
    before = manifest.digest(page)[0]
    page.write_bytes(page.read_bytes().replace(b"74.95", b"94.95"))
    listed.write_bytes(listed.read_bytes().replace(before.encode(), manifest.digest(page)[0].encode()))
    own = reference_at(copy)
    (copy / manifest.SUMS).write_bytes(manifest.sums(own.manifest, manifest.digest(listed)[0]))
    for place in (copy, page):
        status, said = run(place)
        first = said.splitlines()[0]
        assert status == 0 and first.startswith("ตรงกันทุกไบต์กับบัญชีไฟล์ที่มากับสำเนานี้เอง") and "ไม่พิสูจน์ว่าใครเผยแพร่" in first
        assert "published" not in first.partition("this does not prove who published")[0] and "กับที่เผยแพร่" not in said
        assert run(place, "--against", built_site)[0] == 1
    (copy / "about/index.html").unlink()
    assert run(copy)[1].startswith("ไม่ตรงกับบัญชีไฟล์ที่มากับสำเนานี้เอง · Different from what was listed in the manifest that came with this copy")


def test_every_change_to_a_copy_is_named(run, copy, built_site):
    (copy / "index.html").write_bytes((copy / "index.html").read_bytes() + b" ")
    (copy / "about/index.html").unlink()
    (copy / "forged").mkdir()
    (copy / "forged/index.html").write_text("<h1>x</h1>", encoding="utf-8")
    verdict = check_folder(copy, reference_at(built_site))
    assert (verdict.outcome, verdict.changed, verdict.missing, verdict.added) == ("different", ("index.html",), ("about/index.html",), ("forged/index.html",))
    status, said = run(copy)
    assert status == 1 and all(name in said for name in ("index.html", "about/index.html", "forged/index.html"))


def test_a_page_of_a_copy_is_compared_byte_for_byte(run, copy):
    """It was saved by no browser, so nothing may have been written into it."""
    path = copy / "complaints/index.html"
    path.write_text(path.read_text(encoding="utf-8") + "<p>โทร</p>", encoding="utf-8")
    status, said = run(path)
    assert status == 1 and "/complaints/" in said


def test_a_folder_that_nobody_may_open_is_not_called_missing(run, copy, monkeypatch):
    real = os.scandir

    def scandir(path):
        if str(path).rstrip("/") == str(copy / "about"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    status, said = run(copy)
    assert status == 2 and said.startswith("อ่านไม่ได้: ") and "about" in said and "ไม่มีสิทธิ์เปิด" in said


def test_links_of_the_file_system_are_no_published_files(copy, built_site):
    (copy / "about/index.html").unlink()
    (copy / "about/index.html").symlink_to(built_site / "about/index.html")
    (copy / "more").symlink_to(built_site)
    verdict = check_folder(copy, reference_at(built_site))
    assert (verdict.changed, verdict.added) == (("about/index.html",), ("more",))


@pytest.mark.parametrize("name", [manifest.NAME, manifest.SUMS, "data/build.json"])
def test_a_manifest_that_was_changed_is_a_difference(copy, built_site, name):
    (copy / name).write_bytes((copy / name).read_bytes().replace(b"prongsai", b"Prongsai").replace(b"a", b"b", 1))
    assert check_folder(copy, reference_at(built_site)).changed == (name,)


def test_the_sums_are_what_sha256sum_reads_and_cover_the_manifest(built_site):
    listed = dict(reversed(line.split("  ", 1)) for line in (built_site / manifest.SUMS).read_text(encoding="utf-8").splitlines())
    assert sorted(listed) == list(listed) == [name for name in manifest.file_names(built_site) if name != manifest.SUMS]
    assert all(manifest.digest(built_site / name)[0] == checksum for name, checksum in listed.items())


def test_every_page_of_the_site_is_in_the_manifest(built_site):
    pages = json.loads((built_site / manifest.NAME).read_text(encoding="utf-8"))["pages"]
    built = {path.relative_to(built_site).as_posix() for path in built_site.rglob("index.html")}
    assert built <= set(pages)
    assert all(len(entry["text"]) == len(entry["rows"]) == 64 for entry in pages.values())


def test_a_single_file_of_the_site_is_known_by_its_bytes(run, built_site, tmp_path):
    (tmp_path / "renamed.csv").write_bytes((built_site / "data/measures-2564.csv").read_bytes())
    status, said = run(tmp_path / "renamed.csv", "--against", built_site)
    assert status == 0 and "/data/measures-2564.csv" in said
    (tmp_path / "renamed.csv").write_bytes(b"x")
    assert run(tmp_path / "renamed.csv", "--against", built_site)[0] == 1


def test_what_cannot_be_compared_is_said_without_a_traceback(run, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.json").write_text('{"files": []}', encoding="utf-8")
    (tmp_path / "note.txt").write_text("hello", encoding="utf-8")
    for arguments in (["gone"], [tmp_path / "empty"], [tmp_path / "note.txt"], [tmp_path / "note.txt", "--against", tmp_path / "bad.json"]):
        status, said = run(*arguments)
        assert status == 2 and "Traceback" not in said and said.strip(), arguments
