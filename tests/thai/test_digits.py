from hypothesis import given
from hypothesis import strategies as st

from macros.thai.digits import to_arabic, to_thai


def test_every_kind_of_digit_becomes_arabic():
    assert to_arabic("๐๑๒๓๔๕๖๗๘๙ ０１２３４５６７８９ 0123456789") == "0123456789 0123456789 0123456789"


def test_other_characters_stay():
    assert to_arabic("มาตรา ๙ (ก) – ข้อ ๑๒/๑") == "มาตรา 9 (ก) – ข้อ 12/1"
    assert to_thai("มาตรา 9 ½ ²") == "มาตรา ๙ ½ ²"


@given(st.text())
def test_length_stays_and_thai_digits_come_back(text):
    assert len(to_thai(text)) == len(to_arabic(text)) == len(text)
    assert to_arabic(to_thai(text)) == to_arabic(text)
