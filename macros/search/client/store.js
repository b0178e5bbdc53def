// The pages that are in memory, and where a piece of text stands in them. No DOM, no network.

import { cutExactly } from './cut.js';
import { createFolder, skeleton } from './fold.js';
import { PERIOD, monthOf, runsIn } from './parse.js';
import { smallEnd } from './rank.js';
import { similar } from './similar.js';

// Every page's title says for which year it is; that is no sign that a page is about the budget or the year.
const BOILERPLATE = /^o ?\d+(?!\d)|(?:ประจำ)?ปีงบประมาณ(?:พศ)?\d{4}|ปี(?:พศ)?\d{4}|^มาตรการที่\d+/g;
const ORDINAL = /^(?:มาตรการ|รายการ)ที่(\d+(?:\.\d+)*)/; // how the page of a measure, or of a line of one, begins
const REACH = 12; // letters by which a longer word may go beyond a part of it
const isPlain = (text) => /^[ -~]*$/.test(text);
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Store {
  constructor(specification) {
    Object.assign(this, createFolder(specification));
    this.pages = [];
    this.newest = 0; // year of a page
    this.pieces = [];
    this.found = new Map();
    this.words = new Set();
  }

  /** The site's words, which tell a word from the same letters inside of a longer one. */
  setWords(words) {
    this.words = words;
    this.found.clear();
  }

  /** Take in one fetched piece: {pages: [[address, title, kind, year, item or name, sections, is it empty]], lines: [text]}. Where a line comes for the
   *  first time, the title after its page's sections, its place is 0, later that from 1. */
  add({ pages, lines }) {
    const spaced = lines.map(this.foldSpaced);
    const piece = { lines, spaced, folded: spaced.map(this.join), uses: lines.map(() => []), starts: new Int32Array(lines.length) };
    let at = 0;
    piece.folded.forEach((line, i) => { piece.starts[i] = at; at += line.length + 1; });
    piece.text = piece.folded.join('\n');
    let next = 0;
    const line = (place) => (place ? place - 1 : next++);
    for (const [address, title, kind, year, item, sections, empty] of pages) {
      const numbered = sections.map(([anchor, ...places]) => [anchor, ...places.map(line)]);
      this.addPage([address, line(title), kind, year, item, numbered, empty], piece);
    }
    this.pieces.push(piece);
    this.found.clear();
  }

  addPage([address, title, kind, year, item, sections, empty], piece) {
    const number = this.pages.length;
    this.newest = Math.max(this.newest, year);
    const core = piece.folded[title].replace(BOILERPLATE, '').trim();
    const name = this.fold(item).replace(BOILERPLATE, '');
    let length = 0;
    const use = (line, field, section) => {
      length += piece.folded[line].length;
      piece.uses[line].push(number, field, section);
    };
    use(title, 0, -1);
    const parts = sections.map(([anchor, heading, ...body], section) => {
      use(heading, 1, section);
      body.forEach((line) => use(line, 2, section));
      return { anchor, lines: [heading, ...body] };
    });
    const ordinal = piece.folded[sections[0]?.[2]]?.match(ORDINAL)?.[1] ?? '';
    this.pages.push({ number, address, title: piece.lines[title], core, name, ordinal, kind, year, item, empty, sections: parts, piece, length });
  }

  /** Hits of a folded text: {df, title, heading, text}, counts by page number (a heading counts 2 if it says
   *  nothing else). `how`: 'exact', 'prefix' (English), 'dotted' (abbreviation), 'word' (not inside of one), 'alone' (the same, even
   *  of one made of words), 'unbroken' (without a space in it), 'skeleton', 'begun' (not begun inside of a word that ends within it), 'apart' (not
   *  made of the end of a longer word and a small one), 'said' (English, not in the name of a file, a field or the like), or 'running' (lines of
   *  a plan, by the month that lies within their period). */
  lookup(text, how = 'exact') {
    const key = `${how} ${text}`;
    if (!this.found.has(key)) this.found.set(key, this.scan(text, how));
    return this.found.get(key);
  }

  scan(text, how) {
    const size = this.pages.length;
    const hits = { df: 0, title: new Uint8Array(size), heading: new Uint8Array(size), text: new Uint16Array(size), seen: new Uint8Array(size) };
    const longer = around(text, how, this.words);
    for (const piece of this.pieces) {
      for (const line of occurrences(piece, text, how, longer, this.words)) this.count(hits, piece.uses[line], text, how, piece.folded[line] === text);
    }
    return hits;
  }

  count(hits, uses, text, how, whole) {
    for (let i = 0; i < uses.length; i += 3) {
      const page = uses[i];
      const field = uses[i + 1];
      if (how === 'running' && this.pages[page].kind !== 'line') continue;
      if (!hits.seen[page]) { hits.seen[page] = 1; hits.df++; }
      if (field === 2) hits.text[page]++;
      else if (field === 1) hits.heading[page] = Math.max(hits.heading[page], whole ? 2 : 1);
      else if (this.inCore(this.pages[page].core, text, how)) hits.title[page] = 1;
      else hits.text[page]++;
    }
  }

  /** Skeletons of texts that differ from this one by a slip of the pen. */
  similar(bare) {
    return [...new Set(this.pieces.flatMap((piece) => similar(bare, bones(piece).body)))];
  }

  /** How a skeleton is really written, at the first place where it stands. */
  written(bare) {
    const find = marker({ text: bare, how: 'skeleton' });
    for (const piece of this.pieces) {
      const match = piece.text.match(find);
      if (match) return match[0];
    }
    return '';
  }

  /** Do a page's title and name say all of the terms, each under one of its names? */
  isCalled(called, terms) {
    const needed = terms.filter((term) => !term.weak);
    const says = ({ text, how }) => this.inCore(called, text, how) && ((how !== 'word' && how !== 'dotted') || this.isWordOf(called, text));
    return needed.length > 0 && needed.every(({ variants }) => variants.some(says));
  }

  /** Is the text one of the words that a title is cut into? "รายงาน" is no "งาน". */
  isWordOf(called, text) {
    return cutExactly(called, this.words).some((piece) => piece.text === text);
  }

  inCore(core, text, how) {
    if (how === 'skeleton') return skeleton(core).includes(text);
    return isPlain(text) ? pattern(text, how).test(core) : core.includes(text);
  }
}

