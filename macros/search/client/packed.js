// Lists of words as the build packs them (search/packing.py).

/** Each word says by a capital how many letters it shares with the one before (A: none), then its others. */
export function unpacked(text) {
  let before = '';
  return [...text.matchAll(/([A-Z])([^A-Z\n]*)/g)].map(([, shared, rest]) => (before = before.slice(0, shared.charCodeAt(0) - 65) + rest));
}
