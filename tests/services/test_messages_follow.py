"""One customer is followed from the first purchase on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.analysis.message_follow import Balance, Crowd, Streak
from core.services import (
    customer_book,
    messages_follow,
    messages_scenarios,
    messages_templates,
    messages_wordings,
)
from core.services.messages_follow import Example, Who
from core.services.messages_people import Somebody
from core.services.messages_rules import MessageRules
from core.services.messages_scenarios import Scenario
from core.services.messages_wordings import Wording
from core.terms.messages import MessageChannel, MessageKind, ScenarioStage
from tests.customer_shops import SORA, Sold, take

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
FIRST = date(2026, 6, 1)
BACK = Scenario(ScenarioStage.AWAY, "다시 만나기", MessageChannel.BRAND, wait_days=45, hour=19)
SELLS = Wording(0, MessageKind.ADVERTISING, "(광고) {가게} 소식이에요.\n무료수신거부 {번호?홈}")


def somebody(*offsets):
    days = tuple(FIRST + timedelta(days=one) for one in offsets)
    return Example(
        Who.ONCE, Somebody("k", "김*수", "머그컵", days[-1], len(days)), days, is_real=True
    )


def follow(shop, one, persona=None, per_week=2):
    rules = MessageRules(per_week=per_week)
    way = messages_scenarios.way(shop)
    return messages_follow.follow(way, one, rules, persona=persona, sign="온담")


def adopt(shop, *codes):
    for one in messages_templates.listed():
        if one.code in codes:
            messages_templates.adopt(shop, one, one.code, NOW)


def add(shop, scenario, wording=SELLS):
    kept = messages_scenarios.add(shop, scenario, NOW)
    messages_wordings.add(shop, replace(wording, scenario=kept.id), NOW)
    return kept


def test_every_message_stands_on_its_day_with_what_was_known_then(shop):
    adopt(shop, "order_received", "care_d3", "winback", "welcome")
    found = follow(shop, somebody(0))

    assert [(it.day, it.scenario.name) for it in found.messages] == [
        (FIRST, "order_received"),
        (FIRST + timedelta(days=5), "care_d3"),
        (FIRST + timedelta(days=45), "winback"),
    ]
    assert found.messages[1].text.text.startswith("김*수 님, 머그컵 쓰신 지")
    assert "머그컵을 사신 지 45일 됐어요." in found.messages[2].text.text
    assert found.messages[2].kind is MessageKind.ADVERTISING
    assert found.is_fine
    assert found.balance == (date(2026, 7, 16), Balance(20650, 0, 1))


def test_two_messages_of_one_day_and_a_full_week_are_told(shop):
    adopt(shop, "order_received", "care_d3", "thanks")
    found = follow(shop, somebody(0, 20), per_week=1)
    again = FIRST + timedelta(days=20)

    assert found.same_days == (again,)
    assert found.crowds == ((again, Crowd(20625, 2)),)
    assert not found.is_fine
    assert not follow(shop, somebody(0, 20), per_week=2).crowds


def test_four_advertisements_in_a_row_tire(shop):
    for wait in (30, 45, 60, 75):
        add(shop, replace(BACK, wait_days=wait))
    found = follow(shop, somebody(0))

    assert found.streaks == ((FIRST + timedelta(days=30), Streak(20635, 20680, 4)),)


def test_a_benefit_counts_as_selling_whatever_the_seller_says(shop):
    add(shop, BACK, Wording(0, MessageKind.INFORMATION, "쿠폰을 드려요."))

    assert follow(shop, somebody(0)).messages[0].kind is MessageKind.ADVERTISING


def test_a_persona_hears_what_is_meant_for_it_and_for_everybody(shop):
    add(shop, replace(BACK, persona=1, name="하나"))
    add(shop, replace(BACK, persona=2, name="둘"))
    add(shop, replace(BACK, name="모두"))
    add(shop, replace(BACK, name="꺼짐", is_on=False))
    empty = messages_scenarios.add(shop, replace(BACK, name="빈 글"), NOW)

    def heard(persona):
        return [it.scenario.name for it in follow(shop, somebody(0), persona=persona).messages]

    assert heard(1) == ["하나", "모두"]
    assert heard(None) == ["하나", "둘", "모두"]
    assert follow(shop, somebody(0)).silent == (empty,)


@pytest.mark.parametrize(("who", "times"), [(Who.ONCE, 1), (Who.AGAIN, 2), (Who.OFTEN, 3)])
def test_without_orders_somebody_made_up_is_followed(shop, who, times):
    one = messages_follow.example(shop, None, who, TODAY)

    assert not one.is_real
    assert len(one.days) == times
    assert one.days[-1] == TODAY


def test_who_bought_last_is_followed(shop):
    take(shop, [
        Sold("1", date(2026, 11, 2)), Sold("2", date(2026, 11, 20)),
        Sold("3", date(2026, 11, 18), SORA, "접시", name="이*라"),
    ])  # fmt: skip
    book = customer_book.read(shop)
    once = messages_follow.example(shop, book, Who.ONCE, TODAY)
    again = messages_follow.example(shop, book, Who.AGAIN, TODAY)

    assert (once.somebody.name, once.somebody.product) == ("이*라", "접시")
    assert once.days == (date(2026, 11, 18),)
    assert again.days == (date(2026, 11, 2), date(2026, 11, 20))
    assert again.is_real
    assert not messages_follow.example(shop, book, Who.OFTEN, TODAY).is_real
