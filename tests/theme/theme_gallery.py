"""The component snippets of the theme's README, and a page that holds them with the real styles and scripts."""

import re
from pathlib import Path

THEME = Path(__file__).parents[2] / "macros" / "theme"


def snippets():
    """Component title → its HTML, in the order of the README."""
    readme = (THEME / "README.md").read_text(encoding="utf-8")
    parts = re.split(r"^### ", readme, flags=re.MULTILINE)[1:]
    return {part.splitlines()[0]: "".join(re.findall(r"```html\n(.*?)```", part, re.DOTALL)) for part in parts if "```html" in part}


def joined(kind):
    """All style sheets (``css``) or scripts (``js``) as the engine joins them."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((THEME / kind).glob(f"*.{kind}")))


def write_page(folder, body, name="index.html"):
    """Write ``body`` as a page of ``folder`` with styles and scripts beside it."""
    (folder / "site.css").write_text(joined("css"), encoding="utf-8")
    (folder / "site.js").write_text(joined("js"), encoding="utf-8")
    head = '<meta charset="utf-8"><title>ทดสอบ</title><link rel="stylesheet" href="site.css"><script src="site.js" defer></script>'
    (folder / name).write_text(f'<!doctype html><html lang="th" class="js"><head>{head}</head><body>{body}</body></html>', encoding="utf-8")
