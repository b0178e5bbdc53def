"""``scripts/publish.py``: publish by ``git push``: set a server up, publish the tip again, go back, look."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from macros.problems import errors_in, message
from macros.problems.wording import LANGUAGES
from macros.publish import changes, hooks, operations, warming
from macros.publish import store as stores
from macros.publish.limits import Limits
from macros.publish.refusal import Refusal
from macros.publish.repository import Repository
from macros.publish.store import NotOurs, Store
from macros.site.commands.common import CANNOT, DONE, PROBLEMS, PROJECT, command, elsewhere, folder_of, parser, say, site_root


def main(argv: list[str]) -> int:
    """0 done · 1 refused, or the site is behind · 2 wrong use or cannot run."""
    options = _parser().parse_args(argv)
    if os.name == "nt" and options.run not in (_changes, _guard):
        say("คำสั่งนี้ใช้บนเครื่องเซิร์ฟเวอร์ Linux หรือ macOS · this command is for a Linux or macOS server")
        return CANNOT
    if (root := site_root(options.root)) is None:
        return CANNOT
    options.root = root
    try:
        return options.run(options)
    except NotOurs as reason:
        say(f"{reason} ยังไม่ได้ตั้งค่าด้วย publish.py init · it was not set up by publish.py init")
    except operations.CannotSetUp as reason:
        say(str(reason))
    except subprocess.CalledProcessError as error:
        say(f"ทำไม่ได้ git บอกเหตุไว้ข้างบน: {' '.join(map(str, error.cmd))} · cannot do it, git says why above")
    except OSError as error:
        say(_no_git() if isinstance(error, FileNotFoundError) and error.filename == "git" else f"ทำไม่ได้: {error} · cannot do it")
    except Refusal as refusal:
        say(refusal.text("th", elsewhere(root)))
        return PROBLEMS
    return CANNOT


def _no_git() -> str:
    told = (message("history-no-git", {}, language) for language in LANGUAGES)
    return " · ".join(f"{words.message} {words.repair}" for words in told)


def _init(options: argparse.Namespace) -> int:
    repo = Path(os.path.realpath(options.repo))
    store = Store(repo, Path(os.path.realpath(options.web)), Path(os.path.realpath(options.engine)), options.url or _address_of(options.root), not options.no_sandbox, _limits_before(repo))
    operations.init(store)
    warming.compile_packages()
    warming.keep_warm(store)
    say(operations.sandbox_line(store))
    print(operations.address_line(store))
    print(f"git{_in(options.root)} remote add publish {shlex.quote(str(repo))}\nnginx: {store.home / 'nginx.conf'}\ncaddy: {store.home / 'caddy.conf'}")
    return DONE


def _address_of(root: Path) -> str:
    """``_address_in``, but the project itself is here as the engine, not as the site that is pushed."""
    return "" if root == PROJECT else _address_in(root)


def _address_in(root: Path) -> str:
    """The address in the settings of the site in ``root``."""
    from macros.site.inputs.settings import FILE, UNREACHABLE, load_settings  # no hook needs it, and each push waits for what a hook brings in

    settings, problems = load_settings((root / FILE).read_bytes())
    if any(problem.code != UNREACHABLE for problem in errors_in(problems)):  # a server may be tried out in the office's own network
        raise operations.CannotSetUp(f"{root / FILE} มีข้อผิดพลาด ดูด้วย {command('check', root)} · it has problems")
    return settings.site_url or ""


def _in(root: Path) -> str:
    return "" if root == PROJECT else f" -C {shlex.quote(str(root))}"


def _limits_before(repo: Path) -> Limits:
    """A second ``init`` leaves a server's own limits as they are."""
    try:
        return stores.load(repo).limits
    except NotOurs:
        return Limits()


def _now(options: argparse.Namespace) -> int:
    print(operations.now(_store(options.repo), say, options.heal, options.fewer_pages))
    return DONE


def _status(options: argparse.Namespace) -> int:
    lines, right = operations.status(_store(options.repo))
    print("\n".join(lines))
    return DONE if right else PROBLEMS


def _rollback(options: argparse.Namespace) -> int:
    release = operations.rollback(_store(options.repo))
    print(f"ย้อนกลับแล้ว แสดงอยู่: {release.name} · rolled back")
    return DONE


