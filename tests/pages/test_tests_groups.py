"""The list of a copy test is narrowed to a group of customers on the page 문구 실험."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.importers import Identity
from core.services import copy_test_lists, customers_consent, customers_groups
from core.services.copy_test_contacts import phone
from core.services.copy_tests import Draft
from core.services.customers_consent import Consent, Kind
from core.terms import seoul_day
from core.terms.copy_tests import Design
from core.terms.customer_groups import Between, On, rule
from tests import shops
from tests.pages.copy_page import TEXTS, made, page, press, said
from tests.pages.opening import with_shop
from tests.shops import Line
from tests.wording.copy_rules import faults_on_screen

pytestmark = pytest.mark.usefixtures("folder")

NOW = datetime.now(UTC)
PEOPLE = [(f"손님{n}", f"010-1111-{1000 + n}") for n in range(6)]
LIST = "이름,휴대폰\n" + "".join(f"{name},{number}\n" for name, number in PEOPLE)


def take(shop, often):
    """Everybody bought yesterday, and some had bought before."""
    today = seoul_day(NOW)
    keys = [Identity(shop.key).buyer("", name, phone(number) or "") for name, number in PEOPLE]
    lines = [Line(today - timedelta(days=1), key) for key in keys]
    shops.take(shop, lines + [Line(today - timedelta(days=30), key) for key in keys[:often]])
    return customers_groups.add(shop, "자주 오는 분", rule(Between(On.VISITS, 2)), NOW)


def opened(often=4):
    test = made(Draft("문자", Design.LIST_SPLIT, versions=TEXTS))
    group = with_shop(lambda shop: take(shop, often))
    app = page(test, step=2)
    app.file_uploader(key="tests.list.1").set_value(("list.csv", LIST.encode(), "")).run()
    return app, group


def sizes():
    return sum(with_shop(lambda shop: copy_test_lists.sizes(shop, 1)).values())


def test_everybody_is_divided_unless_a_group_is_chosen():
    app, _group = opened()
    press(app, "tests.divide.1")
    assert sizes() == 6


def test_only_the_customers_of_a_group_are_divided():
    app, group = opened()
    app.selectbox(key="tests.list.group.1").set_value(group.id).run()
    assert "목록에서 4명이 이 그룹이에요. 2명은 이 그룹이 아니에요." in said(app)
    press(app, "tests.divide.1")
    assert sizes() == 4


def test_a_list_without_anybody_of_the_group_is_not_divided():
    app, group = opened(often=0)
    app.selectbox(key="tests.list.group.1").set_value(group.id).run()
    assert "목록에 이 그룹에 든 고객이 없어요." in said(app)
    assert "tests.divide.1" not in [one.key for one in app.button]
    assert sizes() == 0


def test_an_advertisement_goes_to_those_who_agreed():
    """A list of numbers alone names nobody; an order file tells whose they are."""
    sells = tuple(replace(one, text=f"쿠폰을 드려요 {one.letter}") for one in TEXTS)
    test = made(Draft("문자", Design.LIST_SPLIT, versions=sells))
    for name, number in PEOPLE[:2]:
        key = with_shop(lambda shop: Identity(shop.key).buyer("", name, phone(number)))  # noqa: B023
        one = Consent(key, Kind.MARKETING, seoul_day(NOW), "chat")
        with_shop(lambda shop: customers_consent.give(shop, one, NOW))  # noqa: B023
    app = page(test, step=2)
    numbers = "휴대폰\n" + "".join(f"{number}\n" for _name, number in PEOPLE)
    app.file_uploader(key="tests.list.1").set_value(("list.csv", numbers.encode(), "")).run()
    text = said(app)
    assert "광고 수신에 동의하지 않은 6명을 뺐어요." in text
    assert "6줄은 누구 번호인지 몰라요." in text
    assert "그래서 보낼 사람이 없어요." in text
    assert "tests.divide.1" not in [one.key for one in app.button]
    assert faults_on_screen(text) == []
    orders = app.file_uploader(key="tests.list.1.orders")
    orders.set_value(("orders.csv", LIST.encode(), "")).run()
    assert "광고 수신에 동의하지 않은 4명을 뺐어요." in said(app)
    press(app, "tests.divide.1")
    assert sizes() == 2
    app.toggle(key="tests.list.1.night").set_value(True).run()
    assert "밤 광고에 동의하지 않은 2명을 뺐어요." in said(app)
