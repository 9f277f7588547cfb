"""Who asked to stop after which sending, and who is tired, against numbers reckoned otherwise."""

from datetime import UTC, date, datetime, timedelta

import pytest
from scipy import stats

from core.services import customer_book, messages_results, messages_tired, subscribers_tired
from core.services.subscribers_rates import rates, whole
from core.stats.proportions import Tally
from core.terms import Evidence
from core.terms.messages import MessageChannel
from tests import message_shops
from tests.customer_shops import MINA, SORA, Sold, take
from tests.services.test_messages_tired import send

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


def found(shop, *sent):
    """The sendings of these numbers: sent, failed, left, and by what."""
    for number, (count, failed, left, *by) in enumerate(sent):
        channel = by[0] if by else MessageChannel.LMS
        message_shops.sent(
            shop, {}, title=str(number), sent=count, failed=failed, left=left, channel=channel
        )
    return {one.result.send.title: one for one in rates(messages_results.results(shop, TODAY))}


def test_the_share_is_of_those_that_arrived_with_wilsons_range(shop):
    one = found(shop, (520, 20, 6))["0"]
    assert one.tally == Tally(6, 500)
    expected = stats.binomtest(6, 500).proportion_ci(0.95, method="wilson")
    assert one.bounds == pytest.approx((expected.low, expected.high))


def test_what_nobody_told_is_unknown_and_no_nought(shop):
    some = found(shop, (500, None, None), (None, None, 3), (10, 0, 20), (500, 0, 0))
    assert [some[name].tally for name in "012"] == [None, None, None]
    assert some["3"].tally == Tally(0, 500)
    assert some["0"].evidence is Evidence.NO_DATA
    assert whole([some["0"]]) is None
    assert whole(list(some.values())) == Tally(0, 500)


def test_only_a_share_above_the_others_beyond_chance_stands_out(shop):
    some = found(shop, (1000, 0, 30), (1000, 0, 4), (1000, 0, 5), (1000, 0, 3))
    assert [name for name, one in some.items() if one.is_high] == ["0"]
    assert next(iter(some)) == "0"
    table = [[30, 970], [12, 2988]]
    alone = stats.fisher_exact(table, alternative="greater").pvalue
    assert alone * 4 < 0.1


def test_of_many_one_is_always_the_worst_and_does_not_stand_out(shop):
    some = found(shop, *((300, 0, 1 + (place == 3) * 4) for place in range(20)))
    others = stats.fisher_exact([[5, 295], [19, 19 * 300 - 19]], alternative="greater").pvalue
    assert 0.001 < others < 0.1 / 2
    assert not any(one.is_high for one in some.values())


def test_sendings_are_held_against_those_of_the_same_way(shop):
    some = found(
        shop, (1000, 0, 30), (1000, 0, 25), (1000, 0, 1, MessageChannel.BRAND), (20, 0, 19)
    )
    assert some["2"].others is None
    assert not some["0"].is_high
    assert some["3"].evidence is Evidence.EARLY


def test_the_tired_are_those_who_are_counted(shop):
    take(shop, [
        Sold("1", date(2026, 10, 1)), Sold("2", date(2026, 11, 15), SORA, name="이*라"),
    ])  # fmt: skip
    book = customer_book.read(shop)
    assert subscribers_tired.heard(shop, book, NOW) == ()
    for days_ago in (40, 30, 20, 5):
        send(shop, NOW, days_ago, {MINA: "A", SORA: "A" if days_ago != 5 else "", "f" * 32: "A"})
    some = subscribers_tired.heard(shop, book, NOW)
    counted = messages_tired.tired(shop, book, NOW)
    mina, sora = some
    assert (mina.key, mina.row, mina.is_tired, mina.ads, mina.help) == (MINA, 4, True, 2, 0)
    assert (mina.last, mina.bought) == (date(2026, 11, 20), date(2026, 10, 1))
    assert (sora.key, sora.row, sora.is_tired, sora.name) == (SORA, 0, False, "이*라")
    assert counted is not None
    assert sum(one.is_tired for one in some) == counted.customers == 1
    assert sum(one.ads for one in some) == counted.ads == 3
    later = subscribers_tired.heard(shop, book, NOW + timedelta(days=60))
    assert [(one.key, one.row, one.ads) for one in later] == [(MINA, 4, 0)]
