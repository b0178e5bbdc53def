"""Tags that vouch for a commit, and whose signature they bear."""

import shutil
import subprocess

import pytest


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_tags_of_the_commit_and_their_signatures(tmp_path, monkeypatch):
    from macros.site.verifying import signature

    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "t")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "t@example.go.th")
    key, folder = tmp_path / "key", tmp_path / "repo"
    folder.mkdir()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (tmp_path / "allowed").write_text("t@example.go.th " + key.with_suffix(".pub").read_text(), encoding="utf-8")

    def git(*arguments):
        return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout.strip()

    git("init", "-q")
    for name, value in {"gpg.format": "ssh", "user.signingkey": str(key), "gpg.ssh.allowedSignersFile": str(tmp_path / "allowed")}.items():
        git("config", name, value)
    git("commit", "-q", "--allow-empty", "-m", "x")
    git("tag", "plain")
    git("tag", "-s", "signed", "-m", "published")
    commit = git("rev-parse", "HEAD")
    assert dict(signature.tags(folder, commit)) == {"plain": signature.NONE, "signed": signature.GOOD}
    (tmp_path / "allowed").write_text("", encoding="utf-8")
    assert dict(signature.tags(folder, commit))["signed"] == signature.NOT_PROVED
    assert list(signature.tags(folder, "0" * 40)) == [] and list(signature.tags(tmp_path / "gone", commit)) == []
