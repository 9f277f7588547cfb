"""What people worry about from the order to the first use, in words."""

from core.analysis.care_queue import Kind
from core.i18n import formats
from core.i18n import gettext as _
from core.services.care_notices import Board, Place, Step, Worry
from core.wording import care_queue


def step(which: Step) -> str:
    """A step of the way."""
    return {
        Step.ORDER: _("Ordered"),
        Step.PAID: _("Payment confirmed"),
        Step.PREPARING: _("Being prepared"),
        Step.SENT: _("Dispatched"),
        Step.ON_THE_WAY: _("Under way"),
        Step.ARRIVED: _("Arrived"),
        Step.USING: _("First use"),
    }[which]


def worry(one: Worry) -> str:
    """What goes through the customer's mind."""
    return one.name if not one.point else {**_until_sent(), **_afterwards()}[one.point]


def _until_sent() -> dict[str, str]:
    return {
        "order_in": _("Did my order come in?"),
        "wrong_option": _("What if I chose the wrong option?"),
        "paid_right": _("Was I charged twice?"),
        "honest_shop": _("Can I trust this shop?"),
        "when_sent": _("When will it be sent?"),
        "sold_out": _("Is it sold out after all?"),
        "which_carrier": _("Who brings it, and how do I follow it?"),
        "all_in_one": _("Does everything come in one parcel?"),
    }


def _afterwards() -> dict[str, str]:
    return {
        "when_here": _("When will it be here?"),
        "stuck": _("Why does it not move on?"),
        "nobody_home": _("What if nobody is at home?"),
        "broken": _("What if it is broken?"),
        "wrong_item": _("What if it is the wrong one?"),
        "send_back": _("Can I send it back?"),
        "how_to": _("How do I use it rightly?"),
        "keeps_well": _("How does it last long?"),
        "not_for_me": _("What if it is not what I expected?"),
    }


def notice(code: str) -> str:
    """What answers a worry."""
    if not code:
        return _("nothing yet")
    places = {
        Place.PAGE: _("Detail page"),
        Place.CARD: _("Card in the parcel"),
        Place.TALK: _("Automatic answer in TalkTalk"),
    }
    return places[Place(code)] if code in set(Place) else care_queue.kind(Kind(code))


def answered(found: Board) -> str:
    """How many of the worries are answered."""
    count = len(found.worries)
    if found.answered == count:
        return _("Every worry has an answer")
    return _("Without an answer: {count} of {all} worries").format(
        count=formats.number(count - found.answered), all=formats.number(count)
    )


def off(one: Worry) -> str:
    """Why an assigned notice answers nothing."""
    return _("{notice} is switched off under Rules.").format(notice=notice(one.notice))


def suggested(code: str) -> str:
    """Where a worry is answered well."""
    return _("Works well: {notice}").format(notice=notice(code))


def row(one: Worry, found: Board) -> dict[str, object]:
    """One worry as a row of a file."""
    return {
        _("Step"): step(one.step),
        _("Worry"): worry(one),
        _("Answered by"): notice(one.notice),
        _("Answered"): _("yes") if found.is_answered(one) else _("no"),
        _("Words"): one.text,
    }
