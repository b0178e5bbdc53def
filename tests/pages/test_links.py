import posixpath
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.pages.links import address_of, linking, markdown_path_of, relative


@pytest.mark.parametrize(("here", "there", "link"), [
    ("/", "/measures/2564/", "measures/2564/"),
    ("/measures/2564/", "/", "../../"),
    ("/measures/2564/m1/", "/measures/2564/", "../"),
    ("/measures/2564/", "/measures/2564/#table", "#table"),
    ("/measures/2564/", "/measures/2564/", "./"),
    ("/search/", "/search/?q=O42", "./?q=O42"),
    ("/oit/2564/o42/", "/files/2564/plan.pdf", "../../../files/2564/plan.pdf"),
    ("/", "https://itas.nacc.go.th/?a=1#b", "https://itas.nacc.go.th/?a=1#b"),
    ("/", "//elsewhere.example/", "//elsewhere.example/"),
    ("/", "mailto:a@example.go.th", "mailto:a@example.go.th"),
    ("/a/", "#here", "#here"),
])  # fmt: skip
def test_relative(here, there, link):
    assert relative(here, there) == link


PART = st.text("abc0-", min_size=1, max_size=4)
ADDRESS = st.lists(PART, max_size=4).map(lambda parts: "/" + "".join(f"{part}/" for part in parts))


@given(ADDRESS, ADDRESS, st.sampled_from(["", "#x", "?q=1", "?q=1#x"]))
def test_a_browser_comes_out_where_the_address_says_in_any_folder(here, there, rest):
    base = "https://host.example/some/folder"
    assert urljoin(base + here, relative(here, there + rest)) == base + there + rest


@given(ADDRESS)
def test_pages_and_files_match(address):
    assert address_of(markdown_path_of(address)) == address


@pytest.mark.parametrize("here", ["/", "/a/", "/measures/2564/", "/measures/2564/m1/", "/404.html", "/a"])
@pytest.mark.parametrize("there", [
    "/", "/a/", "/a", "/ab/", "/measures/", "/measures", "/measures/2564", "/measures/2564/m1/", "/measures/2564/m2/#steps", "/measures/2564/m1/#steps", "/units/a/?b=c#d",
    "/files/2564/plan.pdf", "/measures/2564/plan.pdf", "#top", "https://example.go.th/", "//example.go.th/", "/a/../b/", "/./a/", "", "/a//b/",
])
def test_links_of_a_page_are_what_steps_up_and_down_make(here, there):
    assert linking(here)(there) == relative(here, there)
    if there.startswith("/") and there.endswith("/") and not {"//", "/."} & {there[at: at + 2] for at in range(len(there))} and there != here:
        assert relative(here, there) == posixpath.relpath(there, here.rpartition("/")[0] + "/") + "/"
