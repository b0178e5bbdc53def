/* Where lines end without a blank. Evaluates to a list of [run of letters, number of its letters before the end of the line]. */
() => {
  const LETTER = /[\u0e01-\u0e4eA-Za-z-]/;
  const ends = [];
  const range = document.createRange();
  const block = (element) => (/^(inline|contents)/.test(getComputedStyle(element).display) ? block(element.parentElement) : element);
  let run = null; // { text, home, bottom }: letters that follow each other in one block, in whatever elements

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const seen = !element.closest("script, style, svg, select, .ps-visually-hidden") && element.checkVisibility({ visibilityProperty: true });
    if (!seen || !LETTER.test(node.data)) {
      if (!seen || node.data) run = null;
      continue;
    }
    const home = block(element);
    if (run?.home !== home) run = null;
    for (let at = 0; at < node.length; at++) {
      if (!LETTER.test(node.data[at])) { run = null; continue; }
      run ??= { text: "", home, bottom: Infinity };
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      if (box?.height && box.width) { // marks above and below have no width of their own
        if (box.top >= run.bottom - 4) ends.push([run, run.text.length]);
        run.bottom = box.bottom;
      }
      run.text += node.data[at];
    }
  }
  return ends.map(([{ text }, at]) => [text, at]);
}
