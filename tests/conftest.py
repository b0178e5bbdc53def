"""What all tests share: a browser, pages that may ask nobody but this machine, and a run that may forbid skips."""

import collections
import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT / "scripts") not in sys.path:
    sys.path.append(str(ROOT / "scripts"))  # Last: its test.py must hide no other module.

if (ROOT / "macros").is_dir():  # not where a test tries this file by itself
    from tests.worded import every_problem_is_worded  # noqa: F401

# The same examples in every run of CI, so that a red run stays red until it is mended; new ones wherever else tests run.
hypothesis.settings.register_profile("prongsai", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("prongsai")


def pytest_xdist_make_scheduler(config, log):
    """Tests of a file that makes something for all of them go to one worker, so that it is made once; all others to whoever is free."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.partition("::")[0]
            return file if makes_for_all(file) else nodeid

    @functools.cache
    def makes_for_all(file):
        return 'scope="module"' in (config.rootpath / file).read_text(encoding="utf-8")

    return Together(config, log)


# ---- sites -----------------------------------------------------------------------------------------------------------
FICTIONAL = ROOT / "tests" / "sites" / "fictional"


@pytest.fixture(scope="session")
def built_site(tmp_path_factory):
    """The folder of the real site, built once for each worker."""
    return _build(ROOT, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def built_fictional(tmp_path_factory):
    """The folder of the fictional agency's site, built once for each worker."""
    return _build(FICTIONAL, tmp_path_factory.mktemp("fictional"))


def _build(root, folder):
    from macros.problems.render import as_text
    from macros.site.build import build

    result = build(root, folder / "site")
    assert result.ok, as_text(result.problems)
    return folder / "site"


@pytest.fixture
def site_copy(tmp_path):
    """A function: root of a site → a copy of its sources that a test may change, in a git repository with one commit."""

    def copy(root=ROOT, name="copy"):
        target = tmp_path / name
        for part in ("mkdocs.yml", "content", "measures"):
            source = root / part
            (shutil.copytree if source.is_dir() else _copy_file)(source, target / part)
        commit_all(target)
        return target

    return copy


def commit_all(folder, message="state", day="2026-01-15T10:00:00+07:00"):
    """Record everything below ``folder`` in git, on a fixed day; makes the repository at the first call."""
    names = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "ก"), ("EMAIL", "a@example.org"), ("DATE", day))}
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith("GIT_")}, **names}
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "--allow-empty", "-m", message]):
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def commit_edit(root, file, *changes, at="2026-02-03T10:00:00+07:00"):
    """Record in git, later than ``site_copy`` did, that each of ``changes`` (what stands there, what takes its place) was made in a file."""
    text = (root / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (root / file).write_text(text, encoding="utf-8")
    commit_all(root, "later", at)


def _copy_file(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


@pytest.fixture
def serve_folder():
    """A function: folder → its address on loopback (``http://127.0.0.1:PORT/``), served until the test ends."""
    with contextlib.ExitStack() as stack:
        yield lambda folder: stack.enter_context(_served(folder))


POLL = 0.02  # seconds after which a server sees that it is to end; half a second by itself, at the end of each test


@contextlib.contextmanager
def _served(folder):
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that closes in the middle of an answer is no news, and its report would land in another test's output."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


# ---- browser ---------------------------------------------------------------------------------------------------------

QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--no-first-run", "--font-render-hinting=none"]  # fmt: skip
HERE = {"127.0.0.1", "localhost", "::1"}


@pytest.fixture(scope="session")
def browser():
    """A headless browser of the Chromium family (Playwright's synchronous ``Browser``)."""
    import _browser
    from playwright.sync_api import sync_playwright

    path = os.environ.get("PRONGSAI_BROWSER") or _browser.find()
    if path is None:
        pytest.fail("no browser: run python3 scripts/test.py, which installs one")
    # Chromium refuses its sandbox to root, which is who runs the tests in a container.
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        with contextlib.closing(playwright.chromium.launch(executable_path=path, args=QUIET + root)) as browser:
            yield browser


@pytest.fixture(scope="session")
def windows():
    """Windows that no test is using, by the options of their contexts: to open one costs more than all that is done in it."""
    return collections.defaultdict(list)


@pytest.fixture
def pages(browser, windows):
    """Opens pages. At the end of the test, a request to another machine or an uncaught script error is a failure."""
    pages = Pages(browser, windows)
    yield pages
    pages.close()
    assert pages.foreign == [], "the site asked other machines"
    assert pages.errors == [], "scripts of the site failed"


class Pages:
    """Pages of one test, each alone in its context. ``foreign``: addresses asked for elsewhere, all blocked;
    ``errors``: messages of uncaught script errors. A test that expects some clears the list."""

    def __init__(self, browser, windows):
        self.foreign = []
        self.errors = []
        self._browser = browser
        self._windows = windows
        self._used = []

    def open(self, url=None, width=1280, height=800, dark=False, javascript=True, own=False, **context_options):
        """A new page of ``width`` × ``height`` CSS pixels, in Thai, light unless ``dark``, at ``url`` if given. Its window was emptied after the
        test before; ``own``: it is a new one, which no other test gets, for who sets its clock or changes it otherwise for good."""
        here = {"locale": "th-TH", "timezone_id": "Asia/Bangkok"}
        options = {**here, "color_scheme": "dark" if dark else "light", "java_script_enabled": javascript, **context_options}
        unused = [] if own else self._windows[repr(sorted(options.items()))]
        window = unused.pop() if unused else Window(self._browser, options, own)
        self._used.append((window, None if own else unused))
        window.context.route(self._is_foreign, self._refuse)
        window.listen("pageerror", lambda error: self.errors.append(str(error)))
        window.page.set_viewport_size({"width": width, "height": height})
        if url:
            window.page.goto(url)
        return window.page

    def close(self):
        for window, unused in self._used:
            if unused is None or window.page.is_closed():
                window.context.close()
            else:
                window.empty()
                unused.append(window)

    @staticmethod
    def _is_foreign(url):
        address = urlsplit(url)
        return address.scheme in ("http", "https", "ws", "wss") and address.hostname not in HERE

    def _refuse(self, route):
        self.foreign.append(route.request.url)
        route.abort()


class Window:
    """A context with the one page that it keeps."""

    LASTING = ("once", "add_init_script", "expose_binding", "expose_function", "set_default_timeout", "set_extra_http_headers")

    def __init__(self, browser, options, own):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self._media = {"media": "null", **{name: options.get(name, "null") for name in ("color_scheme", "reduced_motion", "forced_colors", "contrast")}}
        self._devtools = self.context.new_cdp_session(self.page)
        self._on, self._heard, self.page.on = self.page.on, [], self.listen
        for name in () if own else self.LASTING:
            setattr(self.page, name, _refuse_lasting)

    def listen(self, event, what):
        self._on(event, what)
        self._heard.append((event, what))

    def empty(self):
        """Take away what a test has left: its pages, how they look, and all that they stored, cookies too. (Where requests are routed, nothing
        that was fetched is kept.)"""
        for page in self.context.pages:
            if page != self.page:
                page.close()
        self.page.goto("about:blank")
        while self._heard:
            self.page.remove_listener(*self._heard.pop())
        self.context.unroute_all()
        self.page.unroute_all()
        self.page.bring_to_front()  # the focus may have gone on to the address bar
        self.page.emulate_media(**self._media)
        self._devtools.send("Page.resetNavigationHistory")
        self._devtools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})


def _refuse_lasting(*_, **__):
    pytest.fail("the tests that follow would have this too: open the page with own=True")


# ---- no skips --------------------------------------------------------------------------------------------------------


def pytest_configure(config):
    # With several processes only the first one sees all results.
    if os.environ.get("PRONGSAI_NO_SKIP") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(NoSkip())


class NoSkip:
    """Makes a run with skipped tests fail, naming them: a test that never runs proves nothing."""

    def __init__(self):
        self.skipped = []

    def pytest_runtest_logreport(self, report):
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(f"{report.nodeid}: {_reason(report)}")

    def pytest_collectreport(self, report):
        if report.skipped:
            self.skipped.append(f"{report.nodeid}: {_reason(report)}")

    def pytest_sessionfinish(self, session, exitstatus):
        if self.skipped and exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        if self.skipped:
            terminalreporter.section("skipped, which PRONGSAI_NO_SKIP forbids", red=True)
            for line in self.skipped:
                terminalreporter.write_line(line)


def _reason(report):
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
