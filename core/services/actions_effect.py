"""What came of improvements: measured on the shop's own days, and written down when asked."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from core.analysis import effect
from core.analysis.effect import METHOD, Change
from core.metrics import Better
from core.services import actions, actions_rows, events
from core.services.actions_past import Reading
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
    """

    window: Period
    data_asof: date | None
    waits: int
    change: Change | None = None
    result: Result | None = None
    mixed: tuple[Event, ...] = ()


def effects(shop: OpenShop, today: date) -> dict[int, Effect]:
    """What can be said about each improvement that is not done, by its number.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    asked = [one for one in actions.listed(shop) if one.status is not Status.DONE]
    with shop.store.read() as session:
        reading = Reading(shop, session, today)
        found = {one.id: _effect(reading, one, today) for one in asked if one.check_on <= today}
    return {number: _mixed(shop, number, one) for number, one in found.items()}


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
        found = _effect(Reading(shop, session, today), action, today)
    found = _mixed(shop, number, found)
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


def _effect(reading: Reading, action: Action, today: date) -> Effect:
    window, past = action.window, reading.past(action.target)
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
    found = effect.change(past.series, start, window.days)
    return Effect(window, past.last, 0, found, conclude(found, _better(action)))


def _better(action: Action) -> Better:
    return measure(action.target.metric).better


def _mixed(shop: OpenShop, number: int, found: Effect) -> Effect:
    """With what else happened: in the days themselves, or in those that tell what is usual."""
    before = Period.ending(found.window.first - timedelta(days=1), effect.LEVEL)
    others = [
        one
        for one in events.within(shop, found.window)
        if not (one.kind is EventKind.CHANGE and one.id == number)
    ]
    earlier = [
        one for one in events.within(shop, before) if one.kind in OWN_KINDS and one not in others
    ]
    return replace(found, mixed=tuple((*earlier, *others)[:LISTED_EVENTS]))
