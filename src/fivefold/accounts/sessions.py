"""Sessions in the database, each in the name of whoever is signed in, until one of two limits ends it.

A session keeps when it began, when it was last used, and the family of the browser; no address, no key of a
device. Taking its row away ends it with the next request, whichever process answers that.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.conf import settings
from django.contrib.sessions.backends import db
from django.db.models import Q, QuerySet
from django.utils import timezone

from fivefold.accounts.browsers import BROWSER, DEVICE
from fivefold.accounts.models import OpenSession, Person

# Not with every request: a page that is read again would write as often as it reads.
NOTED_EVERY = timedelta(minutes=5)
# That a browser had a session, after its end: what it sends too late is still known to be somebody's.
KEPT = timedelta(hours=12)


class SessionStore(db.SessionStore):
    # Whose session this browser had until this request, where time ended it.
    ended_for: int | None = None

    @classmethod
    def get_model_class(cls) -> type[OpenSession]:
        return OpenSession

    def _validate_session_key(self, key: str | None) -> bool:
        # A quoted cookie may hold any sign, and PostgreSQL refuses to compare with some.
        return bool(key) and str(key).isascii() and str(key).isalnum() and super()._validate_session_key(key)  # type: ignore[misc]

    def _get_session_from_db(self) -> OpenSession | None:
        row: OpenSession | None = super()._get_session_from_db()  # type: ignore[misc]
        now = timezone.now()
        if row is not None and has_ended(row, now):
            OpenSession.objects.filter(pk=row.pk).delete()
            self.ended_for = row.person_id
            self._session_key = row = None
        if row is not None and row.person_id and row.seen_at <= now - NOTED_EVERY:
            row.seen_at = now
            OpenSession.objects.filter(pk=row.pk).update(seen_at=now)
        self._row = row
        return row

    def create_model_instance(self, data: dict[str, Any]) -> OpenSession:
        """A row under the same key goes on where it was; a new key is a new session, begun now."""
        row = cast(OpenSession, super().create_model_instance(data))
        before = getattr(self, "_row", None)
        if before is not None and before.session_key == row.session_key:
            row.public_id, row.started_at, row.seen_at = before.public_id, before.started_at, before.seen_at
        row.person_id = data.get("_auth_user_id")
        row.browser, row.device = data.get(BROWSER, ""), data.get(DEVICE, "")
        self._row = row
        return row

    @classmethod
    def clear_expired(cls) -> None:
        forget_ended()


def idle_limit() -> timedelta:
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def whole_limit() -> timedelta:
    return timedelta(hours=settings.SESSION_HOURS)


def has_ended(session: OpenSession, now: datetime) -> bool:
    return (
        session.expire_date <= now
        or session.started_at <= now - whole_limit()
        or session.seen_at <= now - idle_limit()
    )


def _ended(now: datetime) -> Q:
    """`has_ended`, for the database; who is not signed in has the whole time to type a code."""
    too_old = Q(started_at__lte=now - whole_limit()) | Q(seen_at__lte=now - idle_limit())
    return Q(expire_date__lte=now) | too_old


def forget_ended() -> int:
    return OpenSession.objects.filter(_ended(timezone.now() - KEPT)).delete()[0]


def of(person: Person) -> QuerySet[OpenSession]:
    """Where a person is signed in at this moment, the latest first."""
    return OpenSession.objects.filter(person=person).exclude(_ended(timezone.now())).order_by("-started_at")


def forget_unfinished(address: str) -> None:
    """End the sessions in which a code to this address was asked for: until it is typed, they keep both."""
    for session in OpenSession.objects.filter(person=None):
        begun = session.get_decoded().get(LOGIN_SESSION_KEY, {})
        if str(begun.get("email")).lower() == address:
            session.delete()


def end(person: Person, *, public_id: str | None = None, but: str | None = None) -> int:
    """End a person's sessions at once: all of them, the one named, or all but the one with this key."""
    sessions = OpenSession.objects.filter(person=person)
    if public_id is not None:
        sessions = sessions.filter(public_id=public_id)
    return sessions.exclude(session_key=but).delete()[0]
