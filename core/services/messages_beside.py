"""Messages beside paid channels, on the same days and by the same definition.

What a channel or a message brought is the won of the orders that are put down to it; what it cost
is what was spent on these days. An order may stand on both sides, as neither knows of the other.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np

from core.analysis import message_effect
from core.analysis.channels import Spend
from core.services import channels, covering, messages_sends
from core.services.messages_results import FAILED, cost_of
from core.services.opening import OpenShop
from core.services.today_view import PeriodChoice
from core.store import care_gift_effects as sums
from core.store import message_results as store
from core.terms import Period, seoul_day
from core.terms.messages import SendStatus
from core.verdicts.channels import Outlay


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
        files = covering.told(session, shop.id)
        contacts = store.contacts(session, shop.id, None)
        purchases = store.purchases(session, shop.id, None, files.malls)
        orders, net = sums.sold(session, shop.id, days.first, days.last)
    got = contacts[(contacts["letter"] != "") & (contacts["outcome"] != FAILED)]
    is_on = [seoul_day(datetime.fromtimestamp(at, UTC)) in days for at in purchases["at"].tolist()]
    told = message_effect.credit(got, purchases[np.asarray(is_on, dtype=np.bool_)])
    sizes = contacts[contacts["letter"] != ""].groupby("send").size().to_dict()
    sent, costs = 0, list[float | None]()
    for one in messages_sends.listed(shop):
        if one.status is SendStatus.SENT and one.sent_at and seoul_day(one.sent_at) in days:
            count = one.sent if one.sent is not None else sizes.get(one.number)
            costs.append(cost_of(one, count, one.failed))
            sent += count or 0
    cost = None if None in costs else float(sum(one or 0 for one in costs))
    bought, won = float(told["credit"].sum()), int(told["won"].sum())
    each = net / orders if orders else 0.0
    spend = Spend(round(cost), bought, won, each) if cost and round(cost) and each > 0 else None
    return Credit(sent, bought, won, cost, spend)


def _days(shop: OpenShop, period: PeriodChoice, today: date) -> Period | None:
    with shop.store.read() as session:
        last = covering.told(session, shop.id).last_complete(today)
    return None if last is None else Period.ending(last, period.days)
