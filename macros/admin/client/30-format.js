// The format by which the editor reads and writes records. What it shows differs from what is written: words have one form, files begin
// with / (the editor's own rule), and nothing is null.
(function (prongsai) {
  "use strict";
  const SOURCE = "prongsai_source";
  const written = new Map(); // text → what it was made of: {source, value, shape}

  /** The text of a file → the values that the form shows. */
  prongsai.fromFile = function (text) {
    const document = prongsai.parse(prongsai.bare(text));
    const kind = String(document.get("kind") ?? "");
    const shape = prongsai.setup.shapes[kind];
    const own = { [SOURCE]: JSON.stringify(text) }; // between quotes, for the editor trims values
    return shape ? { ...prongsai.value(document.contents, shape, true), ...own } : { kind, ...own };
  };

  /** The values of a form → the text of its file: the text it came from with the edits, or a new one. */
  prongsai.toFile = function (content) {
    const { [SOURCE]: own, ...values } = content;
    const source = own && JSON.parse(own);
    const shape = prongsai.setup.shapes[values.kind];
    const value = prongsai.stored(values, shape);
    const text = source ? prongsai.edited(source, value, shape) : head(values.kind) + prongsai.mapRows(value, shape, 0).map((row) => `${row}\n`).join("");
    written.set(text.trim(), { source, value, shape });
    return text;
  };

  /** What a text that the form wrote was made of: {source, value, shape}. */
  prongsai.made = (text) => written.get(text.trim());
  prongsai.remake = (text, made) => written.set(text.trim(), made);

  /** What changed in the files of a commit, in words of the form: “สถานะ, ความคืบหน้า”. */
  prongsai.changed = function (files) {
    const made = files.map(({ path, data }) => [path, typeof data === "string" ? prongsai.made(data) : undefined]);
    return made.filter(([, one]) => one).flatMap(([path, { source, value, shape }]) => changedLabels(prongsai.base(path, source, shape), value, shape)).join(", ");
  };

  /** A YAML node as plain values by its shape. For the form (`shown`) files get their / and words their one form. */
  prongsai.value = function (node, shape, shown = false) {
    if (!node || (node.value === null && !node.items)) return "";
    if (!node.items) return scalar(String(node.value ?? ""), shape, shown);
    if (node.items.length && node.items[0] && "key" in node.items[0]) return mapped(node, shape, shown);
    if (shape.fields) return {};
    return node.items.map((item) => prongsai.value(item, shape.entry || {}, shown));
  };

  function mapped(node, shape, shown) {
    const entries = node.items.map((pair) => [String(pair.key.value), pair.value]);
    if (!shape.fields) { // a period in two fields
      const ends = Object.fromEntries(entries.map(([name, value]) => [name, String(value?.value ?? "")]));
      return [ends.start, ends.end].filter(Boolean).join(" – ");
    }
    return Object.fromEntries(entries.map(([name, value]) => [name, prongsai.value(value, shape.fields[name] || {}, shown)]));
  }

  const BREAK = /[\v\f\u0085\u2028\u2029]/g; // as Word breaks a line; a field of one line shall have none
  const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g; // what check refuses or warns of

  function scalar(text, shape, shown) {
    const clean = text.replace(BREAK, text.includes("\n") ? "\n" : " ").replace(UNSEEN, "").trim();
    if (shape.type === "word") return shape.aliases[clean] ?? clean;
    if (shape.type === "file" && shown && clean) return `/${clean}`;
    return clean;
  }

  /** What a form gives → what is stored: trimmed, in one form, without what is empty. */
  prongsai.stored = function (value, shape) {
    if (Array.isArray(value)) return value.map((entry) => prongsai.stored(entry, shape.entry || {})).filter((entry) => !isEmpty(entry));
    if (value && typeof value === "object") {
      const entries = prongsai.ordered(value, shape).map((name) => [name, prongsai.stored(value[name], (shape.fields || {})[name] || {})]);
      return Object.fromEntries(entries.filter(([, entry]) => !isEmpty(entry)));
    }
    const text = scalar(String(value ?? "").replace(/\r\n?/g, "\n"), shape, false);
    return shape.type === "file" ? text.replace(/^\/+/, "") : text;
  };

  const isEmpty = (value) => value === "" || (typeof value === "object" && Object.keys(value).length === 0);

  /** A new file says which schema checks it, as the program's own files do: from the folder that the editor puts it in. */
  function head(kind) {
    const { path } = prongsai.setup.config.collections.find((collection) => collection.name === kind);
    const up = "../".repeat((path ?? "").split("/").length - 1);
    return `# yaml-language-server: $schema=${up}schema/${kind}.json\n`;
  }

  /** The names that are taken in the folder of a new record that would like to be called `name`; undefined for a kind with one file. */
  prongsai.taken = function (name, entries, kind, values) {
    const { folder, path } = prongsai.setup.config.collections.find((collection) => collection.name === kind) ?? {};
    if (!path) return undefined;
    const there = `${folder}/${path.replace("{{fiscal_year}}", values.fiscal_year).replace("{{slug}}", "")}`;
    const files = entries.flatMap((entry) => Object.values(entry.locales).map((locale) => locale.path)).filter((file) => file.startsWith(there));
    const names = files.map((file) => file.slice(there.length).replace(/\.yml$/, ""));
    return names.includes(name) ? names : []; // o11 is free beside o11-2
  };

  const changedLabels = (before, value, shape) => (before ? [...new Set(differing(before, value, shape))] : []);

  function differing(before, after, shape) {
    return Object.keys(shape.fields).filter((name) => !prongsai.same(before[name] ?? "", after[name] ?? "")).flatMap((name) => {
      const inner = shape.fields[name];
      if (inner.fields && before[name] && after[name]) return differing(before[name], after[name], inner);
      if (inner.entry?.fields) return deeper(before[name] || [], after[name] || [], inner);
      return [inner.label];
    });
  }

  /** Of entries that only changed inside, what changed in them; else the list itself. */
  function deeper(before, after, shape) {
    if (before.length !== after.length) return [shape.label];
    return before.flatMap((entry, index) => (prongsai.same(entry, after[index]) ? [] : differing(entry, after[index], shape.entry)));
  }
})((window.prongsai = window.prongsai || {}));
