/* What a page must keep for everyone, asked of the page as a browser shows it. Evaluates to a list of sentences, empty when all is well. */
() => {
  const found = [];
  const say = (rule, element, more = "") => found.push(`${rule}: ${element.outerHTML?.slice(0, 120) ?? element} ${more}`.trim());
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
  const hidden = (element) => !!element.closest("[aria-hidden=true]") || element.matches(".ps-visually-hidden, .ps-visually-hidden *, .ps-skip");

  // ---- names and structure
  if (document.documentElement.lang !== "th") say("lang", document.documentElement.lang);
  if (!document.title.trim()) say("title", document);
  const headings = all("h1, h2, h3, h4, h5, h6").filter(shown);
  if (headings.filter((heading) => heading.tagName === "H1").length !== 1) say("one-h1", document.body);
  headings.forEach((heading, at) => { if (at && +heading.tagName[1] > +headings[at - 1].tagName[1] + 1) say("heading-skipped", heading); });
  for (const name of ["main", "header", "footer"]) if (all(`${name}:not(article ${name})`).length !== 1) say("landmark", name);
  for (const table of all("table")) {
    if (!table.caption?.textContent.trim() && !table.hasAttribute("aria-label") && !table.hasAttribute("aria-labelledby")) say("table-caption", table);
    for (const head of table.querySelectorAll("th")) if (!/^(col|row|colgroup|rowgroup)$/.test(head.scope)) say("th-scope", head);
  }
  for (const image of all("img")) if (!image.hasAttribute("alt")) say("alt", image);
  for (const drawing of all("svg")) {
    const name = drawing.getAttribute("aria-label") || drawing.querySelector("title")?.textContent || drawing.getAttribute("aria-labelledby");
    if (!drawing.closest("[aria-hidden=true]") && !drawing.parentElement.closest("svg[role=img]") && !(drawing.getAttribute("role") === "img" && name)) say("svg-name", drawing);
  }
  for (const control of all("input, select, textarea").filter(shown)) {
    const name = control.labels?.length ? [...control.labels].map((label) => label.textContent).join("") : control.getAttribute("aria-label");
    if (control.type !== "hidden" && !name?.trim()) say("label", control);
  }
  for (const control of all("a[href], button, summary")) {
    const drawn = [...control.querySelectorAll("[aria-label], img[alt]")].map((one) => one.getAttribute("aria-label") ?? one.alt).join("");
    if (!(control.textContent + (control.getAttribute("aria-label") ?? "") + drawn).trim()) say("name", control);
  }
  const ids = all("[id]").map((element) => element.id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) say("id-twice", id);
  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
    for (const element of all(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(/\s+/)) if (!document.getElementById(id)) say("no-such-id", element, id);
    }
  }
  for (const element of all("[tabindex]")) if (element.tabIndex > 0) say("tabindex", element);

  // ---- languages: the page is Thai; a passage of four words or more in Latin letters says that it is not (names and codes may stay)
  const passage = /[A-Za-z]{2,}(?:[\s,.;:()–-]+[A-Za-z]{2,}){3,}/;
  for (const element of all("body *")) {
    const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ").replace(/\S*[/@]\S*/g, "");
    const foreign = element.closest("[lang]").lang !== "th" || element.closest("code, pre, kbd, samp, script, style, [data-search-page]");
    if (passage.test(own) && !foreign) say("foreign-passage", element);
  }

  // ---- pictures of numbers say the numbers: in the name of the drawing, or as text in its row or its figure
  for (const drawing of all("figure svg, figure [aria-hidden=true][class*=track], figure [aria-hidden=true][class*=plot]")) {
    if (drawing.parentElement.closest("svg")) continue;
    const row = drawing.closest("li, tr, figure").cloneNode(true);
    for (const hidden of row.querySelectorAll("svg, [aria-hidden=true]")) hidden.remove();
    if (!/\d/.test((drawing.getAttribute("aria-label") ?? "") + row.textContent)) say("numbers-of-drawing", drawing);
  }

  // ---- nothing runs out of the window sideways, and no sentence falls apart into boxes side by side
  if (document.documentElement.scrollWidth > innerWidth) say("wider-than-window", `${document.documentElement.scrollWidth} px`);
  for (const word of all(".ps-w")) {
    const box = word.parentElement;
    if (/flex|grid/.test(getComputedStyle(box).display) && box.textContent.trim() !== word.textContent) say("sentence-in-pieces", box);
  }

  // ---- the label before a value stays in its column; what is not in the page itself is measured by a copy
  for (const cell of all("[data-label]").filter(shown)) {
    const label = getComputedStyle(cell, "::before");
    if (label.content === "none" || label.cssFloat === "none") continue;
    const copy = Object.assign(document.createElement("span"), { textContent: cell.dataset.label });
    Object.assign(copy.style, { position: "absolute", font: label.font, inlineSize: label.inlineSize, whiteSpace: label.whiteSpace });
    cell.append(copy);
    if (copy.scrollWidth > copy.clientWidth + 1) say("label-over-value", cell, `${copy.scrollWidth} px in ${copy.clientWidth}`);
    copy.remove();
  }

  // ---- links that look like links: underlined in running text, where colour alone would tell them from words
  for (const link of all("article a[href]").filter(shown)) {
    const style = getComputedStyle(link);
    const words = [...link.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim().length > 1);
    if (words && !style.textDecorationLine.includes("underline") && !hidden(link)) say("underline", link);
  }

  // ---- targets of 24 px, or so far apart that a circle of 24 px touches no other one (WCAG 2.5.8)
  const targets = all("a[href], button, input, select, textarea, summary").filter((one) => shown(one) && !one.disabled && !hidden(one) && !covered(one));
  const boxes = targets.map((one) => (one.closest("label") ?? one).getBoundingClientRect());
  targets.forEach((target, at) => {
    const box = boxes[at];
    if ((box.width >= 23.5 && box.height >= 23.5) || getComputedStyle(target).display === "inline" && inSentence(target)) return;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const near = boxes.findIndex((other, index) => index !== at && layer(targets[index]) === layer(target) && !targets[index].contains(target) && !target.contains(targets[index])
      && Math.hypot(Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)) < 12);
    if (near >= 0) say("target-size", target, `${Math.round(box.width)}×${Math.round(box.height)} near ${targets[near].outerHTML.slice(0, 60)}`);
  });
  function covered(one) { // by what has opened above it
    const box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !!top && !one.contains(top) && !top.contains(one) && !one.closest("label")?.contains(top);
  }
  function layer(one) { // what has opened over the page
    return one && (/absolute|fixed/.test(getComputedStyle(one).position) && getComputedStyle(one).zIndex > 0 ? one : layer(one.parentElement));
  }
  function inSentence(link) {
    const block = link.closest("p, li, td, th, dd, dt, figcaption, summary, caption, h1, h2, h3, h4, div");
    return !!block && block.textContent.trim().length > link.textContent.trim().length;
  }

  // ---- what scrolls can be scrolled without a mouse
  for (const box of all("body *")) {
    const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth + 1;
    if (scrolls && shown(box) && box.tabIndex < 0 && !box.querySelector("a[href], button, input, select, [tabindex='0']")) say("scrolls-by-mouse-only", box);
  }

  // ---- contrast of every piece of text with what lies behind it
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  function rgba(colour) {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data].map((part, at) => (at === 3 ? part / 255 : part)));
    }
    return known.get(colour);
  }
  const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3]));
  const light = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, share, at) => {
    const part = colour[at] / 255;
    return sum + share * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0);
  function behind(element) {
    if (!element) return rgba(getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
    const style = getComputedStyle(element);
    const own = rgba(style.backgroundColor);
    return own[3] === 1 ? own : over(own, behind(element.parentElement));
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || seen.has(element) || !shown(element) || hidden(element) || element.closest("svg, script, style, noscript, [disabled]")) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    const ground = behind(element);
    const ink = over(rgba(style.color), ground);
    const [high, low] = [light(ink), light(ground)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700) ? 3 : 4.5;
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < needed) say("contrast", element, ratio.toFixed(2));
  }
  return [...new Set(found)];
}
