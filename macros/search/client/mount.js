// Joins the search to a page's boxes, `input[type=search][data-search-box]`. Load it when someone is about to search.
//
// A page needs: a box; an element with `data-search-base`, the relative address of the site's root; the style search.css;
// and on the page /search/ an element with `data-search-page`, where results go. Nothing is stored in the browser.

import { Dropdown } from './dropdown.js';
import { Index } from './index.js';
import { ResultPage } from './page.js';
import { element } from './view.js';
import { keepWhole, load } from './whole.js';
import { words } from './words.js';

const SLOW = 50; // ms; a search that takes longer leaves as long to typing, up to 200

const root = document.documentElement;
const base = new URL(document.querySelector('[data-search-base]')?.dataset.searchBase || './', document.baseURI);
const href = (address) => new URL(address.replace(/^\//, ''), base).href;
const index = new Index(href('/search/'));
const wholeList = document.querySelector('[data-search-whole]') && new URL(document.querySelector('[data-search-whole]').dataset.searchWhole, document.baseURI).href;
const boxes = [...document.querySelectorAll('input[type=search][data-search-box]')];
const live = element('div', { 'aria-live': 'polite', class: 'ps-found__live' });
const shows = new Map();
const place = document.querySelector('[data-search-page]');
let asked = '';
let free = 0; // when the next search may begin
let timer = 0;

function announce(text) {
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { live.textContent = text; }, 400); // not at every key
}

/** Where a box shows its results: on the page of results, or under the box. */
function showFor(box) {
  const owner = place || box;
  if (!shows.has(owner)) shows.set(owner, place ? new ResultPage(place) : new Dropdown(box));
  return Object.assign(shows.get(owner), { context: { search: index.search, manifest: index.manifest, href, announce } });
}

async function ask(box) {
  const typed = box.value;
  asked = typed;
  if (!typed.trim()) return clear(box, typed);
  try {
    const search = await index.ready(typed, () => part(box, typed));
    if (asked !== typed) return; // Something else has been typed meanwhile.
    const started = performance.now();
    const answer = search.search(typed);
    showFor(box).show(typed, answer);
    const took = performance.now() - started;
    free = took > SLOW ? started + took + Math.min(200, took) : 0;
    announce(answer.results.length ? words.found(answer.results.length) : words.nothing(typed));
    done(typed);
    await load(wholeList).then(() => keepWhole(document), () => {}); // without the list, lines end where they end
  } catch (error) {
    showFor(box).say(words.failed);
    announce(words.failed);
    console.error(error);
  }
}

/** Show what the first part of the index holds, if anything; more follows, and the order may still change. */
function part(box, typed) {
  const answer = asked === typed && index.search.search(typed);
  const isShown = Boolean(answer && answer.results.length);
  if (isShown) showFor(box).show(typed, answer);
  return isShown;
}

function clear(box, typed) {
  const show = shows.get(place || box);
  if (place) show?.say('');
  else show?.close();
  done(typed);
}

function done(typed) {
  root.dataset.searchQuery = typed;
  root.dataset.searchState = 'done';
}

/** `input` comes for keys, pasting, dictation and the clearing cross alike; while a letter is being composed it waits. */
function typed(event) {
  const box = event.target;
  if (event.isComposing) return;
  root.dataset.searchState = 'busy';
  for (const other of place ? boxes : []) if (other !== box) other.value = box.value;
  clearTimeout(timer);
  const wait = free - performance.now();
  if (wait > 0) timer = setTimeout(ask, wait, box);
  else ask(box);
}

function submitted(event, box) {
  if (!place || !box.value.trim()) return;
  event.preventDefault();
  ask(box).then(() => {
    const show = shows.get(place);
    if (show?.typed === box.value) show.settle();
    show?.focusFirst();
  });
}

/** Back at a query that was submitted before, or forward again. */
function returned() {
  const query = new URLSearchParams(location.search).get('q') || '';
  const show = shows.get(place);
  if (!show || query === show.typed) return;
  for (const box of boxes) box.value = query;
  show.arrive();
  ask(boxes[0]);
}

function joinBox(box) {
  box.addEventListener('input', typed);
  box.addEventListener('compositionend', typed);
  box.addEventListener('focus', () => { if (box.value && box.value === asked && !place) shows.get(box)?.open(); });
  box.form?.addEventListener('submit', (event) => submitted(event, box));
}

/** The address may hold a query, and a reader may have typed before this script came. */
function start() {
  document.body.append(live);
  if (place) window.addEventListener('popstate', returned);
  boxes.forEach(joinBox);
  const early = boxes.find((box) => box === document.activeElement && box.value) || (place && boxes.find((box) => box.value));
  const query = place && new URLSearchParams(location.search).get('q'); // one may be sent with nothing in it
  if (query && !early) for (const box of boxes) box.value = query;
  const box = early || (query !== null && boxes[0]);
  if (box) ask(box);
  index.prepare().catch(() => {}); // The first key will say what is wrong.
}

start();
