"""How a mail leaves: over SMTP, or into a folder where nobody else is told of it."""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

from uncramp.web.mail.letter import digest, letter
from uncramp.web.mail.models import MailRow

TIMEOUT: Final = 20.0  # s for each word with the server


class WireError(Exception):
    """It did not go, and nobody has it: it may be tried again."""

    def __init__(self, said: str, *, whole_server: bool = False) -> None:
        super().__init__(said)
        self.whole_server = whole_server


class RefusedError(Exception):
    """The server will never take it."""


class UnsureError(Exception):
    """It was cut off at the moment in which the server may have taken it."""


class Wire(Protocol):
    """One way for mail to leave."""

    @property
    def keeps_text(self) -> bool:
        """Whether the text stays here, for want of another place to read it."""
        ...

    def send(self, mail: MailRow, *, before_the_end: Callable[[], bool]) -> None:
        """Send a mail; `before_the_end` is asked once before the byte that ends it."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """Mail is written to a folder as files that every mail program reads."""

    place: Path
    sender: str
    keeps_text: bool = True

    def send(self, mail: MailRow, *, before_the_end: Callable[[], bool]) -> None:
        """Whole or not at all; a second time it is the same file."""
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self.place / f"{digest(mail.key)}.part"
        try:
            with beside.open("wb") as file:
                file.write(_bytes(mail, self.sender))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.file(mail.key))
        except OSError as error:
            raise WireError(f"the folder cannot be written to: {error.strerror}") from error

    def file(self, key: str) -> Path:
        """Where the mail of a key lies."""
        return self.place / f"{digest(key)}.eml"


@dataclass(frozen=True, slots=True)
class Server:
    """Mail goes to a server, encrypted from the first word that matters on."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    trusted: ssl.SSLContext | None = None
    plain: bool = False
    """Only for a server on this machine: no encryption."""
    keeps_text: bool = False

    @classmethod
    def at(cls, address: str, sender: str) -> Server:
        """From ``smtp://user:password@host:587``; ValueError where it is none.

        ``smtp+plain://`` is without encryption, and only for a server on this machine.
        """
        parts = urlsplit(address)
        plain = parts.scheme == "smtp+plain"
        if parts.scheme not in {"smtp", "smtp+plain"} or not parts.hostname:
            raise ValueError("a mail server is named like smtp://user:password@host:587")
        if plain and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
            raise ValueError("mail goes unencrypted to this machine only: use smtp://")
        return cls(
            host=parts.hostname,
            port=parts.port or 587,
            sender=sender,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            plain=plain,
        )

    def send(self, mail: MailRow, *, before_the_end: Callable[[], bool]) -> None:
        """Hand one mail over, in a conversation of its own."""
        with self._conversation() as smtp:
            _addressed(smtp, _bare(self.sender), mail.to)
            _handed_over(smtp, _bytes(mail, self.sender), before_the_end)

    @contextmanager
    def _conversation(self) -> Iterator[smtplib.SMTP]:
        try:
            smtp = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        except (OSError, smtplib.SMTPException) as error:
            raise WireError(
                _told("the server cannot be reached", error), whole_server=True
            ) from error
        try:
            self._introduced(smtp)
            yield smtp
        finally:
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def _introduced(self, smtp: smtplib.SMTP) -> None:
        """Never a password, an address or a word over an open line."""
        try:
            if not self.plain:
                smtp.starttls(context=self.trusted or ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
            if self.user:
                smtp.login(self.user, self.password)
        except (OSError, smtplib.SMTPException) as error:
            raise WireError(
                _told("the server did not let us in", error), whole_server=True
            ) from error


def _addressed(smtp: smtplib.SMTP, sender: str, to: str) -> None:
    if not to.isascii():
        raise RefusedError("the address has letters that mail servers do not understand")
    try:
        _judged(*smtp.mail(sender), of_us=True)
        _judged(*smtp.rcpt(to))
        _judged(*smtp.docmd("DATA"))
    except (OSError, smtplib.SMTPException) as error:
        raise WireError(_told("the server hung up", error)) from error


def _handed_over(smtp: smtplib.SMTP, data: bytes, before_the_end: Callable[[], bool]) -> None:
    """The text, a word in our own book, then the dot that makes the mail the server's."""
    try:
        smtp.send(re.sub(rb"(?m)^\.", b"..", data))  # RFC 5321, 4.5.2
    except (OSError, smtplib.SMTPException) as error:
        raise WireError(_told("the server hung up", error)) from error
    if not before_the_end():
        smtp.close()  # without the dot it is no mail
        raise WireError("another sender has taken it up")
    try:
        smtp.send(b".\r\n")
        code, said = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise UnsureError(_told("the line broke before the server answered", error)) from error
    _judged(code, said)


def _judged(code: int, said: bytes, *, of_us: bool = False) -> None:
    """4xx is "later", 5xx is "never" (RFC 5321, 4.2.1); what is said of us is no mail's fault."""
    words = f"{code} {said.decode('ascii', 'replace')}"
    if code >= 500 and not of_us:
        raise RefusedError(words)
    if code >= 400 or code < 200:
        raise WireError(words, whole_server=of_us)


def _bytes(mail: MailRow, sender: str) -> bytes:
    return letter(
        mail.key,
        sender=sender,
        to=mail.to,
        subject=mail.subject,
        body=mail.body,
        written_at=mail.created_at,
        reply_to=mail.reply_to,
    )


def _bare(sender: str) -> str:
    return re.sub(r".*<(.*)>.*", r"\1", sender)


def _told(what: str, error: Exception) -> str:
    """The kind of the error, and no word of it: a server may repeat what it was told."""
    return f"{what} ({type(error).__name__})"
