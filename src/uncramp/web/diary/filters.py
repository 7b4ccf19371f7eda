"""Which runs are wanted: what an address asks for, and the columns that answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Any, Final

from django.db.models import Q, QuerySet
from django.http import QueryDict
from pydantic import Field, ValidationError

from uncramp.history.answers import Value
from uncramp.store.finding import sought
from uncramp.store.measures import reading_in
from uncramp.terms.errors import InputError
from uncramp.terms.quantities import KILOMETRE
from uncramp.web.diary.spans import FIRST, LAST, Span, spans_in
from uncramp.web.drawing.asked_units import drawn_in, understood
from uncramp.web.rows.models import RunRow

LONGEST: Final = 200  # characters of a search
FAR: Final = KILOMETRE.within(0, 1000)
DISTANCES: Final = ("least", "most")
METRES: Final = 1000.0  # of a kilometre


class Ending(StrEnum):
    """How a run ended."""

    CRAMPED = "cramped"
    CLEAN = "clean"
    UNANSWERED = "unanswered"


class Where(StrEnum):
    """Under a roof or not."""

    INDOORS = "indoors"
    OUTDOORS = "outdoors"


class Filter(Value):
    """What is wanted of the runs; None and empty want everything."""

    search: Annotated[str, Field(max_length=LONGEST)] = ""
    year: Annotated[int, Field(ge=FIRST, le=LAST)] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    ending: Ending | None = None
    where: Where | None = None
    raced: bool | None = None
    least: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] | None = None
    """Kilometres, as ``most``."""
    most: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] | None = None

    @property
    def open(self) -> bool:
        """Whether anything but the search is asked for."""
        return bool(self.model_dump(exclude_defaults=True, exclude={"search"}))


def filter_of(asked: QueryDict) -> Filter:
    """The filter an address asks for; what makes no sense in it is passed over."""
    given: dict[str, Any] = {
        name: text.strip() for name in Filter.model_fields if (text := asked.get(name))
    }
    given |= {name: _kilometres(given[name], asked) for name in DISTANCES if name in given}
    try:
        return Filter.model_validate(given)
    except ValidationError as error:
        wrong = {str(one["loc"][0]) for one in error.errors()}
        return Filter.model_validate({n: t for n, t in given.items() if n not in wrong})


def _kilometres(text: str, asked: QueryDict) -> float | None:
    """A distance in the units its form was drawn in, or in those written with it."""
    try:
        with reading_in(drawn_in(asked)):
            return KILOMETRE.read(understood("distance", text, FAR))
    except (ValueError, InputError):
        return None


def matching(rows: QuerySet[RunRow], wanted: Filter, years: Sequence[int]) -> QuerySet[RunRow]:
    """Those of the rows that are wanted; each answer stands in a column.

    Parameters
    ----------
    years
        Those with a run: a month of no year is one of each.
    """
    for condition in _conditions(wanted, years):
        rows = rows.filter(condition)
    return rows


def _conditions(wanted: Filter, years: Sequence[int]) -> Iterator[Q]:
    words, spans = spans_in(wanted.search)
    yield from (_says(piece, years) for piece in sought(words))
    yield from (span.condition(years) for span in spans)
    if wanted.year is not None or wanted.month is not None:
        yield Span(wanted.year, wanted.month).condition(years)
    if wanted.ending is not None:
        yield Q(**ENDINGS[wanted.ending])
    if wanted.where is not None:
        yield Q(indoor=wanted.where is Where.INDOORS)
    if wanted.raced is not None:
        yield Q(raced=wanted.raced)
    if wanted.least is not None:
        yield Q(distance__gte=wanted.least * METRES)
    if wanted.most is not None:
        yield Q(distance__lte=wanted.most * METRES)


def _says(piece: str, years: Sequence[int]) -> Q:
    """In the words; and a number that is a year is that year too."""
    year = int(piece) if piece.isascii() and piece.isdigit() and len(piece) == 4 else None
    said = Q(words__contains=piece)
    return said | Span(year).condition(()) if year in years else said


ENDINGS: Final[dict[Ending, dict[str, Any]]] = {
    Ending.CRAMPED: {"cramped": True},
    Ending.CLEAN: {"cramped": False, "answered": True},
    Ending.UNANSWERED: {"answered": False},
}
