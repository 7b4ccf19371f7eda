"""What a page is, for machines that read pages: schema.org, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from uncramp.actions.cite_guide import GuideStudy
from uncramp.plan.exercise import Exercise
from uncramp.web.guide.page import GuidePage, Language

ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def web_page(page: GuidePage, *, address: str, studies: Iterable[GuideStudy]) -> SafeString:
    """A page with when it was reviewed and what it cites."""
    return _script(
        {
            "@type": "WebPage",
            "name": page.title,
            "description": page.description,
            "url": address,
            "inLanguage": page.language,
            "lastReviewed": page.reviewed.isoformat(),
            "isAccessibleForFree": True,
            "citation": [
                {"@type": "ScholarlyArticle", "name": one.study, "url": one.address}
                for one in studies
            ],
        }
    )


def how_to(exercise: Exercise, *, address: str, language: Language) -> SafeString:
    """An exercise as steps."""
    return _script(
        {
            "@type": "HowTo",
            "name": gettext(exercise.name),
            "url": address,
            "inLanguage": language,
            "supply": [{"@type": "HowToSupply", "name": gettext(x)} for x in exercise.equipment],
            "step": [{"@type": "HowToStep", "text": gettext(step)} for step in exercise.how],
        }
    )


def _script(told: dict[str, Any]) -> SafeString:
    """Data, which no browser runs; nothing in it can end the element it stands in."""
    text = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPED))  # noqa: S308  escaped one line above
