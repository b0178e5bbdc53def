"""A build goes on from what the last one left, whatever process that was, and makes the bytes that a whole build makes."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.bench import edits, generate
from macros.site import build as build_module
from macros.site import state
from macros.site.build import build
from macros.site.commands.ledger import main as ledger_command
from macros.site.engines.plain import build_plain
from macros.site.placing import exchange
from tests.built import files_in
from tests.site.taking_out import Sources

ROOT = Path(__file__).resolve().parents[2]
FICTIONAL = ROOT / "tests" / "sites" / "fictional"
BUILD = "import sys; from macros.site.commands import build; sys.exit(build.main(sys.argv[1:]))"


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """What a build leaves holds for its folder alone, so tests that begin with the same build have the same folder, one after the other."""
    return tmp_path_factory.mktemp("state") / "place"


@pytest.fixture
def tmp_path(place):
    place.mkdir()
    yield place
    shutil.rmtree(place)


@pytest.fixture
def states(tmp_path, monkeypatch):
    """The folder of the states, for this test alone."""
    keep_states(monkeypatch, tmp_path)
    return tmp_path / "compiled" / state._FOLDER


def keep_states(monkeypatch, folder):
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "compiled"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # who keeps no compiled files keeps no state either
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)


@pytest.fixture(scope="session")
def generated(place):
    """A generated site with what its first build leaves, to be copied into the place: its folder, and path → text."""
    files, kept = generate.site(40), place.with_name("kept")
    generate.write(files, place / "sources")
    with pytest.MonkeyPatch.context() as monkeypatch:
        keep_states(monkeypatch, place)
        assert build(place / "sources", place / "out").ok
    return place.rename(kept), files


@pytest.fixture
def site(generated, tmp_path, states):
    """Sources of a generated site that was built: their folder, and path → text."""
    kept, files = generated
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)  # with the times of its files, by which a build knows them
    return tmp_path / "sources", dict(files)


def inodes(folder):
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("index.html")}


def built_anew(root, tmp_path):
    """To a folder of its own, where no build has left anything."""
    target = tmp_path / "anew"
    shutil.rmtree(target, ignore_errors=True)
    assert build(root, target).ok
    return files_in(target)


def built_again(root, target):
    """By another process."""
    subprocess.run([sys.executable, "-c", BUILD, "--root", str(root), "--output", str(target)], cwd=ROOT, check=True, env=ours())


def ours():
    return {**{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}, "PYTHONPYCACHEPREFIX": sys.pycache_prefix}


@pytest.mark.parametrize("seed", range(3))
def test_random_edits_give_what_a_whole_build_gives(site, tmp_path, seed):
    root, files = site
    rng = random.Random(seed)
    for _ in range(4):
        for _ in range(rng.randint(1, 2)):
            changes = edits.edit(files, rng.randrange(100), rng.choice(list(edits.KINDS)))
            files = edits.changed(files, changes)
            edits.apply(changes, root)
        assert build(root, tmp_path / "out").ok
    assert files_in(tmp_path / "out") == built_anew(root, tmp_path)


def test_what_was_taken_out_may_be_put_back(site, tmp_path):
    root, _ = site
    sources, is_valid = Sources(root, random.Random(3)), True
    for _ in range(8):
        done = sources.step(is_valid)
        is_valid = build(root, tmp_path / "out").ok
        assert not is_valid or files_in(tmp_path / "out") == built_anew(root, tmp_path), done


def test_a_year_may_go_and_come_back(site, tmp_path):
    """With all that is made for it: its data, its form, its pack."""
    root, _ = site
    years, before = sorted((root / "measures").glob("2*")), files_in(tmp_path / "out")
    shutil.move(years[-1], tmp_path / "year")
    assert build(root, tmp_path / "out").ok
    assert f"data/pack-{years[-1].name}.zip" in before.keys() - files_in(tmp_path / "out").keys()
    shutil.move(tmp_path / "year", years[-1])
    assert build(root, tmp_path / "out").ok
    assert files_in(tmp_path / "out") == before


def test_another_process_makes_only_what_differs(site, tmp_path):
    root, files = site
    before = inodes(tmp_path / "out")
    changes = edits.edit(files, 1, "title")
    edits.apply(changes, root)
    built_again(root, tmp_path / "out")
    after = inodes(tmp_path / "out")
    assert 1 <= sum(after[name] != before[name] for name in before) < len(before) / 4, [name for name in before if after[name] != before[name]]
    assert files_in(tmp_path / "out") == built_anew(root, tmp_path)


def test_an_agency_with_a_ledger_and_registers(tmp_path, states):
    root = shutil.copytree(FICTIONAL, tmp_path / "site")
    assert build(root, tmp_path / "out").ok
    for name, old, new in (
        ("content/about.md", "---\n\n", "---\n\nคำใหม่\n\n"), ("measures/agency.yml", "name: ", "name: ใหม่"), ("mkdocs.yml", "official: true", "official: false"),
        ("measures/2567/service.yml", "title: ", "title: ใหม่ "), ("measures/2567/disclosures/o14.yml", "approved:", "note: ดู /#top\napproved:"),
        ("measures/2567/disclosures/o14.yml", "note: ดู", "note: อ่าน"),
    ):
        path = root / name
        assert old in (text := path.read_text(encoding="utf-8"))
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        assert build(root, tmp_path / "out").ok
        assert files_in(tmp_path / "out") == built_anew(root, tmp_path)


def _gone(page):
    page.unlink()


def _changed(page):
    page.write_text("ของคนอื่น", encoding="utf-8")


def _one_more(page):
    (page.parent / "more.txt").write_text("ของคนอื่น", encoding="utf-8")


@pytest.mark.parametrize("harm", [_gone, _changed, _one_more])
def test_an_output_that_others_touched_is_built_anew(site, tmp_path, harm):
    root, _ = site
    before = files_in(tmp_path / "out")
    harm(next((tmp_path / "out/measures").rglob("index.html")))
    assert build(root, tmp_path / "out").ok
    assert files_in(tmp_path / "out") == before


def test_problems_leave_output_and_state_as_they_were(site, tmp_path):
    root, files = site
    name = next(name for name in files if name.startswith("measures/25"))
    before, kept = files_in(tmp_path / "out"), inodes(tmp_path / "out")
    (root / name).write_text("id: [", encoding="utf-8")
    assert not build(root, tmp_path / "out").ok
    assert files_in(tmp_path / "out") == before
    (root / name).write_text(files[name], encoding="utf-8")
    assert build(root, tmp_path / "out").ok
    assert files_in(tmp_path / "out") == before
    assert inodes(tmp_path / "out") == kept, "nothing was made again"


def test_nothing_to_do_touches_nothing(site, tmp_path, states):
    root, _ = site
    place = next(states.iterdir())
    kept, left = inodes(tmp_path / "out"), place.stat().st_mtime_ns
    assert build(root, tmp_path / "out").ok
    assert (inodes(tmp_path / "out"), place.stat().st_mtime_ns) == (kept, left)


def test_a_build_that_is_interrupted_changes_nothing_and_the_next_makes_it_all(site, tmp_path, states, monkeypatch):
    root, files = site
    before = files_in(tmp_path / "out")
    edits.apply(edits.edit(files, 1, "title"), root)

    def replaced(source, target, times=[]):
        times.append(target)
        if len(times) == 3:
            raise KeyboardInterrupt
        os.replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "_replace", replaced)
        with pytest.raises(KeyboardInterrupt):
            build(root, tmp_path / "out")
    assert files_in(tmp_path / "out") == before and not list(states.iterdir())
    assert build(root, tmp_path / "out").ok
    assert files_in(tmp_path / "out") == built_anew(root, tmp_path)


@pytest.mark.parametrize("damage", [lambda data: data[:-1000], lambda data: data[:200] + b"\0" * 5000 + data[5200:], lambda data: b"", lambda data: data[1:]])
def test_a_damaged_state_is_as_good_as_none(site, tmp_path, states, damage):
    root, files = site
    place = next(states.iterdir())
    place.write_bytes(damage(place.read_bytes()))
    edits.apply(edits.edit(files, 2, "text"), root)
    assert build(root, tmp_path / "out").ok
    assert files_in(tmp_path / "out") == built_anew(root, tmp_path)


def test_another_engine_begins_anew(site, tmp_path, monkeypatch):
    root, _ = site
    kept = inodes(tmp_path / "out")
    monkeypatch.setattr(state, "engine_version", lambda: "0.1.0+other")
    assert build(root, tmp_path / "out").ok
    assert not {*inodes(tmp_path / "out").values()} & {*kept.values()}


def test_states_of_outputs_that_are_gone_go_too(site, tmp_path, states):
    root, _ = site
    for number in range(40):
        shutil.copy(next(states.iterdir()), states / f"{number:x}forsaken{number}")
    shutil.move(tmp_path / "out", tmp_path / "elsewhere")
    assert build(root, tmp_path / "elsewhere 2").ok
    left = {path.name[0] for path in states.glob("*forsaken*")}
    assert len(left) < 16, "one in sixteen is looked at"


def test_two_builds_of_one_site_share_nothing(site, tmp_path, states):
    root, _ = site
    with state.Place(root, tmp_path / "out", False).taken() as one, state.Place(root, tmp_path / "out", False).taken() as two:
        assert one.cache is not None and two.cache is None
    assert len(list(states.iterdir())) == 1


def test_a_build_that_another_one_overtakes_begins_once_more(site, tmp_path, monkeypatch):
    root, files = site
    edits.apply(first := edits.edit(files, 1, "title"), root)
    prepare, overtaken = build_module.prepare, []

    def overtake(project, cache):
        result = prepare(project, cache)
        if not overtaken:
            overtaken.append(project)
            edits.apply(edits.edit(edits.changed(files, first), 2, "text"), root)
            built_again(root, tmp_path / "out")
        return result

    monkeypatch.setattr(build_module, "prepare", overtake)
    assert build(root, tmp_path / "out").ok and overtaken
    assert files_in(tmp_path / "out") == built_anew(root, tmp_path)


def test_without_a_place_all_is_built_anew(tmp_path, site, monkeypatch):
    root, _ = site
    kept = inodes(tmp_path / "out")
    monkeypatch.setattr(sys, "pycache_prefix", None)
    assert build(root, tmp_path / "out").ok
    assert not {*inodes(tmp_path / "out").values()} & {*kept.values()}


def test_where_nothing_can_be_written_all_is_built_anew(tmp_path, site, states):
    root, _ = site
    kept = inodes(tmp_path / "out")
    shutil.rmtree(states)
    states.write_text("no folder")
    assert build(root, tmp_path / "out").ok
    assert not {*inodes(tmp_path / "out").values()} & {*kept.values()}


def ledger(root, *arguments):
    assert ledger_command([*arguments, "--root", str(root)]) == 0


def test_a_file_that_goes_or_moves_becomes_a_page_and_back(tmp_path, states):
    """Where a file was, there is a folder for the page that stands in for it."""
    root = shutil.copytree(FICTIONAL, tmp_path / "site")
    folder = root / "content/files/2567"
    for name in ("x.csv", "y.csv"):
        (folder / name).write_text("ชื่อ,จำนวน\nก,1\n", encoding="utf-8")
    ledger(root, "accept")
    assert build(root, tmp_path / "out").ok
    before, rows = files_in(tmp_path / "out"), (root / "measures/ledger.tsv").read_bytes()
    (folder / "x.csv").unlink()
    ledger(root, "retire", "/files/2567/x.csv", "--why", "เลิกใช้")
    (folder / "y.csv").rename(folder / "z.csv")
    ledger(root, "move", "/files/2567/y.csv", "/files/2567/z.csv")
    assert build(root, tmp_path / "out").ok
    after = files_in(tmp_path / "out")
    assert after == built_anew(root, tmp_path)
    assert "files/2567/x.csv/index.html" in after and after["files/2567/y.csv"] == after["files/2567/z.csv"] == before["files/2567/y.csv"]
    shutil.copy(folder / "z.csv", folder / "x.csv")
    (folder / "z.csv").rename(folder / "y.csv")
    (root / "measures/ledger.tsv").write_bytes(rows)
    assert build(root, tmp_path / "out").ok
    assert files_in(tmp_path / "out") == before


def test_a_line_that_was_retired_comes_back(tmp_path, states):
    root = shutil.copytree(FICTIONAL, tmp_path / "site")
    ledger(root, "accept")
    assert build(root, tmp_path / "out").ok
    path, rows = root / "measures/2567/publish.yml", (root / "measures/ledger.tsv").read_bytes()
    before, text = files_in(tmp_path / "out"), path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - id: publish-complaints")], encoding="utf-8")
    ledger(root, "retire", "/measures/2567/publish-complaints/", "--why", "เลิกทำ")
    assert build(root, tmp_path / "out").ok and files_in(tmp_path / "out") == built_anew(root, tmp_path) != before
    path.write_text(text, encoding="utf-8")
    (root / "measures/ledger.tsv").write_bytes(rows)
    assert build(root, tmp_path / "out").ok and files_in(tmp_path / "out") == before


def test_a_pack_is_at_its_old_address_as_it_is_now(tmp_path, states):
    root = shutil.copytree(FICTIONAL, tmp_path / "site")
    ledger(root, "move", "/files/year2567.zip", "/data/pack-2567.zip")
    for number, words in enumerate(("รายงาน", "สรุปรายงาน", "รายงานสรุป")):
        path = root / "measures/2567/publish.yml"
        path.write_text(path.read_text(encoding="utf-8").replace("title: รายงาน", f"title: {words}"), encoding="utf-8")
        assert build(root, tmp_path / "out").ok
        after = files_in(tmp_path / "out")
        assert after["files/year2567.zip"] == after["data/pack-2567.zip"], number
        assert after == built_anew(root, tmp_path)
        assert '"files/year2567.zip"' in after["data/manifest.json"].decode()
    assert build(root, tmp_path / "plain", make=build_plain).ok
    assert files_in(tmp_path / "plain") == after


def test_the_link_that_the_output_is_stays_a_link(tmp_path, states):
    (tmp_path / "served").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "served")
    assert build(FICTIONAL, tmp_path / "out").ok and (tmp_path / "out").is_symlink()
    assert (tmp_path / "served/index.html").is_file()
