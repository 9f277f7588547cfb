"""Questions that wait, and what looking after customers goes along with, in words."""

import math
from datetime import datetime
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.voice_effect import Answered, Before, Beside, Effects, Side
from core.services.voice_inquiries import Inquiries, Waiting
from core.services.voice_scores import Name
from core.stats.scores import Score
from core.terms import Evidence
from core.wording import voice_satisfaction as scores
from core.wording.voice_clock import waiting as waited_for

HOURS: Final = 48


def inquiries(found: Inquiries) -> str:
    """How soon questions are answered."""
    if found.hours is None:
        return _("{count} came in. It is too early to say how soon they are answered.").format(
            count=formats.count(found.asked, "questions")
        )
    return _("Half of the questions are answered within {time}.").format(time=took(found.hours))


def took(hours: float) -> str:
    """Within how many whole hours, or days where they are many; never fewer than it took."""
    if hours >= HOURS:
        return formats.count(math.ceil(hours / 24), "days")
    return formats.count(max(1, math.ceil(hours)), "hours")


def details(found: Inquiries) -> list[str]:
    """Of how many that is told, how many took over a day, and of how many nobody knows."""
    told = [_("{count} in these days").format(count=formats.count(found.asked, "questions"))]
    if found.timed:
        late = (
            _("{late} of {timed} whose time is known took over a day")
            if found.late
            else _("of {timed} whose time is known none took over a day")
        )
        told.append(
            late.format(
                late=formats.number(found.late), timed=formats.count(found.timed, "questions")
            )
        )
    if found.untold:
        told.append(
            _("Of {count} the file does not say when they were answered").format(
                count=formats.count(found.untold, "questions")
            )
        )
    return told


def as_of(found: Inquiries) -> str:
    """As of when that is known."""
    return _("As of the file of {moment}. What was answered since is not known.").format(
        moment=formats.moment(found.as_of)
    )


def waiting(found: Inquiries) -> str:
    """How many wait."""
    return _("{count} wait for an answer").format(
        count=formats.count(found.waiting, "questions")
    )  # fmt: skip


def waits(one: Waiting, now: datetime) -> str:
    """One question that waits, and how long it does."""
    hours = (now - one.asked_at).total_seconds() / 3600
    parts = [waited_for(hours), one.product, one.text]
    return " · ".join(part for part in parts if part)


def asked_about(name: str, count: int) -> str:
    """A product and how often it was asked about."""
    return f"{name} · {formats.count(count, 'questions')}"


def answered(how: Answered) -> str:
    """How soon a complaint was answered."""
    return {
        Answered.SOON: _("Answered within 24 hours"),
        Answered.LATER: _("Answered later"),
        Answered.NEVER: _("Not answered"),
    }[how]


def side(name: str, found: Side) -> str:
    """How many of one side bought again, with the range in which the share really lies."""
    tally, bounds = found.tally, found.interval()
    if bounds is None:
        told = _("nobody long enough ago")
    else:
        low, high = (formats.number(100 * one) for one in bounds)
        told = _("{again} of {people} bought again ({span} in 100)").format(
            again=formats.number(tally.successes),
            people=formats.count(tally.trials, "people"),
            span=formats.span(low, high),
        )
    parts = [f"{name}: {told}"]
    if found.waiting:
        parts.append(
            _("{count} still being watched").format(count=formats.count(found.waiting, "people"))
        )
    return " · ".join(parts)


def beside(found: Beside) -> str:
    """How far both sides lie apart; never that one thing did it."""
    if found.difference is None or found.bounds is None:
        return _("There are not enough alike on both sides to compare.")
    if found.p is None or found.evidence is Evidence.EARLY:
        return _("The two do not differ clearly. It is too early to tell.")
    ends = found.bounds if found.difference > 0 else [-one for one in reversed(found.bounds)]
    low, high = (formats.number(100 * one) for one in ends)
    text = (
        _("{count} more in 100 bought again ({span}). It may have other causes.")
        if found.difference > 0
        else _("{count} fewer in 100 bought again ({span}). It may have other causes.")
    )
    return text.format(
        count=formats.number(abs(100 * found.difference)), span=formats.span(low, high)
    )


def before_after(found: Before) -> str:
    """Satisfaction before and after the first contact."""
    told = _("Satisfied before: {before}. After: {after}.").format(
        before=_score(found.before), after=_score(found.after)
    )
    since = _("Contacts began on {day}; {weeks} weeks on each side.").format(
        day=formats.day(found.day), weeks=formats.number(found.weeks)
    )
    return f"{since} {told}"


def change(found: Before) -> str:
    """Whether it changed, and that other things changed as well."""
    if found.gap is None or found.gap.p is None:
        return _("Too few people answered on one side to compare.")
    if found.gap.evidence in {Evidence.KNOWN, Evidence.HINT}:
        return (
            _("It seems better than before. Other things may have changed as well.")
            if found.gap.by > 0
            else _("It seems worse than before. Other things may have changed as well.")
        )
    return _("It did not change clearly.")


def about() -> str:
    """What is compared, and how sure that can be at most."""
    return _(
        "Who was looked after or answered, and who bought again within 90 days. Nobody was chosen "
        "by lot, so take it as a hint only."
    )


def fairness() -> list[str]:
    """How both sides were made alike, and what that cannot do."""
    return [
        _("Only orders old enough count: 90 days after the start, up to the last order file."),
        _("Both sides start on the same day, so that nobody counts who bought again before."),
        _("Cancelled and returned orders are left out, and buyers who complained before."),
        _("Orders of the same month, of new and of returning buyers, are compared."),
        _("Nobody was chosen by lot. Whoever is easy to reach may buy again anyway."),
        _("A gift given by lot (under Delight) tells what it really does."),
    ]


def until(found: Effects) -> str:
    """Up to which day orders are known."""
    return _("Orders are known until {day}.").format(day=formats.day(found.until))


def _score(told: Score | None) -> str:
    return scores.short(Name.CSAT, told)
