"""What the forms write: the text that was read, with the edit in it and nothing else touched; a new record as the program writes one."""

import itertools
import json
import posixpath
import re
from pathlib import Path

import pytest

from macros.importing.writing import scalar
from macros.records.model import KINDS
from macros.records.read import read
from macros.records.registers import REGISTERS
from macros.records.schema import schema_files
from macros.site.project import load_project
from macros.site.whole import forms

ROOT = Path(__file__).parents[2]
FICTIONAL = ROOT / "tests" / "sites" / "fictional"
RECORDS = {path.relative_to(ROOT).as_posix(): path for path in sorted((FICTIONAL / "measures").rglob("*.yml"))}

# Layouts that people write, each with one edit: path, new value (None: removed), lines taken out, lines put in.
LAYOUTS = {
    "comments stay": (
        "kind: plan\n# ปี\nfiscal_year: 2567   \n\n# ชื่อเต็ม\ntitle: 'แผน'\n\n# ท้ายไฟล์\n",
        ["title"], "แผน: ใหม่", ["title: 'แผน'"], ['title: "แผน: ใหม่"'],
    ),
    "quotes stay where nothing changed": (
        "kind: plan\nfiscal_year: '2567'\ntitle: \"แผน\"\nabout: >\n  ยาว\n  มาก\n",
        ["fiscal_year"], "2568", ["fiscal_year: '2567'"], ["fiscal_year: 2568"],
    ),
    "a new field stands where the model has it": (
        "kind: plan\nfiscal_year: 2567\ntitle: แผน\n# ที่มา\nsource:\n  title: ก\n",
        ["item"], "O34", [], ["item: O34"],
    ),
    "a field that is emptied goes": (
        "kind: plan\nfiscal_year: 2567\ntitle: แผน\nitem: O34\n# ที่มา\nsource:\n  title: ก\n",
        ["item"], "", ["item: O34"], [],
    ),
    "the first field of a list's entry goes": (
        "kind: plan\nfiscal_year: 2567\ntitle: แผน\ncorrections:\n  - on: 1 ตุลาคม 2567\n    why: ก\n    what: ข\n",
        ["corrections", 0, "on"], "", ["  - on: 1 ตุลาคม 2567", "    why: ก"], ["  - why: ก"],
    ),
    "a block of several lines": (
        "kind: plan\nfiscal_year: 2567\ntitle: แผน\nabout: |\n  หนึ่ง\n  สอง\nsource_notes:\n- ก\n- ข\n",
        ["about"], "หนึ่ง\nสาม", ["  สอง"], ["  สาม"],
    ),
    "dashes without indent, an entry in the middle": (
        "kind: plan\nfiscal_year: 2567\ntitle: แผน\nsource_notes:\n- ก\n# ระหว่าง\n- ข\n- ค\n",
        ["source_notes", 1], "", ["- ข"], [],
    ),
    "flow lists stay on their line": (
        "kind: ita-result\nfiscal_year: 2566\nfailed_items: [O12, O22]\n",
        ["failed_items", 1], "O23", ["failed_items: [O12, O22]"], ["failed_items: [O12, O23]"],
    ),
    "a field that no form knows stays": (
        "kind: plan\nfiscal_year: 2567\ntitle: แผน\nextra: ของเดิม\n",
        ["title"], "แผนใหม่", ["title: แผน"], ["title: แผนใหม่"],
    ),
    "words keep their form": (
        "kind: disclosure\nfiscal_year: 2567\nitem: O8\nanswer: yes\nunit: policy\n",
        ["unit"], "law", ["unit: policy"], ["unit: law"],
    ),
    "an entry is put last, an empty line between as before": (
        "kind: plan\nfiscal_year: 2567\ntitle: แผน\ncorrections:\n  - on: 1 ตุลาคม 2567\n    why: ก\n    what: ข\n\n  - on: 2 ตุลาคม 2567\n    why: ก\n    what: ค\n\n# ท้าย\n",
        ["corrections", 2], {"on": "3 ตุลาคม 2567", "why": "ง", "what": "จ"}, [], ["", "  - on: 3 ตุลาคม 2567", "    why: ง", "    what: จ"],
    ),
}  # fmt: skip

_SET = """([text, path, value]) => {
  const content = prongsai.fromFile(text.trim());
  let place = content;
  for (const name of path.slice(0, -1)) place = place[name];
  place[path.at(-1)] = value;
  return prongsai.toFile(content);
}"""

