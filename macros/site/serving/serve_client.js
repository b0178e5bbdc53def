// Shown only while editing: reloads the page after a good build, lists the problems after a bad one.
(() => {
  "use strict";
  const WORDS = { error: "ผิด", warning: "เตือน" };
  let version = null;

  async function follow() {
    for (;;) {
      try {
        const answer = await fetch(`/__prongsai__/state?after=${version === null ? -1 : version}`);
        take(await answer.json());
      } catch {
        await new Promise((done) => setTimeout(done, 1000)); // the server is restarting
      }
    }
  }

  function take(state) {
    const isNew = version !== null && state.version !== version;
    version = state.version;
    if (isNew && state.counts.error === 0) reload();
    show(state);
  }

  // The reader stays where they are: browsers keep the scroll position of a reload, but not what was unfolded.
  const KEY = `prongsai-open ${location.pathname}`;
  const unfolded = () => [...document.querySelectorAll("details:not(#prongsai-problems)")];

  function reload() {
    const open = unfolded().map((one) => one.open);
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ open, y: scrollY }));
    } catch { /* without storage the page begins anew */ }
    location.reload();
  }

  function restore() {
    try {
      const { open, y } = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
      unfolded().forEach((one, place) => { one.open = open[place] ?? one.open; });
      scrollTo({ top: y, behavior: "instant" });
    } catch { /* the page was not reloaded by us */ }
  }

  function show(state) {
    document.getElementById("prongsai-problems")?.remove();
    if (state.problems.length === 0) return;
    const panel = document.createElement("details");
    panel.id = "prongsai-problems";
    panel.open = state.counts.error > 0;
    Object.assign(panel.style, {
      position: "fixed", insetInline: "0", bottom: "0", zIndex: "1000", maxBlockSize: "60vh", overflow: "auto",
      background: state.counts.error ? "#7a1212" : "#5a4200", color: "#fff", padding: "0.75rem 1rem", fontSize: "1rem", lineHeight: "1.7",
    });
    const title = document.createElement("summary");
    const warnings = state.counts.warning ? `มีคำเตือน ${state.counts.warning} แห่ง` : "";
    title.textContent = state.counts.error
      ? `ยังไม่ปรับหน้าเว็บ: มีสิ่งที่ผิด ${state.counts.error} แห่ง ${warnings && `และ${warnings}`}`
      : `ปรับหน้าเว็บแล้ว ${warnings}`;
    panel.append(title, ...["error", "warning"].flatMap((severity) => state.problems.filter((one) => one.severity === severity)).map(paragraph));
    document.body.append(panel);
  }

  function paragraph(problem) {
    const text = document.createElement("p");
    const place = document.createElement("strong");
    place.textContent = `${WORDS[problem.severity]} · ${problem.file} บรรทัด ${problem.line} ช่อง ${problem.column}: `;
    text.append(place, problem.message, document.createElement("br"), problem.hint);
    return text;
  }

  restore();
  follow();
})();
