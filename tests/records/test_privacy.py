"""Personal data is found in any writing of it, and what only looks alike is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.records.disguised import find_disguised
from macros.records.privacy import find, is_citizen, is_tally, plain_value
from macros.thai.digits import FULL_WIDTH, to_thai


def with_check(twelve: str) -> str:
    return next(twelve + last for last in "0123456789" if is_citizen(twelve + last))


NUMBERS = st.from_regex(r"\A[1-8][0-9]{11}\Z").map(with_check).filter(lambda number: not is_tally(number))
GAPS = st.sampled_from(["", " ", "-", "\u00a0", " - ", ".", "\u200b"])
DIGITS = st.sampled_from([str, to_thai, lambda text: "".join(FULL_WIDTH[int(char)] if char in "0123456789" else char for char in text)])


@given(NUMBERS, GAPS, DIGITS)
def test_a_citizens_number_is_found_in_any_writing(number, gap, digits):
    written = digits(gap.join(number))
    (found,) = find(f"ชื่อ ก เลข {written} ที่อยู่")
    assert (found.code, found.value) == ("personal-id", number)
    assert f"ชื่อ ก เลข {written} ที่อยู่"[found.start:found.end] == written


@given(NUMBERS)
def test_one_wrong_digit_and_it_is_no_citizens_number(number):
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not is_citizen(wrong) and list(find(wrong)) == []


@given(NUMBERS)
def test_juristic_persons_are_public(number):
    assert not is_citizen("0" + number[1:])


@pytest.mark.parametrize("gap", ["-", " ", "–", " - "])
@pytest.mark.parametrize("number", ["0994000158807", "0994000344716", "0815500001232"])
def test_the_number_of_an_office_as_printed_is_no_telephone(number, gap):
    digits = iter(number)
    printed = gap.join("".join(next(digits) for _ in range(size)) for size in (1, 4, 5, 2, 1))
    assert list(find(f"เลขประจำตัวผู้เสียภาษี {printed}")) == []
    assert [found.value for found in find(f"{printed} 081-234-5678")] == ["0812345678"]


@given(st.text("0123456789 -.()+/@กa๑１\n", max_size=80))
def test_any_text_is_searched_and_findings_do_not_overlap(text):
    found = [one for one in find(text) if one.code != "personal-email"]
    assert all(first.end <= second.start for first, second in zip(found, found[1:]))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize("text", [
    "พ.ศ. 2560 2561 2562 2563 2564", "1,234,567.00 บาท 2,345,678.50", "2563-12-01 2564-01-02", "10 20 30 40 50 60 70 80 90",
    "https://itas.nacc.go.th/report/rpt0201?year=2020&departmentId=2291", "สายด่วน 1205 1206 1567", "มาตรา 157 พ.ร.บ. 2561", "98.89 96.77 98.71 98.53",
])  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert list(find(text)) == []


@pytest.mark.parametrize("text", [
    "06/02/2567-08/02/2567", "๐๘/๑๒/๒๕๖๗ ๐๙/๑๒/๒๕๖๗", "25/06/2567 12/10/2567", "06 12/12/2567", "08/12/67 1234/2567", "เลขที่ 08/2567 1234.00", "09-12-2024 09-12",
    "ที่ มท 0808.2/12345 ลงวันที่ 3 มกราคม 2567", "ที่ สธ ๐๙๐๔.๐๕/๑๒๓๔", "มท 0809.4/1234-1236", "ที่ มท 0808.2-12345.pdf", "ที่ มท 0808.2_12345.pdf",
])  # fmt: skip
def test_dates_in_a_row_and_numbers_of_letters_are_no_telephones(text):
    assert list(find_disguised(text)) == []
    assert [found.value for found in find(f"{text} โทร 08/1234/5678")] == ["0812345678"]


@pytest.mark.parametrize("before", ["8500.00", "08/12/2567", "08/2567", "9.30", "06/02/67", "0808.2/12345"])
def test_a_number_behind_a_date_or_an_amount_is_found(before):
    assert [found.code for found in find(f"{before} 081 234 5678")] == [found.code for found in find(f"{before} 0812345678")] == ["personal-phone"]
    assert [found.code for found in find(f"{before} 3-1012-34567-89-3")] == [found.code for found in find(f"{before} 3101234567893")] == ["personal-id"]


@pytest.mark.parametrize("text", [
    "12 534 56 789 013", "81.23 8234 8345 0", "2566 2567 1234 1", "0 812 345 678", "0 65 1234 567", "0 612 1200 55", "0 81234.56 12", "120 5 12345 3",
    "29 0 9960 28804", "59 0 8491 3043 9", "417 0 95 473 3732", "666 9380 3611", "66 2 6685 46659 49",
])  # fmt: skip
def test_the_cells_of_a_row_are_put_together_to_no_number(text):
    """A PDF gives a table line by line, and one number of 13 digits in eleven has the last digit of a citizen's."""
    assert list(find(text)) == []


