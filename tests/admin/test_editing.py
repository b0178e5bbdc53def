"""A person opens the site's folder in the forms, changes a line's status, adds progress with a file, saves – and sees it on the page."""

import difflib
import re
from pathlib import Path

import pytest
from private_folder import files_of, open_forms, put, read_back
from small_gitea import OPEN, SETTING

from macros.problems import errors_in
from macros.site.build import build
from macros.site.project import load_project
from macros.site.whole import finish, forms, manifest
from tests.settled import settle

FICTIONAL = Path(__file__).parents[1] / "sites" / "fictional"
FILE = "measures/2567/service.yml"
ADDED = """\
-    status: under-way
+    status: done
+      - on: 5 มีนาคม 2567
+        text: "อบรมเจ้าหน้าที่: 12 คน"
+        evidence:
+          - title: รายงานการอบรม
+            file: files/2567/อบรม -1 100-.csv
"""


_NAMES = """[...document.querySelectorAll("button")].map((button) => {
  const copy = button.cloneNode(true);
  copy.querySelectorAll(".material-symbols-outlined").forEach((icon) => icon.remove());
  return button.getAttribute("aria-label") || copy.textContent.trim();
})"""


def open_line(page):
    """The form of the measure ``service`` with its one line unfolded; the window is high, for only what is in sight is drawn."""
    page.get_by_text("ตรงเวลา").first.click()
    page.set_viewport_size({"width": 1280, "height": 5200})
    page.get_by_role("button", name="ขยาย", exact=True).first.click()
    page.get_by_role("group", name="ความคืบหน้า").wait_for()


def add_progress(page, day="5"):
    page.get_by_role("button", name=re.compile("^เพิ่ม.*ความคืบหน้า")).click()
    progress = page.get_by_role("group", name="ความคืบหน้า").last
    progress.get_by_role("combobox", name="วันที่").last.select_option(day)
    progress.get_by_role("combobox", name="เดือน").last.select_option("3")
    progress.get_by_role("textbox", name="ปี พ.ศ.").last.fill("2567")
    progress.get_by_role("textbox", name="สิ่งที่ทำ").last.fill("อบรมเจ้าหน้าที่: 12 คน")
    return progress


def add_evidence(progress, table):
    progress.get_by_role("button", name=re.compile("^เพิ่ม.*หลักฐาน")).last.click()
    progress.get_by_role("textbox", name="ชื่อหลักฐาน").last.fill("รายงานการอบรม")
    upload = progress.get_by_role("group", name="ไฟล์").last.locator("input[type=file]").first
    upload.set_input_files([{"name": "อบรม #1 100%.csv", "mimeType": "text/csv", "buffer": table}])
    progress.get_by_text("อบรม -1 100-.csv").first.wait_for()


def save(page):
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.get_by_text("บันทึกแล้ว").wait_for()


def changed(before, after):
    """The lines that differ, with their sign."""
    lines = difflib.unified_diff(before.decode().split("\n"), after.decode().split("\n"), lineterm="", n=0)
    return "".join(f"{line}\n" for line in lines if not line.startswith(("---", "+++", "@@")))


def as_notepad_saves(data):
    return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")


def test_a_list_offers_no_deleting(pages, forms_address):
    page = open_forms(pages, forms_address, FICTIONAL)
    page.locator(".buttons button").first.click()
    page.get_by_text("ตรงเวลา").first.wait_for()
    page.get_by_text("เพิ่มรายการ").first.wait_for()
    assert page.get_by_role("button", name=re.compile("^ลบ")).count() == page.get_by_role("checkbox").count() == 0


@pytest.mark.slow
def test_a_status_and_progress_with_a_file_from_the_form_to_the_page(pages, forms_address, site_copy, tmp_path):
    site = site_copy(FICTIONAL)
    before = files_of(site)
    table = "\ufeffวันที่,จำนวนคน\r\n5 มีนาคม 2567,12\r\n".encode()
    page = open_forms(pages, forms_address, site)
    looks_thai(page)
    page.locator(".buttons button").first.click()
    page.get_by_text("ตรงเวลา").first.wait_for()
    looks_thai(page)
    open_line(page)
    page.get_by_role("radio", name="แล้วเสร็จ").last.click()
    add_evidence(add_progress(page), table)
    looks_thai(page)
    by_hand = as_notepad_saves(before[FILE].replace("# ตัวอย่าง".encode(), "# แก้ด้วยมือระหว่างนั้น ตัวอย่าง".encode()))
    put(page, {FILE: by_hand})
    save(page)
    after = read_back(page)
    assert page.evaluate("window.violations") == []

    assert {name for name in {**before, **after} if before.get(name) != after.get(name)} == {FILE, "content/files/2567/อบรม -1 100-.csv"}
    assert after["content/files/2567/อบรม -1 100-.csv"] == table
    assert changed(by_hand, after[FILE]) == ADDED.replace("\n", "\r\n") and by_hand != before[FILE]

    for name, data in after.items():
        (site / name).write_bytes(data)
    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text(encoding="utf-8").rstrip("\n") + "\n" + SETTING, encoding="utf-8")
    assert errors_in(load_project(site).problems) == []
    assert build(site, tmp_path / "built").ok
    shown = (tmp_path / "built/measures/2567/service-time/index.html").read_text(encoding="utf-8")
    assert "อบรมเจ้าหน้าที่: 12 คน" in re.sub("<[^>]+>|\u200b", "", shown)  # words are kept whole by tags
    assert "files/2567/อบรม -1 100-.csv" in shown and "ps-status--done" in shown
    on_in_the_published_site(tmp_path / "built")


