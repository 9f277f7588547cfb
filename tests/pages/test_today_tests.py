"""오늘 asks for what running copy tests need, and leads to the test it is about."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.terms.copy_tests import Design
from tests import shops
from tests.pages import opening
from tests.pages.copy_page import ADS, TODAY, made
from tests.pages.opening import with_shop

pytestmark = pytest.mark.usefixtures("folder")

PAGE = "pages/start/today.py"


def test_the_text_of_the_day_is_asked_for_with_the_way_to_its_test():
    last = TODAY - timedelta(days=1)
    with_shop(lambda shop: shops.take(shop, shops.steady(40, 3, last=last)))
    made()
    test = made(replace(ADS, title="번갈아", design=Design.ALTERNATE_DAYS), begun=2)
    app = opening.opened(PAGE)
    assert not app.exception
    asked = [one.label.replace("\\", "").replace("\u2060", "") for one in app.checkbox]
    assert f"오늘은 {test.plan.days[TODAY]} 문구 보여 주기: 번갈아" in asked
    assert "2일 빠진 숫자 넣기: 번갈아" in asked
    links = [one.proto.query_string for one in app.get("page_link")]
    assert links.count(f"test={test.id}") == 2
