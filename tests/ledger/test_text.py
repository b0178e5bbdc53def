"""The file of the ledger: what is written is read again, and no bytes at all bring the reader down."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.ledger import FILE, Ledger, Living, parse, render
from macros.ledger.model import Adopted, Fixed, Gone, Withdrawn, clean

texts = st.text(max_size=30).map(clean)
names = st.text(string.ascii_lowercase + string.digits + "-ก", min_size=1, max_size=8)
paths = st.lists(names, max_size=3).map(lambda parts: "/" + "".join(f"{part}/" for part in parts))
addresses = paths | names.map("/files/{}.pdf".format) | names.map("https://old.example.go.th/index.php?id={}".format)
anchors = st.builds("{}#{}".format, paths, names)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
records = st.builds("{} {}/{}".format, st.sampled_from(["line", "measure"]), st.integers(2475, 2700), st.from_regex("[a-z][a-z0-9-]{0,5}", fullmatch=True))
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
fixed = st.builds(Fixed, digests, st.integers(0, 9)) | st.builds(lambda digest, said: Fixed(digest, len(said), tuple(said)), digests, st.lists(digests, max_size=2))


@st.composite
def ledgers(draw):
    keys = draw(st.lists(addresses | anchors, unique=True, max_size=12))
    tables = {"living": {}, "moved": {}, "gone": {}, "anchors": set()}
    for key in keys:
        word = draw(st.sampled_from(["living", "moved", "gone", "anchors"]))
        if word == "anchors" and "#" in key:
            tables["anchors"].add(key)
        elif word == "living":
            tables["living"][key] = Living(draw(texts), draw(texts), draw(texts))
        elif word == "moved":
            tables["moved"][key] = draw(addresses | anchors)
        else:
            tables["gone"][key] = Gone(draw(texts), draw(texts), draw(texts), draw(days), draw(texts))
    return Ledger(
        tables["living"], frozenset(tables["anchors"]), tables["moved"], tables["gone"],
        closed=draw(st.dictionaries(st.integers(2475, 2700), days, max_size=2)),
        adopted=draw(st.dictionaries(records, st.builds(Adopted, days, digests), max_size=2)),
        withdrawn=draw(st.dictionaries(records, st.builds(Withdrawn, days, texts), max_size=2)),
        fixed=draw(st.dictionaries(records, fixed, max_size=2)), disclosed=draw(st.frozensets(records, max_size=2)),
    )  # fmt: skip


@given(ledgers())
def test_what_is_written_is_read_again(ledger):
    again, problems = parse(render(ledger))
    assert problems == []
    assert again == ledger
    assert render(again) == render(ledger)


@given(st.binary(max_size=300))
def test_no_bytes_bring_the_reader_down(data):
    ledger, problems = parse(data)
    assert all(problem.place.file == FILE and problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)
    assert parse(render(ledger)) == (ledger, [])


@given(st.lists(st.sampled_from(["/a/", "/a/#b", "page", "anchor", "moved", "gone", "closed", "withdrawn", "\t", "\n", "2564", "2021-01-01", "é", "\u202e", "\r"]), max_size=30))
def test_nor_do_rows_gone_wrong(pieces):
    ledger, _ = parse("".join(pieces).encode())
    assert parse(render(ledger)) == (ledger, [])


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_line_ends_do_not_matter(ledger, random):
    rows = render(ledger).decode().splitlines()
    random.shuffle(rows)
    assert parse("\r\n".join(rows).encode())[0] == ledger


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("about\tpage\tpage\t\tx", "ledger-row", 1), ("/a/\tpge\tpage\t\tx", "ledger-row", 5), ("/a/\tpage\tpage", "ledger-row", 10),
        ("/a/#b\tmoved\tnowhere", "ledger-row", 13), ("/a/../../b/\tmoved\t/ok/", "ledger-row", 1), ("/a//b/\tgone\tpage\t\t2021-02-03\tx\ty", "ledger-row", 1), ("/a/\tgone\tline\t\t2021-02-30\tx\ty", "ledger-row", 16), ("<<<<<<< HEAD", "merge-conflict", 1),
        ("http://[\tmoved\t/ok/", "ledger-row", 1), ("/a/\tmoved\thttp://e℀.example/x", "ledger-row", 11), ("/sitemap.xml\tmoved\t/ok/", "ledger-redirect-own", 1),
        (f"plan 2564\tfixed\t{'0' * 64}\t2\t{'1' * 64}", "ledger-row", 82), (f"plan 2564\tfixed\t{'0' * 64}\t1\t1", "ledger-row", 84),
        ("2564\tclosed\t2021-10-01\t0", "ledger-row", 13), (f"progress 2564/m1\tadopted\t2021-02-03\t{'0' * 64}", "ledger-row", 1),
        (f"progress 2564/m1/2021-02-30\tadopted-file\tfiles/a.pdf\t{'0' * 64}", "ledger-row", 1),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_with_its_place(row, code, column):
    _, problems = parse(f"# head\n/ok/\tpage\tpage\t\tx\n{row}\n".encode())
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [(code, 3, column)]


def test_the_same_row_from_two_branches_is_one_row_and_different_ones_are_told():
    same = b"/a/\tpage\tpage\t\tx\n"
    assert parse(same + same)[1] == []
    _, problems = parse(same + b"/a/\tmoved\t/b/\n")
    assert [(problem.code, problem.place.line) for problem in problems] == [("ledger-twice", 2)]


ROWS = "".join(f"/a{number}/\tpage\tpage\tpage /a{number}/\tชื่อ {number}\n/a{number}/#b\tanchor\n" for number in range(9))


@pytest.mark.parametrize(("data", "wanted"), [
    (ROWS.replace("\t", "    ").encode(), [("ledger-tabs-gone", 1, 1)]), (ROWS.replace("\t", ",").encode(), [("ledger-tabs-gone", 1, 1)]),
    (ROWS.encode("cp874"), [("encoding-not-utf8", 1, 26)]), (ROWS.encode("utf-16"), [("encoding-not-utf8", 1, 1)]),
    (ROWS.replace("\n", "\t\t\n").encode(), [("ledger-rows-unread", 1, 1)]), (ROWS.replace("anchor\n", "anchor\t\t\t\n").encode("cp874"), [("ledger-rows-unread", 1, 1)]),
])  # fmt: skip
def test_what_befell_the_whole_file_is_told_once(data, wanted):
    assert [(problem.code, problem.place.line, problem.place.column) for problem in parse(data)[1]] == wanted


def test_rows_that_are_right_are_read_beside_many_that_are_not():
    ledger, problems = parse((ROWS + "/x/ page\n" * 4 + "<<<<<<< HEAD\n").encode())
    assert len(ledger.living) == 9 and [(problem.code, problem.place.line) for problem in problems] == [("merge-conflict", 23), ("ledger-rows-unread", 19)]
    assert problems[1].params == {"count": 4, "rows": "19, 20, 21"}


def test_a_windows_874_file_is_told_with_its_place():
    _, problems = parse("/a/\tpage\tpage\t\tชื่อ\n".encode("cp874"))
    assert [(problem.code, problem.place.column) for problem in problems] == [("encoding-not-utf8", 16)]
