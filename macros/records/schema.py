"""JSON Schema of each record kind, generated from the model: what an editor completes and checks while one types."""

from __future__ import annotations

import json
from typing import Any

from macros.records.model import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a record kind as it is written in YAML."""
    schema = KINDS[kind].model_json_schema(mode="validation")
    return {"$schema": DIALECT, **schema}


def schema_files() -> dict[str, bytes]:
    """File name → bytes, for ``measures/schema/`` and for the open data."""
    return {f"{kind}.json": as_bytes(json_schema(kind)) for kind in sorted(KINDS)}


def as_bytes(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=False) + "\n").encode("utf-8")
