"""The tab 단골 혜택·등급: benefits, to whom they were given, and what they brought."""

from datetime import UTC, datetime, timedelta

import pytest

from core import i18n
from core.analysis.customer_states import State
from core.services import benefits, benefits_draws
from core.services.benefits import Benefit, Kind
from core.terms import seoul_day
from tests import shops
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.shops import Line
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/messages.py"


def orders(shop):
    """Twelve regulars and eight who bought once."""
    lines = [Line(TODAY - timedelta(days=days), f"r{number}", 20_000)
             for number in range(12) for days in (3, 30, 60)]  # fmt: skip
    lines += [Line(TODAY - timedelta(days=9), f"f{number}", order=f"20261122000{number}")
              for number in range(8)]  # fmt: skip
    shops.take(shop, lines)


def page(language="ko", part=None):
    app = opening.opened(PAGE, language=language, tabs=["regulars"], part=part)
    assert not app.exception
    return app


def run(app, language="ko"):
    with i18n.speaking(language):
        app.run()
    assert not app.exception
    return app


def one(some, key):
    return next(it for it in some if it.key and it.key.startswith(key))


def click(app, key, language="ko"):
    one(app.button, key).click()
    return run(app, language)


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "").replace("\u2060", "")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_shop_begins_with_the_catalogue(language):
    app = page(language)
    told = said(app)
    assert ("할인 아닌 혜택 하나부터" in told) is (language == "ko")
    assert ("Begin with one benefit that is no discount." in told) is (language == "en")
    kinds = [it for it in app.button if it.key and it.key.startswith("benefits.use.")]
    assert len(kinds) == len(Kind)
    assert not app.dataframe
    if language == "ko":
        assert faults_on_screen(said(app)) == []


@pytest.mark.usefixtures("folder")
def test_a_benefit_is_taken_into_use_with_one_click_and_taken_back():
    app = page()
    click(app, "benefits.use.card")
    (kept,) = with_shop(benefits.listed)
    assert (kept.name, kept.kind, kept.cost) == ("손글씨 카드", Kind.CARD, 500)
    assert "혜택을 쓰기 시작했어요." in said(app)
    click(app, "voice.done.undo")
    assert with_shop(benefits.listed) == []
    click(app, "benefits.back.0")
    assert [it.name for it in with_shop(benefits.listed)] == ["손글씨 카드"]


@pytest.mark.usefixtures("folder")
def test_a_benefit_is_changed_and_what_is_wrong_is_said():
    with_shop(lambda shop: benefits.add(shop, Benefit("카드", Kind.CARD), NOW))
    with_shop(lambda shop: benefits.add(shop, Benefit("샘플", Kind.SAMPLE), NOW))
    app = page()
    one(app.text_input, "field.benefits.form.1.name").set_value("샘플")
    click(app, "benefits.form.save.1")
    assert "같은 이름의 혜택이 있어요." in said(app)
    one(app.text_input, "field.benefits.form.1.name").set_value("감사 카드")
    click(app, "benefits.form.save.1")
    assert {it.name for it in with_shop(benefits.listed)} == {"감사 카드", "샘플"}
    click(app, "benefits.form.undo.1")
    assert {it.name for it in with_shop(benefits.listed)} == {"카드", "샘플"}


@pytest.mark.usefixtures("folder")
def test_another_window_is_not_overwritten():
    with_shop(lambda shop: benefits.add(shop, Benefit("카드", Kind.CARD), NOW))
    app = page()
    with_shop(lambda shop: benefits.change(
        shop, Benefit("다른 창 카드", Kind.CARD, id=1, version=1), NOW))  # fmt: skip
    one(app.text_input, "field.benefits.form.1.name").set_value("이 창 카드")
    click(app, "benefits.form.save.1")
    assert [it.name for it in with_shop(benefits.listed)] == ["다른 창 카드"]
    assert app.error or app.warning


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_regulars_are_drawn_for_and_the_time_is_taken_back(language):
    with_shop(orders)
    with_shop(lambda shop: benefits.add(shop, Benefit("카드", Kind.CARD, 500), NOW))
    app = page(language)
    assert ("12명 골랐어요" if language == "ko" else "12 people are chosen") in said(app)
    click(app, "benefits.give.do", language)
    (drawn,) = with_shop(benefits_draws.listed)
    assert (drawn.given + drawn.left, drawn.cost) == (12, 500)
    assert drawn.left in {2, 3}
    if language == "ko":
        assert "상자에 넣는 선물은 동의가 없어도 돼요." in said(app)
        assert faults_on_screen(said(app)) == []
    assert len(app.get("download_button")) >= 1
    click(app, "voice.done.undo", language)
    assert with_shop(benefits_draws.listed) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("again", [0, 2])
def test_a_shop_without_regulars_begins_with_those_it_has(again):
    """Of two who came again nobody can be left out by lot."""
    lines = [Line(TODAY - timedelta(days=9), f"f{number}") for number in range(8)]
    lines += [Line(TODAY - timedelta(days=days), f"a{number}")
              for number in range(again) for days in (3, 30)]  # fmt: skip
    with_shop(lambda shop: shops.take(shop, lines))
    with_shop(lambda shop: benefits.add(shop, Benefit("카드", Kind.CARD, 500), NOW))
    app = page()
    assert "8명 골랐어요" in said(app)
    one(app.selectbox, "benefits.give.state").set_value(State.REGULAR)
    run(app)
    assert "0명 골랐어요" in said(app)
    assert "여기에 드는 고객이 없어요. 다른 고객을 골라 주세요." in said(app)
    assert next(it for it in app.button if it.key == "benefits.give.do").disabled
    assert faults_on_screen(said(app)) == []


@pytest.mark.usefixtures("folder")
def test_pasted_numbers_are_people_and_unknown_ones_are_named():
    with_shop(orders)
    with_shop(lambda shop: benefits.add(shop, Benefit("카드", Kind.CARD, 500), NOW))
    app = page()
    one(app.selectbox, "benefits.give.source").set_value("pasted")
    run(app)
    one(app.text_area, "benefits.give.pasted").set_value("202611220001\n202611220002\n999999999")
    run(app)
    told = said(app)
    assert "2명 골랐어요" in told
    assert "이 번호의 고객이 없어요: 999999999" in told


@pytest.mark.usefixtures("folder")
def test_the_plan_of_a_benefit_lists_who_heard_nothing():
    with_shop(orders)
    with_shop(lambda shop: benefits.add(shop, Benefit("소식", Kind.FIRST_LOOK, every_days=30), NOW))
    app = page()
    assert "20명 중 20명이 30일 동안 소식을 못 들었어요." in said(app)


@pytest.mark.usefixtures("folder")
def test_each_part_has_its_address():
    with_shop(orders)
    for part, there in (("tiers", "등급 기준"), ("posts", "글 적기")):
        app = page(part=part)
        assert there in said(app)
        assert "혜택 주기" not in said(app)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_sample_shop_shows_what_a_lot_brought(language):
    opening.keep_sample()
    app = page(language)
    told = said(app)
    assert ("‘손글씨 카드’ 덕분에" if language == "ko" else "Thanks to “손글씨 카드”") in told
    assert len(app.dataframe) == 1
    if language == "ko":
        assert faults_on_screen(said(app)) == []
