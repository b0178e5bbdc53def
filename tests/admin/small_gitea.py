"""As much of Gitea's interface as the forms ask for, over a real git repository."""

import base64
import json
import subprocess
from urllib.parse import urlsplit

ADDRESS = "https://git.example.go.th"
SETTING = "    admin:\n      service: gitea\n      repository: town/ita\n      branch: main\n      server: https://git.example.go.th/\n"
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*", "Access-Control-Allow-Methods": "*"}


class SmallGitea:
    """Answers a page's requests to :data:`ADDRESS`; commits go into the repository in ``folder``. ``asked`` lists what was asked;
    the answer to the next commit gets lost after ``lose_answer``."""

    def __init__(self, folder):
        self.folder, self.asked, self.lose_answer = folder, [], False

    def attach(self, page):
        page.route(ADDRESS + "/**", self._answer)

    def git(self, *arguments):
        return subprocess.run(["git", "-c", "core.quotepath=off", *arguments], cwd=self.folder, check=True, capture_output=True, text=True, encoding="utf-8").stdout

    def _answer(self, route):
        request = route.request
        path = urlsplit(request.url).path.removeprefix("/api/v1")
        self.asked.append(f"{request.method} {path}")
        if request.method == "OPTIONS":
            route.fulfill(status=204, headers=OPEN)
            return
        body = request.post_data_json if request.method == "POST" else None
        found = self._find(path.removeprefix("/repos/town/ita"), body)
        if self.lose_answer and body and path.endswith("/contents"):
            self.lose_answer = False
            route.abort("connectionreset")
            return
        route.fulfill(status=404 if found is None else 200, headers=OPEN, content_type="application/json", body=json.dumps(found))

    def _find(self, path, body):
        head = self.git("rev-parse", "HEAD").strip()
        known = {
            "/version": {"version": "1.24.0"}, "/user": {"id": 7, "login": "somchai", "full_name": "สมชาย", "email": "a@example.org"},
            "": {"permissions": {"pull": True, "push": True}, "default_branch": "main", "private": False},
            "/branches/main": {"commit": {"id": head, "message": "state"}}, "/settings/api": {"default_paging_num": 100, "max_response_items": 100},
        }  # fmt: skip
        if path.startswith("/git/trees/"):
            return {"tree": [self._entry(line) for line in self.git("ls-tree", "-r", "-l", "HEAD").splitlines()], "truncated": False}
        if path == "/file-contents":
            return [self._content(name) for name in body["files"]]
        return self._commit(body) if path == "/contents" and body else known.get(path)

    @staticmethod
    def _entry(line):
        left, _, name = line.partition("\t")
        _, kind, sha, size = left.split()
        return {"type": kind, "path": name, "sha": sha, "size": int(size)}

    def _content(self, name):
        return {"path": name, "encoding": "base64", "content": base64.b64encode((self.folder / name).read_bytes()).decode()}

    def _commit(self, body):
        for file in body["files"]:
            (self.folder / file["path"]).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / file["path"]).write_bytes(base64.b64decode(file["content"]))
        self.git("add", "-A")
        author = body["author"]
        self.git("-c", f"user.name={author['name']}", "-c", f"user.email={author['email']}", "commit", "-q", "-m", body["message"])
        head = self.git("rev-parse", "HEAD").strip()
        files = [{"path": file["path"], "sha": self.git("rev-parse", f"HEAD:{file['path']}").strip()} for file in body["files"]]
        return {"commit": {"sha": head, "created": "2026-11-23T10:00:00Z"}, "files": files}
