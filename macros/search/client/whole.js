// Words that browsers would tear at the end of a line stay whole in what the search shows, as the build keeps them in pages
// (site/html/line_breaks.py). Their list comes after the first results, so that none waits for it.

import { LEADING } from './cut.js';
import { unpacked } from './packed.js';

const NO_END_BEFORE = /[\u0e30-\u0e3a\u0e45\u0e46\u0e47-\u0e4e]/; // belongs to the letter before it: no word ends in front of one
const PLACE = /(?<=ตำบล|อำเภอ|จังหวัด)[\u0e01-\u0e4e]{2,12}(?![\u0e01-\u0e4e])/y;
const NAME = /(?<![\w@./-])[A-Za-z]-[A-Za-z]+/y; // e-GP
const PLACE_BEFORE = new Set('ลอด'); // how the words before a place end
const TEXTS = '.ps-found__title, .ps-found__text, .ps-found__facts, .ps-found__kind, .ps-found__note, .ps-found__nothing, .ps-found__near a, .ps-found__ways a, .ps-found__all';

const begin = (text, at) => text.slice(at, at + 2);

let byBeginning; // first two letters → words, the longest first

/** Fetch the list, once. `address`: where it lies, or nothing for a site without one. */
export async function load(address) {
  if (byBeginning || !address) return;
  const response = await fetch(address);
  if (response.ok) learn(unpacked(new TextDecoder('windows-874').decode(await response.arrayBuffer())));
}

function learn(words) {
  byBeginning = new Map();
  for (const word of [...words].sort((a, b) => b.length - a.length)) byBeginning.set(begin(word, 0), [...(byBeginning.get(begin(word, 0)) ?? []), word]);
}

/** Where whole words stand in a plain text: [begin, end], in letters. */
export function places(text) {
  const found = [];
  for (let at = 0; at < text.length; at++) {
    const end = LEADING.has(text[at - 1]) ? 0 : wordEnd(text, at);
    if (!end) continue;
    found.push([at, end]);
    at = end - 1;
  }
  return found;
}

function wordEnd(text, at) {
  if (PLACE_BEFORE.has(text[at - 1])) {
    PLACE.lastIndex = at;
    const place = PLACE.exec(text);
    if (place) return at + place[0].length;
  }
  if (text[at + 1] === '-') {
    NAME.lastIndex = at;
    const name = NAME.exec(text);
    if (name) return at + name[0].length;
  }
  const word = byBeginning.get(begin(text, at))?.find((one) => text.startsWith(one, at) && !NO_END_BEFORE.test(text[at + one.length] ?? ''));
  return word ? at + word.length : 0;
}

/** Keep the words of all texts inside of `root` whole, those in sight at once and the rest of a long list soon after, so that typing goes on.
 * Texts that are so already are left alone. */
export function keepWhole(root) {
  if (!byBeginning) return;
  waiting.push(...[...root.querySelectorAll(TEXTS)].reverse());
  clearTimeout(later);
  work();
}

const waiting = [];
let later = 0;
const AT_ONCE = 8; // milliseconds

function work() {
  const until = performance.now() + AT_ONCE;
  while (waiting.length && performance.now() < until) {
    const text = waiting.pop();
    if (text.isConnected && !text.querySelector('.ps-w') && !isUnseen(text.closest('[data-search-result]'))) keep(text);
  }
  if (waiting.length) later = setTimeout(work);
  document.documentElement.dataset.searchWords = waiting.length ? 'busy' : 'whole';
}

/** A result that has no snippet yet gets its words with it. */
const isUnseen = (result) => result && !result.querySelector('.ps-found__text');

function keep(element) {
  const nodes = textsOf(element);
  for (const [start, end] of places(element.textContent).reverse()) {
    const range = document.createRange();
    range.setStart(...spot(nodes, start, 1));
    range.setEnd(...spot(nodes, end, 0));
    const whole = document.createElement('span');
    whole.className = 'ps-w';
    whole.append(range.extractContents());
    range.insertNode(whole);
  }
  for (const mark of element.querySelectorAll('mark:empty')) mark.remove();
}

/** [[text node, place of its first letter, place behind its last]] */
function textsOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let at = 0, node = walker.nextNode(); node; at += node.length, node = walker.nextNode()) nodes.push([node, at, at + node.length]);
  return nodes;
}

/** The text node of a place, and the place in it; between two of them the later one for a beginning (`more`: 1), else the earlier. */
function spot(nodes, place, more) {
  const [node, start] = nodes.find(([, , end]) => place + more <= end);
  return [node, place - start];
}
