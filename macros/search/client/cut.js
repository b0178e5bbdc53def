// Cutting a query that occurs nowhere as a whole into the site's words, exactly or with slips of the pen. No DOM.

import { skeleton } from './fold.js';
import { slip } from './parse.js';

const FOLLOWING = /[ะัาำิ-ฺๅๆ็-๎]/;
const LEADING = /[เ-ไ]/;
const LONGEST = 24;
const UNKNOWN = 2;

const mayCut = (text, at) => at <= 0 || at >= text.length || (!FOLLOWING.test(text[at]) && !LEADING.test(text[at - 1])
  && !/[a-z]{2}|[0-9]{2}/.test(text.slice(at - 1, at + 1)));

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
  for (let at = best.length - 1; at > 0; at = best[at].from) path.unshift({ word: best[at].word, text: best[at].text });
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

/** The same with tone marks ignored and up to two slips in a word; `text` of a piece is then a skeleton. */
export function cutLoosely(text, trie) {
  const bare = skeleton(text);
  return cheapest(bare, (at) => (mayCut(bare, at) ? trie.near(bare, at).filter(([end]) => mayCut(bare, end)) : []));
}

/** Slips that a word of this many letters may have. */
const allowance = (length) => (length < 4 ? 0 : length < 7 ? 1 : length < 11 ? 2 : 2.6);

export class Trie {
  constructor(words) {
    this.root = new Map();
    for (const word of words) this.insert(skeleton(word), word);
  }

  insert(bare, word) {
    let node = this.root;
    for (const c of bare) {
      if (!node.has(c)) node.set(c, new Map());
      node = node.get(c);
    }
    if (!node.word || word.length < node.word.length) Object.assign(node, { word, length: bare.length });
  }

  /** [[end, cost, word]] of all words that stand at `at` in the text, or nearly so. */
  near(text, at) {
    const part = text.slice(at, at + LONGEST);
    const found = [];
    const first = Float64Array.from({ length: part.length + 1 }, (_, i) => i);
    for (const [c, node] of this.root) this.walk(node, c, '', part, first, null, (cost, end, word) => found.push([at + end, cost, word]));
    return found;
  }

  // A row holds the cost of turning what was walked into the first letters of `part`.
  walk(node, c, before, part, row, older, report) {
    const next = new Float64Array(part.length + 1);
    next[0] = row[0] + (c === before ? 0.5 : 1);
    for (let i = 1; i <= part.length; i++) {
      next[i] = Math.min(row[i - 1] + slip(c, part[i - 1]), row[i] + (c === before ? 0.5 : 1), next[i - 1] + (part[i - 1] === part[i - 2] ? 0.5 : 1));
      if (older && i > 1 && c === part[i - 2] && before === part[i - 1]) next[i] = Math.min(next[i], older[i - 2] + 0.7);
    }
    // The first letter of a word is seldom wrong; without it too much looks alike.
    if (Math.min(...next) > 2.6) return;
    if (node.word) {
      for (let i = Math.max(1, node.length - 2); i <= Math.min(part.length, node.length + 2); i++) {
        if (next[i] <= allowance(Math.min(node.length, i))) report(1 + 1.6 * next[i] + (next[i] ? 0.2 : 0), i, node.word);
      }
    }
    for (const [letter, child] of node) this.walk(child, letter, c, part, next, row, report);
  }
}
