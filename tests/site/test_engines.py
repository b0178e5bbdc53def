"""The expanded tree is plain: ProperDocs builds it to the same pages as MkDocs."""

import subprocess
import sys

from macros.site import assets
from macros.site.build import build_aside, write_engine_tree
from macros.site.project import load_project
from macros.site.stamp import main_text


def test_properdocs_builds_the_same_pages(site_copy, tmp_path):
    project = load_project(site_copy())
    work, ours, theirs = tmp_path / "work", tmp_path / "work" / "site", tmp_path / "theirs"
    work.mkdir()
    result = build_aside(project, work, ours)
    assert result.ok, result.problems
    assert not write_engine_tree(project, work, ours, assets.collect().names)
    run = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "-f", str(work / "mkdocs.yml"), "-d", str(theirs)],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    pages = sorted(path.relative_to(ours) for path in ours.rglob("index.html"))
    assert len(pages) == len(project.documents)
    assert [page for page in pages if _main(theirs / page) != _main(ours / page)] == []


def _main(path):
    """The words of a page, which is what the two engines must agree on; what is finished afterwards is the same for both."""
    text = main_text(path.read_text(encoding="utf-8"))
    assert text, path
    return text
