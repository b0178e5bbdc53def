"""The rooms of the engine import what the table in ``macros/README.md`` says, a room only rooms above it, and those within know no system, net or clock."""

import ast
import re
from pathlib import Path

MACROS = Path(__file__).resolve().parents[2] / "macros"
TABLE = {
    found[1]: set(re.findall(r"`([\w/]+)`", found[2]))
    for found in re.finditer(r"^\| `([\w/]+)/` \|.*\| ([^|]*) \|$", (MACROS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
}

EDGES = {"site", "site/commands", "publish", "bench", "search/bench"}
OUTSIDE = {"http", "os", "shutil", "socket", "subprocess", "tempfile", "time"}


def room_of(name):
    """``macros.search.bench.sites`` → ``search/bench``; None of a file beside the rooms, which every room may use."""
    parts = name.split(".")[1:]
    return next((room for room in ("/".join(parts[:2]), parts[0]) if room in TABLE), None)


def imported():
    """Room → the rooms that its files import, at their top or within a function."""
    found = {room: set() for room in TABLE}
    for path in MACROS.rglob("*.py"):
        here = room_of(".".join(path.relative_to(MACROS.parent).with_suffix("").parts))
        if here:
            found[here] |= {room for name in names(ast.parse(path.read_text(encoding="utf-8"))) if (room := room_of(name)) and room != here}
    return found


def names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "macros":
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("macros."))


def test_every_room_is_in_the_table():
    assert {path.name for path in MACROS.iterdir() if path.is_dir() and any(path.glob("*.*")) and path.name != "__pycache__"} <= set(TABLE)


def test_each_room_imports_what_the_table_says():
    assert imported() == TABLE


def test_a_room_imports_only_rooms_above_it():
    order = list(TABLE)
    assert [(room, other) for room, others in TABLE.items() for other in others if order.index(other) > order.index(room)] == []


def test_a_room_of_the_edge_imports_only_what_stands_above_it_in_the_table_there():
    site = MACROS / "site"
    there = {path.name + "/" * path.is_dir() for path in site.iterdir() if path.suffix == ".py" or path.is_dir()} - {"__init__.py", "__pycache__/", "docs/"}
    order = re.findall(r"^\| `([\w.]+/?)` \|", (site / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(order) == sorted(there)
    places = {name.removesuffix(".py").rstrip("/"): place for place, name in enumerate(order)}
    wrong = set()
    for path in site.rglob("*.py"):
        here = path.relative_to(site).with_suffix("").parts[0]
        for name in names(without_types(ast.parse(path.read_text(encoding="utf-8")))):
            room = name.split(".")[2] if name.startswith("macros.site.") else here
            wrong |= {(path.name, name)} if places.get(room, -1) > places.get(here, -1) else set()
    assert not wrong


def without_types(tree):
    """``tree`` without what is imported for annotations alone."""
    tree.body = [node for node in tree.body if not (isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING")]
    return tree


def test_only_the_edges_know_system_net_and_clock():
    """Data that ship beside the code are read in many rooms, so ``pathlib`` is no sign."""
    inner = {path for path in MACROS.rglob("*.py") if room_of(".".join(path.relative_to(MACROS.parent).with_suffix("").parts)) in {*TABLE} - EDGES}
    reaching = {path.relative_to(MACROS).as_posix() for path in inner if reaches_out(path.read_text(encoding="utf-8"))}
    assert reaching == {"history/git.py", "thai/clock.py"}


def reaches_out(code):
    imports = [node for node in ast.walk(ast.parse(code)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    modules = {getattr(node, "module", None) or alias.name for node in imports for alias in node.names}
    return bool({name.split(".")[0] for name in modules} & OUTSIDE) or bool(re.search(r"\b(datetime|date)\.(now|today)\(|urllib\.request", code))
