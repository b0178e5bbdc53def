"""The real engine behind a real push: from nothing to a page, and a refusal in the checker's own words."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.publish import sandbox, warming
from macros.publish.limits import Limits
from macros.publish.proving.ground import Ground
from macros.publish.store import Store

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_from_nothing_to_published_and_a_refusal(tmp_path, packages):
    ground = Ground(tmp_path, engine=ROOT, limits=Limits(seconds=240))
    copy = ground.copy()
    shutil.copytree(ROOT / "tests" / "sites" / "fictional", copy.folder, dirs_exist_ok=True)
    copy.commit()
    done = copy.push()
    assert done.status == 0, done.words
    current = ground.store.current()
    assert current.pages > 50 and (current.site / "oit" / "2567" / "index.html").is_file()
    assert len(list((ground.store.web / "kept" / "assets").rglob("*.woff2"))) == 2

    plan = copy.folder / "measures" / "2567" / "plan.yml"
    text = plan.read_text(encoding="utf-8")
    copy.write("measures/2567/plan.yml", text.replace("title:", "titel:", 1))
    copy.commit()
    done = copy.push()
    line = text[: text.index("title:")].count("\n") + 1
    assert done.status != 0 and f"measures/2567/plan.yml:{line}:" in done.words and "[build-problems]" in done.words
    assert ground.store.current() == current

    assert _compiled_anew(ground, "macros.site.commands.build") == "0", "a build in the box loads what was compiled before it"
    assert list(ground.store.work.iterdir()) == [] and not (ground.store.home / "warmed").exists()

    first = copy.git("rev-parse", "HEAD~1").words.strip()
    command = [sys.executable, str(ROOT / "scripts" / "publish.py"), "changes", first, str(current.site), "--root", str(copy.folder)]
    words = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    assert "0 pages changed, 0 new, 0 addresses lost" in words


def _compiled_anew(ground: Ground, module: str) -> str:
    """How many modules a build in the box would have to compile itself."""
    program = f"""if True:
        import sys, pathlib, importlib
        sys.path.insert(0, {str(ROOT)!r})
        importlib.import_module({module!r})
        places = [module.__cached__ for module in sys.modules.values() if getattr(module, "__cached__", None)]
        print(sum(not pathlib.Path(place).exists() for place in places) if len(places) > 300 else "hardly anything loaded")"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "pycache_prefix", str(ROOT / ".prongsai" / "bytecode"))  # as in a hook
        folder = ground.store.work / "asked"
        folder.mkdir()
        outcome = sandbox.run([sys.executable, "-c", program], folder, [ROOT], ground.store.limits, lambda text: None, ground.store.boxed)
        folder.rmdir()
    return outcome.words.strip()


def test_what_was_compiled_is_compiled_again_when_it_was_deleted_and_where_it_can_be_kept(tmp_path, monkeypatch):
    (engine := tmp_path / "engine" / "macros").mkdir(parents=True)
    monkeypatch.setattr(sys, "pycache_prefix", str(compiled := tmp_path / "compiled"))
    monkeypatch.setattr(warming, "_warm", lambda store: warmed.append(store))
    warmed = []
    keep_warm = lambda: warming.keep_warm(Store(tmp_path / "site.git", tmp_path / "web", engine.parent))  # of another push
    for deleted in (False, False, True):
        if deleted:
            shutil.rmtree(compiled)
        compiled.mkdir(exist_ok=True)
        keep_warm()
    (engine / "new.py").write_text("", encoding="utf-8")
    keep_warm()
    assert len(warmed) == 3, "first, when deleted, and for another engine"
    monkeypatch.setattr(os, "access", lambda *_: False)
    (engine / "newer.py").write_text("", encoding="utf-8")
    keep_warm()
    assert len(warmed) == 3, "nothing could be kept"


def test_nothing_is_left_of_the_build_that_loads_everything(tmp_path, monkeypatch):
    store = Store(tmp_path / "site.git", tmp_path / "web", tmp_path / "engine")
    (store.work).mkdir(parents=True)
    (store.engine / "macros").mkdir(parents=True)
    (store.engine / "scripts").mkdir()
    (store.engine / "scripts/build.py").write_text("import sys, pathlib; pathlib.Path(sys.argv[-1]).mkdir(); pathlib.Path('../done').touch()", encoding="utf-8")
    warming._warm(store)
    assert (store.web / "done").exists() and list(store.work.iterdir()) == []


@pytest.mark.slow
def test_what_was_published_cannot_vanish_and_can_be_retired(tmp_path, packages):
    ground = Ground(tmp_path, engine=ROOT, limits=Limits(seconds=240))
    copy = ground.copy()
    shutil.copytree(ROOT / "tests" / "sites" / "fictional", copy.folder, dirs_exist_ok=True)
    (copy.folder / "measures" / "ledger.tsv").unlink()  # nobody has taken its addresses in
    copy.commit()
    assert copy.push().status == 0
    plan = copy.folder / "measures" / "2567" / "publish.yml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text[: text.index("  - id: publish-complaints")], encoding="utf-8")
    copy.commit()
    done = copy.push()
    assert done.status != 0 and "/measures/2567/publish-complaints/ [site-addresses-lost]" in done.words

    retire = ["retire", "/measures/2567/publish-complaints/", "--why", "รวมกับรายการอื่น", "--root", str(copy.folder)]
    subprocess.run([sys.executable, str(ROOT / "scripts" / "ledger.py"), *retire], check=True)
    copy.commit()
    done = copy.push()
    assert done.status == 0, done.words
    page = ground.store.current().site / "measures" / "2567" / "publish-complaints" / "index.html"
    assert "รวมกับรายการอื่น" in page.read_text(encoding="utf-8")

    copy.git("rm", "--quiet", "measures/ledger.tsv")
    copy.commit()
    done = copy.push()
    assert done.status != 0 and "[ledger-lost]" in done.words and "[build-problems]" in done.words
    assert "scripts/ledger.py --root โฟลเดอร์ของเว็บไซต์ accept" in done.words, "a command names no folder of the server"
