// Showing results. Only builds elements; what to show comes in.

import { markersOf, marked, snippet } from './snippet.js';
import { keepWhole } from './whole.js';
import { words } from './words.js';

const FIRST = 20; // results whose snippets are made at once; the others get theirs when they come into view
const BEST = 5; // results shown before the groups by kind
const IN_ONE_GO = 500; // results made at once, if there are no more; else the others follow on demand
const AT_FIRST = 100;

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const runs = (parts) => parts.map(({ text, found }) => (found ? element('mark', {}, text) : text));

/** What a page is and of which year: titles alone may be the same. */
const factsOf = ({ kind, year }, { kinds }) => element('span', { class: 'ps-found__facts' }, [kinds[kind], year ? words.year(year) : ''].filter(Boolean).join(' · '));

/** Shows answers in one place. `option`: results are options of a combobox; `href(address)`: from here to a page. */
export class ResultList {
  constructor({ search, manifest, href, option }) {
    Object.assign(this, { search, manifest, href, option });
    this.waiting = new Map();
    this.watcher = new IntersectionObserver((seen) => seen.forEach((entry) => entry.isIntersecting && this.fill(entry.target)));
  }

  /** Elements for the results of an answer, best first, then by kind. */
  build(answer, results) {
    this.watcher.disconnect();
    this.waiting.clear();
    this.markers = markersOf(answer.terms, this.search.store);
    const shown = results.length > IN_ONE_GO ? AT_FIRST : IN_ONE_GO;
    const groups = grouped(results.slice(0, shown), this.manifest.kinds);
    let number = 0;
    const made = groups.map(({ label, results: part }) => this.group(label, part.map((result) => this.result(result, number++))));
    if (results.length > shown) made.push(this.moreButton(results, shown));
    return made;
  }

  group(label, items) {
    if (this.option) return element('div', { role: 'group', 'aria-label': label || words.results, class: 'ps-found__group' }, ...(label ? [element('div', { class: 'ps-found__kind', 'aria-hidden': 'true' }, label)] : []), ...items);
    const list = element('ol', { class: 'ps-found__list' }, ...items.map((item) => element('li', {}, item)));
    return element('section', { class: 'ps-found__group' }, ...(label ? [element('h2', { class: 'ps-found__kind' }, label)] : []), list);
  }

  result({ page }, number) {
    const title = element('span', { class: 'ps-found__title' }, page.title);
    const link = element('a', { class: 'ps-found__result', href: this.href(page.address), 'data-search-result': '' }, title, factsOf(page, this.manifest));
    if (this.option) Object.entries({ role: 'option', id: `ps-found-${number}`, tabindex: '-1', 'aria-selected': 'false' }).forEach(([key, value]) => link.setAttribute(key, value));
    this.waiting.set(link, page);
    if (number < FIRST) this.fill(link);
    else this.watcher.observe(link);
    return link;
  }

  /** Add the snippet, and lead the link to its heading with the words marked. */
  fill(link) {
    const page = this.waiting.get(link);
    if (!page) return;
    this.waiting.delete(link);
    this.watcher.unobserve(link);
    const { parts, ...place } = snippet(page, this.markers, this.search.store);
    link.firstChild.replaceChildren(...runs(marked(page.title, this.markers, this.search.store)));
    link.append(element('span', { class: 'ps-found__text' }, ...runs(parts)));
    link.setAttribute('href', this.href(page.address) + fragment(place));
    keepWhole(link);
  }

  moreButton(results, shown) {
    const button = element('button', { type: 'button', class: 'ps-button' }, `${words.more} (${results.length - shown})`);
    const more = results.slice(shown, shown + IN_ONE_GO);
    button.addEventListener('click', () => {
      button.before(this.group('', more.map((result, i) => this.result(result, shown + i))));
      if (shown + IN_ONE_GO < results.length) button.replaceWith(this.moreButton(results, shown + IN_ONE_GO));
      else button.remove();
    });
    return button;
  }
}

/** '#anchor:~:text=word': browsers mark the words on the page, and nothing is stored or sent for it. */
function fragment({ anchor, words: found, before, after }) {
  const encode = (text) => encodeURIComponent(text).replace(/-/g, '%2D');
  const first = found.length && (before || after) ? [`${before && `${encode(before)}-,`}${encode(found[0])}${after && `,-${encode(after)}`}`] : [];
  const texts = [...first, ...found.slice(first.length).map(encode)].map((text) => `text=${text}`).join('&');
  return anchor || texts ? `#${encodeURIComponent(anchor)}${texts && `:~:${texts}`}` : '';
}

/** The best results, then the rest by kind, in the order of each kind's best. */
function grouped(results, kinds) {
  if (results.length <= BEST + 3 || new Set(results.map(({ page }) => page.kind)).size < 2) return [{ label: '', results }];
  const groups = new Map();
  for (const result of results.slice(BEST)) groups.set(result.page.kind, [...(groups.get(result.page.kind) || []), result]);
  return [{ label: words.best, results: results.slice(0, BEST) }, ...[...groups].map(([kind, part]) => ({ label: kinds[kind], results: part }))];
}

/** What is said above the results: what was searched instead, what of it stands nowhere, or what else it may be called. `link(text)`: to a query. */
export function notes(typed, answer, link) {
  const note = (...children) => element('p', { class: 'ps-found__note' }, ...children);
  const links = (texts) => texts.flatMap((text, i) => [i ? ', ' : ' ', link(text)]);
  if (answer.instead) return [note(...words.instead(typed, '').slice(0, 1), element('strong', {}, answer.instead), words.instead('', '')[2])];
  if (answer.missing.length) return [note(words.missing(answer.missing))];
  if (answer.others.length) return [note(words.others, ' ', answer.others.join(', '))];
  return answer.also.length ? [note(words.also, ...links(answer.also))] : [];
}

/** What is said when nothing was found: what was searched, what is near, and other ways on. */
export function nothing(typed, answer, manifest, href) {
  const list = (items) => element('ul', {}, ...items.map(([title, address, ...facts]) => element('li', {}, element('a', { href: href(address) }, title), ...facts)));
  const near = answer.near.length ? [element('section', { class: 'ps-found__near' }, element('h2', {}, words.near), list(answer.near.map(({ page }) => [page.title, page.address, ' ', factsOf(page, manifest)])))] : [];
  const ways = manifest.ways.length ? [element('section', { class: 'ps-found__ways' }, element('h2', {}, words.ways), list(manifest.ways))] : [];
  return [element('p', { class: 'ps-found__nothing' }, words.nothing(typed)), element('p', { class: 'ps-found__note' }, words.searched(manifest.pages)), ...near, ...ways];
}
