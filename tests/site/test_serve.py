"""``serve``: an edit is on the screen, a mistake is said on the page, and the good site stays."""

import errno
import socket
import struct
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from macros.problems import Place, Problem
from macros.problems.wording import root_option
from macros.site.build import build
from macros.site.commands import ledger, serve
from macros.site.placing.output import Output
from macros.site.serving.local_server import make_server
from macros.site.serving.serve import Builder, State
from macros.site.serving.watching import snapshot, watch
from tests.built import files_in

FICTIONAL = Path(__file__).parents[1] / "sites" / "fictional"


@pytest.fixture
def served(site_copy, tmp_path):
    """A running server over a copy of the real site: (root, address, state)."""
    root, state, stop = site_copy(), State(), threading.Event()
    server = make_server(0, state)
    builder = Builder(root, tmp_path / "work", state, lambda text: None)
    before = snapshot(root)
    builder.build(before)
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)), threading.Thread(target=watch, args=(root, builder.build, stop, before))]
    for thread in threads:
        thread.start()
    yield root, f"http://127.0.0.1:{server.server_port}", state
    stop.set()
    server.shutdown()
    for thread in threads:
        thread.join()
    server.server_close()


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.browser
def test_edit_mistake_and_repair(served, pages):
    root, address, _ = served
    page = pages.open(f"{address}/measures/2564/m1/")
    record = root / "measures/2564/m1.yml"

    edit(record, "status: unknown", "status: under-way")
    page.get_by_text("กำลังดำเนินการ").first.wait_for()
    assert page.locator("#prongsai-problems").count() == 0

    edit(record, "status: under-way", "status: undr-way")
    problem = page.locator("#prongsai-problems")
    problem.wait_for()
    assert "measures/2564/m1.yml" in problem.inner_text() and "undr-way" in problem.inner_text()
    assert page.get_by_text("กำลังดำเนินการ").first.is_visible()

    edit(record, "status: undr-way", "status: done")
    page.get_by_text("แล้วเสร็จ").first.wait_for()
    problem.wait_for(state="detached")


def test_a_file_that_is_just_being_saved_is_no_mistake(served):
    root, _, state = served
    record = root / "measures/2564/m1.yml"
    text, version = record.read_text(encoding="utf-8"), state.version
    record.write_text("")
    time.sleep(0.4)  # an editor on a slow disk: several looks fall into it
    record.write_text(text.replace("status: unknown", "status: under-way"), encoding="utf-8")
    state.wait_past(version, 30)
    assert state.version == version + 1 and not state.problems


def test_a_file_that_stays_empty_is_a_mistake(served):
    root, _, state = served
    version = state.version
    (root / "measures/2564/m1.yml").write_text("")
    state.wait_past(version, 30)
    assert any("measures/2564/m1.yml" in str(problem) for problem in state.problems)


def test_problems_of_sources_that_changed_meanwhile_are_not_told(site_copy, tmp_path):
    root, state, said = site_copy(), State(), []
    builder = Builder(root, tmp_path / "work", state, said.append)
    seen = snapshot(root)
    record = root / "measures/2564/m1.yml"
    record.write_text(record.read_text(encoding="utf-8")[:40], encoding="utf-8")
    builder.build(seen)
    assert state.version == 0 and not said
    builder.build(snapshot(root))
    assert state.version == 1 and state.problems and said


def test_old_addresses_lead_on_after_every_save(site_copy, tmp_path):
    root = site_copy(FICTIONAL)
    (root / "content/services/fees.md").rename(root / "content/services/fee.md")
    edit(root / "measures/2567/disclosures/o11.yml", "/services/fees/", "/services/fee/")
    assert ledger.main(["move", "/services/fees/", "/services/fee/", "--root", str(root)]) == 0
    assert ledger.main(["move", "/data/plan.csv", "/data/measures-2567.csv", "--root", str(root)]) == 0
    warm = Builder(root, tmp_path / "warm", State(), lambda text: None)
    warm.build()
    changes = (
        lambda: edit(root / "content/privacy.md", "\nเว็บไซต์นี้", "\nเว็บไซต์ของเรา"),
        lambda: edit(root / "measures/2567/publish.yml", "title: รายงาน", "title: สรุปรายงาน"),
        lambda: ledger.main(["move", "/old/", "/about/", "--root", str(root)]),
    )
    for number, change in enumerate(changes):
        change()
        warm.build()
        cold = Builder(root, tmp_path / f"cold {number}", State(), lambda text: None)
        cold.build()
        found, wanted = files_in(warm.state.site), files_in(cold.state.site)
        assert [name for name in found | wanted if found.get(name) != wanted.get(name)] == []
        assert {"services/fees/index.html", "data/plan.csv", "data/redirects.json"} <= found.keys()


