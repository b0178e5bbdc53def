"""Why an attachment cannot be published."""


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
