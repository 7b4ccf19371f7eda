"""What `POST /api/v1/assess` takes: one cramp, and whatever else somebody wants to tell."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from uncramp.actions.assess_case import Facts
from uncramp.actions.described_run import DescribedRun
from uncramp.actions.told import Told, home_of, read, told
from uncramp.history.check_in import CheckIn
from uncramp.history.episode import Episode
from uncramp.history.runner import Runner
from uncramp.terms.errors import InputError


class Assess(Episode):
    """One cramp and its run. `muscle` is needed; everything else sharpens the answer."""

    run: Annotated[DescribedRun, Field(description="The run, where there is no file.")] = (
        DescribedRun()
    )
    file: Annotated[
        str | None,
        WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
        Field(description="A FIT, TCX or GPX file, read and forgotten."),
    ] = None
    runner: Runner = Runner()
    check_in: CheckIn = CheckIn()
    facts: Facts = Facts()

    @property
    def episode(self) -> Episode:
        """The cramp alone."""
        return Episode(**{name: getattr(self, name) for name in Episode.model_fields})


def parsed(body: bytes) -> dict[str, Any]:
    """The JSON object of a request."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise InputError.of("The request is not JSON. Send one JSON object.") from None
    if not isinstance(found, dict):
        raise InputError.of("The request is JSON, but no object. Send one JSON object.")
    return found


def question(given: dict[str, Any]) -> tuple[Assess, Told]:
    """The request as values, or a sentence that names what is wrong with it."""
    sorted_out = _in_their_places(given)
    asked = read(Assess, sorted_out)
    runner, check_in, facts = map(sorted_out.get, ("runner", "check_in", "facts"))
    return asked, told(runner=runner, check_in=check_in, facts=facts)


def _in_their_places(given: dict[str, Any]) -> dict[str, Any]:
    """Keys of the run, the runner, the check-in and the facts may stand at the top as well."""
    placed: dict[str, Any] = {}
    for name, value in given.items():
        if name in Assess.model_fields:
            placed[name] = {**placed.get(name, {}), **value} if isinstance(value, dict) else value
            continue
        home = "run" if name in DescribedRun.model_fields else home_of(name)
        placed[home] = {**placed.get(home, {}), name: value}
    return placed


def content(asked: Assess) -> bytes | None:
    """The bytes of the file, where there is one."""
    if asked.file is None:
        return None
    try:
        return base64.b64decode(asked.file, validate=True)
    except binascii.Error:
        raise InputError.of("file: it is not base64.") from None
