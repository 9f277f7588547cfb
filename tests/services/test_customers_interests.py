"""Interests and personas of one customer: found, put right by the seller, and taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.services import customers_identity, customers_one, customers_personas, target_personas
from core.services import customers_interests as services
from core.services import customers_story as stories
from core.services.customers_interests import Interest, Interests
from core.services.customers_story import Whose
from core.services.kept_notes import NoteRefused
from core.services.opening import OpenShop
from core.services.target_personas import Persona, Proof, ProofKind
from tests import customer_shops as shops
from tests.customer_shops import MINA, SORA, Sold

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
DAY = date(2026, 11, 1)
LINES = [
    Sold("1", DAY, product="산악 러닝 조끼"),
    Sold("2", DAY, product="산악 러닝 양말"),
    Sold("3", DAY, SORA, product="찻잔"),
    Sold("4", DAY, SORA, product="접시"),
]


def read(shop: OpenShop, key: str = MINA) -> Interests:
    whose = stories.whose(shop, key)
    bought = customers_one.products(shop, whose)
    return services.read(shop, whose, bought, services.common(shop))


def words(shop: OpenShop, key: str = MINA) -> list[str]:
    return [one.word for one in read(shop, key).there]


def mina(shop: OpenShop) -> Whose:
    return stories.whose(shop, MINA)


def test_what_was_bought_tells_and_the_seller_adds_to_it(shop: OpenShop):
    shops.take(shop, LINES)
    assert words(shop) == ["산악 러닝"]
    assert services.add(shop, mina(shop), "  캠핑   용품 ", NOW) == "캠핑 용품"
    assert words(shop) == ["캠핑 용품", "산악 러닝"]
    assert words(shop, SORA) == []
    services.restore(shop, mina(shop), Interest("캠핑 용품"), NOW)
    assert words(shop) == ["산악 러닝"]


def test_what_is_taken_away_stays_away_until_it_is_brought_back(shop: OpenShop):
    shops.take(shop, LINES)
    (one,) = read(shop).there
    services.remove(shop, mina(shop), one, NOW)
    assert words(shop) == []
    assert [it.word for it in read(shop).removed] == ["산악 러닝"]
    services.restore(shop, mina(shop), one, NOW)
    assert read(shop) == Interests((one,))


def test_an_own_one_that_is_taken_away_is_gone_and_can_come_back(shop: OpenShop):
    shops.take(shop, LINES)
    services.add(shop, mina(shop), "차", NOW)
    own = read(shop).there[0]
    assert own == Interest("차", is_own=True)
    services.remove(shop, mina(shop), own, NOW)
    assert words(shop) == ["산악 러닝"]
    services.restore(shop, mina(shop), own, NOW)
    assert read(shop).there[0] == own


def test_of_somebody_merged_both_have_a_word(shop: OpenShop):
    shops.take(shop, LINES)
    services.add(shop, stories.whose(shop, SORA), "차", NOW)
    customers_identity.merge(shop, SORA, MINA, NOW)
    assert words(shop) == ["차", "산악 러닝"]
    services.remove(shop, mina(shop), read(shop).there[0], NOW)
    assert words(shop) == ["산악 러닝"]


def test_nothing_and_too_much_are_no_interest(local: OpenShop):
    for word in (" ", "x" * 61):
        with pytest.raises(NoteRefused):
            services.add(local, Whose((), (MINA,)), word, NOW)


def persona(shop: OpenShop, **said: object) -> Persona:
    return target_personas.add(shop, replace(Persona(), **said), NOW)  # type: ignore[arg-type]


def fit(shop: OpenShop) -> customers_personas.Fit:
    bought = customers_one.products(shop, mina(shop))
    return customers_personas.read(shop, mina(shop), bought, read(shop))


def test_a_persona_fits_by_what_proves_it_or_by_interests(shop: OpenShop):
    shops.take(shop, LINES)
    assert fit(shop).match is None
    persona(shop, name="찻집 손님", interests="차")
    assert fit(shop).match is None
    runner = persona(shop, name="달리는 손님", interests="주말 산악 러닝")
    match = fit(shop).match
    assert match is not None
    assert (match.persona.id, match.words, match.products) == (runner.id, ("산악 러닝",), ())
    number = customers_one.products(shop, mina(shop))[0].id
    proven = persona(shop, name="조끼 손님", evidence=(Proof(ProofKind.PRODUCT, number),))
    match = fit(shop).match
    assert match is not None
    assert (match.persona.id, len(match.products)) == (proven.id, 1)


def test_two_that_fit_alike_are_left_to_the_seller(shop: OpenShop):
    shops.take(shop, LINES)
    for name in ("하나", "둘"):
        persona(shop, name=name, interests="산악 러닝")
    assert fit(shop).match is None


def test_what_the_seller_says_counts_until_the_persona_is_gone(shop: OpenShop):
    shops.take(shop, LINES)
    one = persona(shop, name="하나")
    assert customers_personas.choose(shop, mina(shop), one.id, NOW) is None
    chosen = fit(shop).chosen
    assert chosen is not None
    assert chosen.id == one.id
    assert customers_personas.choose(shop, mina(shop), None, NOW) == one.id
    assert fit(shop).chosen is None
    customers_personas.choose(shop, mina(shop), one.id, NOW)
    target_personas.delete(shop, one.id or 0, NOW)
    assert fit(shop).chosen is None
