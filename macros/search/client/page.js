// The page /search/: all results of a query, with chips for year and kind, and an address that can be passed on.

import { ResultList, element, nothing, notes } from './view.js';
import { keepWhole } from './whole.js';
import { words } from './words.js';

export class ResultPage {
  /** `place`: the element that results are put into. `context` is set before each use: {search, manifest, href, announce}. */
  constructor(place) {
    this.place = place;
    this.arrive();
    place.classList.add('ps-found');
    place.addEventListener('keydown', (event) => this.key(event));
  }

  /** Take over the query and the filters of the address, which the reader opened or came back to. */
  arrive() {
    const asked = new URLSearchParams(location.search);
    this.typed = asked.get('q') || '';
    this.filter = { year: asked.get('year') || '', kind: asked.get('kind') || '' };
    this.step = { typed: this.typed, address: location.search };
  }

  show(typed, answer) {
    if (this.typed && this.typed !== typed) this.filter = { year: '', kind: '' };
    Object.assign(this, { typed, answer });
    this.render();
  }

  say(text) {
    this.place.replaceChildren(...(text ? [element('p', { class: 'ps-found__note' }, text)] : []));
  }

  render() {
    const { typed, answer, context } = this;
    const { manifest, href } = context;
    this.remember();
    if (!answer.results.length) return this.fill(nothing(typed, answer, manifest, href));
    const kept = answer.results.filter(({ page }) => this.fits(page, 'year') && this.fits(page, 'kind'));
    const all = answer.results.length;
    const link = (text) => element('a', { href: `?q=${encodeURIComponent(text)}` }, text);
    const count = element('p', { class: 'ps-found__count', 'data-search-count': String(kept.length) }, kept.length < all ? words.shown(kept.length, all) : words.found(all));
    this.list ??= new ResultList({ ...context, option: false });
    return this.fill([count, ...notes(typed, answer, link), ...this.chips(), ...this.list.build(answer, kept)]);
  }

  fill(elements) {
    this.place.replaceChildren(...elements);
    keepWhole(this.place);
  }

  fits(page, field) {
    return !this.filter[field] || String(page[field]) === this.filter[field];
  }

  /** Rows of chips; each says how many pages it would leave. */
  chips() {
    const { kinds } = this.context.manifest;
    const years = this.counts('year', 'kind').filter(([year]) => year !== '0').sort(([a], [b]) => b - a);
    const rows = [
      [words.years, 'year', words.allYears, years, (year) => words.year(year)],
      [words.kinds, 'kind', words.allKinds, this.counts('kind', 'year'), (kind) => kinds[kind]],
    ];
    return rows.filter(([, field, , choices]) => choices.length > 1 || this.filter[field]).map((row) => this.row(...row));
  }

  counts(field, other) {
    const counts = new Map();
    for (const { page } of this.answer.results) {
      if (this.fits(page, other)) counts.set(String(page[field]), (counts.get(String(page[field])) || 0) + 1);
    }
    return [...counts];
  }

  row(label, field, everything, choices, name) {
    const chip = (value, text) => {
      const made = element('button', { type: 'button', class: 'ps-found__chip', 'aria-pressed': String(this.filter[field] === value) }, text);
      made.addEventListener('click', () => this.choose(field, value));
      return made;
    };
    return element('div', { class: 'ps-found__chips', role: 'group', 'aria-label': label, 'data-field': field }, chip('', everything), ...choices.map(([value, n]) => chip(value, `${name(value)} (${n})`)));
  }

  choose(field, value) {
    this.filter = { ...this.filter, [field]: value };
    this.render();
    this.place.querySelector(`[data-field=${field}] [aria-pressed=true]`)?.focus();
    this.context.announce(words.found(Number(this.place.querySelector('[data-search-count]')?.dataset.searchCount ?? 0)));
  }

  get address() {
    const chosen = Object.fromEntries(Object.entries(this.filter).filter(([, value]) => value));
    return '?' + new URLSearchParams({ q: this.typed, ...chosen });
  }

  /** What is typed or chosen is no step of its own: the address follows it. */
  remember() {
    history.replaceState(history.state, '', this.address);
    if (this.typed === this.step.typed) this.step.address = this.address;
  }

  /** What is submitted is one: going back leads to what was submitted before it. */
  settle() {
    const { typed, step, address } = this;
    if (typed === step.typed) return;
    if (step.typed) {
      history.replaceState(history.state, '', step.address);
      history.pushState(null, '', address);
    }
    this.step = { typed, address };
  }

  /** Arrow keys walk through the results. */
  key(event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...this.place.querySelectorAll('[data-search-result]')];
    const at = links.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  }

  focusFirst() {
    this.place.querySelector('[data-search-result]')?.focus();
  }
}
