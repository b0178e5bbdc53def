"""Cut off, at the same moment, rolled back: what readers see is whole all the while, and right in the end."""

import json
import subprocess

import pytest

from macros.publish import building, kept, locks, log
from macros.publish.proving import trials
from macros.publish.proving.ground import Ground
from macros.publish.proving.reader import Reader
from macros.publish.repository import Repository


@pytest.fixture
def port(ground, nginx_here):
    with ground.nginx() as port:
        yield port


def passed(row):
    assert row.wrong == [] and not row.bad and row.requests > 20, row
    return True


def test_pushes_cut_off_at_random_moments_leave_the_site_whole(ground, port):
    assert passed(trials.kills(ground, port, times=4, seed=20))


def test_pushers_at_the_same_moment_are_all_told_the_truth_and_none_is_lost(ground, port):
    assert passed(trials.crowd(ground, port, pushers=3))


def test_readers_see_whole_pages_through_rollbacks(ground, port):
    assert passed(trials.back_and_forth(ground, port, times=2))


def test_a_torn_page_would_be_noticed(ground, copy, port):
    page = ground.store.current().site / "index.html"
    with Reader(port) as reader:
        page.write_text(page.read_text(encoding="utf-8")[:9000], encoding="utf-8")
        while not reader.partial:
            assert reader.requests < 2000
    assert reader.partial


# ---- cut off at a given place ----------------------------------------------------------------------------------------


def push_without_hooks(ground, copy, home):
    """The branch moves and nothing else happens: the server went down in between."""
    commit = copy.commit(home)
    copy.git("--git-dir", str(ground.store.repo), "fetch", "--quiet", str(copy.folder), "main:main")
    return commit


def now(ground, *options):
    return ground.command("now", str(ground.store.repo), *options)


def test_now_publishes_what_was_taken_but_never_shown_and_may_be_repeated(ground, copy):
    commit = push_without_hooks(ground, copy, "v2")
    assert ground.shown() != commit
    assert ground.command("status", str(ground.store.repo)).status == 1
    assert "published\n" in now(ground).words and ground.shown() == commit
    assert "published already" in now(ground).words
    assert ground.command("status", str(ground.store.repo)).status == 0
    assert [event["commit"] for event in log.events(ground.store.log)][1:] == [commit]


def test_a_branch_that_git_could_not_move_is_not_shown(ground, copy):
    before = ground.shown()
    held = ground.store.repo / "refs" / "heads" / "main.lock"
    held.touch()
    copy.commit("v2")
    assert copy.push().status != 0
    ground.wait()
    assert ground.shown() == before == ground.tip() and len(ground.store.releases()) == 1
    held.unlink()
    assert copy.push().status == 0 and ground.shown() == ground.tip() != before


def test_unchanged_files_are_shared_between_releases(ground, copy):
    first = ground.store.current().site
    copy.write("content/notes.md", "x\n")
    copy.commit()
    assert copy.push().status == 0
    second = ground.store.current().site
    assert first != second and (first / "p1" / "index.html").samefile(second / "p1" / "index.html")
    copy.commit("v2")
    assert copy.push().status == 0
    assert "v1" in (second / "index.html").read_text(encoding="utf-8") and "v2" in (ground.store.current().site / "index.html").read_text(encoding="utf-8")


def test_now_uses_a_build_that_lies_ready(ground, copy):
    commit = push_without_hooks(ground, copy, "v2")
    ready = building.prepare_release(ground.store, Repository(ground.store.repo), commit, print)
    assert now(ground).status == 0
    assert ground.store.current().name == ready.name


def test_now_writes_down_a_switch_that_the_log_has_missed(ground, copy):
    commit = push_without_hooks(ground, copy, "v2")
    release = building.prepare_release(ground.store, Repository(ground.store.repo), commit, print)
    ground.store.switch(release)
    now(ground)
    assert log.last_switch(ground.store.log)["release"] == release.name


