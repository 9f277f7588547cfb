"""What statistics add to 오늘: visits, the payment rate, why revenue changed, the five stages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from core.analysis import journey as analysis
from core.analysis.journey import Move, Revenue, Stage, Step
from core.analysis.revenue import Part, PartChange, Split
from core.services import journey_book, typed
from core.services.journey_book import LAG, Asked, Reading
from core.services.journey_look import Looking
from core.services.journey_view import FILES
from core.services.journey_way import Way
from core.services.looking import SPARK_WEEKS, Question
from core.services.order_book import Book
from core.services.today_view import YEAR, Compare, Kpi, Origin, PeriodChoice, StageCount, Stretch
from core.stats.proportions import Rates
from core.store import uploads
from core.terms import Evidence, Mall, Period, evidence_of
from core.verdicts import journey as verdicts
from core.verdicts.facts import LEAST_EVENTS, LEAST_ORDERS, doubted, is_uneven
from core.verdicts.journey import Called

WEEK: Final = 7

_NAMES: Final[Mapping[Step, str]] = {
    **{
        step: f"step.{step}" for step in (Step.VISITS, Step.LOOK_RATE, Step.BUY_RATE, Step.PAY_RATE)
    },
    Step.ORDERS: "orders",
    Step.KEPT_RATE: "claim_rate",
    Step.SECOND_RATE: "second_rate",
}
"""What the examinations of a day call each step."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader wants to see, on which day: how much, compared with what, of which mall."""

    today: date
    period: PeriodChoice | Stretch = PeriodChoice.FOUR_WEEKS
    compare: Compare = Compare.BEFORE
    mall: Mall | None = None

    @property
    def shift(self) -> int:
        """How many days earlier the days compared with lie."""
        return YEAR if self.compare is Compare.LAST_YEAR else self.period.days


@dataclass(frozen=True, slots=True)
class Traffic:
    """What is known along the way of some days."""

    reading: Reading
    way: Way
    is_typed: bool
    called: Mapping[Step, Called]

    @property
    def period(self) -> Period:
        """The days that are looked at: those whose visits and orders are both known."""
        return self.way.question.period

    @property
    def before(self) -> Period | None:
        """The days they are compared with; None where nothing can be."""
        known = any(self.way.join(name) for name in ("visits", "joined"))
        return self.way.before if known else None

    def judged(self, chances: Mapping[str, float]) -> "Traffic":
        """The same, as sure as it is among everything that was examined on the day.

        Args:
            chances: how probable each of its findings is, by the name the day gives it.
        """
        uneven = is_uneven(self.period, self.way.before)
        called = {
            step: _sure(one, chances[_NAMES[step]], uneven=uneven)
            if one.probability is not None and _NAMES.get(step) in chances
            else one
            for step, one in self.called.items()
        }
        return replace(self, called=called)

    def kpi(self, name: str, step: Step) -> Kpi | None:
        """A number that is a count or a rate along the way; None where nothing tells it."""
        called = self.called.get(step)
        if called is None or called.move.value is None:
            return None
        move, known = called.move, called.level is Evidence.KNOWN
        whole = "visits" if step is Step.PAY_RATE else None
        part = {Step.VISITS: "visits", Step.PAY_RATE: "joined"}.get(step, "orders")
        weeks = tuple(value for _, value in self.way.weekly(part, whole))
        return Kpi(
            name,
            move.value,
            move.value_before,
            called.level,
            called.direction if known else 0,
            weeks[-SPARK_WEEKS:],
            is_judged=called.probability is not None,
            trials=None if move.now[1] is None else round(move.now[1]),
            is_typed=self.is_typed,
            counts_products=step is not Step.VISITS and self.reading.counts_products,
        )

    def split(self) -> Split | None:
        """Visits × orders per visit × value of an order; None where one of them is unknown."""
        found, _ = self.way.revenue(frozenset())
        if found is None or found.factors[0].step is not Step.VISITS:
            return None
        return _split(found)

    def stages(self) -> tuple[StageCount, ...]:
        """The five stages in their order."""
        second = self.called.get(Step.SECOND_RATE)
        again = round(second.move.now[0]) if second else None
        counts = (
            (Stage.REACH, "visits", self.way.sums("visits")[0], Step.VISITS),
            (Stage.LOOK, "times", self.way.sums("views")[0], Step.LOOK_RATE),
            (Stage.BUY, "orders", self.way.sums("orders")[0], Step.PAY_RATE),
            (Stage.AFTER, "order_lines", self.way.sums("lines", self.way.settled)[0],
             Step.KEPT_RATE),
            (Stage.LOYAL, "buyers", again, Step.SECOND_RATE),
        )  # fmt: skip
        return tuple(
            StageCount(
                stage, unit, count, None if count is None else self.called.get(step),
                FILES[stage] if self._lacks(stage, count) else None,
            )
            for stage, unit, count, step in counts
        )  # fmt: skip

    def _lacks(self, stage: Stage, count: int | None) -> bool:
        """Whether it is a file that is missing, and not time."""
        late = stage in {Stage.AFTER, Stage.LOYAL} and self.reading.book is not None
        return count is None and not late

    def origin(self, *measures: str) -> Origin:
        """Where a number along the way comes from."""
        files = self.reading.named(*measures)
        if "joined" in measures and self.reading.own is not None:
            files += journey_book.names(self.reading.own, self.period)
        counts = "joined" in measures and self.reading.counts_products
        return Origin(tuple(dict.fromkeys(files)), self.period, None, (), counts)


