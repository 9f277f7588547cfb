"""Where customers say they saw the shop: counts by source, with what chance does to shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from core.services import channel_names, kept_notes
from core.services.opening import OpenShop
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.store import notes
from core.store.links import SurveyRow
from core.terms import seoul_day

LONGEST: Final = 60
LARGEST: Final = 1_000_000


class SurveyProblem(StrEnum):
    """Why an answer was not kept."""

    NO_SOURCE = "no_source"
    COUNT = "count"
    PLACES = "places"
    FUTURE = "future"


class SurveyRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: SurveyProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Answers:
    """So many customers named a source; ``places`` is in how many they saw it, all together."""

    day: date
    source: str
    count: int
    places: int | None = None
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A source, how many named it, and between which bounds its share lies."""

    name: str
    count: int
    share: float
    bounds: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Survey:
    """All answers by source, the most named first.

    ``places`` is the mean of the places of those who were asked for them, ``asked`` their number.
    """

    sources: tuple[Source, ...]
    total: int
    referred: int
    places: float | None
    asked: int
    entries: tuple[Answers, ...]


def add(shop: OpenShop, answers: Answers, now: datetime) -> Answers:
    """Keep counted answers.

    Raises:
        SurveyRefused: something in them is impossible.
        core.store.StoreProblem: the store cannot be written.
    """
    source = " ".join(answers.source.split())[:LONGEST]
    places = answers.places
    wrong = {
        SurveyProblem.NO_SOURCE: not source or not source.isprintable(),
        SurveyProblem.COUNT: not 0 < answers.count <= LARGEST,
        SurveyProblem.PLACES: places is not None and not answers.count <= places <= 100 * LARGEST,
        SurveyProblem.FUTURE: answers.day > seoul_day(now),
    }
    for problem, applies in wrong.items():
        if applies:
            raise SurveyRefused(problem)
    row = SurveyRow(
        shop_id=shop.id, id=0, day=answers.day, source=source, count=answers.count,
        places=places, created_at=now,
    )  # fmt: skip
    with shop.store.write() as session:
        return _answers(notes.add(session, row))


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Throw counted answers away; ``undo`` brings them back.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere since it was read.
    """
    kept_notes.delete(shop, SurveyRow, number, now, seen)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of counted answers; see ``kept_notes.undo``."""
    kept_notes.undo(shop, SurveyRow, number, seen)


def read(shop: OpenShop) -> Survey:
    """All answers there are.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = [_answers(row) for row in notes.listed(session, SurveyRow, shop.id)]
    return tallied(rows)


def tallied(entries: Sequence[Answers]) -> Survey:
    """Add answers up. A share has the interval of Wilson (1927)."""
    counts: dict[str, int] = {}
    for one in entries:
        counts[one.source] = counts.get(one.source, 0) + one.count
    total = sum(counts.values())
    found = []
    for name, count in sorted(counts.items(), key=lambda it: (-it[1], it[0])):
        bounds = wilson(Tally(count, total))
        assert bounds is not None  # noqa: S101  (there are answers)
        found.append(Source(name, count, count / total, bounds))
    asked = [one for one in entries if one.places is not None]
    people = sum(one.count for one in asked)
    places = sum(one.places or 0 for one in asked) / people if people else None
    newest = tuple(sorted(entries, key=lambda one: (one.day, one.id), reverse=True))
    return Survey(
        tuple(found), total, counts.get(channel_names.referral(), 0), places, people, newest
    )


def _answers(row: SurveyRow) -> Answers:
    return Answers(row.day, row.source, row.count, row.places, row.id, row.version)
