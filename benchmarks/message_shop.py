"""What ``messages.py`` adds to the shop of ``page_shop.py``: consents, scenarios and sendings.

Sendings went out a week apart, to a quarter, a half, three quarters and all of the most there are,
in turn; a tenth of each list got nothing by lot. Two more are prepared: an advertisement to a
group, and one to everybody that advertises nothing.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import page_shop
from sqlalchemy import text

from core.analysis.customer_states import State
from core.services import (
    customers_groups,
    messages_rules,
    messages_scenarios,
    messages_sends,
    messages_templates,
    settings,
)
from core.services.copy_test_contacts import By, Columns
from core.services.copy_test_recipients import Entry, RecipientList
from core.services.messages_rules import MessageRules
from core.services.messages_sends import HOLD_OUT, LeftOut, Send, Version
from core.services.opening import OpenShop
from core.services.settings import ShopSettings
from core.store.bulk import append
from core.store.moments import day_number
from core.terms.customer_groups import AnyOf, On, rule
from core.terms.messages import MessageChannel, MessageKind, SendStatus

ADVERTISED: Final = "쉬는 고객에게"
TOLD: Final = "모두에게"
_STEPS: Final = 4
_HELD: Final = 0.1
_WITHDRAWN: Final = 200
_TEXT: Final = (
    "{이름?고객} 님, {상품명?고르신 상품}은 잘 쓰고 계신가요? 궁금한 점은 언제든 물어봐 주세요."
)


@dataclass(frozen=True, slots=True)
class Messages:
    """How many messages there are: sendings, the most people of one, and consents."""

    sends: int
    most: int
    consents: int


def furnish(shop: OpenShop, size: Messages) -> None:
    """Write consents, scenarios and sendings, unless they are there."""
    if messages_sends.listed(shop):
        return
    rng = np.random.default_rng(11)
    keys = _keys(shop)
    settings.save(shop, ShopSettings("물레", "", 40, "ko"))
    _consents(shop, rng.permutation(keys)[: size.consents])
    messages_rules.save(shop, MessageRules("15880000", "0801234567"), page_shop.NOW)
    for one in messages_templates.listed():
        messages_templates.adopt(shop, one, one.name, page_shop.NOW)
    scenarios = messages_scenarios.listed(shop)
    for place in range(size.sends):
        people = rng.permutation(keys)[: size.most * (place % _STEPS + 1) // _STEPS]
        _sent(shop, place, scenarios[place % len(scenarios)].id, people, rng)
    least = rule(AnyOf(On.STATE, (int(State.RESTING), int(State.GONE))))
    group = customers_groups.add(shop, "쉬는 고객", least, page_shop.NOW)
    _prepared(shop, TOLD, MessageKind.INFORMATION, None)
    _prepared(shop, ADVERTISED, MessageKind.ADVERTISING, group.id)


def contacts(shop: OpenShop) -> RecipientList:
    """A file with the telephone number of everybody, as it would have been read."""
    entries = tuple(
        Entry(f"phone{place}", place, (f"고객{place}", f"010{place:08d}"), key)
        for place, key in enumerate(_keys(shop).tolist())
    )
    headings = ("구매자명", "연락처")
    return RecipientList(
        headings, By.PHONE, entries, columns=Columns(0, headings, By.PHONE, 1, name=0)
    )


def _keys(shop: OpenShop) -> npt.NDArray[Any]:
    with shop.store.read() as session:
        asked = "SELECT key FROM buyer WHERE shop_id = :shop ORDER BY id"
        return np.array([row[0] for row in session.execute(text(asked), {"shop": shop.id})])


def _consents(shop: OpenShop, keys: npt.NDArray[Any]) -> None:
    given = day_number(page_shop.LAST) - 200
    at = int(page_shop.NOW.timestamp())
    rows = [
        (number, key, "marketing", given, "order", given + 10 if number <= _WITHDRAWN else None, at)
        for number, key in enumerate(keys.tolist(), 1)
    ]
    names = ("id", "buyer_key", "kind", "given_on", "source", "withdrawn_on", "created_at")
    with shop.store.write() as session:
        append(session, "consent", names, rows, {"shop_id": shop.id, "version": 1})


def _sent(
    shop: OpenShop, place: int, scenario: int | None, keys: Sequence[str], rng: np.random.Generator
) -> None:
    at = page_shop.NOW - timedelta(weeks=place + 3)
    held = rng.random(len(keys)) < _HELD
    sent = int(len(keys) - held.sum())
    kept = messages_sends.add(shop, Send(
        title=f"메시지 {place + 1}", channel=MessageChannel.BRAND, kind=MessageKind.ADVERTISING,
        status=SendStatus.SENT, scenario=scenario, versions=(Version("A", text=_TEXT),),
        hold_out=_HELD, seed=secrets.token_hex(16), planned_at=at, sent_at=at, price=25.0,
        sent=sent, failed=sent // 100, offer="천 원 할인" if place % 2 else "",
    ), page_shop.NOW)  # fmt: skip
    letters = np.where(held, HOLD_OUT, "A").tolist()
    rows = [
        (str(key), letter, at, "")
        for at, (key, letter) in enumerate(zip(keys, letters, strict=True))
    ]
    names = ("buyer_key", "letter", "place", "outcome")
    with shop.store.write() as session:
        append(session, "message_person", names, rows,
               {"shop_id": shop.id, "send_id": kept.number})  # fmt: skip


def _prepared(shop: OpenShop, title: str, kind: MessageKind, group: int | None) -> None:
    said = Version("A", text=_TEXT)
    if kind is MessageKind.ADVERTISING:
        said = Version("A", text=f"(광고) {{가게}}\n{_TEXT}\n수신거부: 채널 차단")
    messages_sends.add(shop, Send(
        title=title, channel=MessageChannel.BRAND, kind=kind, group=group, versions=(said,),
        left_out=LeftOut(None, 7), hold_out=_HELD,
    ), page_shop.NOW)  # fmt: skip
