"""What messages cost holds from its day on, and what nobody said is not free."""

from datetime import UTC, date, datetime

import pytest

from core.services import messages_prices as services
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.messages_prices import NoteChanged, Price
from core.services.opening import OpenShop
from core.terms.messages import MessageChannel

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
NOV, DEC = date(2026, 11, 1), date(2026, 12, 1)
SMS = MessageChannel.SMS


def test_until_the_seller_says_otherwise_messages_cost_what_is_usual(shop: OpenShop):
    found = services.all_on(services.listed(shop), DEC)
    assert {channel.value: one and one.won for channel, one in found.items()} == {
        "alimtalk": 10, "brand": 25, "brand_others": 35, "talktalk": None, "sms": 12, "lms": 39,
        "mms": 90, "email": None,
    }  # fmt: skip
    assert all(one is None or not one.is_own for one in found.values())
    assert services.price(shop, MessageChannel.TALKTALK, DEC) is None


def test_a_price_holds_from_its_day_until_the_next_one(shop: OpenShop):
    services.keep(shop, Price(SMS, 14.26, DEC), NOW)
    services.keep(shop, Price(SMS, 9, NOV), NOW)
    services.keep(shop, Price(MessageChannel.TALKTALK, 0, NOV), NOW)
    days = (date(2026, 10, 31), NOV, date(2026, 11, 30), DEC, date(2027, 5, 1))
    assert [services.price(shop, SMS, day) for day in days] == [12, 9, 9, 14.3, 14.3]
    assert services.price(shop, MessageChannel.TALKTALK, DEC) == 0
    assert [one.won for one in services.listed(shop)] == [14.3, 0, 9]


def test_a_price_of_the_same_day_takes_its_place_and_can_be_taken_back(shop: OpenShop):
    first = services.keep(shop, Price(SMS, 9, NOV), NOW)
    again = services.keep(shop, Price(SMS, 11, NOV), NOW)
    assert (again.id, again.won, len(services.listed(shop))) == (first.id, 11, 1)
    services.undo(shop, 1)
    assert services.price(shop, SMS, DEC) == 9
    with pytest.raises(NoteChanged):
        services.delete(shop, again, NOW)
    services.delete(shop, services.listed(shop)[0], NOW)
    assert services.price(shop, SMS, DEC) == 12
    assert [one.won for one in services.listed(shop, deleted=True)] == [9]


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (Price(SMS, 9), NoteProblem.NOTHING_SAID),
        (Price(SMS, -0.1, NOV), NoteProblem.NUMBER),
        (Price(SMS, 1000.1, NOV), NoteProblem.NUMBER),
        (Price(SMS, float("nan"), NOV), NoteProblem.NUMBER),
    ],
)
def test_what_is_no_price_is_not_kept(local: OpenShop, wanted: Price, problem: NoteProblem):
    with pytest.raises(NoteRefused) as refused:
        services.keep(local, wanted, NOW)
    assert refused.value.problem is problem
    assert services.listed(local) == []
