"""Every pair of colours that meets on a page has the contrast it needs, by day and by night, in every palette."""

import re

import pytest
from theme_gallery import THEME

STATES = ["done", "under-way", "not-started", "overdue", "unknown", "published", "waiting", "missing"]
PAIR = re.compile(r"--ps-([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)")


def _palettes():
    base = dict(_tokens((THEME / "css" / "10-tokens.css").read_text(encoding="utf-8")))
    yield "teal", base
    own = (THEME / "css" / "15-colours.css").read_text(encoding="utf-8")
    for name, block in re.findall(r'\[data-ps-colour="(\w+)"\]\) \{(.*?)\}', own, re.DOTALL):
        yield name, {**base, **dict(_tokens(block))}


def _tokens(css):
    return [(name, (day, night)) for name, day, night in PAIR.findall(css)]


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    light, dark = sorted([_luminance(one), _luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


NEEDED = [
    *[(text, "paper", 7) for text in ("ink", "ink-2", "primary", "primary-strong")],
    *[(text, "paper-2", 4.5) for text in ("ink", "ink-2", "primary")],
    *[(text, "primary-soft", 4.5) for text in ("ink", "primary", "primary-strong")],
    ("on-primary", "primary", 7),
    ("on-primary", "primary-strong", 7),
    ("on-band", "band", 7),
    ("ink", "mark", 7),
    ("edge", "paper", 3),
    ("edge", "paper-2", 3),
    ("focus", "paper", 3),
    ("focus", "focus-inner", 3),
    *[(state, ground, 4.5) for state in STATES for ground in ("paper", "paper-2", f"{state}-soft")],
]


def test_the_formula_gives_the_known_values():
    assert _contrast("000000", "ffffff") == pytest.approx(21)
    assert _contrast("777777", "ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("mode", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize("palette", [pytest.param(tokens, id=name) for name, tokens in _palettes()])
def test_colours_that_meet_can_be_told_apart(palette, mode):
    poor = {
        (text, ground): round(_contrast(palette[text][mode], palette[ground][mode]), 2)
        for text, ground, needed in NEEDED
        if _contrast(palette[text][mode], palette[ground][mode]) < needed
    }
    assert poor == {}


@pytest.mark.parametrize("mode", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize("palette", [pytest.param(tokens, id=name) for name, tokens in _palettes()])
def test_one_line_of_the_ring_is_seen_on_the_header(palette, mode):
    assert max(_contrast(palette[line][mode], palette["band"][mode]) for line in ("focus", "focus-inner")) >= 3


def test_styles_use_tokens_and_no_colours_of_their_own():
    allowed = {"10-tokens.css", "15-colours.css", "90-print.css"}
    strays = {}
    for path in sorted((THEME / "css").glob("*.css")):
        css = re.sub(r'url\(".*?"\)', "", path.read_text(encoding="utf-8"))
        found = [colour for colour in re.findall(r"#[0-9a-f]{3,8}\b", css) if colour != "#fff"]  # white behind a QR code
        if found and path.name not in allowed:
            strays[path.name] = found
    assert strays == {}
