"""Writes what is generated from the program's own descriptions: ``python3 -m macros.generate``.

The files are kept in the repository, because people and editors read them there; a test fails when they differ.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":  # by whichever Python, as the commands are
    sys.path.append(str(ROOT / "scripts"))
    from _env import ensure

    ensure()

from macros.pages.reference import macro_reference
from macros.problems.reference import code_reference
from macros.records.reference import field_reference
from macros.records.schema import schema_files
from macros.site.data.opendata import schemas


def generated() -> dict[str, bytes]:
    """Path relative to the project → bytes."""
    return {
        "macros/records/docs/fields.md": field_reference().encode("utf-8"),
        "macros/pages/docs/macros.md": macro_reference().encode("utf-8"),
        "macros/problems/docs/codes.md": code_reference().encode("utf-8"),
        **{f"measures/schema/{name}": data for name, data in schema_files().items()},
        **{f"macros/site/data/schemas/{name}": data for name, data in schemas().items()},
    }


def main() -> None:
    for name, data in generated().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
