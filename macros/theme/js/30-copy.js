/* Copying a permanent link: <button class="ps-copy" data-copy="TEXT" hidden>, or without TEXT the address of the page. The button appears where copying works. */
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  const said = document.createElement("p");
  said.className = "ps-visually-hidden";
  said.setAttribute("role", "status");

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const label = button.textContent;
    let timer;
    if (!said.parentNode) document.body.append(said);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = await navigator.clipboard.writeText(button.dataset.copy || location.origin + location.pathname).then(() => "คัดลอกแล้ว", () => "คัดลอกไม่สำเร็จ");
      button.textContent = said.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => { button.textContent = label; said.textContent = ""; }, 4000);
    });
  });
})();