# Every value of a record set to other texts and emptied, every list longer, shorter and turned round: the file says what the form says,
# and every comment is still there unless its entry is gone.
_ALL = """(text) => {
  const P = window.prongsai, failed = [], copy = (value) => JSON.parse(JSON.stringify(value));
  const content = P.fromFile(text.trim()), shape = P.setup.shapes[content.kind];
  const paths = (value, path = []) => [[path, value], ...(value && typeof value === "object" ? Object.entries(value).flatMap(([name, inner]) => paths(inner, [...path, name])) : [])];
  const at = (value, path) => path.reduce((place, name) => place[name], value);
  const comments = (source) => source.split("\\n").filter((line) => /^\\s*#/.test(line)).length;
  let count = 0;
  function attempt(what, changed, whole) {
    count++;
    const { prongsai_source, ...values } = changed;
    const meant = P.stored(values, shape), written = P.toFile(copy(changed));
    if (!P.same(P.value(P.parse(written).contents, shape), meant)) failed.push([what, written]);
    if (whole && comments(written) !== comments(text)) failed.push([what + " lost a comment", written]);
  }
  if (P.toFile(copy(content)) !== text.trim()) failed.push(["unchanged", P.toFile(copy(content))]);
  for (const [path, value] of paths(content)) {
    if (!path.length || ["prongsai_source", "kind"].includes(path[0])) continue;
    const change = (edit) => { const changed = copy(content); edit(at(changed, path.slice(0, -1)), path.at(-1)); return changed; };
    if (typeof value === "string") {
      const text = ["แก้แล้ว", "ก: ข # ค", "หนึ่ง\\nสอง", "- ขีด", "null"][count % 5];
      attempt(`${path} = ${text}`, change((place, name) => { place[name] = text; }), true);
      if (count % 4 === 0) attempt(`${path} emptied`, change((place, name) => { place[name] = ""; }), false);
    } else if (Array.isArray(value) && value.length) {
      attempt(`${path} longer`, change((place, name) => { place[name].push(copy(value[0])); }), true);
      attempt(`${path} shorter`, change((place, name) => { place[name].shift(); }), false);
      attempt(`${path} turned round`, change((place, name) => { place[name].reverse(); }), false);
    }
  }
  const { prongsai_source, ...values } = content, fresh = P.toFile(copy(values));
  return { failed, count, fresh };
}"""


def test_an_edit_changes_its_own_lines_and_no_other(scripts):
    for name, (text, path, value, out, into) in LAYOUTS.items():
        before, after = text.rstrip("\n").split("\n"), scripts.evaluate(_SET, [text, path, value]).rstrip("\n").split("\n")
        kept_before, kept_after = taken(before, out), taken(after, into)
        assert kept_before == kept_after, f"{name}: {after}"


def taken(lines, some):
    """``lines`` without ``some``, each taken out once, the last one of equal lines."""
    lines = lines[::-1]
    for line in some:
        lines.remove(line)
    return lines[::-1]


def test_whatever_changes_in_a_record_is_what_the_file_then_says(scripts):
    total = 0
    for name, path in RECORDS.items():
        found = scripts.evaluate(_ALL, path.read_text(encoding="utf-8"))
        assert found["failed"] == [], name
        total += found["count"]
        old, new = read(path.read_bytes(), name)[0].value, read(found["fresh"].encode(), name)
        assert new[1] == [] and list(new[0].value) == [key for key in _order(old["kind"]) if key in old], name
    assert total > 800


def test_a_new_record_of_every_kind_names_the_schema_that_is_there(scripts):
    folders = {"agency": "measures", "disclosure": "measures/2567/disclosures", **dict.fromkeys(REGISTERS, "measures/2567/registers")}
    for kind in KINDS:
        values = {"kind": kind, **({"fiscal_year": "2567"} if "fiscal_year" in KINDS[kind].model_fields else {})}
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", scripts.evaluate("(values) => prongsai.toFile(values)", values))[1]
        assert posixpath.normpath(posixpath.join(folders.get(kind, "measures/2567"), named)) == f"measures/schema/{kind}.json"
    assert {f"{kind}.json" for kind in KINDS} <= set(schema_files())


def _order(kind):
    return list(KINDS[kind].model_fields)


