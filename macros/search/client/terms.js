// From pieces of a query to terms: what each may be called on a page, and how much it says. No DOM.

import { isPlain, skeleton } from './fold.js';
import { cutExactly, cutLoosely, Trie } from './cut.js';
import { MONEY, isSmall, smallEnd } from './rank.js';
import { unpacked } from './packed.js';
import { Pairs } from './pairs.js';
import { similar } from './similar.js';
import { monthOf, otherDates, otherOrdinals } from './parse.js';

const HOW_MANY = 'จำนวน'; // asks how many, and says so on pages too
const COUNTED = new Set(['ข้อ', 'คน', 'แห่ง']); // by which things are counted: nothing of the sort inside of a longer word ("ข้อมูล")
const SHORT = 4;
const FEW = 8; // letters that may meet by chance
const HALF = 5; // letters, more of which a part of compounds has that is mended
export const LONG_WORDS = 3;
const RUNNING = 0.5; // of a line that runs in a month: behind all that name the month, and enough to be found
const IN_NAMES = 0.5; // of an English word that stands only in names of files and the like: behind pages that say it in Thai
const ELSE = 0.2; // of another name for a thing that is itself named beside it
const LONGER = 0.9; // of another name that ends with the word: "ฝึกอบรม" of "อบรม"
const SURE = 6; // letters that a word without its tone marks needs to be believed before other words for the same thing
const squeezed = (text) => text.replace(/ /g, '').replace(/(?<=...)s$/, '');

