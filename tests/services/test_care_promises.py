"""Which promises are kept: on both databases, beside the same counted from the lines by hand."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from core.services import care_claims, care_files, care_late, care_promises
from core.services.care_promises import Aim, Lacking
from core.services.kept_notes import NoteRefused
from core.stats.proportions import Tally
from core.terms import Claim, Evidence, Mall, OrderState, Period
from tests.services import promise_shops
from tests.services.promise_shops import REASONS, TODAY, ago, generated, line, take

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
KIND = dict(REASONS)
NEVER_SENT = {OrderState.UNPAID, OrderState.CANCELLED, OrderState.CANCELLED_UNPAID}


def view(shop):
    return care_promises.view(shop, TODAY)


def parts(lines):
    """Each part of an order with a last day of its own, by hand: days before today."""
    frame = promise_shops.frame([one for one in lines if one["state"] not in NEVER_SENT])
    rows = []
    for _key, some in frame.groupby(["order_no", "due"]):
        rows.append({
            "paid": some["paid"].min(), "due": some["due"].iloc[0],
            "sent": some["dispatched"].max() if some["dispatched"].notna().all() else np.inf,
            "arrived": some["delivered"].max() if some["delivered"].notna().all() else np.inf,
            "aways": bool((some["delivered"].isna()
                           & some["state"].isin([5, 6, 8, 10])).any()),
        })  # fmt: skip
    return pd.DataFrame(rows)


def old(frame, column="paid"):
    return frame[(frame[column] <= -7) & (frame["paid"] > -7 - 56)]


@pytest.mark.parametrize("seed", range(3))
def test_the_times_and_what_is_late_are_those_counted_by_hand(shop, seed):
    lines = generated(seed)
    take(shop, lines)
    found = view(shop)
    there = parts(lines)
    mature = old(there)
    took = (mature["sent"] - mature["paid"]).to_numpy()
    dispatch = found.promise(Aim.DISPATCH)
    assert dispatch.median == np.median(took)
    assert dispatch.waiting == int((there["paid"] > -7).sum())
    late = found.promise(Aim.LATE)
    over = mature[(mature["due"] < 0) | (mature["sent"] <= 0)]
    assert late.broken == Tally(int((over["sent"] > over["due"]).sum()), len(over))
    assert sum((week.tally for week in late.weeks), Tally(0, 0)) == late.broken
    arrival = found.promise(Aim.ARRIVAL)
    sent = there[(there["paid"] > -7 - 56) & np.isfinite(there["sent"]) & ~there["aways"]]
    ripe = sent[sent["sent"] <= -7]
    days = (ripe["arrived"] - ripe["sent"]).to_numpy()
    assert arrival.median == np.median(days)
    is_over = (ripe["sent"] + 3 < 0) | (ripe["arrived"] <= 0)
    assert arrival.broken == Tally(int((days > 3)[is_over].sum()), int(is_over.sum()))


@pytest.mark.parametrize("seed", range(3))
def test_a_target_of_days_counts_what_takes_longer(shop, seed):
    lines = generated(seed)
    take(shop, lines)
    assert care_promises.set_target(shop, Aim.DISPATCH, 2, NOW) is None
    found = view(shop).promise(Aim.DISPATCH)
    mature = old(parts(lines))
    assert found.broken == Tally(int((mature["sent"] > mature["paid"] + 2).sum()), len(mature))
    assert found.standing is not None
    assert not found.standing.is_kept
    assert found.standing.evidence is Evidence.KNOWN


@pytest.mark.parametrize("seed", range(3))
def test_what_came_back_and_why_is_that_counted_by_hand(shop, seed):
    lines = generated(seed)
    take(shop, lines)
    back = [one for one in lines if one.get("claim") in {Claim.RETURN, Claim.EXCHANGE}]
    take(shop, back, format_id="smartstore_return")
    take(shop, back, format_id="smartstore_exchange")
    claims = view(shop).claims
    first = max(min(one["paid"] for one in back), ago(14 + 55))
    sent = [one for one in lines if one["dispatched"] is not None
            and first <= one["dispatched"] <= ago(14)]  # fmt: skip
    assert (claims.period.first, claims.period.last) == (first, ago(14))
    assert claims.lines == len(sent)

    def counted(*kinds, claim=(Claim.RETURN, Claim.EXCHANGE)):
        return sum(one.get("claim") in claim and KIND[one.get("reason")] in kinds for one in sent)

    assert (claims.defect, claims.wrong) == (counted("defect"), counted("wrong"))
    returned = counted("defect", "wrong", "told", "", claim=(Claim.RETURN,))
    assert claims.returned == returned
    assert claims.unsaid == sum(
        one.get("claim") in {Claim.RETURN, Claim.EXCHANGE} and one.get("reason") is None
        for one in sent
    )
    assert sum(one.lines for one in claims.reasons) + claims.unsaid == (
        claims.returned + claims.exchanged
    )
    assert all(a.lines >= b.lines for a, b in pairwise(claims.reasons))
    assert sum(one.lines for _, one in claims.products) == claims.lines
    assert claims.has_exchanges


def test_no_shop_is_no_promise(shop):
    assert view(shop) == care_promises.View(None)
    assert care_late.read(shop, TODAY) == care_late.Late(None)


def test_without_a_file_of_returns_nobody_knows_what_was_faulty(shop):
    take(shop, [line(n, ago(n % 60)) for n in range(200)])
    fault = view(shop).promise(Aim.FAULT)
    assert fault.lacking is Lacking.CLAIMS
    assert fault.broken is None


def test_too_many_returns_without_a_reason_are_no_share(shop):
    back = [line(n, ago(30 + n), state=OrderState.RETURNED, claim=Claim.RETURN,
                 reason="상품 파손" if n < 2 else None) for n in range(10)]  # fmt: skip
    take(shop, [*back, *(line(n, ago(n % 60)) for n in range(100, 300))])
    take(shop, back, format_id="smartstore_return")
    assert view(shop).promise(Aim.FAULT).lacking is Lacking.REASONS


def test_orders_whose_dispatch_no_file_tells_are_left_out_and_not_late(shop):
    take(shop, [line(n, ago(n % 60), dispatched=None, delivered=None) for n in range(100)])
    found = view(shop)
    assert found.untold == 100
    assert found.promise(Aim.DISPATCH).lacking is Lacking.SENT
    assert found.promise(Aim.LATE).lacking is Lacking.SENT
    assert found.promise(Aim.ARRIVAL).lacking is Lacking.ARRIVED


def test_without_last_days_nothing_is_late(shop):
    take(shop, [line(n, ago(n % 60), due=None) for n in range(100)])
    found = view(shop)
    assert found.promise(Aim.LATE).lacking is Lacking.DUE
    assert found.promise(Aim.DISPATCH).median == 1


def test_young_orders_wait(shop):
    take(shop, [line(n, ago(2), dispatched=None, delivered=None, state=OrderState.PAID)
                for n in range(5)])  # fmt: skip
    found = view(shop)
    assert found.promise(Aim.DISPATCH).lacking is Lacking.NONE_OLD
    assert found.promise(Aim.DISPATCH).waiting == 5


def test_what_lay_unsent_in_an_older_file_is_not_taken_for_unsent_today(shop):
    """A newer file that says nothing of an order does not make it late."""
    unsent = line(1, ago(13), dispatched=None, delivered=None, state=OrderState.PAID,
                  due=ago(8))  # fmt: skip
    take(shop, [unsent], made=ago(9))
    take(shop, [line(n, ago(10 + n % 30)) for n in range(100, 160)])
    found = view(shop)
    assert found.unseen == 1
    assert found.promise(Aim.LATE).broken == Tally(0, 60)


def test_days_count_from_the_file_and_not_from_the_day_it_is_looked_at(shop):
    """What happened after the file was made nobody knows: nothing becomes late by waiting."""
    lines = [line(n, ago(40 + n % 20)) for n in range(100)]
    lines.append(line(900, ago(31), dispatched=None, delivered=None, state=OrderState.PAID))
    take(shop, lines, made=ago(30))
    assert view(shop).promise(Aim.LATE).broken == Tally(0, 100)
    assert view(shop).asof == ago(30)


def test_each_mall_is_judged_up_to_its_own_file(shop):
    take(shop, [line(n, ago(10 + n % 20)) for n in range(50)])
    unsent = [line(n, ago(31), dispatched=None, delivered=None, state=OrderState.PAID)
              for n in range(200, 210)]  # fmt: skip
    take(shop, [*(line(n, ago(45 + n % 20)) for n in range(100, 150)), *unsent],
         made=ago(30), mall=Mall.COUPANG)  # fmt: skip
    late = view(shop).promise(Aim.LATE)
    assert late.broken == Tally(0, 100)
    assert late.waiting == 10


def test_orders_to_send_come_first_and_what_was_cancelled_does_not(shop):
    waiting = {"dispatched": None, "delivered": None, "state": OrderState.PAID}
    take(shop, [
        line(1, ago(4), **waiting),  # one day late
        line(2, ago(9), **waiting),  # six
        line(3, ago(3), **waiting),  # today
        line(4, ago(1), **waiting),
        line(5, ago(9), **{**waiting, "state": OrderState.CANCELLED}),
        line(6, ago(9), **{**waiting, "state": OrderState.CLAIM_OPEN}),
        line(7, ago(20), dispatched=ago(10)),  # seven days late, sent within 28 days
        line(8, ago(80), dispatched=ago(40)),
    ])  # fmt: skip
    found = care_late.read(shop, TODAY)
    assert [(one.order, one.days) for one in found.waiting] == [
        ("O0000002", 6), ("O0000001", 1), ("O0000003", 0)
    ]  # fmt: skip
    assert found.waiting_count == 3
    assert [(one.order, one.days) for one in found.late] == [("O0000007", 7)]


def test_an_older_file_tells_no_late_days_and_late_orders_count_back_from_it(shop):
    waiting = {"dispatched": None, "delivered": None, "state": OrderState.PAID}
    lines = [line(1, ago(14), **waiting), line(2, ago(60), dispatched=ago(36))]
    take(shop, lines, made=ago(9))
    found = care_late.read(shop, TODAY)
    assert [(one.order, one.days) for one in found.waiting] == [("O0000001", None)]
    assert not found.is_fresh
    assert found.sent == Period(ago(36), ago(9))
    assert [one.order for one in found.late] == ["O0000002"]


def test_more_orders_than_are_listed_are_counted(shop, monkeypatch):
    monkeypatch.setattr(care_late, "MOST", 3)
    take(shop, [line(n, ago(5), dispatched=None, delivered=None, state=OrderState.PAID)
                for n in range(8)])  # fmt: skip
    found = care_late.read(shop, TODAY)
    assert (len(found.waiting), found.waiting_count) == (3, 8)


@pytest.mark.parametrize("seed", range(2))
def test_products_have_the_late_orders_counted_by_hand(shop, seed):
    lines = generated(seed)
    take(shop, lines)
    found = {one.name: one.late for one in care_late.read(shop, TODAY).products}
    frame = promise_shops.frame([one for one in lines if one["state"] not in NEVER_SENT])
    for product, some in frame.groupby("product_no"):
        told = [
            (group["dispatched"].max() if group["dispatched"].notna().all() else np.inf, due)
            for (_, due), group in some.groupby(["order_no", "due"])
            if -34 <= group["paid"].min() <= -7
        ]
        told = [(sent, due) for sent, due in told if np.isfinite(sent) or due < 0]
        assert found[product] == Tally(sum(sent > due for sent, due in told), len(told))


def test_a_target_is_kept_changed_and_forgotten(shop):
    assert care_promises.set_target(shop, Aim.LATE, 0.05, NOW) is None
    assert care_promises.set_target(shop, Aim.LATE, 0.02, NOW) == 0.05
    assert care_promises.set_target(shop, Aim.LATE, None, NOW) == 0.02
    assert care_promises.set_target(shop, Aim.LATE, None, NOW) is None


@pytest.mark.parametrize(
    ("aim", "value"),
    [(Aim.LATE, -0.1), (Aim.LATE, 1.0), (Aim.DISPATCH, 1.5), (Aim.DISPATCH, 61), (Aim.FAULT, 2)],
)
def test_an_impossible_target_is_refused(local, aim, value):
    care_promises.set_target(local, aim, 0, NOW)
    with pytest.raises(NoteRefused):
        care_promises.set_target(local, aim, value, NOW)
    assert care_promises.set_target(local, aim, None, NOW) == 0


def test_taking_a_file_back_takes_its_orders_out(shop):
    from core.store import uploads

    take(shop, [line(n, ago(10 + n % 30)) for n in range(100)])
    late = take(shop, [line(n, ago(10 + n % 30), dispatched=ago(1)) for n in range(200, 240)])
    assert view(shop).promise(Aim.LATE).broken == Tally(40, 140)
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [late], NOW)
    assert view(shop).promise(Aim.LATE).broken == Tally(0, 100)


def test_returns_of_an_old_file_are_too_old_to_tell(shop):
    back = [line(n, ago(160 + n), state=OrderState.RETURNED, claim=Claim.RETURN,
                 reason="상품 파손") for n in range(10)]  # fmt: skip
    take(shop, [*back, *(line(n, ago(n % 170)) for n in range(100, 300))])
    take(shop, back, format_id="smartstore_return", made=ago(150))
    assert view(shop).promise(Aim.FAULT).lacking is Lacking.CLAIMS


def test_a_window_of_claims_ends_fourteen_days_before_the_file_of_returns():
    files = care_files.Files(
        TODAY, {Mall.SMARTSTORE: TODAY}, care_files.Period(ago(300), ago(10)), ago(10)
    )
    window = care_claims.window(files)
    assert window is not None
    assert window.last == ago(24)
    assert window.first == window.last - timedelta(days=55)
    assert isinstance(window.first, date)


def test_a_big_shop_is_looked_at_for_fewer_weeks(shop, monkeypatch):
    take(shop, [line(n, ago(n % 63)) for n in range(630)])
    assert len(view(shop).promise(Aim.LATE).weeks) == 8
    monkeypatch.setattr(care_promises, "MANY", 500)
    assert len(view(shop).promise(Aim.LATE).weeks) == 4
