"""Attachments without what they tell of people behind them: who wrote a document, where a photograph was taken.

The files of a site stay as they are; what is published is a copy without these data. Pictures lose no pixel, documents no word.
A digitally signed document cannot be changed without breaking its signature, so one that tells more than it should is refused.
"""

from macros.site.cleaning.clean import Damaged, Encrypted, Signed, check_attachment, cleaned, copy

__all__ = ["Damaged", "Encrypted", "Signed", "check_attachment", "cleaned", "copy"]
