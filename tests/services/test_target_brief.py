"""A brief is made of what is known, and says what is not."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from core.analysis.target import Dimension
from core.i18n import formats, speaking
from core.services import target_brief, target_personas
from core.services.target_personas import Persona
from core.terms import OrderState, Period
from core.wording import target_brief as wording
from tests import shops
from tests.services.test_target_when import at, take
from tests.shops import LAST, Line

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


def test_what_sells_most_is_told_by_net_revenue_of_the_last_days(shop):
    lines = [
        *(Line(LAST - timedelta(days=n % 60), f"b{n}", 3_000, product="mug") for n in range(60)),
        *(Line(LAST - timedelta(days=n), f"c{n}", 20_000, product="vase") for n in range(10)),
        *(Line(LAST - timedelta(days=n), f"d{n}", 9_000, product="plate") for n in range(4)),
        Line(LAST, "e", 1_000, product="bowl"),
        Line(LAST, "f", 900_000, product="lamp", state=OrderState.RETURNED),
        Line(LAST - timedelta(days=91), "g", 900_000, product="old"),
    ]
    shops.take(shop, lines)
    found = target_brief.brief(shop)
    won = Counter()
    for line in lines[:-2]:
        won[line.product] += line.amount
    total = sum(won.values())
    assert [(one.name, pytest.approx(one.part)) for one in found.products] == [
        (name, pytest.approx(net / total)) for name, net in won.most_common(3)
    ]
    assert found.sold == Period(LAST - timedelta(days=90), LAST)


def test_products_that_brought_nothing_are_not_named(shop):
    shops.take(shop, [Line(LAST, "a", 0), Line(LAST, "b", 0, product="plate")])
    assert target_brief.brief(shop).products == ()


def test_a_product_that_brought_nothing_is_not_named_beside_others(shop):
    shops.take(shop, [Line(LAST, "a", 0), Line(LAST, "b", 5_000, product="plate")])
    assert [one.name for one in target_brief.brief(shop).products] == ["plate"]


def test_an_empty_shop_has_no_brief(shop):
    found = target_brief.brief(shop)
    assert found.is_empty
    with speaking("ko"):
        said = wording.text(found)
    assert said.count("- ") == 3
    assert "적어 둔 페르소나가 없어요" in said


def test_whom_the_shop_means_is_told_as_it_was_written_down(shop):
    target_personas.add(
        shop,
        Persona(name="민지", sentence="우리 고객은 바쁜 엄마예요.", age=("30",), gender="female",
                needs=("시간",)),
        NOW,
    )  # fmt: skip
    with speaking("ko"):
        said = wording.text(target_brief.brief(shop)).split("\n")
    assert said[:4] == [
        "[우리가 생각하는 손님]", "- 우리 고객은 바쁜 엄마예요.", "- 나이대: 30대", "- 성별: 여성"
    ]  # fmt: skip
    assert "나이와 성별: 알려 주는 통계 파일이 없어요" in "\n".join(said)


def test_too_few_buyers_have_no_shares(shop):
    shops.take(shop, [Line(LAST, f"b{n}", product="mug") for n in range(29)])
    side = target_brief.brief(shop).sides.get(Dimension.WEEKDAY)
    assert side is not None
    assert side.shares == ()


def test_when_they_buy_is_named_where_it_is_sure(shop):
    weeks = [LAST - timedelta(days=LAST.weekday() + 7 * n) for n in range(1, 13)]
    take(shop, [at(day + timedelta(days=1), 21, n) for day in weeks for n in range(12)]
         + [at(day + timedelta(days=n), 9) for day in weeks for n in range(7)]
         + [at(LAST, 9)])  # fmt: skip
    with speaking("ko"):
        said = wording.text(target_brief.brief(shop))
    (when,) = (part for part in said.split("\n\n") if part.startswith("[사는 때]"))
    whole = Period(weeks[-1], LAST)
    with speaking("ko"):
        days = formats.period(whole)
    # Of 19 orders a week 13 are of a Tuesday, 12 of them in the evening.
    assert when.split("\n") == [
        f"[사는 때] {days}",
        "- 화요일에, 그리고 19~22시에 가장 많이 사요.",
        "- 화요일 68%, 19~22시 63%",
    ]
    with speaking("en"):
        said = wording.text(target_brief.brief(shop))
    assert "Most buy on Tuesday" in said
    assert "Region: no order file tells it" in said


def test_what_is_named_once_is_not_named_again_beside_its_share(shop):
    weeks = [LAST - timedelta(days=LAST.weekday() + 7 * n) for n in range(1, 13)]
    take(shop, [at(day + timedelta(days=n), hour) for day in weeks for n in range(7)
                for hour in (9, 20, 21)])  # fmt: skip
    with speaking("ko"):
        said = wording.text(target_brief.brief(shop))
    assert "- 19~22시에 가장 많이 사요. 요일은 뚜렷한 차이가 없어요.\n- 전체 주문의 67%" in said


def test_the_days_of_products_stand_beside_the_head(shop):
    shops.take(shop, [Line(LAST, "a", 5_000, product="plate")])
    with speaking("ko"):
        said = wording.text(target_brief.brief(shop))
        assert f"[많이 팔리는 상품] {formats.period(Period(LAST, LAST))}\n- plate: " in said
