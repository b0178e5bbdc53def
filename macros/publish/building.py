"""From a commit to a release that lies complete on the server, and is not yet shown to anybody."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.problems.wording import root_option
from macros.publish import changes, engine, incoming, kept, sandbox, warming, web_server
from macros.publish.limits import MEGABYTE, Limits
from macros.publish.refusal import Refusal
from macros.publish.repository import MAIN, Repository
from macros.publish.store import Release, Store, read_release, sync

Tell = Callable[[str], None]
FEWER_PAGES = "fewer-pages"  # the push option by which a webmaster means to remove most of a site


@contextmanager
def _refusing_full_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refusal("disk-full") from error
        raise


@_refusing_full_disk()
def prepare_release(store: Store, repo: Repository, commit: str, tell: Tell, fewer_pages: bool = False) -> Release:
    """A release of ``commit`` for the main site. Raises ``Refusal``; then nothing has changed.

    A release of the same commit that the same engine has built before is taken as it is.
    """
    release = find_release(store, commit) or _new_release(store, repo, commit, tell, fewer_pages)
    kept.add(store, release)
    sync(store.web)
    return release


def find_release(store: Store, commit: str) -> Release | None:
    """The release of ``commit`` by the engine as it is now, if there is one."""
    wanted = (commit, store.builder.identity)
    return next((release for release in reversed(store.releases()) if (release.commit, release.engine) == wanted), None)


def _new_release(store: Store, repo: Repository, commit: str, tell: Tell, fewer_pages: bool) -> Release:
    before = store.current()
    with _built(store, repo, commit, tell, published=repo.tip(MAIN) or "") as work:
        pages = _check_site(work / "out", before, store.limits, fewer_pages)
        found = _compare(before, work / "out")
        if before and found and not _loses_most(before, pages):  # who removes most of a site has said that it is meant
            changes.refuse_lost(found, published="publish/main")
        counts = {kind: len(names) for kind, names in found.items()}
        if before:
            kept.share(before.site, work / "out")
        return _place(store, work, commit, pages, counts, store.web / "releases")


@_refusing_full_disk()
def prepare_draft(store: Store, repo: Repository, commit: str, tell: Tell) -> Release:
    """A build of ``commit`` for a preview: every page asks search engines to leave it alone."""
    with _built(store, repo, commit, tell, "--preview") as work:
        pages = _check_site(work / "out", None, store.limits, True)
        _hide(work / "out")
        return _place(store, work, commit, pages, {}, store.web / "drafts")


@contextmanager
def _built(store: Store, repo: Repository, commit: str, tell: Tell, *options: str, published: str = "") -> Iterator[Path]:
    """A folder with the sources in ``src`` and the built site in ``out``, gone when the block ends. ``options``: of the build;
    ``published``: where main was before this push."""
    incoming.check_files(repo.files(commit), store)
    with tempfile.TemporaryDirectory(prefix="build-", dir=store.work) as folder:
        work = Path(folder)
        here, there = root_option((work / "src").resolve()), engine.root_option(repo, commit)  # whoever pushes mends in a folder of their own
        _checkout(repo, commit, work / "src", published)
        _build(store, work, lambda text: tell(text.replace(here, there)), options)
        yield work


def _checkout(repo: Repository, commit: str, folder: Path, published: str) -> None:
    try:
        repo.checkout(commit, folder, published)
    except subprocess.CalledProcessError as error:
        words = error.output.decode("utf-8", "replace")
        if "No space left" in words:
            raise Refusal("disk-full") from error
        raise Refusal("push-not-readable", reason=words.strip()[-300:]) from error


def _build(store: Store, work: Path, tell: Tell, options: tuple[str, ...]) -> None:
    warming.keep_warm(store)
    command = [sys.executable, str(store.engine / "scripts" / "build.py"), "--root", str(work / "src"), "--output", str(work / "out"), *options]
    outcome = sandbox.run(command, work, [store.engine, store.repo / "objects"], store.limits, tell, store.boxed)
    if outcome.too_long:
        raise Refusal("build-too-long", seconds=store.limits.seconds)
    if "No space left on device" in outcome.words or "Errno 28" in outcome.words:
        raise Refusal("disk-full")
    if outcome.found_problems:
        raise Refusal("build-problems")
    if outcome.hit_a_limit:
        raise Refusal("build-over-limit", memory=store.limits.memory_mb, seconds=store.limits.seconds)
    if outcome.status != 0:
        raise Refusal("build-failed", status=outcome.status)


def _check_site(site: Path, before: Release | None, limits: Limits, fewer_pages: bool) -> int:
    """The number of pages of a built site that may be shown."""
    size = pages = 0
    for folder, names, files in os.walk(site):
        for name in (*names, *files):
            path = Path(folder) / name
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise Refusal("site-foreign-file", file=path.relative_to(site).as_posix())
        size += sum((Path(folder) / name).stat().st_size for name in files)
        pages += "index.html" in files
    if not all((site / name).is_file() for name in ("index.html", "404.html")):
        raise Refusal("site-incomplete")
    if size > limits.site_mb * MEGABYTE:
        raise Refusal("site-too-large", size=size // MEGABYTE, limit=limits.site_mb)
    if before and _loses_most(before, pages) and not fewer_pages:
        raise Refusal("site-fewer-pages", before=before.pages, now=pages, option=FEWER_PAGES)
    return pages


def _loses_most(before: Release, pages: int) -> bool:
    return pages * 2 < before.pages


def _compare(before: Release | None, site: Path) -> dict[str, list[str]]:
    if before is None or not before.commit:
        return {}
    return changes.compare(changes.addresses(before.site), changes.addresses(site))


def _place(store: Store, work: Path, commit: str, pages: int, counts: dict[str, int], shelf: Path) -> Release:
    """Complete the release in the work folder, then give it its name in one rename."""
    made = Release(work / "release", commit, store.builder.identity, pages, counts)
    made.folder.mkdir()
    os.replace(work / "out", made.site)
    web_server.write_includes(made.site, made.folder / "server", store.path)
    made.write()
    sync(made.folder)
    target = shelf / store.new_name(commit)
    os.replace(made.folder, target)
    return read_release(target)


def _hide(site: Path) -> None:
    for name in ("robots.txt", "sitemap.xml"):
        (site / name).unlink(missing_ok=True)
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"(<head[^>]*>)", r'\1<meta name="robots" content="noindex, nofollow">', html, count=1), encoding="utf-8")


def clear_work(store: Store) -> None:
    """Remove what interrupted builds have left. Only for the holder of the lock."""
    for path in store.work.iterdir():
        shutil.rmtree(path, ignore_errors=True)
