"""The addresses of the interface for programs, and its description."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI

from uncramp import __version__
from uncramp.actions.documents import why_document
from uncramp.actions.explain_described_run import explain_described_run
from uncramp.actions.explain_uploaded_run import explain_uploaded_run
from uncramp.actions.intended_use import INTENDED_USE
from uncramp.store import words
from uncramp.terms.errors import InputError
from uncramp.web.api.question import Assess, content, parsed, question

_SCHEMA = Assess.model_json_schema(ref_template="#/components/schemas/{model}")
_PARTS = _SCHEMA.pop("$defs")


class Interface(NinjaAPI):
    """A description that holds the parts of the request as well."""

    def get_openapi_schema(self, **how: Any) -> Any:
        described = super().get_openapi_schema(**how)
        described["components"]["schemas"].update(_PARTS)
        return described


api = Interface(
    title="uncramp",
    version=__version__,
    description=words.render(INTENDED_USE),
    docs_url=None,  # it would load its page from another host
    urls_namespace="api",
)


@api.exception_handler(InputError)
def _cannot_be_used(request: HttpRequest, error: InputError) -> Any:
    return api.create_response(request, {"message": words.render(error.said)}, status=422)


@api.post(
    "/v1/assess",
    summary="Explain one cramp; nothing is kept.",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": _SCHEMA}}}
    },
)
def assess(request: HttpRequest) -> dict[str, Any]:
    """The same document as ``uncramp why --json``.

    `muscle` is needed. Without a file the run may be described: its kind, distance and time.
    Triage comes first: at `urgent_today` and above there are no factors.
    """
    asked, told = question(parsed(request.body))
    data, now = content(asked), timezone.now()
    if data is None:
        explained = explain_described_run(asked.run, asked.episode, told=told, now=now)
    else:
        explained = explain_uploaded_run(
            [data], asked.episode, told=told, now=now, described=asked.run
        )
    return why_document(explained)
