"""Lists of customers on the page 고객과 단골: page by page, with what tells people apart."""

from datetime import UTC, datetime, timedelta

from core.analysis.customer_states import State
from core.services import customers_erasing
from core.terms import seoul_day
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.shops import Line, take

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/customers.py"


def page(count):
    lines = [Line(TODAY - timedelta(days=n % 9), f"a{n}", 1_000 * (n + 1), order=f"20261100{n:08}")
             for n in range(count)]  # fmt: skip
    with_shop(lambda shop: take(shop, lines))
    app = opening.opened(PAGE)
    app.button_group(key="customers.states.who").set_value(State.FIRST).run()
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def test_a_long_list_goes_on_page_by_page_and_names_the_last_order_of_each():
    app = page(45)
    assert "45명 중 1~20번째예요. 파일에는 모두 들어 있어요." in said(app)
    assert "마지막 주문 2026110000000044" in said(app)
    app.session_state["customers.states.1.customers_first.csv.page"] = 3
    app.run()
    assert "45명 중 41~45번째예요." in said(app)
    assert "마지막 주문 2026110000000000" in said(app)
    assert "마지막 주문 2026110000000044" not in said(app)


def test_a_short_list_has_one_page():
    assert "번째예요" not in said(page(20))


def test_a_list_says_how_many_deleted_customers_it_leaves_out():
    app = page(4)
    with_shop(lambda shop: customers_erasing.erase(
        shop, customers_erasing.erase_preview(shop, f"{'a3':0>32}"), NOW))  # fmt: skip
    words = said(app.run())
    assert "지운 고객 1명은 이 목록에서 뺐어요. 합계에는 그대로 있어요." in words
    assert "마지막 주문 2026110000000002" in words
    assert "2026110000000003" not in words
