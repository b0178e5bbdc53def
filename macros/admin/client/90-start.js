// Begins the editor with our format, our fields and the configuration that the build has made.
(async function (prongsai) {
  "use strict";
  const { CMS } = window;
  prongsai.setup = await (await fetch("forms.json")).json();
  document.documentElement.classList.toggle("ps-local-only", prongsai.setup.local);
  CMS.registerCustomFormat("prongsai", "yml", { fromFile: prongsai.fromFile, toFile: prongsai.toFile });
  for (const [name, control] of Object.entries(prongsai.widgets)) CMS.registerFieldType(name, control);
  CMS.init({ config: prongsai.setup.config });
})(window.prongsai);
