"""The tabs 다시 사기 and 고객의 가치 as their readers see them."""

from datetime import timedelta

import numpy as np
import pytest

from core.services import settings
from core.services.settings import ShopSettings
from core.ui import session
from tests import shops
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.shops import Line
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/customers.py"
NOW = session.now()
TODAY = session.today()

pytestmark = pytest.mark.usefixtures("folder")


def page(tab, language="ko"):
    app = opening.opened(PAGE, language=language, tabs=(tab,))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "").replace("\u2060", "")


def ago(days):
    return TODAY - timedelta(days=days)


def many(shop):
    """A year and a half of customers who leave after some purchases."""
    random, lines = np.random.default_rng(7), []
    for n in range(700):
        day, rate = 540 * (1 - n / 760), 0.004 + 0.03 * random.random()
        amount = int(random.choice([12_000, 24_000, 48_000]))
        while day > 1:
            lines.append(Line(ago(int(day)), f"c{n}", amount, product=("soap", "mug")[n % 2]))
            if random.random() < 0.5:
                break
            day -= random.exponential(1 / rate)
    shops.take(shop, lines, as_of=NOW)


def few(shop):
    shops.take(shop, [Line(ago(n), f"b{n}") for n in range(7)], as_of=NOW)


def short(shop):
    """Enough customers to tell of the past, too few for a forecast."""
    lines = [Line(ago(100 - n), f"b{n}") for n in range(60)]
    shops.take(shop, [*lines, *(Line(ago(50 - n), f"b{n}") for n in range(20))], as_of=NOW)


def free(shop):
    shops.take(shop, [Line(ago(200 - n), f"b{n}", None) for n in range(60)], as_of=NOW)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("tab", ["again", "value"])
@pytest.mark.parametrize("kind", [many, few, short, free])
def test_every_shop_is_told_in_whole_sentences(tab, kind, language):
    with_shop(kind)
    told = said(page(tab, language))
    assert "nan" not in told.lower().split()
    if language == "ko":
        assert [line for line in told.splitlines() if faults_on_screen(line)] == []


def test_a_shop_of_seven_customers_is_told_how_many_more_it_takes():
    with_shop(few)
    told = said(page("again"))
    assert "지금은 고객이 7명이에요. 23명이 더 모이면 보여 드려요." in told
    assert "7명이에요" in said(page("value"))


def test_a_star_is_explained_only_where_the_picture_has_it():
    with_shop(many)
    words = said(page("again"))
    assert "파일의 첫 90일에는 전부터 산 고객도" in words
    assert "* 파일" not in words
    assert "* 파일" not in said(page("value"))
    assert "빈칸은 아직 오지 않은 달이에요." in words


def test_a_star_of_the_picture_is_explained():
    with_shop(short)
    assert "* 파일의 첫 90일에는" in said(page("again"))


def test_sums_and_waits_that_differ_say_why():
    with_shop(many)
    assert "여기서는 어떤 상품이든 다시 사면 세요." in said(page("again"))
    words = said(page("value"))
    assert "‘새 고객 한 명’은 앞으로 12개월을 내다본 돈이라 위 표와 달라요." in words


@pytest.mark.parametrize("tab", ["again", "value"])
def test_what_is_missing_shows_no_backslashes(tab):
    with_shop(few)
    assert not [text for text in opening.texts(page(tab)) if "\\\\" in text]


def test_who_buys_again_is_told_by_months_days_and_both_rates():
    with_shop(many)
    app = page("again")
    told = said(app)
    assert "90일 안에 다시 사요." in told
    assert "재구매율 (주문으로)" in told
    assert "재구매율 (고객으로)" in told
    assert "다시 사는 고객의 절반은" in told
    assert "상품 2개의 재구매 주기를 알 수 있어요." in told
    within = next(one.value for one in app.dataframe if "mature" in one.value)
    assert within["days"].tolist() == ["30일", "60일", "90일", "180일", "365일"]


def away(shop):
    """Two hundred a month, a third of whom come each month; since the last month began, nobody."""
    first = TODAY.replace(day=1)
    lines = [Line(ago(1), "last of all")]
    for back in range(1, 11):
        born = (first - timedelta(days=30 * back - 15)).replace(day=1)
        lines += [Line(born, f"c{back}-{n}") for n in range(200)]
        lines += [
            Line(born + timedelta(days=31 * later), f"c{back}-{n}")
            for later in range(1, back)
            for n in range(70)
            if born + timedelta(days=31 * later) < first - timedelta(days=40)
        ]
    shops.take(shop, lines, as_of=NOW)


def test_a_month_in_which_few_came_is_named_where_months_are_drawn():
    with_shop(away)
    told = said(page("again"))
    line = next(line for line in told.splitlines() if "칸은 대체로 낮아요." in line)
    assert "앞선 달만큼 왔다면" in line
    assert faults_on_screen(line) == []


def test_the_months_go_out_as_a_file_with_empty_cells_for_what_has_not_begun():
    with_shop(many)
    app = page("again")
    frame = next(one.value for one in app.dataframe if "1개월 뒤" in one.value)
    # A month later, one more month has not begun.
    assert frame.isna().sum(axis=1).tolist() == list(range(len(frame)))
    assert frame["고객"].sum() == 700


def test_a_forecast_says_its_range_and_how_one_went_before():
    with_shop(many)
    app = page("value")
    told = said(app)
    assert "지금 고객이 앞으로 12개월 동안" in told
    assert "열 번 중 아홉 번은" in told
    assert "일 전에 예측했다면" in told
    assert "이런 예측이 틀리는 만큼 위의 범위를 넓혔어요." in told
    assert "이미 온 고객만 셌어요." in told
    assert "이익으로" not in told
    held = next(one.value for one in app.dataframe if "expected" in one.value)
    assert len(held) == 10


def test_a_known_margin_makes_a_profit_of_it():
    def shop(opened):
        many(opened)
        settings.save(opened, ShopSettings("단골", "", 30))

    with_shop(shop)
    assert "마진율 30%로 셌어요" in said(page("value"))


def test_other_months_may_be_looked_ahead():
    with_shop(many)
    app = page("value")
    picked = next(one for one in app.button_group if "months" in str(one.key))
    picked.set_value(3).run()
    assert not app.exception
    assert "앞으로 3개월 동안" in said(app)


def test_big_spenders_are_listed_by_what_they_spent_and_by_what_they_will():
    # The three after the 67 spent as much as others below the tenth, so none of them is in it.
    with_shop(many)
    app = page("value")
    assert "위쪽 10% 고객 67명" in said(app)
    picked = next(one for one in app.button_group if str(one.key).endswith("big.by"))
    picked.set_value("ahead").run()
    assert not app.exception
    assert "이 10%가 전체의" in said(app)
    assert "앞으로 12개월:" in said(app)


def test_what_is_missing_for_a_forecast_is_counted():
    with_shop(short)
    told = said(page("value"))
    assert "고객: 200명 중 60명" in told
    assert "다시 산 고객: 40명 중 20명" in told
    assert "주문 파일의 날수: 180일 중" in told
    assert "새 고객 한 명은" in told


def test_without_amounts_nothing_is_said_of_value():
    with_shop(free)
    told = said(page("value"))
    assert "파일에 금액이 없어서 가치를 볼 수 없어요." in told
    assert "큰손" not in told