def test_a_reader_who_leaves_early_is_no_error(tmp_path, capfd):
    state, others = State(), set(threading.enumerate())
    server = make_server(0, state)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    with socket.create_connection(("127.0.0.1", server.server_port)) as reader:
        reader.sendall(b"GET /__prongsai__/state?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while not (waiting := set(threading.enumerate()) - others - {thread}):
            time.sleep(0.01)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closed at once, as a killed browser does
    state.publish([], None)
    server.shutdown()
    thread.join()
    for each in waiting:
        each.join(10)
    server.server_close()
    assert capfd.readouterr().err == ""


@pytest.mark.browser
def test_unknown_address_is_the_thai_404_and_the_forms_are_open(served, pages):
    _, address, state = served
    page = pages.open(f"{address}/no/such/page/")
    assert page.title() and "ไม่พบ" in page.locator("h1").inner_text()

    assert not (state.site / "admin/forms.js").exists()  # what is published has them only when the settings say so
    page = pages.open(f"{address}/admin/")
    page.get_by_role("button", name="เปิดโฟลเดอร์ของเว็บไซต์ในเครื่องนี้").wait_for()
    assert "__prongsai__" not in page.content(), "a form that is being filled in must not be reloaded"
    assert page.request.get(f"{address}/admin/../mkdocs.yml").status == page.request.get(f"{address}/admin/no").status == 404


def test_a_pack_is_made_when_somebody_asks_for_it(served, tmp_path):
    root, address, state = served
    version = state.version
    assert ledger.main(["move", "/files/ทุกอย่าง.zip", "/data/pack-2564.zip", "--root", str(root)]) == 0
    state.wait_past(version, 30)
    assert build(root, tmp_path / "out", preview=True).ok
    for name in ("data/pack-2564.zip", "data/pack-2563.zip", "files/ทุกอย่าง.zip"):
        assert not (state.site / name).exists()
        with urllib.request.urlopen(f"{address}/{urllib.parse.quote(name)}") as answer:
            assert answer.headers["Content-Type"] == "application/zip" and answer.read() == (tmp_path / "out" / name).read_bytes()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}/data/pack-2400.zip")


def test_what_a_build_left_that_could_not_end_takes_no_room(site_copy, tmp_path, monkeypatch):
    builder = Builder(site_copy(), tmp_path / "work", State(), lambda text: None)
    with monkeypatch.context() as patch:
        patch.setattr(Output, "commit", lambda self, drop: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full", "x")))
        for _ in range(2):
            with pytest.raises(OSError):
                builder.build()
    builder.build()
    assert [folder / "site" for folder in (tmp_path / "work").iterdir()] == [builder.state.site]


def test_a_full_disk_ends_no_preview(capsys):
    for names, named in (("site/index.html",), "site/index.html"), ((), "/tmp/work"):
        serve._build(Failing(OSError(errno.ENOSPC, "No space left on device", *names)), {})
        assert f"เขียนไม่ได้: ดิสก์เต็ม: {named} ·" in capsys.readouterr().err


def test_a_fault_of_the_program_ends_no_preview_and_can_be_reported(tmp_path, capsys):
    log = tmp_path / "error.txt"
    serve._build(Failing(ValueError("Invalid IPv6 URL")), {}, log)
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and str(log) in said and "Traceback" not in said
    assert log.read_text(encoding="utf-8").endswith("ValueError: Invalid IPv6 URL\n")
    serve._build(Failing(ValueError("Invalid IPv6 URL")), {}, tmp_path / "none" / "error.txt")
    assert "ValueError: Invalid IPv6 URL" in capsys.readouterr().err


def test_after_a_fault_the_next_save_builds_anew(site_copy, tmp_path, monkeypatch):
    builder = Builder(site_copy(), tmp_path / "work", State(), lambda text: None)
    builder.build()
    site = builder.state.site
    with monkeypatch.context() as patch:
        patch.setattr("macros.site.serving.serve.build_pages", lambda *arguments, **options: 1 / 0)
        serve._build(builder, None, tmp_path / "error.txt")
    assert builder.state.site == site and (site / "index.html").is_file()
    edit(builder.root / "content/about.md", "\n# ", "\nสวัสดี\n\n# ")
    serve._build(builder, None)
    assert "สวัสดี" in (builder.state.site / "about/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["/" + "%E0%B8%81" * 100, "/" + "a" * 300 + "/", "/" + "a/" * 3000, "/" + "a" * 300 + ".zip", "/%00"])
def test_no_address_breaks_the_connection(tmp_path, path, capfd):
    (tmp_path / "404.html").write_text("<p>ไม่พบ</p></body>", encoding="utf-8")
    assert asked(State(site=tmp_path), path) == (404, True)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("number", ["9" * 5000, "²", ""])
def test_an_odd_number_of_a_build_is_none(number, capfd):
    assert asked(State(), f"/__prongsai__/state?after={number and urllib.parse.quote(number)}")[0] == 200
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("localhost:8000", 200), ("evil.example", 421), ("127.0.0.1.evil.example", 421)])
def test_only_who_asks_this_machine_by_its_own_name_is_answered(host, status):
    """A website anywhere can have its name lead here: its scripts would read drafts that nobody has approved."""
    assert asked(State(), "/__prongsai__/state", host)[0] == status


