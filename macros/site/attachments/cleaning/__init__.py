"""Attachments without what they tell of people behind them: who wrote a document, where a photograph was taken.

The files of a site stay as they are; what is published is a copy without these data. Pictures lose no pixel, documents no word.
A digitally signed document cannot be changed without breaking its signature, so one that tells more than it should is refused.

``clean.py`` and ``verdict.py`` are pure: bytes in, bytes or a verdict out. ``judging.py`` and ``worker.py`` do it in a process apart,
under limits of time and memory; ``publishing.py`` copies.
"""

from macros.site.attachments.cleaning.clean import Damaged, Encrypted, Signed, cleaned
from macros.site.attachments.cleaning.judging import expect, judge, text_of_pages
from macros.site.attachments.cleaning.publishing import copy, unfit
from macros.site.attachments.cleaning.verdict import Verdict

__all__ = ["Damaged", "Encrypted", "Signed", "Verdict", "cleaned", "copy", "expect", "judge", "text_of_pages", "unfit"]
