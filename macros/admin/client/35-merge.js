// A folder on this machine may be edited by hand while a form is open. What is saved is therefore put into the file as it is now: what
// the form changed is the form's, all else is the file's. Where both changed the same thing nothing is written, and the person is told.
(function (prongsai) {
  "use strict";
  const whole = new TextDecoder("utf-8", { ignoreBOM: true }); // with the mark, if there is one
  const bases = new Map(); // path → the values that the form last had in common with the file

  /** File changes as the editor makes them, each text merged with what `read(path)` finds. Throws when both changed one thing. */
  prongsai.merged = async function (changes, read) {
    return Promise.all(changes.map(async (change) => {
      const made = typeof change.data === "string" ? prongsai.made(change.data) : undefined;
      if (!made || change.action === "delete") return change;
      if (change.action === "create") await refuseTaken(change, read);
      const now = change.action === "update" ? whole.decode(await (await read(change.path)).arrayBuffer()) : "";
      const data = now && made.source ? rebased(change.path, made, now) : change.data;
      bases.set(change.path, made.value);
      return { ...change, data };
    }));
  };

  /** A file that the editor has not listed (one that cannot be read, one that came meanwhile) is not written over by a new record. */
  async function refuseTaken({ path, data }, read) {
    const there = await read(path).then((file) => file.text(), () => undefined);
    if (there !== undefined && there !== data) throw new Error(`มีไฟล์ ${path} อยู่แล้ว จึงไม่เขียนทับ เปิดหน้านี้ใหม่เพื่ออ่านไฟล์นั้น หรือตั้งรหัสอื่น`);
  }

  function rebased(path, { source, value, shape }, now) {
    const base = bases.get(path) ?? prongsai.value(prongsai.parse(prongsai.bare(source)).contents, shape);
    const theirs = told(`ไฟล์ ${path} ถูกแก้ด้วยโปรแกรมอื่นและมีที่พิมพ์ผิด จึงยังเขียนต่อไม่ได้ แก้ตามที่หน้าเว็บหรือ check บอก แล้วกดบันทึกอีกครั้ง`, () => prongsai.value(prongsai.parse(prongsai.bare(now)).contents, shape));
    return told(`ไฟล์ ${path} ถูกแก้ด้วยโปรแกรมอื่นในที่เดียวกันหลังจากเปิดแบบฟอร์มนี้ เปิดหน้านี้ใหม่เพื่ออ่านไฟล์ล่าสุด สิ่งที่กรอกไว้จะเสนอให้นำกลับมา`, () => prongsai.edited(now, three(base, value, theirs), shape));
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
