"""개선 노트 in words: cards of the board, what was refused, the conclusion of the page."""

from dataclasses import dataclass
from datetime import date

from core.i18n import formats
from core.i18n import gettext as _
from core.services.actions import Action, ActionProblem
from core.services.events import EventProblem
from core.verdicts.actions import Finding, Status
from core.wording import actions_names as names
from core.wording.actions_result import Told
from core.wording.message import Message


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
