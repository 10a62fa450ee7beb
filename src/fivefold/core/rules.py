"""What is raised when a rule of the house refuses an act. Told apart by class and `code`, never by text."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


class RuleError(Exception):
    """An act that a rule refuses. `message` is a whole sentence for the person who tried."""

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class PermissionNeeded(PermissionDenied):
    """A member without the right. The 403 page says which right it is, in words, and who can grant it.

    because: a sentence in the place of both, where the right does not exist for this member and nobody
        could grant it.
    """

    def __init__(
        self,
        code: str,
        permission: str | Promise,
        granted_by: str | Promise = "",
        *,
        because: str | Promise = "",
    ) -> None:
        super().__init__(code)
        self.code = code
        self.permission = permission
        self.granted_by = granted_by
        self.because = because
