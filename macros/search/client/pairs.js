// Where a text stands in a long one, told by where its rarest pair of letters stands: no need to read all of it. No DOM.

const KINDS = 8192; // of pairs; Thai and English letters each have one of their own
const kindOf = (body, at) => (body.charCodeAt(at) * 97 + body.charCodeAt(at + 1)) % KINDS;

export class Pairs {
  /** `places`: of all pairs, by their kind; `begins`: where those of each kind begin among them. */
  constructor(body) {
    this.body = body;
    const size = Math.max(0, body.length - 1);
    this.begins = new Uint32Array(KINDS + 1);
    for (let at = 0; at < size; at++) this.begins[kindOf(body, at) + 1]++;
    for (let kind = 0; kind < KINDS; kind++) this.begins[kind + 1] += this.begins[kind];
    const next = this.begins.slice();
    this.places = new Uint32Array(size);
    for (let at = 0; at < size; at++) this.places[next[kindOf(body, at)]++] = at;
  }

  /** Where the text stands, in order. */
  * of(text) {
    const { body, begins, places } = this;
    if (text.length < 2) {
      for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + 1)) yield at;
      return;
    }
    let offset = 0;
    let kind = 0;
    let fewest = Infinity;
    for (let at = 0; at + 1 < text.length; at++) {
      const each = kindOf(text, at);
      const count = begins[each + 1] - begins[each];
      if (count < fewest) [fewest, kind, offset] = [count, each, at];
    }
    for (let i = begins[kind]; i < begins[kind + 1]; i++) {
      const place = places[i] - offset;
      if (place >= 0 && body.startsWith(text, place)) yield place;
    }
  }
}
