// Fetching the index in pieces, by need.

import { Search } from './core.js';
import { isPlain } from './fold.js';
import { otherDates, parse } from './parse.js';

const FILTER_BITS = 4096;
const MANY = 12; // pieces, some 1,500 pages
const PLAIN = 5; // letters from which a text that stands somewhere is no accident

export class Index {
  /** `folder`: address of the folder with the index, ending in a slash. */
  constructor(folder) {
    this.folder = folder;
    this.fetched = new Map();
  }

  /** The Search, with everything in memory that the query needs. `onPart` is called when some of it is; it tells whether that was enough to
   *  show something. */
  async ready(query, onPart) {
    await this.prepare();
    const parsed = parse(query, this.search.store.fold);
    const { years, item, text } = parsed;
    const holding = this.names((filter) => mayHold(filter, text));
    if (text.length < PLAIN) await this.words();
    if (this.pieceNames.length > 1 && !this.fetched.size) await this.begin(query, holding, onPart);
    await this.pieces(holding);
    // What stands somewhere as typed is found where it stands; anything else may be called otherwise, anywhere, a day is written in several ways, and a month lies within periods.
    const stands = !years.length && !item && !otherDates(text).length && this.search.store.stands(text);
    if (stands && !this.known) onPart();
    await this.words();
    const meant = stands && !this.search.isAccident(parsed);
    // The name of a page may say in other words what stands elsewhere as typed, if that is more than one word.
    if (!meant || !this.search.isWord(text)) await this.pieces(this.likely(query, meant));
    return this.search;
  }

  /** One piece gives the first results; the others follow. */
  async begin(query, holding, onPart) {
    if (holding.length) await this.piece(holding[0]);
    if (!holding.length || !onPart()) {
      await this.words();
      await this.piece(this.likely(query)[0]);
      onPart();
    }
    await new Promise((resolve) => { setTimeout(resolve); });
  }

  /** The pieces that may hold enough of the query under any name, or each of its words as typed if it `stands` somewhere, the likeliest first; of
   *  a small site all. */
  likely(query, stands = false) {
    const wanted = this.search.wanted(query).map((names) => (stands ? names.slice(0, 1) : names));
    const held = new Map(this.pieceNames.map((name, i) => [name, wanted.filter((names) => names.some((text) => mayHold(this.filters[i], text))).length]));
    const enough = this.pieceNames.filter((name) => held.get(name) && held.get(name) >= wanted.length * (stands ? 1 : 0.5));
    const some = this.pieceNames.length > MANY && (stands || enough.length) ? enough : [...this.pieceNames];
    return some.sort((a, b) => held.get(b) - held.get(a));
  }

  names(test) {
    return this.pieceNames.filter((_, i) => test(this.filters[i]));
  }

  /** The site's words and synonyms, which few queries need. */
  words() {
    this.loadingWords ??= this.packed(this.manifest.words).then((words) => { this.search.setWords(words); this.known = true; }, (error) => {
      this.loadingWords = null; // The next key tries again.
      throw error;
    });
    return this.loadingWords;
  }

  /** Fetch what every query needs, while the first letters are typed. */
  async prepare() {
    this.starting ??= this.start();
    await this.starting;
  }

  pieces(names) {
    return Promise.all(names.map((name) => this.piece(name)));
  }

  async start() {
    try {
      this.manifest = await (await this.fetch('manifest.json', { cache: 'no-cache' })).json();
      this.search = new Search(this.manifest);
      this.pieceNames = this.manifest.pieces.map(([name]) => name);
      this.filters = this.manifest.pieces.map(([, bits]) => Uint8Array.from(atob(bits), (c) => c.charCodeAt(0)));
      if (this.pieceNames.length === 1) await this.pieces(this.pieceNames);
    } catch (error) {
      this.starting = null;
      throw error;
    }
  }

  piece(name) {
    if (!this.fetched.has(name)) {
      const loading = this.packed(name).then((piece) => this.search.add(piece));
      this.fetched.set(name, loading.catch((error) => { this.fetched.delete(name); throw error; }));
    }
    return this.fetched.get(name);
  }

  /** Pieces are JSON with one byte a Thai letter. */
  async packed(name) {
    const response = await this.fetch(name);
    return JSON.parse(new TextDecoder('windows-874').decode(await response.arrayBuffer()));
  }

  async fetch(name, options) {
    const response = await fetch(this.folder + name, options);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  }
}

/** May a piece with these bits hold the text? English may be written there in one word or several. */
function mayHold(bits, text) {
  const beside = (a, b) => {
    const place = (a.charCodeAt(0) * 31 + b.charCodeAt(0)) % FILTER_BITS;
    return bits[place >> 3] & (1 << (place & 7));
  };
  const english = isPlain(text);
  const letters = [...(english ? text.replace(/ /g, '') : text)];
  return text.length > 1 && letters.every((b, i) => !i || beside(letters[i - 1], b) || (english && beside(letters[i - 1], ' ') && beside(' ', b)));
}
