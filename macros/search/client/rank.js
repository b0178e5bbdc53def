// Which pages answer the terms of a query, and in which order. No DOM.

const TITLE = 2.4;
const SAME = 2; // the title is just what was typed
const BEGINS = 0.7; // it begins with it
const JUST = 1; // it says what was typed and nothing else, in other words or with small ones between
const NAMED = 5; // the item or the number of the measure that was typed
const CALLED = 3.4; // what was typed is another name of it, and no year was
const TYPED = 0.5; // it has all words as typed
const MEANT = 0.5; // it is a measure, and its title says what was asked for beside that word
const MEASURE = 'มาตรการ';
const OLDER = 0.2; // a year earlier
const HEADING = [0, 0.7, 3]; // not in a heading, in one, all of one
const EMPTY = 0.15; // what it is about is not published there: behind a page that says as much of it
const SMALL = /การ|ความ|ของ|และ|ที่|ใน|เรื่อง/g; // words that hold others together
export const isSmall = (text) => !text.replace(SMALL, '');
const ENDS_SMALL = new RegExp(`(?!^)(?:${SMALL.source})$`);
/** Where the small word at the end of a longer one begins; -1 for none. */
export const smallEnd = (text) => text.search(ENDS_SMALL);
export const MONEY = 'งบประมาณ'; // says nothing where it is the end of the word for a year
const WORK = new Set(['งาน', 'ระบบ', 'โครงการ']); // are no thing without a word that says of what
// What a page has to say: the first of these that the query says.
const ASKED = [(term) => !term.weak && !WORK.has(term.text), (term) => term.tells, (term) => !term.asks && !isSmall(term.text), (term) => !term.asks];
const TELLING = 8; // letters of a term that say enough for a page to be offered without a short one beside it

/** Pages that have (nearly) all that the query says: [{page, score, coverage}], best first. `share`: how much is enough; `fits`: of which pages. */
export function rank(query, terms, store, share, fits = () => true) {
  const sources = sourcesOf(terms, store);
  const asked = sources.filter((source) => source.asked);
  const needed = weightOf(asked);
  const size = terms.reduce((n, term) => n + (term.asks ? 0 : term.text.length), 0);
  const mayLack = share < 0.9;
  // Where too much of the query stands nowhere, no page has enough of it.
  const standing = mayLack || weightOf(asked.filter(({ variants }) => variants.length)) >= share * needed ? sources : [];
  const score = scorer(query, terms, store);
  const results = [];
  for (const page of candidates(query, needed && share ? standing : null, store)) {
    if (!fits(page)) continue;
    const found = matches(page, sources);
    const less = mayLack && isEnough({ ...found, covered: found.covered / needed, letters: found.letters / size });
    if (needed && found.covered < share * needed && !less && !isNamed(page, query)) continue;
    results.push({ page, score: score(page, found), coverage: needed ? found.covered / needed : 1 });
  }
  return sort(results, store);
}

/** Of each term where its variants stand, and whether it is what a page has to say. */
function sourcesOf(terms, store) {
  const test = ASKED.find((each) => terms.some(each)) ?? (() => false);
  return terms.map((term) => ({ term, asked: test(term), variants: term.variants.map((variant) => ({ variant, hits: store.lookup(variant.text, variant.how) })) }));
}

const weightOf = (sources) => sources.reduce((sum, { term }) => sum + term.weight, 0);

/** Pages that have any of the terms or were named by their number (all, without `sources`), and are or speak of the years and the item that were asked for. */
function* candidates({ item, ordinal, years }, sources, store) {
  const masks = [
    ...(sources ? [mask(store, sources.flatMap(({ variants }) => variants.map(({ hits }) => hits)), [item, ordinal])] : []),
    ...(years.length ? [mask(store, years.map((year) => store.lookup(String(year))), years)] : []),
    ...(item ? [mask(store, [store.lookup(item.toLowerCase())], [item])] : []),
  ];
  for (const number of store.order) if (masks.every((each) => each[number])) yield store.pages[number];
}

/** What a page is worth, of which `found` is known. */
function scorer(query, terms, store) {
  const total = terms.reduce((sum, term) => sum + term.weight, 0);
  const phrases = phrasesOf(query, terms, store);
  const spans = spanTest(query, store);
  const calls = store.callTest(terms);
  return (page, { sum, inTitle, typed, meant }) => (total ? sum / total : 0) + phraseScore(page, phrases) + titleShare(page, inTitle)
    + begins(page, query) + says(page, query, terms, store, calls) + (query.years.length ? ofYear(page, query.years) + spans(page) : 0) - (page.empty ? EMPTY : 0) + (typed ? TYPED : 0) + (meant ? MEANT : 0);
}

/** Which pages have any of the hits, or are of an item, a measure or a year by their own field, by number. */
function mask(store, hits, fields) {
  const any = new Uint8Array(store.pages.length);
  for (const { seen } of hits) for (let number = 0; number < any.length; number++) any[number] |= seen[number];
  for (const field of fields) for (const number of store.withField.get(field) ?? []) any[number] = 1;
  return any;
}

/** Is the title or the name just what was typed, or does the title begin with it? The year of a page need not stand in it. */
function begins({ core, name, year }, { years, typed, text }) {
  const asked = years.includes(year) ? text : typed;
  return core === asked || (name && name === asked) ? SAME : asked.length > 3 && core.startsWith(asked) ? BEGINS : 0;
}

/** Is it the item or the measure that was named by its number? */
const isNamed = (page, { item, ordinal }) => (item && page.item === item) || (ordinal && page.ordinal === ordinal);

