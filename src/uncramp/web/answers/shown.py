"""An explained cramp as the parts that pages share, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from uncramp.actions.answer_unknown import OpenQuestion, open_questions, unanswerable
from uncramp.actions.cite_claims import cite_claims
from uncramp.actions.compare_stories import Stories, Story
from uncramp.actions.documents import why_document
from uncramp.actions.explain_episode import Explained
from uncramp.actions.headline import chance, headline, likelihood
from uncramp.actions.match_clean_run import Match
from uncramp.actions.show_claims import studies_on
from uncramp.history.sample import DEVICE
from uncramp.store import words
from uncramp.store.registry import edition_names
from uncramp.terms.muscles import NAMES
from uncramp.web.answers.explaining import Explanation
from uncramp.web.drawing import units
from uncramp.web.drawing.chart import chart
from uncramp.web.drawing.control import control
from uncramp.web.drawing.flags import flags
from uncramp.web.drawing.forest import forest
from uncramp.web.memory.standing import Standing

MOST_FACTORS = 3
ASKED_FIRST = 1  # open questions shown before the others are folded away


def answer_parts(explained: Explained, address: str) -> dict[str, Any]:
    """The first-aid card, what triage says, and the answer with its sources.

    The one-screen list is answered at `address`.
    """
    document = why_document(explained)
    factors = _factors(explained, document)
    return {
        "answer": document,
        "flags": flags(explained.triage, address),
        "factors": factors,
        "groups": _groups(factors),
        "first_to_change": _first_to_change(explained, document, factors),
        "others": explained.why.others(MOST_FACTORS),
        "headline": words.render(headline(explained.why)),
        "chance": words.render(chance(explained.why.risk)),
        "notes": document["notes"] + document["dropped"],
        "episode": explained.episode,
        "muscle": words.render(NAMES[explained.episode.muscle]),
        "citations": cite_claims(explained.why, MOST_FACTORS),
    }


def why_page(found: Explanation, held: Standing) -> dict[str, Any]:
    """Everything on the page of one cramp of a library."""
    explained, summary = found.explained, found.kept.run.summary
    newest = next(key for key, _ in held.cramps()) == found.key
    address = reverse("red-flags") if newest else reverse("red-flags-of", args=[found.key])
    questions = [_question(one) for one in open_questions(explained.why)]
    return answer_parts(explained, address) | {
        "key": found.key,
        "cramps": [(key, one.run.summary.started_at, _where(one)) for key, one in held.cramps()],
        "sample": summary.device == DEVICE,
        "started_at": summary.started_at,
        "chart": chart(found.drawn),
        "questions": questions[:ASKED_FIRST],
        "more_questions": questions[ASKED_FIRST:],
        "unanswerable": [words.render(said) for said in unanswerable(explained.why)],
        "stories": _stories(found.stories),
        "match": found.match and _match(found.match, held),
        "editions": edition_names(),
    }


def _factors(explained: Explained, document: dict[str, Any]) -> list[dict[str, Any]]:
    """The leading factors, each with one word, its studies, and where its value came from."""
    leaders = explained.why.leaders(MOST_FACTORS)
    edition = explained.editions.evidence
    return [
        factor
        | {
            "word": words.render(likelihood(leader)),
            "studies": studies_on(leader.exposure.name, edition),
            "forest": forest(studies_on(leader.exposure.name, edition).rows),
            "source": leader.exposure.source,
        }
        for factor, leader in zip(document["factors"], leaders, strict=False)
    ]


def _groups(factors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What came with the run, and what its runner can change; each only where there is some."""
    found = (
        {"name": name, "factors": [f for f in factors if f["group"] == name]}
        for name in ("race", "change")
    )
    return [group for group in found if group["factors"]]


def _first_to_change(
    explained: Explained, document: dict[str, Any], shown: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """The first factor that can be changed, where none of those shown can be."""
    if any(factor["group"] == "change" for factor in shown):
        return None
    pairs = zip(document["factors"], explained.why.factors, strict=True)
    return next(
        (
            factor | {"word": words.render(likelihood(of))}
            for factor, of in pairs
            if factor["group"] == "change" and factor["share"] > 0
        ),
        None,
    )


def _question(asked: OpenQuestion) -> dict[str, Any]:
    return {
        "text": words.render(asked.text),
        "reason": words.render(asked.reason) if asked.reason else "",
        "id": asked.keys[0],
        "controls": [control(key) for key in asked.keys],
    }


def _stories(stories: Stories) -> dict[str, Any]:
    return {
        "sides": [_story(stories.tired), _story(stories.dry)],
        "verdict": words.render(stories.verdict),
        "tell_apart": [words.render(said) for said in stories.tell_apart],
    }


def _story(story: Story) -> dict[str, Any]:
    parts = [words.render(f.exposure.label) for f in story.factors if f.share >= 0.01]
    title, says = words.render(story.title), words.render(story.says)
    return {"title": title, "says": says, "share": max(story.share, 0.0), "parts": parts[:4]}


def _match(match: Match, held: Standing) -> dict[str, Any]:
    summary = match.kept.run.summary
    return {
        "key": held.keys[match.kept.place],
        "started_at": summary.started_at,
        "numbers": " · ".join(_numbers(summary.distance, summary.duration)),
        "answered": match.answered,
        "differences": [words.render(said) for said in match.differences],
    }


def _numbers(distance: float | None, seconds: float) -> Iterator[str]:
    if distance is not None:
        yield units.distance(distance)
    minutes = round(seconds / 60)
    yield f"{minutes // 60}:{minutes % 60:02d} h"


def _where(kept: Any) -> str:
    return words.render(NAMES[kept.episode.muscle])
