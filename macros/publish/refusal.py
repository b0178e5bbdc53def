"""A push or command that is not done, and why: a code with the parameters of its sentences (``wording/publish.yml``)."""

from __future__ import annotations

from macros.problems.render import visible
from macros.problems.wording import message


class Refusal(Exception):
    """``Refusal("push-stale", branch="main")``. Nothing has changed when it is raised."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def text(self, language: str = "th", elsewhere: str = "") -> str:
        """What is told: the message with its code, then the rule and the repair, a line each. ``elsewhere``: see ``message``."""
        words = message(self.code, self.params, language, elsewhere)
        lines = [f"{words.message} [{self.code}]", *(f"    {part}" for part in (words.rule, words.repair) if part)]
        return "\n".join(map(visible, lines))
