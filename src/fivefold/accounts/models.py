from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.states import InvitationState
from fivefold.core.identifiers import PublicIdField


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, *, name: str, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Theme(models.TextChoices):
    DEVICE = "device", _("As on this device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Person(AbstractBaseUser):
    """Someone who can sign in. What they may see follows from memberships alone, never from this row."""

    public_id = PublicIdField()
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(max_length=8, blank=True)
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.DEVICE)
    is_active = models.BooleanField(default=True)
    # Looks after the server and its people; by design this opens no partnership's content.
    is_administrator = models.BooleanField(default=False)
    # Made so that a code could be sent to an invited address; nothing was accepted yet.
    is_only_invited = models.BooleanField(default=False, db_default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class MailedInvitation(models.Model):
    """Somebody is asked by e-mail to take part in something. It never tells whether they have an account."""

    public_id = PublicIdField()
    # Name and address are kept while it may still be answered, and no longer.
    name = models.CharField(max_length=120, blank=True)
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    # Whoever sent it last: it stands on their right.
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.SENT)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class AdministratorInvitation(MailedInvitation):
    """Somebody is asked to look after the installation too."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_open_administrator_invitation_per_address",
                fields=["address"],
                condition=Q(state=InvitationState.SENT),
            ),
            models.CheckConstraint(
                name="an_answered_administrator_invitation_holds_no_address",
                condition=Q(state=InvitationState.SENT) | Q(address="", name=""),
            ),
            models.CheckConstraint(
                name="an_administrator_invitation_has_a_known_state",
                condition=Q(state__in=InvitationState.values),
            ),
        ]

    def __str__(self) -> str:
        return f"to administer: {self.state}"


class AdministratorLink(models.Model):
    """A link that makes one administrator. Only the command prints it, and a POST alone spends it."""

    public_id = PublicIdField()
    made_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)
    # Asked for by somebody who knew that there is an administrator already.
    another = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"until {self.ends_at}"


class OpenSession(AbstractBaseSession):
    """A browser that came here, and who is signed in in it. See `sessions`, which alone writes it."""

    public_id = PublicIdField()
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField(default=timezone.now)
    # In steps of some minutes; shown to the hour.
    seen_at = models.DateTimeField(default=timezone.now)
    # Keys of `browsers`, not what the browser said.
    browser = models.CharField(max_length=12, blank=True)
    device = models.CharField(max_length=12, blank=True)

    def __str__(self) -> str:
        return f"since {self.started_at}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from fivefold.accounts.sessions import SessionStore

        return SessionStore
