REFUSED = 3  # how the process of publishing.uploads.sandbox ends when it refuses a file


class Refused(Exception):
    """A file that the site does not take. `code` names the reason; publishing.uploads.documents has the words."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
