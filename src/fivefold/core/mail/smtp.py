"""One message to a mail server, and what is known afterwards."""

import smtplib
import ssl
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.validators import validate_email

from fivefold.core.models.mail import OutgoingMail


class _WholeSubjects(EmailPolicy):
    """Python before 3.12.5 loses a space where it breaks a subject between two encoded words."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() != "subject" or value.isascii():
            return super().fold_binary(name, value)
        folded = Header(value, "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {folded}{self.linesep}".encode("ascii")


ON_THE_WIRE = _WholeSubjects(linesep="\r\n")
SECONDS = 30.0
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class NotAccepted(Exception):  # noqa: N818 - an outcome, handled where the mail is kept
    """The message certainly did not go out. `for_good`: trying again would not help."""

    def __init__(self, reason: str, *, for_good: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good


class OutcomeUnknown(Exception):  # noqa: N818 - an outcome, handled where the mail is kept
    """The message was handed over, and no answer came: it may have arrived."""


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str
    tls_from_start: bool

    @classmethod
    def from_url(cls, url: str) -> "MailServer":
        """Read smtp://user:password@host:port or smtps://…; ValueError says what is wrong with it."""
        parts: SplitResult = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("it must read smtp://user:password@host:587 or smtps://user:password@host:465")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError(
                "something stands behind the name of the server, as if its password had a / ? or #"
            )
        secure = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if secure else 587),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls_from_start=secure,
        )


class Connection:
    """A conversation with the mail server. Encrypted unless the server is this very machine."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        try:
            self._smtp = self._greet()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise NotAccepted(_reason(error), for_good=False) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _greet(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.server.tls_from_start:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                self.server.host, self.server.port, timeout=SECONDS, context=context
            )
        else:
            smtp = smtplib.SMTP(self.server.host, self.server.port, timeout=SECONDS)
        self._smtp = smtp
        if not self.server.tls_from_start and self.server.host not in _THIS_MACHINE:
            # Never "if offered": whoever stands between could withhold the offer and read every sign-in code.
            smtp.starttls(context=context)
        if self.server.user:
            smtp.login(self.server.user, self.server.password)
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def hand_over(self, message: EmailMessage) -> None:
        assert self._smtp is not None  # noqa: S101 - inside `with`
        smtp = self._smtp
        try:
            _accepted(smtp.mail(message["From"].addresses[0].addr_spec))
            _accepted(smtp.rcpt(message["To"].addresses[0].addr_spec))
        except (OSError, smtplib.SMTPException) as error:
            raise NotAccepted(_reason(error), for_good=False) from error
        try:
            answer = smtp.data(message.as_bytes(policy=ON_THE_WIRE))
        except smtplib.SMTPDataError as error:
            raise NotAccepted(_reason(error), for_good=error.smtp_code >= 500) from error
        except (OSError, smtplib.SMTPException) as error:
            raise OutcomeUnknown(_reason(error)) from error
        _accepted(answer)


def composed(mail: OutgoingMail, sender: str) -> EmailMessage:
    """The message itself. ValidationError: no address. ValueError: a header with a line break."""
    validate_email(mail.address)
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    name, _, domain = mail.address.rpartition("@")
    message["To"] = f"{name}@{domain.encode('idna').decode()}"
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    # The same on every attempt, so that a mail server can recognize a message it already has.
    message["Message-ID"] = f"<{mail.public_id}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    message["Content-Language"] = mail.language
    return message


def _accepted(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if code not in {250, 251}:
        reason = f"{code} {words.decode('utf-8', 'replace')}"
        raise NotAccepted(reason, for_good=code >= 500)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:500] or type(error).__name__