_MERGE = """async ([text, edits, now]) => {
  const content = prongsai.fromFile(text.trim());
  Object.assign(content, edits);
  const change = { action: "update", path: `measures/2567/${Math.random()}.yml`, data: prongsai.toFile(content) };
  try {
    return [(await prongsai.merged([change], async () => new Blob([now])))[0].data, ""];
  } catch (error) {
    return [null, error.message];
  }
}"""
_PLAN = "kind: plan\nfiscal_year: 2567\n# ชื่อ\ntitle: แผน\nsource_notes:\n  - ก\n  - ข\n"


def test_an_edit_by_hand_while_the_form_is_open_is_kept(scripts):
    by_hand = _PLAN.replace("# ชื่อ", "# ชื่อเต็ม").replace("- ข", "- ค").replace("\n", "\r\n")
    merged, words = scripts.evaluate(_MERGE, [_PLAN, {"title": "แผนใหม่", "item": "O34"}, by_hand])
    assert merged == "kind: plan\nfiscal_year: 2567\n# ชื่อเต็ม\ntitle: แผนใหม่\nitem: O34\nsource_notes:\n  - ก\n  - ค\n".replace("\n", "\r\n") and words == ""


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_stays_as_the_program_saved_it_that_a_person_writes_with(scripts, mark, line_break):
    """Notepad's byte order mark and line ends, in a file that is otherwise as the form read it."""
    saved = mark + (_PLAN + "about: |\n  หนึ่ง\n  สอง 😀\n# ท้าย\n").replace("\n", line_break)
    edits = {"title": "แผนใหม่", "item": "O34", "about": "หนึ่ง\nสาม", "source_notes": ["ก", "ข", "ค"]}
    meant = saved.replace("title: แผน", f"title: แผนใหม่{line_break}item: O34").replace("สอง 😀", "สาม").replace("- ข", f"- ข{line_break}  - ค")
    assert scripts.evaluate(_MERGE, [prepared(saved), edits, saved]) == [meant, ""]
    assert scripts.evaluate(_MERGE, [prepared(saved), {"title": "แผนใหม่"}, saved]) == [saved.replace("title: แผน", "title: แผนใหม่"), ""]


def test_line_ends_of_several_kinds_all_stay(scripts):
    saved = _PLAN.replace("\n", "\r\n", 2).replace("- ก\n", "- ก\r")
    assert scripts.evaluate(_MERGE, [prepared(saved), {"title": "แผนใหม่"}, saved]) == [saved.replace("title: แผน", "title: แผนใหม่"), ""]


def prepared(saved):
    """What the editor hands to the format."""
    return re.sub("\r\n?", "\n", saved.removeprefix("\ufeff"))


def test_where_both_changed_one_thing_nothing_is_written_and_the_person_is_told(scripts):
    merged, words = scripts.evaluate(_MERGE, [_PLAN, {"title": "แผนใหม่"}, _PLAN.replace("title: แผน", "title: แผนอื่น")])
    assert merged is None and "ถูกแก้ด้วยผู้อื่นหรือโปรแกรมอื่นในที่เดียวกัน" in words
    merged, words = scripts.evaluate(_MERGE, [_PLAN, {"title": "แผนใหม่"}, _PLAN.replace("- ข", "- ข: ค: ง")])
    assert merged is None and "พิมพ์ผิด" in words


def test_texts_are_quoted_exactly_when_the_program_quotes_them(scripts):
    starts = ["", "-", "- ", "?", ":", ",", "[", "{", "#", "&", "*", "!", "|", ">", "'", '"', "%", "@", "`", "~", "=", "(", "“", "๒", "7", "ก", "null", "no", "---", "<<"]
    ends = ["", "ข", " ข", ": ข", ":ข", " #ข", "#ข", ":", " ", "'", '"', "]", "}", ",", " - ข"]
    texts = [text for text in (a + b for a, b in itertools.product(starts, ends)) if text.strip() == text and text]
    found = scripts.evaluate("(texts) => texts.map((text) => prongsai.scalar(text))", texts)
    differing = {text: (mine, scalar(text)) for text, mine in zip(texts, found) if mine != scalar(text)}
    assert differing == {}
    assert len(texts) > 300


def test_dates_and_periods_are_read_and_refused_as_check_does(scripts):
    from macros.thai import dates

    written = ["15 มกราคม 2567", "15 ม.ค. 67", "๑๕ ม.ค. ๒๕๖๗", "2567-01-15", "15/1/2567", "29 กุมภาพันธ์ 2567", "29 กุมภาพันธ์ 2568", "31 เมษายน 2567", "ต้นปี", "15 มกราคม"]
    for text in written:
        assert (scripts.evaluate("(text) => prongsai.wrongDate(text)", text) == "") == readable(dates.parse_date, text), text
    periods = ["ธ.ค. 2566 – มี.ค. 2567", "ธันวาคม 2566", "2566-12 ถึง 2567-03", "มี.ค. 2567 – ธ.ค. 2566", "ไตรมาสแรก"]
    for text in periods:
        assert (scripts.evaluate("(text) => prongsai.wrongPeriod(text)", text) == "") == readable(dates.parse_period, text), text


