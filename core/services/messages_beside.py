"""Messages beside paid channels, on the same days and by the same definition.

What a channel or a message brought is the won of the orders that are put down to it; what it cost
is what was spent on these days. An order may stand on both sides, as neither knows of the other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from core.analysis.channels import Spend
from core.services import channels, covering, messages_book, messages_results, messages_sends
from core.services.messages_book import OnList
from core.services.messages_results import cost_of
from core.services.messages_sends import HOLD_OUT
from core.services.opening import OpenShop
from core.services.today_view import PeriodChoice
from core.store import care_gift_effects as sums
from core.store.incoming import SEOUL_SECONDS
from core.store.moments import day_number
from core.terms import Period, seoul_day
from core.terms.messages import SendStatus
from core.verdicts.channels import Outlay

_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Credit:
    """What messages brought and cost on some days.

    Attributes:
        sent: how many were sent on these days.
        bought: purchases of these days that are put down to a message.
        won: what those brought.
        cost: what messages of these days cost; None where one has no price.
        spend: the same as channels have it; None without a cost or without orders.
    """

    sent: int
    bought: float
    won: int
    cost: float | None
    spend: Spend | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Messages and paid channels on the same days.

    Attributes:
        days: the days.
        messages: what messages brought and cost on them.
        paid: what paid channels did, those that cost most first.
    """

    days: Period
    messages: Credit
    paid: tuple[Outlay, ...]


def beside(shop: OpenShop, today: date, period: PeriodChoice) -> Beside | None:
    """Messages beside paid channels; None where nothing tells of any purchase.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    view = channels.look(shop, today=today, period=period)
    days = view.period or _days(shop, period, today)
    if days is None:
        return None
    paid = tuple(one.outlay for one in view.judged)
    return Beside(days, credit(shop, days), paid)


def credit(shop: OpenShop, days: Period) -> Credit:
    """What is put down to messages of the purchases of some days, and what those days cost.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        malls = covering.told(session, shop.id).malls
        orders, net = sums.sold(session, shop.id, days.first, days.last)
    sends = [one for one in messages_sends.listed(shop)
             if one.status is SendStatus.SENT and one.sent_at is not None]  # fmt: skip
    book = messages_book.read(shop, sends, malls)
    followed = book.followed(sends, None)
    day = (followed["at_bought"] + SEOUL_SECONDS) // _DAY
    is_on = day.between(day_number(days.first), day_number(days.last))
    told = messages_results.credit(followed[is_on])
    sent, costs = 0, list[float | None]()
    for one in sends:
        if one.sent_at and seoul_day(one.sent_at) in days:
            count = one.sent if one.sent is not None else _size(book.people.get(one.number))
            costs.append(cost_of(one, count, one.failed))
            sent += count or 0
    cost = None if None in costs else float(sum(one or 0 for one in costs))
    bought, won = float(told["credit"].sum()), int(told["won"].sum())
    each = net / orders if orders else 0.0
    spend = Spend(round(cost), bought, won, each) if cost and round(cost) and each > 0 else None
    return Credit(sent, bought, won, cost, spend)


def _size(people: OnList | None) -> int | None:
    """How many of a list were to get it; None of none."""
    told = people.sizes() if people else {}
    return sum(count for (letter, _), count in told.items() if letter != HOLD_OUT) or None


def _days(shop: OpenShop, period: PeriodChoice, today: date) -> Period | None:
    with shop.store.read() as session:
        last = covering.told(session, shop.id).last_complete(today)
    return None if last is None else Period.ending(last, period.days)