def asked(state, path, host="localhost"):
    """The status, and whether the answer is the page that is not found."""
    server = make_server(0, state)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        request = urllib.request.Request(f"http://127.0.0.1:{server.server_port}{path}", headers={"Host": host})
        with urllib.request.urlopen(request) as answer:
            return answer.status, False
    except urllib.error.HTTPError as refused:
        return refused.code, "ไม่พบ" in refused.read().decode()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Failing:
    """A builder that cannot build."""

    work = Path("/tmp/work")

    def __init__(self, error):
        self.error = error

    def build(self, seen):
        raise self.error


@pytest.mark.browser
def test_errors_come_before_warnings_and_each_says_which_it_is(pages):
    state = State(elsewhere=root_option("/sites/a"))
    server = make_server(0, state)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        gone = Problem("ledger-vanished", Place("measures/ledger.tsv"), {"address": "/a/", "title": "ก"})
        state.publish([Problem("unit-unused", Place("measures/agency.yml", 30, 9), {"id": "spare", "name": "กองสำรอง"}), gone], None)
        page = pages.open(f"http://127.0.0.1:{server.server_port}/")
        page.locator("#prongsai-problems").wait_for()
        assert page.locator("#prongsai-problems summary").inner_text() == "ยังไม่ปรับหน้าเว็บ: มีสิ่งที่ผิด 1 แห่ง และมีคำเตือน 1 แห่ง"
        shown = page.locator("#prongsai-problems p").all_inner_texts()
        assert [text.partition(" บรรทัด")[0] for text in shown] == ["ผิด · measures/ledger.tsv", "เตือน · measures/agency.yml"]
        assert 'scripts/ledger.py --root "/sites/a" retire /a/' in shown[0]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.browser
def test_a_site_that_never_built_lists_its_problems(tmp_path, pages):
    (tmp_path / "site").mkdir()
    state = State()
    server = make_server(0, state)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        Builder(tmp_path / "site", tmp_path / "work", state, lambda text: None).build()
        page = pages.open(f"http://127.0.0.1:{server.server_port}/")
        page.locator("#prongsai-problems").wait_for()
        assert "mkdocs.yml" in page.locator("#prongsai-problems").inner_text()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(("port", "fault", "said", "other"), [
    (80, errno.EACCES, "The system does not allow port 80", 8000), (8001, errno.EACCES, "The system does not allow port 8001", 8002), (80, errno.EADDRINUSE, "Port 80 is taken", 8000),
    (8000, errno.EADDRINUSE, "Port 8000 is taken", 8001), (65535, errno.EADDRINUSE, "Port 65535 is taken", 65535), (8000, errno.EADDRNOTAVAIL, "Port 8000 cannot be opened", 8001),
])  # fmt: skip
def test_why_a_port_cannot_be_had_is_told_with_one_to_try(site_copy, monkeypatch, capsys, port, fault, said, other):
    def refuse(*_):
        raise OSError(fault, "no")

    monkeypatch.setattr(serve, "make_server", refuse)
    assert serve.main(["--root", str(site_copy()), "--port", str(port)]) == 2
    told = capsys.readouterr().err
    assert said in told and told.count(f"--port {other} ") + told.count(f"--port {other}\n") == 2


def test_a_port_in_use_is_told_as_such(site_copy, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve.main(["--root", str(site_copy()), "--port", str(port)]) == 2
    assert f"Port {port} is taken" in capsys.readouterr().err
