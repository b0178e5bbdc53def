"""What the tables of each kind of register hold: its fields, the words of their headings, and what is written in them.

The headings are those of the systems' exports and forms as agencies publish them (e-GP, สขร.1, e-LAAS, e-Plan NACC, the risk form
of the assessment); they differ between agencies and years, so what is found here is a proposal only.
"""

from __future__ import annotations

from typing import NamedTuple

NOT_TAKEN, ORDER, COMPUTED, PERSON = "not-taken", "order", "computed", "person-id"
# Fields that no record has: what they are called in the mapping file.
OTHER_FIELDS = {
    NOT_TAKEN: "ไม่นำเข้า", ORDER: "ลำดับที่ (ไม่เก็บ)", COMPUTED: "คำนวณได้เอง (ไม่เก็บ)", PERSON: "เลขประจำตัว (ห้ามนำเข้า)",
}


class Slot(NamedTuple):
    """A field that a column may fill. ``type`` is one of ``values.READERS``; ``words`` is searched in the heading without spaces and
    signs; ``needed``: a record cannot be without; ``none``: what “-” stands for, if anything; ``several``: more columns than one
    may fill it."""

    name: str
    title: str
    type: str
    words: str
    needed: bool = False
    none: str = ""
    several: bool = False


_UNIT = "รับผิดชอบ|หน่วยงานเจ้าของ|เจ้าของโครงการ|^หน่วยงาน$|ส่วนราชการ|สำนักกอง|กองงาน|ผู้ดำเนินการ"
_NOTE = Slot("note", "หมายเหตุ", "text", "หมายเหตุ")
_STATUS = "สถานะ|ความก้าวหน้า|ความคืบหน้า"

