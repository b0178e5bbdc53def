// Finding a long text that stands somewhere with a slip of the pen, without knowing any words. No DOM.

import { slip } from './parse.js';

const PLACES = 200; // places that are looked at
const slipsFor = (length) => (length < 8 ? 0 : length < 14 ? 1 : 2);

/** Texts in the body of `pairs` that differ from `text` by one slip (from 8 letters) or two (from 14), the nearest first. */
export function similar(text, pairs) {
  const slips = slipsFor(text.length);
  const found = new Map();
  if (slips) {
    for (const start of starts(text, pairs, slips)) {
      const near = nearest(text, pairs.body.slice(start, start + text.length + 2 * slips).split('\n')[0], slips);
      if (near) found.set(near.text, near.cost);
    }
  }
  return [...found].sort(([, a], [, b]) => a - b).slice(0, 12).map(([near]) => near);
}

/** Cut into one part more than there may be slips, one part must stand there unchanged. */
function starts(text, pairs, slips) {
  const size = Math.ceil(text.length / (slips + 1));
  const places = new Set();
  for (let offset = 0; offset < text.length; offset += size) {
    for (const at of pairs.of(text.slice(offset, offset + size))) {
      if (places.size >= PLACES) break;
      for (let shift = -slips; shift <= slips; shift++) places.add(Math.max(0, at - offset + shift));
    }
  }
  return places;
}

/** The beginning of `window` that is nearest to `text`, if near enough. */
function nearest(text, window, slips) {
  let row = Array.from({ length: text.length + 1 }, (_, i) => i);
  let best = null;
  for (let w = 0; w < window.length; w++) {
    const next = [w + 1];
    for (let i = 1; i <= text.length; i++) next[i] = Math.min(row[i - 1] + slip(text[i - 1], window[w]), row[i] + 1, next[i - 1] + 1);
    row = next;
    if (row[text.length] <= slips && (!best || row[text.length] < best.cost)) best = { text: window.slice(0, w + 1), cost: row[text.length] };
  }
  return best;
}
