"""What a run is called: by its runner, else by what it came with. One place decides it."""

from __future__ import annotations

from collections.abc import Iterable

from uncramp.store import codec
from uncramp.store.kept import KeptRun, Origin
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.library import RowLibrary
from uncramp.web.rows.models import OriginRow


def called(name: str, title: str) -> str:
    """The runner's own name goes before the title it came with; empty where there is neither."""
    return name or title


def title_of(actor: Actor, kept: KeptRun) -> str:
    """What another service called it, of whichever recording of it says so."""
    digests = [one.digest for one in RowLibrary(actor).recordings_of(kept.place)]
    found = titles(actor, digests)
    return next((found[digest] for digest in digests if digest in found), "")


def titles(actor: Actor, digests: Iterable[str]) -> dict[str, str]:
    """What the exports that files came in called their runs, by file."""
    rows = OriginRow.objects.for_actor(actor).filter(file__digest__in=set(digests)).order_by("-pk")
    pairs = rows.values_list("file__digest", "value")
    origins = ((digest, codec.read(Origin, value)) for digest, value in pairs)
    return {digest: origin.title for digest, origin in origins if origin.title}
