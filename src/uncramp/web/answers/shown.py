"""An explained cramp as the parts that pages share."""

from __future__ import annotations

from typing import Any

from uncramp.actions.assess_case import CARD, ONE_SCREEN
from uncramp.actions.cite_claims import cite_claims
from uncramp.actions.documents import why_document
from uncramp.actions.explain_episode import Explained
from uncramp.actions.headline import chance, headline, likelihood
from uncramp.store import words

MOST_FACTORS = 3


def answer_parts(explained: Explained) -> dict[str, Any]:
    """The first-aid card, what triage says, and the answer with its sources."""
    document = why_document(explained)
    leaders = explained.why.leaders(MOST_FACTORS)
    factors = [
        factor | {"word": words.render(likelihood(leader))}
        for factor, leader in zip(document["factors"], leaders, strict=False)
    ]
    return {
        "answer": document,
        "card": {
            "title": words.render(CARD.title),
            "lines": [words.render(line) for line in CARD.lines],
        },
        "said": [words.render(line) for line in explained.triage.lines],
        "asked": explained.triage.list_answered,
        "flags": [(flag.id, words.render(flag.text)) for flag in ONE_SCREEN],
        "factors": factors,
        "others": explained.why.others(MOST_FACTORS),
        "headline": words.render(headline(explained.why)),
        "chance": words.render(chance(explained.why.risk)),
        "episode": explained.episode,
        "citations": cite_claims(explained.why, MOST_FACTORS),
    }