export class Vocabulary {
  /** `words`, `parts`, `pairs`: of the site, folded, packed; `synonyms`: lines of words, nothing, and other names for them (wordfile.py);
   *  `asking`, `progress`, `weak`, `doing`, `whole`: of small_words.yml, packed. */
  constructor({ words = '', parts = '', pairs = '', synonyms = '', asking = '', progress = '', weak = '', doing = '', whole = '' }, fold) {
    this.own = new Set(unpacked(words));
    this.pairs = unpacked(pairs);
    this.parts = unpacked(parts).filter((word) => word.length > HALF);
    this.progress = new Set(unpacked(progress));
    this.asking = new Set([...unpacked(asking), ...this.progress]);
    this.doing = new Set(unpacked(doing));
    this.weak = new Set([...unpacked(weak), ...this.asking, ...this.doing]);
    const names = []; // folded
    const original = new Map();
    this.others = new Map(synonyms.split('\n').flatMap((row) => {
      const cells = row.split('|');
      const same = cells.splice(0, cells.indexOf('') + 1).slice(0, -1);
      const others = cells.map((cell) => {
        const [, led, place, name] = cell.match(/^(=?)(?:#(\d+)$)?(.*)/);
        const text = place ? names[place] : fold(name);
        if (!place) names.push(text);
        if (name > (original.get(text) ?? '')) original.set(text, name); // of several writings always the same
        if (!led) same.push(text);
        return text;
      });
      return same.sort().map((word) => [word, others.filter((other) => other !== word)]);
    }));
    // English is typed in one word or several, of one thing or several: "face book", "human resource".
    for (const [word, same] of [...this.others]) if (isPlain(word) && !this.others.has(squeezed(word))) this.others.set(squeezed(word), same);
    this.written = (text) => original.get(text) ?? text;
    this.loose = new Map([...this.others.keys()].map((word) => [skeleton(word), word]));
    this.mendable = new Set([...this.own, ...this.others.keys(), ...this.weak, ...unpacked(whole), ...this.parts]);
    this.known = new Set([...this.mendable, ...unpacked(parts)]);
    this.standing = new Set([...this.own, ...names, ...this.weak, ...unpacked(whole), ...unpacked(parts)]);
  }

  /** The name that a text is known by, with other names for it; '' when there is none. */
  name(text) {
    return [text, isPlain(text) ? squeezed(text) : ''].find((name) => this.others.has(name)) || '';
  }

  get skeletons() {
    this.allBare ??= new Set([...this.known, ...this.pairs].map(skeleton));
    return this.allBare;
  }

  /** The word of the site that a text is but for a slip of the pen; '' when there is none. */
  meant(text) {
    this.bare ??= new Map([...this.own].map((word) => [skeleton(word), word]));
    this.bones ??= new Pairs([...this.bare.keys()].join('\n'));
    return this.bare.get(similar(skeleton(text), this.bones).find((near) => this.bare.has(near))) ?? '';
  }

  get trie() {
    this.made ??= new Trie([...this.pairs, ...this.mendable].filter((word) => word.length > 2 || this.weak.has(word)), new Set([...this.pairs, ...this.own, ...this.parts]));
    return this.made;
  }
}

/** A term: {text, variants: [{text, how, quality}], weight, fixed: what was searched instead, or ''}. */
export function termsOf(chunk, context) {
  const pieces = cut(chunk, context);
  return (pieces.length > 1 && isSmall(pieces[0].text) && pieces.every((term) => term.weak) ? null : whole(chunk, context)) || pieces;
}

/** The chunk as one term, when it stands on a page, has another name, or stands there but for its tone marks. */
export function whole(chunk, context) {
  const bare = skeleton(chunk);
  const stands = () => !context.store.stands(chunk) && context.store.stands(bare, 'skeleton'); // but for its tone marks
  const same = context.vocabulary.loose.get(bare);
  const term = known(chunk, context, chunk.length <= SHORT && context.vocabulary.others.has(chunk)) || (same && known(same, context));
  if (term && (term.exact || bare.length < SURE || !stands())) return [term.text === chunk ? term : mended(term, context, 1)];
  if (isPlain(chunk)) {
    const hits = chunk.length > 1 && context.store.lookup(chunk, 'prefix');
    return hits && hits.df ? [make(chunk, [{ text: chunk, how: 'prefix', quality: 0.8 }], context)] : null;
  }
  if (bare.length < 4 || (bare.length <= SURE && !context.vocabulary.skeletons.has(bare)) || !stands()) return null;
  return [make(chunk, [{ text: bare, how: 'skeleton', quality: 0.9 }], context, context.store.written(bare))];
}

/** A term whose text or other names stand somewhere, as written; null when none do. */
export function known(text, context, isPiece = false) {
  const exact = isPiece ? asPiece(text, context) : asWritten(text, context);
  const dates = [...otherDates(text), ...otherOrdinals(text)].map((date) => ({ text: date, how: 'exact', quality: 0.95 }));
  if (monthOf(text)) dates.push({ text, how: 'running', quality: RUNNING });
  const others = [...dates, ...alternatives(text, context, exact.length ? 0.55 : 0.75)];
  const variants = [...exact, ...others.filter((v) => context.store.stands(v.text, v.how))];
  for (const variant of variants) if (variant.text === MONEY && context.store.stands(MONEY, 'apart')) variant.how = 'apart';
  return variants.length ? { ...make(text, variants, context), exact: exact.length > 0 } : null;
}

/** Letters without a vowel may be an abbreviation: pages that write it as one come first, and alone if it was typed so. A few that
 *  only meet across a space or a bracket, and all begin inside of a word, are not what was typed: "งานแผน" in "หน่วยงาน (แผน". */
export function asWritten(text, context) {
  const { store, dotted, vocabulary: { known, others } } = context;
  if (!store.stands(text) || (text.length <= FEW && !isPlain(text) && !store.stands(text, 'unbroken') && !store.stands(text, 'begun'))) return [];
  const exact = { text, how: 'exact', quality: isOnlyInNames(text, [text], context) ? IN_NAMES : 1 };
  // A part of a compound without a vowel is no abbreviation: "ครอง" in "คุ้มครอง".
  if (!/^[ก-ฮ]{2,6}$/.test(text) || (text.length > 3 && known.has(text) && !others.has(text))) return [exact];
  if (!store.stands(text, 'dotted')) return dotted.includes(text) || !store.stands(text, 'begun') ? [] : [exact];
  const abbreviation = { text, how: 'dotted', quality: 1.6 };
  return dotted.includes(text) ? [abbreviation] : [exact, abbreviation];
}

/** Is it English that is said nowhere but in names of files and the like, while there are other words for each of these chunks of it? */
export function isOnlyInNames(text, chunks, { store, vocabulary: { others } }) {
  return /^[ -~]*[a-z][ -~]*$/.test(text) && (others.has(text) || chunks.every((chunk) => others.has(chunk))) && !store.stands(text, 'said');
}

/** A short piece of a query counts only where it is a word: the letters alone stand in many others. One that ends in a small word, not where that
 *  only follows a longer word: "ทางการ" in "ช่องทางการรับฟัง". */
function asPiece(text, context) {
  if (text.length > SHORT || isPlain(text) || context.dotted.includes(text)) {
    const written = asWritten(text, context);
    const stands = smallEnd(text) > 0 && context.store.stands(text, 'apart');
    return stands ? written.map((variant) => (variant.how === 'exact' ? { ...variant, how: 'apart' } : variant)) : written;
  }
  if (/^[ก-ฮ]+$/.test(text) && !asWritten(text, context).length) return [];
  const how = COUNTED.has(text) ? 'alone' : 'word';
  return context.store.stands(text, how) ? [{ text, how, quality: 1 }] : [];
}

/** How another name is looked for: an abbreviation, which has a dot in the list of them, only where it is one. "รร" is also in "การรับ". */
const howOther = (other, written) => (isPlain(other) ? 'exact' : /[ก-ฮ]\./.test(written(other)) ? 'dotted' : other.length > SHORT ? 'exact' : 'word');

const alternatives = (text, { vocabulary }, quality) => (vocabulary.others.get(text) || [])
  .map((other, i) => ({ text: other, how: howOther(other, vocabulary.written), ...(text.length > 2 && other.endsWith(text) ? { quality: LONGER } : { quality: quality * (1 - 0.03 * Math.min(i, 8)), other: true }) }));

/** [[names]] of what a chunk names, without looking at any page: the site's words in it, mended if need be, and other words for them. */
export function namesIn(chunk, context) {
  const { known, others, trie, weak, doing } = context.vocabulary;
  if (others.has(chunk)) return [[chunk, ...others.get(chunk)]];
  const exact = rejoined(cutExactly(chunk, known), context);
  const words = exact.every(({ word }) => word) ? exact : cutLoosely(chunk, trie, 1);
  return words.map(({ word }) => word).filter((word) => word && word.length > 1 && (!weak.has(word) || doing.has(word))).map((word) => [word, ...(others.get(word) || [])]);
}

/** The chunk as one term that stands on pages with a slip of the pen; null when it does not. */
export function slipped(chunk, context) {
  const near = isPlain(chunk) ? [] : context.store.similar(skeleton(chunk));
  if (!near.length) return null;
  const variants = near.map((text) => ({ text, how: 'skeleton', quality: 0.85 }));
  return [make(chunk, variants, context, context.store.written(near[0]))];
}

/** The chunk cut into the site's words; pieces that are none remain as terms that match nothing. */
export function cut(chunk, context, words = context.vocabulary.known) {
  return rejoined(cutExactly(chunk, words), context).map(({ word, text, typed }, i, all) => {
    const other = typed && known(word, context);
    if (other) return { ...other, text: typed, fixed: word };
    const term = (word || text.length > SHORT || isPlain(text) ? known(text, context, true) : null) || make(text, [], context);
    return /กี่$/.test(all[i - 1]?.word) ? { ...term, weight: 0.1 * term.weight, weak: true } : term; // it is only counted
  });
}

/** Two words that stand nowhere side by side, and are one of the site's but for a slip of the pen, are that one: "มาตรา" + "การ". */
function rejoined(pieces, { vocabulary, store }) {
  return pieces.reduce((out, piece) => {
    const before = out[out.length - 1]?.text ?? '';
    const typed = before + piece.text;
    const word = before && !isPlain(typed) && !store.stands(typed) && vocabulary.meant(typed);
    return word && word !== before && word !== piece.text ? [...out.slice(0, -1), { word, text: typed, typed }] : [...out, piece];
  }, []);
}

/** Things named beside each other are several, though one may be called by the name of the other: the word for one says little of the other. */
export const apart = (terms) => terms.map((term) => ({ ...term, variants: term.variants.map((variant) => (
  variant.other && terms.some(({ text }) => text === variant.text && text !== term.text) ? { ...variant, quality: ELSE * variant.quality } : variant)) }));

/** Words that say little alone say something together: of these terms, those side by side as one, as far as they stand somewhere so. */
export function together(terms, context) {
  const joined = [];
  for (let at = 0, end; at < terms.length; at = end) {
    let one = null;
    end = terms.length;
    while (end > at + 1 && !(one = asOne(terms.slice(at, end), context))) end--;
    joined.push(one || terms[at]);
  }
  return joined;
}

function asOne(terms, context) {
  const text = terms.map((term) => term.text).join('');
  const named = terms.every((term) => !term.asks && term.text !== HOW_MANY) && terms.some((term) => !term.does && !isSmall(term.text));
  return named && context.store.stands(text) ? known(text, context) : null;
}

/** The same, with slips of the pen mended. */
export function mend(chunk, context, price = 1) {
  const pieces = cutLoosely(chunk, context.vocabulary.trie, price);
  return pieces.flatMap(({ word, text }) => {
    if (!word) return [make(text, [], context)];
    const worth = skeleton(word) === text ? 0.95 : 0.8;
    return cut(word, context).map((term) => mended(term, { alone: context.alone && pieces.length === 1 }, worth));
  });
}

/** A term in the place of what was typed; alone, it is found where it stands itself, as if it had been typed right. */
const mended = (term, { alone }, worth) => ({ ...term, fixed: term.text, variants: term.variants.map((variant) => (
  { ...variant, quality: variant.quality * worth, heads: alone && term.exact && variant.other })) });

/** The word that a chunk is but for a slip, which fell to short ones; null when it is none. */
export function fallen(terms, chunk, context) {
  const mended = terms.length > 1 && terms.every(({ text }) => text.length <= SHORT && !isPlain(text)) ? mend(chunk, context, LONG_WORDS) : [];
  return mended.length === 1 && mended[0].variants.length ? mended : null;
}

function make(text, variants, { store, vocabulary }, fixed = '') {
  const df = Math.min(store.pages.length, variants.reduce((sum, { text: t, how }) => sum + store.lookup(t, how).df, 0)); // at most
  const rarity = 0.6 + Math.log(1 + store.pages.length / Math.max(1, df));
  const tells = vocabulary.asking.has(text) && variants.some((variant) => variant.other); // what is asked for: "อยู่ที่ไหน" for the address
  const asks = vocabulary.asking.has(text) && !tells;
  const weak = vocabulary.weak.has(text);
  const does = vocabulary.doing.has(text);
  const weight = asks ? 0 : does ? rarity * 0.4 : weak ? rarity * 0.1 : rarity;
  return { text, variants, weight, fixed, df, weak, asks, tells, does };
}
