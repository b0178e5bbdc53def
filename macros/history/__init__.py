"""When a record was first recorded and last changed, and what changed in it, from the git history of a site.

``git.py`` is the thin edge to git, read in one pass; all else is pure. A date here is the day on which a commit was made, in
Thai time: it says when something was recorded, never when it was published. What cannot be known is ``Unknown`` or None.
"""

from macros.history.model import Change, FieldChange, History, Unknown, Value
from macros.history.reading import read
from macros.history.words import describe, folded

__all__ = ["Change", "FieldChange", "History", "Unknown", "Value", "describe", "folded", "read"]
