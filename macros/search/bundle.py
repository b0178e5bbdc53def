"""Join the browser's modules into one file without comments and needless spaces: one request, and two thirds of the bytes."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_CLIENT = Path(__file__).with_name("client")
_ENTRY = "mount.js"
_IMPORT = re.compile(r"^import \{ ([^}]+) \} from '\./([\w.]+)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_NAMED = re.compile(r"^(?:export )?(?:const|let|class|(?:async )?function\*?) ([\w$]+)", re.MULTILINE)


def bundle() -> bytes:
    """All of ``client/*.js`` as one ES module, `mount.js` last; the same bytes on every system."""
    return _bundled(tuple((path.name, path.read_text(encoding="utf-8")) for path in sorted(_CLIENT.glob("*.js"))))


@lru_cache(maxsize=1)
def _bundled(files: "tuple[tuple[str, str], ...]") -> bytes:
    sources = dict(files)
    order: list[str] = []
    _visit(_ENTRY, sources, order)
    _refuse_namesakes(sources[name] for name in order)
    return _tight(_shortened("".join(_module(sources[name]) for name in order))).encode("utf-8")


def _visit(name: str, sources: dict[str, str], order: list[str]) -> None:
    """Put what a module imports before it."""
    for _, other in _IMPORT.findall(sources[name]):
        _visit(other, sources, order)
    if name not in order:
        order.append(name)


def _module(source: str) -> str:
    """What a module imports is there already, under the same name."""
    return _EXPORT.sub("", _without_comments(_IMPORT.sub("", source)))


def _shortened(source: str) -> str:
    """With short names for what modules keep for themselves in capitals, as far as no template speaks of it."""
    parts = _LITERAL.split(source)
    said = "".join(parts[1::2])
    short = {name: f"${n}" for n, name in enumerate(_NAMED.findall(source)) if name.isupper() and name not in said}
    return "".join(part if n % 2 else _CAPITALS.sub(lambda name: short.get(name[0], name[0]), part) for n, part in enumerate(parts))


def _refuse_namesakes(modules: "Iterable[str]") -> None:
    """All modules become one: what one of them calls by a name, no other may."""
    names = Counter(name for source in modules for name in _NAMED.findall(source))
    if several := sorted(name for name, times in names.items() if times > 1):
        raise ValueError(f"several modules of {_CLIENT} have these names: {', '.join(several)}")


def _without_comments(source: str) -> str:
    lines = (line.strip() for line in re.sub(r"^\s*/\*\*.*?\*/[ \t]*$", "", source, flags=re.MULTILINE | re.DOTALL).split("\n"))
    return "".join(_TRAILING.sub("", line) + "\n" for line in lines if line and not line.startswith("//"))


def _tight(source: str) -> str:
    """Without the spaces beside punctuation and the ends of lines that end no statement, but for those that are said or looked for; a plus or a minus beside
    another keeps its own, lest two become one. Nor with what only its readers need: brackets around the one name that a function takes, the last semicolon of a
    block, another word for a name that stays than for one that changes, that word before each of several names, and the zero before a point."""
    parts = (part if n % 2 else _ENDS.sub("", _SUMS.sub(r"\1", _SPACES.sub(r"\1", part))) for n, part in enumerate(_LITERAL.split(source)))
    tight = [part if n % 2 else _ZERO.sub("", _CONSTANT.sub("let", _ALONE.sub(r"\1=>", part)).replace(";}", "}")) for n, part in enumerate(parts)]
    literals = iter(tight[1::2])
    return re.sub(_HELD, lambda _: next(literals), _together(_HELD.join(tight[::2])))


def _together(code: str) -> str:
    """With one word before all names that are given one after the other."""
    naming = [False]  # in each block that is open: is the statement one that gives names?

    def read(sign: "re.Match[str]") -> str:
        said = sign["said"]
        if said in ("{", "(", "["):
            naming.append(False)
        elif said in ("}", ")", "]"):
            naming.pop()
        elif said == ";let" and naming[-1]:
            return ","
        else:
            naming[-1] = said.endswith("let")
        return said + sign["gap"]

    return _SIGN.sub(read, code)


_ENDS = re.compile(r"(?<=[;{},(\[])\n|\n(?=[.?:|&])")
_SPACES = re.compile(r" ?([-+]=|[=,;:?{}()\[\]&|<>*!]+) ?")
_SUMS = re.compile(r"(?<=[\w$)\]]) ?([-+/%]) ?(?=[\w$(\[])")
_ALONE = re.compile(r"(?<![\w$.])\(([\w$]+)\)=>")
_CONSTANT = re.compile(r"\bconst\b")
_CAPITALS = re.compile(r"(?<![\w$])(?<!(?<!\.\.)\.)[A-Z][A-Z_]+(?![\w$])")
_ZERO = re.compile(r"(?<![\w$.])0(?=\.\d)")
_SIGN = re.compile(r"(?P<said>[(){}\[\]]|;?\blet\b|[;\n])(?P<gap> ?)")
_HELD = "\0"  # in the place of a string or the like
# Strings, templates (one may lie in another), and regular expressions, which stand where nothing can be divided.
_STRING = r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\""""
_TEMPLATE = rf"`(?:[^`\\$]|\\.|\$(?!\{{)|\$\{{(?:{_STRING}|[^'\"`{{}}]|`[^`]*`)*\}})*`"
_BEFORE = r"[(,=:\[!&|?>{};]"
_REGEX = rf"(?:(?<={_BEFORE})|(?<={_BEFORE} )|(?<=return ))/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/"
_LITERAL = re.compile(f"({_STRING}|{_TEMPLATE}|{_REGEX})")
_TRAILING = re.compile(r"(?<=[;{}(,\]]) // .*$")
