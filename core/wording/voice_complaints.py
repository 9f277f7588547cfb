"""Complaints and what waits for an answer, in words."""

from datetime import datetime
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.voice_answers import Item, WaitKind
from core.services.voice_complaint_list import AGAIN_WITHIN, LOOKED_AT, Again, Entry, Figures
from core.services.voice_complaints import Complaint
from core.services.voice_steps import StepProblem
from core.terms import SEOUL, Mall, seoul_day
from core.terms.voice import ComplaintStatus
from core.wording.malls import mall_name
from core.wording.message import Message
from core.wording.voice_clock import span
from core.wording.voice_clock import waiting as waited_for
from core.wording.voice_file import source_name
from core.wording.voice_log import about, scored
from core.wording.voice_themes import theme as theme_name

_SHOWN: Final = 60


def status(one: ComplaintStatus) -> str:
    """How far a complaint has got."""
    return {
        ComplaintStatus.RECEIVED: _("Received"),
        ComplaintStatus.DOING: _("Being looked after"),
        ComplaintStatus.SOLVED: _("Made good"),
        ComplaintStatus.CHECKED: _("Asked once more"),
    }[one]


def stage(one: ComplaintStatus, count: int) -> str:
    """A stage with how many stand there."""
    return f"{status(one)} {formats.number(count)}"


def moved(to: ComplaintStatus) -> str:
    """To which stage a complaint was moved."""
    return _("Moved to “{stage}”.").format(stage=status(to))


def deleted(one: Complaint) -> str:
    """That a complaint was thrown away, and what stays of it."""
    if not one.is_made:
        return _("Thrown away.")
    return (
        _("No complaint any more. The review stays.")
        if one.review_no is not None
        else _("No complaint any more. The remark stays.")
    )


def solved_elsewhere(one: Complaint, typed: str) -> Message:
    """That another window was sooner, and what was not kept."""
    return Message(
        _("Another window has moved it on already: “{text}”.").format(text=short(one)),
        _("What you typed was not put in: “{text}”.").format(text=typed) if typed else "",
        _("Add it with “Change” if it is still needed."),
    )


def line(name: str, value: str, of: str) -> str:
    """A figure in one line; where it is not known yet, only why."""
    return f"{name}: {of}" if value == formats.UNKNOWN else f"{name}: {value} ({of})"


def kind(one: Item) -> str:
    """What waits."""
    if one.review is not None:
        return _("Review of {stars}").format(stars=formats.count(one.review.stars, "stars"))
    if one.remark is not None:
        return source_name(one.remark.source)
    return _("Complaint") if one.kind is WaitKind.COMPLAINT else _("Ask once more")


def clock(one: Item, now: datetime) -> str:
    """How long it waits, and how much it is over or what is left."""
    waited = waited_for(one.hours(now))
    left = (one.due - now).total_seconds() / 3600
    if one.kind is WaitKind.CHECK:
        return _("solved {time} ago").format(time=span(one.hours(now)))
    if left < 0:
        return _("{waited} · {time} late").format(waited=waited, time=span(-left))
    return _("{waited} · {time} left").format(waited=waited, time=span(left))


def headline(waiting: int, late: int) -> str:
    """How many wait, and how many of them too long."""
    count = formats.number(waiting)
    if late:
        return _("{count} wait for you, {late} of them too long.").format(
            count=count, late=formats.number(late)
        )
    return _("{count} wait for you. None is late.").format(count=count)


def questions(count: int, oldest: datetime) -> str:
    """How many questions of files nobody answered, and when the oldest came."""
    return _("{count} about products wait for an answer. The oldest came on {day}.").format(
        count=formats.count(count, "questions"), day=formats.day(seoul_day(oldest))
    )


def more(count: int) -> str:
    """How many are not shown yet."""
    return _("{count} more follow when these are done.").format(count=formats.number(count))


def stars_alone(stars: int | None) -> str:
    """What a review says that has no words."""
    return _("{stars} without words").format(stars=formats.count(stars, "stars"))


def limit(name: str) -> str:
    """A number by which is judged."""
    return {
        "answer_hours": _("Answer within so many hours"),
        "solve_days": _("Solve a complaint within so many days"),
        "check_days": _("Ask once more after so many days"),
        "low_stars": _("Reviews of up to so many stars wait for an answer"),
        "few_reviews": _("Fewer reviews than that are too few for a product"),
    }[name]


def said(one: Item) -> str:
    """What was said; the points where there are no words."""
    if one.text.strip():
        return one.text
    if one.remark is not None:
        return scored(one.remark)
    return _("Stars only, without words.")


def item_about(one: Item) -> str:
    """What an item is about."""
    if one.review is not None:
        order, mall = one.review.order_no, mall_name(Mall(one.review.mall))
        return " · ".join(part for part in (mall, about(one.product, one.buyer, order)) if part)
    told = one.remark or one.complaint
    return about(one.product, one.buyer, None if told is None else told.about.order_no)


