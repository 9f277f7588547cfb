"""Questions about many customers at once are answered like those about few."""

from datetime import timedelta

from core.services import customers_consent, customers_identity
from core.services.customers_consent import Consent, Kind, Standing
from core.store import customers, identities, message_people, messages
from tests.message_shops import SENT_ON, at, key, names, sent
from tests.shops import LAST, Line, take

NOW = at(LAST)
NOBODY = [f"{number:032x}" for number in range(max(customers.MANY, identities.MANY) + 1)]


def test_numbers_and_customers_of_many_keys_are_those_of_few(shop):
    take(shop, [Line(LAST, name) for name in names(6)])
    customers_identity.merge(shop, key("p1"), key("p0"), NOW)
    some = [key(name) for name in names(6)]
    with shop.store.read() as session:
        for asked in (customers.numbers, identities.customers_of):
            few, many = asked(session, shop.id, some), asked(session, shop.id, [*some, *NOBODY])
            assert {one: many[one] for one in some} == few
        assert customers.everybody(session, shop.id) == customers.numbers(session, shop.id, some)
        known = customers.numbers(session, shop.id, [*some, *NOBODY])
        assert known[key("p1")] == known[key("p0")]
        assert set(known) == set(some)


def test_only_what_went_out_at_that_time_counts(shop):
    take(shop, [Line(LAST, name) for name in names(3)])
    sent(shop, {"p0": "A", "p1": ""})
    sent(shop, {"p0": "A", "p2": "A"}, sent_at=at(SENT_ON + timedelta(days=5)))
    week = at(SENT_ON + timedelta(days=1))
    with shop.store.read() as session:
        assert set(messages.written_to(session, shop.id, week)) == {key("p0"), key("p2")}
        assert message_people.times(session, shop.id, week, NOW) == {key("p0"): 1, key("p2"): 1}
        first = at(SENT_ON - timedelta(days=1))
        assert message_people.times(session, shop.id, first, NOW) == {key("p0"): 2, key("p2"): 1}
        assert message_people.times(session, shop.id, NOW, NOW) == {}


def test_how_all_stand_is_told_at_once(shop):
    take(shop, [Line(LAST, name) for name in names(4)])
    customers_identity.merge(shop, key("p1"), key("p0"), NOW)
    day = LAST - timedelta(days=20)
    for name, given, gone in (
        ("p0", day, None), ("p1", day - timedelta(days=9), day + timedelta(days=1)),
        ("p2", day - timedelta(days=800), None), ("p3", day, None),
    ):  # fmt: skip
        customers_consent.give(shop, Consent(key(name), Kind.MARKETING, given, "order", gone), NOW)
    told = customers_consent.standings(shop, LAST)
    assert told[Standing.WITHDRAWN] == {key("p0")} == customers_consent.withdrawn(shop, LAST)
    assert told[Standing.TO_RENEW] == {key("p2")} == customers_consent.to_renew(shop, LAST)
    assert told[Standing.GIVEN] == {key("p3")} == customers_consent.consented(shop, LAST)
    assert told[Standing.UNKNOWN] == frozenset()
