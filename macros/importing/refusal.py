"""Why a file cannot be read: one plain sentence, Thai · English."""

from __future__ import annotations

_WHY = {
    "not-office": "ไฟล์นี้ไม่ใช่ไฟล์ Word (.docx) Excel (.xlsx) หรือ CSV ถ้าเปิดใน Word หรือ Excel ได้ ให้บันทึกเป็น .docx หรือ .xlsx · this is no Word (.docx), Excel (.xlsx) or CSV file; if Word or Excel opens it, save it as .docx or .xlsx",
    "old-office": "ไฟล์นี้เป็นแบบเก่า (.doc .xls) หรือใส่รหัสผ่านไว้ เปิดในโปรแกรมแล้วบันทึกเป็น .docx หรือ .xlsx โดยไม่ใส่รหัสผ่าน · an old (.doc, .xls) or password-protected file; save it as .docx or .xlsx without a password",
    "pdf": "ไฟล์นี้เป็น PDF ขอไฟล์ Word ต้นฉบับ หรือแปลงเป็น .docx ก่อน · this is a PDF; ask for the Word file or convert it to .docx first",
    "rtf": "ไฟล์นี้เป็น RTF เปิดใน Word แล้วบันทึกเป็น .docx · this is RTF; open it in Word and save it as .docx",
    "open-document": "ไฟล์นี้เป็น OpenDocument (.odt .ods) เปิดใน LibreOffice แล้วบันทึกเป็น .docx หรือ .xlsx · save this OpenDocument file as .docx or .xlsx",
    "broken": "ไฟล์เสียหาย เปิดใน Word หรือ Excel แล้วบันทึกใหม่ · the file is damaged; open it in its program and save it again",
    "too-large": "ไฟล์ใหญ่เกินไป ลบรูปภาพหรือแถวว่างท้ายตาราง แล้วบันทึกใหม่ · the file is too large; remove pictures or empty rows and save it again",
    "hostile": "ไฟล์นี้มีโครงสร้างที่โปรแกรมสำนักงานไม่สร้าง จึงไม่อ่าน · the file has a structure that office programs never write; it was not read",
    "encoding": "ไฟล์ CSV ไม่ใช่ UTF-8 เปิดใน Excel แล้วบันทึกเป็น CSV UTF-8 · the CSV file is not UTF-8; save it as CSV UTF-8 in Excel",
    "empty": "ไฟล์ว่างเปล่า · the file is empty",
}


class CannotRead(ValueError):
    """Raised by the readers; ``str`` of it is the sentence, ``code`` names it."""

    def __init__(self, code: str):
        super().__init__(_WHY[code])
        self.code = code
