"""The tab 사는 때 of 타깃 비교 as its readers see it."""

from datetime import UTC, datetime, timedelta

import pytest

from core.terms import SEOUL, seoul_day
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.services.test_target_when import at, take
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/target.py"
TODAY = seoul_day(datetime.now(UTC))

pytestmark = pytest.mark.usefixtures("folder")


def fill(weeks, per_week):
    """Orders of whole weeks that end last Sunday, all at nine in the evening of a Tuesday."""
    monday = TODAY - timedelta(days=TODAY.weekday() + 7 * weeks)
    days = [monday + timedelta(days=7 * week) for week in range(weeks)]
    moments = [at(day + timedelta(days=1), 21, n) for day in days for n in range(per_week)]
    moments += [at(day + timedelta(days=n), 9 + n) for day in days for n in range(7)]
    with_shop(lambda shop: take(shop, moments))


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=("when",))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


@pytest.mark.parametrize(
    ("language", "headline"),
    [("ko", "화요일에, 그리고 19~22시에 가장 많이 사요."),
     ("en", "Most buy on Tuesday, and most at 19–22 o'clock.")],
)  # fmt: skip
def test_the_busiest_weekday_and_hours_are_named(language, headline):
    fill(10, 12)
    app = page(language)
    assert headline in said(app)
    if language == "ko":
        assert faults_on_screen(said(app)) == []


def test_too_few_orders_name_nothing():
    fill(3, 4)
    assert "아직 일러요" in said(page())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_table_of_days_alone_shows_no_hours(language):
    days = [TODAY - timedelta(days=TODAY.weekday() + 7 * 10 - one) for one in range(70)]
    with_shop(lambda shop: take(shop, [at(day, 0) for day in days for _ in range(2)]))
    app = page(language)
    told = {"ko": "주문 140건의 날짜만 있고 시각이 없어요.", "en": "the day of 140 orders"}
    assert told[language] in said(app)
    assert not app.get("vega_lite_chart")
    if language == "ko":
        assert faults_on_screen(said(app)) == []


def test_hours_and_won_can_be_chosen():
    fill(10, 12)
    app = page()
    for key, value in (("target.when.measure", "won"), ("target.when.step", 1),
                       ("target.when.reach", 0)):  # fmt: skip
        app.segmented_control(key=key).set_value(value).run()
        assert not app.exception
    assert app.dataframe[-1].value.shape == (7, 25)
    assert app.dataframe[-1].value.iloc[1, 22] == 120_000


def test_an_empty_shop_says_what_is_missing():
    assert "월요일부터 일요일까지" in said(page())


def test_the_moments_of_tests_are_those_of_seoul():
    assert at(TODAY, 9).astimezone(SEOUL).hour == 9
