"""Where a text stands in a long one: told by pairs of letters, the same as by reading all of it."""

import random

PLACES = """async cases => {
  const { Pairs } = await import('/pairs.js');
  const read = (body, text) => { const found = []; for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + 1)) found.push(at); return found; };
  return cases.map(([body, text]) => [[...new Pairs(body).of(text)], read(body, text)]);
}"""
LETTERS = ["กข", "กขคฅaะ \n", "ก0๐aA\n", "กa\u00e9\u4e2d\U0001f600"]  # few, so that texts stand there often, and over each other


def test_a_text_is_found_at_each_place_where_it_stands(client):
    chance = random.Random(1)
    cases = []
    for letters in LETTERS * 100:
        body = "".join(chance.choices(letters, k=chance.randrange(60)))
        start = chance.randrange(len(body) + 1)
        cases += [[body, body[start : start + chance.randrange(1, 6)] or letters[0]], [body, "".join(chance.choices(letters, k=chance.randrange(1, 4)))]]
    found = client.evaluate(PLACES, cases)
    assert [case for case, (places, read) in zip(cases, found) if places != read] == []
    assert sum(len(read) for _, read in found) > len(cases)


def test_kinds_that_several_pairs_share_do_no_harm(client):
    body = "".join(chr(code) for code in range(0x20, 0x3000))  # more pairs than kinds
    [[places, read]] = client.evaluate(PLACES, [[body, "กขฃ"]])
    assert places == read == [body.index("กขฃ")]
