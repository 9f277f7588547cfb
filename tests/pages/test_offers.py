"""The tab 채널 맞추기: offers by channels, and the profiles of channels."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core import i18n
from core.services import offers, offers_places, offers_profiles, settings
from core.services.offers import Offer
from core.services.offers_places import Place
from core.services.offers_profiles import Item
from core.services.settings import ShopSettings
from core.terms import seoul_day
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/messages.py"
SALE = Offer(
    "단골 주간", TODAY - timedelta(days=2), TODAY + timedelta(days=5), "전 상품 20% 할인", 20
)
LINE = "다정한 동네 가게"


def furnish(shop):
    """A running offer in three channels: the same, another discount, not looked at."""
    settings.save(shop, ShopSettings(name="달빛공방", seen_as=LINE))
    one = offers.add(shop, SALE, NOW)
    same = offers_places.as_planned(one, Place(one.number, "상품 페이지"))
    offers_places.keep(shop, same, NOW)
    offers_places.keep(shop, replace(same, channel="인스타그램", percent=15), NOW)
    offers_places.everywhere(shop, one, ["카카오톡"], NOW)
    offers_profiles.add(shop, "블로그", NOW)


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=["match"])
    assert not app.exception
    return app


def run(app, language="ko"):
    with i18n.speaking(language):
        app.run()
    assert not app.exception
    return app


def button(app, key):
    return next(one for one in app.button if one.key and one.key.startswith(key))


def click(app, key, language="ko"):
    button(app, key).click()
    return run(app, language)


def field(app, kind, begin, end):
    return next(
        one for one in app.get(kind)
        if one.key and begin in one.key and one.key.endswith(end)
    )  # fmt: skip


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "").replace("\u2060", "")


def wrong(app):
    return [fault for text in said(app).splitlines() for fault in faults_on_screen(text)]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_shop_is_asked_for_an_offer(language):
    app = page(language)
    told = said(app)
    assert ("행사 하나를 적으면" in told) is (language == "ko")
    assert ("Write down one offer" in told) is (language == "en")
    assert not app.dataframe
    if language == "ko":
        assert wrong(app) == []


@pytest.mark.usefixtures("folder")
def test_an_offer_is_written_down_and_taken_back():
    app = page()
    field(app, "text_input", "offers.form.new", ".name").set_value("봄맞이")
    click(app, "offers.form.new.keep")
    assert "약속한 내용이나 할인율을 적어 주세요." in said(app)
    assert with_shop(offers.listed) == []
    field(app, "text_input", "offers.form.new", ".what").set_value("전 상품 무료 배송")
    click(app, "offers.form.new.keep")
    (kept,) = with_shop(offers.listed)
    assert (kept.name, kept.first, kept.percent) == ("봄맞이", TODAY, None)
    assert "이 행사를 어느 채널에 올렸는지 적어 주세요." in said(app)
    click(app, "offers.back")
    assert with_shop(offers.listed) == []
    click(app, "offers.back.0")
    assert [one.name for one in with_shop(offers.listed)] == ["봄맞이"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_one_channel_of_three_differs_and_is_put_right_in_one_click(language):
    with_shop(furnish)
    app = page(language)
    told = said(app)
    if language == "ko":
        assert "3곳 가운데 1곳의 할인율이 달라요." in told
        assert "‘20% 할인’ 그대로 적어 주세요: 인스타그램" in told
        assert "거기 적힌 것: 15% 할인 · 정한 것: 20% 할인" in told
        assert "안 올린 곳: 블로그" in told
        assert wrong(app) == []
    else:
        assert "In 1 of 3 channels the discount differs." in told
        assert "Write 20% off in 인스타그램." in told
    assert LINE in told
    click(app, "offers.row.planned.2", language)
    click(app, "offers.row.planned.3", language)
    assert ("모든 채널이 똑같아요(3곳)." if language == "ko" else "same (3)") in said(app)
    click(app, "offers.back", language)
    assert with_shop(offers_places.listed)[2].words == ""


@pytest.mark.usefixtures("folder")
def test_what_a_channel_says_is_noted_in_place():
    with_shop(furnish)
    app = page()
    field(app, "text_area", "offers.form.place.1.field", ".words").set_value("20% 쿠폰")
    click(app, "offers.form.place.1.keep")
    assert with_shop(offers_places.listed)[0].words == "20% 쿠폰"
    assert "거기에 없는 말: ‘전 상품 20% 할인’" in said(app)
    field(app, "date_input", "offers.form.place.1.field", ".last").set_value(None)
    click(app, "offers.form.place.1.keep")
    assert with_shop(offers_places.listed)[0].last is None
    assert "끝나는 날 없음" in said(app)
    click(app, "offers.form.place.1.undo")
    assert with_shop(offers_places.listed)[0].last == SALE.last


@pytest.mark.usefixtures("folder")
def test_an_offer_is_put_into_all_channels_and_out_of_one():
    with_shop(furnish)
    app = page()
    click(app, "offers.row.all.1")
    assert [one.channel for one in with_shop(offers_places.listed)] == [
        "상품 페이지", "인스타그램", "카카오톡", "블로그",
    ]  # fmt: skip
    click(app, "offers.row.absent.4")
    assert "안 올린 곳: 블로그" in said(app)
    click(app, "offers.row.away.1")
    assert with_shop(offers.listed) == []


@pytest.mark.usefixtures("folder")
def test_two_windows_are_told_apart():
    with_shop(furnish)
    app = page()
    one = with_shop(offers.listed)[0]
    with_shop(lambda shop: offers.change(shop, replace(one, percent=30, what="30%"), NOW))
    click(app, "offers.form.1.keep")
    assert with_shop(offers.listed)[0].percent == 30
    assert "다시 보고 고쳐 주세요" in said(app)


@pytest.mark.usefixtures("folder")
def test_an_offer_that_is_over_is_taken_down():
    def over(shop):
        first, last = TODAY - timedelta(days=9), TODAY - timedelta(days=1)
        one = offers.add(shop, replace(SALE, first=first, last=last), NOW)
        offers_places.keep(shop, Place(one.number, "밴드", first, None, 20, SALE.what), NOW)

    with_shop(over)
    app = page()
    assert "끝났는데 1곳 가운데 1곳에 아직 걸려 있어요." in said(app)
    assert "내려 주세요: 밴드" in said(app)
    click(app, "offers.row.down.1")
    assert "지금 하거나 앞으로 할 행사가 없어요." in said(app)


@pytest.mark.usefixtures("folder")
def test_a_profile_is_looked_at_and_its_text_held_against_the_line():
    with_shop(furnish)
    app = page()
    assert "4곳 가운데 4곳의 소개를 살펴볼 때예요" in said(app)
    click(app, "offers.profile.keep.블로그")
    assert "하나라도 있는지 없는지 골라 주세요." in said(app)
    field(app, "button_group", "offers.profile.블로그", Item.LINK.value).set_value([True])
    field(app, "text_area", "offers.profile.블로그", ".text").set_value("다정한 이웃 가게예요")
    click(app, "offers.profile.keep.블로그")
    found = {one.channel: one for one in with_shop(offers_profiles.profiles)}["블로그"]
    assert (found.looked, found.missing, found.there) == (TODAY, (Item.LINE,), 1)
    assert "붙여 넣은 글에 이 말이 그대로 없어요." in said(app)
    assert "4가지 가운데 1가지 있어요" in said(app)
    click(app, "offers.back")
    found = {one.channel: one for one in with_shop(offers_profiles.profiles)}["블로그"]
    assert found.looked is None


def furnish_odd(shop):
    one = offers.add(shop, SALE, NOW)
    offers_places.everywhere(shop, one, ["[여기](javascript:alert(1)) :red[빨강]"], NOW)


def test_names_of_channels_are_read_as_they_are_written():
    with_shop(furnish_odd)
    app = page()
    (channels,) = [one for one in app.get("pills") if "form.new.channels" in str(one.key)]
    (label,) = channels.options
    assert "\\[" in label
    assert ":red[" not in label.replace("\\", "")
