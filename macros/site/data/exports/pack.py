"""A year's evidence in one archive: what the pages say, the records behind them, the attached files, and their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

from macros.records.collection import Records
from macros.records.disclosed import disclosures_of
from macros.records.disclosure import DisclosedAt
from macros.records.model import ItaResult
from macros.records.read import read
from macros.records.registers.answers import parse
from macros.records.registers.rows import evidence_of
from macros.search.document import Section
from macros.site.data.exports.archive import FixedZip
from macros.site.data.pretty import pretty

Member = tuple[str, Callable[[], bytes]]
"""A name in the archive and how to get its bytes: attachments may be large, so each is read only when its turn has come."""


def write_pack(out: BinaryIO, members: Iterable[Member]) -> None:
    """Every member, then ``SHA256SUMS`` in the form that ``sha256sum --check`` reads."""
    sums: list[str] = []
    with FixedZip(out) as archive:
        for name, read in members:
            data = read()
            archive.add(name, data)
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        archive.add("SHA256SUMS", "".join(sums).encode("utf-8"))


def plain_text(title: str, address: str, sections: Iterable[Section]) -> bytes:
    """A page as text: its title, its address, and its sections with their headings."""
    parts = [f"{title}\n{address}"]
    parts += ["\n".join(part for part in (section.heading, section.text) if part) for section in sections]
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def record(data: bytes) -> bytes:
    """A source as it goes into the archive: git gives it other ends of lines on Windows."""
    return data.replace(b"\r\n", b"\n")


def twin_name(file: str) -> str:
    """``measures/2564/m1.yml`` → ``records/2564/m1.json``"""
    return f"records/{file.removeprefix('measures/').rpartition('.')[0]}.json"


def twin(data: bytes, file: str) -> bytes:
    """A source as JSON, every value a text as it is written. Readers of YAML 1.1, as in Python and R, take the key ``on`` and the answer
    ``yes`` for true, and then the record is none by its schema."""
    return (pretty(read(data, file)[0].value) + "\n").encode("utf-8")


def text_name(address: str) -> str:
    """``/oit/2564/o42/`` → ``pages/oit/2564/o42.txt``"""
    return f"pages/{address.strip('/') or 'index'}.txt"


def addresses_of_year(records: Records, year: int, own: Iterable[str]) -> tuple[str, ...]:
    """The pages of a year (``own``) and those that its disclosures lead to, sorted."""
    led = {place.page.partition("#")[0] for place in _places(records, year) if place.page}
    return tuple(sorted({*own, *led}))


def files_of_year(records: Records, year: int) -> tuple[str, ...]:
    """The attachments that the year's records name, sorted; paths below ``content/``."""
    named = [place.file for place in _places(records, year)]
    for entry in records.lines_of(year):
        line = entry.line
        named += [evidence.file for evidence in (*line.evidence, *(document for step in line.progress for document in step.evidence))]
    for record in (records.plans.get(year), *_results(records, year)):
        named.append(record.source.file if record and record.source else None)
    for key in registers_of_year(records, year):
        for register in records.registers[key]:
            named += [register.record.source.file, *(evidence.file for _, evidence in evidence_of(register))]
    return tuple(sorted({path for path in named if path}))


def registers_of_year(records: Records, year: int) -> tuple[tuple[int, str], ...]:
    """Year and kind of the registers of a year, and of those that its disclosures lead to: reports are often of the year before."""
    led = {(address.year, address.kind) for place in _places(records, year) if place.page and (address := parse(place.page))}
    return tuple(key for key in records.registers if key[0] == year or key in led)


def record_files(records: Records, shown: Records, year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files of the year's records: those that may go out whole, and those in which something is not approved yet."""
    analysed = {result.fiscal_year for result in _results(records, year)}
    mine = {entry.document.file: entry.record for of in (year, None) for entry in records.entries_of(of)}
    mine |= {entry.document.file: entry.record for entry in records.of(ItaResult) if entry.record in records.results.values() and entry.record.fiscal_year in analysed}
    mine |= {entry.document.file: entry.record for key in registers_of_year(records, year) for entry in records.registers[key]}
    visible = shown.by_file
    whole = tuple(sorted(file for file, record in mine.items() if visible.get(file) is record))
    return whole, tuple(sorted(set(mine) - set(whole)))


def readme(agency: str, year: int, withheld: Iterable[str]) -> bytes:
    """What the archive holds, in Thai and English."""
    lines = [
        f"หลักฐานปีงบประมาณ {year} {agency}", "",
        "pages/    ข้อความของทุกหน้าของปีนี้ และหน้าที่ใช้ตอบข้อ OIT", "measures/ ไฟล์ข้อมูลต้นทาง (YAML 1.2)",
        "records/  ไฟล์ข้อมูลต้นทางเดียวกันเป็น JSON ทุกค่าเป็นข้อความตามที่เขียน สำหรับโปรแกรมที่อ่าน YAML แบบเดิม (1.1) ซึ่งอ่านชื่อช่อง on เป็นค่า true", "content/  ไฟล์แนบที่ข้อมูลของปีนี้อ้างถึง",
        "data/     ข้อมูลเปิดของปีนี้", "SHA256SUMS ค่าตรวจสอบของทุกไฟล์ ตรวจด้วยคำสั่ง sha256sum --check SHA256SUMS", "",
        f"Evidence of fiscal year {year} B.E.: page texts, source records, attachments and open data. SHA256SUMS lists the hash of every file.",
        "Records are YAML 1.2, in which the key `on` is a text; PyYAML and other readers of YAML 1.1 take it for true: read records/*.json there.",
    ]
    held = [f"  {file}" for file in withheld]
    if held:
        lines += ["", "ไม่รวมไฟล์ต่อไปนี้ เพราะมีส่วนที่ผู้บริหารยังไม่เห็นชอบให้เผยแพร่ · Left out, for executives have not approved all of it:", *held]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _places(records: Records, year: int) -> Iterator[DisclosedAt]:
    for disclosure in disclosures_of(records, year):
        for part in disclosure.elements:
            yield from part.places


def _results(records: Records, year: int) -> list:
    """The result of the year itself and the one that its plan analyses."""
    plan = records.plans.get(year)
    years = {year, plan.analyses if plan else None}
    return [result for of, result in records.results.items() if of in years]


def members(texts: Mapping[str, bytes], files: Mapping[str, Callable[[], bytes]]) -> Iterator[Member]:
    """Members in the order of their names; ``texts`` are at hand, ``files`` are read in turn."""
    yield from sorted(({name: _at_hand(data) for name, data in texts.items()} | dict(files)).items())


def _at_hand(data: bytes) -> Callable[[], bytes]:
    return lambda: data
