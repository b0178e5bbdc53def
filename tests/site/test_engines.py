"""The expanded tree is plain: ProperDocs builds it to the same pages as MkDocs."""

import re
import subprocess
import sys

from macros.site import assets
from macros.site.build import write_engine_tree
from macros.site.project import load_project

from tests.conftest import ROOT


def test_properdocs_builds_the_same_pages(built_site, tmp_path):
    project = load_project(ROOT)
    assert project.problems == []
    write_engine_tree(project, tmp_path, tmp_path / "site", assets.collect().names)
    run = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "-f", str(tmp_path / "mkdocs.yml")],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    pages = sorted(path.relative_to(built_site) for path in built_site.rglob("index.html"))
    assert pages
    assert [page for page in pages if _main(tmp_path / "site" / page) != _main(built_site / page)] == []


def _main(path):
    """The page's own content, which is what the two engines must agree on."""
    match = re.search(r"<article.*?</article>", path.read_text(encoding="utf-8"), re.DOTALL)
    assert match, path
    return match[0]
