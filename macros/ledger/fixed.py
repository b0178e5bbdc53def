"""What was adopted stays as adopted, and a closed year stays closed: fingerprints of records, and of the files they name, are kept in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from macros.ledger.edit import Refused
from macros.ledger.fingerprints import digest, fingerprint_of_whole, fingerprints_before, former_addresses, formerly, plain
from macros.ledger.model import FILE, PROGRESS, Adopted, Fixed, Ledger, Named, year_of
from macros.ledger.promises import changed, file_now, files_in, key_now, key_of, line_of, promises
from macros.problems import Place, Problem
from macros.records.collection import Entry, Records
from macros.records.model import OfYear, Record
from macros.records.parts import Correction
from macros.records.registers import Register
from macros.records.registers.answers import NAMES
from macros.records.written import Path, Value
from macros.thai.dates import BE_OFFSET, fiscal_year_of, long_date

# ── adopted ──────────────────────────────────────────────────────────────────────────────────────────────────────────


Former = Mapping[str, Sequence[str]]  # address → those that lead to it
Hashes = Callable[[str], str]  # path of a file below content/ → SHA-256 of what lies there now; "" when nothing does


def unseen(file: str) -> str:
    """Where nobody looks at files."""
    return ""


def adoptions(records: Records) -> dict[str, Adopted]:
    """Key of all that was adopted or approved → day and fingerprint of what it says now."""
    return {key: promise.adopted for key, promise in promises(records).items()}


def _kept(ledger: Ledger) -> dict[str, Adopted]:
    """The adoptions of the ledger by the keys that records have now."""
    now = {key: key_now(key, ledger) for key in ledger.adopted}
    return {now[key]: ledger.adopted[key] for key in sorted(now, key=lambda key: now[key] == key)}  # of two, the one that was taken in since


def changed_since_adopted(ledger: Ledger, records: Records) -> dict[str, Adopted]:
    """Key of all that does not say what it said when adopted → the adoption as the ledger has it."""
    now = promises(records) if ledger.adopted else {}
    return {key: kept for key, kept in sorted(_kept(ledger).items()) if key in now and changed(now[key], kept, ledger)}


def files_since_adopted(ledger: Ledger, records: Records, hashes: Hashes) -> dict[str, tuple[str, ...]]:
    """Key of all that names files which are not those it named when adopted → these files. One that is not there is an error of its own."""
    now = promises(records) if ledger.adopted_files else {}
    found: dict[str, tuple[str, ...]] = {}
    for (key, file), kept in sorted(ledger.adopted_files.items()):
        name, promise = file_now(file, ledger), now.get(key_now(key, ledger))
        if promise and key in ledger.adopted and promise.adopted.on == ledger.adopted[key].on and name in promise.files and hashes(name) not in ("", kept):
            found[key_now(key, ledger)] = (*found.get(key_now(key, ledger), ()), name)
    return found


def with_adoptions(ledger: Ledger, records: Records, hashes: Hashes = unseen) -> Ledger:
    """Take in adoptions that are new. A new day is a new adoption; the same day keeps the fingerprint it had, and the files. Progress of another
    day in place of what was approved is not new."""
    now, known = promises(records), _kept(ledger)
    gone = {(line_of(key), kept.on) for key, kept in known.items() if key.startswith(PROGRESS) and key not in now}
    new = {key: promise.adopted for key, promise in now.items() if key not in known or known[key].on != promise.adopted.on}
    new = {key: adopted for key, adopted in new.items() if not (key.startswith(PROGRESS) and (line_of(key), adopted.on) in gone)}
    standing = {key for key, promise in now.items() if ledger.adopted.get(key) == promise.adopted}  # an older ledger has no files of these
    files = {Named(key, file): hashes(file) for key in (*new, *standing) for file in now[key].files}
    before = {named: kept for named, kept in ledger.adopted_files.items() if named.record not in new}
    return replace(ledger, adopted={**ledger.adopted, **new}, adopted_files=_there(files) | before)


def with_kept(ledger: Ledger, before: Ledger) -> Ledger:
    """An adoption of one day says what it said ``before`` (committed or published), also when the record bore another day in between."""
    same = {key for key, kept in before.adopted.items() if key in ledger.adopted and ledger.adopted[key].on == kept.on}
    files = {named: kept for named, kept in before.adopted_files.items() if named.record in same}
    return replace(ledger, adopted=ledger.adopted | {key: before.adopted[key] for key in same}, adopted_files=ledger.adopted_files | files)


def _there(files: Mapping[Named, str]) -> dict[Named, str]:
    return {named: kept for named, kept in files.items() if kept}


# ── closed years ─────────────────────────────────────────────────────────────────────────────────────────────────────


def close(ledger: Ledger, year: int, on: date, records: Records, hashes: Hashes = unseen) -> Ledger:
    """Close a fiscal year: from now on its records change by corrections only."""
    if year in ledger.closed:
        raise Refused("year-closed-already", year=year, day=long_date(ledger.closed[year]))
    found = dict(_records_of(records, year))
    if not found:
        raise Refused("year-without-records", year=year)
    if fiscal_year_of(on) <= year:
        raise Refused("year-not-over", year=year, day=long_date(date(year - BE_OFFSET, 10, 1)))
    fixed, files = {key: _fixed(entry) for key, entry in found.items()}, _files(found.items(), hashes)
    return replace(ledger, closed={**ledger.closed, year: on}, fixed={**ledger.fixed, **fixed}, fixed_files={**ledger.fixed_files, **files})


def with_corrections(ledger: Ledger, records: Records, hashes: Hashes = unseen) -> Ledger:
    """Take in what corrections have changed in closed years. The caller has made sure that every change has one."""
    now = {key: entry for year in ledger.closed for key, entry in _records_of(records, year)}
    others = {key: fixed for key, fixed in ledger.fixed.items() if year_of(key) not in ledger.closed}
    files = {named: kept for named, kept in ledger.fixed_files.items() if year_of(named.record) not in ledger.closed}
    return replace(ledger, fixed={**others, **{key: _fixed(entry) for key, entry in now.items()}}, fixed_files={**files, **_files(now.items(), hashes)})


def _files(entries: Iterable[tuple[str, Entry[Record]]], hashes: Hashes) -> dict[Named, str]:
    return _there({Named(key, file): hashes(file) for key, entry in entries for file in _files_of(entry)})


def _files_of(entry: Entry[Record]) -> dict[str, Path]:
    return entry.once("files", lambda one: files_in(one.record))


def check_closed(ledger: Ledger, records: Records, hashes: Hashes = unseen) -> Iterator[Problem]:
    """Changes in closed years that no correction speaks of, and corrections that the ledger has not taken in: until then, one would cover
    whatever is changed after it."""
    former = former_addresses(ledger.moved) if ledger.closed else {}
    for year, on in sorted(ledger.closed.items()):
        now = dict(_records_of(records, year))
        corrected = any(_new_corrections(ledger, f"plan {year}", now.get(f"plan {year}")))
        for key in sorted({key for key in ledger.fixed if year_of(key) == year} - set(now)):
            if not corrected:
                yield Problem("closed-year-removed", Place(FILE, _row(ledger, key)), {"year": year, "record": _in_words(key), "day": long_date(on)})
        for key, entry in now.items():
            yield from _check_record(ledger, year, key, entry, former)
            yield from _check_files(ledger, year, key, entry, hashes, former)


def first_change(before: Value, now: Value, path: Path = ()) -> Path:
    """The path of the first value in ``now`` that is not as ``before``; empty when all are, or when something is only left out."""
    inside: Iterable[tuple[str | int, Value, Value]]
    if isinstance(now, dict) and isinstance(before, dict):
        inside = ((key, before.get(key), value) for key, value in now.items())
    elif isinstance(now, list) and isinstance(before, list):
        inside = ((place, before[place] if place < len(before) else None, value) for place, value in enumerate(now))
    else:
        return path
    return next((first_change(was, value, (*path, step)) for step, was, value in inside if was != value), path)


def check_adopted(records: Records, changed: Mapping[str, Adopted], files: Mapping[str, tuple[str, ...]] = {}) -> Iterator[Problem]:
    """A warning for all that differs from what was adopted (``changed``), or names ``files`` that do; its page says so too."""
    now = promises(records) if changed or files else {}
    for key, kept in changed.items():
        code = "adopted-register-changed" if isinstance(now[key].whole, Register) else "adopted-changed"
        yield Problem(code, now[key].place(), {"record": _in_words(key), "day": long_date(kept.on)})
    for key, names in files.items():
        for name in names:
            params = {"record": _in_words(key), "day": long_date(now[key].adopted.on), "file": name}
            yield Problem("adopted-file-changed", now[key].place(*now[key].files[name]), params)


def check_unsaid(ledger: Ledger, records: Records) -> Iterator[Problem]:
    """A warning for all that says no more that it was adopted: nobody would be told that it changed since. So it is with progress that went."""
    said = promises(records) if ledger.adopted else {}
    left = {key: kept for key, kept in sorted(_kept(ledger).items()) if key not in said}
    entries = {key: entry for year in {*map(year_of, left)} for key, entry in _records_of(records, year)}
    lines = {f"{line.fiscal_year}/{line.id}": line for line in records.lines} if any(key.startswith(PROGRESS) for key in left) else {}
    for key, kept in left.items():
        line = lines.get(line_of(key))
        if key in entries or line:
            code, place = ("adopted-progress-gone", line.place("progress")) if line else ("adopted-unsaid", entries[key].place("kind"))
            yield Problem(code, place, {"record": _in_words(key), "day": long_date(kept.on)})


def _in_words(key: str) -> str:
    """``plan 2564`` → ``แผนปี 2564``, ``measure 2564/m3`` → ``มาตรการ m3 ปี 2564``, for messages."""
    kind, _, name = key.partition(" ")
    year, _, item = name.partition("/")
    if key.startswith(PROGRESS):
        line, _, day = item.partition("/")
        return f"ความคืบหน้าวันที่ {long_date(date.fromisoformat(day[:10]))} ของรายการ {line} ปี {year}"
    return f"{_WORDS.get(kind) or NAMES.get(kind, kind)}{f' {item} ' if item else ''}ปี {year}"


_WORDS = {"plan": "แผน", "measure": "มาตรการ", "disclosure": "การเปิดเผยข้อ", "ita-result": "ผลประเมิน ITA "}


def _check_record(ledger: Ledger, year: int, key: str, entry: Entry[Record], former: Former) -> Iterator[Problem]:
    kept, now = ledger.fixed.get(key), _fixed(entry)
    params = {"year": year, "record": _in_words(key), "day": long_date(ledger.closed[year])}
    new = list(_new_corrections(ledger, key, entry))
    if kept is not None and now.corrections < kept.corrections:
        yield Problem("closed-year-correction-lost", entry.place("corrections"), params)
    elif not new and (kept is None or not _says_the_same(entry, kept, former)):
        yield Problem("closed-year-added" if kept is None else "closed-year-changed", entry.place("kind"), params)
    for index in _rewritten(kept, now):
        yield Problem("closed-year-correction-changed", entry.place("corrections", index), {**params, "number": index + 1})
    for index, _ in new[:1]:
        yield Problem("closed-year-correction-new", entry.place("corrections", index), params)
    for index, correction in new:
        if correction.on < ledger.closed[year]:
            yield Problem("closed-year-correction-early", entry.place("corrections", index, "on"), params)


def _check_files(ledger: Ledger, year: int, key: str, entry: Entry[Record], hashes: Hashes, former: Former) -> Iterator[Problem]:
    """A file that a record names is part of what it says: another one of the same name needs a correction too."""
    if any(_new_corrections(ledger, key, entry)):
        return
    for file, path in _files_of(entry).items():
        names = (file, *(address.removeprefix("/") for address in formerly(f"/{file}", former)))
        kept = next((ledger.fixed_files[named] for name in names if (named := Named(key, name)) in ledger.fixed_files), None)
        if kept and hashes(file) not in ("", kept):
            params = {"year": year, "record": _in_words(key), "day": long_date(ledger.closed[year]), "file": file}
            yield Problem("closed-year-file-changed", entry.place(*path), params)


def _rewritten(kept: Fixed | None, now: Fixed) -> Iterator[int]:
    """Which of the corrections that the ledger knows say something else now. Where one is gone, nobody knows which."""
    if kept is not None and now.corrections >= kept.corrections:
        yield from (index for index, (then, said) in enumerate(zip(kept.said, now.said)) if then != said)


def _new_corrections(ledger: Ledger, key: str, entry: Entry[Record] | None) -> Iterator[tuple[int, Correction]]:
    """Corrections that came after those the ledger knows of, with their index."""
    known = ledger.fixed[key].corrections if key in ledger.fixed else 0
    corrections = entry.record.corrections if entry and isinstance(entry.record, OfYear) else ()
    return iter(list(enumerate(corrections))[known:])


def _fixed(entry: Entry[Record]) -> Fixed:
    return entry.once("fixed", _fixed_anew)


def _fixed_anew(entry: Entry[Record]) -> Fixed:
    said = tuple(digest(plain(correction)) for correction in getattr(entry.record, "corrections", ()))
    return Fixed(fingerprint_of_whole(entry.record, _APART), len(said), said)


def _says_the_same(entry: Entry[Record], kept: Fixed, former: Former) -> bool:
    """Another address of what it names is no change of a record."""
    return kept.digest == _fixed(entry).digest or kept.digest in fingerprints_before(entry.record, _APART, former)


_APART = ("corrections",)


def _records_of(records: Records, year: int) -> Iterator[tuple[str, Entry[Record]]]:
    return ((key_of(entry.record), entry) for entry in records.entries_of(year))


def _row(ledger: Ledger, key: str) -> int:
    return ledger.rows.get(("fixed", key), 1)