_PLAN = (
    Slot("number", "เลขที่ในระบบ", "text", "^รหัสแผน|^เลขที่(?:แผน|โครงการ)|^รหัสโครงการ"),
    Slot("title", "ชื่อโครงการ", "text", "^ชื่อ(?:โครงการ|รายการ|งาน)|^รายการ|^โครงการ|งานที่(?:จะ)?(?:จัด)?ซื้อ", needed=True),
    Slot("budget", "งบประมาณ", "money", "^งบประมาณ|^วงเงิน|^จำนวนเงิน|^ราคา", needed=True),
    Slot("planned", "เดือนที่คาดว่าจะเริ่ม", "month", "คาดว่าจะ|^ช่วงเวลา|^กำหนด|^เดือน|^แผนการ(?:จัดหา|ประกาศ)", needed=True),
    Slot("method", "วิธีจัดหา", "method", "วิธี", needed=True),
    Slot("fund", "แหล่งงบประมาณ", "text", "แหล่ง|ประเภทเงิน|ประเภทงบ"),
    Slot("unit", "หน่วยงานเจ้าของโครงการ", "unit", _UNIT),
    Slot("status", "สถานะ", "status", _STATUS),
    _NOTE,
)
_RESULTS = (
    Slot("month", "เดือน", "month", "^(?:ประจำ)?เดือน", needed=True),
    Slot("title", "งานที่จัดซื้อหรือจัดจ้าง", "text", "^งานที่|^ชื่อ(?:รายการ|งาน|โครงการ)|^รายการ(?:พัสดุ)?|^โครงการ", needed=True),
    Slot("winner+price", "ผู้ได้รับคัดเลือกและราคาที่ตกลง", "party", "(?:คัดเลือก|ผู้ชนะ|ผู้รับจ้าง).*(?:ราคา|วงเงิน)"),
    Slot("number+on", "เลขที่และวันที่ของสัญญา", "reference", "เลขที่.*และ.*วันที่|เลขที่วันที่|วันที่และเลขที่|^เอกสารอ้างอิง$"),
    Slot("median_price", "ราคากลาง", "money", "ราคากลาง"),
    Slot("price", "ราคาที่ตกลง", "money", "ราคาที่(?:ตกลง|ซื้อ|จ้าง)|จำนวนเงินรวม|(?:คัดเลือก|ผู้ชนะ|ผู้รับจ้าง).*ราคา$|^(?:วงเงิน|มูลค่า|ราคา)(?:ตาม)?สัญญา", needed=True),
    Slot("budget", "วงเงิน", "money", "^วงเงิน|^งบประมาณ", needed=True),
    Slot("method", "วิธีซื้อหรือจ้าง", "method", "วิธี", needed=True),
    Slot("bids", "ราคาที่เสนอ", "lines", "^ราคาที่เสนอ|^ราคาเสนอ|เสนอราคา(?:และราคาที่เสนอ)?ราคา$"),
    Slot("bidders", "ผู้เสนอราคาและราคาที่เสนอ", "bidders", "ผู้เสนอราคา"),
    Slot("winner", "ผู้ได้รับคัดเลือก", "text", "ได้รับ(?:การ)?คัดเลือก|ผู้ชนะ|ผู้รับจ้าง|คู่สัญญา|ผู้ประกอบการ|ผู้ขาย", needed=True),
    Slot("reason", "เหตุผลที่คัดเลือก", "text", "เหตุผล"),
    Slot("number", "เลขที่สัญญา", "text", "^เลขที่(?:สัญญา|ใบสั่ง|$)|เลขคุมสัญญา"),
    Slot("on", "วันที่ทำสัญญา", "date", "วันที่(?:ทำ|ลงนาม|ของ|ใน)|^วันที่$|^วันเดือนปี"),
    _NOTE,
)
_BUDGET = (
    Slot("group", "แผนงาน", "text", "^แผนงาน|^ด้าน|^งาน$", several=True),
    Slot("title", "หมวดรายจ่าย", "text", "หมวด|ประเภทรายจ่าย|^ประเภท|^รายการ|^รายจ่าย|^ชื่อ|^งบรายจ่าย|^งบ$", needed=True, several=True),
    Slot("transfers+", "โอนเพิ่ม", "signed", "โอน(?!.*ลด).*(?:เพิ่ม|เข้า)", none="0.00"),
    Slot("transfers-", "โอนลด", "signed", "โอน(?!.*เพิ่ม).*(?:ลด|ออก)", none="0.00"),
    Slot("transfers", "โอนเพิ่มหรือลด", "signed", "^โอน|^การโอน", none="0.00"),
    Slot("balance", "คงเหลือตามเอกสาร", "signed", "คงเหลือ", none="0.00"),
    Slot("spending", "เบิกจ่าย", "money", "เบิกจ่าย|จ่ายจริง|ใช้ไป|ใช้จ่าย|^จ่าย|^รายจ่ายจริง", none="0.00", several=True),
    Slot("approved", "งบประมาณอนุมัติ", "money", "อนุมัติ|^งบประมาณ|ข้อบัญญัติ|เทศบัญญัติ|ประมาณการ|ตั้งไว้|^ตั้งจ่าย", needed=True, none="0.00"),
)
_ANTICORRUPTION = (
    Slot("strategy", "กลยุทธ์", "text", "ภารกิจ|กลยุทธ์|แนวทาง"),
    Slot("dimension", "มิติ", "text", "^มิติ|^ยุทธศาสตร์|^ด้าน", needed=True),
    Slot("result", "ผลการดำเนินงาน", "text", "^(?:รายงาน)?ผลการ|^ผลที่|^ผลสำเร็จ", several=True),
    Slot("spent", "งบประมาณที่ใช้", "money", "เบิกจ่าย|ใช้จริง|ใช้ไป|ที่ใช้|จ่ายจริง", none="0.00", several=True),
    Slot("status", "สถานะ", "status", _STATUS, several=True),
    Slot("title", "ชื่อโครงการ", "text", "^(?:ชื่อ)?(?:โครงการ|กิจกรรม|มาตรการ)", needed=True),
    Slot("unit", "ผู้รับผิดชอบ", "unit", _UNIT, needed=True),
    Slot("budget", "งบประมาณ", "money", "^(?:ปี[0-9]{4})?งบประมาณ|^วงเงิน|^ปี[0-9]{4}$", needed=True, none="0.00"),
    Slot("period", "ระยะเวลา", "period", "ระยะเวลา|ช่วงเวลา|กำหนดเวลา", needed=True),
)
_RISKS = (
    Slot("existing_measure", "มาตรการที่มีอยู่", "text", "ที่มีอยู่|เดิม|ปัจจุบัน|การควบคุมภายใน"),
    Slot("likelihood", "โอกาสเกิด", "rating", "โอกาส", needed=True, several=True),
    Slot("impact", "ผลกระทบ", "rating", "ผลกระทบ|ความรุนแรง", needed=True, several=True),
    Slot("stated_level", "ระดับตามเอกสาร", "level", "ระดับ", several=True),
    Slot("action", "การดำเนินการ", "text", "^ผลการ|ที่ดำเนินการแล้ว|^การดำเนินการ(?:ที่ผ่านมา|แล้ว|จัดการ)|^สิ่งที่ทำ"),
    Slot("action_on", "วันที่ดำเนินการ", "date", "^วันที่"),
    Slot("title", "เหตุการณ์ความเสี่ยง", "text", "เหตุการณ์|พฤติการณ์|^ประเด็น(?:ความเสี่ยง)?|^ความเสี่ยง|^ชื่อความเสี่ยง", needed=True),
    Slot("area", "ด้าน", "text", "^ด้าน|^ประเภท"),
    Slot("process", "กระบวนงาน", "text", "กระบวนงาน|กระบวนการ|^ขั้นตอน|^ภารกิจ|^งาน|^โครงการ", needed=True),
    Slot("added_measure", "มาตรการที่เพิ่ม", "text", "มาตรการ|แนวทาง|^วิธี|^การจัดการ|แผนบริหาร", needed=True),
    Slot("unit", "ผู้รับผิดชอบ", "unit", _UNIT, needed=True),
    Slot("period", "ระยะเวลา", "period", "ระยะเวลา|ช่วงเวลา|กำหนด", needed=True),
)
_COMPLAINTS = (
    Slot("pending", "อยู่ระหว่างดำเนินการ", "count", "ระหว่าง|คงค้าง|ค้าง|ยังไม่|ไม่แล้วเสร็จ", none="0"),
    Slot("done", "แล้วเสร็จ", "count", "แล้วเสร็จ|ยุติ|เสร็จสิ้น|ดำเนินการแล้ว", needed=True, none="0"),
    Slot("period", "ช่วงเดือน", "period", "^(?:ประจำ)?เดือน|ไตรมาส|^ช่วง|^รอบ|^ระยะเวลา", needed=True),
    Slot("received", "รับเรื่อง", "count", "รับเรื่อง|^รับ|ที่(?:ได้)?รับ|^จำนวน|ทั้งหมด|เรื่องเข้า", needed=True, none="0"),
    Slot("subject", "ประเภทเรื่อง", "text", "^ประเภท|^เรื่อง|^ประเด็น|^ลักษณะ|ข้อร้องเรียน", needed=True),
)


