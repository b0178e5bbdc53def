// A changed record is written into the text it was read from: what did not change stays byte by byte, comments and all. An edit is
// {start, end, text} in characters of that text as it reads without a byte order mark and with \n alone; it is made in the text as it is.
(function (prongsai) {
  "use strict";

  /** `source` with the values that differ from `value` replaced. `value` and `shape` are of the whole record. */
  prongsai.edited = function (source, value, shape) {
    const bare = prongsai.bare(source), places = placesOf(source);
    const edits = mapEdits({ source: bare }, prongsai.parse(bare).contents, value, shape);
    const lineBreak = /\r\n?|\n/.exec(source)?.[0] ?? "\n";
    return edits.sort((a, b) => b.start - a.start).reduce((text, { start, end, text: own }) => {
      return text.slice(0, places[start]) + own.replaceAll("\n", lineBreak) + text.slice(places[end]);
    }, source);
  };

  /** A text as every program reads it, whichever has saved it. */
  prongsai.bare = (source) => source.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");

  /** Where each character of the bare text stands in `source`, and its end: also for the line break that the last line may lack. */
  function placesOf(source) {
    return [...source.matchAll(/\r\n|(?!^\ufeff)[^]/g)].map((found) => found.index).concat(source.length, source.length);
  }

  const isList = (node) => !!node && Array.isArray(node.items) && !isMapNode(node);
  const isMapNode = (node) => node.items.length > 0 && node.items[0] && "key" in node.items[0];
  const isBlock = (node) => !!node && Array.isArray(node.items) && !node.flow && node.items.length > 0;

  function mapEdits(text, node, value, shape) {
    const pairs = node.items.map((pair) => ({ name: String(pair.key.value), pair, start: pair.key.range[0] }));
    const wanted = prongsai.ordered(value, shape);
    const edits = pairs.flatMap((entry, index) => pairEdits(text, pairs, index, value, shape));
    const added = wanted.filter((name) => !pairs.some((entry) => entry.name === name));
    return [...edits, ...insertions(text, pairs, added, value, shape)];
  }

  function pairEdits(text, pairs, index, value, shape) {
    const { name, pair, start } = pairs[index];
    const inner = shape.fields[name];
    if (!inner) return []; // a field that the form does not know is nobody's to change
    if (!(name in value)) return [removal(text, pairs, index)];
    const before = prongsai.value(pair.value, inner);
    if (same(before, value[name])) return [];
    if (isBlock(pair.value) && inner.fields && isMapNode(pair.value)) return mapEdits(text, pair.value, value[name], inner);
    if (isBlock(pair.value) && inner.entry && isList(pair.value) && value[name].length) return listEdits(text, pair.value, value[name], inner.entry);
    return [{ start, end: lineEnd(text, end(pair)), text: fresh(prongsai.rows(name, value[name], inner, column(text, start)), start, text) }];
  }

  /** Lines that begin where a key stands: the first one goes on in its line. */
  const fresh = (rows) => [rows[0].trimStart(), ...rows.slice(1)].join("\n");

  function removal(text, pairs, index) {
    const { pair, start } = pairs[index];
    const ownLine = !text.source.slice(lineStart(text, start), start).trim();
    if (!ownLine && pairs[index + 1]) return { start, end: pairs[index + 1].start, text: "" }; // the next key moves up behind the dash
    return { start: lineStart(text, start), end: lineEnd(text, end(pair)) + 1, text: "" };
  }

  /** New fields stand behind the field that comes before them in the model. */
  function insertions(text, pairs, added, value, shape) {
    const order = Object.keys(shape.fields);
    const indent = column(text, pairs[0].start);
    return added.map((name) => {
      const rows = prongsai.rows(name, value[name], shape.fields[name] || {}, indent);
      const before = pairs.filter((entry) => order.includes(entry.name) && order.indexOf(entry.name) < order.indexOf(name) && entry.name in value);
      const last = before.sort((a, b) => order.indexOf(b.name) - order.indexOf(a.name))[0];
      if (last) return at(lineEnd(text, end(last.pair)), "\n" + rows.join("\n"));
      return at(pairs[0].start, `${fresh(rows)}\n${" ".repeat(indent)}`);
    }).reduce(joined, []);
  }

  const at = (start, text) => ({ start, end: start, text });

  /** Several insertions at one place become one, in their order. */
  function joined(edits, edit) {
    const there = edits.find((other) => other.start === edit.start && other.end === edit.end);
    if (!there) return [...edits, edit];
    there.text += edit.text;
    return edits;
  }

  function listEdits(text, node, values, shape) {
    const old = node.items.map((item) => ({ item, value: prongsai.value(item, shape) }));
    const steps = aligned(old.map((entry) => entry.value), values);
    const edits = [];
    let previous = null;
    for (const { from, to } of steps) {
      if (to === undefined) edits.push(entryRemoval(text, old[from].item));
      else if (from === undefined) edits.push(entryInsertion(text, node, previous, values[to], shape));
      else if (!same(old[from].value, values[to])) edits.push(...entryEdits(text, old[from].item, values[to], shape));
      if (from !== undefined) previous = old[from].item;
    }
    return edits.reduce(joined, []);
  }

  function entryEdits(text, item, value, shape) {
    if (isBlock(item) && isMapNode(item) && shape.fields) return mapEdits(text, item, value, shape);
    const dash = dashOf(text, item);
    return [{ start: dash, end: lineEnd(text, contentEnd(item)), text: fresh(prongsai.entryRows(value, shape, column(text, dash))) }];
  }

  function entryRemoval(text, item) {
    return { start: lineStart(text, dashOf(text, item)), end: lineEnd(text, contentEnd(item)) + 1, text: "" };
  }

  function entryInsertion(text, node, previous, value, shape) {
    const indent = column(text, dashOf(text, node.items[0]));
    const rows = prongsai.entryRows(value, shape, indent).join("\n");
    if (!previous) return at(lineStart(text, dashOf(text, node.items[0])), rows + "\n");
    return at(lineEnd(text, contentEnd(previous)), (spaced(text, node) ? "\n\n" : "\n") + rows);
  }

  /** Whether an empty line parts the entries of a list. */
  function spaced(text, node) {
    const [first, second] = node.items;
    return !!second && /\n[ \t]*\n/.test(text.source.slice(contentEnd(first), dashOf(text, second)));
  }

  /** Which old entry became which new one: equal ones first (longest common subsequence), the rest between them in order. */
  function aligned(old, values) {
    const length = Array.from({ length: old.length + 1 }, () => new Array(values.length + 1).fill(0));
    for (let i = old.length - 1; i >= 0; i--)
      for (let j = values.length - 1; j >= 0; j--)
        length[i][j] = same(old[i], values[j]) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    const steps = [];
    let gap = { from: [], to: [] };
    const close = () => {
      const count = Math.max(gap.from.length, gap.to.length);
      for (let k = 0; k < count; k++) steps.push({ from: gap.from[k], to: gap.to[k] });
      gap = { from: [], to: [] };
    };
    let i = 0, j = 0;
    while (i < old.length || j < values.length) {
      if (i < old.length && j < values.length && same(old[i], values[j])) { close(); steps.push({ from: i++, to: j++ }); }
      else if (j >= values.length || (i < old.length && length[i + 1][j] >= length[i][j + 1])) gap.from.push(i++);
      else gap.to.push(j++);
    }
    close();
    return steps;
  }

  /** Where a value's own text ends: before the comments and empty lines that follow it. */
  function contentEnd(node) {
    if (isBlock(node)) { const last = node.items[node.items.length - 1]; return "key" in last ? end(last) : contentEnd(last); }
    return node.range[1];
  }

  const end = (pair) => (pair.value && (pair.value.range[1] > pair.value.range[0]) ? contentEnd(pair.value) : pair.key.range[1]);
  const dashOf = (text, node) => text.source.lastIndexOf("-", (isBlock(node) && isMapNode(node) ? node.items[0].key.range[0] : node.range[0]) - 1);
  const lineStart = (text, place) => text.source.lastIndexOf("\n", place - 1) + 1;
  const column = (text, place) => place - lineStart(text, place);

  /** The end of the line in which a value's last character stands (a block of text ends behind its line break). */
  function lineEnd(text, place) {
    while (place > 0 && /\s/.test(text.source[place - 1])) place--;
    const found = text.source.indexOf("\n", place);
    return found < 0 ? text.source.length : found;
  }

  function same(a, b) {
    if (!a || !b || typeof a !== "object" || typeof b !== "object") return a === b;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => name in b && same(a[name], b[name]));
  }

  prongsai.same = same;
})((window.prongsai = window.prongsai || {}));
