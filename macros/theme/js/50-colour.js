/* The colour switch in the footer. Only this choice is ever stored, in the reader's own browser. */
(() => {
  "use strict";
  const form = document.querySelector("[data-colour-switch]");
  if (!form) return;
  const root = document.documentElement;
  const now = root.getAttribute("data-colour") ?? "auto";
  for (const input of form.querySelectorAll("input")) input.checked = input.value === now;

  form.addEventListener("change", (event) => {
    const choice = event.target.value;
    try {
      if (choice === "auto") localStorage.removeItem("prongsai-colour");
      else localStorage.setItem("prongsai-colour", choice);
    } catch { /* storage may be forbidden; the choice then lasts for this page */ }
    if (choice === "auto") root.removeAttribute("data-colour");
    else root.setAttribute("data-colour", choice);
  });
})();
