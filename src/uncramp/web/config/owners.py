"""Whose requests are the owner's, while there are no accounts: told by their addresses."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

from django.core.exceptions import ImproperlyConfigured

HERE = "127.0.0.0/8,::1"


def owners(text: str) -> list[IPv4Network | IPv6Network]:
    """Networks from addresses and networks with commas between them; this machine for none."""
    try:
        named = [ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"UNCRAMP_OWNERS must be addresses or networks like 192.168.1.0/24 with commas "
            f"between them: {error}."
        ) from None
    return named or owners(HERE)
