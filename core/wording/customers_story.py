"""The story of one customer in words."""

from datetime import date, datetime
from typing import Final

from core.analysis.care_queue import Kind
from core.i18n import formats
from core.i18n import gettext as _
from core.i18n.stems import composed
from core.services.care_gifts import Thing
from core.services.care_queue_done import Reason
from core.services.customers_contacts import Contact, Doing
from core.services.customers_story import (
    Bought,
    Detail,
    Entry,
    Gift,
    Happened,
    Message,
    Order,
    Question,
    Review,
    Said,
    Sent,
    Touch,
)
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.terms import OrderState, seoul_day
from core.terms.orders import Claim
from core.terms.voice import ComplaintStatus
from core.wording import (
    care_gifts,
    care_queue,
    journey,
    messages_names,
    voice_complaints,
    voice_log,
)
from core.wording.malls import mall_name
from core.wording.voice_file import source_name
from core.wording.voice_reviews import stars

LINES: Final = 5
"""So many lines of one order are told; how many more there are is said."""

_END: Final = 4
"""So many signs of the number of an order are shown where it is chosen."""

_SENT_OUT: Final = frozenset(kind.value for kind in Kind)
_GIVEN: Final = frozenset(thing.value for thing in Thing)


def kind(one: Happened) -> str:
    """What kind of thing happened."""
    return {
        Happened.ORDER: _("Order"),
        Happened.CLAIM: _("Cancelled or sent back"),
        Happened.REVIEW: _("Review"),
        Happened.QUESTION: _("Question"),
        Happened.REMARK: _("Remark"),
        Happened.COMPLAINT: _("Complaint"),
        Happened.CARE: _("Care after the purchase"),
        Happened.LISTED: _("From a list"),
        Happened.GIFT: _("Gift or letter"),
        Happened.MESSAGE: _("Message of a copy test"),
        Happened.SENT: _("Message that was sent"),
        Happened.CONTACT: _("Contact"),
    }[one]


def filter_choice(one: Happened, count: int) -> str:
    """A kind to choose, with how many there are."""
    return f"{kind(one)} {formats.number(count)}"


def found(count: int) -> str:
    """How many things happened."""
    return _("{count}, the newest first").format(count=formats.count(count, "pieces"))


def doing(one: Doing) -> str:
    """What kind of contact it was."""
    return {
        Doing.STUDY: _("Finding out"),
        Doing.PREPARE: _("Preparing"),
        Doing.ACT: _("Doing"),
        Doing.ANSWER: _("Answering"),
    }[one]


def when(one: Entry) -> str:
    """The day; it is said where nobody knows it."""
    day = day_of(one.at)
    return formats.day(day) if day is not None else _("day not known")


def day_of(at: datetime | None) -> date | None:
    """The day of a moment in Seoul."""
    return None if at is None else seoul_day(at)


def title(one: Entry) -> str:
    """What it was, in a line."""
    told = _title(one, one.detail)
    return told or _("No file tells of it any more")


def _title(one: Entry, detail: Detail) -> str:  # noqa: C901, PLR0911, PLR0912  (one line a kind)
    match detail:
        case Order():
            return _order(one, detail)
        case Review():
            return " · ".join(part for part in (stars(detail.stars), detail.product or "") if part)
        case Question():
            return detail.title or detail.product
        case Said():
            return _remark(detail.remark)
        case Complaint():
            return voice_complaints.status(detail.status)
        case Touch():
            return _touch(detail)
        case Gift():
            return care_gifts.thing(Thing(detail.what)) if detail.what in _GIVEN else detail.what
        case Message():
            return detail.title
        case Sent():
            return _sent(detail)
        case Contact():
            return f"{doing(detail.kind)} · {journey.stage(detail.stage)}"
        case None:
            return ""


def lines(one: Entry) -> list[str]:
    """What else there is to say of it."""
    return [line for line in _lines(one, one.detail) if line]


def _lines(one: Entry, detail: Detail) -> list[str]:  # noqa: PLR0911  (one line a kind)
    match detail:
        case Order():
            told = [_line(it, one.kind) for it in detail.lines[:LINES]]
            return [*told, _more(len(detail.lines) - LINES)]
        case Review():
            return [detail.text, _reply(detail)]
        case Question():
            return [detail.text, _answered(detail)]
        case Said():
            return [detail.remark.text, _made(detail.complaint), detail.remark.note]
        case Complaint():
            return [detail.text, voice_complaints.story(detail), detail.note]
        case Gift():
            return [_gift(detail)]
        case Message() | Contact():
            return [detail.text]
        case _:
            return []


def _order(one: Entry, detail: Order) -> str:
    where = f"{mall_name(one.mall)} {one.event.ref}" if one.mall else one.event.ref
    if one.kind is Happened.CLAIM:
        return where
    won = [it.amount for it in detail.lines if it.state.counts]
    if not won:
        return where
    total = None if None in won else sum(it for it in won if it is not None)
    return f"{formats.won(total)} · {where}"


