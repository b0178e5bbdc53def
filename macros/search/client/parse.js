// What a query says: fiscal years, an OIT item, and the pieces of text to look for. No DOM.

const YEAR_WORDS = '(?:(?:ใน|ประจำ|ของ)?(?:ปีงบประมาณ|ปีงบ|ปี))? ?(?:พศ)? ?';
const YEAR = new RegExp(`${YEAR_WORDS}(?<![0-9./])(25[0-9]{2})(?![0-9]|\\.[0-9])`, 'g');
const SHORT_YEAR = /(?:ใน|ประจำ|ของ)?(?:ปีงบประมาณ|ปีงบ|ปี) ?(?:พศ)? ?([5-9][0-9])(?![0-9])/g;
const WESTERN_YEAR = /(?:(?:ใน)?ปี ?(?:คศ)? ?|คศ ?|(?<![0-9./]))(20[1-3][0-9])(?![0-9]|\.[0-9])/g;
const ITEM = /(?:(?:ข้อ|ตัวชี้วัด)(?:ที่)? ?(?:o|โอ)?|(?<![a-z0-9ก-๎])(?:o|โอ)|(?<=[ก-๎])o) ?0?([1-9][0-9]?)(?![0-9]|\.[0-9])/;
const ORDINAL = /(?:มาตรา?การ|รายการ)ที่ ?(\d{1,2}(?:\.\d{1,2})*)(?![.\d])|^(?:(?:มาตรา?การ|รายการ) ?(\d{1,2}(?:\.\d{1,2})*)|(?:ข้อ(?:ที่)?)?(\d{1,2}(?:\.\d{1,2})+))$/;
const PART = /(มาตรา?การ|รายการ)(?:ที่)? ?(\d{0,2}) *(?:ข้อ|ลำดับ)(?:ที่)? ?(\d+)/; // of the plan, or of a measure: "มาตรการข้อ 2", "มาตรการที่ 3 ข้อ 7"
const DAY = /(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2(25\d\d|20[1-3]\d|[5-9]\d)(?![\d/-])/g;
const NUMBER = /(?<![\d./-]|ข้อ(?:ที่)? ?|[oO])\d{1,3}\/25\d\d(?![\d/-])/g; // of a contract, an order or a meeting: "5/2567"
const LONG_MONTHS = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' ');
const STEMS = LONG_MONTHS.map((month) => month.replace(/คม$|ยน$|พันธ์$/, '')).join('|');
/** A month as one says it, "ธันวา", before its year or behind the word for a month: by itself it may be a name. */
const SPOKEN = new RegExp(`(?<=เดือน\\s?|^|[^ก-๎])(${STEMS})(?=\\s*(?:ปี\\s*)?(?:พ\\.?ศ\\.?\\s*)?(?:25)?\\d\\d(?!\\d)|(?<=เดือน\\s?\\1)(?![ก-๎]))`, 'g');
const SHORT_MONTHS = 'มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค'.split(' ');
const MONTH = `(${[...LONG_MONTHS, ...SHORT_MONTHS].join('|')})`;
const MONTHS = new RegExp(`${MONTH} ?$`);
const DATE = new RegExp(`^(?:(?:เมื่อ|ลง)?วันที่|เดือน)?([0-9]{0,2})${MONTH}(?:ปี)?(?:พศ)?(?:25)?([0-9]{2})$`);
const DIGITS = 'ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า'.split(' ');
/** A number in words behind what is counted by numbers: "ข้อสามสิบ", "ปีหกสี่"; not the beginning of another word ("ข้อห้าม"), nor "ปีหนึ่ง". */
const IN_WORDS = new RegExp(`(?<=(?:ข้อ|มาตรการ|รายการ)(?:ที่)?\\s?|(?<![ก-๎])โอ\\s?|ปี\\s?(?!(?:${DIGITS.join('|')})(?!${DIGITS.join('|')}|สิบ)))(?:${DIGITS.join('|')}|ยี่สิบ|สิบ|เอ็ด)+(?=$|[^ก-๎]|คือ|มี|อยู่|ปี|ได้)`, 'g');
/** A folded line that says from when to when something runs, and nothing else: "ธค2563มีค2564". */
export const PERIOD = new RegExp(`^${MONTH}(?:25)?([0-9]{2})${MONTH}(?:25)?([0-9]{2})$`, 'g');

