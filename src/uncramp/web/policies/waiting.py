"""Whose log it is that entries waiting on a telephone go to.

A telephone may be handed on while something waits on it. What waits carries this word, and is
sent only while the same runner is signed in.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from uncramp.web.rows.actor import Actor


def log_of(actor: Actor) -> str:
    """A word for the actor's own log, that tells nobody whose it is; "" without one."""
    if actor.runner is None or actor.helping:
        return ""
    return salted_hmac("uncramp.waiting", str(actor.runner)).hexdigest()[:16]
