"""Follow one customer through the messages of the shop, from the first purchase on.

Real customers are followed as if the messages had been sent while they bought. Without order files
a made-up one is, who comes once or again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np

from core.analysis import message_follow as analysis
from core.analysis.message_follow import Balance, Crowd, Plan, Sent, Streak
from core.services import customers_list, messages_people, messages_scenarios, messages_texts
from core.services.customer_book import CustomerBook
from core.services.messages_people import Somebody
from core.services.messages_rules import MessageRules
from core.services.messages_scenarios import Scenario, Step
from core.services.messages_texts import Filled
from core.services.messages_wordings import Wording, versions
from core.services.opening import OpenShop
from core.store import customers
from core.store import customers_one as store
from core.store.customers_story import Whose
from core.store.moments import day_number, day_of
from core.terms.messages import MessageKind

AFTER: Final = 120
"""So many days after the last purchase are looked at."""

AGAIN: Final = 30
"""So many days after the first purchase the made-up customer comes again."""

_MOST_DAYS: Final = 60
"""Of somebody who bought on more days the last ones are looked at."""


class Who(StrEnum):
    """Whom to follow."""

    ONCE = "once"
    """Somebody who came once."""
    AGAIN = "again"
    """Somebody who came twice."""
    OFTEN = "often"
    """Somebody who came three times or more."""


_VISITS: Final = {Who.ONCE: (1, 1), Who.AGAIN: (2, 2), Who.OFTEN: (3, 1_000_000)}


@dataclass(frozen=True, slots=True)
class Example:
    """One customer to follow.

    Attributes:
        who: what kind.
        somebody: who it is.
        days: the days of the purchases, in order.
        is_real: whether it is somebody who did buy on them.
    """

    who: Who
    somebody: Somebody
    days: tuple[date, ...]
    is_real: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """One message as the customer gets it."""

    day: date
    scenario: Scenario
    kind: MessageKind
    text: Filled


@dataclass(frozen=True, slots=True)
class Followed:
    """What one customer gets.

    Attributes:
        messages: in the order in which they come.
        purchases: the days on which the customer bought.
        same_days: the days on which more than one comes.
        crowds: seven days with more than the shop allows itself.
        streaks: too many advertisements in a row.
        balance: help held against selling; None without a message.
        silent: scenarios that are on and have nothing to say.
    """

    messages: tuple[Dated, ...]
    purchases: tuple[date, ...]
    same_days: tuple[date, ...]
    crowds: tuple[tuple[date, Crowd], ...]
    streaks: tuple[tuple[date, Streak], ...]
    balance: tuple[date, Balance] | None
    silent: tuple[Scenario, ...] = ()

    @property
    def is_fine(self) -> bool:
        """Whether nothing is too much."""
        return not (self.same_days or self.crowds or self.streaks)


def example(shop: OpenShop, book: CustomerBook | None, who: Who, today: date) -> Example:
    """The customer of a kind who bought last; a made-up one where there is none.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    buyer = None if book is None else _newest(shop, book, who)
    if book is None or buyer is None:
        return _made_up(who, today)
    rows = book.visits[book.visits["buyer"] == buyer]["day"].to_numpy()[-_MOST_DAYS:]
    with shop.store.read() as session:
        named = customers.named(session, shop.id, [buyer])
        key, name = named.get(buyer, customers.Named("", None))
        bought = store.products(session, shop.id, Whose((buyer,), (key,)))
    last = max(bought, key=lambda it: it.last, default=None)
    days = tuple(day_of(int(day)) for day in rows)
    return Example(
        who, Somebody(key, name or "", last.name if last else "", days[-1], len(days)), days,
        is_real=True,
    )  # fmt: skip


def follow(
    way: Sequence[Step],
    one: Example,
    rules: MessageRules,
    *,
    persona: int | None = None,
    sign: str = "",
) -> Followed:
    """Everything a customer gets, in the order in which it comes.

    Args:
        way: the scenarios of the shop with their texts.
        one: whom to follow.
        rules: how many messages in seven days are not too many, and how they are refused.
        persona: which scenarios count: those of a persona and those for everybody; None for all.
        sign: how the shop signs.
    """
    known = {
        it.id or 0: (it, texts[0])
        for step in way
        for it, texts in step.scenarios
        if it.is_on and texts and messages_scenarios.fitting([it], persona)
    }
    plans = [_plan(it, text) for it, text in known.values()]
    bought = [day_number(day) for day in one.days]
    found = analysis.followed(plans, bought, bought[-1] + AFTER)
    weighed = analysis.balance(found)
    return Followed(
        tuple(_dated(it, known, one, sign, rules.opt_out) for it in found),
        one.days,
        tuple(day_of(day) for day in analysis.same_days(found)),
        tuple((day_of(it.first), it) for it in analysis.crowds(found, rules.per_week)),
        tuple((day_of(it.first), it) for it in analysis.streaks(found, bought)),
        None if weighed is None else (day_of(weighed.first), weighed),
        tuple(it for step in way for it, texts in step.scenarios if it.is_on and not texts),
    )


def _newest(shop: OpenShop, book: CustomerBook, who: Who) -> int | None:
    """Who of those that bought so often bought last, and is somebody still."""
    least, most = _VISITS[who]
    some = book.customers[book.customers["visits"].between(least, most)]
    order = np.argsort(-some["last"].to_numpy(), kind="stable")[:20]
    there = customers_list.present(shop, some.index.to_numpy()[order])
    return int(there[0]) if len(there) else None


def _made_up(who: Who, today: date) -> Example:
    times = _VISITS[who][0]
    first = today - timedelta(days=AGAIN * (times - 1))
    days = tuple(first + timedelta(days=AGAIN * at) for at in range(times))
    some = messages_texts.samples()
    return Example(who, Somebody("", "", some["product"], days[-1], times), days, is_real=False)


def _plan(one: Scenario, text: Wording) -> Plan:
    sells = text.kind is MessageKind.ADVERTISING or messages_texts.sells(
        f"{text.title}\n{text.block}\n{text.text}"
    )
    return Plan(one.id or 0, one.stage, one.wait_days, one.hour, sells)


def _dated(
    one: Sent, known: dict[int, tuple[Scenario, Wording]], who: Example, sign: str, number: str
) -> Dated:
    scenario, wording = known[one.plan.number]
    day, bought = day_of(one.day), day_of(one.purchase)
    times = sum(it <= bought for it in who.days)
    then = Somebody(who.somebody.key, who.somebody.name, who.somebody.product, bought, times)
    values = messages_people.values(then, day, sign, {"number": number})
    kind = MessageKind.ADVERTISING if one.plan.is_ad else MessageKind.INFORMATION
    return Dated(day, scenario, kind, messages_texts.filled(versions([wording])[0], values))
