/* What depends on today is said here, in the browser, because the published files do not know the day.

   data-due="2021-03-31" [data-status="…"]   gets a sentence about the day it is due
   data-today-marker data-start data-end     a timeline (inclusive days): its tracks get a line at today
   data-as-of                                gets "ณ วันที่ 25 พฤศจิกายน 2563"
   data-due-list                             its [data-due] children: past and done ones hidden, soonest first

   Nothing recorded ("unknown") is never called overdue: the agency may well have done it. */
(() => {
  "use strict";
  const MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"];
  const DAY = 86400000;
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

  const day = (text) => Date.parse(text.slice(0, 10) + "T00:00:00Z");

  function thai(time) {
    const date = new Date(time);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear() + 543}`;
  }

  /** The sentence for something due in `left` days (negative: past), or "" where saying it would be an invention. */
  function sentence(left, status) {
    if (status === "done") return "";
    if (left > 0) return `อีก ${left.toLocaleString("en")} วัน`;
    if (left === 0) return "ครบกำหนดวันนี้";
    return status === "unknown" || !status ? "" : `เกินกำหนดมาแล้ว ${(-left).toLocaleString("en")} วัน`;
  }

  function sayDue(place) {
    const left = Math.round((day(place.dataset.due) - today) / DAY);
    const text = sentence(left, place.dataset.status);
    if (!text) return;
    const note = document.createElement("span");
    note.className = left < 0 ? "ps-status ps-status--overdue ps-due" : "ps-due";
    note.textContent = text;
    const asOf = document.createElement("span");
    asOf.className = "ps-due__day"; // seen on paper, where nobody knows when it was printed
    asOf.textContent = ` (ณ วันที่ ${thai(today)})`;
    note.append(asOf);
    note.title = asOf.textContent.trim();
    place.append(" ", note);
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

  document.querySelectorAll("[data-due]").forEach(sayDue);
  document.querySelectorAll("[data-today-marker]").forEach(markToday);
  document.querySelectorAll("[data-due-list]").forEach(keepComing);
  document.querySelectorAll("[data-as-of]").forEach((place) => { place.textContent = "ณ วันที่ " + thai(today); });
})();
