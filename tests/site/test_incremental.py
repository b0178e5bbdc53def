"""A build that does no work twice makes the bytes that a whole build makes, and those that MkDocs makes of every page."""

import shutil
from pathlib import Path
from random import Random

import pytest

from macros.bench import edits, generate
from macros.pages import environment
from macros.pages.compiled import Compiled
from macros.problems import errors_in
from macros.search.extract import extract
from macros.site.build import build, build_aside, build_pages, complete
from macros.site.cache import Cache
from macros.site.engines.plain import build_plain
from macros.site.expand.memory import Memory
from macros.site.html import reading, sections, stamp
from macros.site.html.pieces import Row, pieces
from macros.site.making import assets, engine
from macros.site.project import load_project
from tests.built import files_in
from tests.site.taking_out import Sources

ROOT = Path(__file__).resolve().parents[2]
FICTIONAL = ROOT / "tests" / "sites" / "fictional"


def differing(one, other):
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def built(root, work, build=build_aside):
    work.mkdir(exist_ok=True)
    result = build(load_project(root), work, work / "site")
    assert result.ok, result.problems
    return files_in(work / "site")


class Warm:
    """A process that builds one site again and again, and remembers what both halves do."""

    def __init__(self, root, work):
        work.mkdir()
        self.root, self.work, self.memory, self.cache = root, work, Memory(), Cache.new(work, work / "site")

    def build(self):
        return build_aside(load_project(self.root, memory=self.memory), self.work, self.work / "site", self.cache)

    def built(self):
        result = self.build()
        assert result.ok, result.problems
        return files_in(self.work / "site")


class Serving(Warm):
    """The same in the steps of ``serve``: pages first, then data and search."""

    def build(self):
        project, first = load_project(self.root, preview=True, memory=self.memory), not self.cache.output.files
        result = build_pages(project, self.cache, data=first)
        if result.ok:
            self.cache.output.commit(drop=False)
            complete(project, self.cache, data=not first)
            self.cache.output.commit()
        return result


@pytest.fixture
def invented(tmp_path):
    """Sources of a generated site: their folder, and path → text."""
    files = generate.site(60)
    generate.write(files, tmp_path / "invented")
    return tmp_path / "invented", files


@pytest.mark.parametrize("root", [ROOT, FICTIONAL], ids=["real", "fictional"])
def test_as_mkdocs_builds_every_page(root, tmp_path):
    assert differing(built(root, tmp_path / "ours"), built(root, tmp_path / "plain", build_plain)) == []


def test_edits_in_one_process_make_what_a_whole_build_makes(invented, tmp_path):
    root, files = invented
    warm = Warm(root, tmp_path / "warm")
    warm.built()
    for number, kind in enumerate((*edits.KINDS, None)):
        changes = edits.edit(files, number, kind) if kind else _page_edited(files)
        files = edits.changed(files, changes)
        edits.apply(changes, root)
        after = warm.built()
        if kind in ("add", None):
            assert differing(after, built(root, tmp_path / f"cold {number}")) == [], kind
    assert differing(after, built(root, tmp_path / "plain", build_plain)) == []


def _page_edited(files):
    """A content page with other words, a new heading and a link to a record's page."""
    return {"content/about.md": files["content/about.md"] + "\n## หัวข้อใหม่\n\n[แผน](measures/2569/m1/index.md)\n"}


def test_another_theme_makes_every_page_again(invented, tmp_path, monkeypatch):
    root, _ = invented
    warm = Warm(root, tmp_path / "warm")
    before = warm.built()
    theme = tmp_path / "theme"
    shutil.copytree(assets.THEME, theme)
    footer = theme / "parts" / "footer.html"
    footer.write_text(footer.read_text(encoding="utf-8").replace("</footer>", "<p>งบประมาณใหม่</p></footer>"), encoding="utf-8")
    for module in (assets, engine):
        monkeypatch.setattr(module, "THEME", theme)
    after = warm.built()
    assert all(after[name] != before[name] for name in after if b"</footer>" in after[name])
    assert differing(after, built(root, tmp_path / "cold")) == []


