"""Lists and orders as columns tell what the plain question to the database tells."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import text

from core.analysis import message_effect
from core.services import (
    covering,
    customers_identity,
    messages_book,
    messages_results,
    messages_sends,
)
from core.store import message_results, messages
from core.store.incoming import SEOUL_SECONDS
from core.store.messages import Addressee
from core.store.sales import COUNTS
from core.terms.messages import MessageKind, SendStatus
from tests.message_shops import SENT_ON, at, key, sent
from tests.shops import LAST, Line, take

NOW = at(LAST)
PEOPLE = 30

ON_LISTS = (
    "SELECT p.send_id, min(p.letter) AS letter, coalesce(b.same_as, b.id) AS buyer, "
    "s.sent_at AS begins, s.sent_at + coalesce(:window, s.window_days) * 86400 AS ends, "
    "max(p.outcome) AS outcome FROM message_send s "
    "JOIN message_person p ON p.shop_id = s.shop_id AND p.send_id = s.id "
    "JOIN buyer b ON b.shop_id = p.shop_id AND b.key = p.buyer_key "
    "WHERE s.shop_id = :shop AND s.status = 'sent' AND p.outcome <> 'shared' "
    "GROUP BY p.send_id, coalesce(b.same_as, b.id), s.sent_at, s.window_days "
    "HAVING count(DISTINCT p.letter) = 1"
)
ORDERS = (
    "SELECT l.mall, coalesce(l.order_no, l.line_no), p.buyer, "
    f"min(coalesce(l.paid_at, l.ordered_at, l.day * 86400 - {SEOUL_SECONDS})), "
    "CAST(coalesce(sum(l.amount), 0) AS BIGINT) FROM "
    f"(SELECT DISTINCT buyer FROM ({ON_LISTS}) each_one) p "
    "JOIN order_line l ON l.shop_id = :shop AND l.buyer_id = p.buyer "
    f"WHERE l.{COUNTS} GROUP BY l.mall, coalesce(l.order_no, l.line_no), p.buyer"
)


def plain(shop, window):
    """Everybody on a list, and what everybody bought, a row each."""
    with shop.store.read() as session:
        asked = {"shop": shop.id, "window": window}
        people = [tuple(row) for row in session.execute(text(ON_LISTS), asked)]
        rows = [tuple(row) for row in session.execute(text(ORDERS), asked)]
    names = ["send", "letter", "buyer", "at", "until", "outcome"]
    orders = [(f"{mall}:{order}", *rest) for mall, order, *rest in rows]
    return (
        pd.DataFrame(people, columns=names),
        pd.DataFrame(orders, columns=["order", "buyer", "at", "net"]).astype(
            dict.fromkeys(("buyer", "at", "net"), np.int64)
        ),
    )


@pytest.fixture(params=[1, 2, 3])
def many(request, shop):
    """Thirty people of whom some are one, who bought at odd times and were sent this and that."""
    rng = np.random.default_rng(request.param)
    take(shop, [
        Line(SENT_ON + timedelta(days=int(rng.integers(-20, 29))), f"p{rng.integers(PEOPLE)}",
             int(rng.integers(0, 9)) * 1_000)
        for _line in range(150)
    ] + [Line(LAST, f"p{one}") for one in range(PEOPLE)])  # fmt: skip
    for one, other in rng.choice(PEOPLE, (4, 2), replace=False).tolist():
        customers_identity.merge(shop, key(f"p{one}"), key(f"p{other}"), NOW)
    for place in range(5):
        people = rng.choice(PEOPLE + 3, 20, replace=False)
        one = sent(
            shop, {f"p{name}": str(rng.choice(["", "A", "B"])) for name in people},
            sent_at=at(SENT_ON + timedelta(days=int(rng.integers(9))), int(rng.integers(8, 20))),
            window_days=int(rng.integers(3, 15)),
            kind=MessageKind.INFORMATION if place == 3 else MessageKind.ADVERTISING,
        )  # fmt: skip
        outcomes = rng.choice(["", "failed", "reacted", "left"], len(people)).tolist()
        with shop.store.write() as session:
            told = zip(people, outcomes, strict=True)
            message_results.tell(
                session, shop.id, one.number, {key(f"p{name}"): said for name, said in told}
            )
    return shop


def book_of(shop):
    sends = [one for one in messages_sends.listed(shop) if one.status is SendStatus.SENT]
    with shop.store.read() as session:
        malls = covering.told(session, shop.id).malls
    return messages_book.read(shop, sends, malls), sends


@pytest.mark.parametrize("window", [None, 1, 7, 30])
def test_it_tells_what_plain_questions_tell(many, window):
    people, orders = plain(many, window)
    book, sends = book_of(many)
    followed = book.followed(sends, window)

    sizes = people.groupby(["send", "letter", "outcome"]).size().to_dict()
    assert sizes == {
        (send, *told): count
        for send, one in book.people.items()
        for told, count in one.sizes().items()
    }
    pairs = people.merge(orders, on="buyer", suffixes=("", "_bought"))
    within = (pairs["at_bought"] >= pairs["at"]) & (pairs["at_bought"] < pairs["until"])
    assert within.any()
    columns = ["send", "letter", "outcome", "buyer", "at_bought", "net"]
    wanted = sorted(pairs.loc[within, columns].itertuples(index=False, name=None))
    assert sorted(followed[columns].itertuples(index=False, name=None)) == wanted

    got = people[(people["letter"] != "") & (people["outcome"] != "failed")]
    by = ["send", "letter"]
    found = [
        one.groupby(by).agg(
            credit=("credit", "sum"), won=("won", "sum"), buyers=("buyer", "nunique")
        )
        for one in (message_effect.credit(got, orders), messages_results.credit(followed))
    ]
    pd.testing.assert_frame_equal(found[0], found[1], check_index_type=False)


def test_what_somebody_did_counts_whoever_else_did_nothing(many):
    """Differences are those of all people, not of those who ordered."""
    people, orders = plain(many, None)
    pairs = people.merge(orders, on="buyer", suffixes=("", "_bought"))
    within = (pairs["at_bought"] >= pairs["at"]) & (pairs["at_bought"] < pairs["until"])
    won = pairs[within].groupby(["send", "buyer"])["net"].sum().rename("won").reset_index()
    spent = people.merge(won, how="left").fillna({"won": 0})
    for one in messages_results.results(many, LAST + timedelta(days=1)):
        mine = spent[spent["send"] == one.send.number]
        sides = [mine.loc[(mine["letter"] == "") == left, "won"].to_numpy(np.float64)
                 for left in (False, True)]  # fmt: skip
        wanted = message_effect.lift(*sides)
        assert (one.lift is None) == (wanted is None)
        if one.lift is not None and wanted is not None:
            assert (one.lift.written, one.lift.left) == (wanted.written, wanted.left)
            assert one.lift.rate_bounds == pytest.approx(wanted.rate_bounds)
            if wanted.won_bounds is not None:
                assert one.lift.won_bounds == pytest.approx(wanted.won_bounds)


def test_what_was_read_is_read_again_as_soon_as_it_is_different(shop):
    take(shop, [Line(SENT_ON + timedelta(days=2), "ann", 5_000), Line(LAST, "bob")])
    one = sent(shop, {"ann": "A"})
    assert book_of(shop)[0].people[one.number].sizes() == {("A", ""): 1}
    assert book_of(shop)[0].orders is book_of(shop)[0].orders
    with shop.store.write() as session:
        messages.add(session, shop.id, one.number, [Addressee(key("bob"), "", 1)])
    assert book_of(shop)[0].people[one.number].sizes() == {("A", ""): 1, ("", ""): 1}
    with shop.store.write() as session:
        message_results.tell(session, shop.id, one.number, {key("ann"): "reacted"})
    assert ("A", "reacted") in book_of(shop)[0].people[one.number].sizes()
    with shop.store.write() as session:
        message_results.leave_uncompared(session, shop.id, one.number, [key("bob")])
    assert book_of(shop)[0].people[one.number].sizes() == {("A", "reacted"): 1}
    take(shop, [Line(SENT_ON + timedelta(days=3), "ann", 7_000)], name="more.xlsx", first_line=9)
    book, sends = book_of(shop)
    assert book.followed(sends, None)["net"].tolist() == [5_000, 7_000]
    customers_identity.merge(shop, key("ann"), key("bob"), NOW)
    (bob,) = book_of(shop)[0].people[one.number].buyers.tolist()
    assert set(book_of(shop)[0].orders["buyer"].tolist()) == {bob}
    with shop.store.write() as session:
        messages.forget(session, shop.id, one.number)
    assert book_of(shop)[0].people[one.number].sizes() == {}


def test_nothing_was_sent(shop):
    book, sends = book_of(shop)
    assert (len(book.followed(sends, None)), len(book.orders)) == (0, 0)
