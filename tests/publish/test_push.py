"""What a push does: it publishes, previews, or is refused with its reason, and then nothing has changed."""

import os
import socket

import pytest

from macros.publish import log, previews, sandbox
from macros.publish.limits import Limits
from macros.publish.proving.ground import Ground
from macros.publish.proving.trials import left_over, with_limits


def home_page(ground):
    return (ground.store.current().site / "index.html").read_text(encoding="utf-8")


def test_a_push_of_main_is_published_and_told(ground, copy):
    commit = copy.commit("v2")
    done = copy.push()
    assert done.status == 0
    assert f"เผยแพร่แล้ว · เปลี่ยน 12 หน้า ใหม่ 0 หน้า ที่อยู่หาย 0 แห่ง · published {commit[:12]}" in done.words
    assert "<title>v2</title>" in home_page(ground)
    assert ground.shown() == ground.tip() == commit


def test_the_log_says_what_was_published_when(ground, copy):
    copy.commit("v2")
    copy.push()
    first, second = log.events(ground.store.log)
    assert [event["event"] for event in (first, second)] == ["published", "published"]
    assert second["commit"] == ground.tip() and second["release"] == ground.store.current().name
    assert second["time"] >= first["time"] and second["time"].endswith("Z")


def test_a_build_finds_the_whole_history(ground, tmp_path):
    asks = "import subprocess, sys; print('commits:', subprocess.check_output(['git', 'log', '--format=%s'], text=True, cwd=sys.argv[2]).split()); sys.exit(1)"
    (ground.engine / "scripts" / "build.py").write_text(asks)
    copy = ground.copy()
    for home in ("v1", "v2", "v3"):
        copy.commit(home)
    assert "commits: ['v3', 'v2', 'v1']" in copy.push().words


# ---- refused pushes --------------------------------------------------------------------------------------------------


def delete_main(copy):
    return copy.push(":main")


def rewrite_main(copy):
    copy.git("commit", "--amend", "--quiet", "-m", "another past")
    return copy.push("--force", "main")


def push_a_note(copy):
    return copy.push("HEAD:refs/notes/x")


def move_a_tag(copy):
    copy.git("tag", "v1")
    assert copy.push("v1").status == 0
    copy.commit("v2")
    copy.git("tag", "--force", "v1")
    return copy.push("--force", "v1")


def push_a_tree_as_branch(copy):
    return copy.push("HEAD^{tree}:refs/heads/x")


def push_many_branches(copy):
    return copy.push(*(f"HEAD:refs/heads/b{number}" for number in range(6)))


def plant_a_link(copy):
    os.symlink("/etc", copy.folder / "content" / "files")
    copy.commit("v2")
    return copy.push()


def plant_a_submodule(copy):
    copy.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},content/other")
    copy.git("commit", "--quiet", "-m", "submodule")
    return copy.push()


def too_long_a_name(copy):
    blob = copy.git("hash-object", "-w", "content/index.md").words.strip()
    copy.git("update-index", "--add", "--cacheinfo", f"100644,{blob},content/{'x' * 300}.md")
    copy.git("commit", "--quiet", "-m", "name")
    return copy.push()


def another_engine(copy):
    copy.write("scripts/build.py", "print('mine')\n")
    copy.commit("v2")
    return copy.push()


def lose_pages(copy):
    copy.commit("v2 3")
    return copy.push()


def home(words):
    def push(copy):
        copy.commit(words)
        return copy.push()

    return push


REFUSED = {
    "push-main-deleted": delete_main, "push-main-rewritten": rewrite_main, "push-tag-moved": move_a_tag,
    "push-too-many-branches": push_many_branches, "push-link-in-tree": plant_a_link, "push-not-readable": too_long_a_name,
    "push-engine-differs": another_engine, "site-fewer-pages": lose_pages, "build-problems": home("problem"), "build-failed": home("broken"),
    "site-incomplete": home("homeless"), "site-foreign-file": home("link"), "site-foreign-line": home("directive"), "disk-full": home("disk"),
    "push-ref-not-taken": push_a_note, "site-addresses-lost": home("v2 11"),
}  # fmt: skip


