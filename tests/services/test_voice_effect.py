"""What care goes along with, counted order by order beside what the program says."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import text

from core.services import voice_effect, voice_feedback
from core.services.voice_effect import Answered
from core.services.voice_feedback import Remark
from core.stats.proportions import Tally
from core.store.care_tables import CareTouchRow
from core.store.voice_tables import ComplaintRow
from core.terms import Evidence, OrderState
from core.terms.voice import AskedScale, VoiceSource
from tests import shops
from tests.shops import Line

LAST = date(2026, 11, 30)
NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
EPOCH = date(1970, 1, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def complain(  # noqa: PLR0913  (a complaint has that many sides)
    shop, number, buyer, day, *, after=None, solved=None, gone=False
):
    """A complaint of a buyer at noon; answered and solved so many hours after it."""
    at = noon(day)
    with shop.store.write() as session:
        session.add(
            ComplaintRow(
                shop_id=shop.id, id=number, buyer_key=f"{buyer:0>32}", status=1, opened_at=at,
                due_at=at, created_at=at, deleted_at=at if gone else None,
                first_reply_at=None if after is None else at + timedelta(hours=after),
                resolved_at=None if solved is None else at + timedelta(hours=solved),
            )
        )  # fmt: skip


def test_complainers_are_told_by_how_soon_they_were_answered(shop):
    day = date(2026, 6, 1)
    again = [Line(day + timedelta(days=40), name) for name in ("a", "c")]
    # One day after the complaint does not count, nor does one after 98 days.
    again += [Line(day + timedelta(days=1), "b"), Line(day + timedelta(days=98), "d")]
    first = [Line(day - timedelta(days=5), name) for name in "abcdef"]
    shops.take(shop, [*first, *again, Line(LAST, "z")])
    complain(shop, 1, "a", day, after=24, solved=100)
    complain(shop, 2, "b", day, after=25, solved=200)
    complain(shop, 3, "c", day)
    complain(shop, 4, "d", day, after=1)
    complain(shop, 5, "d", day + timedelta(days=1))  # the first one of each buyer counts
    complain(shop, 6, "e", LAST - timedelta(days=20), after=1)
    complain(shop, 7, "f", day, after=1, gone=True)
    found = voice_effect.effects(shop, LAST)
    assert {one: (side.tally, side.waiting) for one, side in found.answers.items()} == {
        Answered.SOON: (Tally(1, 2), 1),
        Answered.LATER: (Tally(0, 1), 0),
        Answered.NEVER: (Tally(1, 1), 0),
    }
    assert (found.soon.done.tally, found.soon.without.tally) == (Tally(1, 2), Tally(1, 2))
    # b bought again before the week was over and stands on no side.
    assert (found.solved.done.tally, found.solved.without.tally) == (Tally(1, 1), Tally(1, 2))
    assert found.soon.evidence is Evidence.EARLY
    assert (found.cared, found.satisfaction) == (None, None)


def touch(shop, order, day, *, kind="how_is_it", done=True):
    with shop.store.write() as session:
        session.add(
            CareTouchRow(shop_id=shop.id, kind=kind, mall=1, order_no=order, day=day,
                         is_done=int(done), at=noon(day))
        )  # fmt: skip


def arrive(shop):
    """Every order arrived two days after it was paid."""
    with shop.store.write() as session:
        session.execute(text("UPDATE order_line SET delivered_at = paid_at + 172800"))


def test_orders_that_were_looked_after_stand_beside_the_others(shop):
    rng = np.random.default_rng(11)
    lines, touched, number = [], {}, 0
    for day in shops.days_ending(LAST, 300):
        for _ in range(int(rng.poisson(2))):
            buyer = f"b{int(rng.integers(180))}"
            state = OrderState.RETURNED if rng.random() < 0.1 else OrderState.CONFIRMED
            order = f"O{number}"
            lines.append(Line(day, buyer, order=order, state=state))
            if rng.random() < 0.4 and day > date(2026, 3, 1):
                touched[order] = day + timedelta(days=int(rng.integers(3, 30)))
            number += 1
    shops.take(shop, lines)
    arrive(shop)
    for order, day in touched.items():
        touch(shop, order, day)
    touch(shop, "O3", date(2026, 2, 20), kind="confirm")
    touch(shop, "O5", date(2026, 2, 20), done=False)
    complain(shop, 1, "b7", date(2026, 3, 10))
    found = voice_effect.effects(shop, LAST).cared
    assert (found.done.tally, found.without.tally, found.done.waiting, found.without.waiting) == (
        plainly(lines, touched)
    )


def plainly(lines, touched):
    """The same, order by order."""
    first_touch = min(touched.values())
    oldest = max(first_touch - timedelta(days=21), LAST - timedelta(days=455))
    counts = {(side, what): 0 for side in (True, False) for what in ("came", "old", "waiting")}
    for buyer in {line.buyer for line in lines}:
        mine = [line for line in lines if line.buyer == buyer]
        sold = [one for one in mine if one.state.counts and one.day >= oldest]
        if not sold:
            continue
        order = min(sold, key=lambda one: (one.day, one.order))
        start = order.day + timedelta(days=2 + 14)
        later = [one.day for one in mine if one.day >= oldest]
        complained = buyer == "b7" and date(2026, 3, 10) <= start
        if complained or any(order.day < day <= start for day in later):
            continue
        side = order.order in touched and order.day <= touched[order.order] <= start
        if start + timedelta(days=90) > LAST:
            counts[side, "waiting"] += 1
            continue
        counts[side, "old"] += 1
        counts[side, "came"] += any(0 < (day - start).days <= 90 for day in later)
    return (
        Tally(counts[True, "came"], counts[True, "old"]),
        Tally(counts[False, "came"], counts[False, "old"]),
        counts[True, "waiting"], counts[False, "waiting"],
    )  # fmt: skip


def test_satisfaction_before_and_after_the_first_contact(local):
    shops.take(local, [Line(LAST, "a", order="O1")])
    first = date(2026, 10, 20)
    touch(local, "O1", first)
    for back, score in ((1, 2), (3, 5), (20, 2), (41, 5), (43, 1)):
        for side in (-back, back - 1):
            for _ in range(4):
                answer = 5 if side >= 0 else score
                voice_feedback.add(
                    local,
                    Remark("", first + timedelta(days=side), VoiceSource.TALK, AskedScale.CSAT,
                           answer),
                    NOW,
                )  # fmt: skip
    found = voice_effect.effects(local, LAST).satisfaction
    # Six whole weeks have passed, so six weeks before are looked at.
    assert (found.day, found.weeks) == (first, 6)
    assert (found.before.answers, found.after.answers) == (16, 16)
    assert found.before.value == pytest.approx(0.5)
    assert found.after.value == 1
    assert found.gap.by == pytest.approx(0.5)


def test_without_orders_nobody_can_tell(local):
    assert voice_effect.effects(local, LAST) is None
