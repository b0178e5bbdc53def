"""A folder of the browser's private file system that stands for the one a person would pick, filled from a site and read back."""

import base64

_PICKER = """
window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("site");
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
_FILL = """async (files) => {
  const site = await (await navigator.storage.getDirectory()).getDirectoryHandle("site", { create: true });
  for (const [path, data] of files) {
    let folder = site;
    const parts = path.split("/");
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    const stream = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
    await stream.write(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
    await stream.close();
  }
}"""
_READ = """async () => {
  const files = {};
  async function walk(folder, path) {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") { await walk(handle, `${path}${name}/`); continue; }
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      files[path + name] = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }
  }
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("site"), "");
  return files;
}"""


def open_forms(pages, base, root=None, **options):
    """A page with the forms' first screen; the folder it will be given holds the files of ``root``."""
    page = pages.open(own=True, **options)
    page.set_default_timeout(15_000)
    page.add_init_script(_PICKER)
    if root:
        page.goto(base + "admin/LICENSES.txt")
        put(page, files_of(root))
    page.goto(base + "admin/")
    page.wait_for_selector(".buttons button")
    return page


def put(page, files):
    """Write ``files`` (path → bytes) into the private folder, as another program would."""
    page.evaluate(_FILL, [(name, base64.b64encode(data).decode()) for name, data in files.items()])


def files_of(root):
    """Path → bytes of a site's own files."""
    found = [path for part in ("content", "measures") for path in sorted((root / part).rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in [root / "mkdocs.yml", *found]}


def read_back(page):
    """Path → bytes of the private folder."""
    return {name: base64.b64decode(data) for name, data in page.evaluate(_READ).items()}
