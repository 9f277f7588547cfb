"""Send the messages of the made-up shop, as its seller would have for some months."""

from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.sample import messages_sent as planted
from core.sample.messages_sent import Sent
from core.services import (
    customer_book,
    messages_scenarios,
    messages_sends,
    messages_templates,
    messages_wordings,
    target_personas,
)
from core.services.messages_scenarios import Scenario
from core.services.messages_sends import Send, Version
from core.services.opening import OpenShop
from core.store import customers, messages
from core.store.messages import Addressee
from core.store.moments import day_number
from core.terms import SEOUL, seoul_day
from core.terms.messages import MessageChannel, MessageKind, SendStatus

_THOUSAND = 1000


def put(shop: OpenShop, now: datetime) -> None:
    """Write what was sent, to whom, and what the sending service counted.

    The orders have to be there. Everything lies in the past of ``now``.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    book = customer_book.read(shop)
    if book is None:
        return
    persona = target_personas.main(shop)
    for place, one in enumerate(planted.SENT):
        day = seoul_day(now) - timedelta(days=one.days_ago)
        scenario = _scenario(shop, one.code, now) if one.code else None
        pool, came = _pool(book.visits, one, day_number(day))
        letters = _letters(one, came, np.random.default_rng((planted.SEED, place)))
        sent = sum(letter != "" for letter in letters)
        kept = messages_sends.add(
            shop, _send(shop, one, day, sent, scenario, persona.id if persona else None), now
        )
        _people(shop, kept.number, pool.tolist(), letters)
    _typed(shop, now)


def _scenario(shop: OpenShop, code: str, now: datetime) -> Scenario:
    """The scenario that was begun with a template, or a new one."""
    template = next(one for one in messages_templates.listed() if one.code == code)
    there = messages_scenarios.listed(shop)
    named = [one for one in there if one.name == template.name]
    found = named or [one for one in there if one.stage is template.stage]
    return found[0] if found else messages_templates.adopt(
        shop, template, template.name, now
    )  # fmt: skip


def _pool(
    visits: pd.DataFrame, one: Sent, day: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Whom it went to, and who of them bought within its days."""
    last = visits[visits["day"] < day].groupby("buyer")["day"].max()
    since = day - last
    pool = last.index[(since >= one.since[0]) & (since < one.since[1])].to_numpy(np.int64)
    pool = pool[: one.most]
    # The first day counts from the message on only, so that who bought on it is left aside.
    soon = visits[(visits["day"] > day) & (visits["day"] < day + one.window)]["buyer"]
    return pool, np.isin(pool, soon)


def _letters(one: Sent, came: npt.NDArray[np.bool_], rng: np.random.Generator) -> list[str]:
    """Who gets which text; of those who bought a planted share is among those who get none."""
    left = round(one.left * len(came))
    bought = min(left, round(one.bought_left * int(came.sum())))
    order = rng.permutation(len(came))
    chosen = [*order[came[order]][:bought], *order[~came[order]][: left - bought]]
    letters = ["A"] * len(came)
    if one.second:
        for place in order[::2]:
            letters[place] = "B"
    for place in chosen:
        letters[place] = messages_sends.HOLD_OUT
    return letters


def _send(  # noqa: PLR0913, PLR0917  (what was sent, when, to how many, for whom)
    shop: OpenShop, one: Sent, day: date, sent: int, scenario: Scenario | None, persona: int | None
) -> Send:
    at = datetime(day.year, day.month, day.day, one.hour, tzinfo=SEOUL)
    failed = sent * planted.FAILED // _THOUSAND
    texts = [it for it in messages_wordings.listed(shop) if scenario and it.scenario == scenario.id]
    versions = messages_wordings.versions(texts)[:1] or (Version("A", text=one.title),)
    if one.second:
        versions = (*versions, Version("B", None, text=one.second))
    return Send(
        title=one.title, channel=MessageChannel(one.channel), kind=MessageKind.ADVERTISING,
        status=SendStatus.SENT, scenario=scenario.id if scenario else None,
        persona=persona if one.persona else None, group_day=day, versions=versions,
        hold_out=one.left, seed=f"{one.days_ago:032x}", planned_at=at, sent_at=at,
        window_days=one.window, price=one.price, sent=sent, failed=failed, offer=one.offer,
        reacted=(sent - failed) * one.reacted // _THOUSAND if one.reacted else None,
        left=sent * planted.LEFT // _THOUSAND,
    )  # fmt: skip


def _people(shop: OpenShop, number: int, pool: list[int], letters: list[str]) -> None:
    with shop.store.write() as session:
        named = customers.named(session, shop.id, pool)
        some = [
            Addressee(named[buyer].key, letter, place)
            for place, (buyer, letter) in enumerate(zip(pool, letters, strict=True))
        ]
        messages.add(session, shop.id, number, some)


def _typed(shop: OpenShop, now: datetime) -> None:
    """One whose numbers she typed from another program."""
    sent, reacted, bought, revenue = planted.TYPED
    day = seoul_day(now) - timedelta(days=33)
    at = datetime(day.year, day.month, day.day, 16, tzinfo=SEOUL)
    messages_sends.add(shop, Send(
        title=planted.FULL_NAME, channel=MessageChannel.SMS, kind=MessageKind.ADVERTISING,
        status=SendStatus.SENT, planned_at=at, sent_at=at, window_days=7, price=12.0,
        sent=sent,        reacted=reacted, bought=bought, revenue=revenue,
        versions=(Version("A", text=planted.FULL_NAME),),
    ), now)  # fmt: skip
