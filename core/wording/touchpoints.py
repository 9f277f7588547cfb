"""The points of contact in words."""

from core.analysis.journey import Stage
from core.i18n import formats
from core.i18n import gettext as _
from core.services.touchpoints import LONGEST, MOST, Map, Point, PointProblem
from core.wording.message import Message


def name(point: Point) -> str:
    """What a point is called."""
    return point.name or {**_early(), **_late()}[point.item]


def _early() -> dict[str, str]:
    return {
        "search_result": _("Search result"),
        "ad_creative": _("Picture and text of the ad"),
        "main_picture": _("Main picture"),
        "social_post": _("Post on social media"),
        "shop_front": _("First page of the shop"),
        "detail_page": _("Detail page"),
        "reviews": _("Reviews"),
        "answers": _("Answers to questions"),
        "news": _("Invitation to the news"),
    }


def _late() -> dict[str, str]:
    return {
        "options": _("Choice of options"),
        "payment_notice": _("Notice on paying"),
        "delivery_fee": _("Delivery fee and day"),
        "coupon": _("Coupon"),
        "order_notice": _("Notice of the order"),
        "packing": _("Packing"),
        "shipping_notice": _("Notice of the delivery"),
        "how_are_you": _("Asking how it is"),
        "complaint": _("Answer to a complaint"),
        "ask_review": _("Asking for a review"),
        "reply_review": _("Reply to a review"),
        "buy_again": _("Notice to buy again"),
        "regulars": _("Benefit for regulars"),
    }


def title(found: Map) -> str:
    """How many points are due."""
    if not found.due:
        return _("All points of contact were looked at lately")
    return _("{due} of {all} points of contact wait to be looked at").format(
        due=formats.number(found.due), all=formats.number(found.used)
    )


def note(found: Map) -> str:
    """What that means."""
    if found.never == found.due:
        return _("See each point as a customer does, then press the button.")
    return _("{late} were looked at longer than 8 weeks ago, {never} never.").format(
        late=formats.number(found.due - found.never), never=formats.number(found.never)
    )


def stage_title(stage: str, points: tuple[Point, ...], found: Map) -> str:
    """A stage and how many of its points are due."""
    due = sum(one.is_due(found.today) for one in points)
    return _("{stage} · {due} to look at").format(stage=stage, due=due) if due else stage


def state(point: Point, found: Map) -> str:
    """When a point was looked at, and whether that is long ago."""
    if point.is_left_out:
        return _("Not in my shop")
    if point.checked is None:
        return _("Not looked at yet")
    days = (found.today - point.checked).days
    text = _("{day} · longer than 8 weeks ago") if point.is_due(found.today) else _("{day} · {ago}")
    return text.format(day=formats.day(point.checked), ago=formats.days_ago(days))


def refused(problem: PointProblem) -> Message:
    """Why a point was not added."""
    text = {
        PointProblem.NO_NAME: _("Write what the point is called."),
        PointProblem.TOO_LONG: _("A name has at most {count} characters."),
        PointProblem.THERE: _("There is a point of that name already."),
        PointProblem.TOO_MANY: _("There is room for {most} points of your own."),
    }[problem]
    return Message(text.format(count=LONGEST, most=MOST))


def checked(point: Point) -> str:
    """Said after a point was looked at."""
    return _("“{point}” was looked at today.").format(point=name(point))


def left_out(point: Point) -> str:
    """Said after a point was taken out."""
    return _("“{point}” is left out.").format(point=name(point))


def question(stage: Stage) -> str:
    """What a customer asks herself there."""
    return {
        Stage.REACH: _("Does it show at once what you sell?"),
        Stage.LOOK: _("Is every doubt answered?"),
        Stage.BUY: _("Is anything in the way of paying?"),
        Stage.AFTER: _("Does she know what comes next?"),
        Stage.LOYAL: _("Is there a reason to come again?"),
    }[stage]
