"""What pictures tell of people is not in their published copies; every pixel is."""

import base64
import struct

import pytest

from macros.site.attachments.cleaning import Damaged, cleaned
from tests.safety.telling import GIF, JPEG, PNG, TOLD, WEBP, check_attachment, drawing, moving, photograph, segment, small

PHOTOS = {"a.jpg": photograph(), "a.png": drawing(), "a.webp": small(), "a.gif": moving()}


@pytest.mark.parametrize("name", PHOTOS)
def test_a_picture_loses_what_it_tells_and_is_then_left_alone(name):
    assert TOLD in PHOTOS[name]
    clean = cleaned(name, PHOTOS[name])
    assert TOLD not in clean and cleaned(name, clean) == clean


def test_a_clean_picture_keeps_every_byte():
    assert cleaned("a.jpg", JPEG) == JPEG and cleaned("a.PNG", PNG) == PNG and cleaned("a.webp", WEBP) == WEBP and cleaned("a.gif", GIF) == GIF


def test_colour_profile_and_movement_stay():
    assert b"ICC_PROFILE" in cleaned("a.jpg", photograph())
    assert b"NETSCAPE2.0" in cleaned("a.gif", moving())


def test_a_small_picture_in_the_head_of_a_photograph_goes():
    head = b"JFIF\0\1\1\0\0\1\0\1"
    whole = JPEG[:2] + segment(0xE0, head + b"\2\4" + TOLD) + JPEG[2:]
    assert cleaned("a.jpg", whole) == JPEG[:2] + segment(0xE0, head + b"\0\0") + JPEG[2:]


def test_a_frame_of_a_moving_webp_keeps_what_shows_it():
    told, picture = b"C2PA" + struct.pack("<I", len(TOLD)) + TOLD, b"VP8L" + struct.pack("<I", 4) + b"/\0\0\0"

    def whole(*chunks):
        frame = bytes(16) + b"".join(chunks)
        body = b"WEBP" + b"ANIM" + struct.pack("<I", 6) + bytes(6) + b"ANMF" + struct.pack("<I", len(frame)) + frame
        return b"RIFF" + struct.pack("<I", len(body)) + body

    assert len(TOLD) % 2 == 0 and cleaned("a.webp", whole(told, picture, told)) == whole(picture)
    with pytest.raises(Damaged):
        cleaned("a.webp", whole()[:-8])


def test_only_the_orientation_is_kept_of_exif():
    assert b"Exif" not in cleaned("a.jpg", photograph(1))
    turned = cleaned("a.jpg", photograph(6))
    assert turned.count(b"Exif") == 1 and TOLD not in turned and cleaned("a.jpg", turned) == turned


@pytest.mark.browser
def test_every_pixel_and_the_orientation_stay(pages):
    page = pages.open("about:blank")
    pixels = """async (url) => { const i = new Image(); i.src = url; await i.decode(); const c = document.createElement("canvas");
        [c.width, c.height] = [i.naturalWidth, i.naturalHeight]; const x = c.getContext("2d"); x.drawImage(i, 0, 0);
        return [c.width, c.height, ...x.getImageData(0, 0, c.width, c.height).data] }"""

    def seen(kind, data):
        return page.evaluate(pixels, f"data:image/{kind};base64,{base64.b64encode(data).decode()}")

    for kind, before in (("jpeg", photograph(6)), ("jpeg", photograph()), ("png", drawing()), ("webp", small()), ("gif", moving())):
        after = cleaned("a." + kind.replace("jpeg", "jpg"), before)
        assert seen(kind, before) == seen(kind, after) and len(seen(kind, after)) > 4, kind
    assert seen("jpeg", cleaned("a.jpg", photograph(6)))[:2] == [16, 24]


@pytest.mark.parametrize("name", PHOTOS)
def test_a_cut_off_picture_is_a_problem_and_no_crash(name):
    for end in range(1, len(PHOTOS[name]) - len(TOLD) - 60, 7):
        try:
            assert TOLD not in cleaned(name, PHOTOS[name][:end])
        except Damaged:
            assert [problem.code for problem in check_attachment("content/" + name, PHOTOS[name][:end])] == ["attachment-damaged"]
