"""What came of an improvement in words: better, the same, worse or unknown, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.analysis.effect import Change, Judged
from core.analysis.shopping_days import Occasion
from core.charts import actions as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services.actions import Action
from core.services.actions_effect import Effect
from core.services.events import Event, EventKind
from core.terms import Evidence, Period
from core.verdicts.actions import Outcome, Result, Unknown
from core.wording import actions_names as names
from core.wording import verdicts


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an improvement: a word, a sentence, how it was found, what to bear in mind."""

    outcome: Outcome
    word: str
    sentence: str
    badge: str
    level: Evidence
    mixed: str
    details: tuple[str, ...]
    drawn: tuple[tuple[float, float, float], float, charts.Words] | None = None
    """The usual span, what came, and their words, for the chart; None where nothing is judged."""


def waits(effect: Effect) -> str:
    """How many days of data are still missing."""
    days = formats.count(effect.waits, "days")
    return _("Data of {days} more are needed. Add a new file.").format(days=days)


def effect(action: Action, found: Effect) -> Told | None:
    """What can be said about an improvement today; None while days are to come."""
    if found.change is None or found.result is None:
        return None
    seen = _Seen(found.window, found.mixed, found.data_asof, found.left_out)
    return _told(action, found.result, found.change, seen)


def measured(action: Action) -> Told | None:
    """What was written down about an improvement."""
    if action.measured is None:
        return None
    said = action.measured.numbers
    judged = Judged(**said["judged"]) if said["judged"] else None
    change = Change(
        said["now"], said["expected"], said["before"], said["events"], said["days"], judged
    )
    result = Result(
        action.measured.outcome,
        Evidence(said["level"]),
        Unknown(said["why"]) if said["why"] else None,
    )
    asof = date.fromisoformat(said["data_asof"]) if said["data_asof"] else None
    mixed = tuple(_event(one) for one in said["mixed"])
    # Results of older versions do not tell of days that were left out: there were none.
    gone = tuple(
        Period(*(date.fromisoformat(day) for day in days)) for days in said.get("left_out", ())
    )
    return _told(action, result, change, _Seen(_period(said), mixed, asof, gone))


@dataclass(frozen=True, slots=True)
class _Seen:
    """Which days were looked at, and what happened in them."""

    window: Period
    mixed: tuple[Event, ...]
    asof: date | None
    left_out: tuple[Period, ...]


def leave_out(found: Effect) -> str:
    """The button that leaves mixed days out, or takes them in again."""
    if found.left_out:
        return _("Count those days too")
    days = formats.count(found.could_leave_out, "days")
    return _("Look without these {days}").format(days=days)


def _told(action: Action, result: Result, change: Change, seen: _Seen) -> Told:
    mixed = seen.mixed
    # With a sale or a long holiday in these days nobody can be sure any more what did it.
    is_hint = result.level is Evidence.KNOWN and any(one.disturbs for one in mixed)
    level = Evidence.HINT if is_hint else result.level
    return Told(
        result.outcome,
        names.outcome(result.outcome),
        _sentence(action, result, change),
        verdicts.evidence(level),
        level,
        " ".join(part for part in (_mixed(mixed), _gone(seen.left_out)) if part),
        _details(action, change, seen),
        _drawn(action.target.metric, change),
    )


def _drawn(
    metric: str, change: Change
) -> tuple[tuple[float, float, float], float, charts.Words] | None:
    judged, usual = change.judged, change.expected
    if judged is None or usual <= 0:
        return None
    ends = (max(0.0, usual * (1 - judged.smallest)), usual, usual * (1 + judged.smallest))
    now, expected = names.value(metric, change.now), names.value(metric, usual)
    words = charts.Words(
        _("Usually"), _("After the change"), now, _("usually {number}").format(number=expected)
    )
    return ends, change.now, words


def _sentence(action: Action, result: Result, change: Change) -> str:
    metric = action.target.metric
    if result.outcome is Outcome.UNKNOWN:
        return _why_unknown(result.why, change)
    return {
        Outcome.BETTER: _("It got better after the change. {name} {now}, usually {expected}."),
        Outcome.SAME: _("Much as before the change. {name} {now}, usually {expected}."),
        Outcome.WORSE: _("It got worse after the change. {name} {now}, usually {expected}."),
    }[result.outcome].format(
        name=names.number(metric),
        now=names.value(metric, change.now),
        expected=names.value(metric, change.expected),
    )


def _why_unknown(why: Unknown | None, change: Change) -> str:
    text = {
        Unknown.NO_DATA: _("There are no data for these days, so nobody can tell."),
        Unknown.SHORT_HISTORY: _("There are less than 14 weeks of data before the change."),
        Unknown.TOO_FEW: _("There were too few to tell. At least 5 were to be expected."),
        Unknown.TOO_ROUGH: _("It lies within the usual ups and downs of up to {share}."),
        None: _("Nobody can tell."),
    }[why]
    return text.format(share=_share(change.judged.smallest) if change.judged else "")


def _details(action: Action, change: Change, seen: _Seen) -> tuple[str, ...]:
    metric, judged = action.target.metric, change.judged
    lines = [_("We looked at {period}.").format(period=formats.period(seen.window))]
    if judged is not None and change.expected > 0:
        low, high = (
            names.value(metric, max(0.0, change.expected * (1 + side * judged.smallest)))
            for side in (-1, 1)
        )
        lines += [
            _("From the weekdays and the 28 days before it usually lies between {span}.").format(
                span=formats.span(low, high)
            ),
            _("In this shop nothing smaller than ±{share} can be seen.").format(
                share=_share(judged.smallest)
            ),
            _("Without any change it is so far off in about {times} of 100 cases.").format(
                times=max(1, round((1 - judged.probability) * 100))
            ),
        ]
    if seen.asof is not None:
        lines.append(_("Data up to {day}.").format(day=formats.day(seen.asof)))
    lines.append(_("Look also whether something else happened at the same time."))
    return tuple(lines)


def _share(part: float) -> str:
    return formats.rate(part, 0)


def _mixed(events: tuple[Event, ...]) -> str:
    if not events:
        return ""
    told = ", ".join(
        f"{names.event(one)} {formats.day_short(one.period.first)}" for one in events[:3]
    )
    return _("Mixed with something else: {events}").format(events=told)


def _gone(periods: tuple[Period, ...]) -> str:
    if not periods:
        return ""
    days = {one.first + timedelta(days=n) for one in periods for n in range(one.days)}
    told = formats.count(len(days), "days")
    return _("{days} with other events are left out, before and after the change.").format(
        days=told
    )


def _event(kept_event: Mapping[str, Any]) -> Event:
    occasion = kept_event["occasion"]
    return Event(
        EventKind(kept_event["kind"]),
        _period(kept_event),
        kept_event["title"],
        Occasion(occasion) if occasion else None,
    )


def _period(said: Mapping[str, Any]) -> Period:
    return Period(date.fromisoformat(said["first_day"]), date.fromisoformat(said["last_day"]))


def sure(told: Told | None) -> tuple[Evidence, str]:
    """How sure the first thing on the page is; a plan is neither sure nor unsure."""
    if told is None:
        return Evidence.EARLY, _("Not looked at yet")
    return told.level, told.badge