def _line(one: Bought, kind_of: Happened) -> str:
    """A line of an order: what, how many, for how much, and where it stands."""
    many = one.quantity is not None and one.quantity > 1
    parts = [
        one.product or _("A product without a name"),
        formats.count(one.quantity, "pieces") if many else "",
    ]
    if kind_of is Happened.CLAIM:
        parts += [_asked(one), one.reason or ""]
    else:
        parts += [formats.won(one.amount), _off(one), state(one.state)]
    return " · ".join(part for part in parts if part)


def _off(one: Bought) -> str:
    return _("{won} off").format(won=formats.won(one.discount)) if one.discount else ""


def _asked(one: Bought) -> str:
    """What became of what the buyer asked for."""
    if one.state in {OrderState.CANCELLED, OrderState.RETURNED, OrderState.EXCHANGED}:
        return state(one.state)
    asked = {
        Claim.CANCEL: _("asked to cancel"),
        Claim.RETURN: _("asked to send it back"),
        Claim.EXCHANGE: _("asked to exchange it"),
    }
    return asked[one.claim] if one.claim is not None else state(one.state)


def state(one: OrderState) -> str:
    """Where a line of an order stands."""
    return {
        OrderState.UNKNOWN: "",
        OrderState.UNPAID: _("not paid yet"),
        OrderState.PAID: _("paid"),
        OrderState.PREPARING: _("being packed"),
        OrderState.SHIPPING: _("on its way"),
        OrderState.DELIVERED: _("delivered"),
        OrderState.CONFIRMED: _("confirmed by the buyer"),
        OrderState.CLAIM_OPEN: _("a claim is open"),
        OrderState.EXCHANGED: _("exchanged"),
        OrderState.CANCELLED: _("cancelled"),
        OrderState.RETURNED: _("sent back"),
        OrderState.CANCELLED_UNPAID: _("never paid"),
    }[one]


def _more(count: int) -> str:
    return _("and {count} more").format(count=formats.count(count, "pieces")) if count > 0 else ""


def _reply(one: Review) -> str:
    if one.reply:
        return _("Your answer: {text}").format(text=one.reply)
    return _("An answer was given") if one.is_answered else ""


def _answered(one: Question) -> str:
    if one.is_answered is None:
        return ""
    return _("An answer was given") if one.is_answered else _("Not answered yet")


def _remark(one: Remark) -> str:
    return " · ".join(part for part in (source_name(one.source), voice_log.scored(one)) if part)


def _made(one: Complaint | None) -> str:
    if one is None:
        return ""
    return _("A complaint was made of it: {status}").format(
        status=voice_complaints.status(one.status)
    )


def is_open(one: Entry) -> bool:
    """Whether somebody still waits for something."""
    made = one.detail.complaint if isinstance(one.detail, Said) else one.detail
    return isinstance(made, Complaint) and made.status in {
        ComplaintStatus.RECEIVED, ComplaintStatus.DOING
    }  # fmt: skip


def _touch(one: Touch) -> str:
    """What was done or passed over."""
    what = care_queue.kind(Kind(one.kind)) if one.kind in _SENT_OUT else one.product
    if one.is_done:
        done = _("done")
    else:
        known = {reason.value: reason for reason in Reason}
        why = care_queue.skipped(known[one.reason]) if one.reason in known else ""
        done = _("skipped: {why}").format(why=why) if why else _("skipped")
    return " · ".join(part for part in (what, done) if part)


def _sent(one: Sent) -> str:
    """What was sent by what, and what came of it."""
    known = {
        "failed": _("did not arrive"),
        "reacted": _("was answered or clicked"),
        "left": _("no more messages wanted"),
    }
    parts = (one.title, messages_names.channel(one.channel), known.get(one.outcome, ""))
    return " · ".join(part for part in parts if part)


def _gift(one: Gift) -> str:
    how = _("drawn by lot") if one.is_random else _("chosen by you")
    sent = _("sent on {day}").format(day=formats.day_short(one.sent_on))
    return " · ".join((how, sent if one.sent_on is not None else _("not sent yet")))


def contact(one: Contact) -> str:
    """When, what kind of contact, and at which stage."""
    return f"{formats.day(one.day)} · {doing(one.kind)} · {journey.stage(one.stage)}"


def order_choice(one: Entry) -> str:
    """An order to choose from: 11.22(일) · 머그컵 · …5671."""
    detail = one.detail
    names = [it.product for it in detail.lines if it.product] if isinstance(detail, Order) else []
    day = day_of(one.at)
    parts = (
        formats.day_short(day) if day else "",
        care_queue.several(names) if names else "",
        f"…{one.event.ref[-_END:]}",
    )
    return " · ".join(part for part in parts if part)


def left_out(typed: str, kept: str) -> str:
    """That something personal was taken out of what was typed; empty if nothing was."""
    if composed(typed).strip() == kept:
        return ""
    return _("Telephone numbers, addresses, account numbers and names were left out.")
