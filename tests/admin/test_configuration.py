"""Every record kind has its form, made from the model: each field with its Thai name and help, in the model's order."""

import re
import typing
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.admin import backend, collections, files, forms, policy, translation, widgets
from macros.admin.editing import Editing
from macros.problems.wording import message
from macros.records import fields
from macros.records.model import KINDS
from macros.records.registers import fields as registers
from macros.site.project import load_project

FICTIONAL = Path(__file__).parents[1] / "sites" / "fictional"
THAI = re.compile("[ก-๙]")
# The own ids of things: one writes them, and chooses nothing. ``plan`` is the id of a row of another register.
OWN = {"id", "plan"}


@pytest.fixture(scope="module")
def records():
    return load_project(FICTIONAL).records


def by_kind(entries):
    return {entry["name"]: (entry["files"][0] if "files" in entry else entry)["fields"] for entry in entries}


def inner(entry):
    """The fields below a field."""
    return entry.get("fields") or ([entry["field"]] if "field" in entry else [])


def walk(entries):
    for entry in entries:
        yield entry
        yield from walk(inner(entry))


def test_every_record_kind_has_a_form():
    assert set(by_kind(collections.collections(2567))) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_form_has_every_field_of_the_model_in_its_order(kind):
    def same(entries, model):
        assert [entry["name"] for entry in entries] == list(model.model_fields)
        hints = typing.get_type_hints(model, include_extras=True)
        for entry in entries:
            annotation = widgets.optional(hints[entry["name"]])
            part = widgets.entry_of(annotation) or annotation
            if widgets.is_model(part):
                same(entry["fields"], part)

    same(forms.form(kind), KINDS[kind])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_has_a_thai_name_and_help(kind):
    for entry in walk(forms.form(kind)):
        if entry["widget"] != "hidden":
            assert THAI.search(entry["label"]), entry["name"]
            assert "hint" not in entry or THAI.search(entry["hint"]), entry["name"]
    assert all(entry.get("hint") for entry in forms.form(kind) if entry["widget"] not in ("hidden", "select"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_required_in_the_model_is_required_in_the_form(kind):
    required = {name for name, info in KINDS[kind].model_fields.items() if info.is_required()} - {"kind"}
    assert {entry["name"] for entry in forms.form(kind) if entry.get("required")} == required


def test_every_id_is_chosen_from_what_it_names_or_is_ones_own():
    """A new field of the type Id says in ``widgets.REFERS`` what it refers to, or here that it is its own."""

    def ids(model):
        for name, annotation in forms._typed(model).items():
            part = widgets.entry_of(annotation) or annotation
            if widgets.is_model(part):
                yield from ids(part)
            elif part == fields.Id:
                yield name

    assert {name for model in KINDS.values() for name in ids(model)} <= OWN | set(widgets.REFERS)


def test_dates_are_asked_for_in_the_buddhist_era_and_nowhere_by_a_calendar_of_the_common_era():
    asked = [entry["widget"] for kind in KINDS for entry in walk(forms.form(kind))]
    assert {"be-date", "be-month", "be-period"} <= set(asked) and "datetime" not in asked


def test_files_are_uploaded_where_attachments_belong(records):
    config = files.configuration(records, files.Site("ก"))
    assert (config["media_folder"], config["public_folder"]) == ("content/files", "/files")
    yearly = [entry for entry in config["collections"] if "folder" in entry]
    assert {(entry["media_folder"], entry["public_folder"]) for entry in yearly} == {("/content/files/{{dirname}}", "/files/{{dirname}}")}
    assert sum(entry["widget"] == "file" for kind in KINDS for entry in walk(forms.form(kind))) >= 4


def test_examples_of_the_model_pass_the_patterns_of_the_form():
    checked = 0
    for kind in KINDS:
        for model, entries in models_with(KINDS[kind], forms.form(kind)):
            for entry in entries:
                if "pattern" in entry and model.model_fields[entry["name"]].examples:
                    assert re.search(entry["pattern"][0], str(model.model_fields[entry["name"]].examples[0])), entry["name"]
                    assert re.search(entry["pattern"][0], ""), "an empty optional field may stay empty"
                    checked += 1
    assert checked > 20


def models_with(model, entries):
    yield model, entries
    for name, annotation in forms._typed(model).items():
        part = widgets.entry_of(annotation) or annotation
        if widgets.is_model(part):
            yield from models_with(part, next(entry for entry in entries if entry["name"] == name)["fields"])


def test_the_form_refuses_with_the_words_of_check():
    entry = next(entry for entry in forms.form("measure") if entry["name"] == "id")
    assert not re.search(entry["pattern"][0], "กองคลัง")
    assert entry["pattern"][1] == message("id-form", {"value": "กองคลัง"}).hint


@pytest.mark.parametrize("kind_of, accepted, refused", [
    (registers.Money, ["1,234,567.00", "๑๒๐๐๐ บาท", "0", "1.5", "1.500", "1,000,000,000,000.00"], ["ห้าแสน", "-5", "1,23", "1234,567", "12.345", ".5", "฿12", "12345678901234"]),
    (registers.SignedMoney, ["-50,000.00", "−5", "๕ บาท"], ["- 5", "ลด 5", "--5"]),
    (fields.Phone, ["0 2000 0000", "๐ ๒๐๐๐ ๐๐๐๐ ต่อ ๑๒", "0 2000 0000-3", "08 1234 5678 (งานนิติการ)", "1567", "191 ตลอดเวลา", "+66 2 000 0000", "(02) 000 0000, 02 000 0001"],
     ["สายตรง 1234", "ไม่มี", "12345", "12", "2000 0000", "1567 24 ชม."]),
    (fields.Email, ["complaint@example.go.th"], ["ไม่มี", "a@b", "อีเมล a@example.go.th", "a@example.go.th, b@example.go.th"]),
], ids=["money", "signed", "phone", "email"])  # fmt: skip
def test_the_form_refuses_what_check_refuses_and_nothing_that_it_takes(kind_of, accepted, refused):
    pattern, told = widgets.widget("x", kind_of, None, "ช่องนี้")["pattern"]
    for text in accepted + refused:
        assert taken(kind_of, text) is (text in accepted) is bool(re.search(pattern, text)), text
    assert THAI.search(told) and "…" not in told


def taken(kind_of, text):
    try:
        TypeAdapter(kind_of).validate_python(text)
    except ValidationError:
        return False
    return True


def test_a_rating_is_chosen():
    likelihood = next(entry for entry in walk(forms.form("risk-assessment")) if entry["name"] == "likelihood")
    assert likelihood["options"] == ["1", "2", "3", "4", "5"]
    assert forms.shape("risk-assessment")["fields"]["risks"]["entry"]["fields"]["impact"] == {"type": "word", "aliases": dict(zip("๑๒๓๔๕", "12345")), "label": "ผลกระทบ"}


def test_where_one_types_an_example_stands_at_the_field():
    hints = {entry["name"]: entry["hint"] for entry in forms.form("agency") if "hint" in entry}
    assert hints["district"] == "อำเภอหรือเขต เช่น อำเภอตัวอย่าง" and hints["units"] == "สำนัก กอง ฝ่าย พร้อมรหัสที่ไม่เปลี่ยน"
    assert hints["website"] == "เว็บไซต์ทางการที่ใช้ส่งประเมิน เช่น `https://www.example.go.th/`", "no link to it"
    without = {entry["name"] for kind in KINDS for entry in walk(forms.form(kind)) if entry["widget"] in ("string", "text") and "hint" in entry and "เช่น" not in entry["hint"]}
    assert without == set()
    assert all(entry["hint"].count("เช่น") < 2 for kind in KINDS for entry in walk(forms.form(kind)) if "hint" in entry)


def test_choices_know_units_items_and_what_failed(records):
    found = files.setup(records, files.Site("ก"))["choices"]
    assert found["units"]["treasury"] == "กองคลัง"
    assert found["items"]["2567"]["O8"]["title"] and found["items"]["2567"]["O8"]["elements"]["e1"]
    assert found["references"]["2566/O12"].startswith("ปี 2566 ข้อ O12 ")
    assert "การใช้ทรัพย์สินของราชการ" in found["references"]["2566/IIT/use-of-state-property"]


@pytest.mark.parametrize("kind", ["measure", "procurement-plan", "anticorruption-plan"])
def test_no_code_stands_beside_words_to_choose_from(kind):
    told = str(forms.form(kind))
    assert "'label': 'กำลังดำเนินการ', 'value': 'under-way'" in told and "under-way กำลัง" not in told


def test_words_to_choose_from_have_one_form_in_the_form_and_all_forms_in_the_file():
    status = next(entry for entry in walk(forms.form("measure")) if entry["name"] == "status")
    assert {"label": "แล้วเสร็จ", "value": "done"} in status["options"]
    line = forms.shape("measure")["fields"]["lines"]["entry"]["fields"]
    assert line["status"]["aliases"]["แล้วเสร็จ"] == "done"
    assert forms.shape("disclosure")["fields"]["answer"]["aliases"] == {"yes": "มี", "none": "ไม่มี"}


# ---- where it is kept --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("values, expected, asked", [
    ({"service": "github", "repository": "a/b"}, {"name": "github", "repo": "a/b", "auth_methods": ["token"]}, "https://api.github.com"),
    ({"service": "gitlab", "repository": "a/b", "app_id": "x"}, {"auth_type": "pkce", "app_id": "x"}, "https://gitlab.com"),
    ({"service": "gitea", "repository": "a/b", "server": "https://git.example.go.th/", "branch": "main"},
     {"base_url": "https://git.example.go.th", "api_root": "https://git.example.go.th/api/v1", "branch": "main"}, "https://git.example.go.th"),
])  # fmt: skip
def test_the_policy_allows_the_one_hosting_service(values, expected, asked):
    editing = Editing.model_validate(values)
    found = backend.backend(editing)
    assert {key: found.get(key) for key in expected} == expected
    text = policy.policy(*backend.hosts(editing))
    assert f"connect-src 'self' data: blob: {asked};" in text and "script-src 'self';" in text
    assert "{{changed}}" in found["commit_messages"]["update"] and THAI.search(found["commit_messages"]["create"])


def test_without_a_hosting_service_nothing_foreign_is_allowed():
    assert "http" not in policy.policy(*backend.hosts(None))


# ---- the translation ---------------------------------------------------------------------------------------------------


def test_every_word_of_the_translation_is_thai_or_a_name():
    plain = {key for key, text in translation.words().items() if not THAI.search(text)}
    assert plain <= {"welcome_message", "file_type_labels.js", "file_type_labels.mid", "file_type_labels.midi"}
