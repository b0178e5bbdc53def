"""Year, item and kind of a plain content page, read from its path and title."""

import re
from dataclasses import dataclass

from macros.thai.fold import fold

_YEAR_IN_PATH = re.compile(r"(?:^|/)(25\d\d)(?=/|$)")
_ITEM_IN_PATH = re.compile(r"(?:^|/)oit/25\d\d/o0*([1-9]\d?)/?$")
_YEAR_IN_TITLE = re.compile(r"(?:ปี|งบประมาณ|พศ|ประจำปี)(25\d\d)(?!\d)")
_ITEM_IN_TITLE = re.compile(r"^o ?([1-9]\d?)(?!\d)")
_ROOMS = {
    "oit": "การเปิดเผยข้อมูล OIT",
    "measures": "แผนและมาตรการ",
    "ita": "ผลประเมิน ITA",
    "units": "หน่วยงาน",
    "services": "บริการประชาชน",
    "news": "ข่าว",
}
_OTHER = ("page", "หน้าเว็บ")


@dataclass(frozen=True)
class Fields:
    kind: str
    kind_label: str
    year: "int | None"
    item: "str | None"


def guess(address: str, title: str) -> Fields:
    """Fields of the page at `address` ('/oit/2564/o42/'); the path is believed before the title."""
    path, folded = address.strip("/"), fold(title)
    room = path.split("/")[0]
    kind, label = (room, _ROOMS[room]) if room in _ROOMS else _OTHER
    return Fields(kind, label, _year(path, folded), _item(path, folded))


def _year(path: str, title: str) -> "int | None":
    found = _YEAR_IN_PATH.search(path) or _YEAR_IN_TITLE.search(title)
    return int(found[1]) if found else None


def _item(path: str, title: str) -> "str | None":
    found = _ITEM_IN_PATH.search(path) or _ITEM_IN_TITLE.search(title)
    return f"O{int(found[1])}" if found else None
