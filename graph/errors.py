"""Errors a user can act on: one sentence, no traceback."""


class UserError(Exception):
    """Work that failed for a reason the user can mend; the message is one sentence that says what to do (exit 1)."""

    exit_code = 1


class UsageError(UserError):
    """The call itself was wrong (exit 2)."""

    exit_code = 2
