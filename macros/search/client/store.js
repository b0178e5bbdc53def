// The pages that are in memory, and where a piece of text stands in them. No DOM, no network.

import { cutExactly } from './cut.js';
import { createFolder, isPlain, skeleton } from './fold.js';
import { Pairs } from './pairs.js';
import { PERIOD, monthOf, runsIn } from './parse.js';
import { MONEY, smallEnd } from './rank.js';
import { similar } from './similar.js';

// Every page's title says for which year it is; that is no sign that a page is about the budget or the year.
const BOILERPLATE = /^o ?\d+(?!\d)|(?:ประจำ)?ปีงบประมาณ(?:พศ)?\d{4}|ปี(?:พศ)?\d{4}|^มาตรการที่\d+/g;
const ORDINAL_TITLE = /^(?:มาตรการ|รายการ)ที่(\d+(?:\.\d+)*)/; // how the page of a measure, or of a line of one, begins
const REACH = 12; // letters by which a longer word may go beyond a part of it
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Store {
  constructor(specification) {
    Object.assign(this, createFolder(specification));
    this.pages = [];
    this.newest = 0; // year of a page
    this.yearly = new Set(); // kinds of pages that have a year
    this.withField = new Map(); // item, number of a measure or year → numbers of the pages
    this.lines = new Map();
    this.pieces = [];
    this.found = new Map();
    this.standing = new Map();
    this.setWords(new Set());
  }

  /** The site's words, which tell a word from the same letters inside of a longer one. */
  setWords(words) {
    this.words = words;
    this.listed = new Pairs(`\n${[...words].join('\n')}\n`);
    this.forget();
  }

  forget() {
    this.found.clear();
    this.standing.clear();
    this.sorted = null;
  }

  /** Take in one fetched piece: {pages: [[address, title, kind, year, item or name, sections, is it empty]], lines: [text]}. Where a line comes for the
   *  first time, the title after its page's sections, its place is 0, later that from 1. */
  add({ pages, lines }) {
    const fresh = lines.filter((text) => !this.lines.has(text)).map((text) => this.readLine(text));
    this.pieces.push(new Piece(fresh));
    let next = 0;
    const line = (place) => this.lines.get(lines[place ? place - 1 : next++]);
    for (const [address, title, kind, year, item, sections, empty] of pages) {
      const read = sections.map(([anchor, ...places]) => ({ anchor, lines: places.map(line) }));
      this.addPage({ address, title: line(title), kind, year, item, sections: read, empty });
    }
    this.forget();
  }

  /** {text, spaced, folded, uses: numbers of pages, each with the field that it stands in}; pages of several pieces have most in common. */
  readLine(text) {
    const spaced = this.foldSpaced(text);
    const line = { text, spaced, folded: this.join(spaced), uses: [] };
    this.lines.set(text, line);
    return line;
  }

  addPage({ title, ...page }) {
    const number = this.pages.length;
    this.newest = Math.max(this.newest, page.year);
    if (page.year) this.yearly.add(page.kind);
    let length = 0;
    const use = (line, field) => {
      length += line.folded.length;
      line.uses.push(number, field);
    };
    use(title, 0);
    for (const { lines } of page.sections) lines.forEach((line, i) => use(line, i ? 2 : 1));
    const core = title.folded.replace(BOILERPLATE, '').trim();
    const name = this.fold(page.item).replace(BOILERPLATE, '');
    const [, ordinal = ''] = [title, page.sections[0]?.lines[1]].map((line) => line?.folded.match(ORDINAL_TITLE)).find(Boolean) ?? [];
    for (const field of [page.item, ordinal, page.year].filter(Boolean)) {
      if (!this.withField.has(field)) this.withField.set(field, []);
      this.withField.get(field).push(number);
    }
    this.pages.push({ ...page, number, title: title.text, core, name, called: `${core}\n${name}`, ordinal, length });
  }

  /** Numbers of the pages, newest first, those of a year by their addresses. */
  get order() {
    this.sorted ??= Int32Array.from([...this.pages].sort((a, b) => b.year - a.year || (a.address < b.address ? -1 : 1)), (page) => page.number);
    return this.sorted;
  }

  /** Hits of a folded text: {df, title, heading, text}, counts by page number (a heading counts 2 if it says
   *  nothing else). `how`: 'exact', 'prefix' (English), 'dotted' (abbreviation), 'word' (not inside of one), 'alone' (the same, even
   *  of one made of words), 'unbroken' (without a space in it), 'skeleton', 'begun' (not begun inside of a word that ends within it), 'apart' (not
   *  made of the end of a longer word and a small one, nor the end of 'ปีงบประมาณ'), 'said' (English, not in the name of a file, a field or the
   *  like), or 'running' (lines of a plan, by the month that lies within their period). */
  lookup(text, how = 'exact') {
    const key = `${how} ${text}`;
    if (!this.found.has(key)) this.found.set(key, this.scan(text, how));
    return this.found.get(key);
  }

  /** Is there any hit? This is known at the first of them. */
  stands(text, how = 'exact') {
    const key = `${how} ${text}`;
    if (how === 'running' || this.found.has(key)) return this.lookup(text, how).df > 0;
    if (!this.standing.has(key)) this.standing.set(key, this.hasAny(text, how));
    return this.standing.get(key);
  }

  hasAny(text, how) {
    const longer = around(text, how, this);
    return this.pieces.some((piece) => !occurrences(piece, text, how, longer, this.words).next().done);
  }

  scan(text, how) {
    const size = this.pages.length;
    const hits = { df: 0, title: new Uint8Array(size), heading: new Uint8Array(size), text: new Uint16Array(size), seen: new Uint8Array(size) };
    const longer = around(text, how, this);
    const isIn = inTest(text, how);
    for (const piece of this.pieces) {
      for (const { uses, folded } of occurrences(piece, text, how, longer, this.words)) this.count(hits, uses, isIn, how, folded === text);
    }
    return hits;
  }

  count(hits, uses, isIn, how, whole) {
    for (let i = 0; i < uses.length; i += 2) {
      const page = uses[i];
      const field = uses[i + 1];
      if (how === 'running' && this.pages[page].kind !== 'line') continue;
      if (!hits.seen[page]) { hits.seen[page] = 1; hits.df++; }
      if (field === 2) hits.text[page]++;
      else if (field === 1) hits.heading[page] = Math.max(hits.heading[page], whole ? 2 : 1);
      else if (isIn(this.pages[page].core)) hits.title[page] = 1;
      else hits.text[page]++;
    }
  }

  /** Skeletons of texts that differ from this one by a slip of the pen. */
  similar(bare) {
    return [...new Set(this.pieces.flatMap((piece) => similar(bare, piece.bones.pairs)))];
  }

  /** How a skeleton is really written, at the first place where it stands. */
  written(bare) {
    const find = marker({ text: bare, how: 'skeleton' });
    for (const piece of this.pieces) {
      const match = piece.written.pairs.body.match(find);
      if (match) return match[0];
    }
    return '';
  }

  /** A test whether a page's title or name says all of the terms, each under one of its names. */
  callTest(terms) {
    const rarest = terms.filter((term) => !term.weak).sort((a, b) => a.df - b.df);
    const needed = rarest.map((term) => term.variants.map(({ text, how }) => {
      const isIn = inTest(text, how);
      return how === 'word' || how === 'dotted' ? (called) => isIn(called) && this.isWordOf(called, text) : isIn;
    }));
    return (called) => needed.length > 0 && needed.every((names) => names.some((test) => test(called)));
  }

  /** Is the text one of the words that a title is cut into? "รายงาน" is no "งาน". */
  isWordOf(called, text) {
    return cutExactly(called, this.words).some((piece) => piece.text === text);
  }
}

