// The search itself: a query in, ordered pages out. No DOM, no network; it knows only the pages it was given.

import { isPlain } from './fold.js';
import { Store } from './store.js';
import { LONG_WORDS, Vocabulary, apart, asWritten, cut, fallen, isOnlyInNames, known, mend, namesIn, slipped, termsOf, together, whole } from './terms.js';
import { ordinalOf, otherDates, otherLayout, parse } from './parse.js';
import { besides, rank } from './rank.js';

const ENOUGH = 0.95; // of what the query says must be on a page
const MOST = 0.72; // when no page has all of it
const NEAR = 0.5; // for what is only offered as near
const GUESSED = 5; // letters of a mended word from which its pages are near, and not just a guess
const LONG = 8; // letters
const PLAN = 'แผน';
const STATE = 'สถานะ';
const AS_TYPED = 2; // what a title that holds a query as typed is worth more than one that says it otherwise
const isOneWord = ({ chunks, text }) => chunks.length === 1 && /^[ก-๎]+$/.test(text); // as typed

export class Search {
  /** `manifest`: index.json; `words`: the words piece, which may come later. */
  constructor(manifest, words = {}) {
    this.store = new Store(manifest.fold);
    this.setWords(words);
  }

  setWords(words) {
    this.vocabulary = new Vocabulary(words, this.store.fold);
    this.store.setWords(this.vocabulary.own);
  }

  add(piece) {
    this.store.add(piece);
  }

  /** {results: [{page, score}], terms, instead: what was searched in its place or '', others: [words that were found for the
   *  typed ones], missing: [words that stand nowhere beside what was named], also: [other words to search for], near: [{page}] close to it}. */
  search(raw) {
    const query = parse(raw, this.store.fold, (number) => this.store.stands(number));
    if (!query.text && !query.years.length && !query.item) return noAnswer([]);
    return this.meant(raw, query) || this.attempt(query, [this.month, this.literal]) || this.state(query)
      || this.shortYear(raw, query) || this.attempt(query, [this.pieces, this.mendedAll, this.most]) || this.swapped(raw, this.unmended)
      || this.attempt(query, [this.mended]) || this.swapped(raw, [this.mended]) || this.attempt(query, [this.gist]) || this.zero(raw) || noAnswer(this.near(query));
  }

  /** [[names]] of each thing that the query names, told by the words alone: which pieces of the index may hold it. */
  wanted(raw) {
    const { chunks, years, item, text, slashed } = parse(this.code(raw) || raw, this.store.fold);
    const dates = otherDates(text);
    if (dates.length) return [[text, ...dates]];
    return [...slashed, ...chunks.flatMap((chunk) => namesIn(chunk, this.context({ dotted: [] }))), ...years.map((year) => [String(year)]), ...(item ? [[item.toLowerCase()]] : [])];
  }

  /** The ways to understand a query as it is typed, the most literal first. */
  get unmended() {
    return [this.literal, this.pieces, this.most];
  }

  context({ dotted, chunks = [] }) {
    return { store: this.store, vocabulary: this.vocabulary, dotted, alone: chunks.length === 1 };
  }

  /** The answer of the first of these ways to understand the query that finds something. */
  attempt(query, ways) {
    const context = this.context(query);
    for (const way of ways) {
      for (const { terms: named, share, years = query.years, lost = [] } of way.call(this, query, context)) {
        const terms = apart(named);
        if (terms.length && !query.item && !query.years.length && !terms.some((term) => term.weight)) continue;
        const found = rank({ ...query, ...this.named(query, terms), years }, terms, this.store, share);
        // A page that was named is there whatever else is said: by itself it is no sign that all of it stands somewhere as typed.
        if (!found.some(({ coverage }) => coverage >= share || way !== this.literal)) continue;
        const results = way === this.literal ? this.withCalled(query, context, found) : found;
        const missing = (found[0].coverage < share ? terms.filter((term) => !term.variants.length && !term.asks) : lost).map((term) => term.text);
        return { ...answer(terms, results, this.also(query, terms), this.vocabulary.written), missing };
      }
    }
    return null;
  }

