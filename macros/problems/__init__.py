"""Problems in a site's sources: what was found, where, and how to mend it.

Finding and wording are apart: a check makes a :class:`Problem` from a code and its parameters; the sentences stand in
``wording/*.yml``. One problem has several renderings (``render.py``).
"""

from macros.problems.problem import Place, Problem, errors_in
from macros.problems.wording import Message, codes, message

__all__ = ["Message", "Place", "Problem", "codes", "errors_in", "message"]
