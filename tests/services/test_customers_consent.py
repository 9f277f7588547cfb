"""Consent is what somebody said: never assumed, taken back at once, and renewed in time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import customers_consent as services
from core.services import customers_identity
from core.services.customers_consent import Consent, Kind, Standing
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.opening import OpenShop
from core.store.notes import NoteChanged
from tests import customer_shops as shops
from tests.customer_shops import Sold

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
TODAY = date(2026, 11, 30)
MINA, SORA = "a" * 32, "b" * 32


def give(
    shop: OpenShop,
    day: date,
    key: str = MINA,
    kind: Kind = Kind.MARKETING,
    gone: date | None = None,
) -> Consent:
    return services.give(shop, Consent(key, kind, day, "chat", gone), NOW)


def standing(shop: OpenShop, day: date = TODAY, kind: Kind = Kind.MARKETING) -> Standing:
    found = services.told(services.listed(shop, {MINA}), day)[kind].standing
    # One customer and all customers at once tell the same.
    everybody = {
        Standing.GIVEN: services.consented,
        Standing.TO_RENEW: services.to_renew,
        Standing.WITHDRAWN: services.withdrawn,
    }
    for one, ask in everybody.items():
        assert (MINA in ask(shop, day, Kind.MARKETING)) == (
            services.told(services.listed(shop, {MINA}), day)[Kind.MARKETING].standing is one
        )
    return found


def test_of_whom_nothing_is_written_down_nothing_is_known(shop: OpenShop):
    assert standing(shop) is Standing.UNKNOWN
    assert services.consented(shop, TODAY) == frozenset()


def test_who_agreed_may_be_written_to_from_that_day_on(shop: OpenShop):
    give(shop, date(2026, 11, 3))
    give(shop, date(2026, 11, 4), SORA)
    assert standing(shop) is Standing.GIVEN
    assert services.consented(shop, date(2026, 11, 3)) == {MINA}
    assert services.consented(shop, date(2026, 11, 2)) == frozenset()
    assert services.consented(shop, TODAY) == {MINA, SORA}


def test_who_took_it_back_is_not_written_to_until_agreeing_again(shop: OpenShop):
    one = give(shop, date(2026, 10, 1))
    services.withdraw(shop, one, date(2026, 11, 1), NOW)
    assert standing(shop, date(2026, 10, 31)) is Standing.GIVEN
    assert standing(shop, date(2026, 11, 1)) is Standing.WITHDRAWN
    give(shop, date(2026, 11, 1))
    assert standing(shop, date(2026, 11, 1)) is Standing.WITHDRAWN
    give(shop, date(2026, 11, 5))
    assert standing(shop) is Standing.GIVEN


def test_one_word_back_counts_against_all_that_was_said_before(shop: OpenShop):
    one = give(shop, date(2026, 1, 1))
    give(shop, date(2026, 3, 1))
    services.withdraw(shop, one, date(2026, 6, 1), NOW)
    assert standing(shop) is Standing.WITHDRAWN


def test_a_refusal_is_kept_though_nobody_had_agreed(shop: OpenShop):
    give(shop, TODAY, gone=TODAY)
    assert standing(shop) is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("given", "last"),
    [
        (date(2024, 11, 30), date(2026, 11, 29)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2024, 2, 28), date(2026, 2, 27)),
    ],
)
def test_after_two_years_it_has_to_be_confirmed(shop: OpenShop, given: date, last: date):
    one = give(shop, given)
    assert one.renew_by == last + timedelta(days=1)
    assert standing(shop, last) is Standing.GIVEN
    assert standing(shop, last + timedelta(days=1)) is Standing.TO_RENEW
    give(shop, last)
    assert standing(shop, last + timedelta(days=1)) is Standing.GIVEN


def test_at_night_both_consents_are_needed(shop: OpenShop):
    give(shop, TODAY, kind=Kind.NIGHT)
    assert standing(shop, kind=Kind.NIGHT) is Standing.GIVEN
    assert services.consented(shop, TODAY, Kind.NIGHT) == frozenset()
    give(shop, TODAY)
    assert services.consented(shop, TODAY, Kind.NIGHT) == {MINA}


def test_every_step_can_be_taken_back(shop: OpenShop):
    one = give(shop, date(2026, 10, 1))
    services.withdraw(shop, one, TODAY, NOW)
    services.undo(shop, one.id or 0, one.version + 1)
    assert standing(shop) is Standing.GIVEN
    (now,) = services.listed(shop, {MINA})
    services.delete(shop, now, NOW)
    assert standing(shop) is Standing.UNKNOWN
    services.undo(shop, one.id or 0)
    assert standing(shop) is Standing.GIVEN


def test_what_another_window_changed_is_not_overwritten(shop: OpenShop):
    one = give(shop, date(2026, 10, 1))
    services.withdraw(shop, one, TODAY, NOW)
    with pytest.raises(NoteChanged):
        services.withdraw(shop, one, date(2026, 11, 2), NOW)
    (kept,) = services.listed(shop, {MINA})
    assert kept.withdrawn_on == TODAY


@pytest.mark.parametrize(
    ("one", "problem"),
    [
        (Consent(MINA, Kind.MARKETING, TODAY, "  "), NoteProblem.NOTHING_SAID),
        (Consent(MINA, Kind.MARKETING, TODAY, "x" * 121), NoteProblem.TOO_LONG),
        (Consent(MINA, Kind.MARKETING, date(2026, 12, 1), "chat"), NoteProblem.IN_FUTURE),
    ],
)
def test_what_cannot_be_is_not_kept(local: OpenShop, one: Consent, problem: NoteProblem):
    with pytest.raises(NoteRefused) as refused:
        services.give(local, one, NOW)
    assert refused.value.problem is problem
    assert services.listed(local, {MINA}) == []


def test_it_cannot_be_taken_back_before_it_was_given(local: OpenShop):
    one = give(local, date(2026, 10, 1))
    for day in (date(2026, 9, 30), date(2026, 12, 1)):
        with pytest.raises(NoteRefused):
            services.withdraw(local, one, day, NOW)


def test_of_somebody_merged_what_was_said_under_either_key_counts(shop: OpenShop):
    shops.take(shop, [Sold("1", TODAY, MINA), Sold("2", TODAY, SORA)])
    give(shop, date(2026, 9, 1), SORA)
    merge = customers_identity.merge(shop, SORA, MINA, NOW)
    assert services.consented(shop, TODAY) == {MINA}
    give(shop, date(2026, 10, 1), MINA, gone=date(2026, 10, 1))
    assert services.consented(shop, TODAY) == frozenset()
    assert services.withdrawn(shop, TODAY) == {MINA}
    customers_identity.undo(shop, merge.id, NOW)
    assert services.consented(shop, TODAY) == {SORA}