@pytest.mark.parametrize(("text", "code"), [
    ("ประชาชน 81 23823 483450", "personal-id"), ("8123-823-48345-0", "personal-id"), ("8 1238 23483450", "personal-id"), ("8123823 483450", "personal-id"),
    ("โทร 0 812 345 678", "personal-phone"), ("0 8123 45678", "personal-phone"), ("0 81 234 5678", "personal-phone"), ("0 8 1234 5678", "personal-phone"),
    ("บัญชี 120 5 12345 3", "personal-account"), ("120-5-12345-3", "personal-account"), ("00 66 81 234 5678", "personal-phone"),
    ("66 81 234 5678", "personal-phone"), ("โทร 6681 234 5678", "personal-phone"), ("081 234 5678 12", "personal-phone"), ("12 081 234 5678", "personal-phone"),
    ("081 234 5678", "personal-phone"), ("นาย ก 0 8123 45678 12", "personal-phone"),
])  # fmt: skip
def test_groups_that_are_those_of_a_number_or_called_so_are_one(text, code):
    assert [found.code for found in find(text)] == [code]


@pytest.mark.parametrize("text", ["ISBN 9786161234561", "ISBN 978-616-123-456-1"])
def test_the_number_of_a_book_is_no_citizens(text):
    assert list(find(text)) == []


def test_twelve_months_with_their_sum_are_no_citizens_number():
    row = "1000010111016"
    for gap in (" ", " | ", "\n", ","):
        assert list(find_disguised(gap.join(row))) == []
    assert [found.code for found in find_disguised(row)] == ["personal-id"]


@pytest.mark.parametrize("text", ["17.12345678901", "lat,lng\n17.12345678901,102.7872325123"])
def test_a_decimal_number_is_no_citizens(text):
    assert list(find_disguised(text)) == []


@pytest.mark.parametrize("name", ["1710234567891.pdf", "list upload/1710234567891.jpg", "file_1710234567891.pdf", "file-1710234567891-2.docx", "1710234567891_ที่ดิน.pdf"])
def test_the_moment_after_which_a_website_names_a_file_is_no_citizens_number(name):
    assert is_citizen("1710234567891")
    assert list(find_disguised(f"[แผน](https://www.example.go.th/files/{name})")) == []


@pytest.mark.parametrize("name", ["messageImage_1710234567891.jpg", "FB_IMG_1710234567891.jpg", "received_1710234567891.jpeg", "IMG-1710234567891.png"])
def test_nor_is_that_of_a_picture_which_came_by_line_or_facebook(name):
    assert list(find_disguised(f"files/{name}")) == list(find_disguised(f"![ภาพ](../files/{name})")) == list(find_disguised(name)) == []


@pytest.mark.parametrize("text", ["สำเนาบัตร_1710234567891.jpg", "ID_1710234567891.jpg", "https://a.go.th/ ผู้รับเงิน 1710234567891", "https://a.go.th/?id=1710234567891.pdf", "1710234567891.pdf", "https://a.go.th/1410100123451"])
def test_elsewhere_such_a_number_is_one(text):
    assert [found.code for found in find_disguised(text)] == ["personal-id"]


def test_a_mobile_beside_the_number_of_an_office_is_found():
    assert [found.value for found in find("ปลัด 0 4212 3456 0 8123 45678")] == ["042123456", "0812345678"]


def test_values_are_compared_without_their_writing():
    assert plain_value("+66 81-234 5678") == plain_value("๐๘๑ ๒๓๔ ๕๖๗๘") == "0812345678"
    assert plain_value(" A@Example.GO.th ") == "a@example.go.th"


@pytest.mark.parametrize("text", [
    "somchai(at)gmail.com", "ติดต่อ somchai[at]gmail.com ได้", "somchai (at) gmail.com", "somchai [AT] gmail [dot] com", "somchai{at}gmail(dot)com",
])  # fmt: skip
def test_an_address_with_its_sign_in_words_is_an_address(text):
    (found,) = find_disguised(text)
    assert (found.code, found.value) == ("personal-email", "somchai@gmail.com") and text[found.start:found.end].endswith("com")


