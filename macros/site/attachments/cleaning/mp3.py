"""MP3 without its tags: only frames of sound are copied, so nothing that lies before, between or behind them is published.

Tags of all kinds (ID3, APE, Lyrics3) hold singers as well as secretaries, pictures, remarks and places.
"""

from __future__ import annotations

from macros.site.attachments.cleaning.errors import Damaged

# Kilobits a second by the number in a frame's head: MPEG 1 layers I, II, III; MPEG 2 layer I, and II and III.
_RATES = {
    (1, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # by version: 3 is MPEG 1, 2 MPEG 2, 0 MPEG 2.5


def cleaned(data: bytes) -> bytes:
    """The frames alone; the very same bytes when there is nothing else. Raises :class:`Damaged` when there is no sound."""
    kept, at, follows = [], _behind_tag(data, 0), False
    while at + 4 <= len(data):
        size = frame_size(data, at)
        if size and at + size <= len(data) and (follows or _is_frame(data, at + size)):
            start = at
            while size and at + size <= len(data):
                at += size
                size = frame_size(data, at)
            kept.append(data[start:at])
            follows = True
        else:
            following = data.find(b"\xff", max(at + 1, _behind_tag(data, at)))
            at, follows = following if following >= 0 else len(data), False
    if not kept:
        raise Damaged("MP3")
    return data if len(kept) == 1 and len(kept[0]) == len(data) else b"".join(kept)


def _is_frame(data: bytes, at: int) -> bool:
    """Whether a frame begins here, or the file ends: two letters alone may look like a frame's head by chance."""
    return at == len(data) or frame_size(data, at) > 0


def _behind_tag(data: bytes, at: int) -> int:
    """Where the ID3 tag that begins at ``at`` ends; ``at`` itself when there is none. Its size has seven bits to a byte."""
    while data[at : at + 3] == b"ID3" and at + 10 <= len(data):
        size = sum((byte & 0x7F) << shift for byte, shift in zip(data[at + 6 : at + 10], (21, 14, 7, 0)))
        at += 10 + size + (10 if data[at + 5] & 0x10 else 0)
    return at


def frame_size(data: bytes, at: int) -> int:
    """Bytes of the frame whose head begins at ``at``; 0 when none does."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return 0
    version, layer = data[at + 1] >> 3 & 3, 4 - (data[at + 1] >> 1 & 3)
    rate, hertz, padded = data[at + 2] >> 4, data[at + 2] >> 2 & 3, data[at + 2] >> 1 & 1
    if version == 1 or layer == 4 or rate in (0, 15) or hertz == 3:
        return 0
    bits = 1000 * _RATES[(1, layer) if version == 3 else (2, min(layer, 2))][rate]
    if layer == 1:
        return 4 * (12 * bits // _HERTZ[version][hertz] + padded)
    samples = 72 if layer == 3 and version != 3 else 144
    return samples * bits // _HERTZ[version][hertz] + padded


__all__ = ["cleaned", "frame_size"]
