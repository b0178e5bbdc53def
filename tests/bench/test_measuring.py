"""The benchmark's own instruments: what is charged to whom, what is compared with what, and that peers get the same pages."""

import json
import re
import sys
from pathlib import Path

import pytest

from macros.bench import build, pages, peers, report
from macros.bench.meter import CannotMeasure, Cost, measure
from macros.bench.report import Run, Size

PROGRAM = "import subprocess, sys; print('here'); subprocess.run([sys.executable, '-c', 'b = bytearray(150_000_000); s = sum(range(8_000_000))'])"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what ended programs cost")
def test_a_program_is_charged_with_what_it_starts(tmp_path):
    alone, text = measure([sys.executable, "-c", "print('here')"], tmp_path)
    together, _ = measure([sys.executable, "-c", PROGRAM], tmp_path)
    assert text == "here\n"
    assert together.cpu > alone.cpu
    assert together.peak > 150_000_000 > alone.peak


def test_a_program_that_fails_is_no_measurement(tmp_path):
    with pytest.raises(CannotMeasure, match="because of this"):
        measure([sys.executable, "-c", "import sys; sys.exit('because of this')"], tmp_path)


def test_rows_are_medians_compared_within_their_own_rounds():
    size = Size(100, 3)
    for cpu in (3.0, 1.0, 9.0):
        size.runs += [Run("Prongsai", "cold", Cost(1, cpu, 1 << 20)), Run("Hugo + Pagefind", "cold", Cost(1, 2 * cpu, 5 << 20))]
        size.runs += [Run("Prongsai", "edit", Cost(1, cpu / 10), "title"), Run("Hugo + Pagefind", "after an edit", Cost(1, 6.0))]
    found = {(row["system"], row["operation"]): row for row in report.rows(size)}
    own = found["Prongsai", "cold"]
    assert (own["cpu_seconds"], own["peak_mib"], own["cpu_ms_per_record"], own["ratio"], own["measurements"]) == (3.0, 1.0, 30.0, 0.5, 3)
    assert found["Prongsai", "edit"]["ratio"] == pytest.approx(0.05)
    assert found["Prongsai", "edit"]["peak_mib"] is None
    assert json.loads(report.as_json([size]))["sizes"][0]["kinds"] == {"title": pytest.approx(0.3)}


def test_a_site_is_weighed_and_compared_by_its_files(tmp_path):
    for name, text in {"index.html": "a" * 50, "b/index.html": "b" * 5000, "search/index.html": "c" * 100, "search/words.txt": "d" * 900}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    size = Size(2, 1)
    size.weigh("Prongsai", tmp_path)
    weight = size.weights["Prongsai"]
    assert (weight.pages, weight.html, weight.all, weight.files) == (3, 5150, 6050, 4)
    assert 0 < weight.page_gzip < 100 and 0 < weight.search_gzip < 900
    before = report.digests(tmp_path)
    (tmp_path / "index.html").write_text("z" * 50)
    (tmp_path / "new.html").write_text("new")
    assert report.differing(before, report.digests(tmp_path)) == (2, 53)


def test_a_site_of_ones_own_is_measured(tmp_path, capsys):
    root = Path(__file__).resolve().parents[1] / "sites" / "fictional"
    assert build.main(["--root", str(root), "--runs", "1", "--format", "json", "--work", str(tmp_path)]) == 0
    [size] = json.loads(capsys.readouterr().out)["sizes"]
    assert [row["operation"] for row in size["rows"]] == ["cold", "nothing changed"]
    assert size["weights"]["Prongsai"]["pages"] > 100 and list(root.glob("site*")) == []
    assert build.main(["--root", str(tmp_path), "--runs", "1"]) == 2


def page_files(site):
    return [path for path in site.rglob("index.html") if pages.MAIN.search(path.read_text(encoding="utf-8"))]


def address_of(path, site):
    return "/" + "".join(f"{part}/" for part in path.parent.relative_to(site).parts)


def test_template_and_content_give_our_page_again(built_fictional):
    """But for the last slash of links to the home page and the mark of the door one stands in."""
    source = (built_fictional / "a-z" / "index.html").read_text(encoding="utf-8")
    for path in page_files(built_fictional)[::9]:
        html, address = path.read_text(encoding="utf-8"), address_of(path, built_fictional)
        page = pages.read(html, address)
        values = {"title": page.title, "description": page.description, "base": pages.base_of(address), "address": address, "content": page.body}
        made = pages.template(source, "/a-z/", lambda name: f"<<{name}>>")
        for name, value in values.items():
            made = made.replace(f"<<{name}>>", value)
        assert page.body in made and words(made) == words(html)
        assert abs(len(made) - len(html)) < 1000, address


def words(html):
    return re.sub(r"<[^>]*>|\s+", " ", re.sub(r"<(script|title)\b.*?</\1>|<meta[^>]*>", "", html, flags=re.DOTALL)).split()


@pytest.mark.parametrize("peer", peers.PEERS, ids=lambda peer: peer.name)
def test_a_peer_gets_every_page_once_and_after_an_edit_only_what_changed(built_fictional, tmp_path, peer):
    peers.prepare(peer, built_fictional, tmp_path)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and "assets" not in path.parts}
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    held = [text.count('id="content"') for path, text in texts.items() if path.name not in ("single.html", "frame.11ty.cjs")]
    assert sum(held) == len(page_files(built_fictional)) and max(held) == 1

    next(iter(files)).unlink()
    extra = next(path for path in files if "_" in path.name or path.name == "index.md").with_name("gone.html")
    extra.touch()
    peers.prepare(peer, built_fictional, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in list(files)[1:]} == dict(list(files.items())[1:])
    assert not extra.exists() and next(iter(files)).exists()
