class Unreadable(ValueError):
    """
    What was typed can't be read without guessing. As a string it is the reason, in words for whoever typed it.

    `code` names the kind of mistake for programs: "unknown", "no_year", "month", "weekday" and so on.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