  /** What terms name without those that ask: {text, typed} as of the query, ordinal: the number of the measure, or of a line of one, or ''. */
  named({ text, typed }, terms) {
    const { fold } = this.store;
    const rest = terms.filter((term) => !term.asks);
    const ordinal = ordinalOf(rest.filter((term) => !term.does).map((term) => term.text).join(''));
    const bare = fold(rest.map((term) => term.text).join(' '));
    return rest.length === terms.length ? { text, typed, ordinal } : { text: bare, typed: bare, ordinal };
  }

  /** Is it one of the site's words, and not several? */
  isWord(text) {
    return this.vocabulary.known.has(text);
  }

  /** To the pages that hold a query of several words as typed, those whose title and name say all of it otherwise, behind titles that hold it. */
  withCalled(query, context, found) {
    const terms = query.chunks.flatMap((chunk) => cut(chunk, context));
    if (terms.filter(({ weak }) => !weak).length < 2) return found;
    // Typed as one word, it is rather just that: what else the title says must be the name of its room.
    const calls = this.store.callTest(terms);
    const says = ({ core, name, called }) => calls(called) && (!isOneWord(query) || name.includes(besides(core, terms)));
    const pages = new Set(found.map(({ page }) => page));
    const { title } = this.store.lookup(query.text);
    const called = rank(query, terms, this.store, 0, (page) => !pages.has(page) && says(page));
    const worth = ({ page, score }) => score + AS_TYPED * title[page.number];
    return called.length ? [...found, ...called].sort((a, b) => worth(b) - worth(a)) : found;
  }

  /** Other words for the query, when only its own letters were looked for. */
  also(query, terms) {
    if (terms.length !== 1 || !terms[0].alone) return [];
    const others = (this.vocabulary.others.get(query.text) || []).filter((other) => this.store.stands(other));
    return others.slice(0, 5).map(this.vocabulary.written);
  }

  /** A month of a year or a day of it, however it is written; of a month then the lines of plans that run in it. */
  *month({ text, years, item }, context) {
    const term = otherDates(text).length && !years.length && !item && known(text, context);
    if (term) yield { terms: [term], share: ENOUGH };
  }

  /** All of it stands there as typed. */
  *literal(query, context) {
    if (query.years.length > 1 && this.store.stands(query.typed)) yield { terms: [literal({ chunks: [], text: query.typed }, context)], share: ENOUGH, years: [] };
    if (!query.chunks.length) yield { terms: [], share: 0 };
    else if (asWritten(query.text, context).length && !this.isAccident(query)) yield { terms: [literal(query, context)], share: ENOUGH };
  }

  /** All of it is there, in pieces or under other names. `share`: how much is enough. */
  *pieces(query, context, share = ENOUGH) {
    if (!query.chunks.length) return;
    const known = query.chunks.length > 1 && this.vocabulary.name(query.text);
    const name = known && whole(known, context);
    if (name) yield { terms: name, share };
    const terms = query.chunks.flatMap((chunk) => termsOf(chunk, context));
    // A word that falls to bits is rather another one with a slip of the pen.
    const slip = query.chunks.length === 1 && terms.length > 3 && query.text.length < 4 * terms.length && slipped(query.text, context) || context.alone && fallen(terms, query.text, context);
    if (slip) yield { terms: slip, share };
    if (terms.every((term) => term.weak)) yield { terms: together(terms, context), share };
    yield { terms, share };
    const joined = isPlain(query.text) ? null : cut(query.text, context);
    if (joined) yield { terms: joined, share };
    // Not into words that only lead to others ("เสียภาษี|ป้าย").
    if (share === ENOUGH) yield { terms: query.chunks.flatMap((chunk) => cut(chunk, context, this.vocabulary.standing)), share };
  }

  /** Nearly all of it is there. */
  most(query, context) {
    return this.pieces(query, context, MOST);
  }

