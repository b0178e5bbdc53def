"""The expanded tree is plain: ProperDocs and Zensical build it to the same pages as MkDocs, and its search works there as it does here."""

from functools import partial
from pathlib import Path

import pytest

from macros.search.bench.browser import ask_ours
from macros.search.bench.score import load, misses
from macros.site.build import build
from macros.site.commands import build as build_command
from macros.site.engines import others
from macros.site.engines.plain import build_plain
from macros.site.html.stamp import main_text
from macros.site.whole.finish import remove_leftovers

ROOT = Path(__file__).parents[2]
OTHERS = others.NAMES[1:]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A function: name of an engine → the real site as it builds it."""
    folder = tmp_path_factory.mktemp("engines")

    def site(name):
        if not (folder / name).is_dir():
            result = build(ROOT, folder / name, make=partial(build_plain, run=others.runner(name)))
            assert result.ok, result.problems
        return folder / name

    return site


@pytest.mark.parametrize("name", OTHERS)
def test_the_pages_are_the_same(built, name):
    ours, theirs = built("mkdocs"), built(name)
    pages = sorted(path.relative_to(ours) for path in ours.rglob("*.html"))
    assert sorted(path.relative_to(theirs) for path in theirs.rglob("*.html")) == pages
    assert [page for page in pages if page.name == "index.html" and _main(theirs / page) != _main(ours / page)] == []


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_of_the_engine_is_left(built, name):
    files = [{path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} for site in (built("mkdocs"), built(name))]
    unhashed = [{file for file in some if not file.startswith(("search/", "assets/"))} for some in files]
    assert unhashed[0] == unhashed[1]


@pytest.mark.browser
@pytest.mark.parametrize("name", OTHERS)
def test_the_search_finds_the_same(built, name, browser):
    queries = load(ROOT / "tests" / "search" / "cases" / "site-queries.json")[::6]
    assert misses(ask_ours(browser, built(name), queries)[0]) == []


def test_an_engine_that_is_not_there_is_named():
    with pytest.raises(others.EngineMissing, match="no_such_engine"):
        others.runner("no_such_engine")


def test_an_engine_for_many_sites_is_refused_and_not_forgotten(tmp_path):
    with pytest.raises(SystemExit) as left:
        build_command.main(["--all", str(tmp_path), "--engine", "zensical"])
    assert left.value.code == 2


def test_a_file_of_the_site_stays_whatever_it_is_called(tmp_path):
    for name in ("js/own.pdf", "js/theme.js", "search.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    remove_leftovers(tmp_path, {"js/own.pdf"})
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == ["js/own.pdf"]


def _main(path):
    """The words of a page, which is what engines must agree on."""
    text = main_text(path.read_text(encoding="utf-8"))
    assert text, path
    return text
