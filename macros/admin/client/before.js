// Read before the editor: it shall wait for its configuration, and speak Thai to whoever has not chosen another language.
(function () {
  "use strict";
  window.CMS_MANUAL_INIT = true;
  try {
    const chosen = JSON.parse(localStorage.getItem("sveltia-cms.prefs") || "{}");
    if (!chosen.locale || chosen.locale === "auto") localStorage.setItem("sveltia-cms.prefs", JSON.stringify({ ...chosen, locale: "th" }));
  } catch {
    // Without storage the editor says so itself.
  }
})();
