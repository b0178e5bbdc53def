// What the search says, in Thai.

const number = (n) => n.toLocaleString('en-US');

export const words = {
  found: (n) => `พบ ${number(n)} หน้า`,
  shown: (n, all) => `แสดง ${number(n)} จาก ${number(all)} หน้า`,
  best: 'ตรงที่สุด',
  year: (year) => `ปี ${year}`,
  allYears: 'ทุกปี',
  allKinds: 'ทุกประเภท',
  years: 'ปีงบประมาณ',
  kinds: 'ประเภท',
  instead: (typed, instead) => [`ไม่พบ “${typed}” จึงค้นหา `, instead, ' แทน'],
  missing: (texts) => `ไม่พบ ${texts.map((text) => `“${text}”`).join(' ')}`,
  others: 'หน้าเหล่านี้ใช้คำอื่นในความหมายเดียวกัน:',
  also: 'คำอื่นในความหมายเดียวกัน:',
  nothing: (typed) => `ไม่พบหน้าใดที่ตรงกับ “${typed}”`,
  searched: (pages) => `ค้นทั้ง ${number(pages)} หน้าของเว็บไซต์นี้แล้ว ทั้งชื่อ หัวข้อ เนื้อความ และคำที่เขียนใกล้เคียงกัน`,
  near: 'ใกล้เคียงกับที่พิมพ์',
  ways: 'หาจากหน้าเหล่านี้ได้',
  all: (n) => `ดูทั้ง ${number(n)} หน้าพร้อมตัวกรองปีและประเภท`,
  results: 'ผลการค้นหา',
  failed: 'เปิดดัชนีค้นหาไม่ได้ โปรดตรวจการเชื่อมต่อแล้วพิมพ์อีกครั้ง',
  more: 'แสดงเพิ่ม',
};
