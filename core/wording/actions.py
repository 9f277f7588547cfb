"""개선 노트 in words: cards of the board, what came of them, the conclusion of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.analysis.effect import Change, Judged
from core.analysis.shopping_days import Occasion
from core.charts import actions as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services.actions import Action, ActionProblem
from core.services.actions_effect import Effect
from core.services.events import Event, EventKind, EventProblem
from core.terms import Evidence, Period
from core.verdicts.actions import Finding, Outcome, Result, Status, Unknown
from core.wording import actions_names as names
from core.wording import verdicts
from core.wording.message import Message


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


def kept(action: Action) -> Message:
    """An improvement was kept."""
    day = _day(action.check_on, action.created_at.date())
    return Message(_("Kept. We look on {day} whether it got better.").format(day=day))


def baseline(action: Action) -> str:
    """Which number should move, and where it stood before."""
    name = names.number(action.target.metric)
    if action.baseline.value is None or action.baseline.period is None:
        return _("{name}: not known yet").format(name=name)
    return _("{name} {value} ({period})").format(
        name=name,
        value=names.value(action.target.metric, action.baseline.value),
        period=formats.period(action.baseline.period),
    )


def dates(action: Action) -> str:
    """When it was changed, and when we look."""
    check = _day(action.check_on, action.created_at.date())
    if action.measured is not None:
        return _("Written down on {day}").format(day=formats.moment(action.measured.at))
    if action.changed_on is not None:
        text, day = _("Changed on {day} · we look on {check}"), action.changed_on
    elif action.started_on is not None:
        text, day = _("Begun on {day} · we look on {check}"), action.started_on
    else:
        text, day = _("Planned for {day} · we look on {check}"), action.planned_on
    return text.format(day=_day(day, action.created_at.date()), check=check)


def _day(day: date, near: date) -> str:
    """A day, with its year where that is not the one of the day it was written down."""
    return formats.day_short(day) if day.year == near.year else formats.day(day)


def origin(action: Action) -> list[tuple[str, str]]:
    """Where the number of an improvement comes from: pairs of a heading and its text."""
    means = names.meaning(action.target.metric)
    told = [
        (_("Number"), names.number(action.target.metric)),
        (_("Meaning"), means.definition),
        (_("Formula"), means.formula),
    ]
    if action.baseline.period is not None:
        told.append((_("Days before"), formats.period(action.baseline.period)))
    return [*told, (_("Days after"), formats.period(action.window))]


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


@dataclass(frozen=True, slots=True)
class PageWords:
    """The conclusion card of the page."""

    headline: str
    reason: str
    todo: str


def conclusion(finding: Finding, action: Action | None, told: Told | None) -> PageWords:
    """What the board says first."""
    what = names.what(action).rstrip(".") if action else ""
    shown = f"“{what if len(what) <= 30 else what[:29].rstrip() + '…'}”"  # noqa: PLR2004
    check = _day(action.check_on, action.created_at.date()) if action else ""
    headline, reason, todo = {
        Finding.NOTHING: (
            _("There is nothing in your notes yet."),
            _("Keep one thing you want to change, and see whether it helped."),
            _("Keep the conclusion of Today, or write down one of your own."),
        ),
        Finding.RESULT: (
            _("{what}: see what came of it."),
            "",
            _("Look at the result and write it down."),
        ),
        Finding.NEEDS_FILE: (
            _("{what}: data are missing to see what came of it."),
            _("The day to look has come, but not all of its days are there."),
            _("Add the newest file."),
        ),
        Finding.NEEDS_DAY: (
            _("{what}: when did you change it?"),
            _("The day to look has come. The effect is counted from the day of the change."),
            _("Enter the day on which you changed it."),
        ),
        Finding.WAITING: (
            _("We look on {check} what came of {what}."),
            _("Until then leave it as it is, so that the effect can be seen."),
            _("Add a new file by then."),
        ),
        Finding.BEGIN: (
            _("Begin with {what}."),
            _("One thing at a time shows best whether it helped."),
            _("When it is done, enter the day of the change."),
        ),
        Finding.OVER: (
            _("All your improvements have been looked at."),
            _("The last one was {what}."),
            _("Keep the next thing you want to change."),
        ),
    }[finding]
    if told is not None and finding is Finding.RESULT:
        reason = " ".join(part for part in (told.sentence, told.mixed) if part)
    return PageWords(headline.format(what=shown, check=check), reason.format(what=shown), todo)


def refused(problem: ActionProblem) -> Message:
    """An improvement was not kept."""
    return Message(
        _("It was not kept."),
        remedy={
            ActionProblem.NOTHING_SAID: _("Choose something to try, or write it down yourself."),
            ActionProblem.TOO_LONG: _("Make it a little shorter."),
            ActionProblem.NEEDS_PRODUCT: _("Choose the product it is about."),
            ActionProblem.NEEDS_CHANNEL: _("Choose the channel it is about."),
            ActionProblem.CHANGED_IN_FUTURE: _("The day of the change cannot lie in the future."),
            ActionProblem.CHECK_TOO_SOON: _("Look at least 7 days after the change."),
            ActionProblem.CHECK_TOO_LATE: _("Look at most 91 days after the change."),
            ActionProblem.MEASURED: _("A result that was written down cannot be changed."),
        }[problem],
    )


def event_refused(problem: EventProblem) -> Message:
    """An event was not kept."""
    return Message(
        _("It was not kept."),
        remedy={
            EventProblem.TOO_LONG: _("Make it a little shorter."),
            EventProblem.TOO_MANY_DAYS: _("An event may last a year at most."),
        }[problem],
    )


def changed_elsewhere() -> Message:
    """Another window was faster."""
    return Message(
        _("It was changed in another window."),
        _("Nothing was overwritten."),
        _("Look at it once more and then change it."),
    )


def deleted(action: Action) -> Message:
    """An improvement was thrown away."""
    return Message(_("“{what}” was thrown away.").format(what=names.what(action)))


def column(status: Status, count: int) -> str:
    """The head of a column of the board."""
    return f"{names.status(status)} {formats.number(count)}"


def empty_column(status: Status) -> str:
    """What would stand in a column of the board that is empty."""
    return {
        Status.KEPT: _("What you want to try comes here."),
        Status.DOING: _("What you have begun comes here."),
        Status.WAITING: _("What you have changed waits here for its day."),
        Status.DONE: _("Results stay here."),
    }[status]


def sure(told: Told | None) -> tuple[Evidence, str]:
    """How sure the first thing on the page is; a plan is neither sure nor unsure."""
    if told is None:
        return Evidence.EARLY, _("Not looked at yet")
    return told.level, told.badge


def days_missing() -> Message:
    """An event without days."""
    return Message(_("It was not kept."), remedy=_("Choose the first and the last day."))


def row(action: Action, told: Told | None) -> dict[str, str | float | None]:
    """An improvement as a row of a file."""
    period = action.baseline.period
    return {
        _("What"): names.what(action),
        _("Why"): action.why,
        _("Stage of the journey"): names.stage(action.stage),
        _("State"): names.status(action.status),
        _("Number"): names.number(action.target.metric),
        _("Before"): action.baseline.value,
        _("Days before"): formats.period(period) if period else "",
        _("Day of the change"): action.changed_on.isoformat() if action.changed_on else "",
        _("Day to look"): action.check_on.isoformat(),
        _("Result"): told.word if told else "",
        _("Result in words"): told.sentence if told else "",
        _("Mixed"): told.mixed if told else "",
        _("My note"): action.note,
        _("What I say to it"): action.remark,
    }
