"""The reader: any bytes, exact places, every scalar as text."""

from __future__ import annotations

import string

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.problems import message
from macros.records.read import MAX_DEPTH, MAX_PROBLEMS, read
from macros.records.validate import validate


def read_text(text):
    return read(text.encode("utf-8"), "f.yml")


# ---- any bytes -------------------------------------------------------------------------------------------------------

# Pieces that matter to the grammar come up far more often than chance would have them.
PIECES = st.sampled_from([
    "a: ", "kind: plan\n", "- ", "[", "]", "{", "}", "\n", "  ", "\t", ": ", " #", "'", '"', "|\n", ">\n", "&a ", "*a", "!x ", "? ", "---\n", "...\n",
    "%YAML 1.1\n", "<<: ", "\u00a0", "\u200b", "\u2028", "\ufeff", "\x00", "\x85", "ก", "ํา", "2564", "~", "null", "\r", "\r\n", "<<<<<<< ", "\\u", "`", "@", "𝕏",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def sound(data):
    """Reading and validating ``data`` gives problems that are placed inside the file and can be worded."""
    document, problems = read(data, "f.yml")
    problems = problems + (validate(document)[1] if document.value is not None else [])
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines) + 1 and problem.place.column >= 1
        assert all(message(problem.code, problem.params, language).message for language in ("th", "en"))
    assert document.value is not None or problems


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    sound(data)


@settings(max_examples=300)
@given(TEXTS)
def test_any_text_is_read_or_refused(text):
    sound(text.encode("utf-8"))


@settings(max_examples=150)
@given(TEXTS, st.sampled_from(["agency", "plan", "measure", "ita-result", "disclosure"]))
def test_any_text_after_a_kind_is_read_or_refused(text, kind):
    sound(f"kind: {kind}\nfiscal_year: 2564\n{text}".encode())


# Whole values of wrong shapes under the right names.
NAMES = st.sampled_from("kind id fiscal_year title steps lines period units responsible adopted source scores evidence progress titel x".split())
VALUES = st.recursive(st.sampled_from(["", "ก", "2564", "plan", "measure", "ธ.ค. 2563", "m1"]), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12)


@settings(max_examples=300)
@given(st.dictionaries(NAMES, VALUES, max_size=6), st.sampled_from(["agency", "plan", "measure", "ita-result", "disclosure"]))
def test_values_of_any_shape_are_validated_or_refused(value, kind):
    sound(yaml.safe_dump({**value, "kind": kind}, allow_unicode=True).encode("utf-8"))


# ---- places ----------------------------------------------------------------------------------------------------------

KEYS = st.text(string.ascii_lowercase + "กขค", min_size=1, max_size=6).filter(lambda key: key not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
SCALARS = st.text("abcกขคํา 12", min_size=1, max_size=8).map(str.strip).filter(lambda text: text and not text.isspace())
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3), max_leaves=12)


def write(value, indent=0):
    """YAML of ``value`` in block style with quoted text, and the places of its values: path → (line, column)."""
    lines, places = [], {}
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in entries:
        head = " " * indent + (f"{key}:" if isinstance(value, dict) else "-")
        if isinstance(inner, str):
            lines.append(f"{head} '{inner}'")
            places[key,] = (len(lines), len(head) + 2)
            continue
        lines.append(head)
        below, found = write(inner, indent + 3)
        places[key,] = (len(lines) + 1, indent + 4)
        places |= {(key, *path): (line + len(lines), column) for path, (line, column) in found.items()}
        lines += below
    return lines, places


@settings(max_examples=150)
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4))
def test_places_are_exact_and_values_are_text(tree):
    lines, places = write(tree)
    document, problems = read_text("\n".join(lines) + "\n")
    assert problems == [] and document.value == tree
    for path, place in places.items():
        assert (document.place(*path).line, document.place(*path).column) == place


def test_a_place_that_is_not_there_is_the_nearest_above():
    document, _ = read_text("a:\n  b: c\n")
    assert str(document.place("a", "x", 3)) == "f.yml:2:3"
    assert str(document.place("z")) == "f.yml:1:1"


# ---- text and nothing else -------------------------------------------------------------------------------------------


def test_scalars_stay_text():
    document, _ = read_text("[no, 010, 12:30, 1e3, 0x10, 2020-01-01, .inf, =, 'null', \"~\"]")
    assert document.value == ["no", "010", "12:30", "1e3", "0x10", "2020-01-01", ".inf", "=", "null", "~"]


def test_nothing_is_nothing():
    document, _ = read_text("a:\nb: ~\nc: null\nd: ''\n")
    assert document.value == {"a": None, "b": None, "c": None, "d": ""}


def test_depth_and_number_of_problems_have_limits():
    assert read_text("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    assert [problem.code for problem in read_text("[" * (MAX_DEPTH + 1))[1]] == ["yaml-too-deep"]
    document, problems = read_text("a: 1\n" * (3 * MAX_PROBLEMS))
    assert len(problems) == MAX_PROBLEMS and document.value is None


def test_a_slip_hides_no_other():
    _, problems = read_text("a: &x 1\nb: *x\nc: !y 2\na: 3\nd: e #f\n")
    assert [problem.code for problem in problems] == ["yaml-alias", "yaml-alias", "yaml-tag", "duplicate-key", "comment-after-value"]
