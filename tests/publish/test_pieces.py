"""The parts of publishing that need no server, and the papers that go with it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from macros.problems.wording import codes
from macros.publish import changes, engine, log
from macros.publish.keeper import Receiver
from macros.publish.limits import Limits
from macros.publish.refusal import Refusal
from macros.publish.repository import Entry
from tests.conftest import FICTIONAL, commit_all

ROOT = Path(__file__).resolve().parents[2]
ROOM = ROOT / "macros" / "publish"
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
OWN_CODES = yaml.safe_load((ROOT / "macros" / "problems" / "wording" / "publish.yml").read_text(encoding="utf-8"))


# ---- log -------------------------------------------------------------------------------------------------------------


def test_a_torn_line_harms_neither_the_lines_before_nor_those_after(tmp_path):
    path = tmp_path / "log.jsonl"
    log.append(path, log.PUBLISHED, release="000001-a")
    with path.open("a") as file:
        file.write('{"time": "2026-')
    log.append(path, log.PUBLISHED, release="000002-b")
    assert [event["release"] for event in log.events(path)] == ["000001-a", "000002-b"]
    assert path.read_text().startswith('{"time": "') and '{"time": "2026-\n' in path.read_text()


def test_the_line_of_releases_goes_back_and_on(tmp_path):
    path = tmp_path / "log.jsonl"
    for event, release in [("published", "1"), ("published", "2"), ("published", "3"), ("rolled-back", "2"), ("refused", None), ("published", "4")]:
        log.append(path, event, release=release)
    assert log.line_of_releases(path) == ["1", "2", "4"]
    assert log.last_switch(path)["release"] == "4"
    assert log.line_of_releases(tmp_path / "none") == [] and log.last_switch(tmp_path / "none") is None


# ---- engine ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path):
    (tmp_path / "macros" / "__pycache__").mkdir(parents=True)
    for name in ("macros/a.py", "macros/__pycache__/a.pyc", "requirements.txt", "notes.txt"):
        (tmp_path / name).write_bytes(b"1\n")
    return tmp_path


ONE = "d00491fd7e5bb6fa28c517a0bb32b8b506539d4d"  # git's name for the bytes of "1\n"


def entries(**more):
    names = {"macros/a.py": ONE, "requirements.txt": ONE, "content/index.md": "0" * 40, **more}
    return [Entry("100644", digest, 1, path) for path, digest in names.items() if digest]


@pytest.mark.parametrize(
    "more, different",
    [
        ({}, []),
        ({"macros/a.py": None, "requirements.txt": None}, []),
        ({"macros/a.py": None, "requirements.txt": None, "scripts/backup.sh": ONE}, []),
        ({"macros/a.py": "1" * 40}, ["macros/a.py"]),
        ({"macros/a.py": None}, ["macros/a.py"]),
        ({"scripts/new.py": ONE}, ["scripts/new.py"]),
        ({"requirements-test.txt": ONE}, ["requirements-test.txt"]),
        ({"content/macros/a.py": "1" * 40, "pyproject.toml": ONE}, []),
    ],
)
def test_the_engine_is_the_same_or_not_there_at_all(own, more, different):
    assert engine.read(own).differences(entries(**more)) == different


def test_the_identity_changes_with_the_engine_s_files_and_nothing_else(own):
    before = engine.read(own).identity
    (own / "notes.txt").write_bytes(b"2\n")
    (own / "macros" / "__pycache__" / "a.pyc").write_bytes(b"2\n")
    assert engine.read(own).identity == before
    (own / "macros" / "a.py").write_bytes(b"2\n")
    assert engine.read(own).identity != before


# ---- changes ---------------------------------------------------------------------------------------------------------


def site(folder, **pages):
    for name, text in pages.items():
        path = folder / name.replace("__", "/")
        path.mkdir(parents=True)
        (path / "index.html").write_text(f"<html><head><title>x</title></head><body><header>{folder.name}</header><main><p>{text}</p></main>", encoding="utf-8")
    return folder


def test_changes_are_what_pages_say_not_what_surrounds_it(tmp_path):
    before = site(tmp_path / "a", same="ก", other="ข", gone="ค")
    after = site(tmp_path / "b", same="ก", other="ง", fresh="จ")
    (after / "assets").mkdir()
    (after / "assets" / "x.css").write_text("x")
    (after / "plan.pdf").write_text("x")
    command = [sys.executable, str(ROOT / "scripts" / "publish.py"), "changes", str(before), str(after)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    first, *rest = done.stdout.splitlines()
    assert first.endswith("1 pages changed, 2 new, 1 addresses lost")
    assert rest == ["~ /other/", "+ /fresh/", "+ /plan.pdf", "- /gone/"]
    assert changes.sentence({}) == ""


@pytest.fixture
def in_a_folder(tmp_path):
    """A repository that holds a site in a folder of its own: whole in the first commit, broken in the second."""
    root = Path(shutil.copytree(FICTIONAL, tmp_path / "repo" / "ita"))
    commit_all(root.parent)
    (root / "measures" / "agency.yml").write_text("name: [", encoding="utf-8")
    commit_all(root.parent)
    return root


@pytest.mark.parametrize(
    "name, status, out, told",
    [("HEAD~1", 0, "0 pages changed, 0 new, ", ""), ("main", 1, "", "cannot be built (see above)"), ("nowhere", 2, "", "knows no such commit"), ("HEAD:ita", 2, "", "knows no such commit")],
)  # fmt: skip
def test_an_earlier_commit_is_named_as_git_names_it_and_one_that_cannot_be_built_is_told(in_a_folder, tmp_path, name, status, out, told):
    (tmp_path / "after").mkdir()
    command = [sys.executable, str(ROOT / "scripts" / "publish.py"), "changes", name, str(tmp_path / "after"), "--root", str(in_a_folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == status and out in done.stdout and bool(done.stdout) == (status == 0)
    assert told in done.stderr and "Command '" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no server of ours")
def test_a_server_without_git_is_told_to_get_it(tmp_path, monkeypatch, capsys):
    from macros.site.commands.publish import main

    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["init", str(tmp_path / "site.git"), "--web", str(tmp_path / "web")]) == 2
    said = capsys.readouterr().err
    assert "ติดตั้ง git" in said and "Install git" in said and "Errno" not in said


# ---- keeper ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by_descriptor", [True, False])
def test_a_receiver_is_seen_to_end(by_descriptor):
    if by_descriptor and not hasattr(os, "pidfd_open"):
        pytest.skip("process descriptors are Linux's")
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    receiver = Receiver(child.pid, os.pidfd_open(child.pid) if by_descriptor else None)
    assert receiver.lives() and not receiver.is_parent()
    child.kill()
    if not by_descriptor:
        child.wait()  # a descriptor also tells of a process that nobody has asked about
    for _ in range(1000):
        if not receiver.lives():
            break
    else:
        child.wait()
    assert not receiver.lives()
    child.wait()


# ---- papers ----------------------------------------------------------------------------------------------------------


def sources():
    return "\n".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))


def test_every_refusal_is_worded_and_every_wording_used():
    assert set(re.findall(r'Refusal\(\s*"([a-z-]+)"', sources())) == set(OWN_CODES) <= set(codes())


@pytest.mark.parametrize("code", sorted(OWN_CODES))
def test_the_sentences_of_a_refusal_fit(code):
    call = re.search(rf'Refusal\(\s*"{code}"(.*)', sources())[1]
    names = re.findall(r"(\w+)=", call)
    for language in ("th", "en"):
        text = Refusal(code, **dict.fromkeys(names, 1)).text(language)
        assert f"[{code}]" in text and len(text.splitlines()) == 3


def test_every_refusal_is_explained_to_webmasters():
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \| (.+) \| (.+) \|$", (ROOM / "MISTAKES.th.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [row[0] for row in rows] == list(OWN_CODES)
    assert all(cell.strip() for row in rows for cell in row)


@pytest.mark.parametrize("code", sorted(OWN_CODES))
def test_a_command_of_git_says_where_to_and_which_branch(code):
    """A branch that was pushed by name has no upstream, so git knows neither."""
    explained = next(line for line in (ROOM / "MISTAKES.th.md").read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{code}` "))
    repairs = [codes()[code][language]["repair"] for language in ("th", "en")]
    text = " | ".join([*repairs, explained.rpartition(" | ")[2]])
    whole = re.findall(r"git (?:push|pull)(?: -[^ ]+| -o [^ ]+)* publish (?:main|…|\{branch\})", text)
    assert len(whole) == len(re.findall("git (?:push|pull)", text))


def test_who_is_told_to_take_a_page_away_is_told_to_retire_its_address():
    """A push that only lacks the page would be refused."""
    for language in ("th", "en"):
        assert "ledger.py retire" in Refusal("push-main-deleted").text(language)


def test_a_retired_file_and_the_forms_are_no_lost_links():
    found = changes.compare({"/a.pdf": "1", "/b.pdf": "1", "/admin/": "1", "/x/": "1"}, {"/b.pdf/": "2"})
    assert changes.lost_links(found) == ["/a.pdf", "/x/"]
    assert found == {"changed": ["/b.pdf/"], "new": [], "lost": ["/a.pdf", "/admin/", "/x/"]}, "who pushed is told of as many"


@pytest.mark.parametrize("name", ["README.md", "README.th.md"])
def test_the_guide_fits_on_a_screen_and_names_every_command(name):
    text = (ROOM / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 55
    for word in ("publish.py init", "publish.py now", "publish.py status", "publish.py rollback", "publish.py prove", "--heal", "fewer-pages", "nginx", "Caddy"):
        assert word in text, word


def test_limits_are_all_explained():
    source = (ROOM / "limits.py").read_text(encoding="utf-8")
    for name in Limits.__dataclass_fields__:
        line = re.search(rf"^    {name}: int = .*$", source, re.MULTILINE)[0]
        assert "  # " in line or name == "processes"


# ---- workflow --------------------------------------------------------------------------------------------------------


def steps():
    return [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]


def test_the_workflow_only_calls_the_project_s_scripts():
    commands = [step["run"] for step in steps() if "run" in step]
    assert len(commands) == 4
    for command in commands:
        script = re.match(r"python (scripts/\w+\.py) ", command)
        assert script and (ROOT / script[1]).is_file()
        assert "${{" not in command  # what others write must not become part of a command


def test_the_guard_asks_where_github_shows_the_site():
    """Which depends on the repository's name, so no address is put together in the workflow."""
    (guard,) = (step for step in steps() if "publish.py guard" in step.get("run", ""))
    assert guard["run"] == 'python scripts/publish.py guard site --github "$GITHUB_REPOSITORY"' and "env" not in guard
    assert "github.io" not in (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")


def test_no_failure_is_lost_in_a_pipe():
    piped = [step for step in steps() if "|" in step.get("run", "")]
    assert piped and {step.get("shell") for step in piped} == {"bash"}, "GitHub runs bash without pipefail unless it is named"


def test_its_actions_are_pinned_and_its_rights_few():
    text = (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action) for action in used)
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert WORKFLOW["jobs"]["deploy"]["if"] == "github.event_name == 'push'"
