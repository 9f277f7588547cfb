"""Planning a copy test: what is promised, what cannot begin, and the question the other way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.services import copy_tests, settings
from core.services.copy_tests import Draft
from core.services.settings import ShopSettings
from core.terms.copy_tests import Design, Response, Version
from core.ui import session
from tests.pages import opening
from tests.pages.opening import with_shop

NOW, TODAY = session.now(), session.today()
PAGE = "pages/improve/tests.py"
TEXTS = (Version("A", "무료로 보내 드려요"), Version("B", "오늘 보내 드려요"))
ADS = Draft(
    "배송 광고", Design.AD_PLATFORM, Response.ORDERS, TEXTS, days=14, visitors=300, base_rate=0.03
)


pytestmark = pytest.mark.usefixtures("folder")


def page(draft, step):
    test = with_shop(lambda shop: copy_tests.add(shop, draft, NOW))
    app = opening.opened(PAGE)
    app.query_params["test"], app.query_params["step"] = str(test.id), str(step)
    app.run()
    assert not app.exception
    return app


def said(app):
    told = [*opening.texts(app), *(one.value for one in [*app.warning, *app.info])]
    return "\n".join(told).replace("\\", "").replace("\u2060", "")


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_a_list_is_promised_what_its_recipients_find_and_no_days():
    lists = replace(ADS, design=Design.LIST_SPLIT, visitors=240, base_rate=0.1)
    app = page(lists, 3)
    assert "240명이면 100명 중 10명→24명쯤 차이부터 알 수 있어요." in said(app)
    assert "일이면" not in said(app)
    assert "tests.way.longer" not in {one.key for one in app.button}
    press(app, "tests.way.more")
    assert app.query_params["step"] == "2"


def test_eight_days_by_turns_are_not_promised_anything_and_cannot_begin():
    app = page(replace(ADS, design=Design.ALTERNATE_DAYS, days=8), 4)
    assert "하루씩 번갈아 보일 때는 14일" in said(app)
    assert app.button(key="tests.start").disabled
    press(app, "tests.mend")
    assert app.query_params["step"] == "3"
    assert "8일로는 모자라요." in said(app)
    press(app, "tests.way.longer")
    assert "14일이면 100명 중 " in said(app)
    assert "하루하루 비율이 20%쯤 오르내린다고 보고 셌어요." in said(app)
    app.query_params["step"] = "4"
    app.run()
    assert not app.button(key="tests.start").disabled


def test_the_promise_of_ads_is_a_tenth_of_a_person_and_says_how_often():
    told = said(page(ADS, 3))
    assert "14일이면 100명 중 3.0명→4.8명쯤 차이부터 알 수 있어요." in told
    assert "이런 차이는 100번 중 80번은 알아낼 수 있어요." in told


def test_two_links_are_promised_nothing_and_told_why():
    told = said(page(replace(ADS, design=Design.TWO_LINKS), 3))
    assert "누가 어느 링크를 볼지 우연이 정하지 않아서" in told
    assert "일이면" not in told
    assert "일이면" not in said(page(replace(ADS, design=Design.TWO_LINKS), 4))


def test_a_day_that_is_over_cannot_be_chosen_and_where_old_results_go_is_said():
    app = page(ADS, 3)
    assert app.date_input(key="tests.1.first_day").proto.min == str(TODAY)
    assert "이미 끝난 결과는 문구 보관함에 넣어 주세요." in said(app)
    late = page(replace(ADS, first_day=TODAY - timedelta(days=3)), 3)
    assert "이미 지난 날이에요. 오늘이나 그 뒤로 골라 주세요." in said(late)


def test_how_the_shop_wants_to_be_seen_stands_beside_the_texts():
    assert "보이고 싶은 모습" not in said(page(ADS, 1))
    with_shop(lambda shop: settings.save(shop, ShopSettings(seen_as="천천히 만드는 작은 공방")))
    assert "보이고 싶은 모습: “천천히 만드는 작은 공방”" in said(page(ADS, 1))


def test_the_other_way_round_people_and_days_are_told_for_a_difference():
    app = opening.opened(PAGE)
    app.query_params["tab"] = "days"
    app.run()
    app.number_input(key="plan.visits").set_value(300).run()
    app.number_input(key="plan.rate.orders").set_value(3.0).run()
    app.number_input(key="need.rate").set_value(4.2).run()
    assert not app.exception
    assert "28일쯤 걸려요." in said(app)
    app.number_input(key="need.rate").set_value(3.5).run()
    assert "28일보다 길면 철이 바뀌어" in said(app)
    app.number_input(key="need.rate").set_value(3.0).run()
    assert "평소와 같은 숫자예요." in said(app)