def entry_about(one: Entry) -> str:
    """What a complaint is about, with its theme."""
    theme = theme_name(one.complaint.theme) if one.complaint.theme else ""
    told = about(one.product, one.buyer, one.complaint.about.order_no)
    return " · ".join(part for part in (theme, told) if part)


def due(one: Complaint, now: datetime) -> str:
    """By when the next step is due."""
    if one.due_at is None or one.status is ComplaintStatus.CHECKED:
        return ""
    day = formats.moment(one.due_at)
    by = {
        ComplaintStatus.RECEIVED: _("First reply by {when}"),
        ComplaintStatus.DOING: _("Solution by {when}"),
        ComplaintStatus.SOLVED: _("Ask once more from {when} on"),
    }[one.status].format(when=day)
    if one.status.is_open and one.is_overdue(now):
        return _("{by}, which is over").format(by=by)
    return by


def story(one: Complaint) -> str:
    """What has been done so far, in one line."""
    parts = []
    if one.opened_at is not None:
        parts.append(_("came in {when}").format(when=formats.moment(one.opened_at)))
    if one.first_reply_at is not None and one.opened_at is not None:
        hours = (one.first_reply_at - one.opened_at).total_seconds() / 3600
        parts.append(_("first reply after {time}").format(time=span(hours)))
    if one.alternative:
        parts.append(_("offered: {what}").format(what=one.alternative))
    if one.cost is not None:
        parts.append(_("cost {won}").format(won=formats.won(one.cost)))
    return " · ".join(parts)


def again(one: Entry) -> str:
    """Whether somebody who complained bought again; empty where nobody knows who it was."""
    if one.again is Again.YES:
        return _("Bought again on {day}.").format(day=formats.day_short(one.again_on))
    return {
        Again.NO: _("Has not bought again within {days} days."),
        Again.EARLY: _("Too early to say whether this customer buys again."),
        Again.UNKNOWN: "",
    }[one.again].format(days=AGAIN_WITHIN)


def refused(problem: StepProblem) -> Message:
    """Why a complaint does not go on."""
    if problem is StepProblem.NO_ALTERNATIVE:
        return Message(
            _("It is not solved yet."),
            _("Nothing was changed."),
            _("Write first what you offered instead: an exchange, a refund, a repair."),
        )
    return Message(
        _("This step does not fit where the complaint stands now."),
        _("Nothing was changed."),
        _("Look at what changed and try once more."),
    )


def figures(one: Figures) -> list[tuple[str, str, str]]:
    """The numbers of all complaints: name, value, and what it is of."""
    reply = formats.UNKNOWN if one.first_reply is None else span(one.first_reply)
    of = _("{count} replies in {days} days").format(
        count=formats.number(one.replied), days=LOOKED_AT
    )
    if one.unreplied:
        of = _("{count} replies in {days} days, {late} still without one").format(
            count=formats.number(one.replied), days=LOOKED_AT, late=formats.number(one.unreplied)
        )
    elif one.first_reply is None:
        of = _("told from 5 replies on, {count} so far").format(count=formats.number(one.replied))
    return [
        (_("Open complaints"), formats.count(one.open, "complaints"), ""),
        (_("Past due"), formats.count(one.overdue, "complaints"), ""),
        (_("First reply, usually"), reply, of),
        (_("Spent on making good"), formats.won_short(one.cost), _("within {days} days").format(
            days=LOOKED_AT)),
        (_("Bought again"), _bought(one), _waiting(one)),
    ]  # fmt: skip


def short(one: Complaint) -> str:
    """A complaint in one line, to bring back."""
    words = " ".join(one.text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def row(one: Entry) -> dict[str, object]:
    """A complaint as a row of a file."""
    told = one.complaint
    return {
        _("What is complained of"): told.text,
        _("Where it stands"): status(told.status),
        _("Came in"): _moment(told.opened_at),
        _("Due"): _moment(told.due_at),
        _("First reply"): _moment(told.first_reply_at),
        _("Solved at"): _moment(told.resolved_at),
        _("Offered instead"): told.alternative,
        _("Cost (₩)"): "" if told.cost is None else told.cost,
        _("Product"): one.product,
        _("Order number"): told.about.order_no or "",
        _("Bought again within 90 days"): again(one),
        _("My note"): told.note,
    }


def _bought(one: Figures) -> str:
    if not one.tells_again:
        return formats.UNKNOWN
    return formats.percent(one.again, one.buyers)


def _waiting(one: Figures) -> str:
    if not one.tells_again:
        return _(
            "shown once {days} days have passed for 5 customers who complained, {count} so far"
        ).format(days=AGAIN_WITHIN, count=formats.number(one.buyers))
    if one.waiting:
        return _("within {days} days; {count} still waited for").format(
            days=AGAIN_WITHIN, count=formats.count(one.waiting, "people")
        )
    return _("within {days} days").format(days=AGAIN_WITHIN)


def _moment(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")