  /** All of it is there but for slips of the pen. */
  *mendedAll({ chunks }, context) {
    if (!chunks.length) return;
    const terms = chunks.flatMap((chunk) => mend(chunk, context));
    if (terms.every((term) => term.variants.length || term.asks || term.weak)) yield { terms, share: ENOUGH };
  }

  /** It is there but for slips of the pen. */
  *mended({ chunks }, context) {
    if (!chunks.length) return;
    const similar = chunks.map((chunk) => whole(chunk, context) || slipped(chunk, context));
    if (similar.every(Boolean)) yield { terms: similar.flat(), share: ENOUGH };
    const terms = chunks.flatMap((chunk) => mend(chunk, context));
    yield { terms, share: ENOUGH };
    yield { terms: chunks.flatMap((chunk) => mend(chunk, context, LONG_WORDS)), share: ENOUGH };
    yield { terms, share: MOST };
  }

  /** Of what names things in a long query, all but the little that stands nowhere: a slip in a small word, or a word that only its asker has for it. */
  *gist({ chunks, text }, context) {
    const terms = chunks.flatMap((chunk) => cut(chunk, context));
    const lettersOf = (some) => some.reduce((sum, term) => sum + term.text.length, 0);
    const lost = terms.filter((term) => !term.weak && !term.variants.length);
    const rest = terms.filter((term) => !lost.includes(term));
    const named = lettersOf(rest.filter((term) => !term.weak && (term.text.length > 4 || this.vocabulary.others.has(term.text))));
    const most = text.length > 20 && terms.some((term) => term.asks) ? 2 : 3;
    if (named >= (lettersOf(lost) > 1 ? LONG : 5) && lettersOf(lost) * most <= named) yield { terms: rest, share: ENOUGH, lost };
  }

  /** A number at the end, or before words that ask, that stands nowhere beside the rest may be a year, if it was not taken for one before: "คะแนน 63",
   *  and so may two: "คะแนน 63 กับ 64". */
  shortYear(raw, { years }) {
    const { asking } = this.vocabulary;
    const asks = (text) => cut(this.store.fold(text), this.context({ dotted: [] })).every((term) => asking.has(term.text));
    const year = raw.match(/(?<=[^\d๐-๙.,/]\s*)(?:([5-9๕-๙][\d๐-๙])\s*(?:กับ|และ|ถึง|[-–])\s*)?([5-9๕-๙][\d๐-๙])(?!\s*ปี)(?=([^\d๐-๙.,/]*)$)/);
    const query = parse(year && asks(year[3]) ? `${raw.slice(0, year.index)} ${year[1] ? `ปี ${year[1]}` : ''} ปี ${year[2]}${year[3]}` : raw, this.store.fold);
    return query.years.length > years.length && (query.item || query.chunks.length) ? this.attempt(query, [...this.unmended.slice(0, 2), this.mendedAll, this.most, this.mended]) : null;
  }

  /** Words that ask whether it is done, and name no thing, ask for the plans, the newest first, and what else tells the state of what is planned. */
  state(query) {
    const terms = query.item ? [] : query.chunks.flatMap((chunk) => cut(chunk, this.context(query)));
    if (!terms.some(({ text }) => this.vocabulary.progress.has(text)) || terms.some((term) => !term.weak)) return null;
    const [plans, states] = [PLAN, STATE].map((text) => this.attempt({ ...query, chunks: [text], text, typed: text }, [this.literal]));
    const results = plans && states && plans.results.filter(({ page }) => states.results.some((other) => other.page === page));
    return results?.length ? { ...plans, results, terms: [...plans.terms, ...states.terms], also: [], instead: `${STATE} ${PLAN}` } : null;
  }

  /** The query in the other keyboard layout, where it is the number of an item and nothing more, of keys that write no words: "ฯภ/" is "O42". */
  code(raw) {
    const text = otherLayout(raw.trim());
    const { item, chunks } = parse(text, this.store.fold);
    return item && !chunks.length && /[-/ๅ]/.test(raw) ? text : '';
  }

