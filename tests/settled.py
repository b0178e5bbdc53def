"""When a page has come to rest. Waiting for silence on the network would take half a second each time."""


def settle(page):
    """Wait, after ``load``, until the letters are drawn and, on a page of results, the last thing that its scripts do is done. A script that watches
    sizes is called when a frame is drawn: so one is waited for."""
    page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))")
    if "?q=" in page.url:
        page.locator("html[data-search-words=whole]").wait_for(state="attached")
