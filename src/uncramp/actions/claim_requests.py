"""Whoever makes an account with the mail address they once wrote from finds their request.

Only an address that was confirmed may claim: otherwise anybody could take another's request.
"""

from __future__ import annotations

from typing import Protocol

from uncramp.actions.show_interest import same_reach


class Claimed(Protocol):
    """Where requests lie, by how their senders are reached."""

    def claim(self, same: str, account: int) -> int:
        """Tie the requests of one address to an account; how many."""
        ...


def claim_requests(address: str, account: int, *, desk: Claimed) -> int:
    """Tie every request from a confirmed mail address to an account; how many there were."""
    return desk.claim(same_reach(address), account)
