"""A fixture of every run: whichever problem a test meets, its sentences fit. One that names what its problem does not bring would end in a
traceback before a user."""

import pytest

from macros.problems import Problem
from macros.problems.wording import LANGUAGES, codes, message


@pytest.fixture(autouse=True, scope="session")
def every_problem_is_worded():
    make = Problem.__init__

    def made(self, *args, **kwargs):
        make(self, *args, **kwargs)
        for language in LANGUAGES if self.code in codes() else ():
            message(self.code, self.params, language)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Problem, "__init__", made)
        yield
