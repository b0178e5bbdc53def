"""Edits in a warm process, as ``serve`` sees them. Run as a program of its own, so that its memory is its own:

``python -m macros.bench.warm SITE WORK EDITS.json`` prints a JSON list, an object an edit: ``kind``, ``cpu`` and ``wall`` until
everything is there, ``shown`` and ``shown_wall`` until the pages are. EDITS.json is a list of [kind, {path: text or null}].
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from macros.bench import edits
from macros.site.serving.serve import Builder, State


class _Shown(State):
    """Notes when the pages are there to be looked at."""

    at = (0.0, 0.0)

    def publish(self, problems, site) -> None:
        super().publish(problems, site)
        self.at = _clock()


def _clock() -> tuple[float, float]:
    """CPU seconds of this process and its ended children, and seconds by the clock."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system, time.perf_counter()


def main(root: Path, work: Path, changes: list) -> None:
    state = _Shown()
    builder = Builder(root, work, state, lambda text: None)
    builder.build()
    print(json.dumps([_measured(builder, state, root, kind, edit) for kind, edit in changes]))


def _measured(builder: Builder, state: _Shown, root: Path, kind: str, edit: edits.Edit) -> dict[str, object]:
    edits.apply(edit, root)
    version, start = state.version, _clock()
    builder.build()
    end = _clock()
    if state.version == version or state.site is None:
        raise SystemExit(f"{kind}: {[problem.code for problem in state.problems]}")
    return {
        "kind": kind, "cpu": end[0] - start[0], "wall": end[1] - start[1],
        "shown": state.at[0] - start[0], "shown_wall": state.at[1] - start[1],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text(encoding="utf-8")))