def test_another_template_makes_its_pages_again(invented, tmp_path):
    root, _ = invented
    ours, jinja = environment._FOLDERS[0], environment.environment()
    shutil.copytree(ours, tmp_path / "templates", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    folders = [tmp_path / "templates", *environment._FOLDERS[1:]]
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(environment, "_FOLDERS", folders)
            patch.setattr(jinja.loader, "searchpath", list(map(str, folders)))
            patch.setattr(jinja, "bytecode_cache", Compiled(tmp_path / "compiled", environment._templates))
            warm = Warm(root, tmp_path / "warm")
            before = warm.built()
            card = tmp_path / "templates/layouts/unit.jinja"
            card.write_text(card.read_text(encoding="utf-8") + "<p>งบประมาณใหม่</p>\n", encoding="utf-8")
            after = warm.built()
            changed = [name for name in differing(before, after) if name.endswith(".html")]
            assert changed and all(name.startswith("units/") for name in changed)
            assert differing(after, built(root, tmp_path / "cold")) == []
    finally:
        jinja.forget()


def test_edits_of_an_agency_with_a_ledger_and_registers(tmp_path):
    """What the invented sites have not: addresses that must stay, registers, attached documents, disclosures, pages with macros."""
    root = shutil.copytree(FICTIONAL, tmp_path / "site")
    warm = Warm(root, tmp_path / "warm")
    warm.built()
    files = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in (root / "measures").rglob("*.yml")}
    unit = {"measures/agency.yml": files["measures/agency.yml"].replace("name: กองคลัง", "name: กองการคลังและพัสดุ", 1)}
    assert unit["measures/agency.yml"] != files["measures/agency.yml"]
    page = {"content/about.md": (root / "content/about.md").read_text(encoding="utf-8") + "\n## หัวข้อใหม่\n\nข้อความใหม่\n"}
    for number, change in enumerate(("title", "status", unit, "text", page)):
        changes = edits.edit(files, number, change) if isinstance(change, str) else change
        files = edits.changed(files, changes)
        edits.apply(changes, root)
        assert differing(warm.built(), built(root, tmp_path / f"cold {number}")) == [], changes.keys()


@pytest.mark.parametrize("way", [Warm, Serving])
@pytest.mark.parametrize("site", ["invented", "fictional"])
def test_what_was_taken_out_may_be_put_back(tmp_path, site, way):
    """Whatever goes and comes back, also while the site is refused: a year, a record, all that a unit does, a document, a page."""
    root = tmp_path / "site"
    if site == "invented":
        generate.write(generate.site(24), root)
    else:
        shutil.copytree(FICTIONAL, root)
        (root / "measures/ledger.tsv").unlink()  # with it nothing may go
    sources, warm = Sources(root, Random(3)), way(root, tmp_path / "warm")
    before, is_valid = warm.built(), True
    for number in range(8):
        done = sources.step(is_valid)
        told, fresh = warm.build().problems, way(root, tmp_path / f"cold {number}")
        assert errors_in(told) == errors_in(fresh.build().problems), done
        is_valid = not errors_in(told)
        before = files_in(tmp_path / f"cold {number}" / "site") if is_valid else before
        assert differing(files_in(tmp_path / "warm/site"), before) == [], done
        shutil.rmtree(tmp_path / f"cold {number}")


def test_a_page_that_is_gone_is_missed_at_every_look(invented, tmp_path):
    """Data that come later are taken for granted, pages are not."""
    root, _ = invented
    warm = Serving(root, tmp_path / "warm")
    warm.built()
    (root / "content/complaints.md").unlink()
    for _ in range(2):
        assert [problem.code for problem in errors_in(warm.build().problems)] == ["built-link-dead"]


def test_a_build_with_problems_leaves_the_output_and_what_it_learned(invented, tmp_path):
    root, files = invented
    warm, work = Warm(root, tmp_path / "warm"), tmp_path / "warm"
    before = warm.built()
    page = root / "content/about.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good + "\n[ไม่มี](measures/2569/m1/index.md#fn:no-such-place)\n", encoding="utf-8")  # found only in what was built
    edits.apply(edits.edit(files, 0, "text"), root)
    result = warm.build()
    dead = [(problem.code, problem.params["value"]) for problem in result.problems if problem.severity == "error"]
    assert dead == [("built-link-dead", "../measures/2569/m1/#fn:no-such-place")]
    assert files_in(work / "site") == before
    inodes = {name: (work / "site" / name).stat().st_ino for name in before}
    page.write_text(good, encoding="utf-8")
    assert differing(warm.built(), built(root, tmp_path / "cold")) == []
    changed = [name for name in before if (work / "site" / name).is_file() and (work / "site" / name).stat().st_ino != inodes[name]]
    assert 0 < sum(name.endswith(".html") for name in changed) < len(before) / 3


def test_a_dead_anchor_is_told_alike_with_and_without_a_past(invented, tmp_path):
    """The page that it leads into is as it was, and its text is not at hand."""
    root, _ = invented
    warm = Warm(root, tmp_path / "warm")
    warm.built()
    with (root / "content/about.md").open("a", encoding="utf-8") as page:
        page.write("\n[ไม่มี](measures/2569/m1/index.md#no-such-place)\n")
    told = [(problem.code, problem.place.file) for problem in errors_in(warm.build().problems)]
    assert told == [("link-dead-anchor", "content/about.md")]
    assert errors_in(warm.build().problems) == errors_in(build(root, tmp_path / "cold").problems) == errors_in(load_project(root).problems)


def test_readings_agree_on_every_page(built_site, built_fictional):
    """What the manifest says of a page is what ``verify`` reads of a copy of it, although it is read by other ways."""
    for path in (*built_site.rglob("*.html"), *built_fictional.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if main := stamp.MAIN.search(html):
            row = Row(pieces(main[1]))
            texts = stamp.main_text(html), stamp.whole_text(html), stamp.whole_text(html, rows_sorted=True)
            assert reading.read(row) == (reading.Hashes(*map(stamp.sha256, texts)) if any(texts) else None), path
            assert sections.extract(row) == extract(main[1]), path
            assert sorted(row.hosts()) == stamp.hosts(html), path
