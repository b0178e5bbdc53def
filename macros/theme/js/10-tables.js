/* Tables: heads become sort buttons, table roles stay true when CSS shows rows as cards, and the box around one is a stop of the
   Tab key only while there is something to scroll.

   Only numbers decide where the build gave them (`data-sort`), because Thai order is computed there. */
(() => {
  "use strict";
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
  const collator = new Intl.Collator("th", { numeric: true });

  /** A browser that draws a table as blocks forgets that it is one; roles say it again. */
  function keepRoles(table) {
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td")]) part.setAttribute("role", ROLES[part.tagName]);
    for (const head of table.querySelectorAll("th")) head.setAttribute("role", head.scope.startsWith("row") ? "rowheader" : "columnheader");
  }

  function key(row, column) {
    const cell = row.cells[column];
    return cell ? cell.dataset.sort ?? cell.textContent.trim() : "";
  }

  /** Numbers before texts, empty cells last in either direction. */
  function compare(a, b, direction) {
    if (a === "" || b === "") return (a === "") - (b === "");
    const numbers = !isNaN(a) && !isNaN(b);
    return direction * (numbers ? a - b : collator.compare(a, b));
  }

  /** Sort inside one list of rows; in groups the heads would be wrong, so they step aside until the order is undone. */
  function makeSortable(table) {
    const original = [...table.tBodies].map((body) => [body, [...body.rows]]);
    const rows = original.flatMap(([, list]) => list).filter((row) => !row.matches(".ps-table__group"));

    function sort(column, direction) {
      for (const [body, list] of original) body.append(...list);
      table.classList.toggle("ps-table--sorted", direction !== 0);
      if (direction) {
        const sorted = [...rows].sort((a, b) => compare(key(a, column), key(b, column), direction));
        table.tBodies[0].append(...sorted);
      }
    }
    table.tHead?.querySelectorAll("th").forEach((head, column) => {
      if (head.textContent.trim() && !head.hasAttribute("data-unsortable")) addButton(head, column, sort);
    });
  }

  function addButton(head, column, sort) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ps-sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")] ?? "ascending";
      head.parentNode.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      if (next) head.setAttribute("aria-sort", next);
      sort(column, { ascending: 1, descending: -1, "": 0 }[next]);
    });
  }

  const boxes = new ResizeObserver((changed) => {
    for (const { target: box } of changed) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  });

  document.querySelectorAll(".ps-table-wrap[tabindex]").forEach((box) => boxes.observe(box));
  document.querySelectorAll(".ps-table--cards").forEach(keepRoles);
  document.querySelectorAll("table[data-sortable]").forEach(makeSortable);
})();
