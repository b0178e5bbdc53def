"""The same commit and engine give the same bytes: in another folder, time zone, locale, hash seed, umask and day."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.site.commands import new
from macros.site.whole import version
from macros.site.whole.sbom import requirements, sbom

ROOT = Path(__file__).resolve().parents[2]
BUILD = "import sys; sys.path.insert(0, sys.argv[1]); from macros.site.commands import build; sys.exit(build.main(sys.argv[2:]))"
WORLDS = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"},
    {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "LANG": "th_TH.UTF-8", "PYTHONHASHSEED": "4242", "SOURCE_DATE_EPOCH": "1700000000", "HOME": "/nonexistent"},
]
# A clock that runs elsewhere: what Python calls "now" lies years away.
CLOCK = """
import datetime, time
_time, _shift = time.time, {shift}
time.time = lambda: _time() + _shift
class date(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(time.time())
class moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls): return cls.utcfromtimestamp(time.time())
    @classmethod
    def today(cls): return cls.fromtimestamp(time.time())
datetime.date, datetime.datetime = date, moment
"""


def git(folder, *arguments):
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.go.th", "-c", "init.defaultBranch=main", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """The fictional site, alone in a repository with one commit."""
    folder = tmp_path / "origin"
    shutil.copytree(ROOT / "tests/sites/fictional", folder)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "All records")
    return folder


def in_world(root, output, world, clock=""):
    """Build in a process of its own; fails with what the command said."""
    environment = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "TZ")} | world
    environment["PYTHONDONTWRITEBYTECODE"] = "1"  # nothing is left to a next build: days of a clock that is ours alone cannot be written down
    command = [sys.executable, "-c", clock + BUILD, str(ROOT), "--root", str(root), "--output", str(output)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_two_clones_in_two_worlds_give_the_same_bytes(repository, tmp_path):
    built = []
    for number, world in enumerate(WORLDS):
        clone = tmp_path / ("a" if number else "somewhere else/ที่อื่น")
        clone.parent.mkdir(parents=True, exist_ok=True)
        git(tmp_path, "clone", "-q", str(repository), str(clone))
        clock = CLOCK.format(shift=number * 9 * 365 * 86400)
        built.append(in_world(clone, tmp_path / f"out{number}" / "site", world, clock))
    first, second = built
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    marker = json.loads(first["data/build.json"])
    assert marker["commit"] == git(repository, "rev-parse", "HEAD") and marker["engine"] == version.engine_version()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["new", "without attributes"])
def test_ends_of_lines_that_git_changes_on_windows_change_no_byte(tmp_path, kind):
    """Of what is attached git must be told not to touch it, which the site of a new agency does."""
    origin = tmp_path / "origin"
    assert new.main(["agency", str(origin), "--name", "ก", "--year", "2567"]) == 0
    if kind == "new":
        (origin / "content/files").mkdir()
        (origin / "content/files/a.csv").write_bytes(b"a,b\r\n1,2\r\n")
        (origin / "content/files/b.txt").write_bytes(b"a\nb\n")
    else:
        (origin / ".gitattributes").unlink()
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        git(origin, *words)
    built = []
    for value in ("false", "true"):
        git(tmp_path, "clone", "-q", "-c", f"core.autocrlf={value}", str(origin), str(tmp_path / value))
        built.append(in_world(tmp_path / value, tmp_path / f"out-{value}", {}))
    assert built[0] == built[1]
    assert kind == "new" or b"\r\n" in (tmp_path / "true/measures/agency.yml").read_bytes()


def test_nothing_built_names_the_machine(built_fictional, tmp_path_factory):
    folders = {str(ROOT), str(built_fictional.parent), str(tmp_path_factory.getbasetemp()), str(Path.home())} - {"/"}
    told = [(path.name, folder) for path in built_fictional.rglob("*") if path.is_file() for folder in folders if folder.encode() in path.read_bytes()]
    assert told == []


# ---- the commit --------------------------------------------------------------------------------------------------------


def test_a_clean_site_is_its_commit_even_below_the_top(repository, tmp_path):
    head = git(repository, "rev-parse", "HEAD")
    assert version.content_commit(repository, head) == head
    inner = tmp_path / "many"
    shutil.copytree(ROOT / "tests/sites/fictional", inner / "sites" / "เทศบาล")
    git(inner, "init", "-q")
    git(inner, "add", ".")
    git(inner, "commit", "-qm", "x")
    (inner / "README.md").write_text("beside the sites", encoding="utf-8")
    assert version.content_commit(inner / "sites" / "เทศบาล", "abc") == "abc"


@pytest.mark.parametrize("change", ["edited", "untracked", "ignored", "deleted", "settings"])
def test_what_is_not_as_committed_is_of_no_commit(repository, change):
    record = next(repository.glob("measures/*/*.yml"))
    if change == "edited":
        record.write_bytes(record.read_bytes() + b"\n# later\n")
    elif change == "deleted":
        record.unlink()
    elif change == "settings":
        (repository / "mkdocs.yml").write_bytes((repository / "mkdocs.yml").read_bytes() + b"\n# later\n")
    else:
        (repository / "content" / "files").mkdir(exist_ok=True)
        (repository / "content" / "files" / "new.csv").write_text("a,b\n", encoding="utf-8")
        if change == "ignored":
            (repository / ".git" / "info" / "exclude").write_text("*.csv\n", encoding="utf-8")
    assert version.content_commit(repository, git(repository, "rev-parse", "HEAD")) is None


def test_litter_of_desktops_and_editors_changes_no_commit(repository):
    (repository / "content" / ".DS_Store").write_bytes(b"x")
    (repository / "measures" / "schema").mkdir(exist_ok=True)
    (repository / "measures" / "schema" / "line.json").write_text("{}", encoding="utf-8")
    assert version.content_commit(repository, "abc") == "abc"


def test_no_repository_no_commit(tmp_path):
    assert version.content_commit(tmp_path, "abc") is None and version.content_commit(tmp_path, None) is None


# ---- the engine --------------------------------------------------------------------------------------------------------


def _engine(folder, ending=b"\n"):
    (folder / "macros" / "pages").mkdir(parents=True)
    (folder / "macros" / "publish").mkdir()
    (folder / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', encoding="utf-8")
    for name in ("requirements.txt", "macros/a.py", "macros/pages/b.jinja"):
        (folder / name).write_bytes(b"one" + ending + b"two" + ending)
    return folder


def test_the_engines_version_follows_its_files_and_not_line_ends(tmp_path):
    plain = version.engine_version(_engine(tmp_path / "unix"))
    assert re.fullmatch(r"1\.2\.3\+[0-9a-f]{12}", plain)
    assert version.engine_version(_engine(tmp_path / "windows", b"\r\n")) == plain
    other = _engine(tmp_path / "other")
    (other / "macros/a.py").write_bytes(b"one\nthree\n")
    assert version.engine_version(other) != plain


def test_what_leaves_no_trace_in_a_site_is_not_of_the_version(tmp_path):
    plain = version.engine_version(_engine(tmp_path / "one"))
    other = _engine(tmp_path / "two")
    (other / "macros/README.md").write_text("words", encoding="utf-8")
    (other / "macros/publish/hook.py").write_text("pass", encoding="utf-8")
    (other / "macros/__pycache__").mkdir()
    (other / "macros/__pycache__/a.py").write_text("x", encoding="utf-8")
    (other / "macros/.a.py").write_text("an editor's own", encoding="utf-8")
    assert version.engine_version(other) == plain


def test_the_version_covers_every_file_that_the_engine_opens():
    names = {*version.engine_files()}
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "macros"], capture_output=True, text=True, check=True).stdout.split()
    left = {name for name in listed if name not in names and not name.endswith(".md")}
    assert {name for name in left if not name.startswith(version._ELSEWHERE)} == set()


# ---- the parts ---------------------------------------------------------------------------------------------------------


def test_the_sbom_lists_every_pinned_package_with_its_hashes(built_fictional):
    document = json.loads((built_fictional / "data/sbom.json").read_text(encoding="utf-8"))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    pinned = re.findall(r"^([\w.-]+)==([^\s;]+)", requirements(), re.MULTILINE)
    python = [part for part in document["components"] if part["purl"].startswith("pkg:pypi/")]
    assert [(part["name"], part["version"]) for part in python] == [(name.lower(), number) for name, number in pinned]
    hashes = [one["content"] for part in python for one in part["hashes"]]
    assert len(hashes) == requirements().count("--hash=sha256:") and all(part["hashes"] for part in document["components"])
    assert len({part["bom-ref"] for part in document["components"]}) == len(document["components"])
    assert "timestamp" not in json.dumps(document) and document["metadata"]["component"]["version"] == version.engine_version()


def test_markers_are_kept_in_the_sbom():
    text = "a==1 ; python_version >= '3.11' \\\n    --hash=sha256:" + "0" * 64 + "\nA_b==2 \\\n    --hash=sha256:" + "1" * 64 + "\n"
    parts = [part for part in json.loads(sbom("1", text))["components"] if part["purl"].startswith("pkg:pypi/")]
    assert parts[0]["properties"] == [{"name": "prongsai:marker", "value": "python_version >= '3.11'"}]
    assert [part["purl"] for part in parts] == ["pkg:pypi/a@1", "pkg:pypi/a-b@2"]
