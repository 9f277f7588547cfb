"""The texts of 오늘 챙길 분 as customers get them, in whichever language the seller reads."""

from datetime import UTC, datetime, timedelta

import pytest

from core.terms import OrderState, seoul_day
from tests.care_shops import Sent, ago, busy, take
from tests.pages import opening
from tests.pages.opening import with_shop

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/care.py"


def page(language="ko", *tabs):
    app = opening.opened(PAGE, language=language, tabs=tabs)
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_customers_read_is_korean_whatever_the_seller_reads(language):
    day = TODAY
    two = [
        Sent("20269", day, product=product, state=OrderState.PAID, line=product, ship_by=day)
        for product in ("대나무 칫솔", "물컵")
    ]
    with_shop(lambda shop: take(shop, two, as_of=NOW))
    text = f"대나무 칫솔 외 1개를 {day:%m.%d}({'월화수목금토일'[day.weekday()]})까지 보내 드릴게요."

    assert text in said(page(language)), said(page(language))


def test_a_rule_shows_in_english_how_its_text_reads_in_korean():
    words = said(page("en", "rules"))
    assert "하얀 머그컵을 내일까지 보내 드릴게요." in words
    assert "a white mug" not in words


def test_carrier_and_parcel_number_are_asked_for_beside_the_text():
    with_shop(lambda shop: take(shop, busy(TODAY, 1), as_of=NOW))
    app = page()
    # The fields say themselves what is lacking.
    assert "글에서 뺐어요" not in said(app)
    for code, value in (("carrier", "우체국"), ("invoice", "1234")):
        key = f"care.fill.{code}.dispatch.1.20262000000"
        app.text_input(key=key).set_value(value).run()

    assert "하얀 머그컵이 출발했어요. 우체국 1234예요." in said(app)


def test_an_old_file_and_the_way_to_the_customer_are_told_once_for_all():
    old = ago(TODAY, 5)
    with_shop(lambda shop: take(shop, busy(old), as_of=NOW - timedelta(days=5)))
    words = said(page())

    assert words.count("그 뒤의 반품은 몰라요.") == 1
    assert words.count("판매자센터에서 주문번호로 찾으면") == 1


def test_many_tasks_begin_with_what_a_day_has_room_for():
    with_shop(lambda shop: take(shop, busy(TODAY), as_of=NOW))
    app = page()

    assert "먼저 끝나는 일부터 놓았어요." in said(app)
    assert sum((one.key or "").startswith("care.done.") for one in app.button) == 15


def test_above_another_tab_the_answer_is_one_line():
    with_shop(lambda shop: take(shop, busy(TODAY), as_of=NOW))
    words = said(page("ko", "promises"))

    assert "오늘 챙길 일이 48건이에요." in words
    assert "먼저 김*수 님" not in words
