"""Who wants to hear from the shop, in words: by channel, and whether they are more or fewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from core.analysis.subscribers import LEAST_WEEKS, Contradiction, Count, Week
from core.i18n import formats, spoken
from core.i18n import gettext as _
from core.services.subscribers import Channel, Line, Taken
from core.services.subscribers_consents import LATER, Consents
from core.services.subscribers_paste import Fault, Pasted, Wrong
from core.services.subscribers_weeks import Standing
from core.terms import Evidence, Period
from core.wording.message import Message

SHOWN = 6
"""So many lines that are wrong are named."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words of the conclusion."""

    headline: str
    reason: str
    level: Evidence
    tone: str
    todo: str
    why: tuple[str, ...]


def channel(one: Channel) -> str:
    """By what people want to hear from the shop."""
    return {
        Channel.NEWS: _("News alerts of the shop"),
        Channel.KAKAO: _("Friends on Kakao"),
        Channel.TALK: _("Friends on TalkTalk"),
        Channel.MAIL: _("Newsletter by mail"),
        Channel.SMS: _("News by text message"),
    }[one]


def conclusion(some: Sequence[Standing], consents: Consents) -> Said:
    """Whether more or fewer want to hear from the shop."""
    if not some and not consents.people:
        return Said(
            _("Nobody knows yet how many want to hear from you."),
            _("Write down how many friends a channel has, or bring consents along."),
            Evidence.NO_DATA, "calm", "", (),
        )  # fmt: skip
    level, headline, tone = _direction(some)
    reason = " ".join(filter(None, (_course(some, level), _agreed(consents))))
    return Said(headline, reason, level, tone, _todo(consents), _why())


def _direction(some: Sequence[Standing]) -> tuple[Evidence, str, str]:
    """How sure it is, what is said of it, and in which tone."""
    for level in (Evidence.KNOWN, Evidence.HINT):
        led = [one for one in some if one.course is not None and one.course.evidence is level]
        up = [channel(one.channel) for one in led if one.course and one.course.per_week > 0]
        down = [channel(one.channel) for one in led if one.course and one.course.per_week < 0]
        if not led:
            continue
        return (level, *(_hint(up, down) if level is Evidence.HINT else _sure(up, down)))
    if any(one.course is not None and one.course.p is not None for one in some):
        return Evidence.EARLY, _("As many as usual want to hear from you."), "calm"
    return Evidence.EARLY, _("It is too early to tell whether they are more or fewer."), "calm"


def _sure(up: Sequence[str], down: Sequence[str]) -> tuple[str, str]:
    if up and down:
        told = _("More and more: {more}. Fewer and fewer: {fewer}.")
        return told.format(more=_names(up), fewer=_names(down)), "calm"
    if down:
        told = _("Fewer and fewer want to hear from you: {where}.")
        return told.format(where=_names(down)), "bad"
    told = _("More and more want to hear from you: {where}.")
    return told.format(where=_names(up)), "good"


def _hint(up: Sequence[str], down: Sequence[str]) -> tuple[str, str]:
    if up and down:
        told = _("They seem to be more here: {more}; and fewer here: {fewer}.")
        return told.format(more=_names(up), fewer=_names(down)), "calm"
    if down:
        return _("They seem to become fewer: {where}.").format(where=_names(down)), "calm"
    return _("They seem to become more: {where}.").format(where=_names(up)), "calm"


def _names(some: Sequence[str]) -> str:
    return spoken.subject(", ".join(some))


def _course(some: Sequence[Standing], level: Evidence) -> str:
    """By how much a week; of several channels the one that moves most."""
    known = [one for one in some if one.course is not None]
    if not known:
        return ""
    wanted = [one for one in known if one.course and one.course.evidence is level] or known
    one = max(wanted, key=lambda it: abs(it.course.per_week) if it.course else 0.0)
    assert one.course is not None  # noqa: S101  (only such are wanted)
    if one.course.p is None:
        return _("{where}: {weeks} are known, and it takes {least}.").format(
            where=channel(one.channel), weeks=formats.count(one.course.weeks, "weeks"),
            least=formats.count(LEAST_WEEKS, "weeks"),
        )  # fmt: skip
    return _("{where}: {change} people a week over {weeks}.").format(
        where=channel(one.channel), change=_signed(one.course.per_week, 1),
        weeks=formats.count(one.course.weeks, "weeks"),
    )  # fmt: skip


def _agreed(consents: Consents) -> str:
    if not consents.people:
        return ""
    return _("{count} may be sent advertisements; 4 weeks ago it was {before}.").format(
        count=formats.count(consents.agreed, "people"),
        before=formats.count(consents.before, "people"),
    )


def _todo(consents: Consents) -> str:
    wanted = len(consents.due)
    if not wanted:
        return ""
    return _("Ask again: {count} run out within {days} or have.").format(
        count=formats.count(wanted, "people"), days=formats.count(LATER, "days")
    )


def _why() -> tuple[str, ...]:
    return (
        _("We looked at the changes of the last 8 weeks that are over, each channel for itself."),
        _("Chance alone would lead so far in fewer than 1 of 10 cases where we say so."),
        _("It would be wrong if numbers of other days stand there, or an event brought many."),
    )


