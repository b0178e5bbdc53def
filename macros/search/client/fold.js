// Folding, as specified in macros/thai/fold.json; the table comes with the index, so both sides always agree.

const FOREIGN = /[^\x00-\x7f\u0e00-\u0e7f]/gu;
const plain = (c) => c.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
const unescape = (s) => s.replace(/\\u([0-9a-f]{4})|\\n/g, (_, hex) => (hex ? String.fromCharCode(parseInt(hex, 16)) : '\n'));

/** Has the text no letters but English ones? */
export const isPlain = (text) => /^[ -~]*$/.test(text);

/** Make {fold, foldSpaced, join, foldMapped} from the specification's table. */
export function createFolder(specification) {
  const digit = new Map([...specification.digits].map((c, i) => [c, String(i)]));
  const digits = new RegExp(`[${specification.digits}]`, 'g');
  const steps = specification.steps.map(([, pattern, to]) => [new RegExp(pattern, 'g'), unescape(to)]);

  const joining = specification.steps.findIndex(([why]) => why.startsWith('a space beside Thai'));
  const run = (text, some) => some.reduce((folded, [pattern, to]) => folded.replace(pattern, to), text);

  /** Folded, but with the spaces beside Thai as written: where one word ends for certain. */
  const foldSpaced = (text) => run(text.replace(FOREIGN, plain).toLowerCase().replace(digits, (c) => digit.get(c)), steps.slice(0, joining));
  const join = (spaced) => run(spaced, steps.slice(joining));
  const fold = (text) => join(foldSpaced(text));

  /** {text, map}: the folded text, and for each of its characters the place in `original` it came from. */
  function foldMapped(original) {
    let state = { text: '', map: [] };
    let at = 0;
    for (const c of original) {
      const out = plainCharacter(c);
      for (let i = 0; i < out.length; i++) state.map.push(at);
      state.text += out;
      at += c.length;
    }
    for (const [pattern, to] of steps) state = rewrite(state, pattern, to);
    state.map.push(original.length);
    return state;
  }

  const plainCharacter = (c) => digit.get(c) || (c > '\x7f' && !/[\u0e00-\u0e7f]/.test(c) ? plain(c) : c).toLowerCase();
  return { fold, foldSpaced, join, foldMapped };
}

/** Replace like String.replace, and carry the map of places along. */
function rewrite({ text, map }, pattern, to) {
  const out = { text: '', map: [] };
  let last = 0;
  const copy = (from, end) => {
    out.text += text.slice(from, end);
    for (let i = from; i < end; i++) out.map.push(map[i]);
  };
  for (const match of text.matchAll(pattern)) {
    copy(last, match.index);
    const made = to.replace(/\$(\d)/g, (_, group) => match[group] ?? '');
    for (let i = 0; i < made.length; i++) out.map.push(map[match.index + Math.min(i, match[0].length - 1)]);
    out.text += made;
    last = match.index + match[0].length;
  }
  copy(last, text.length);
  return out;
}

/** Folded text without tone marks and other silent marks, doubled letters single, the two r that sound like a short a as
 *  that: what misspellings share. */
export const skeleton = (folded) => unmarked(folded).replace(/([^\d\n])\1+/g, '$1');
/** The same with letters doubled as they are. */
export const unmarked = (folded) => folded.replace(/[\u0e3a\u0e47-\u0e4e]/g, '').replace(/รร(?![\u0e30-\u0e39])/g, '\u0e31');
