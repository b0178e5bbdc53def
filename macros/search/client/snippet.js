// The piece of a page that shows why it was found, with the found words marked. No DOM.

import { marker } from './store.js';

const BEFORE = 50;
const LENGTH = 190;
const NEIGHBOUR = 80;
const JOINS_BACK = /[\u0e31-\u0e3a\u0e45-\u0e4e]/; // belongs to the letter before it
const AROUND = /[\s()[\]“”"'‘’]/; // folded away behind a word, and no part of it
const LEADS = /[\u0e40-\u0e44]/; // belongs to the letter after it

// A heading is its own target; its words stand in the page's list of contents too, and would lead there.
const NO_TARGET = { words: [], before: '', after: '' };

/** Patterns of a query's terms, made once for all its results: [[pattern of each variant]]. */
export const markersOf = (terms, store) => terms.filter((term) => !term.asks && term.variants.length).map((term) => term.variants.map((variant) => marker(variant, store)));

/** {anchor, parts: [{text, found}], words: texts as written on the page, for marking them there, before, after: neighbours
 *  of the first}. */
export function snippet(page, markers, store) {
  const best = bestLine(page, markers);
  if (!best) return { anchor: '', parts: split(firstLine(page), [], 0), ...NO_TARGET };
  const line = best.line.text;
  const spots = marks(line, markers, store);
  return { anchor: best.anchor, parts: split(line, spots, windowStart(line, spots)), ...(best.anchor && best.isHeading ? NO_TARGET : target(line, spots)) };
}

/** A text with all found words marked: [{text, found}]. */
export const marked = (text, markers, store) => runsOf(text, marks(text, markers, store), 0, text.length);

/** The line that has most of the terms; of equals a heading that says just this, or the first. */
function bestLine(page, markers) {
  let best = null;
  for (const { anchor, lines } of page.sections) {
    for (const line of lines) {
      const text = line.folded;
      const isHeading = line === lines[0];
      const found = (test) => markers.reduce((sum, variants) => sum + (variants.some(test) ? 1 : 0), 0);
      const score = found((pattern) => text.search(pattern) >= 0 && isWritten(pattern, line.text))
        + (isHeading && found((pattern) => text.match(pattern)?.[0] === text) ? 0.5 : 0);
      if (score > (best?.score ?? 0)) best = { score, line, anchor, isHeading };
    }
  }
  return best;
}

const isWritten = ({ raw }, line) => !raw || raw.test(line);

const firstLine = (page) => page.sections.flatMap((section) => section.lines).find(({ text }) => text)?.text ?? '';

/** Places [start, end] of the found words in the text as written, at the borders of Thai letter clusters, in order. */
function marks(text, markers, store) {
  const { text: folded, map } = store.foldMapped(text);
  const spots = [];
  for (const pattern of markers.flat().filter((each) => isWritten(each, text))) {
    for (const match of folded.matchAll(pattern)) spots.push(clusters(text, map[match.index], map[match.index + match[0].length]));
  }
  return merge(spots.sort(([a], [b]) => a - b));
}

function clusters(text, start, end) {
  while (start > 0 && (JOINS_BACK.test(text[start]) || LEADS.test(text[start - 1]))) start--;
  while (end > start && AROUND.test(text[end - 1])) end--;
  while (end < text.length && JOINS_BACK.test(text[end])) end++;
  return [start, end];
}

function merge(spots) {
  const out = [];
  for (const [start, end] of spots) {
    const last = out[out.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

function windowStart(text, spots) {
  if (!spots.length || text.length <= LENGTH || spots[0][1] < LENGTH / 2) return 0;
  const wanted = Math.max(0, spots[0][0] - BEFORE);
  const space = text.indexOf(' ', wanted);
  return space >= 0 && space < spots[0][0] ? space + 1 : wordStart(text, wanted);
}

/** Where the word at `at` begins: before a whole word at least, before a whole letter in browsers that know no words. */
function wordStart(text, at) {
  if (segmenter) return segmenter.segment(text).containing(at)?.index ?? text.length;
  while (at > 0 && at < text.length && (JOINS_BACK.test(text[at]) || LEADS.test(text[at - 1]))) at--;
  return at;
}

function split(text, spots, start) {
  const cutAt = start + LENGTH < text.length ? wordStart(text, start + LENGTH) : text.length;
  const end = cutAt > start ? cutAt : Math.min(text.length, start + LENGTH); // one word longer than all is cut
  const parts = runsOf(text, spots, start, end);
  if (start > 0) parts.unshift({ text: '… ', found: false });
  if (end < text.length) parts.push({ text: ' …', found: false });
  return parts;
}

function runsOf(text, spots, start, end) {
  const parts = [];
  let at = start;
  for (const [from, to] of spots) {
    if (to <= at || from >= end) continue;
    if (from > at) parts.push({ text: text.slice(at, from), found: false });
    parts.push({ text: text.slice(Math.max(at, from), Math.min(to, end)), found: true });
    at = Math.min(to, end);
  }
  if (at < end) parts.push({ text: text.slice(at, end), found: false });
  return parts;
}

/** What a browser needs to mark the found words on the page: whole words (it marks no parts), and for the first of them
 *  what stands beside it, by which it is told from the same word elsewhere on the page. */
function target(text, spots) {
  const bounded = merge(spots.map((spot) => wholeWords(text, spot)));
  if (!bounded.length) return NO_TARGET;
  const before = text.slice(0, bounded[0][0]).trim();
  const after = text.slice(bounded[0][1]).trim();
  const words = [...new Set(bounded.map(([start, end]) => text.slice(start, end)))].slice(0, 4);
  return { words, before: before.length <= NEIGHBOUR ? before : '', after: after.length <= NEIGHBOUR ? after : '' };
}

/** The place widened to where this browser sees words begin and end. */
function wholeWords(text, [start, end]) {
  if (!segmenter) return [start, end];
  const segments = segmenter.segment(text);
  const last = segments.containing(end - 1);
  return [segments.containing(start).index, last.index + last.segment.length];
}

const segmenter = Intl.Segmenter && new Intl.Segmenter('th', { granularity: 'word' });