@pytest.fixture(scope="module")
def steady(tmp_path_factory, packages):
    """A server with one version, which no refused push changes: so one is enough for all of them."""
    ground = Ground(tmp_path_factory.mktemp("steady"), limits=Limits(seconds=120))
    copy = ground.copy()
    copy.commit("v1")
    assert copy.push().status == 0
    ground.wait()
    return ground


@pytest.mark.parametrize("code", REFUSED)
def test_a_refused_push_changes_nothing_and_says_why(steady, code):
    before, page = steady.tip(), home_page(steady)
    done = REFUSED[code](steady.copy())
    assert done.status != 0
    assert f"[{code}]" in done.words and "ไม่รับการ push" in done.words
    assert (steady.tip(), steady.shown(), home_page(steady)) == (before, before, page)
    assert list(steady.store.work.iterdir()) == [] and len(steady.store.releases()) == 1
    *_, last = log.events(steady.store.log)
    assert (last["event"], last["code"]) == ("refused", code)


@pytest.mark.parametrize("push", [push_a_tree_as_branch, plant_a_submodule], ids=lambda push: push.__name__)
def test_more_that_is_refused(steady, push):
    before = steady.tip()
    assert push(steady.copy()).status != 0
    assert steady.shown() == steady.tip() == before


@pytest.mark.parametrize(
    "limit, code", [("objects", "push-too-many-objects"), ("files", "push-too-many-files"), ("file_mb", "push-file-too-large")]
)
def test_a_push_has_limits(steady, limit, code):
    copy = steady.copy()
    usual = getattr(steady.store.limits, limit)
    copy.write("content/a.pdf", "x" * (2_000_000 if limit == "file_mb" else 1))
    copy.commit("v2")
    with_limits(steady, **{limit: 1})
    done = copy.push()
    with_limits(steady, **{limit: usual})
    assert done.status != 0 and f"[{code}]" in done.words
    assert steady.shown() == steady.tip() != copy.git("rev-parse", "HEAD").words.strip()


def test_git_itself_ends_too_large_a_push(steady):
    copy = steady.copy()
    copy.git("--git-dir", str(steady.store.repo), "config", "receive.maxInputSize", "1k")
    copy.write("content/a.bin", os.urandom(3000).hex())
    copy.commit("v2")
    assert copy.push().status != 0
    copy.git("--git-dir", str(steady.store.repo), "config", "receive.maxInputSize", "100m")
    assert steady.shown() == steady.tip()


def test_a_repository_may_hold_the_server_s_own_engine_beside_its_content(ground, copy):
    copy.write("scripts/build.py", (ground.engine / "scripts" / "build.py").read_text(encoding="utf-8"))
    copy.write("tests/anything.py", "1\n")
    copy.commit("v2")
    assert copy.push().status == 0


def test_another_engine_is_refused_with_the_command_that_updates_it(steady):
    done = another_engine(steady.copy())
    assert f"git -C {steady.engine} pull --ff-only" in done.words and "scripts/build.py" in done.words


def test_fewer_pages_are_published_when_that_is_meant(ground, copy):
    copy.commit("v2 3")
    assert copy.push("-o", "fewer-pages", "main").status == 0
    assert ground.store.current().pages == 3


def test_an_address_that_would_be_lost_is_named_with_the_repair_and_no_option_takes_it_away(steady):
    copy = steady.copy()
    copy.commit("v2 10")
    done = copy.push("-o", "fewer-pages", "main")
    assert done.status != 0 and "ที่อยู่ที่เผยแพร่แล้ว 2 แห่งจะเปิดไม่ได้: /p10/ /p11/ [site-addresses-lost]" in done.words
    assert "python3 scripts/ledger.py --root โฟลเดอร์ของเว็บไซต์ retire /p10/ --why" in done.words and "python3 scripts/ledger.py --root โฟลเดอร์ของเว็บไซต์ move /p10/" in done.words


def test_problems_are_told_as_check_tells_them(steady):
    copy = steady.copy()
    copy.commit("problem")
    assert "measures/2564/x.yml:3:5: ผิด: เดือนไม่ถูกต้อง [month-unknown]" in copy.push().words