def traffic(
    session: Session, shop_id: int, book: Book | None, choice: Choice, second: Rates | None
) -> Traffic | None:
    """What statistics and typed numbers tell; None where there is neither of them nor orders.

    Args:
        session: one that reads.
        shop_id: whose.
        book: the history of its orders, if it has any.
        choice: what is wanted.
        second: of the new customers those who bought again, if that is known.
    """
    asked = Asked(choice.mall, choice.period.days + choice.shift)
    reading = journey_book.read(session, shop_id, choice.today, book, asked)
    if book is None and not reading.told:
        return None
    numbers = _typed(session, shop_id)
    question = Question(Period.ending(reading.last, choice.period.days), choice.shift)
    if book is None and _are_typed(reading, numbers):
        question = Question(Period.ending(reading.last, WEEK), WEEK)
    found = _of(reading, question, numbers, second)
    if book is not None and Step.VISITS not in found.called:
        return _last_week(found, numbers, second) or found
    return found


def _sure(one: Called, chance: float, *, uneven: bool) -> Called:
    """A change that is so probable."""
    move = one.move
    level = evidence_of(chance, enough=move.least_events >= LEAST_EVENTS)
    level = doubted(level, uneven=uneven and move.step not in verdicts.SETTLED_LATER)
    now, before = move.value or 0.0, move.value_before or 0.0
    up = (now > before) - (now < before)
    return Called(move, level, up if level in verdicts.SAID else 0, chance)


def _last_week(found: Traffic, numbers: frozenset[int], second: Rates | None) -> Traffic | None:
    """The last week that was typed, where no file tells the visits of the days asked for."""
    told = found.reading.told.get("visits")
    if told is None or not told.uploads & numbers:
        return None
    if told.last < found.period.last - timedelta(days=LAG) or told.last > found.reading.last:
        return None
    week = _of(found.reading, Question(Period.ending(told.last, WEEK), WEEK), numbers, second)
    return week if Step.VISITS in week.called and week.is_typed else None


def _of(
    reading: Reading, question: Question, numbers: frozenset[int], second: Rates | None
) -> Traffic:
    history = Period(min(reading.first, reading.last), reading.last)
    way = Way(history, question, reading.known(history))
    moves = way.moves()
    again = _second(reading, way, second)
    if again is not None:
        moves.append(again)
    if reading.orders_total < LEAST_ORDERS:
        moves = list(_unjudged(moves))
    return Traffic(reading, way, _is_typed(reading, way, numbers), verdicts.call(moves))


def _second(reading: Reading, way: Way, found: Rates | None) -> Move | None:
    """Who of the new customers came back, of the days that are looked at along the way."""
    if found is not None and reading.book is not None and reading.last == reading.book.last:
        return analysis.rates(Step.SECOND_RATE, found)
    return Looking(reading, way).second().move


def _is_typed(reading: Reading, way: Way, numbers: frozenset[int]) -> bool:
    """Whether typed numbers tell the days: typed weeks cannot be told apart into days."""
    name = "visits" if "visits" in way.known else "joined"
    told, known = reading.told.get(name), way.known.get(name)
    if told is None or known is None or not told.uploads & numbers:
        return False
    start = (way.question.period.first - way.history.first).days
    return not known.cuts[max(0, start) : start + way.question.period.days + 1].all()


def _unjudged(moves: Iterable[Move]) -> Iterable[Move]:
    return (replace(move, p=None, low=None, high=None) for move in moves)


def _are_typed(reading: Reading, numbers: frozenset[int]) -> bool:
    return all(one.uploads <= numbers for one in reading.told.values())


def _typed(session: Session, shop_id: int) -> frozenset[int]:
    """The numbers of the entries that were typed by hand."""
    entries = uploads.history(session, shop_id)
    return frozenset(entry.id for entry in entries if entry.format_id in typed.REPORTS)


def _split(found: Revenue) -> Split:
    parts = tuple(
        PartChange(Part(one.step.value), one.before, one.now, one.won) for one in found.factors
    )
    return Split(found.before, found.now, parts)
