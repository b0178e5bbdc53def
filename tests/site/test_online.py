"""``check --online`` asks each outside link once and names the place of those that do not open."""

from macros.site.online import ask, check_online
from macros.site.project import load_project
from tests.conftest import ROOT


def test_dead_links_are_named_where_they_stand():
    asked = []
    problems = check_online(load_project(ROOT), lambda url: asked.append(url) or ("404 Not Found" if "rpt0201" in url else None))
    assert [problem.code for problem in problems] == ["outside-link-dead"] * len(problems)
    assert "measures/2563/ita.yml" in {problem.place.file for problem in problems}
    assert len(asked) == len(set(asked)) > 0


def test_a_server_is_really_asked(serve_folder, tmp_path):
    (tmp_path / "here.txt").write_text("x", encoding="utf-8")
    address = serve_folder(tmp_path)
    assert ask(address + "here.txt") is None
    assert ask(address + "gone.txt").startswith("404")
    assert ask("http://127.0.0.1:9/") and ask("http://[")
