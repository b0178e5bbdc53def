"""The quick ways give what the plain ones give: reading YAML, looking for what needs a rule of the linter, searching numbers."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.records import decode, disguised, privacy, read
from macros.records.lined import lined_values
from macros.records.plain import plain_values
from macros.thai import lint_letters, lint_words
from macros.thai.lint import _findings

_LINES = st.sampled_from((
    "a: ข", "b:", "c: [x, y]", "d: {e: f}", "  - g", "- h", "  i: j # k", "l: |", "  m", "n: 'o'", 'p: "q\\n"', "r: ~", "a: twice", "s: &t u", "v: *t",
    "w: !x y", "---", "...", "z: null", "  - aa: bb", "    cc: dd", "# ee", "? ff", ": gg", "ห: ฮ", "", "hh: [[ii]]", "[", "}", "- [j, {k: l}]",
    "  jj: |", "      kk  ", "   ", "  - |", "    - |", "    ll", "- mm: nn", "  oo:", "-  pp", "-", "qq: rr:", "ss: t: u", "vv: w#x", "- /aw/#ax", "  yy: [a, b]", "zz: []", "ab: [null, 1.5]",
    "ac: [a, ]", "ad:  ae", "af: ag ", "ah: |-", "ai: >", "- null", "- aj:", "  # ak", "al: -am", "an:ao", "ap: (aq)", "ar: 1:2", "\tas: at", "au: é",
))  # fmt: skip


@settings(max_examples=3000)
@given(st.lists(_LINES, max_size=8).map("\n".join), st.sampled_from(("\n", "", "\n\n")))
def test_a_plain_file_reads_as_the_builder_reads_it(text, end):
    text += end
    found = plain_values(text)
    if found is not None:
        document = read.Document("x.yml", b"")
        assert read._compose(text, document) == []
        assert found == document.value and list(map(str, found)) == list(map(str, document.value))


@pytest.mark.parametrize("inside", ["a" * 5000, "ab, " * 5000, "ab, " * 5000 + "a"])
def test_a_list_that_is_not_closed_is_given_up_at_once(inside):
    assert lined_values(f"a: [{inside}\n") is None


def test_what_was_let_go_is_read_again():
    document, problems = read.read("kind: plan\ntitle: ก\nlist: [a, ~]\n".encode(), "x.yml")
    value = document.value
    document.let_go()
    assert problems == [] and document.value == value == {"kind": "plan", "title": "ก", "list": ["a", None]}


@pytest.mark.parametrize("text", ["a: ข", "a: /x/#y", 'a: "\\t"', "a: &b c", "a: [", "a: ข\nb: ค # ง"])
def test_a_digest_tells_the_bytes_of_every_file(text):
    digest = lambda data: read.read(data, "x.yml")[0].digest
    assert digest(text.encode()) == digest(text.encode()) != digest(text.encode() + b" ")


_GUARDS = [
    *((lint_letters, name) for name in ("_ODD_MARK", "_ODD_VOWEL", "_ODD_SPACE", "_OLD_FONT_GLYPH")),
    *((lint_words, name) for name in ("_BUDDHIST_YEAR", "_THAI_DIGIT", "_LATIN_BEFORE")),
]
_THAI = st.text(st.sampled_from("กขมรส" "ะาำๅเแโใไ" "ัิีึืฺุู็่้๊๋์ํ๎" " \u00a0.๐๑๒12569ๆฯo\u200b\u200eaBz\uf701\uf705-–"), max_size=24)


@pytest.fixture
def unguarded(monkeypatch):
    def findings(text):
        with monkeypatch.context() as patch:
            for module, name in _GUARDS:
                patch.setattr(module, name, re.compile(""))
            return list(_findings(text))

    return findings


def test_no_rule_of_the_linter_misses_what_it_is_for(unguarded):
    @settings(max_examples=1000)
    @given(_THAI)
    def check(text):
        assert list(_findings(text)) == unguarded(text)

    check()


_PLAIN_RUN = re.compile(rf"(?<![0-9A-Za-z_])[0-9](?:{privacy._GAP}[0-9]){{8,29}}(?![0-9A-Za-z_])")


@settings(max_examples=600)
@given(st.text(st.sampled_from("0123456789" * 3 + "++A_ -.(ก"), min_size=8, max_size=50))
def test_runs_of_digits_are_those_of_the_plain_pattern(text):
    plain = [(run.start() + run[0].startswith("+"), run.end()) for run in _PLAIN_RUN.finditer(text)]  # a plus before a run is looked at later
    assert [run.span() for run in privacy._RUN.finditer(text)] == plain


_PIECES = st.sampled_from((
    *"0123456789", "๐", "๑", "８", "²", "⑥", "𝟗", "1101700230708", "081", "1-1017-00230", "66", "+", "-", "–", " ", "  ", ".", "()", "/", "_", "·", "•", "\u200b", "\u00ad",
    "\ufe0f", "\u3000", "\n", "-\n", "\r\n> ", "|", ";", "<b>", "</td>\n<td>", "&#48;", "&#x31;", "&nbsp;", "\\x38", "\\u0031", "%31", "*", "**", "~", "`", "ก", "บัญชี ", "a",
    "a@b.go.th", "a ＠ b．com", "@", "&", "%", "\\",
))  # fmt: skip


@settings(max_examples=3000)
@given(st.lists(_PIECES, max_size=24).map("".join))
def test_where_no_closer_look_is_taken_nothing_is_found(text):
    assert list(disguised.find_disguised(text)) == list(disguised._found_in(text))


@given(st.lists(st.sampled_from((*"กa1 \t\n–", "\x01", "\x85", "\u200b", "\u2028", "\u202e", "\u115f", "\ufeff", "\U000e0100")), max_size=6).map("".join))
def test_no_control_character_is_overlooked(text):
    read_as, problems = decode.decode(f"ก{text}".encode(), "x.md")
    assert [problem.code for problem in problems] == ["control-character"] * len(decode._CONTROL.findall(f"ก{text}"))
    assert read_as == decode._CONTROL.sub(decode.STAND_IN, f"ก{text}")
