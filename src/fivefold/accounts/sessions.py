"""Sessions in the database; a key that was never made here is not even looked for."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key: str | None) -> bool:
        # A quoted cookie may hold any sign, and PostgreSQL refuses to compare with some.
        return bool(key) and str(key).isascii() and str(key).isalnum() and super()._validate_session_key(key)  # type: ignore[misc]
