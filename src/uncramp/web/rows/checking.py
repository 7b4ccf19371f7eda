"""Whether the database is whole, and its columns say what its values say."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, connection

from uncramp.history.cramp import CrampEntry
from uncramp.store import codec
from uncramp.store.kept import KeptRun
from uncramp.terms.sentences import Sentence, sentence
from uncramp.web.rows.actor import Actor
from uncramp.web.rows.finding import untrue
from uncramp.web.rows.models import CrampRow, OriginRow, RunRow

RESTORE = "Restore the latest backup: uncramp restore FILE --data DIR"


def problems(actor: Actor) -> Iterator[Sentence]:
    """Everything wrong in the database, and in the rows of one runner."""
    yield from _database_problems()
    runs = RunRow.objects.for_actor(actor)
    wrong = {row.pk for row in untrue(runs, OriginRow.objects.for_actor(actor))}
    wrong |= {row.pk for row in runs.iterator(chunk_size=500) if not _agrees(row)}
    for key in sorted(wrong):
        yield sentence(
            "The row of run {id} does not say what its value says. {mend}", id=key, mend=RESTORE
        )
    for row in CrampRow.objects.for_actor(actor).iterator(chunk_size=500):
        entry = codec.read(CrampEntry, row.value)
        if (row.token, row.at) != (entry.token, entry.began_at):
            yield sentence(
                "The row of cramp {id} does not say what its value says. {mend}",
                id=row.pk,
                mend=RESTORE,
            )


def _agrees(row: RunRow) -> bool:
    kept = codec.read(KeptRun, row.value)
    return (row.digest, row.part) == kept.place


def _database_problems() -> Iterator[Sentence]:
    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            said = [str(row[0]) for row in cursor.execute("PRAGMA integrity_check").fetchall()]
            lost = cursor.execute("PRAGMA foreign_key_check").fetchall()
    except DatabaseError as error:
        said, lost = [str(error)], []
    if said != ["ok"]:
        yield sentence("The database is damaged ({what}). {mend}", what=said[0], mend=RESTORE)
    if lost:
        yield sentence(
            "{count} rows point to rows that are gone. {mend}", count=len(lost), mend=RESTORE
        )
