"""The published forms write into a repository, where others write too and from which an answer may not come back."""

from pathlib import Path

import pytest
from private_folder import open_forms
from small_gitea import SETTING, SmallGitea
from test_editing import ADDED, FILE, add_evidence, add_progress, as_notepad_saves, changed, open_line, save

from macros.site.project import load_project
from macros.site.whole import finish, forms

FICTIONAL = Path(__file__).parents[1] / "sites" / "fictional"


@pytest.fixture
def gitea(site_copy):
    site = site_copy(FICTIONAL)
    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text(encoding="utf-8").rstrip("\n") + "\n" + SETTING, encoding="utf-8")
    (site / FILE).write_bytes(as_notepad_saves((site / FILE).read_bytes()))
    return SmallGitea(site)


@pytest.fixture
def page(pages, serve_folder, gitea, tmp_path):
    finish.write_files(tmp_path / "forms", forms.published(load_project(gitea.folder)))
    push(gitea)
    page = open_forms(pages, serve_folder(tmp_path / "forms"))
    gitea.attach(page)
    page.get_by_role("button", name="เข้าด้วยโทเค็น").click()
    page.get_by_role("textbox", name="โทเค็นส่วนตัว").fill("secret")
    page.get_by_role("button", name="เข้า", exact=True).click()
    page.get_by_text("ตรงเวลา").first.wait_for()
    yield page
    assert page.evaluate("window.violations") == []


def push(gitea):
    gitea.git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qam", "by hand")


def push_edit(gitea, old, new):
    file = gitea.folder / FILE
    before = file.read_bytes()
    file.write_bytes(before.replace(old.encode(), new.encode()))
    assert file.read_bytes() != before
    push(gitea)


def subjects(gitea):
    return gitea.git("log", "--format=%an %s", "-4").splitlines()


def rename(page, short_title):
    page.get_by_text("ตรงเวลา").first.click()
    page.get_by_role("textbox", name="ชื่อย่อ").wait_for()
    page.wait_for_timeout(1000)  # the form takes its values some time after it is drawn
    page.get_by_role("textbox", name="ชื่อย่อ").fill(short_title)


def test_a_change_is_one_commit_that_says_what_changed(page, gitea):
    before = gitea.git("rev-parse", "HEAD").strip()
    saved = (gitea.folder / FILE).read_bytes()
    open_line(page)
    page.get_by_role("radio", name="แล้วเสร็จ").last.click()
    add_evidence(add_progress(page), b"a,b\r\n1,2\r\n")
    save(page)
    assert gitea.git("log", "--format=%an %s", f"{before}..HEAD").splitlines() == ["สมชาย แก้มาตรการ service: สถานะ, ความคืบหน้า (และอีก 1 ไฟล์)"]
    assert changed(saved, (gitea.folder / FILE).read_bytes()) == ADDED.replace("\n", "\r\n")
    assert gitea.git("diff", "--name-only", before).splitlines() == ["content/files/2567/อบรม -1 100-.csv", FILE]


def test_two_people_who_edit_one_record_lose_nothing(page, gitea):
    rename(page, "ตรงเวลา")
    push_edit(gitea, "เหลือ <b>2</b>", "เหลือ <b>1</b>")
    save(page)
    page.get_by_text("บันทึกแล้ว").wait_for(state="hidden")
    rename(page, "ตรงเวลาเสมอ")  # of the same form, which has not been opened anew
    save(page)
    assert subjects(gitea)[:3] == ["สมชาย แก้มาตรการ service: ชื่อย่อ", "สมชาย แก้มาตรการ service: ชื่อย่อ", "a by hand"]
    written = (gitea.folder / FILE).read_text(encoding="utf-8")
    assert "short_title: ตรงเวลาเสมอ\n" in written and "เหลือ <b>1</b>" in written


def test_where_two_people_changed_one_thing_nothing_is_written_and_the_second_is_told(page, gitea):
    rename(page, "ของฉัน")
    push_edit(gitea, "short_title: บริการตรงเวลา | R&D", "short_title: ของเขา")
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.get_by_text("ถูกแก้ด้วยผู้อื่นหรือโปรแกรมอื่นในที่เดียวกัน").wait_for()
    assert subjects(gitea)[0] == "a by hand"


def test_a_record_whose_answer_got_lost_is_not_added_twice(page, gitea):
    page.get_by_text("แผนของแต่ละปี").first.click()
    page.get_by_role("button", name="เพิ่มรายการใหม่", exact=True).click()
    page.get_by_role("textbox", name="ปี พ.ศ.").first.fill("2568")
    page.get_by_role("textbox", name="ชื่อแผน").fill("แผนใหม่")
    gitea.lose_answer = True
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.get_by_text("ติดต่อที่เก็บข้อมูลไม่ได้").wait_for()
    for _ in range(2):
        page.get_by_role("button", name="ตกลง", exact=True).click()
        page.get_by_role("button", name="บันทึก", exact=True).click()
        page.get_by_text("มีแผน ปี 2568 อยู่แล้วในไฟล์ measures/2568/plan.yml").wait_for()
    assert subjects(gitea)[:2] == ["สมชาย เพิ่มแผน plan", "a by hand"]
