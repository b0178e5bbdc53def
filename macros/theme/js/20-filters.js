/* Filters: the boxes and lists of a form show and hide rows by their `data-…` values.

   <form class="ps-filters" data-filter-for="ID …">: a control named `unit` looks at `data-unit` (words with spaces
   between). Several values of one name: any of them; several names: all of them. The choice stands in the address. */
(() => {
  "use strict";
  const THINGS = "tbody > tr:not(.ps-table__group), [data-filter-row]";

  function chosen(form) {
    const names = new Map();
    for (const [name, value] of new FormData(form)) if (value) names.set(name, [...(names.get(name) ?? []), value]);
    return names;
  }

  function matches(row, names) {
    return [...names].every(([name, values]) => {
      const words = (row.getAttribute("data-" + name) ?? "").split(/\s+/);
      return values.some((value) => words.includes(value));
    });
  }

  /** A group's head is hidden when all its rows are. */
  function tidyGroups(list) {
    for (const head of list.querySelectorAll(".ps-table__group")) {
      const rows = [...head.parentNode.rows].filter((row) => row !== head);
      head.hidden = rows.length > 0 && rows.every((row) => row.hidden);
    }
  }

  function read(form) {
    const query = new URLSearchParams(location.search);
    for (const control of form.elements) {
      if (!control.name || !query.has(control.name)) continue;
      if (control.type === "checkbox" || control.type === "radio") control.checked = query.getAll(control.name).includes(control.value);
      else control.value = query.get(control.name);
    }
  }

  function write(form, names) {
    const query = new URLSearchParams(location.search);
    for (const control of form.elements) if (control.name) query.delete(control.name);
    for (const [name, values] of names) for (const value of values) query.append(name, value);
    const text = query.toString();
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
  }

  function connect(form) {
    const lists = form.dataset.filterFor.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);
    const count = form.querySelector("[data-filter-count]");

    function apply(remember) {
      const names = chosen(form);
      for (const list of lists) {
        for (const row of list.querySelectorAll(THINGS)) row.hidden = !matches(row, names);
        tidyGroups(list);
      }
      if (count && lists.length) {
        const rows = [...lists[0].querySelectorAll(THINGS)];
        const shown = rows.filter((row) => !row.hidden).length;
        count.textContent = shown === rows.length ? `แสดงทั้งหมด ${rows.length} รายการ`
          : shown ? `แสดง ${shown} จาก ${rows.length} รายการ` : "ไม่มีรายการที่ตรงกับตัวกรอง";
      }
      if (remember) write(form, names);
    }

    read(form);
    apply(false);
    form.addEventListener("change", () => apply(true));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault(); // a reset would bring back what the page was opened with
      for (const control of form.elements) if (control.name) control.type === "checkbox" ? (control.checked = false) : (control.value = "");
      apply(true);
    });
  }

  document.querySelectorAll("form.ps-filters[data-filter-for]").forEach(connect);
})();
