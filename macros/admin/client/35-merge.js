// A file may be edited by hand, or by somebody else in the repository, while a form is open. What is saved is therefore put into the file as it
// is now: what the form changed is the form's, all else is the file's. Where both changed the same thing nothing is written, and the person is told.
(function (prongsai) {
  "use strict";
  const whole = new TextDecoder("utf-8", { ignoreBOM: true }); // with the mark, if there is one
  const last = new Map(); // path → what was saved there: {source, value, data}. The editor goes on with that value and still has that source

  /** File changes as the editor makes them, each text merged with what `read(path)` finds. Throws when both changed one thing. */
  prongsai.merged = async function (changes, read) {
    return Promise.all(changes.map(async (change) => {
      if (change.action === "create" && madeOf(change)) await refuseTaken(change, read);
      if (change.action !== "update" || !madeOf(change)) return joined(change);
      return joined(change, whole.decode(await (await read(change.path)).arrayBuffer()));
    }));
  };

  /** The same in a repository, of which the editor has just read all `entries` anew. `others`: somebody else's part came in. */
  prongsai.rejoined = function (changes, entries) {
    const sources = new Map(locales(entries).map(({ content, path }) => [path, content.prongsai_source]));
    return prongsai.alone(changes, entries).map((change) => {
      const source = sources.get(change.path) && JSON.parse(sources.get(change.path));
      const saved = last.get(change.path);
      const done = joined(change, change.action === "update" ? (saved && saved.source === source ? saved.data : source) : undefined);
      return { ...done, others: done.data !== change.data };
    });
  };

  /** To be called once the changes are saved. */
  prongsai.kept = (changes) => changes.filter((change) => madeOf(change)).forEach(({ path, data }) => last.set(path, { ...prongsai.made(data), data }));

  const madeOf = ({ action, data }) => (typeof data === "string" && action !== "delete" ? prongsai.made(data) : undefined);
  const locales = (entries) => entries.flatMap((entry) => Object.values(entry.locales)).filter(({ content }) => content);

  function joined(change, now) {
    const made = madeOf(change);
    if (!now || !made || (!made.source && !last.has(change.path))) return change;
    const data = rebased(change.path, made, now);
    prongsai.remake(data, made);
    return { ...change, data };
  }

  /** The changes of a save, as they are; throws where a record is added that is there: two of them `check` refuses, as after a lost answer. */
  prongsai.alone = function (changes, entries) {
    const known = new Map(locales(entries).map(({ content, path }) => [identity(content), path]));
    for (const change of changes) {
      const value = change.action === "create" && madeOf(change)?.value;
      const path = value && known.get(identity(value));
      if (path) throw new Error(`มี${called(value)} อยู่แล้วในไฟล์ ${path} จึงไม่เพิ่มอีก ถ้าเพิ่งกดบันทึกแล้วการเชื่อมต่อขาด รายการอาจบันทึกไปแล้ว เปิดรายการที่มีอยู่เพื่อดูหรือแก้`);
    }
    return changes;
  };

  const identity = ({ kind, fiscal_year, item, id }) => JSON.stringify([kind, prongsai.arabic(fiscal_year), prongsai.arabic(item ?? id).replace(" ", "").toUpperCase()]);
  const called = ({ kind, fiscal_year, item, id }) => [labelled(kind), item ?? id ?? "", fiscal_year && `ปี ${fiscal_year}`].filter(Boolean).join(" ");
  const labelled = (kind) => prongsai.setup.config.collections.find((collection) => collection.name === kind).label_singular;

  /** A file that the editor has not listed (one that cannot be read, one that came meanwhile) is not written over by a new record. */
  async function refuseTaken({ path, data }, read) {
    const there = await read(path).then((file) => file.text(), () => undefined);
    if (there !== undefined && there !== data) throw new Error(`มีไฟล์ ${path} อยู่แล้ว จึงไม่เขียนทับ เปิดหน้านี้ใหม่เพื่ออ่านไฟล์นั้น หรือตั้งรหัสอื่น`);
  }

  /** The values that the form last had in common with the file; undefined for a record that is not saved yet. */
  prongsai.base = function (path, source, shape) {
    const saved = last.get(path);
    if (saved && saved.source === source) return saved.value;
    return source && prongsai.value(prongsai.parse(prongsai.bare(source)).contents, shape);
  };

  function rebased(path, { source, value, shape }, now) {
    const base = prongsai.base(path, source, shape);
    const theirs = told(`ไฟล์ ${path} ถูกแก้ด้วยผู้อื่นหรือโปรแกรมอื่นและมีที่พิมพ์ผิด จึงยังเขียนต่อไม่ได้ แก้ตามที่หน้าเว็บหรือ check บอก แล้วกดบันทึกอีกครั้ง`, () => prongsai.value(prongsai.parse(prongsai.bare(now)).contents, shape));
    return told(`ไฟล์ ${path} ถูกแก้ด้วยผู้อื่นหรือโปรแกรมอื่นในที่เดียวกันหลังจากเปิดแบบฟอร์มนี้ เปิดหน้านี้ใหม่เพื่ออ่านไฟล์ล่าสุด สิ่งที่กรอกไว้จะเสนอให้นำกลับมา`, () => prongsai.edited(now, three(base, value, theirs), shape));
  }

  /** What `make` gives; where it fails the editor shows `words`. */
  function told(words, make) {
    try {
      return make();
    } catch {
      throw new Error(words);
    }
  }

  /** The three-way merge of values; throws where `mine` and `theirs` both differ from `base`, and from each other, in one value. */
  function three(base, mine, theirs) {
    if (prongsai.same(mine, base) || prongsai.same(mine, theirs)) return theirs;
    if (prongsai.same(theirs, base)) return mine;
    const all = [base, mine, theirs];
    if (all.every((value) => Array.isArray(value) && value.length === base.length)) return base.map((_, index) => three(base[index], mine[index], theirs[index]));
    if (!all.every((value) => value && typeof value === "object" && !Array.isArray(value))) throw new Error("both changed");
    const names = [...new Set(all.flatMap(Object.keys))];
    const merged = names.map((name) => [name, three(base[name], mine[name], theirs[name])]);
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
  }
})((window.prongsai = window.prongsai || {}));
