"""What is handed to a clinician, as a FHIR document their software can read.

FHIR R4B (hl7.org/fhir/R4B), a Bundle of type *document*: a Composition with what it is about,
Observations for cramps and for what they are linked with, QuestionnaireResponses for what the
runner told. There is no Condition and no assessment in it: conditions and medicines are answers
the runner gave, and a factor is a number with its interval and its method.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from uncramp.handout.hand_over import Answer, Cramp, HandOver, Linked

Resource = dict[str, Any]

OURS: Final = UUID("6d0f3d1e-9c1b-4f0a-8f57-2f6d6d1e7a31")
"""Names our own codes: a random UUID, which as 2.25.<number> is an OID nobody has to register
(ITU-T X.667)."""
SYSTEM: Final = f"urn:oid:2.25.{OURS.int}"
LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
PATIENT_NOTE = ("51855-5", "Patient Note")
SEVERITY = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")


def bundle(content: HandOver) -> bytes:
    """The document as JSON, UTF-8; the same content makes the same bytes."""
    return json.dumps(document(content), ensure_ascii=False, indent=1, sort_keys=True).encode()


def document(content: HandOver) -> Resource:
    """The Bundle as plain JSON types."""
    filed = _Filed(content)
    entries = [filed.composition(), filed.patient(), filed.device(), *filed.named()]
    return {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{filed.uuid('bundle')}"},
        "timestamp": filed.instant,
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in entries],
    }


@dataclass(frozen=True, slots=True)
class _Filed:
    """The resources of one document, which name each other by what they hold."""

    content: HandOver

    @property
    def instant(self) -> str:
        return _instant(self.content.made_at)

    def uuid(self, name: str) -> str:
        return str(uuid5(OURS, f"{self.instant} {self.content.name} {name}"))

    def reference(self, name: str) -> Resource:
        return {"reference": f"urn:uuid:{self.uuid(name)}"}

    def composition(self) -> Resource:
        return self._resource(
            "Composition",
            "composition",
            status="final",
            type={"coding": [_loinc(PATIENT_NOTE)], "text": self.content.title},
            subject=self.reference("patient"),
            date=self.instant,
            author=[self.reference("patient"), self.reference("device")],
            title=self.content.title,
            section=list(self._sections()),
        )

    def patient(self) -> Resource:
        named = {"name": [{"text": self.content.name}]} if self.content.name else {}
        sex = next((one.coded for one in self.content.about if one.key == "sex"), ())
        return self._resource("Patient", "patient", **named, **({"gender": sex[0]} if sex else {}))

    def device(self) -> Resource:
        return self._resource(
            "Device",
            "device",
            deviceName=[{"name": "uncramp", "type": "model-name"}],
            version=[{"value": self.content.editions}],
            note=[{"text": self.content.intended_use}],
        )

    def named(self) -> Iterator[Resource]:
        """Everything that the sections name, in their order."""
        for name, answers in self._told().items():
            yield self._response(name, answers)
        for n, cramp in enumerate(self.content.cramps):
            yield self._cramp(f"cramp-{n}", cramp)
        for n, linked in enumerate(self.content.linked):
            yield self._linked(f"linked-{n}", linked)

    def _told(self) -> Mapping[str, tuple[Answer, ...]]:
        """What the runner told, by section; a section of nothing is left out."""
        words, asks = self.content.labels, (self.content.asks,) if self.content.asks else ()
        found = {
            "red_flags": _as_answers("red_flags", words["red_flags"], self.content.red_flags),
            "asks": _as_answers("asks", words["asks"], asks),
            "about": self.content.about,
            "tried": self.content.tried,
        }
        return {name: answers for name, answers in found.items() if answers}

    def _sections(self) -> Iterator[Resource]:
        words, told = self.content.labels, self._told()
        cramps = [f"cramp-{n}" for n in range(len(self.content.cramps))]
        linked = [f"linked-{n}" for n in range(len(self.content.linked))]
        for name, entries, said in (
            ("red_flags", ["red_flags"] if "red_flags" in told else [], ""),
            ("asks", ["asks"] if "asks" in told else [], ""),
            ("cramps", cramps, self.content.counted),
            ("factors", linked, self.content.linked_note),
            ("about", ["about"] if "about" in told else [], ""),
            ("tried", ["tried"] if "tried" in told else [], ""),
        ):
            if entries or said:
                yield _section(words[name], [self.reference(one) for one in entries], said)

    def _response(self, name: str, answers: Sequence[Answer]) -> Resource:
        return self._resource(
            "QuestionnaireResponse",
            name,
            status="completed",
            subject=self.reference("patient"),
            author=self.reference("patient"),
            authored=self.instant,
            item=[_item(answer) for answer in answers],
        )

    def _cramp(self, name: str, cramp: Cramp) -> Resource:
        more: Resource = {"component": components} if (components := list(_timing(cramp))) else {}
        if cramp.day:
            more["effectiveDateTime"] = cramp.day.isoformat()
        if cramp.said:
            more["note"] = [{"text": cramp.said}]
        side = cramp.episode.side
        site = f"{cramp.episode.muscle.value}-{side.value}" if side else cramp.episode.muscle.value
        return self._resource(
            "Observation",
            name,
            status="final",
            code=_ours("muscle-cramp", "Muscle cramp in or after a run, as the runner tells it"),
            subject=self.reference("patient"),
            performer=[self.reference("patient")],
            bodySite=_ours(f"site-{site}", ", ".join(filter(None, (cramp.where, side)))),
            valueString=f"{cramp.onset}; {cramp.run}" if cramp.run else cramp.onset,
            **more,
        )

    def _linked(self, name: str, linked: Linked) -> Resource:
        low, high = (_quantity(round(100 * x, 1), "%", "%") for x in linked.interval)
        method = "Computed from the runner's own runs and published studies; a pattern, no finding"
        return self._resource(
            "Observation",
            name,
            status="final",
            code=_ours(f"linked-{linked.exposure}", linked.label),
            subject=self.reference("patient"),
            focus=[self.reference("cramp-0")] if self.content.cramps else [],
            device=self.reference("device"),
            method={"text": method},
            valueQuantity=_quantity(round(100 * linked.share, 1), "%", "%"),
            component=[
                {"code": _ours("interval-90", "90 % interval"), "valueRange": _range(low, high)},
                {
                    "code": _ours("certainty", "Certainty of the evidence"),
                    "valueString": linked.certainty,
                },
            ],
        )

    def _resource(self, kind: str, called: str, /, **members: Any) -> Resource:
        filled = {member: value for member, value in members.items() if value not in ([], "")}
        return {"resourceType": kind, "id": self.uuid(called), **filled}


def _timing(cramp: Cramp) -> Iterator[Resource]:
    """What is known in numbers of one cramp and its run."""
    episode = cramp.episode
    if episode.onset:
        yield {"code": _ours("onset", "Onset"), "valueString": episode.onset.value}
    measured = (
        ("onset-minute", "Minute of the run at onset", episode.minute, "min", "min"),
        ("onset-distance", "Distance run at onset", cramp.kilometre, "km", "km"),
        ("run-distance", "Distance of the run", cramp.distance, "km", "km"),
        ("run-duration", "Duration of the run", cramp.duration, "min", "min"),
    )
    for code, said, value, unit, ucum in measured:
        if value is not None:
            yield {"code": _ours(code, said), "valueQuantity": _quantity(value, unit, ucum)}
    if episode.severity is not None:
        severity = {"coding": [_loinc(SEVERITY)], "text": "Severity, 0 to 10"}
        yield {"code": severity, "valueQuantity": _quantity(episode.severity, "of 10", "{score}")}


def _as_answers(key: str, asked: str, said: Sequence[str]) -> tuple[Answer, ...]:
    return (Answer(key, asked, tuple(said)),) if said else ()


def _item(answer: Answer) -> Resource:
    said = [{"valueString": text} for text in answer.answers]
    return {"linkId": answer.key, "text": answer.asked, "answer": said}


def _section(title: str, entries: list[Resource], said: str) -> Resource:
    made: Resource = {"title": title}
    if entries:
        made["entry"] = entries
    if said:
        made["text"] = {"status": "additional", "div": _narrative(said)}
    return made


def _narrative(said: str) -> str:
    plain = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{plain}</div>'


def _ours(code: str, text: str) -> Resource:
    return {"coding": [{"system": SYSTEM, "code": code.replace("_", "-")}], "text": text}


def _loinc(coded: tuple[str, str]) -> Resource:
    code, display = coded
    return {"system": LOINC, "code": code, "display": display}


def _quantity(value: float, unit: str, ucum: str) -> Resource:
    return {"value": round(value, 2), "unit": unit, "system": UCUM, "code": ucum}


def _range(low: Resource, high: Resource) -> Resource:
    return {"low": low, "high": high}


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
