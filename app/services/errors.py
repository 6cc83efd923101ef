"""The one kind of error that a person is meant to read."""


class UserError(Exception):
    """A refusal: one Chinese sentence that says what is wrong, where, and who can do what next.

    `field` is the question name the sentence belongs to, when it belongs to one.
    """

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class Cancelled(Exception):
    """The person no longer wants the work that is under way; nothing of it is kept."""
