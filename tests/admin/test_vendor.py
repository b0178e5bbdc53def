"""The editor is the one that was looked at, changed in exactly the places that are named, and comes with its licences."""

import gzip
import json

import pytest

from macros.admin import files, patching, vendored
from macros.admin.vendored import VendorChanged


def test_every_part_is_the_published_file():
    for part in vendored.parts():
        assert vendored.integrity(vendored.read(part.file)) == part.integrity
        assert part.package_integrity.startswith("sha512-") and part.version and part.licence


def test_a_part_that_differs_by_one_byte_is_refused(tmp_path, monkeypatch):
    data = vendored.read("react-dom.js.gz")
    (tmp_path / "vendor.json").write_bytes((vendored._FOLDER / "vendor.json").read_bytes())
    (tmp_path / "react-dom.js.gz").write_bytes(gzip.compress(data[:-1] + b" ", mtime=0))
    monkeypatch.setattr(vendored, "_FOLDER", tmp_path)
    with pytest.raises(VendorChanged):
        vendored.read("react-dom.js.gz")


def test_every_file_in_the_folder_is_listed():
    there = {path.name for path in vendored._FOLDER.iterdir()}
    assert there == {"vendor.json", *(part.file for part in vendored.parts()), *(part.notice for part in vendored.parts())}


def test_the_licences_are_served_beside_the_parts():
    text = vendored.notices().decode()
    for part in vendored.parts():
        assert f"{part.name} {part.version} ({part.licence})" in text or part.name == "@sveltia/cms"
    assert "Permission is hereby granted, free of charge" in text and "SIL OPEN FONT LICENSE" in text


def test_a_bundle_of_another_version_is_refused():
    text = vendored.read("sveltia-cms.js.gz").decode()
    for patch in patching.PATCHES:
        with pytest.raises(patching.PatchFailed):
            patching.patched(text.replace(patch.old, "", 1), (patch,))


def test_the_version_that_is_patched_is_the_vendored_one():
    versions = {part.version for part in vendored.parts() if part.name == "@sveltia/cms"}
    assert versions == {patching.VERSION}


def test_the_bundle_asks_no_content_network():
    text = files.bundle().decode()
    assert "cdn.jsdelivr.net" not in text and "unpkg.com" not in text


def test_shared_libraries_have_the_versions_that_the_editor_asks_for():
    bundle = files.bundle().decode()
    immutable = next(part for part in vendored.parts() if part.name == "immutable")
    wanted = json.loads('"' + bundle.split("immutable:`")[1].split("`")[0] + '"')
    assert wanted == f"^{immutable.version}"
