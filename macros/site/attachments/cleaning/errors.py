"""Why an attachment cannot be published."""

from macros.site.inputs.attachments import guess


class Refused(ValueError):
    """``code`` is that of the problem, ``params`` fill its sentences."""

    code = "attachment-damaged"

    def __init__(self, **params: object):
        super().__init__(self.code)
        self.params = params


class Damaged(Refused):
    """Its bytes end early or contradict themselves, so nobody can say what they hold."""

    def __init__(self, reason: str):
        super().__init__(reason=reason)


class Encrypted(Refused):
    code = "attachment-encrypted"


class Signed(Refused):
    """It is digitally signed and tells ``found``, which would have to be taken out."""

    code = "attachment-signed"

    def __init__(self, found: str):
        super().__init__(found=found)


class TooOld(Refused):
    """Of a form that keeps names, or deleted text, where they cannot be taken out safely; ``reason`` says which."""

    code = "attachment-old"

    def __init__(self, reason: str):
        super().__init__(reason=reason)


class Differs(Refused):
    """Its bytes are not what its name says."""

    code = "attachment-kind-differs"

    def __init__(self, ending: str, found: str):
        super().__init__(ending=ending, **guess(found))


class Misnamed(Refused):
    """It is another document that may be attached, whose name ends in ``found``."""

    code = "attachment-name-differs"

    def __init__(self, ending: str, found: str):
        super().__init__(ending=ending, found=found)


class Member(Refused):
    """An archive holds ``member``, which could not be attached by itself."""

    code = "attachment-member"

    def __init__(self, member: str):
        super().__init__(member=member)


class Huge(Refused):
    """A picture of so many ``pixels`` that showing it takes gigabytes, however small the file."""

    code = "picture-pixels"

    def __init__(self, width: int, height: int):
        super().__init__(size=f"{width} × {height}", limit=MOST_PIXELS // 1_000_000)


MOST_PIXELS = 100_000_000


def refuse_huge(width: int, height: int) -> None:
    """Raises :class:`Huge` for a picture that would take too much memory to show."""
    if width * height > MOST_PIXELS:
        raise Huge(width, height)