/** Numbers of the lines of a piece that hold the text, each as often as it stands there; not where it is a part of a word among `longer`. */
function* occurrences(piece, text, how, longer, words) {
  if (how === 'running') {
    const month = monthOf(text);
    for (const [line, folded] of piece.folded.entries()) if (runsIn(folded, month)) yield line;
    return;
  }
  const { body, starts } = how === 'skeleton' ? bones(piece) : { body: piece.text, starts: piece.starts };
  const abbreviation = how === 'dotted' && dotted(text);
  const sentence = how === 'said' && said(text);
  let line = 0;
  for (const at of places(body, text, how)) {
    while (line + 1 < starts.length && starts[line + 1] <= at) line++;
    if (abbreviation && !abbreviation.test(piece.lines[line])) continue;
    if (sentence && !(sentence.test(piece.lines[line]) && /[ก-๎A-Z]/.test(piece.lines[line]))) continue;
    if (how === 'begun' && isEndOfOther(piece.folded[line], at - starts[line], text, words)) continue;
    if (how === 'apart' && isShared(piece.folded[line], at - starts[line], text, words)) continue;
    if (how === 'unbroken' && !piece.spaced[line].includes(text)) continue;
    if (longer.some(([word, before]) => piece.folded[line].startsWith(word, at - starts[line] - before))) continue;
    yield line;
  }
}

/** Longer words of the site that the text does not count in, [[word, place of the text]]: as a 'word', those not just made of words, it being one. */
function around(text, how, words) {
  const found = [];
  if (how !== 'word' && how !== 'alone') return found;
  for (const word of words) {
    for (let at = word.indexOf(text); at >= 0 && word !== text; at = word.indexOf(text, at + 1)) {
      const rests = [word.slice(0, at), word.slice(at + text.length)];
      if (rests.every((rest) => rest.length <= REACH) && (how === 'alone' || !rests.every((rest) => isMadeOf(rest, words)))) found.push([word, at]);
    }
  }
  return found;
}