/** A test whether a title, or a name, holds the text. */
function inTest(text, how) {
  if (how === 'skeleton') return (core) => skeleton(core).includes(text);
  if (!isPlain(text)) return (core) => core.includes(text);
  const find = pattern(text, how);
  return (core) => core.search(find) >= 0;
}

/** Lines that came with one fetched piece, with their texts one after the other; `starts`: where each begins. */
class Piece {
  constructor(lines) {
    this.lines = lines;
    let at = 0;
    const starts = Int32Array.from(lines, ({ folded }) => { const start = at; at += folded.length + 1; return start; });
    this.written = { starts, pairs: new Pairs(lines.map(({ folded }) => folded).join('\n')) };
  }

  /** The same of their skeletons. */
  get bones() {
    if (!this.made) {
      const body = skeleton(this.written.pairs.body);
      let at = 0;
      const starts = this.written.starts.map(() => { const start = at; at = body.indexOf('\n', at) + 1; return start; });
      this.made = { starts, pairs: new Pairs(body) };
    }
    return this.made;
  }
}

/** Lines of a piece that hold the text, each as often as it stands there; not where it is a part of a word among `longer`. */
function* occurrences(piece, text, how, longer, words) {
  if (how === 'running') {
    const month = monthOf(text);
    for (const line of piece.lines) if (runsIn(line.folded, month)) yield line;
    return;
  }
  const { lines } = piece;
  const { pairs, starts } = how === 'skeleton' ? piece.bones : piece.written;
  const abbreviation = how === 'dotted' && dotted(text);
  const sentence = how === 'said' && said(text);
  let number = 0;
  for (const place of placesOf(pairs, text, how)) {
    while (number + 1 < starts.length && starts[number + 1] <= place) number++;
    const line = lines[number];
    const at = place - starts[number];
    if (abbreviation && !abbreviation.test(line.text)) continue;
    if (sentence && !(sentence.test(line.text) && /[ก-๎A-Z]/.test(line.text))) continue;
    if (how === 'begun' && isEndOfOther(line.folded, at, text, words)) continue;
    if (how === 'apart' && (text === MONEY ? line.folded.endsWith('ปี', at) : isShared(line.folded, at, text, words))) continue;
    if (how === 'unbroken' && !line.spaced.includes(text)) continue;
    if (longer.some(([word, before]) => line.folded.startsWith(word, at - before))) continue;
    yield line;
  }
}

