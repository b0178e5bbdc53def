// Why a save was not done, in words that say what to do next. The browser and the hosting service give theirs in English.
(function (prongsai) {
  "use strict";
  const LOST = "ติดต่อที่เก็บข้อมูลไม่ได้ อินเทอร์เน็ตอาจขาด รอสักครู่แล้วกดบันทึกอีกครั้ง";
  const ENTER = "การเข้าใช้หมดอายุหรือโทเค็นใช้ไม่ได้แล้ว กด “ออก” แล้วเข้าใหม่ เปิดรายการนี้อีกครั้ง สิ่งที่กรอกไว้จะเสนอให้นำกลับมา ส่วนไฟล์ให้เลือกใหม่";
  const MOVED = "ข้อมูลในที่เก็บไม่ตรงกับที่เปิดไว้ อาจมีผู้อื่นบันทึกพร้อมกัน กดบันทึกอีกครั้ง ถ้ายังไม่ได้ ให้เปิดหน้านี้ใหม่ สิ่งที่กรอกไว้จะเสนอให้นำกลับมา";
  const BUSY = "ที่เก็บข้อมูลขัดข้อง รอสักครู่แล้วกดบันทึกอีกครั้ง";
  const BY_STATUS = { 401: ENTER, 403: "บัญชีหรือโทเค็นนี้ไม่มีสิทธิเขียน ขอสิทธิจากผู้ดูแลที่เก็บข้อมูล", 404: MOVED, 409: MOVED, 413: "ไฟล์ใหญ่เกินกว่าที่ที่เก็บข้อมูลรับ", 422: MOVED };
  const BY_NAME = {
    TypeError: LOST,
    NotFoundError: "ไม่พบโฟลเดอร์หรือไฟล์นั้นแล้ว อาจถูกย้าย ลบ หรือเปลี่ยนชื่อ ตรวจโฟลเดอร์ แล้วเปิดหน้านี้ใหม่",
    NotAllowedError: "เบราว์เซอร์ไม่ให้เขียนลงโฟลเดอร์ เปิดหน้านี้ใหม่ เลือกโฟลเดอร์ แล้วอนุญาตให้แก้ไขไฟล์",
    NoModificationAllowedError: "โปรแกรมอื่นเปิดไฟล์นี้อยู่ ปิดโปรแกรมนั้นแล้วกดบันทึกอีกครั้ง",
    QuotaExceededError: "ที่ว่างในเครื่องไม่พอ ลบไฟล์ที่ไม่ใช้แล้วกดบันทึกอีกครั้ง",
  };

  /** What the person reads of an error: its own words if they are Thai, else ours, with the service's beside them. */
  prongsai.reason = function ({ name, status, message = "" }) {
    if (/[ก-๙]/.test(message)) return message;
    const words = BY_STATUS[status] ?? (status >= 500 ? BUSY : BY_NAME[name]) ?? BUSY;
    return message && (status || !BY_NAME[name]) && message !== "saving_failed" ? `${words} (${message})` : words;
  };
})((window.prongsai = window.prongsai || {}));
