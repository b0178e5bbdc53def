// Cutting a query that occurs nowhere as a whole into the site's words, exactly or with slips of the pen. No DOM.

import { unmarked, skeleton } from './fold.js';
import { slip } from './parse.js';

const FOLLOWING = new Set('ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎');
export const LEADING = new Set('เแโใไ');
const LONGEST = 24;
const WIDEST = 5; // letters too few or too many, two slips at most, each half a slip where one is doubled
const UNKNOWN = 2;
const BORROWED = 0.63;
const SLIPS = 0.15; // in a letter of a longer query
const SILENT = /(?<=...)[ก-ฮ][ิุ]?์/g; // letters that who writes by ear leaves out: "แฟกซ์", "ศูนย์"; so is one of two r: "ธรรม"

const isDigit = (c) => c >= '0' && c <= '9';
const isLatin = (c) => c >= 'a' && c <= 'z';
const goesOn = (a, b) => (isDigit(a) && isDigit(b)) || (isLatin(a) && isLatin(b));

const mayCut = (text, at) => at <= 0 || at >= text.length || (!FOLLOWING.has(text[at]) && !LEADING.has(text[at - 1]) && !goesOn(text[at - 1], text[at]));

/** Cheapest way through the text. `edges(at)` → [[end, cost, word]]; gaps become pieces without a word. */
function cheapest(text, edges) {
  const best = Array(text.length + 1).fill(null);
  best[0] = { cost: 0, from: 0, word: '', last: null };
  const offer = (end, cost, from, word, text) => {
    if (!best[end] || cost < best[end].cost) best[end] = { cost, from, word, text };
  };
  for (let at = 0; at < text.length; at++) {
    if (!best[at]) continue;
    for (const [end, cost, word] of edges(at)) offer(end, best[at].cost + cost, at, word, text.slice(at, end));
    let end = at + 1;
    while (!mayCut(text, end)) end++;
    offer(end, best[at].cost + UNKNOWN * (end - at), at, null, text.slice(at, end));
  }
  return pieces(best);
}

function pieces(best) {
  const path = [];
  for (let at = best.length - 1; at > 0; at = best[at].from) path.unshift({ word: best[at].word, text: best[at].text, cost: best[at].cost - best[best[at].from].cost });
  return path.reduce((out, piece) => {
    const last = out[out.length - 1];
    if (last && !last.word && !piece.word) last.text += piece.text;
    else out.push(piece);
    return out;
  }, []);
}

/** [{word, text}]: known words of the text in order; `word` is null for what is between them. */
export function cutExactly(text, words) {
  return cheapest(text, (at) => {
    const found = [];
    for (let end = at + 2; end <= Math.min(text.length, at + LONGEST); end++) {
      if (mayCut(text, end) && words.has(text.slice(at, end))) found.push([end, 1, text.slice(at, end)]);
    }
    return found;
  });
}

/** The same with tone marks ignored and up to two slips in a word; `text` of a piece is then a skeleton. `price`: of a
 *  piece; the higher it is, the rather a long word with a slip is taken than two short ones without. */
export function cutLoosely(text, trie, price) {
  const cuts = [...new Set([skeleton(text), unmarked(text)])].map((bare) => loosely(bare, bare === unmarked(text) ? new Set() : doubled(text), trie, price));
  return cuts.find((pieces) => pieces.every(({ word }) => word)) ?? cuts[0];
}

function loosely(bare, twice, trie, price) {
  const ends = (end, at) => (twice.has(end - 1) && end - 1 > at ? [end, end - 1] : [end]).filter((place) => mayCut(bare, place));
  const pieces = cheapest(bare, (at) => (mayCut(bare, at) ? trie.near(bare, at) : [])
    .flatMap(([end, slips, word]) => ends(end, at).map((place) => [place, price + (slips && 0.2 + 1.6 * slips), word])));
  const slips = pieces.reduce((sum, { word, cost }) => sum + (word && cost > price ? (cost - price - 0.2) / 1.6 : 0), 0);
  // Several words, each with a slip, are more likely other words.
  if (pieces.length === 1 || slips <= Math.max(1, bare.length * SLIPS)) return pieces;
  return pieces.map((piece) => (piece.cost > price ? { ...piece, word: null } : piece));
}