def _changes(options: argparse.Namespace) -> int:
    if not options.after.is_dir():
        say(f"ไม่พบโฟลเดอร์ {options.after} · There is no folder {options.after}")
        return CANNOT
    if os.path.isdir(options.before):
        return _told(Path(options.before), options.after)
    if (commit := _commit_of(options.before, options.root)) is None:
        say(f"ไม่พบโฟลเดอร์ {options.before} และ git ของ {options.root} ไม่มี commit ชื่อนี้ · There is no folder {options.before}, and git in {options.root} knows no such commit")
        return CANNOT
    with tempfile.TemporaryDirectory(prefix="prongsai-") as work:
        if (before := _built(commit, options.root, Path(work))) is not None:
            return _told(before, options.after)
    say(f"สร้างเว็บไซต์ของ {options.before} ไม่ได้ (สาเหตุอยู่ข้างบน) จึงบอกไม่ได้ว่าอะไรจะเปลี่ยน · The site of {options.before} cannot be built (see above), so nobody can tell what changes")
    return PROBLEMS


def _told(before: Path, after: Path) -> int:
    print(changes.report(changes.compare(changes.addresses(before), changes.addresses(after))), end="")
    return DONE


def _guard(options: argparse.Namespace) -> int:
    """For hosts that show whatever they are handed: nothing that readers can open now may be lost, and no page may become younger."""
    from macros.publish import hosted  # no hook needs it

    urls = [_address_in(options.root), options.url, hosted.github_pages(options.github) if options.github else ""]
    if not options.site.is_dir():
        say(f"ไม่พบโฟลเดอร์ {options.site} · There is no folder {options.site}")
    elif not any(urls):
        say("ไม่รู้ว่าเผยแพร่ไว้ที่ใด ใส่ site_url ใน mkdocs.yml หรือเรียกด้วย --url หรือ --github · no site_url, --url or --github: where is the site published?")
    else:
        try:
            return _compared(*hosted.compare(options.site, filter(None, urls), say), options)
        except hosted.CannotAsk as reason:
            say(f"อ่านเว็บไซต์ที่เผยแพร่อยู่ไม่ได้ จึงยังไม่เผยแพร่ ลองอีกครั้ง · the published site cannot be read, try again: {reason}")
    return CANNOT


def _compared(found: tuple[dict[str, list[str]], str | None] | None, url: str, options: argparse.Namespace) -> int:
    if found is None:
        print(f"ยังไม่มีเว็บไซต์นี้ที่ {url} · nothing is published there yet")
        return DONE
    difference, commit = found
    changes.refuse_lost(difference, published=commit or "HEAD~1")
    if not options.new_history:
        from macros.publish import hosted

        hosted.refuse_later(options.site, url, lambda: _goes_on_from(commit, options.root))
    print(f"ที่อยู่ที่เผยแพร่แล้วอยู่ครบ ใหม่ {len(difference['new'])} แห่ง · no published address is lost, {len(difference['new'])} are new")
    return DONE


