"""Many agencies: every site is built or says why not, and the shares of a hosted matrix leave none out."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from macros.site.commands import build
from macros.site.inputs import agencies
from macros.site.inputs.agencies import Site
from macros.site.starting.points import agency

DOCS = Path(agencies.__file__).parents[1] / "docs" / "agencies"


def make_site(root, name):
    for path, text in agency(name, 2567).items():
        if not path.startswith("measures/schema/"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_broken_site_of_three_stops_no_other_and_keeps_its_output(tmp_path, capsys):
    for name in ("north/alpha", "north/beta", "gamma"):
        make_site(tmp_path / name, f"หน่วยงานสมมติ {name}")
    before = tmp_path / "north" / "beta" / "site"
    before.mkdir()
    (before / "data").mkdir()
    (before / "data" / "build.json").write_text("{}")
    plan = tmp_path / "north" / "beta" / "measures" / "2567" / "plan.yml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("kind: plan", "kind: plam"), encoding="utf-8")

    assert build.main(["--all", str(tmp_path)]) == 1

    out, err = capsys.readouterr()
    assert "north/beta/measures/2567/plan.yml:" in out
    assert "north/alpha/measures/2567/plan.yml:" not in out
    assert out.splitlines()[-2].startswith("north/beta: ")
    assert "Built 2 of 3 sites" in out.splitlines()[-1]
    assert contents(before) == {"data/build.json": b"{}"}
    for name in ("north/alpha", "gamma"):
        assert f"หน่วยงานสมมติ {name}" in (tmp_path / name / "site" / "index.html").read_text(encoding="utf-8")
        assert f"{name}: " in err
    assert [path.name for path in tmp_path.glob("*/*/.prongsai-*")] == []


def test_shares_of_two_machines_together_build_every_site_once(tmp_path, capsys, monkeypatch):
    built = []
    for name in ("one", "two", "three"):
        make_site(tmp_path / name, name)
    shutil.rmtree(tmp_path / "two" / "content")  # still a site: it must be told, not passed over
    monkeypatch.setattr("macros.site.commands.build_all._build", lambda site, output, preview: built.append(site.name))
    monkeypatch.setattr("macros.site.commands.build_all._report", lambda outcomes: 0)
    assert build.main(["--all", str(tmp_path), "--matrix", "2"]) == 0
    rows = json.loads(capsys.readouterr().out)["shard"]
    for row in rows:
        assert build.main(["--all", str(tmp_path), "--shard", row]) == 0
    assert rows == ["1/2", "2/2"]
    assert sorted(built) == ["one", "three", "two"]


@pytest.mark.parametrize("count", [1, 3, 7, 50])
def test_shares_hold_every_site_exactly_once_and_are_of_like_weight(count):
    sites = [Site(f"agency-{number}", Path(), records=number * 37 % 400) for number in range(23)]
    found = agencies.shares(sites, count)
    assert sorted(site.name for share in found for site in share) == sorted(site.name for site in sites)
    loads = [sum(site.records + 100 for site in share) for share in found if share]
    assert max(loads) - min(loads) <= 500
    assert len(agencies.matrix(sites, count)["shard"]) == min(count, 23)
    assert agencies.shares(reversed(sites), count) == found


def test_nothing_inside_a_site_hidden_or_linked_is_a_site(tmp_path):
    for name in ("a", "a/content/inner", ".hidden", "b/c"):
        (tmp_path / name / "measures").mkdir(parents=True)
        (tmp_path / name / "mkdocs.yml").touch()
    (tmp_path / "only-pages" / "content").mkdir(parents=True)
    assert [site.name for site in agencies.find(tmp_path)] == ["a", "b/c"]


@pytest.mark.parametrize("arguments", [["--shard", "1/2"], ["--matrix", "4"], ["--all", ".", "--shard", "3/2"], ["--all", ".", "--matrix", "0"]])
def test_wrong_use_is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        build.main(arguments)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_folder_without_a_site_is_status_2(tmp_path, capsys):
    assert build.main(["--all", str(tmp_path)]) == 2
    assert build.main(["--all", str(tmp_path / "nowhere")]) == 2


def test_the_ready_workflows_are_valid_and_share_out_all(tmp_path):
    """The GitHub workflow takes its matrix from the command; GitLab's written one has all shares of one count."""
    github = yaml.safe_load((DOCS / "github.yml").read_text(encoding="utf-8"))
    job = github["jobs"]["build"]
    assert job["strategy"]["matrix"] == "${{ fromJSON(needs.share.outputs.matrix) }}"
    assert set(agencies.matrix([Site("a", Path())], 4)) == {"shard"}
    assert any('--shard "${{ matrix.shard }}"' in step.get("run", "") for step in job["steps"])
    pinned = [step["uses"].split("@")[1] for each in github["jobs"].values() for step in each["steps"] if "uses" in step]
    assert pinned and all(len(commit) == 40 for commit in pinned)
    gitlab = yaml.safe_load((DOCS / "gitlab.yml").read_text(encoding="utf-8"))
    shards = [agencies.shard(text) for text in gitlab["build"]["parallel"]["matrix"][0]["SHARD"]]
    assert shards == [(place, len(shards)) for place in range(1, len(shards) + 1)]