/** Longer words of the site that the text does not count in, [[word, place of the text]]: as a 'word', those not just made of words, it being one. */
function around(text, how, { words, listed }) {
  const found = [];
  if (how !== 'word' && how !== 'alone') return found;
  const { body } = listed;
  for (const place of listed.of(text)) {
    const start = body.lastIndexOf('\n', place) + 1;
    const word = body.slice(start, body.indexOf('\n', place));
    const at = place - start;
    const rests = [word.slice(0, at), word.slice(at + text.length)];
    if (word !== text && rests.every((rest) => rest.length <= REACH) && (how === 'alone' || !rests.every((rest) => isMadeOf(rest, words)))) found.push([word, at]);
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

function* placesOf(pairs, text, how) {
  if (isPlain(text)) {
    for (const match of pairs.body.matchAll(pattern(text, how))) yield match.index;
    return;
  }
  const rims = /^[0-9a-z]|[0-9a-z]$/.test(text);
  for (const at of pairs.of(text)) if (!rims || standsAlone(pairs.body, at, text)) yield at;
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

/** A pattern that finds the variant in folded text, for marking it; one that only counts as a heading, as all of a line. `raw` of an
 *  abbreviation: the line as written has to match it, too. */
export function marker({ text, how, heads }, store) {
  if (heads) return new RegExp(`^${escape(text)}$`, 'g');
  if (how === 'running') return PERIOD;
  if (how !== 'skeleton' && isPlain(text)) return pattern(text, how);
  if (how === 'dotted') return Object.assign(new RegExp(escape(text), 'g'), { raw: dotted(text) });
  if (how !== 'skeleton') return new RegExp(`${around(text, how, store).map(([word, at]) => `(?!(?<=${word.slice(0, at)})${word.slice(at)})`).join('')}${escape(text)}`, 'g');
  const silent = '[\\u0e3a\\u0e47-\\u0e4e]*';
  return new RegExp([...text].map((c) => `(?:${c === '\u0e31' ? '(?:\u0e31|รร)' : escape(c)}${silent})+`).join(''), 'g');
}