/** Does the place lie inside of a word that ends within the text ("อบต" in "ตรวจสอบต่อ")? */
function isEndOfOther(line, at, text, words) {
  for (let start = Math.max(0, at - REACH); start < at; start++) {
    for (let end = at + 1; end < at + text.length; end++) if (words.has(line.slice(start, end))) return true;
  }
  return false;
}

/** Does a word of the site that is as long begin before the place, and end where the small word at the end of the text begins ("ทางการ" in "ช่องทางการรับฟัง")? */
function isShared(line, at, text, words) {
  const end = at + smallEnd(text);
  for (let start = Math.max(0, at - REACH); start < at && start <= end - text.length; start++) if (words.has(line.slice(start, end))) return true;
  return false;
}

const isMadeOf = (text, words) => cutExactly(text, words).every(({ word }) => word);

/** An abbreviation as it is written: with dots or alone, and not as letters in the middle of a word. */
const dotted = (text) => {
  const letters = [...text].join('\\.? ?');
  return new RegExp(`(?<![ก-ฮะ-ฺเ-๎])${letters}(?![ก-๎])|${letters}\\.|${[...text].join('\\.')}(?![ก-๎])`);
};

/** English as it is written by itself, and not as a part of a longer name ("budget-report.json", "plan_table", "e-Plan"). */
const said = (text) => new RegExp(`(?<![a-z0-9_][-_./]?)${[...text.replace(/ /g, '')].map(escape).join('[^a-z0-9ก-๎]{0,2}')}(?![-_./]?[a-z0-9_])`, 'i');

function* places(body, text, how) {
  if (isPlain(text)) {
    for (const match of body.matchAll(pattern(text, how))) yield match.index;
    return;
  }
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + 1)) {
    if (standsAlone(body, at, text)) yield at;
  }
}

/** A number or an English word at the rim of the text must not go on outside of it. */
function standsAlone(body, at, text) {
  const joins = (a, b) => (/[0-9]/.test(a) && /[0-9]/.test(b)) || (/[a-z]/.test(a) && /[a-z]/.test(b));
  const end = at + text.length;
  return !(at > 0 && joins(body[at - 1], text[0])) && !(end < body.length && joins(text[text.length - 1], body[end]));
}

/** English and telephone numbers: whole words, whether written as one or several ("egp", "e-GP"); 'prefix': or beginnings. Of any other
 *  number the parts stand apart as typed: "15/1" is not 151. */
export function pattern(text, how) {
  const spaced = /^[1-9][0-9]* [0-9 ]+$/.test(text) ? text : [...text.replace(/ /g, '')].map(escape).join(' ?');
  const end = how === 'prefix' ? '' : /[0-9]$/.test(text) ? '(?![0-9])' : '(?![a-z])';
  const start = /^[0-9]/.test(text) ? '(?<![0-9]|[0-9]\\.)' : '(?<![a-z0-9])';
  return new RegExp(`${start}${how === 'prefix' ? escape(text) : spaced}${end}`, 'g');
}

function bones(piece) {
  if (!piece.bones) {
    const lines = piece.folded.map(skeleton);
    let at = 0;
    const starts = Int32Array.from(lines, (line) => { const start = at; at += line.length + 1; return start; });
    piece.bones = { body: lines.join('\n'), starts };
  }
  return piece.bones;
}

/** A pattern that finds the variant in folded text, for marking it; one that only counts as a heading, as all of a line. `raw` of an
 *  abbreviation: the line as written has to match it, too. */
export function marker({ text, how, heads }, words) {
  if (heads) return new RegExp(`^${escape(text)}$`, 'g');
  if (how === 'running') return PERIOD;
  if (how !== 'skeleton' && isPlain(text)) return pattern(text, how);
  if (how === 'dotted') return Object.assign(new RegExp(escape(text), 'g'), { raw: dotted(text) });
  if (how !== 'skeleton') return new RegExp(`${around(text, how, words).map(([word, at]) => `(?!(?<=${word.slice(0, at)})${word.slice(at)})`).join('')}${escape(text)}`, 'g');
  const silent = '[\\u0e3a\\u0e47-\\u0e4e]*';
  return new RegExp([...text].map((c) => `(?:${c === '\u0e31' ? '(?:\u0e31|รร)' : escape(c)}${silent})+`).join(''), 'g');
}