class Kind(NamedTuple):
    """``marks``: sets of fields of which one, found complete, tells the kind; ``id``: how the rows' ids begin; ``system``: where the
    figures come from, if nothing says; ``banner``: the field that a line of text across the table fills for the rows below;
    ``total``: the field whose printed sum the record keeps; ``above``: fields that an empty cell takes from the row above."""

    slots: tuple[Slot, ...]
    marks: tuple[frozenset[str], ...]
    id: str
    system: str
    banner: str = ""
    total: str = ""
    above: tuple[str, ...] = ()

    def slot(self, name: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.name == name), None)


def _marks(*sets: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(names.split()) for names in sets)


KINDS = {
    "procurement-results": Kind(_RESULTS, _marks("title winner+price", "title winner price", "title winner number", "title bidders method"), "c", "แบบ สขร.1", "month", "price", ("month",)),
    "procurement-plan": Kind(_PLAN, _marks("title budget planned", "number title budget", "title budget method"), "p", "ระบบ e-GP", "", "budget"),
    "budget-report": Kind(_BUDGET, _marks("title approved spending", "title approved balance", "title approved transfers", "title approved transfers+"), "b", "ระบบ e-LAAS", "group", "approved", ("group",)),
    "risk-assessment": Kind(_RISKS, _marks("likelihood impact title", "likelihood impact added_measure", "title stated_level added_measure"), "r", "แบบประเมินความเสี่ยงการทุจริต", "area", "", ("area", "process")),
    "anticorruption-plan": Kind(_ANTICORRUPTION, _marks("dimension title budget", "strategy title budget", "title result spent", "title budget result"), "a", "ระบบ e-Plan NACC", "dimension", "budget", ("dimension", "strategy")),
    "complaint-statistics": Kind(_COMPLAINTS, _marks("received done", "subject received pending"), "q", "ทะเบียนรับเรื่องร้องเรียน", "", "", ("period",)),
}  # fmt: skip