  /** A zero in the place of an item's letter: "042". */
  zero(raw) {
    const text = raw.replace(/(?<![\d๐-๙.,/-])[0๐](?= ?[1-9๑-๙][\d๐-๙]?(?![\d๐-๙.,/:-]))/, 'O');
    const found = text === raw ? noAnswer() : this.search(text);
    return found.results.length ? { ...found, instead: text } : null;
  }

  /** Letters that stand only inside of other words, while in the other keyboard layout they are one of the site's words or an item. */
  meant(raw, query) {
    const { own, known } = this.vocabulary;
    if (this.code(raw)) return this.swapped(raw, this.unmended);
    if (query.chunks.length !== 1 || known.has(query.text)) return null;
    const keys = otherLayout(raw.trim().replace(/ \d+$/, ''));
    const other = this.store.fold(keys);
    // Letters that turn into signs were meant: "ในระบบ" is no ".oit[[".
    return other.length > 2 && own.has(other) && !(isPlain(keys) && /[^a-z]/i.test(keys)) ? this.swapped(raw, this.unmended) : null;
  }

  /** Do the letters stand only inside of other words or in names of files, while the site has another word for what they mean? */
  isAccident(query) {
    const { text, chunks } = query;
    return isOnlyInNames(text, chunks, this.context(query)) || (text.length <= 4 && this.vocabulary.others.has(text) && !this.store.stands(text, 'word'));
  }

  /** The same keys with the other keyboard layout, when that makes sense. */
  swapped(raw, ways) {
    const text = otherLayout(raw.trim());
    const query = parse(text, this.store.fold);
    if (!query.item && query.text.length < 3) return null;
    const mending = ways[0] === this.mended;
    if (mending ? !/^[!-~]*[^a-z][!-~]*$/i.test(raw.trim()) : query.chunks.some((chunk) => !this.makesSense(chunk))) return null;
    const found = this.attempt(query, ways);
    return found && { ...found, instead: found.instead || text };
  }

  makesSense(chunk) {
    if (isPlain(chunk)) return this.store.stands(chunk);
    return chunk.length > 2 && termsOf(chunk, this.context({ dotted: [] })).every((term) => term.variants.length);
  }

  /** Pages that have some of it, for when none has enough. */
  near(query) {
    const context = this.context(query);
    for (const take of [cut, mend]) {
      const terms = query.chunks.flatMap((chunk) => take(chunk, context)).filter((term) => term.variants.length && !term.asks && (take === cut || term.text.length >= GUESSED));
      if (terms.some((term) => !term.weak)) return rank({ ...query, years: [], item: '' }, terms, this.store, NEAR).slice(0, 5);
    }
    return [];
  }
}

const noAnswer = (near) => ({ results: [], terms: [], also: [], others: [], missing: [], instead: '', near });

/** The query as it stands, with nothing in its place: an auditor gets exactly the pages that contain it, and first those that head a part of
 *  theirs with it, be it by another name. */
function literal({ chunks, text }, context) {
  const others = (context.vocabulary.others.get(text) || []).map((other) => ({ text: other, how: 'exact', quality: 0.75, heads: true }));
  const variants = [...asWritten(text, context), ...others];
  // Typed as one word, it is meant as one word, if it stands anywhere as one.
  if (isOneWord({ chunks, text }) && context.store.stands(text, 'unbroken')) variants[0].how = variants[0].how === 'exact' ? 'unbroken' : 'dotted';
  return { text, variants, weight: 1, fixed: '', alone: true };
}

function answer(terms, results, also, written) {
  const changed = terms.some((term) => term.fixed && term.fixed !== term.text);
  const renamed = terms.filter((term) => term.variants.length && term.variants.every((variant) => variant.other));
  return {
    results, terms, also, near: [],
    instead: changed ? terms.map((term) => term.fixed || term.text).join('') : '',
    others: renamed.flatMap((term) => term.variants.slice(0, 4).map(({ text }) => written(text))),
  };
}