def test_a_fault_of_the_server_is_told_without_a_traceback(ground, copy):
    ground.store.work.rmdir()
    ground.store.work.write_text("in the way")
    copy.commit("v2")
    done = copy.push()
    assert done.status != 0 and "[server-fault]" in done.words and "Traceback" not in done.words
    assert "Traceback" in (ground.store.home / "errors.log").read_text()


# ---- guarded builds --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed, seconds, code", [("endless", 2, "build-too-long"), ("memory", 30, "build-over-limit"), ("writing", 30, "build-over-limit")])
def test_a_build_that_takes_too_much_is_ended(steady, linux, deed, seconds, code):
    copy, usual = steady.copy(), steady.store.limits
    copy.commit(deed)
    with_limits(steady, seconds=seconds, memory_mb=300, written_mb=5)
    done = copy.push()
    with_limits(steady, **{name: getattr(usual, name) for name in ("seconds", "memory_mb", "written_mb")})
    assert done.status != 0 and f"[{code}]" in done.words
    assert list(steady.store.work.iterdir()) == []


@pytest.mark.parametrize("boxed", [True, False], ids=["boxed", "bare"])
def test_an_endless_build_leaves_no_process(tmp_path, linux, boxed):
    ground = Ground(tmp_path, limits=Limits(seconds=2), boxed=boxed)
    copy = ground.copy()
    copy.commit("endless")
    assert "[build-too-long]" in copy.push().words
    assert left_over(ground) == []


def test_a_build_reaches_nothing_but_its_own(steady, linux):
    copy = steady.copy()
    secret = steady.folder / "secret"
    secret.write_text("s")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        copy.commit(f"look {secret} {listener.getsockname()[1]}")
        words = copy.push().words
    guarded = sandbox.available()
    assert f"secret: {not guarded}" in words and f"network: {not guarded}" in words
    assert "environment: False" in words
    assert not guarded or "engine writable: False" in words
    assert ("without network" if guarded else "limits only") in steady.command("status", str(steady.store.repo)).words


# ---- previews --------------------------------------------------------------------------------------------------------


def test_another_branch_becomes_a_preview_that_nobody_can_guess(ground, copy):
    main = ground.shown()
    copy.git("checkout", "--quiet", "-b", "ลองดู")
    commit = copy.commit("v7")
    done = copy.push("ลองดู")
    address = previews.address(ground.store, "refs/heads/ลองดู")
    assert done.status == 0 and f"/preview/{address}/" in done.words
    page = (ground.store.web / "previews" / address / "index.html").read_text(encoding="utf-8")
    assert "<title>v7</title>" in page and '<meta name="robots" content="noindex, nofollow">' in page
    assert ground.shown() == main != commit
    assert len(address) == 32 and address != previews.address(ground.store, "refs/heads/main")


def test_a_preview_keeps_its_address_may_be_rewritten_and_goes_with_its_branch(ground, copy):
    copy.git("checkout", "--quiet", "-b", "draft")
    for home in ("v7", "v8"):
        copy.commit(home)
        copy.git("commit", "--amend", "--quiet", "-m", "again")
        assert copy.push("--force", "draft").status == 0
        ground.wait()
    (address,) = ground.store.previews()
    assert len(ground.store.drafts()) == 1
    assert "v8" in (ground.store.web / "previews" / address / "index.html").read_text(encoding="utf-8")
    assert "เอาตัวอย่างของ draft ออกแล้ว" in copy.push(":draft").words
    ground.wait()
    assert ground.store.previews() == {} and ground.store.drafts() == []


def test_main_and_a_branch_in_one_push(ground, copy):
    copy.commit("v2")
    done = copy.push("main", "main:other")
    assert done.status == 0 and "เผยแพร่แล้ว" in done.words and "/preview/" in done.words
    assert ground.shown() == ground.tip() and len(ground.store.previews()) == 1


def test_a_tag_is_taken_builds_nothing_and_stays(ground, copy):
    copy.git("tag", "2569")
    assert copy.push("2569").status == 0
    assert len(ground.store.releases()) == 1
    assert "[push-tag-deleted]" in copy.push(":refs/tags/2569").words and "refs/tags/2569" in copy.git("ls-remote", "publish").words