def _goes_on_from(commit: str | None, root: Path) -> bool:
    """Whether the history of the repository around ``root`` has ``commit``."""
    asked = ["git", "merge-base", "--is-ancestor", "--end-of-options", str(commit), "HEAD"]
    return subprocess.run(asked, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def _commit_of(name: str, root: Path) -> str | None:
    """The commit that ``name`` (of a branch, ``HEAD~1``, or its own) means in the repository around ``root``."""
    done = subprocess.run(["git", "rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.decode().strip() or None


def _built(commit: str, root: Path, work: Path) -> Path | None:
    """The site of an earlier commit of the repository around ``root``, built by this engine; None when the commit has problems, which are told."""
    place = subprocess.run(["git", "rev-parse", "--path-format=absolute", "--git-common-dir", "--show-prefix"], cwd=root, check=True, stdout=subprocess.PIPE)
    folder, prefix = os.fsdecode(place.stdout).splitlines()
    Repository(Path(folder)).checkout(commit, work / "src")
    build = [sys.executable, str(PROJECT / "scripts" / "build.py"), "--root", str(work / "src" / prefix), "--output", str(work / "site")]
    return work / "site" if subprocess.run(build, stdout=sys.stderr).returncode == DONE else None


def _hook(options: argparse.Namespace) -> int:
    os.umask(0o022)
    store = stores.load(options.repo)
    if options.name == "pre-receive":
        return hooks.pre_receive(store, sys.stdin, hooks.push_options(), _tell)
    return hooks.post_receive(store, sys.stdin, _tell)


def _tell(text: str) -> None:
    """To the pusher's terminal; one who has hung up is no reason to stop, git decides that."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")


def _prove(options: argparse.Namespace) -> int:
    from macros.publish import proving  # no hook needs it

    return PROBLEMS if proving.main(options.kills, options.pushers, options.site or options.root, say) else DONE


def _store(repo: Path) -> Store:
    os.umask(0o022)
    operations.become_owner(repo)
    return stores.load(repo)


def _parser() -> argparse.ArgumentParser:
    made = parser("publish", "เผยแพร่ด้วย git push · publish by git push")
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    init = _command(commands, "init", _init, "เตรียมที่เก็บ git โฟลเดอร์เว็บ และการตั้งค่าของ nginx/Caddy · set a server up")
    init.add_argument("--web", type=Path, required=True, metavar="WEBROOT", help="โฟลเดอร์ที่เว็บเซิร์ฟเวอร์แสดง · the folder that is served")
    init.add_argument("--url", default="", metavar="URL", help="ที่อยู่ของเว็บไซต์ (ปกติ: site_url ของเว็บไซต์ใน --root) · the site's address")
    init.add_argument("--engine", type=Path, default=PROJECT, metavar="DIR", help="โปรแกรมที่ใช้สร้างเว็บไซต์ (ปกติ: โครงการนี้) · the engine that builds")
    init.add_argument("--no-sandbox", action="store_true", help="ไม่ใช้ bubblewrap แม้มีอยู่ · do without bubblewrap")
    now = _command(commands, "now", _now, "เผยแพร่สิ่งที่ push ล่าสุดอีกครั้ง และซ่อมสิ่งที่ค้าง · publish the tips again")
    now.add_argument("--heal", action="store_true", help="สำหรับตัวตั้งเวลา: ไม่แตะสิ่งที่ย้อนกลับไว้ · for a timer: leave a rollback alone")
    now.add_argument("--fewer-pages", action="store_true", help="ยอมให้หน้าหายเกินครึ่ง · even if most pages go")
    _command(commands, "status", _status, "ดูว่าแสดงอะไรอยู่ · what is shown")
    _command(commands, "rollback", _rollback, "ย้อนกลับไปการเผยแพร่ก่อนหน้า · go back to the release before")
    hook = _command(commands, "hook", _hook, "git เรียกเอง · called by git", repo_first=False)
    hook.add_argument("name", choices=("pre-receive", "post-receive"))
    hook.add_argument("repo", type=Path, metavar="REPO.git")
    changed = _command(commands, "changes", _changes, "สิ่งที่ผู้อ่านจะเห็นต่างไป ระหว่างสองเว็บไซต์ที่สร้างแล้ว · what differs between two built sites", repo_first=False)
    changed.add_argument("before", metavar="BEFORE", help="โฟลเดอร์ หรือ commit (รหัส สาขา หรือ HEAD~1) ซึ่งจะถูกสร้างก่อน · a folder, or a commit (id, branch or HEAD~1), which is built first")
    changed.add_argument("after", type=Path, metavar="AFTER", help="โฟลเดอร์ · a folder")
    guard = _command(commands, "guard", _guard, "ก่อนเผยแพร่บน GitHub/GitLab Pages: ที่อยู่ที่เผยแพร่แล้วต้องอยู่ครบ · before a host deploys: no published address may be lost", repo_first=False)
    guard.add_argument("site", type=Path, metavar="SITE", help="โฟลเดอร์ที่สร้างแล้ว · the built folder")
    guard.add_argument("--url", default="", metavar="URL", help="ที่อยู่ที่เผยแพร่อยู่ ถ้าที่ site_url ใน mkdocs.yml ยังไม่มีเว็บไซต์นี้ · where the site is published, if it does not stand at its site_url yet")
    guard.add_argument("--github", default="", metavar="OWNER/NAME", help="ที่เก็บบน GitHub แทน --url · the repository on GitHub, in place of --url")
    guard.add_argument("--new-history", action="store_true", help="ยอมให้วันที่บันทึกครั้งแรกช้าลง เมื่อประวัติ git เดิมไม่มีแล้ว · let first days become later, when the old history is gone")
    _add_prove(commands)
    return made


def _add_prove(commands) -> None:
    prove = _command(commands, "prove", _prove, "ทดสอบการเผยแพร่อย่างหนักบนเครื่องนี้ แล้วพิมพ์ตารางผล · torture test with a table of results", repo_first=False)
    prove.add_argument("--kills", type=int, default=100)
    prove.add_argument("--pushers", type=int, default=20)
    prove.add_argument("--site", type=Path, metavar="DIR", help="เว็บไซต์จริงที่ใช้จับเวลา (ปกติ: --root) · the real site to time")


def _command(commands, name: str, run, words: str, repo_first: bool = True) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=words, description=words)
    one.set_defaults(run=run)
    one.add_argument("--root", type=folder_of, default=argparse.SUPPRESS, metavar="DIR", help="โฟลเดอร์ของเว็บไซต์ที่ push มา · the folder of the site that is pushed")
    if repo_first:
        one.add_argument("repo", type=Path, metavar="REPO.git")
    return one