def _signed(value: float, digits: int = 0) -> str:
    sign = "+" if value > 0 else formats.MINUS if value < 0 else ""
    return f"{sign}{formats.number(abs(value), digits)}"


def latest(one: Standing) -> str:
    """How many there were last."""
    newest = one.latest
    if newest is None:
        return _("No file or line tells how many there are in all.")
    return _("{count} at the end of {day}.").format(
        count=formats.count(newest.total, "people"), day=formats.day(newest.day)
    )


def weeks(some: Sequence[Week]) -> pd.DataFrame:
    """The weeks as a table, the newest first."""
    return pd.DataFrame([
        {
            "week": short(_week(one)), "total": formats.number(one.total),
            "joined": formats.number(one.joined), "left": formats.number(one.left),
            "net": formats.UNKNOWN if one.net is None else _signed(one.net),
            "days": basis(one),
        }
        for one in reversed(some)
    ])  # fmt: skip


def file(one: Standing) -> pd.DataFrame:
    """The same as a file: numbers as numbers, what is not known empty."""
    return pd.DataFrame([
        {
            _("Channel"): channel(one.channel), _("Monday"): it.first.isoformat(),
            _("How many"): it.total, _("As of"): "" if it.day is None else it.day.isoformat(),
            _("Who came"): it.joined, _("Who went"): it.left, _("Against the week before"): it.net,
        }
        for it in one.weeks
    ])  # fmt: skip


def basis(one: Week) -> str:
    """Of which days a week is told, where they are not Monday to Sunday."""
    if one.is_gap:
        return _("no numbers")
    if one.days is not None and not one.is_exact:
        return _("came and went: {days}").format(days=short(one.days))
    if one.day is not None and one.day != _week(one).last:
        return _("as of {day}").format(day=formats.day_short(one.day))
    return ""


def bar(one: Week) -> str:
    """A week in the picture."""
    return _("{week}: {joined} came, {left} went").format(
        week=short(_week(one)), joined=formats.number(one.joined), left=formats.number(one.left)
    )


def point(one: Week) -> str:
    """The same where only the total is drawn."""
    return _("{week}: {total}").format(
        week=short(_week(one)), total=formats.count(one.total, "people")
    )


def gaps(some: Sequence[Week]) -> str:
    """How many weeks have no numbers."""
    return _("{count} have no numbers; they stay unknown and are no 0.").format(
        count=formats.count(len(some), "weeks")
    )


def contradiction(one: Contradiction) -> str:
    """Two lines that cannot both be true."""
    return _(
        "{day}: {total} were written down, but from {before} on it comes to {expected}. Look at"
        " both lines."
    ).format(
        day=formats.day_short(one.day), total=formats.count(one.total, "people"),
        before=formats.day_short(one.before), expected=formats.count(one.expected, "people"),
    )  # fmt: skip


def line(one: Line) -> str:
    """One line that was written down."""
    return f"{channel(one.channel)} · {count(one.count)}"


def count(one: Count) -> str:
    """The numbers of one day."""
    parts = [formats.day(one.day)]
    if one.total is not None:
        parts.append(formats.count(one.total, "people"))
    if one.joined is not None:
        parts.append(_("{count} came").format(count=formats.number(one.joined)))
    if one.left is not None:
        parts.append(_("{count} went").format(count=formats.number(one.left)))
    return " · ".join(parts)


def taken(one: Taken) -> str:
    """What was written down."""
    return _("{new} new days, {changed} changed, {same} as they were.").format(
        new=formats.number(one.new), changed=formats.number(one.changed),
        same=formats.number(one.same),
    )  # fmt: skip


def pasted(found: Pasted) -> str:
    """What copied lines tell."""
    return _("{count} can be taken.").format(count=formats.count(len(found.counts), "lines"))


def faults(some: Sequence[Fault]) -> Message:
    """The lines that cannot be taken, and why."""
    return Message(
        _("{count} cannot be taken.").format(count=formats.count(len(some), "lines")),
        " ".join(_fault(one) for one in some[:SHOWN]),
    )


def _fault(one: Fault) -> str:
    return at_line(one.line, {
        Wrong.NO_DAY: _("there is no day."),
        Wrong.BAD_DAY: _("we cannot read the day."),
        Wrong.FUTURE: _("the day is still to come."),
        Wrong.NO_NUMBER: _("there is no number."),
        Wrong.BAD_NUMBER: _("we cannot read a number."),
        Wrong.TWICE: _("the day stands further up already."),
        Wrong.TOO_MANY: _("that is more than can be taken at once."),
    }[one.why])  # fmt: skip


def at_line(line: int, why: str) -> str:
    """What is wrong with a line."""
    return _("Line {line}: {why}").format(line=formats.number(line), why=why)


def _week(one: Week) -> Period:
    return Period(one.first, one.first + timedelta(days=6))


def short(days: Period) -> str:
    """Some days without their year."""
    return formats.span(formats.day_short(days.first), formats.day_short(days.last))
