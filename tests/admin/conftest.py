import functools
import http.server
import sys
import threading
from pathlib import Path

import pytest

# The helper modules beside the tests are found whatever way pytest imports test files.
sys.path.insert(0, str(Path(__file__).parent))

FICTIONAL = Path(__file__).parents[1] / "sites" / "fictional"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def forms_address(tmp_path_factory):
    """The address of a folder that holds the forms of the fictional site, as ``serve`` shows them."""
    from macros.site.project import load_project
    from macros.site.whole import finish, forms

    folder = tmp_path_factory.mktemp("forms")
    finish.write_files(folder, forms.local(load_project(FICTIONAL)))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def scripts(browser, forms_address):
    """The forms' first screen, open for all tests of a module that only ask what our own scripts compute."""
    errors = []
    page = browser.new_page(locale="th-TH")
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(forms_address + "admin/")
    page.wait_for_selector(".buttons button")
    yield page
    page.close()
    assert errors == []
