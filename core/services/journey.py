"""The way from a visit to a customer who comes back: what 고객 여정 shows, in one call."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from core.services import journey_book, journey_only
from core.services.journey_look import Looking
from core.services.journey_only import By, Only
from core.services.journey_splits import Found
from core.services.journey_view import Journey
from core.services.journey_way import Way
from core.services.looking import Question
from core.services.opening import OpenShop
from core.services.today_view import YEAR, Compare, PeriodChoice
from core.store import targets
from core.terms import Mall, Period
from core.verdicts.journey_targets import AIMED


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader wants to see: how much, compared with what, of which mall or part."""

    period: PeriodChoice = PeriodChoice.FOUR_WEEKS
    compare: Compare | None = Compare.BEFORE
    """None: the period is looked at by itself."""
    mall: Mall | None = None
    only: Only | None = None

    @property
    def shift(self) -> int:
        """How many days earlier the days compared with lie."""
        return YEAR if self.compare is Compare.LAST_YEAR else self.period.days


def journey(shop: OpenShop, today: date, now: datetime, choice: Choice) -> Journey:
    """Everything 고객 여정 shows.

    Args:
        shop: whose.
        today: the reader's day; says how old the data are.
        now: when this is looked at; answers are remembered for an hour.
        choice: what is wanted.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    del now
    with shop.store.read() as session:
        look = _look(session, shop, today, choice)
        return look if isinstance(look, Journey) else look.view()


def devices(shop: OpenShop, today: date, now: datetime, choice: Choice) -> Found:
    """How far each device explains the change of the payment rate; see ``journey``.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    del now
    with shop.store.read() as session:
        look = _look(session, shop, today, choice)
        if isinstance(look, Journey) or look.reading.book is None:
            return Found(By.DEVICE, None)
        split, _ = look.way.revenue(frozenset())
        splitting, visits = look.splitting(split), look.visits()
        if splitting is None or visits is None:
            return Found(By.DEVICE, None)
        return splitting.devices(visits)


def _look(session: Session, shop: OpenShop, today: date, choice: Choice) -> Journey | Looking:
    """What there is to look at; the page without stages where there is nothing."""
    book = journey_book.book(session, shop.id, today, choice.mall)
    part = journey_only.find(session, shop.id, today, choice.only) if choice.only else None
    asked = journey_book.Asked(choice.mall, choice.period.days + choice.shift, part)
    reading = journey_book.read(session, shop.id, today, book, asked)
    if part is not None and reading.book is None and not reading.told:
        # Nothing is known of the part: everything is shown, and the page says so.
        asked = replace(asked, part=None)
        reading = journey_book.read(session, shop.id, today, book, asked)
    if reading.book is None and not reading.told:
        return Journey(is_elsewhere=reading.is_elsewhere)
    history = Period(min(reading.first, reading.last), reading.last)
    question = Question(Period.ending(reading.last, choice.period.days), choice.shift)
    compares = choice.compare is not None
    way = Way(history, question, reading.known(history), compares=compares)
    # A target is one for the whole shop: of a part nobody said what it should be.
    whole = asked.part is None and choice.mall is None
    wanted = targets.all_of(session, shop.id) if whole else {}
    return Looking(reading, way, {step: wanted[step] for step in AIMED if step in wanted})
