/* The search script is fetched when a reader first touches a search box, or opens a page with a question (?q=…). */
(() => {
  "use strict";
  const source = document.querySelector("form[data-search-src]");
  if (!source) return;
  let loading;
  const load = () => (loading ??= import(new URL(source.dataset.searchSrc, document.baseURI).href));

  for (const box of document.querySelectorAll("input[type=search][data-search-box]")) box.addEventListener("focus", load, { once: true });
  const asked = /\/search\/(index\.html)?$/.test(location.pathname) || new URLSearchParams(location.search).has("q");
  if (asked || document.activeElement?.matches("[data-search-box]")) load();
})();