@pytest.mark.parametrize("text", ["กระดาษ 12@3.50 บาท", "4 แผ่น@25.50", "3x@4.5", "Line @thungtawan.go", "TikTok @thungtawan.city", "LINE ID @thung.tawan", "IG @thung.tawan"])
def test_prices_and_names_in_other_services_are_no_addresses(text):
    assert list(find_disguised(text)) == []
    assert [found.value for found in find_disguised(f"{text} a @b.com")] == ["a@b.com"]


@pytest.mark.parametrize("text", ["ดู (at) ที่นี่", "f(at) x.y", "a(at)b", "somchai at gmail.com", "ข้อ [at] 1.2"])
def test_the_word_alone_is_no_address(text):
    assert list(find_disguised(text)) == []


@pytest.mark.parametrize("text", ["เบอร์โทร 812345678", "มือถือ: 81 234 5678", "โทร. 81-234-5678", "เบอร์โทรศัพท์ ๘๑๒๓๔๕๖๗๘"])
def test_a_mobile_number_that_lost_its_zero_is_one_where_it_is_called_so(text):
    assert [(found.code, found.value) for found in find(text)] == [("personal-phone", "0812345678")]


@pytest.mark.parametrize("text", ["812345678", "เบอร์โทร 412345678", "เบอร์โทรและงบประมาณ 812345678", "ครุภัณฑ์โทรศัพท์ 650000123", "เบอร์ 8123456789"])
def test_nine_digits_that_nothing_calls_a_telephone_are_none(text):
    assert list(find(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "บัญชีเลขที่ 1234567890",
        "เลขที่บัญชี 123-4-56789-0",
        "บัญชี ธ.กรุงไทย 9876543210",
        "โอนเข้าบัญชี 9876543210",
        "บัญชีธนาคารของนาย ก 1112223334",
        "พร้อมเพย์ 1234567890",
        "account no. 1234567890",
        "บัญชีออมทรัพย์ 1234567890",
        "เลขบัญชี 5104020001",
        "บัญชีกรุงไทย 1234567890",
        "เข้าบัญชีเงินฝากธนาคาร ธ.ก.ส. เลขที่ 012345678901",
        "บัญชีของผู้รับเงิน 2233445566",
        "บัญชีผู้รับโอน นายสมชาย 2233445566",
        "ชื่อบัญชี ร้านสมมุติ เลขที่ 9876543210",
        "บัญชี 9876543210",
        "บัญชี ธ.กรุงไทย รหัสสาขา 123 เลขที่ 9876543210",
    ],
)  # fmt: skip
def test_an_account_in_a_bank_is_found(text):
    assert [found.code for found in find(text)] == ["personal-account"]


@pytest.mark.parametrize(
    "text",
    [
        "ประกาศในระบบของกรมบัญชีกลาง เลขที่โครงการ 66017123456",
        "รหัสบัญชี 5104020001 ค่าไฟฟ้า",
        "รหัสบัญชี ชื่อบัญชี เดบิต เครดิต 1101010101 เงินสดในมือ",
        "งบทดลอง บัญชี 1101020603 เงินฝากธนาคาร",
        "ผังบัญชี 4301010101",
        "บัญชีแยกประเภท 5101010101",
        "บัญชีรายชื่อผู้มีสิทธิ์ 1234567890 คน",
        "นักวิชาการเงินและบัญชี เลขที่ตำแหน่ง 611204201001",
        "นักวิชาการเงินและบัญชีปฏิบัติการ 61-2-04-3201-001",
        "เจ้าพนักงานการเงินและบัญชี 612044203001",
        "บัญชีรายละเอียดครุภัณฑ์ รหัส 4160010001",
        "ชื่อบัญชีเงินเดือน 5101010101",
        "บัญชีค่าใช้จ่าย 5104010104 ค่าวัสดุ",
        "สมุดบัญชีจัดสรร 6701234567",
        "จ่ายผ่านบัญชีธนาคาร ตามฎีกาเลขที่ 2567001234",
        "โอนเข้าบัญชีธนาคาร เช็คเลขที่ 1001234567",
        "โครงการ 67019123456 งานการเงินและบัญชี 67019123457",
    ],
)  # fmt: skip
def test_numbers_that_offices_have_near_the_word_account_are_none(text):
    """Of projects, of posts, of a chart of accounts, of things."""
    assert list(find(text)) == []


@pytest.mark.parametrize("text", ["โทร 0812.34 5678", "โทร. 0812.34-5678", "มือถือ 0812.34-5678"])
def test_a_telephone_written_like_the_number_of_a_letter_is_found_where_it_is_announced(text):
    assert [found.code for found in find(text)] == ["personal-phone"]