_WIDGET = """([name, value, typed]) => {
  const made = new prongsai.widgets[name]({ value });
  made.setState = (state) => Object.assign(made.state, state);
  const told = [];
  made.props = { value, onChange: (text) => told.push(text) };
  if (typed) made.state.parts ? made.put(...typed) : made.plain({ target: { value: typed[1] } });
  return [told, made.isValid()];
}"""


def test_a_year_is_written_in_the_digits_that_name_its_folder(scripts):
    words = scripts.evaluate("['๒๕๖๗', '2024', '67', 'ปีนี้'].map(prongsai.wrongYear)")
    assert words[0] == "" and "2567" in words[1] and all("2564" in sentence for sentence in words[2:])
    assert scripts.evaluate(_WIDGET, ["be-year", "2567", ["year", "๒๕๖๘"]]) == [["2568"], True]
    assert "พ.ศ." in scripts.evaluate(_WIDGET, ["be-year", "2567", ["year", "2024"]])[1]["error"]["message"]


@pytest.mark.parametrize("name, value", [("be-period", "ต.ค. - ธ.ค. 2566"), ("be-date", "วันที่ 15 เดือนมกราคม พ.ศ. 2567")])
def test_what_check_reads_and_the_form_does_not_keeps_nobody_from_saving(scripts, name, value):
    assert scripts.evaluate(_WIDGET, [name, value, None]) == [[], True]
    assert scripts.evaluate(_WIDGET, [name, value, ["", "ต้นปี"]])[1] is not True


def test_text_from_word_is_written_without_what_nobody_sees(scripts):
    source = "kind: plan\ntitle: แผน\u200bเดิม\n"
    changed = "({ about, ...own }) => prongsai.toFile({ ...prongsai.fromFile(own.source), about })"
    written = scripts.evaluate(changed, {"source": source, "about": "ข้อ\u200b ๑\x0bต่อ\n\x07ข้อ ๒\u2028ต่อ\u202e"})
    assert written == source + "about: |\n  ข้อ ๑\n  ต่อ\n  ข้อ ๒\n  ต่อ\n"
    assert "about: บรรทัด เดียว\n" in scripts.evaluate(changed, {"source": source, "about": "บรรทัด\x0bเดียว"})


def readable(parse, text):
    from macros.thai.dates import ThaiDateError

    try:
        parse(text)
    except ThaiDateError:
        return False
    return True


def test_the_translation_has_every_word_that_can_be_seen(scripts):
    from macros.admin import files, translation

    bundle = files.bundle().decode("utf-8")
    english = [literal(bundle, start) for start in ("={create:`New`,select:`Select`", "={ok:`OK`,cancel:`Cancel`")]
    own, interface = (scripts.evaluate(f"() => ({text})") for text in english)
    wanted = dict(flat({**own, "_sui": interface}))
    translated = translation.words()
    assert set(translated) == {key for key in wanted if not key.startswith(translation.UNUSED)}
    for key, text in translated.items():
        assert set(re.findall(r"\{\$(\w+)", text)) <= set(re.findall(r"\$(\w+)", wanted[key])), key


def literal(bundle, start):
    """The object literal of the bundle that begins with ``start``."""
    begin = end = bundle.index(start) + 1
    depth, quoted = 0, False
    while True:
        char = bundle[end]
        quoted ^= char == "`"
        depth += (not quoted) * ((char == "{") - (char == "}"))
        end += 1
        if depth == 0 and not quoted:
            return bundle[begin:end]


def flat(nested, above=""):
    for key, value in nested.items():
        if isinstance(value, dict):
            yield from flat(value, f"{above}{key}.")
        else:
            yield above + key, value


def test_the_page_tells_the_editor_what_the_build_knows(scripts):
    told = scripts.evaluate("() => prongsai.setup.config.collections.map((entry) => entry.name)")
    assert told == [entry["name"] for entry in json.loads(forms.local(load_project(FICTIONAL))["admin/forms.json"])["config"]["collections"]]
