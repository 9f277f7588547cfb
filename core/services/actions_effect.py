"""What came of improvements: measured on the shop's own days, and written down when asked."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final

from core.analysis import effect
from core.analysis.effect import METHOD, Change
from core.metrics import Better
from core.services import actions, actions_rows, events
from core.services.actions_past import Past, Reading
from core.services.actions_rows import Action, Measured
from core.services.events import OWN_KINDS, Event, EventKind
from core.services.opening import OpenShop
from core.store import notes
from core.store.note_tables import ActionRow
from core.terms import Period, seoul_day
from core.verdicts.actions import Result, Status, Unknown, conclude, measure

LISTED_EVENTS: Final = 6


@dataclass(frozen=True, slots=True)
class Effect:
    """What can be said about one improvement on a day.

    Attributes:
        window: the days that are looked at.
        data_asof: the last day on which the number is known; None where no file tells it.
        waits: how many of the days are still to come.
        change: the number beside what was to be expected; None while days are to come.
        result: the word for it; None while days are to come.
        mixed: what else happened in these days.
        left_out: days left out on both sides, because something else happened on them.
        could_leave_out: so many days could be left out, of those that are looked at and of those
            before; 0 where too few would be left, or where they are left out already.
    """

    window: Period
    data_asof: date | None
    waits: int
    change: Change | None = None
    result: Result | None = None
    mixed: tuple[Event, ...] = ()
    left_out: tuple[Period, ...] = ()
    could_leave_out: int = 0


def effects(shop: OpenShop, today: date) -> dict[int, Effect]:
    """What can be said about each improvement that is not done, by its number.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    asked = [
        one
        for one in actions.listed(shop)
        if one.status is not Status.DONE and one.check_on <= today
    ]
    happened = {one.id: _happened(shop, one) for one in asked}
    with shop.store.read() as session:
        reading = Reading(shop, session, today)
        return {one.id: _effect(reading, one, today, happened[one.id]) for one in asked}


def write_down(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> Action:
    """Keep what came of an improvement for good, with the day of the data and the method.

    Raises:
        core.services.actions.ActionRefused: the check day has not come, days are still to come,
            or it has a result already.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    today = seoul_day(now)
    with shop.store.read() as session:
        action = actions_rows.read(notes.find(session, ActionRow, shop.id, number))
    if action.check_on > today:
        raise actions.ActionRefused(actions.ActionProblem.CHECK_TOO_SOON)
    happened = _happened(shop, action)
    with shop.store.read() as session:
        found = _effect(Reading(shop, session, today), action, today, happened)
    if found.result is None or found.change is None:
        raise actions.ActionRefused(actions.ActionProblem.CHECK_TOO_SOON)
    return actions.write_down(shop, number, _frozen(found, found.change, found.result, now), seen)


def _frozen(found: Effect, change: Change, result: Result, now: datetime) -> Measured:
    judged = change.judged
    numbers = {
        "method": METHOD,
        "first_day": found.window.first.isoformat(),
        "last_day": found.window.last.isoformat(),
        "data_asof": found.data_asof.isoformat() if found.data_asof else None,
        "now": change.now,
        "expected": change.expected,
        "before": change.before,
        "events": change.events,
        "days": change.days,
        "level": result.level.value,
        "why": result.why.value if result.why else None,
        "judged": asdict(judged) if judged else None,
        "left_out": [[one.first.isoformat(), one.last.isoformat()] for one in found.left_out],
        "mixed": [
            {
                "kind": one.kind.value,
                "title": one.title,
                "occasion": one.occasion.value if one.occasion else None,
                "first_day": one.period.first.isoformat(),
                "last_day": one.period.last.isoformat(),
            }
            for one in found.mixed
        ],
    }
    return Measured(result.outcome, numbers, now)


@dataclass(frozen=True, slots=True)
class _Happened:
    """What else happened: in the days themselves, or in those that tell what is usual.

    ``days`` are the stretches that can be left out.
    """

    mixed: tuple[Event, ...]
    days: tuple[Period, ...]

    def named(self, *, is_cut: bool) -> tuple[Event, ...]:
        """What is to be named beside the result; without what was left out."""
        told = [one for one in self.mixed if not (is_cut and _can_go(one))]
        return tuple(told[:LISTED_EVENTS])


def _happened(shop: OpenShop, action: Action) -> _Happened:
    window, product = action.window, action.target.product_id
    before = Period.ending(window.first - timedelta(days=1), effect.PROFILE)
    inside = [
        one
        for one in events.within(shop, window, product)
        if not (one.kind is EventKind.CHANGE and one.id == action.id)
    ]
    past = [one for one in events.within(shop, before, product) if one not in inside]
    usual = Period.ending(before.last, effect.LEVEL)
    earlier = [one for one in past if one.kind in OWN_KINDS and one.period.last >= usual.first]
    days = tuple(one.period for one in (*past, *inside) if _can_go(one))
    return _Happened((*earlier, *inside), days)


def _can_go(event: Event) -> bool:
    """Whether the days of an event can be left out; an improvement does not end."""
    return event.disturbs and event.kind is not EventKind.CHANGE


def _effect(reading: Reading, action: Action, today: date, happened: _Happened) -> Effect:
    window, past = action.window, reading.past(action.target)
    is_cut = action.without_events and bool(happened.days)
    if past is None:
        nothing = effect.NOTHING
        return Effect(window, None, 0, nothing, conclude(nothing, _better(action)))
    missing = (window.last - past.last).days
    start = past.place(window.first)
    # A file that nobody adds is not waited for: a week after the check day it is no data.
    if missing > 0 and (today - action.check_on).days <= actions_rows.SHORTEST_CHECK:
        early = effect.foreseen(past.series, start, window.days)
        result = conclude(early, _better(action))
        if result.why is Unknown.TOO_FEW:
            return Effect(window, past.last, 0, early, result)
        return Effect(window, past.last, min(missing, window.days))
    gone = _places(past, happened.days)
    series = effect.without(past.series, gone) if is_cut else past.series
    found = effect.change(series, start, window.days)
    return Effect(
        window,
        past.last,
        0,
        found,
        conclude(found, _better(action)),
        happened.named(is_cut=is_cut),
        happened.days if is_cut else (),
        0 if is_cut else effect.could_go(past.series, gone, start, window.days),
    )


def _places(past: Past, days: tuple[Period, ...]) -> list[int]:
    """The places of some stretches in a series."""
    return [
        past.place(one.first) + number
        for one in days
        for number in range(one.days)
        if 0 <= past.place(one.first) + number < len(past.series.parts)
    ]


def _better(action: Action) -> Better:
    return measure(action.target.metric).better
