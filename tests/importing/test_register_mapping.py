"""A wrong value that a person wrote in the mapping file is told where it is written."""

import re

from test_registers import EGP, EGP_ROWS, ROWS, SKR, SKR_ROW, site  # noqa: F401

from macros.importing.registers.mapping import OPEN


def test_wrong_values_of_the_mapping_are_told_once_at_their_lines(site, capsys):
    rows = [[*SKR, "สถานะ"], [*SKR_ROW, "ก"], [*SKR_ROW[:1], "จ้างทำของ", *SKR_ROW[2:], "ก"]]
    site.mapping, site.record = site.mapping.with_name("procurement-results-2564.yml"), site.record.with_name("procurement-results.yml")
    site.run(rows)
    text = site.mapping.read_text(encoding="utf-8")
    for name, value in {"as_of": "31 ตุลา 2563", "unit": "กองคลัง", "month": "ตุลา 2563"}.items():
        text = re.sub(f"(?m)^  {name}: .*$", f"  {name}: {value}", text)
    site.mapping.write_text(text, encoding="utf-8", newline="\n")
    capsys.readouterr()
    assert site.run(rows) == 1
    out = capsys.readouterr().out
    lines = [number for number, line in enumerate(text.split("\n"), 1) if re.match("  (as_of|unit|month):", line)]
    assert len(lines) == 3
    told = re.findall(r"^(\S+:\d+:\d+): ผิด: .* \[([a-z-]+)\]$", out, re.MULTILINE)
    wanted = ["month-unknown", "unit-by-name", "month-unknown"]
    assert told == [(f"imports/{site.mapping.name}:{line}:{column}", code) for line, column, code in zip(lines, (10, 9, 10), wanted)]
    assert "ไฟล์ที่จะเขียน" not in out and f"แก้ใน imports/{site.mapping.name} แล้วสั่งอีกครั้ง" in out and not site.record.exists()


def test_a_wrong_meaning_is_told_at_its_line_and_a_wrong_cell_as_before(site, capsys):
    rows = [ROWS[0], [*EGP, "สถานะ"], [*EGP_ROWS[0][:3], "มากมาย", *EGP_ROWS[0][4:], "พิเศษ"], [*EGP_ROWS[1], "พิเศษ"]]
    site.run(rows)
    text = site.mapping.read_text(encoding="utf-8").replace(OPEN, "someday")
    site.mapping.write_text(text, encoding="utf-8", newline="\n")
    capsys.readouterr()
    assert site.run(rows) == 1
    out = capsys.readouterr().out
    line = next(number for number, words in enumerate(text.split("\n"), 1) if "means: someday" in words)
    told = [words.partition(": ")[0] for words in out.splitlines() if ": ผิด: " in words and "someday" in words]
    assert told == [f"imports/{site.mapping.name}:{line}:12"]
    assert "measures/2564/registers/procurement-plan.yml:" in out and "“มากมาย” ไม่ใช่จำนวนเงิน" in out and "ไฟล์ที่จะเขียน" in out
