"""Files that lost their end: emptied, or cut short while they were saved or copied. What git still has of them tells so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from macros.problems import Place, Problem, errors_in


def cut_files(files: Mapping[str, bytes], problems: Iterable[Problem], committed: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """File → what was committed, of each file with an error that is the beginning of what was committed and no more. To bring such a
    file back loses nothing."""
    wrong = {problem.place.file for problem in errors_in(problems)} & files.keys()
    return {file: whole for file in sorted(wrong) if (whole := committed(file)) and _is_start(files[file], whole)}


def _is_start(data: bytes, whole: bytes) -> bool:
    start, whole = (_lines(part).rstrip() for part in (data, whole))
    return len(start) < len(whole) and whole.startswith(start)


def _lines(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def told(problems: Iterable[Problem], files: Mapping[str, bytes], whole: Mapping[str, bytes]) -> Iterator[Problem]:
    """``problems`` with those of being cut: said of an emptied file in place of its being empty, of others besides what is missing in them."""
    ends = {file: _end(file, files[file]) for file in whole}
    yield from (problem for problem in problems if not (problem.place.file in ends and problem.code in ("file-empty", "file-cut")))
    for file, end in ends.items():
        yield Problem("file-cut" if files[file].strip() else "file-emptied", end, {"file": file})


def _end(file: str, data: bytes) -> Place:
    text = _lines(data).rstrip()
    return Place(file, text.count(b"\n") + 1, len(text.rpartition(b"\n")[2].decode("utf-8", "ignore")) + 1)
