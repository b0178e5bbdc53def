"""What attachments tell of people is not published, by whatever door; no bytes at all break the build."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from macros.problems.wording import LANGUAGES, message
from macros.site.attachments.cleaning.clean import KINDS
from macros.site.attachments.cleaning.verdict import verdict
from macros.site.build import build
from tests.safety.telling import GIF, JPEG, PNG, TOLD, WEBP, WORD, check_attachment, document, drawing, pdf, photograph, signed

FICTIONAL = Path(__file__).resolve().parents[1] / "sites/fictional"


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=300), st.integers(0, 200), st.sampled_from([JPEG, PNG, WEBP, GIF, b"%PDF-1.4\n", b"PK\x03\x04"]))
def test_no_bytes_make_it_crash(ending, noise, at, start):
    for problem in check_attachment("content/a" + ending, start[:at] + noise):
        assert all(message(problem.code, problem.params, language).message for language in LANGUAGES)


def _with_attachments(root, files):
    folder = root / "content" / "files"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return root


def test_nothing_published_tells_it_neither_the_copy_nor_the_index_nor_the_pack(site_copy, tmp_path):
    files = {"order.pdf": pdf(), "plan.docx": document(WORD), "photo.jpg": photograph(6), "sketch.png": drawing()}
    root = _with_attachments(site_copy(FICTIONAL), files)
    result = build(root, tmp_path / "site")
    assert result.ok
    published = {path.name: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert set(files) <= set(published) and [name for name, data in published.items() if TOLD in data] == []
    assert {name: (root / "content/files" / name).read_bytes() for name in files} == files


def test_a_signed_document_that_tells_something_stops_the_build(site_copy, tmp_path):
    root = _with_attachments(site_copy(FICTIONAL), {"order.pdf": signed(pdf(xmp=False))})
    result = build(root, tmp_path / "site")
    assert [(problem.code, problem.place.file) for problem in result.problems if problem.severity == "error"] == [("attachment-signed", "content/files/order.pdf")]
    assert not (tmp_path / "site").exists()


def test_the_name_of_an_event_in_googles_calendar_is_no_address():
    event = "BEGIN:VEVENT\r\nUID:4k2j3h4k2jh34kj2h3a9c8d7e6@google.com\r\nSUMMARY:ประชุม\r\n{}END:VEVENT\r\n"
    assert verdict("a.ics", event.format("").encode()).personal == ()
    assert [code for code, *_ in verdict("a.ics", event.format("ORGANIZER:mailto:somchai@gmail.com\r\n").encode()).personal] == ["personal-email"]
    assert [code for code, *_ in verdict("a.ics", b"UID:somchai@google.com\r\n").personal] == ["personal-email"]
