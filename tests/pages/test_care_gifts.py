"""감동 as its readers see it: what can be found out, the draw, the parcels and the answer."""

from datetime import UTC, datetime, timedelta

import pytest

from core import i18n
from core.services import care_gift_effects, care_gift_outlook, care_gifts
from core.services.care_gifts import Thing
from core.terms import OrderState, seoul_day
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.shops import Line, take
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/care.py"
LETTER = Thing.LETTER


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=("gifts",))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def faults(app):
    """What is wrong with the words of the page."""
    lines = [line.replace("\\", "") for line in said(app).splitlines()]
    return [fault for line in lines for fault in faults_on_screen(line)]


def draws():
    return with_shop(lambda shop: care_gifts.draws(shop, LETTER))


def given():
    (one,) = draws()
    lots = with_shop(lambda shop: care_gifts.lots(shop, one.id))
    return [lot.order.key for lot in lots if lot.is_given]


@pytest.fixture
def waiting() -> None:
    """Seven paid orders of yesterday, and 200 of half a year ago."""
    long_ago = TODAY - timedelta(days=180)
    old = [Line(long_ago + timedelta(days=at % 60), f"a{at % 120}", 20_000, order=f"a{at}")
           for at in range(200)]  # fmt: skip
    new = [Line(TODAY - timedelta(days=1), f"b{at}", order=f"o{at}", state=OrderState.PAID)
           for at in range(7)]  # fmt: skip
    with_shop(lambda shop: take(shop, [*old, *new]))


def test_an_empty_shop_is_told_what_it_takes():
    app = page()
    assert "주문의 절반에만 넣으면 효과를 알 수 있어요." in said(app)
    assert "보낼 주문이 없거나 모두 이미 뽑았어요." in said(app)
    assert any("upload" in link for link, _query in opening.links(app))
    assert faults(app) == []


@pytest.mark.usefixtures("waiting")
def test_what_can_be_found_out_is_said_before_the_draw():
    app = page()
    told = said(app)
    assert "90일 안에 다시 사요" in told
    (sizes,) = [one for one in app.radio if one.key == "gifts.size.letter"]
    assert len(sizes.options) == 3
    assert all("100명 중" in one and "일" in one for one in sizes.options)


@pytest.mark.usefixtures("waiting")
def test_half_is_drawn_with_one_click_and_the_number_that_was_said_is_kept():
    app = page()
    app.number_input(key="gifts.cost.letter").set_value(450).run()
    app.radio(key="gifts.size.letter").set_value(2).run()
    app.button(key="gifts.draw").click().run()
    assert not app.exception
    (one,) = draws()
    assert (one.orders, one.is_random, one.cost) == (7, True, 450)
    assert one.given in {3, 4}
    sizes = with_shop(lambda shop: care_gift_outlook.outlook(shop, TODAY)).sizes
    kept = with_shop(lambda shop: care_gift_effects.answer(shop, LETTER, TODAY)).goal
    assert kept == sizes[2].people
    assert f"{kept}명 중 7명까지 뽑았어요." in said(app)
    assert faults(app) == []


@pytest.mark.usefixtures("waiting")
def test_parcels_are_ticked_together_and_taken_back():
    app = page()
    app.button(key="gifts.draw").click().run()
    (one,) = draws()
    app.button(key=f"gifts.all.{one.id}").click().run()
    assert not app.exception
    assert draws()[0].sent == one.given
    assert "포장할 것이 없어요." in said(app)
    app.button(key="gifts.unsend").click().run()
    assert draws()[0].sent == 0
    app.checkbox(key=f"gifts.lot.{one.id}.{given()[0]}").check()
    app.button(key=f"gifts.some.{one.id}").click().run()
    assert draws()[0].sent == 1


@pytest.mark.usefixtures("waiting")
def test_a_draw_is_taken_back_and_brought_back():
    app = page()
    app.button(key="gifts.draw").click().run()
    (one,) = draws()
    before = given()
    app.button(key=f"gifts.back.{one.id}").click().run()
    assert draws() == []
    app.button(key="gifts.letter.back.0").click().run()
    assert not app.exception
    assert given() == before


@pytest.mark.usefixtures("waiting")
def test_what_was_sent_in_another_window_stays():
    app = page()
    app.button(key="gifts.draw").click().run()
    (one,) = draws()
    with_shop(lambda shop: care_gifts.send(shop, {one.id: given()[:1]}, TODAY))
    app.button(key=f"gifts.back.{one.id}").click().run()
    assert not app.exception
    assert "다시 보고 고쳐 주세요." in said(app)
    assert [found.id for found in draws()] == [one.id]


@pytest.mark.usefixtures("waiting")
def test_orders_are_chosen_one_by_one():
    app = page()
    app.checkbox(key="gifts.tick.letter.(1, 'o3')").check()
    app.checkbox(key="gifts.tick.letter.(1, 'o5')").check()
    app.button(key="gifts.choose").click().run()
    assert not app.exception
    (one,) = draws()
    assert (one.orders, one.given, one.is_random) == (2, 2, False)
    assert given() == [(1, "o3"), (1, "o5")]
    assert "직접 고른 주문이라 참고만 할 수 있어요." in said(app)


@pytest.mark.usefixtures("waiting")
def test_the_number_of_customers_is_changed_until_the_answer():
    app = page()
    app.button(key="gifts.draw").click().run()
    app.radio(key="gifts.size.letter").set_value(0).run()
    app.button(key="gifts.goal.letter").click().run()
    sizes = with_shop(lambda shop: care_gift_outlook.outlook(shop, TODAY)).sizes
    goal = with_shop(lambda shop: care_gift_effects.answer(shop, LETTER, TODAY)).goal
    assert goal == sizes[0].people


def test_names_of_products_are_taken_literally():
    odd = "**컵** $5 `x` <b>"
    with_shop(
        lambda shop: take(
            shop,
            [Line(TODAY - timedelta(days=1), f"b{at}", order=f"o{at}", product=odd,
                  state=OrderState.PAID) for at in range(2)],
        )
    )  # fmt: skip
    app = page()
    labels = [one.label for one in app.checkbox if "tick" in (one.key or "")]
    assert len(labels) == 2
    assert all("\\*\\*컵" in one and "\\<b\\>" in one for one in labels)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_sample_shop_has_an_answer(language):
    opening.keep_sample()
    app = page(language)
    told = said(app)
    first = {"ko": "편지 덕분에 100명 중", "en": "Thanks to the letter"}[language]
    assert first in told
    assert {"ko": "90일 안에 다시 산 손님", "en": "Came again within 90 days"}[language] in told
    if language == "ko":
        assert faults(app) == []
    with i18n.speaking(language):
        app.segmented_control(key="gifts.what").set_value("gift").run()
    assert not app.exception
    assert {"ko": "쯤 답을 볼 수 있어요.", "en": "you can see the answer around"}[language] in said(
        app
    )