/** Places of the letters in a skeleton that were doubled: one word may end and the next begin with the same ("เป็น|นายก"). */
function doubled(text) {
  const letters = [...unmarked(text)];
  let at = 0;
  return new Set(letters.flatMap((c, i) => (i && c === letters[i - 1] && !isDigit(c) ? [at - 1] : (at++, []))));
}

/** Slips that a word may have of which so many letters are typed. Any other letter in one of four makes another word ("ภาษี", "ภาษา"). */
const allowance = (length, word, whole) => {
  if (/^[ -~]/.test(word)) return length < 6 ? 0 : length < 10 ? 1 : 2;
  return length < 4 ? 0 : whole < 5 ? 0.7 : length < 8 ? 1 : length < 11 ? 1.6 : 2.4;
};

export class Trie {
  /** `own`: those of the words that the site itself uses; others must be closer to what was typed. */
  constructor(words, own) {
    this.root = new Map();
    this.own = own;
    for (const word of words) {
      const heard = [word, word.replace(SILENT, ''), word.replace('รร', 'ร')];
      for (const bare of new Set([...heard.map(skeleton), unmarked(word)])) if (bare.length > 1) this.insert(bare, word);
    }
  }

  allowance(length, word, whole) {
    return allowance(length, word, whole) * (this.own.has(word) ? 1 : BORROWED);
  }

  insert(bare, word) {
    const most = this.allowance(bare.length, word, bare.length);
    let node = this.root;
    for (const c of bare) {
      if (!node.has(c)) node.set(c, new Node());
      node = node.get(c);
      node.most = Math.max(node.most, most);
    }
    if (!node.word || word.length < node.word.length) Object.assign(node, { word, length: bare.length });
  }

  /** [[end, slips, word]] of all words that stand at `at` in the text, or nearly so. */
  near(text, at) {
    const costs = new Costs(text.slice(at, at + LONGEST));
    const found = [];
    for (const [c, node] of this.root) this.walk(node, c, '', 1, costs, (slips, end, word) => found.push([at + end, slips, word]));
    return found;
  }

  walk(node, c, before, depth, costs, report) {
    const row = costs.row(c, before, depth);
    // The first letters of a word are seldom all wrong, and looking further for such words takes most of the time.
    const most = depth < 4 ? Math.min(1, node.most) : node.most;
    if (row.every((cost) => cost > most)) return;
    if (node.word) {
      for (let i = Math.max(1, node.length - 2); i <= Math.min(row.length - 1, node.length + 2); i++) {
        if (row[i] <= node.most && row[i] <= this.allowance(Math.min(node.length, i), node.word, node.length)) report(row[i], i, node.word);
      }
    }
    for (const [letter, child] of node) this.walk(child, letter, c, depth + 1, costs, report);
  }
}

class Node extends Map {
  most = 0; // slips that any word may have that begins so
}

/** What it costs to turn the letters walked so far into the first letters of a text: a row for each depth, used again on the next way. */
class Costs {
  constructor(part) {
    this.part = part;
    this.rows = [Float64Array.from({ length: part.length + 1 }, (_, i) => i)];
    this.slips = new Map(); // letter → the cost of each letter of the text in its place
  }

  slipsFor(c) {
    if (!this.slips.has(c)) this.slips.set(c, [...this.part].map((typed) => slip(c, typed)));
    return this.slips.get(c);
  }

  /** The row with one letter more: slips, letters too few or too many (a doubled one costs half), two letters exchanged. Nothing is reached by more
   *  letters too few or too many than a word may have. */
  row(c, before, depth) {
    const { part, rows } = this;
    const row = rows[depth - 1];
    const older = rows[depth - 2];
    const next = rows[depth] ??= new Float64Array(part.length + 1).fill(Infinity);
    const slips = this.slipsFor(c);
    const missing = c === before ? 0.5 : 0.9; // rather left out than another one typed
    if (depth <= WIDEST) next[0] = row[0] + missing;
    for (let i = Math.max(1, depth - WIDEST); i <= Math.min(part.length, depth + WIDEST); i++) {
      const extra = part[i - 1] === part[i - 2] ? 0.5 : 1;
      next[i] = Math.min(row[i - 1] + slips[i - 1], row[i] + missing, next[i - 1] + extra);
      if (older && i > 1 && c === part[i - 2] && before === part[i - 1]) next[i] = Math.min(next[i], older[i - 2] + 0.7);
    }
    return next;
  }
}