def test_now_removes_what_interrupted_builds_have_left(ground, copy):
    (ground.store.work / "build-x").mkdir()
    (ground.store.work / "build-x" / "page.html").write_text("half")
    half = ground.store.web / "releases" / "000077-half"
    half.mkdir()
    assert now(ground).status == 0
    assert list(ground.store.work.iterdir()) == [] and not half.exists()


def test_now_heals_previews(ground, copy):
    copy.git("checkout", "--quiet", "-b", "draft")
    push_hooks = copy.commit("v5")
    assert copy.push("draft").status == 0
    (address,) = ground.store.previews()
    (ground.store.web / "previews" / address).unlink()
    (ground.store.web / "previews" / ("0" * 32)).symlink_to("../drafts/000099-gone/site")
    now(ground)
    assert list(ground.store.previews()) == [address] and push_hooks


def test_now_refuses_a_tip_that_does_not_build_and_leaves_the_site(ground, copy):
    before = ground.shown()
    push_without_hooks(ground, copy, "problem")
    done = now(ground)
    assert done.status == 1 and "[build-problems]" in done.words
    assert ground.shown() == before


def test_a_new_engine_publishes_the_same_commit_again(ground, copy):
    before = ground.store.current()
    script = ground.engine / "scripts" / "build.py"
    script.write_text(script.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")
    now(ground)
    after = ground.store.current()
    assert after.name != before.name and (after.commit, after.engine != before.engine) == (before.commit, True)


def test_a_push_waits_its_turn_and_gives_up_in_the_end(ground, copy):
    trials.with_limits(ground, queue_seconds=1)
    copy.commit("v2")
    with locks.take(ground.store.lock, 1):
        done = copy.push()
    assert done.status != 0 and "รอคิว" in done.words and "[push-busy]" in done.words


def test_a_push_that_was_overtaken_in_the_queue_is_told_so(ground, copy):
    first = ground.copy()
    first.commit("v2")
    copy.commit("v3")
    with locks.take(ground.store.lock, 1):
        waiting = subprocess.Popen(["git", "push", "publish", "main"], cwd=copy.folder, env=copy.environ, stderr=subprocess.PIPE, encoding="utf-8")
        assert "รอคิว" in waiting.stderr.readline()
        newer = push_without_hooks(ground, first, "v4")
    words = waiting.communicate(timeout=60)[1]
    assert waiting.returncode != 0 and "[push-stale]" in words
    assert ground.tip() == newer


# ---- rollback --------------------------------------------------------------------------------------------------------


@pytest.fixture
def three(ground, copy):
    """The commits of three versions, all published."""
    commits = [ground.shown()]
    for home in ("v2", "v3"):
        commits.append(copy.commit(home))
        assert copy.push().status == 0
    ground.wait()
    return commits


def rollback(ground):
    return ground.command("rollback", str(ground.store.repo))


def test_rollback_goes_back_step_by_step_and_then_says_that_there_is_no_more(ground, three):
    for commit in (three[1], three[0]):
        assert rollback(ground).status == 0
        assert ground.shown() == commit
    done = rollback(ground)
    assert done.status == 1 and "[rollback-nothing]" in done.words
    status = ground.command("status", str(ground.store.repo))
    assert status.status == 0 and "ย้อนกลับไว้" in status.words


def test_a_timer_leaves_a_rollback_and_a_person_or_a_push_ends_it(ground, copy, three):
    rollback(ground)
    assert "rolled back" in now(ground, "--heal").words and ground.shown() == three[1]
    now(ground)
    assert ground.shown() == three[2]
    rollback(ground)
    commit = copy.commit("v4")
    assert copy.push().status == 0 and ground.shown() == commit
    assert rollback(ground).status == 0 and ground.shown() == three[1]


def test_a_timer_finishes_a_rollback_that_was_cut_off(ground, three):
    released = {release.commit: release for release in ground.store.releases()}
    log.append(ground.store.log, log.ROLLED_BACK, release=released[three[1]].name, commit=three[1], tip=three[2], **{"from": released[three[2]].name})
    status = ground.command("status", str(ground.store.repo))
    assert status.status == 1 and "now --heal" in status.words  # readers still see what somebody has rolled back from
    now(ground, "--heal")
    assert ground.shown() == three[1] and ground.command("status", str(ground.store.repo)).status == 0


def test_only_the_last_releases_are_kept_with_their_assets(ground, three):
    assert len(ground.store.releases()) == 3
    assets = list((ground.store.web / "kept" / "assets").iterdir())
    assert len(assets) == 3
    trials.with_limits(ground, keep=2)
    kept.prune(ground.store)
    assert [release.commit for release in ground.store.releases()] == three[1:]
    assert len(list((ground.store.web / "kept" / "assets").iterdir())) == 2


# ---- setting up ------------------------------------------------------------------------------------------------------


def test_init_by_command_may_be_repeated_and_keeps_limits(tmp_path, packages):
    ground = Ground(tmp_path)
    trials.with_limits(ground, seconds=77)
    done = ground.command("init", str(ground.store.repo), "--web", str(ground.store.web), "--engine", str(ground.engine), "--url", "https://ita.example.go.th/")
    assert done.status == 0 and "nginx.conf" in done.words
    config = json.loads((ground.store.home / "config.json").read_text(encoding="utf-8"))
    assert config["limits"] == {"seconds": 77} and config["url"] == "https://ita.example.go.th/"
    assert "server_name ita.example.go.th;" in (ground.store.home / "nginx.conf").read_text(encoding="utf-8")
    copy = ground.copy()
    copy.commit("v1")
    assert "https://ita.example.go.th/" in copy.push().words


def test_init_takes_the_address_from_the_site_that_is_named(tmp_path, packages):
    ground, site = Ground(tmp_path), tmp_path / "my site"
    site.mkdir()
    (site / "mkdocs.yml").write_text("site_name: x\nsite_url: https://ita.example.go.th/\n", encoding="utf-8")
    done = ground.command("init", str(ground.store.repo), "--web", str(ground.store.web), "--engine", str(ground.engine), "--root", str(site))
    assert done.status == 0 and f"git -C '{site}' remote add publish {ground.store.repo}" in done.words
    assert "server_name ita.example.go.th;" in (ground.store.home / "nginx.conf").read_text(encoding="utf-8")
    assert ground.command("--root", str(site), "now", str(ground.store.repo)).status == 0
    assert ground.command("status", str(ground.store.repo), "--root", str(site)).status == 0


@pytest.mark.parametrize(("make", "said"), [(False, "There is no folder"), (True, "has problems")])
def test_init_for_a_site_that_cannot_be_read_says_so(tmp_path, make, said):
    if make:
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    done = Ground(tmp_path / "own").command("init", str(tmp_path / "repo"), "--web", str(tmp_path / "web"), "--root", str(tmp_path / "site"))
    assert done.status == 2 and said in done.words and not (tmp_path / "repo").exists()


@pytest.mark.parametrize("place", ["repo", "web"])
def test_init_never_takes_a_folder_with_other_files(tmp_path, place):
    ground = Ground(tmp_path / "own")
    (tmp_path / place).mkdir()
    (tmp_path / place / "letter.txt").write_text("x")
    done = ground.command("init", str(tmp_path / "repo"), "--web", str(tmp_path / "web"))
    assert done.status == 2 and "holds other files" in done.words
    assert [path.name for path in (tmp_path / place).iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("command", ["now", "status", "rollback"])
def test_commands_on_something_else_say_so(tmp_path, command):
    done = Ground(tmp_path / "own").command(command, str(tmp_path))
    assert done.status == 2 and "init" in done.words and "Traceback" not in done.words
