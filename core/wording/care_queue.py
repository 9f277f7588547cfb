"""Whom to look after today, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from core.analysis.care_queue import Kind
from core.i18n import formats
from core.i18n import gettext as _
from core.services.care_queue import DueToday
from core.services.care_queue_done import Batch, Reason
from core.services.care_queue_people import Task
from core.services.care_queue_why import Because, Why
from core.terms import Mall
from core.wording.malls import mall_name
from core.wording.products import short

PORTION: Final = 15
"""Tasks a day that one person gets done; with more of them she is told with which to begin."""

STALE_AFTER: Final = 2
"""Days after which a file is said to be too old to know of new orders and returns."""


def kind(what: Kind) -> str:
    """What is to be done."""
    return {
        Kind.CONFIRM: _("Order received"),
        Kind.DISPATCH: _("On its way"),
        Kind.HOW_IS_IT: _("How is it?"),
        Kind.REVIEW: _("Ask for a review"),
        Kind.TIP: _("Tip for use"),
    }[what]


def who(name: str) -> str:
    """Somebody by the masked name; where there is none, a customer."""
    return _("{name}").format(name=name) if name else _("a customer")


def bought(task: Task, most: int = 40) -> str:
    """What somebody bought; of several things the first and how many more."""
    names = [name for _number, name in task.order.products if name] if task.order else []
    if not names:
        return ""
    return several([short(names[0], most), *names[1:]])


def several(names: Sequence[str]) -> str:
    """The first of several things, and how many more."""
    if len(names) == 1:
        return names[0]
    return _("{first} and {count} more").format(first=names[0], count=len(names) - 1)


def since(task: Task, today: date) -> str:
    """How long ago the order was paid, sent or received."""
    days = (today - task.begun).days
    ago = formats.days_ago(days) or _("{days} ago").format(days=formats.count(days, "days"))
    told = {
        Kind.CONFIRM: _("ordered {ago}"),
        Kind.DISPATCH: _("sent {ago}"),
    }.get(task.kind, _("arrived {ago}"))
    said = told.format(ago=ago)
    return _("{said} (estimated)").format(said=said) if task.is_estimated else said


def left(days: int) -> str:
    """How long something is still due."""
    if days == 0:
        return _("only today")
    if days == 1:
        return _("until tomorrow")
    return _("{days} left").format(days=formats.count(days, "days"))


def unseen(task: Task) -> str:
    """A warning that the newest file on an order is old."""
    seen = task.order.seen_on if task.order else None
    return _("As in the file of {day}: a return after that is not known.").format(
        day=formats.day_short(seen)
    )


def unseen_by_all(day: date) -> str:
    """The same warning where it is true of all that are listed."""
    return _("All are as in the file of {day}: a return after that is not known.").format(
        day=formats.day_short(day)
    )


def portion() -> str:
    """With which to begin where there are many."""
    return _("What ends soonest stands first. The others wait on the next pages.")


def way() -> str:
    """How a text gets to the customer."""
    return (
        _("Copy a text and send it by chat or text message.")
        + " "
        + _("In the seller centre the order number finds the customer.")
    )


def place(task: Task) -> str:
    """Where the order came through, and its number."""
    return f"{mall_name(task.mall)} {task.order_no}"


def headline(due: DueToday) -> str:
    """How many are to be looked after."""
    if not due.total:
        return _("Nobody needs looking after today.")
    count, some = formats.count(due.total, "tasks"), formats.count(PORTION, "tasks")
    if due.total > PORTION:
        return _("{count} to do today. Begin with these {some}.").format(count=count, some=some)
    return _("{count} to do today.").format(count=count)


def reason(due: DueToday) -> str:
    """What for."""
    if not due.total:
        return _("Whoever fits a rule appears here on the day.")
    return " · ".join(f"{kind(one)} {formats.number(count)}" for one, count in due.counts.items())


def first(task: Task) -> str:
    """Who comes first."""
    return _("First: {who}, {what} ({left})").format(
        who=who(task.order.name if task.order else ""), what=kind(task.kind), left=left(task.left)
    )


def rates() -> tuple[str, str]:
    """What the two numbers of the conclusion are called."""
    return _("Care rate"), _("Done today")


def stale(told: Mapping[Mall, date], today: date) -> str:
    """That newer orders and returns are not known; empty while the files are new enough."""
    old = {mall: last for mall, last in told.items() if (today - last).days > STALE_AFTER}
    if not old:
        return ""
    if len(told) == 1:
        said = _("The order file tells up to {day}.").format(
            day=formats.day_short(next(iter(old.values())))
        )
    else:
        each = " · ".join(f"{mall_name(mall)} {formats.day_short(day)}"
                          for mall, day in old.items())  # fmt: skip
        said = _("The order files tell up to: {each}.").format(each=each)
    later = _("Newer orders are missing, and returns since then are not known.")
    return f"{said} {later}"


def marked(batch: Batch) -> str:
    """What was just done, or some time today."""
    told = {True: _("{what}: done for {who}"), False: _("{what}: skipped for {who}")}
    said = told[batch.is_done].format(what=kind(batch.kind), who=_people(batch))
    return f"{said} · {skipped(batch.reason)}" if batch.reason else said


def _people(batch: Batch) -> str:
    named = who(batch.names[0] if batch.names else "")
    more = len(batch.orders) - 1
    return _("{who} and {count} more").format(who=named, count=more) if more else named


def others(count: int) -> str:
    """Some were noted elsewhere before."""
    return _("{count} had been noted in another window already; that stays.").format(
        count=formats.count(count, "tasks")
    )


def skipped(why: Reason) -> str:
    """Why something is skipped."""
    return {
        Reason.TALKED: _("We spoke already"),
        Reason.NOT_WANTED: _("Does not want messages"),
        Reason.PROBLEM: _("Something went wrong with the order"),
        Reason.NO_WAY: _("No way to reach them"),
        Reason.OTHER: _("Another reason"),
    }[why]


def why(one: Why) -> str:
    """Why one kind is due for an order or not."""
    day = formats.day_short(one.day)
    said = _because()[one.because].format(day=day)
    if one.reason is not None:
        said = f"{said} ({skipped(one.reason)})"
    return f"{kind(one.kind)}: {said}"


def _because() -> Mapping[Because, str]:
    return {
        Because.DONE: _("done on {day}."),
        Because.SKIPPED: _("skipped on {day}."),
        Because.DUE: _("in the list of today."),
        Because.UNPAID: _("not paid yet."),
        Because.MALL_OFF: _("this mall is switched off in the rules."),
        Because.ORDER_OUT: _("you left this order out."),
        Because.BUYER_OUT: _("you left this customer out."),
        Because.PRODUCT_OUT: _("you left this product out."),
        Because.RULE_OFF: _("its rule is switched off."),
        Because.ENDED: _("cancelled or returned, or asked to be."),
        Because.COMPLAINT: _("a complaint of this customer is open."),
        Because.REVIEWED: _("a review is there already."),
        Because.SENT: _("it was sent already; that notice is enough."),
        Because.ARRIVED: _("it has arrived already."),
        Because.NO_TIP: _("no tip is written for this product."),
        Because.NOT_BEGUN: _("the files do not tell yet that it was sent."),
        Because.NOT_YET: _("it is due on {day}."),
        Because.LAPSED: _("it could be done until {day}."),
        Because.LATELY: _("contacted on {day}; once in 14 days is enough."),
        Because.OTHER_FIRST: _("another message to this customer comes first."),
    }


def row(task: Task, today: date, text: str) -> dict[str, object]:
    """A task as a row of a file."""
    return {
        _("What"): kind(task.kind),
        _("Mall"): mall_name(task.mall),
        _("Order number"): task.order_no,
        _("Customer (masked)"): task.order.name if task.order else "",
        _("Product"): bought(task, 1000),
        _("Since"): since(task, today),
        _("Due on"): task.due.isoformat(),
        _("Days left"): task.left,
        _("Text"): text,
    }