/** The measure, or the line of one, that a text names: "3.7"; '' for none. */
export const ordinalOf = (text) => text.match(ORDINAL)?.slice(1).find(Boolean) ?? '';

/** {years: [2564], item: 'O42' | '', chunks: [folded text], text: all chunks as one, typed: all of it,
 *  dotted: [chunks typed with dots], slashed: [[a number typed with slashes, other ways to write it]]}. `stands(text)`: is such a number written somewhere? If
 *  not, a day is looked for in words, and anything else with its year. */
export function parse(raw, fold, stands = () => true) {
  const { text: spelt, slashed, kept } = numbered(raw, fold, stands);
  const written = spelt.split(/\s+/);
  const words = written.map(fold).filter(Boolean);
  const dotted = written.filter((word) => /[ก-ฮ]\./.test(word)).map(fold);
  let rest = kept.reduce((text, number) => text.replace(number, number.replace(/ /g, '/')), words.join(' '));
  const years = [];
  rest = take(rest, YEAR, years, Number);
  rest = take(rest, SHORT_YEAR, years, (year) => 2500 + Number(year));
  rest = take(rest, WESTERN_YEAR, years, (year) => Number(year) + 543);
  rest = rest.replace(PART, (match, name, measure, part) => {
    const place = `ที่${measure && `${measure}.`}${part}`;
    return ['มาตรการ', 'รายการ'].some((kind) => stands(kind + place)) ? name + place : match;
  });
  const item = rest.match(ITEM);
  if (item && !/^ตัวชี้วัด/.test(item[0])) rest = rest.replace(ITEM, ' ');
  const chunks = join(rest.split(' ').filter(Boolean)).map((chunk) => chunk.replace(/\//g, ' '));
  const text = fold(chunks.join(' '));
  return { years: range(years), item: item && !/^ตัวชี้วัด/.test(item[0]) ? `O${item[1]}` : '', chunks, text, typed: fold(raw), dotted, slashed };
}

/** {text: the query with months in full and days in words, as far as they stand nowhere as typed, slashed, kept: the folded numbers that do}.
 *  "25/11/63" is "25พฤศจิกายน2563". */
function numbered(raw, fold, stands) {
  const slashed = [];
  const kept = [];
  const read = (match, date) => {
    const number = fold(match);
    slashed.push([number, ...(date ? [date, ...otherDates(date)] : [])]);
    if (!stands(number)) return date ? ` ${date} ` : match;
    kept.push(number);
    return match;
  };
  const day = (match, d, _, m, year) => (d > 0 && d <= 31 && LONG_MONTHS[m - 1] ? read(match, Number(d) + LONG_MONTHS[m - 1] + thaiYear(Number(year))) : match);
  const long = (said) => LONG_MONTHS.find((month) => month.startsWith(said));
  const digits = raw.replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0xe50);
  const text = digits.replace(IN_WORDS, inDigits).replace(SPOKEN, long).replace(DAY, day).replace(NUMBER, (match) => read(match, ''));
  return { text, slashed, kept };
}

/** "สี่สิบสอง" is 42, "หกสี่" is 64. */
const inDigits = (said) => said.replace('ยี่', 'สอง').replace(/^สิบ/, 'หนึ่งสิบ').replace(/สิบ$/, 'ศูนย์').replace('สิบ', '').replace('เอ็ด', 'หนึ่ง')
  .replace(new RegExp(DIGITS.join('|'), 'g'), (digit) => DIGITS.indexOf(digit));

const thaiYear = (year) => (year < 100 ? 2500 + year : year < 2500 ? year + 543 : year);

/** Years leave the text, but not those of a date ("เมษายน 2564"), which is a phrase of its own. */
function take(text, pattern, years, toYear) {
  return text.replace(pattern, (match, year, at) => {
    if (MONTHS.test(text.slice(0, at))) return match.replace(/20[1-3]\d/, (western) => thaiYear(Number(western)));
    years.push(toYear(year));
    return ' ';
  });
}

/** Two years with nothing between them may be a period; all of it is meant. */
function range(years) {
  const sorted = [...new Set(years)].sort();
  if (sorted.length !== 2 || sorted[1] - sorted[0] > 10) return sorted;
  return Array.from({ length: sorted[1] - sorted[0] + 1 }, (_, i) => sorted[0] + i);
}

/** Other ways to write a month of a year, or a day of it: "9ธค63" for "9ธันวาคม2563"; [] when the text is no such thing. */
export function otherDates(text) {
  const date = text.match(DATE);
  if (!date) return [];
  const [, day, month, year] = date;
  const n = placeOf(month);
  const forms = [LONG_MONTHS[n], SHORT_MONTHS[n]].flatMap((name) => [`25${year}`, year, `พศ25${year}`].map((y) => day + name + y));
  return forms.filter((form) => form !== text);
}

const placeOf = (month) => Math.max(LONG_MONTHS.indexOf(month), SHORT_MONTHS.indexOf(month));
const numberOf = (month, year) => 12 * year + placeOf(month);

/** The number of the month of a year that a folded text names; 0 when it names none. */
export function monthOf(text) {
  const [, day, month, year] = text.match(DATE) ?? [];
  return month && !day ? numberOf(month, year) : 0;
}

/** Does a folded line say from when to when something runs, this month within? */
export function runsIn(line, month) {
  const [period] = line.matchAll(PERIOD);
  return Boolean(period) && numberOf(period[1], period[2]) <= month && month <= numberOf(period[3], period[4]);
}

/** "หมู่ 3" is also written "หมู่ที่ 3", and "ม.3" is that, or a section of a law. */
export function otherOrdinals(text) {
  const [, name, ordinal, number] = text.match(/^([ก-๎]+?)(ที่)?(\d{1,3})$/) || [];
  return !name ? [] : name === 'ม' ? ['มาตรา', 'หมู่', 'หมู่ที่'].map((long) => long + number) : [`${name}${ordinal ? '' : 'ที่'}${number}`];
}

/** Put together what one writes apart: "e" + "gp", "สขร" + "1". */
function join(words) {
  const chunks = [];
  for (const word of words) {
    const last = chunks[chunks.length - 1];
    const plain = /^[a-z0-9. ]+$/.test(word);
    if (last && plain && /^[a-z0-9 ]*\b[a-z]$/.test(last)) chunks.push(`${chunks.pop()} ${word}`);
    else if (last && /^[0-9.]+$/.test(word) && /[ก-๎]$/.test(last)) chunks.push(chunks.pop() + word);
    else chunks.push(word);
  }
  return chunks;
}

const QWERTY = '`1234567890-=qwertyuiop[]\\asdfghjkl;\'zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?';
const KEDMANEE = '_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ';
const map = (from, to) => { const table = new Map([...from].map((c, i) => [c, [...to][i]])); return (text) => [...text].map((c) => table.get(c) ?? c).join(''); };
const toThai = map(QWERTY, KEDMANEE);
const toLatin = map(KEDMANEE, QWERTY);

/** The query as it comes out with the other keyboard layout; a number that stands alone was meant as one ("-hv 42"). */
export const otherLayout = (raw) => (/[\u0e00-\u0e7f]/.test(raw) ? toLatin(raw) : raw.replace(/\S*[^\d\s]\S*/g, toThai));

const SOUNDS = ['ศษสซ', 'ณน', 'ญย', 'บป', 'ฎดต', 'ฏต', 'ฐถฑทธฒ', 'ฆคข', 'ฬล', 'รล', 'ใไ', 'พภผ', 'ิี', 'ึื', 'ุู', 'ชฉ', 'ะั'];
const pairs = (group) => [...group].flatMap((a) => [...group].map((b) => a + b));
// Of neighbours: those of one row, and what the end of a row and the beginning of the next make of it, which does no harm.
const keys = new Set([KEDMANEE, QWERTY.slice(13, 47)].flatMap((row) => [...row].slice(1).flatMap((c, i) => [row[i] + c, c + row[i]])));
const sounds = new Set(SOUNDS.flatMap(pairs));

/** What it costs to have typed one letter for another: less for neighbouring keys, least for the same sound. */
export const slip = (a, b) => (a === b ? 0 : sounds.has(a + b) ? 0.4 : keys.has(a + b) ? 0.6 : 1);
