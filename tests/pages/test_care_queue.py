"""구매 후 관리 as its readers see it: the list of today, its texts and its rules."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.analysis.care_queue import Kind
from core.services import care_queue, care_rules
from core.services import care_queue_done as done
from core.services.care_rules import FIRST
from core.terms import seoul_day
from tests.care_shops import ago, busy, take
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/care.py"


@pytest.fixture
def twelve() -> None:
    """A shop with twelve tasks of each kind but tips."""
    with_shop(lambda shop: take(shop, busy(TODAY), as_of=NOW))


def page(language="ko", *tabs):
    app = opening.opened(PAGE, language=language, tabs=tabs)
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def due():
    return with_shop(lambda shop: care_queue.due_today(shop, TODAY))


def press(app, start):
    """The first button whose key begins so."""
    one = next(button for button in app.button if (button.key or "").startswith(start))
    one.click().run()
    assert not app.exception
    return app


def test_an_empty_shop_is_told_the_one_file_it_takes():
    app = page()
    assert "주문 파일을 올리면 오늘 챙길 분이 나와요." in said(app)
    assert ("pages/start/upload", {}) in [
        (link.removesuffix(".py"), query) for link, query in opening.links(app)
    ] or any("upload" in link for link, _query in opening.links(app))
    assert "언제 챙기나요" in said(page("ko", "rules"))


@pytest.mark.usefixtures("twelve")
def test_the_answer_comes_first():
    words = said(page())
    assert "오늘 챙길 일이 48건이에요. 먼저 15건부터 하세요." in words
    assert "주문 확인 12 · 발송 안내 12 · 안부 12 · 후기 부탁 12" in words
    assert "먼저 김*수 님 · 발송 안내" in words
    assert "고객 님, 하얀 머그컵이 출발했어요." in words


@pytest.mark.usefixtures("twelve")
def test_all_that_is_said_keeps_the_rules_of_copy():
    said_by = opening.texts(page("ko", "rules", "queue"))
    lines = [line.replace("\\", "") for text in said_by for line in text.split("  \n")]

    assert [fault for line in lines for fault in faults_on_screen(line)] == []


@pytest.mark.usefixtures("twelve")
def test_the_page_speaks_english():
    words = said(page("en", "rules", "queue"))
    assert "48 tasks to do today. Begin with these 15 tasks." in words
    assert "One person hears from you once in 14 days at most" in words


@pytest.mark.usefixtures("twelve")
def test_a_task_is_done_and_taken_back():
    app = press(page(), "care.done.")
    assert due().total == 47
    assert "발송 안내: 김*수 님께 했어요" in said(app)
    assert "1건" in said(app)
    press(app, "care.undo")
    assert due().total == 48
    assert "발송 안내 할 일이 다시 목록에 있어요." in said(app)


@pytest.mark.usefixtures("twelve")
def test_a_task_is_skipped_with_its_reason():
    app = page()
    app.radio[0].set_value("no_way").run()
    press(app, "care.skipped.")
    batch = with_shop(lambda shop: done.of_today(shop, TODAY))[0]
    assert batch.reason is done.Reason.NO_WAY
    assert "연락할 방법이 없음" in said(app)
    press(app, "care.today.undo.")
    assert due().total == 48


@pytest.mark.usefixtures("twelve")
def test_what_is_typed_for_one_customer_goes_into_the_text_and_nowhere_else():
    app = page()
    field = next(one for one in app.text_input if (one.key or "").startswith("care.fill.name."))
    field.set_value("김민수").run()
    assert "김민수 님, 하얀 머그컵이 출발했어요." in said(app)
    assert b"\xea\xb9\x80\xeb\xaf\xbc\xec\x88\x98" not in with_shop(
        lambda shop: shop.store.path.read_bytes()
    )


@pytest.mark.usefixtures("twelve")
def test_many_are_done_at_once_and_taken_back_at_once():
    app = page()
    app.segmented_control(key="care.kind").set_value("how_is_it").run()
    app.toggle(key="care.many").set_value(True).run()
    app.checkbox[0].set_value(False)
    press(app, "care.bulk.done")
    assert due().counts[Kind.HOW_IS_IT] == 1
    assert "외 10명께 했어요" in said(app)
    press(app, "care.undo")
    assert due().counts[Kind.HOW_IS_IT] == 12


def test_a_second_click_does_nothing_to_the_next_ones():
    with_shop(lambda shop: take(shop, busy(TODAY, 60), as_of=NOW))
    app = page()
    app.segmented_control(key="care.kind").set_value("how_is_it").run()
    app.toggle(key="care.many").set_value(True).run()
    pressed = {button.key for button in app.button if "bulk" in (button.key or "")}
    press(app, "care.bulk.done")

    assert len(pressed) == 2
    assert not pressed & {button.key for button in app.button}


@pytest.mark.usefixtures("twelve")
def test_each_entry_of_today_is_taken_back_by_a_button_of_its_own():
    app = press(press(page(), "care.done.confirm"), "care.skipped.")
    newest, older = (button.key for button in app.button
                     if (button.key or "").startswith("care.today.undo"))  # fmt: skip
    app.button(key=newest).click().run()

    left = {button.key for button in app.button}
    assert (newest in left, older in left) == (False, True)


@pytest.mark.usefixtures("twelve")
def test_what_is_done_twice_by_one_hand_can_be_taken_back():
    def twice() -> None:
        import streamlit as st

        from core.analysis.care_queue import Kind
        from core.services import care_queue, care_queue_people, opening
        from core.ui import care_queue_state, session

        shop = opening.open_shop()
        found = care_queue.tasks(shop, session.today())
        some = care_queue_people.listed(shop, found.head(1))
        for _time in range(2):
            care_queue_state.mark(shop, Kind(some[0].kind), some)
        shop.close()
        st.write(len(st.session_state["care.marked"].batch.orders))

    app = AppTest.from_function(twice, default_timeout=60).run()
    assert not app.exception
    assert [one.value for one in app.markdown] == ["`1`"]


def test_the_same_text_for_more_than_twenty_people_is_warned_of():
    with_shop(lambda shop: take(shop, busy(TODAY, 30), as_of=NOW))
    app = page()
    app.segmented_control(key="care.kind").set_value("how_is_it").run()
    app.toggle(key="care.many").set_value(True).run()
    assert "오늘 30명에게 똑같은 글이 가요." in said(app)
    app.selectbox(key="care.bulk.text.how_is_it").set_value("all").run()
    assert "똑같은 글이 가요." not in said(app)


def test_the_share_of_few_orders_is_told_as_a_count_of_orders():
    with_shop(lambda shop: take(shop, busy(ago(TODAY, 8)), as_of=NOW))
    before = NOW - timedelta(days=13)
    order = (1, "20263000000")
    with_shop(lambda shop: done.mark(shop, Kind.HOW_IS_IT, [order], before))

    assert "24건 중 1건" in said(page())


@pytest.mark.usefixtures("twelve")
def test_it_can_be_looked_up_why_somebody_is_not_in_the_list():
    app = page()
    app.text_input(key="care.lookup.number").set_value("20263000000").run()
    assert "안부: 오늘 목록에 있어요." in said(app)
    assert "사용 팁: 이 상품에는 적어 둔 팁이 없어요." in said(app)
    app.text_input(key="care.lookup.number").set_value("없는 번호").run()
    assert "이 번호의 주문이 없어요." in said(app)


def test_a_stale_file_is_said_before_anybody_is_written_to():
    old = ago(TODAY, 5)
    with_shop(lambda shop: take(shop, busy(old), as_of=NOW - timedelta(days=5)))
    words = said(page())
    assert "그 뒤의 새 주문과 취소·반품은 아직 몰라요." in words
    assert "그 뒤의 반품은 몰라요." in words


@pytest.mark.usefixtures("twelve")
def test_a_rule_is_changed_and_taken_back():
    app = page("ko", "rules")
    key = "care.rule.how_is_it.0"
    app.number_input(key=f"{key}.days").set_value(9).run()
    app.button(key=f"{key}.save").click().run()
    assert "안부 규칙을 바꿨어요." in said(app)
    assert with_shop(care_rules.rules)[Kind.HOW_IS_IT].days == 9
    press(app, "care.offered")
    assert with_shop(care_rules.rules) == FIRST


@pytest.mark.usefixtures("twelve")
def test_a_text_that_promises_something_for_a_review_is_refused():
    app = page("ko", "rules")
    key = "care.rule.review.0"
    app.text_area(key=f"{key}.text").set_value("후기를 쓰면 적립금을 드려요").run()
    assert "‘적립’ 때문에 광고 글이 돼요." in said(app)
    app.button(key=f"{key}.save").click().run()
    assert with_shop(care_rules.rules) == FIRST
    assert any(
        "후기 부탁에는 대가를 적을 수 없어요" in (one.proto.title or "") + one.value
        for one in app.error
    )


@pytest.mark.usefixtures("twelve")
def test_a_tip_makes_tasks_and_an_order_can_be_left_out():
    app = page("ko", "rules")
    number = app.selectbox(key="care.tip.product").value
    app.text_input(key=f"care.tip.text.{number}").set_value("손으로 씻어 주세요.")
    press(app, "care.tip.save")
    assert list(with_shop(care_rules.tips).values()) == ["손으로 씻어 주세요."]
    app.text_input(key="care.out.number").set_value("20263000000").run()
    press(app, "care.out.order")
    assert due().counts[Kind.HOW_IS_IT] == 11
    press(app, "care.out.in.order.1:20263000000")
    assert due().counts[Kind.HOW_IS_IT] == 12
