// Fresh YAML as a careful person writes it: the model's order, nothing quoted in vain, nothing empty. The same rules as
// macros/importing/writing.py; a test compares the two.
(function (prongsai) {
  "use strict";
  const NOTHING = /^(~|null|Null|NULL)$/;
  const AWKWARD = /^\s|\s$| #|[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

  /** One line of text as YAML: plain where YAML reads it back so, else in double quotes. */
  prongsai.scalar = function (text) {
    const plain = text !== "" && !AWKWARD.test(text) && !NOTHING.test(text);
    return plain && reads(`- ${text}`, [text]) && reads(`a: ${text}`, { a: text }) ? text : JSON.stringify(text);
  };

  function reads(source, meant) {
    try {
      return JSON.stringify(prongsai.parse(source).toJS()) === JSON.stringify(meant);
    } catch {
      return false;
    }
  }

  /** A document of which every scalar is text. Throws what is wrong with it. */
  prongsai.parse = function (text) {
    if (text.includes("\ufffd")) throw new Error("not UTF-8"); // saved again, what could not be read would be gone
    const document = window.prongsaiParse(text, { schema: "failsafe", logLevel: "silent", prettyErrors: true });
    if (document.errors.length) throw document.errors[0];
    return document;
  };

  /** The lines of one field with its value, the key at column `indent`. */
  prongsai.rows = function (name, value, shape, indent) {
    const start = `${" ".repeat(indent)}${name}:`;
    if (Array.isArray(value)) return listed(start, value, shape, indent);
    if (typeof value === "object") return [start, ...prongsai.mapRows(value, shape, indent + 2)];
    return scalarRows(start, value, indent + 2);
  };

  prongsai.mapRows = function (value, shape, indent) {
    return prongsai.ordered(value, shape).flatMap((name) => prongsai.rows(name, value[name], (shape.fields || {})[name] || {}, indent));
  };

  /** One entry of a list, its dash at column `indent`. */
  prongsai.entryRows = function (value, shape, indent) {
    const dash = `${" ".repeat(indent)}-`;
    if (typeof value !== "object") return scalarRows(dash, value, indent + 2);
    const [first, ...rest] = prongsai.mapRows(value, shape, indent + 2);
    return [`${dash} ${first.trimStart()}`, ...rest];
  };

  /** The names of a map in the order of the model; names that it does not know come last. */
  prongsai.ordered = function (value, shape) {
    const known = Object.keys(shape.fields || {});
    return [...known.filter((name) => name in value), ...Object.keys(value).filter((name) => !known.includes(name))];
  };

  function listed(start, values, shape, indent) {
    const flow = shape.flow && values.every((value) => /^[A-Za-z0-9][A-Za-z0-9/_.-]*$/.test(value));
    if (flow) return [`${start} [${values.join(", ")}]`];
    return [start, ...values.flatMap((value) => prongsai.entryRows(value, shape.entry || {}, indent + 2))];
  }

  function scalarRows(start, text, indent) {
    if (!text.includes("\n")) return [`${start} ${prongsai.scalar(text)}`];
    return [`${start} |`, ...text.split("\n").map((line) => (line.trim() ? " ".repeat(indent) + line.trim() : ""))];
  }
})((window.prongsai = window.prongsai || {}));
