"""Check the evidence: what no claim, judgement or edition may break, and what crude claims miss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from uncramp.evidence.edition import moved
from uncramp.evidence.faults import (
    article_faults,
    claim_faults,
    draft_faults,
    field_faults,
    judgement_faults,
    muscle_faults,
    unshrunk,
)
from uncramp.evidence.held import missed
from uncramp.exposure.catalogue import BY_NAME
from uncramp.plan.line import LineKind
from uncramp.store.registry import edition_names, named
from uncramp.store.workbench import Workbench, unreadable, workbench
from uncramp.terms.sentences import Sentence, sentence


@dataclass(frozen=True, slots=True)
class Checked:
    """``faults`` refuse the evidence; ``missed`` are crude claims that no joint effects meet."""

    claims: int
    faults: tuple[Sentence, ...]
    missed: tuple[Sentence, ...]


def check_evidence() -> Checked:
    """Check every file that ships, and every frozen edition."""
    broken = tuple(unreadable())
    if broken:
        return Checked(0, broken, ())
    bench = workbench()
    faults = tuple(amiss(bench))
    if faults:
        return Checked(len(bench.claims), faults, ())
    return Checked(len(bench.claims), tuple(_editions_amiss(bench)), tuple(_missed(bench)))


def amiss(bench: Workbench) -> Iterator[Sentence]:
    """The faults of claims, judgements, fields, article and muscles."""
    shown = {*BY_NAME, *(kind.value for kind in LineKind)}
    for claim in bench.claims.values():
        yield from claim_faults(claim)
    found = [fault for d in bench.drafts.values() for fault in draft_faults(d, bench.claims)]
    for field in bench.fields.values():
        found += field_faults(field, bench.drafts)
    found += unshrunk(bench.drafts, bench.fields)
    yield from found or judgement_faults(bench.judgements, bench.claims)
    for said in bench.article.values():
        yield from article_faults(said, bench.claims, shown=shown)
    yield from muscle_faults(bench.muscles, bench.claims)


def _editions_amiss(bench: Workbench) -> Iterator[Sentence]:
    """An edition that was changed or lost its claims, and files that have moved on from it."""
    for name in edition_names():
        edition = named(name)
        if not edition.whole:
            yield sentence("Edition {name} was changed after it was frozen.", name=name)
        resting = {claim for held in edition.judgements.values() for claim in held.rests_on}
        if lost := sorted(resting - bench.claims.keys()):
            gone = ", ".join(lost)
            yield sentence(
                "Edition {name} rests on claims that are gone: {gone}", name=name, gone=gone
            )
    newest = named(edition_names()[-1])
    ahead = [one.exposure for one in moved(newest.judgements, bench.judgements)]
    ahead += [name for name, claim in bench.quoted.items() if newest.claims.get(name) != claim]
    if ahead:
        yield sentence(
            "The files have moved on from edition {name} in {what}; freeze a new one.",
            name=newest.name,
            what=", ".join(ahead),
        )


def _missed(bench: Workbench) -> Iterator[Sentence]:
    for field in bench.fields.values():
        for miss in missed(bench.drafts, bench.claims, field):
            yield sentence(
                "{event}: {name} was claimed at {claimed} per standard deviation and comes out "
                "at {seen}.",
                event=field.event,
                name=miss.name,
                claimed=round(miss.claimed, 3),
                seen=round(miss.seen, 3),
            )
