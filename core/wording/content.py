"""The content calendar in words, and what is wrong with notes of its kind."""

from collections.abc import Sequence
from datetime import date

from core.i18n import LANGUAGES, formats, speaking
from core.i18n import gettext as _
from core.services.content import WINDOW, Calendar, Rhythm
from core.services.content_file import COLUMNS, FileProblem
from core.services.content_items import Content, ContentProblem, State
from core.services.kept_notes import NoteProblem
from core.services.link_results import Brought
from core.wording.message import Message


def weekdays() -> tuple[str, ...]:
    """The days of a week, Monday first, as short as a calendar needs them."""
    return (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))


def state(which: State) -> str:
    """How far a piece of content is."""
    return {
        State.PLANNED: _("Planned"),
        State.OVERDUE: _("Overdue"),
        State.PUBLISHED: _("Published"),
    }[which]


def title(view: Calendar) -> str:
    """The head of a month: what is in it."""
    out = sum(one.published_on is not None for one in view.items)
    month = formats.month(view.month.first)
    if not view.items:
        return _("{month}: nothing planned yet").format(month=month)
    return _("{month}: {out} of {all} published").format(
        month=month, out=formats.number(out), all=formats.count(len(view.items), "pieces")
    )


def kept(view: Calendar) -> tuple[str, ...]:
    """How the rhythm is kept, over all channels."""
    done, due = view.kept
    if not view.rhythms:
        return (_("Say how often you want to publish. Then you see how well you keep it."),)
    if not due:
        return (_("After the first whole week you see how well it is kept."),)
    lines = [
        _("Of {due} due in whole weeks you published {done}: {share} kept.").format(
            due=formats.count(due, "pieces"),
            done=formats.count(done, "pieces"),
            share=formats.rate(done / due, 0),
        )
    ]
    if view.streak:
        weeks = formats.count(view.streak, "weeks")
        lines.append(_("Kept for {weeks} in a row.").format(weeks=weeks))
    return tuple(lines)


def rhythm(one: Rhythm) -> str:
    """How often something is to be published on a channel, and how that is kept."""
    pace = (
        _("{channel}: {times} a week").format(
            channel=one.channel, times=formats.count(one.per_week, "times")
        )
        if one.per_week
        else _("{channel}: paused").format(channel=one.channel)
    )
    done, due = one.kept
    if not due:
        return pace
    return f"{pace} · {_('{done} of {due} published').format(done=done, due=due)}"


def overdue(found: Sequence[Content]) -> str:
    """How much is overdue."""
    return _("{count} overdue since {day}").format(
        count=formats.count(len(found), "pieces"), day=formats.day_short(found[0].planned_on)
    )


def item(one: Content) -> str:
    """A piece of content: when, where, what."""
    return f"{formats.day_short(one.day)} · {one.channel} · {one.title}"


def numbers(one: Content) -> str:
    """What the seller wrote down of it."""
    told = []
    if one.reach is not None:
        told.append(_("seen by {people}").format(people=formats.count(one.reach, "people")))
    if one.clicks is not None:
        told.append(_("{times} clicked").format(times=formats.count(one.clicks, "times")))
    return " · ".join(told)


def brought(found: Brought | None, *, window: int = WINDOW, shared: bool = False) -> str:
    """What came through its link."""
    if found is None:
        return ""
    if found.visits is None and found.orders is None:
        return _unknown(found)
    parts = [
        _("{visits} and {orders} in {days}").format(
            visits=formats.count(found.visits, "visits"),
            orders=formats.count(found.orders, "orders"),
            days=formats.count(window, "days"),
        )
    ]
    if found.told < window:
        parts.append(_("{days} known").format(days=formats.count(found.told, "days")))
    if shared:
        parts.append(_("another one uses the same code"))
    return " · ".join(parts)


def _unknown(found: Brought) -> str:
    if not found.days:
        return _("From tomorrow on it is counted what came through the link.")
    if not found.told:
        return _("With statistics of links by the day you see what came of it.")
    return _("The statistics do not know this code yet.")


def headings() -> dict[str, str]:
    """Which column a heading means, in small letters and in every language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            heads = list(row(Content("", "", date.min), None))[: len(COLUMNS)]
            found |= {head.lower(): name for name, head in zip(COLUMNS, heads, strict=True)}
    return found


def row(one: Content, found: Brought | None) -> dict[str, object]:
    """A piece of content as a row of a file; the first columns can be taken in again."""
    return {
        _("Title"): one.title,
        _("Channel"): one.channel,
        _("Day planned"): one.planned_on.isoformat(),
        _("Day published"): one.published_on.isoformat() if one.published_on else "",
        _("Link code"): one.code,
        _("People reached"): "" if one.reach is None else one.reach,
        _("Clicks"): "" if one.clicks is None else one.clicks,
        _("Visits in 14 days"): "" if found is None or found.visits is None else found.visits,
        _("Orders in 14 days"): "" if found is None or found.orders is None else found.orders,
    }


def taken(new: int, known: int) -> str:
    """A file was taken."""
    return _("{new} new, {known} were there already.").format(
        new=formats.count(new, "pieces"), known=formats.count(known, "pieces")
    )


def refused(problem: ContentProblem) -> Message:
    """A piece of content was not kept."""
    return Message(
        _("It was not kept."),
        remedy={
            ContentProblem.NO_TITLE: _("Write a title and a channel."),
            ContentProblem.TOO_LONG: _("Make it a little shorter."),
            ContentProblem.PUBLISHED_IN_FUTURE: _("The day it was published cannot be to come."),
            ContentProblem.TOO_FAR: _("Choose a day within ten years of today."),
            ContentProblem.NUMBER: _("Write numbers from 0 on."),
            ContentProblem.PACE: _("Up to 21 a week are possible."),
        }[problem],
    )


def file_refused(problem: FileProblem, line: int | None) -> Message:
    """A file of content was not taken."""
    at = "" if line is None else _("Line {line}: ").format(line=line)
    remedy = {
        FileProblem.UNREADABLE: _("Save it as CSV and choose it once more."),
        FileProblem.HEADINGS: _("The first line needs a title, a channel and a day planned."),
        FileProblem.TOO_LARGE: _("Up to 2,000 lines are possible. Part the file."),
        FileProblem.DAY: _("Write the day as 2026-11-22."),
        FileProblem.NUMBER: _("Write numbers only."),
        FileProblem.IMPOSSIBLE: _("A title, a channel or a day is missing or impossible."),
    }[problem]
    return Message(_("Nothing was taken from the file."), remedy=f"{at}{remedy}")


def note_refused(problem: NoteProblem) -> Message:
    """A note was not kept."""
    return Message(
        _("It was not kept."),
        remedy={
            NoteProblem.NOTHING_SAID: _("Write a few words."),
            NoteProblem.TOO_LONG: _("Make it a little shorter."),
            NoteProblem.IN_FUTURE: _("The day cannot be to come."),
            NoteProblem.NUMBER: _("Write numbers from 0 on."),
            NoteProblem.NAME_TAKEN: _("That name is taken. Choose another one."),
            NoteProblem.PLACES: _("Put only names from the list in braces, and close each."),
        }[problem],
    )