def looks_thai(page):
    """Every button speaks Thai, every icon is drawn as one, every letter is the site's own."""
    page.wait_for_timeout(300)
    settle(page)
    names = page.evaluate(_NAMES)
    assert names and [name for name in names if re.search("[A-Za-z]{3}", name) and not re.search("[ก-๙]", name)] == []
    wide = page.evaluate("""[...document.querySelectorAll('.material-symbols-outlined')].filter((icon) => icon.offsetWidth && !icon.closest('.font-loader'))
      .filter((icon) => icon.scrollWidth > 1.3 * parseFloat(getComputedStyle(icon).fontSize)).map((icon) => icon.textContent.trim())""")
    assert wide == [], "an icon without a picture is shown as its name"
    assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family))").count("Sarabun") >= 2


def on_in_the_published_site(built):
    page = (built / "admin/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex, nofollow">' in page and "connect-src 'self' data: blob: https://git.example.go.th;" in page
    for listing in ("sitemap.xml", "a-z/index.html", "index.html"):
        assert not (built / listing).is_file() or "admin/" not in (built / listing).read_text(encoding="utf-8"), listing
    assert "unsafe-inline" not in (built / "headers.conf").read_text(encoding="utf-8") + (built / "index.html").read_text(encoding="utf-8")
    assert "https://git.example.go.th" in (built / "admin/headers.conf").read_text(encoding="utf-8")
    assert "admin/index.html" in (built / manifest.SUMS).read_text(encoding="utf-8")


def test_the_published_site_has_no_forms_unless_they_are_turned_on_and_says_so(built_fictional):
    assert [path.name for path in (built_fictional / "admin").iterdir()] == ["index.html"]
    page = (built_fictional / "admin/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page and "ไม่ได้เปิดแบบฟอร์ม" in page and "README.th.md" in page and "ps-footer" in page
    for listing in ("sitemap.xml", "a-z/index.html", "index.html"):
        assert "admin/" not in (built_fictional / listing).read_text(encoding="utf-8"), listing


def test_a_mistake_is_refused_in_the_form_with_the_words_of_check(pages, forms_address):
    page = open_forms(pages, forms_address, FICTIONAL)
    page.locator(".buttons button").first.click()
    open_line(page)
    progress = add_progress(page, day="31")
    progress.get_by_role("combobox", name="เดือน").last.select_option("2")
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.get_by_text("ไม่มีวันที่ “31 กุมภาพันธ์ 2567” ในปฏิทิน").first.wait_for()
    assert read_back(page)[FILE] == (FICTIONAL / FILE).read_bytes()


def test_what_was_typed_and_not_saved_is_offered_again_in_the_same_record_and_in_no_other(pages, forms_address):
    page = open_forms(pages, forms_address, FICTIONAL)
    page.locator(".buttons button").first.click()
    page.get_by_text("ตรงเวลา").first.click()
    page.get_by_role("textbox", name="ชื่อย่อ").click()
    page.wait_for_timeout(1000)  # the form takes its values some time after it is drawn
    page.keyboard.type("แก้")
    page.wait_for_timeout(1500)  # it is kept half a second after the last letter
    page.go_back()
    page.get_by_text("จัดทำมาตรฐานการให้บริการประชาชน").first.click()  # of another year, with the same id
    page.get_by_role("textbox", name="ชื่อย่อ").wait_for()
    page.wait_for_timeout(1500)
    assert page.get_by_text("มีร่างที่ยังไม่ได้บันทึก").count() == 0
    page.go_back()
    page.get_by_text("ตรงเวลา").first.click()
    page.get_by_role("button", name="นำกลับมา").click()
    save(page)
    assert changed((FICTIONAL / FILE).read_bytes(), read_back(page)[FILE]) == "-short_title: บริการตรงเวลา | R&D\n+short_title: บริการตรงเวลา | R&Dแก้\n"


def test_a_file_that_is_not_utf_8_is_not_offered_to_be_saved(pages, forms_address, site_copy):
    site = site_copy(FICTIONAL)
    (site / FILE).write_bytes((site / FILE).read_text(encoding="utf-8").replace("–", "-").encode("cp874"))
    page = open_forms(pages, forms_address, site)
    page.locator(".buttons button").first.click()
    page.get_by_text("มี 1 ไฟล์ที่อ่านไม่ได้").first.wait_for()
    assert page.get_by_text("�").count() == 0


def test_a_new_disclosure_is_written_as_the_program_writes_one(pages, forms_address, site_copy):
    site = site_copy(FICTIONAL)
    page = open_forms(pages, forms_address, site)
    page.locator(".buttons button").first.click()
    page.get_by_text("การเปิดเผยข้อมูล OIT").first.click()
    page.get_by_role("button", name="เพิ่มรายการใหม่", exact=True).click()
    page.set_viewport_size({"width": 1280, "height": 3000})
    page.get_by_role("group", name="ข้อ OIT").locator("select").select_option("O35")
    page.get_by_role("group", name="คำตอบ").get_by_role("radio", name="มี", exact=True).click()
    page.get_by_role("group", name="ผู้รับผิดชอบ").locator("select").select_option("law")
    page.get_by_role("button", name=re.compile("^เพิ่ม.*องค์ประกอบ")).click()
    elements = page.get_by_role("group", name="องค์ประกอบที่เปิดเผยแล้ว")
    elements.locator("select").first.select_option("e1")
    elements.get_by_role("button", name=re.compile("^เพิ่ม.*เปิดเผยที่")).click()
    elements.get_by_role("textbox", name="หน้าในเว็บนี้").fill("/measures/2567/")
    save(page)
    written = read_back(page)["measures/2567/disclosures/o35.yml"].decode()
    assert written == (
        "# yaml-language-server: $schema=../../schema/disclosure.json\nkind: disclosure\nfiscal_year: 2567\nitem: O35\nanswer: มี\nunit: law\n"
        "elements:\n  - element: e1\n    places:\n      - page: /measures/2567/\n"
    )
    (site / "measures/2567/disclosures/o35.yml").write_text(written, encoding="utf-8")
    assert errors_in(load_project(site).problems) == []


@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_signing_in_to_another_service_asks_that_service_and_nobody_else(pages, serve_folder, site_copy, tmp_path, service):
    site = site_copy(FICTIONAL)
    setting = f"    admin:\n      service: {service}\n      repository: town/ita\n"
    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text(encoding="utf-8").rstrip("\n") + "\n" + setting, encoding="utf-8")
    finish.write_files(tmp_path / "forms", forms.published(load_project(site)))
    page = open_forms(pages, serve_folder(tmp_path / "forms"))
    asked = []

    def refuse(route):
        asked.append(route.request.url)
        route.fulfill(status=204 if route.request.method == "OPTIONS" else 401, headers=OPEN, json={"message": "Bad credentials"})

    page.route(re.compile(rf"https://([a-z]+\.)?{service}\.com/"), refuse)
    page.get_by_role("button", name="เข้าด้วยโทเค็น").click()
    page.get_by_role("textbox", name="โทเค็นส่วนตัว").fill("wrong")
    page.get_by_role("button", name="เข้า", exact=True).click()
    page.get_by_text("โทเค็นใช้ไม่ได้").wait_for()
    assert asked and page.evaluate("window.violations") == []


def test_a_browser_in_english_is_offered_no_english(pages, forms_address):
    page = pages.open(forms_address + "admin/", locale="en-US")
    page.wait_for_selector(".buttons button")
    page.wait_for_timeout(1500)  # the notice came by itself, some time after the buttons
    assert "เปิดโฟลเดอร์ของเว็บไซต์ในเครื่องนี้" in page.inner_text("body")
    assert page.get_by_text("Change Language").count() == page.get_by_text("available").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).textAlign") == "center"


def test_a_folder_that_is_no_site_is_refused_in_thai(pages, forms_address, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: ก\n", encoding="utf-8")
    page = open_forms(pages, forms_address, tmp_path)
    page.locator(".buttons button").first.click()
    page.get_by_text("ไม่ใช่โฟลเดอร์ของเว็บไซต์ เพราะไม่มีโฟลเดอร์ measures").wait_for()
