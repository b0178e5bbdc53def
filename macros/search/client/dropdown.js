// The list under a search box: a combobox, worked with arrow keys, Enter and Escape.

import { ResultList, element, nothing, notes } from './view.js';
import { keepWhole } from './whole.js';
import { words } from './words.js';

let count = 0;

export class Dropdown {
  /** `box`: the input. `context` is set before each use: {search, manifest, href}. */
  constructor(box) {
    const id = `ps-found-list-${++count}`;
    Object.assign(this, { box, current: null });
    this.list = element('div', { id, role: 'listbox', 'aria-label': words.results, class: 'ps-found__options' });
    this.above = element('div', {});
    this.below = element('div', {});
    this.panel = element('div', { class: 'ps-found ps-found--drop', hidden: '' }, this.above, this.list, this.below);
    const host = box.form ?? box.parentElement;
    host.classList.add('ps-found-host');
    host.append(this.panel);
    for (const [key, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-expanded': 'false' })) box.setAttribute(key, value);
    box.addEventListener('keydown', (event) => this.key(event));
    document.addEventListener('pointerdown', (event) => { if (!this.panel.contains(event.target) && event.target !== box) this.close(); });
    this.panel.addEventListener('focusout', (event) => { if (!this.panel.contains(event.relatedTarget) && event.relatedTarget !== box) this.close(); });
  }

  show(typed, answer) {
    const { manifest, href } = this.context;
    const results = new ResultList({ ...this.context, option: true });
    const link = (text) => element('a', { href: `${href('/search/')}?q=${encodeURIComponent(text)}` }, text);
    const found = answer.results.length > 0;
    const chosen = this.typed === typed && this.current ? pathOf(this.current) : null; // more results come while a reader goes through the first
    this.typed = typed;
    this.list.replaceChildren(...(found ? results.build(answer, answer.results) : []));
    this.above.replaceChildren(...(found ? notes(typed, answer, link) : nothing(typed, answer, manifest, href)));
    this.below.replaceChildren(...(found ? [this.allLink(typed, answer)] : []));
    keepWhole(this.panel);
    this.current = null;
    this.box.removeAttribute('aria-activedescendant');
    this.list.hidden = !found;
    if (this.left !== typed) this.open();
    if (chosen) this.choose(this.options().find((option) => pathOf(option) === chosen) ?? null);
  }

  allLink(typed, { results }) {
    return element('a', { href: `${this.context.href('/search/')}?q=${encodeURIComponent(typed)}`, class: 'ps-found__all' }, words.all(results.length));
  }

  say(text) {
    this.list.hidden = true;
    this.above.replaceChildren(element('p', {}, text));
    this.below.replaceChildren();
    this.open();
  }

  open() {
    this.left = null;
    this.panel.hidden = false;
    this.panel.scrollTop = 0;
    this.box.setAttribute('aria-expanded', 'true');
  }

  /** Results of the same query that come later do not open it again. */
  close() {
    this.left = this.box.value;
    this.panel.hidden = true;
    this.box.setAttribute('aria-expanded', 'false');
    this.choose(null);
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === 'Escape' && !this.panel.hidden) {
      this.close();
      event.preventDefault();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && this.options().length) {
      this.open();
      this.move(event.key === 'ArrowDown' ? 1 : -1);
      event.preventDefault();
    } else if (event.key === 'Enter' && this.current && !this.panel.hidden) {
      event.preventDefault();
      this.current.click();
    }
  }

  options() {
    return [...this.list.querySelectorAll('[role=option]')];
  }

  move(step) {
    const options = this.options();
    const at = this.current ? options.indexOf(this.current) + step : step > 0 ? 0 : options.length - 1;
    this.choose(options[at] ?? null); // Beyond the ends one is back in the box.
  }

  choose(option) {
    this.current?.setAttribute('aria-selected', 'false');
    this.current = option;
    if (!option) return this.box.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    return this.box.setAttribute('aria-activedescendant', option.id);
  }
}

/** The page that a result leads to, whatever words are marked there. */
function pathOf(option) {
  return new URL(option.href).pathname;
}