/** Is the page the very thing that was named? */
function says(page, query, terms, store, calls) {
  const { typed, years } = query;
  if (isNamed(page, query)) return NAMED;
  if (page.name && page.year && calls(page.name)) return years.includes(page.year) ? NAMED : years.length ? 0 : CALLED - OLDER * (store.newest - page.year);
  return page.core !== typed && isJust(page.core, terms) ? JUST : 0;
}

/** Is the title made of the terms, each in one of its forms, and of small words? */
function isJust(core, terms) {
  const says = ({ weak, variants }) => weak || variants.some(({ text }) => core.includes(text));
  return terms.every(says) && besides(core, terms) === '';
}

/** What a title says besides the terms, each in one of its forms, and small words, a plan "of action" being one; all of it when it says none of them. */
export function besides(core, terms) {
  const called = core.replace('แผนปฏิบัติการ', 'แผน');
  const rest = terms.reduce((left, { variants }) => left.replace(variants.find(({ text }) => left.includes(text))?.text, ' '), called);
  return rest === called ? core : rest.replace(SMALL, '').trim();
}

/** Less will do where a long word of the query is there with most of its letters, or stands in the title with half of what it says. */
const isEnough = ({ covered, letters, longest, inTitle }) => longest >= TELLING && (letters >= 0.75 || (covered >= 0.5 && inTitle >= TELLING));

function matches(page, sources) {
  let sum = 0;
  let covered = 0;
  let inTitle = 0;
  let letters = 0;
  let longest = 0;
  let typed = true;
  let meant = page.ordinal && sources.length > 1 && sources.some(({ term }) => term.text === MEASURE);
  for (const { term, asked, variants } of sources) {
    let best = 0;
    let quality = 0;
    let length = 0;
    let stands = false;
    for (const { variant, hits } of variants) {
      if (!hits.seen[page.number] || (variant.heads && hits.heading[page.number] < 2)) continue;
      const score = variant.quality * field(page, hits);
      if (score > best) best = score;
      if (!variant.other) stands = true;
      if (!variant.heads) quality = Math.max(quality, variant.quality);
      if (hits.title[page.number]) length = Math.max(length, variant.text.length * variant.quality);
    }
    sum += best * term.weight;
    if (best && asked) covered += term.weight * Math.min(1, quality + 0.5);
    if (best && !term.asks) letters += term.text.length;
    if (best && !term.weak) longest = Math.max(longest, term.text.length);
    if (asked) inTitle += length;
    if (asked && !stands) typed = false;
    if (asked && !length && term.text !== MEASURE) meant = false;
  }
  return { sum, covered, inTitle, letters, longest, typed, meant };
}

/** What a page's fields are worth: the title most, then headings, then how much of the text speaks of it. Headings of an empty page say
 *  what should be there. */
function field(page, hits) {
  const n = page.number;
  const density = hits.text[n] / (hits.text[n] + 1 + page.length / 600);
  return (hits.title[n] ? TITLE : 0) + (page.empty ? 0 : HEADING[hits.heading[n]]) + 0.6 + density;
}

/** The whole query as it stands, or with one "การ" more, and its neighbouring terms: standing together says more than standing apart. */
function phrasesOf(query, terms, store) {
  const parts = terms.filter((term) => !term.asks).map((term) => term.fixed || term.text);
  const typed = query.years.length ? [{ hits: store.lookup(query.typed), worth: 0.8 }] : [];
  if (parts.length < 2) return typed;
  const spaced = (a, b) => (/[a-z0-9]$/.test(a) && /^[a-z0-9]/.test(b) ? `${a} ${b}` : a + b);
  const pairs = parts.slice(1).map((part, i) => [spaced(parts[i], part), 0.8 / (parts.length - 1)]);
  const whole = [-1, ...parts.keys()].slice(0, 6).map((at) => parts.map((part, i) => (i === at ? `การ${part}` : part)).reduce(spaced)).find((text) => store.stands(text));
  if (parts.length > 2 && whole) pairs.push([whole, 0.7]);
  return [...typed, ...pairs.map(([text, worth]) => ({ hits: store.lookup(text), worth }))];
}

function phraseScore(page, phrases) {
  const n = page.number;
  return phrases.reduce((sum, { hits, worth }) => sum + worth * (hits.title[n] ? 1.6 : hits.heading[n] ? 1 : hits.text[n] ? 0.6 : 0), 0);
}

const titleShare = (page, inTitle) => 1.4 * Math.min(1, inTitle / Math.max(4, page.core.length));

/** A page is of a year by its own field, or, having none of these years, by naming one in its text. One of another year that only names this one comes after those of the year. */
const ofYear = (page, years) => (years.includes(page.year) ? 1 : page.year ? -1.5 : 0);

/** Of a period, a page that names its first and its last year speaks of all of it. */
function spanTest({ years }, store) {
  if (years.length < 3) return () => 0;
  const [first, last] = [years[0], years[years.length - 1]].map((year) => store.lookup(String(year)).seen);
  return (page) => (first[page.number] && last[page.number] ? 2 : 0);
}

function sort(results, store) {
  // A page without a year is of today, unless it is only the way in to pages of its kind that have one.
  const age = ({ year, kind }) => (year ? store.newest - year : store.yearly.has(kind) ? 6 : 1);
  for (const result of results) result.score += 0.05 * Math.max(0, 6 - age(result.page));
  return results.sort((a, b) => b.score - a.score); // of equal ones the newer first, as they come
}
