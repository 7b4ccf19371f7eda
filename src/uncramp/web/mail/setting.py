"""Which way mail leaves here: a server by the setting, the folder ``mail`` without one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from uncramp.web.mail.wire import Folder, Server

NOBODY: Final = "uncramp <uncramp@localhost>"


def sender() -> str:
    """From whom mail comes."""
    return settings.DEFAULT_FROM_EMAIL or NOBODY


def folder() -> Folder:
    """The folder of the library in which mail is kept where no server is named."""
    return Folder(Path(settings.DATA) / "mail", sender())


def wire() -> Folder | Server:
    """The way mail leaves."""
    address = getattr(settings, "SMTP", "")
    if not address:
        return folder()
    try:
        return Server.at(address, sender())
    except ValueError as error:
        raise ImproperlyConfigured(f"UNCRAMP_SMTP: {error}.") from None


def link(path: str) -> str:
    """An address of a page as it can be followed from a mail."""
    return (getattr(settings, "ADDRESS", "") or "http://localhost:8000").rstrip("/") + path
