"""``serve``: an edit is on the screen, a mistake is said on the page, and the good site stays."""

import threading

import pytest

from macros.site.serve import Builder, State, make_server, snapshot, watch


@pytest.fixture
def served(site_copy, tmp_path):
    """A running server over a copy of the real site: (root, address, state)."""
    root, state, stop = site_copy(), State(), threading.Event()
    server = make_server(0, state)
    builder = Builder(root, tmp_path / "work", state, lambda text: None)
    before = snapshot(root)
    builder.build()
    threads = [threading.Thread(target=server.serve_forever), threading.Thread(target=watch, args=(root, builder.build, stop, before))]
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


@pytest.mark.browser
def test_unknown_address_is_the_thai_404_and_the_forms_are_open(served, pages):
    _, address, state = served
    page = pages.open(f"{address}/no/such/page/")
    assert page.title() and "ไม่พบ" in page.locator("h1").inner_text()

    assert not (state.site / "admin").exists()  # what is published has them only when the settings say so
    page = pages.open(f"{address}/admin/")
    page.get_by_role("button", name="เปิดโฟลเดอร์ของเว็บไซต์ในเครื่องนี้").wait_for()
    assert "__prongsai__" not in page.content(), "a form that is being filled in must not be reloaded"
    assert page.request.get(f"{address}/admin/../mkdocs.yml").status == page.request.get(f"{address}/admin/no").status == 404


@pytest.mark.browser
def test_a_site_that_never_built_lists_its_problems(tmp_path, pages):
    (tmp_path / "site").mkdir()
    state = State()
    server = make_server(0, state)
    thread = threading.Thread(target=server.serve_forever)
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
