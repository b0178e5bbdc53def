/* What depends on today is said here, in the browser, because the published files do not know the day.

   data-due="2021-03-31" data-status="…"     gets a sentence about the day it is due; without a status it is a date, which may be past
   data-due on a .ps-status                  a line that is not done: "เกินกำหนด" before the status when the day is past, also for the filters of its row
   data-late="2021-03-31:2 2021-04-30:1"     days and how many lines are due: gets "เกินกำหนด n รายการ"
   data-today-marker data-start data-end     a timeline (inclusive days): its tracks get a line at today
   data-as-of                                gets "ณ วันที่ 25 พฤศจิกายน 2563" when something of these is said on the page;
                                             with the value ๙ in Thai digits
   data-due-list                             its [data-due] children: past and done ones hidden, soonest first

   Nothing recorded ("unknown") is never called overdue: the agency may well have done it. What is recorded stays beside what is
   added. The day is that of Thailand, wherever the reader's clock is. Filters (20) find what is added here. */
(() => {
  "use strict";
  const MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"];
  const DAY = 86400000;
  const today = Math.floor((Date.now() + 7 * 3600000) / DAY) * DAY;
  let said = false;

  const day = (text) => Date.parse(text.slice(0, 10) + "T00:00:00Z");

  /** `25 พฤศจิกายน 2563`, the day never parted from its month. */
  function thai(time) {
    const date = new Date(time);
    return `${date.getUTCDate()}\u00a0${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear() + 543}`;
  }

  const asOf = () => `ณ\u00a0วันที่\u00a0${thai(today)}`;

  /** The sentence for something due in `left` days (negative: past), or "" where saying it would be an invention. */
  function sentence(left, status) {
    if (status === "done") return "";
    if (left > 0) return `อีก ${left.toLocaleString("en")}\u00a0วัน`;
    if (left === 0) return "ครบกำหนดวันนี้";
    if (status === undefined) return "พ้นกำหนดแล้ว";
    return status === "unknown" || !status ? "" : `เกินกำหนดมาแล้ว ${(-left).toLocaleString("en")}\u00a0วัน`;
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /** What is said of today, in the one form that the hash of a saved page leaves aside. */
  function note(text, isLate) {
    said = true;
    return element("span", isLate ? "ps-status ps-status--overdue ps-due" : "ps-due", text);
  }

  function sayDue(place) {
    const left = Math.round((day(place.dataset.due) - today) / DAY);
    const text = sentence(left, place.dataset.status);
    if (!text) return;
    const made = note(text, left < 0 && "status" in place.dataset);
    made.append(element("span", "ps-due__day", ` (${asOf()})`));
    place.append(" ", made);
  }

  function sayLate(status) {
    if (day(status.dataset.due) >= today) return;
    status.before(note("เกินกำหนด", true), " ");
    const row = status.closest("[data-filter-row], tr[data-status]");
    if (row) row.dataset.status += " overdue";
  }

  function countLate(place) {
    const late = place.dataset.late.split(" ").map((entry) => entry.split(":")).filter(([on]) => day(on) < today);
    const count = late.reduce((sum, [, lines]) => sum + Number(lines), 0);
    if (count) place.append(note(`เกินกำหนด ${count} รายการ`, true));
  }

  /** A choice among those of the status, where rows of the list are overdue. */
  function addChoice(form) {
    const rows = document.getElementById(form.dataset.filterFor)?.querySelectorAll("[data-status~=overdue]") ?? [];
    const group = form.querySelector("input[name=status]")?.closest("fieldset");
    if (!rows.length || !group) return;
    const chip = element("label", "ps-chip", `เกินกำหนด (${rows.length})`);
    chip.dataset.lateChip = "";
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "status", value: "overdue" });
    chip.prepend(box);
    group.append(chip);
  }

  function markToday(timeline) {
    const start = day(timeline.dataset.start);
    const end = day(timeline.dataset.end) + DAY;
    const inside = today >= start && today < end;
    timeline.querySelectorAll("[data-today-legend]").forEach((legend) => { legend.hidden = !inside; });
    if (!inside) return;
    for (const track of timeline.querySelectorAll(".ps-timeline__track")) {
      const line = document.createElement("span");
      line.className = "ps-timeline__today";
      line.style.insetInlineStart = (100 * (today + DAY / 2 - start)) / (end - start) + "%";
      track.append(line);
    }
  }

  /** What is due next: coming ones by date; the list's own words for "nothing" ([data-due-none]) when none is left. */
  function keepComing(list) {
    const entries = [...list.querySelectorAll("[data-due]")].map((due) => [due.closest("li"), day(due.dataset.due), due.dataset.status]);
    for (const [entry, time, status] of entries) entry.hidden = time < today || status === "done";
    entries.sort((a, b) => a[1] - b[1]).forEach(([entry]) => list.append(entry));
    const none = document.querySelector("[data-due-none]");
    if (none) none.hidden = entries.some(([entry]) => !entry.hidden);
  }

  document.querySelectorAll("[data-due]:not(.ps-status)").forEach(sayDue);
  document.querySelectorAll(".ps-status[data-due]").forEach(sayLate);
  document.querySelectorAll("[data-late]").forEach(countLate);
  document.querySelectorAll("form[data-filter-for]").forEach(addChoice);
  document.querySelectorAll("[data-today-marker]").forEach(markToday);
  document.querySelectorAll("[data-due-list]").forEach(keepComing);
  document.querySelectorAll("[data-as-of]").forEach((place) => {
    const day = asOf();
    if (said) place.textContent = place.dataset.asOf ? day.replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]) : day;
  });
})();
