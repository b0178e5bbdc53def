"""What the search shows keeps the same words whole as the build does in pages, and changes no letter of it."""

import base64
import random

import pytest

from macros.site.html.line_breaks import places, whole_words
from macros.site.html.word_list import packed_words

pytestmark = pytest.mark.browser
PIECES = ["การ", "ใช้", " ", "ๆ", "์", "เ", "ตำบล", "อำเภอ", "ดอนยายหอม", "ที่", "x", "1", "ปี", "ะ", "และ", "e-GP", "e-", "X-ray."]


@pytest.fixture(scope="module")
def whole(client):
    """The client's page, with the packed list of the built site read by the client itself."""
    address = "data:text/plain;base64," + base64.b64encode(packed_words()).decode("ascii")
    client.evaluate("async address => { window.whole = await import('/whole.js'); await whole.load(address) }", address)
    return client


def test_the_list_arrives_as_it_is(whole):
    assert whole.evaluate("words => words.filter((word) => String(whole.places(word)) !== String([[0, word.length]]))", list(whole_words())) == []


def test_places_are_those_of_the_build(whole):
    chance = random.Random(2564)
    words = whole_words()
    texts = ["".join(chance.choice(words if chance.random() < 0.5 else PIECES) for _ in range(8)) for _ in range(2000)]
    found = whole.evaluate("texts => texts.map(whole.places)", texts)
    right = [[list(place) for place in places(text)] for text in texts]
    assert sum(map(len, right)) > 2000 and [(text, mine) for text, mine, theirs in zip(texts, found, right, strict=True) if mine != theirs] == []


@pytest.mark.parametrize(("before", "after"), [
    ("ดูงบประมาณปีนี้", 'ดู<span class="ps-w">งบประมาณ</span>ปีนี้'),
    ("<mark>งบประมาณ</mark>ปีนี้", '<mark><span class="ps-w">งบประมาณ</span></mark>ปีนี้'),
    ("ดูงบ<mark>ประมาณ</mark>ปีนี้", 'ดู<span class="ps-w">งบ<mark>ประมาณ</mark></span>ปีนี้'),
    ("<mark>ดูงบ</mark>ประมาณ", '<mark>ดู</mark><span class="ps-w"><mark>งบ</mark>ประมาณ</span>'),
    ("<mark>งบ</mark><mark>ประมาณ</mark>", '<span class="ps-w"><mark>งบ</mark><mark>ประมาณ</mark></span>'),
    ("ไม่มีคำนั้น", "ไม่มีคำนั้น"),
])  # fmt: skip
def test_marks_and_letters_stay(whole, before, after):
    """Kept twice, a text stays as it was kept once: results are shown again while more of the index comes."""
    made = whole.evaluate("""html => {
      document.body.innerHTML = `<p class="ps-found__text">${html}</p><p id="other">${html}</p>`;
      for (let time = 0; time < 2; time++) whole.keepWhole(document);
      return [document.querySelector('.ps-found__text').innerHTML, document.querySelector('#other').innerHTML];
    }""", before)  # fmt: skip
    assert made == [after, before]
