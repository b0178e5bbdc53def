"""Small sites to ask: a few pages made in a test, the query, and where it leads."""

import json

from macros.search.document import Document, Section
from macros.search.index import build
from macros.search.synonyms import parse

FIND = """([manifest, words, pieces, query]) => {
  const search = new Search(manifest, words);
  pieces.forEach(piece => search.add(piece));
  return search.search(query).results.map(({ page }) => page.address.slice(1, -1));
}"""


def found(client, documents, query, synonyms=()):
    """Places of the pages that answer, in order. `synonyms`: rows as in the file of them, or a table."""
    files = build(documents, synonyms if isinstance(synonyms, dict) else parse(list(synonyms)))
    manifest = json.loads(files["manifest.json"])
    words, *pieces = (json.loads(files[name].decode("cp874")) for name in (manifest["words"], *(name for name, _ in manifest["pieces"])))
    return client.evaluate(FIND, [manifest, words, pieces, query])


def page(place, title, *lines, heading="", **fields):
    """A page of one section."""
    return Document(f"/{place}/", title, sections=(Section("a", heading, "\n".join(lines)),), **fields)
