"""구독자 of 메시지 as its readers see it: empty, written down, renewed, brought along, made up."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import customers_consent, subscribers, subscribers_renewals
from core.services.customers_consent import Consent, Kind
from core.services.subscribers import Channel, Count
from core.terms import seoul_day
from tests import message_shops
from tests.customer_shops import MINA, SORA, Sold, take
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

pytestmark = pytest.mark.usefixtures("folder")

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/messages.py"


def page(part=None, language="ko"):
    app = opening.opened(PAGE, language=language, tabs=["subscribers"], part=part)
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def faults(app):
    return [fault for line in said(app).splitlines() for fault in faults_on_screen(line)]


def button(app, start):
    return next(one for one in app.button if (one.key or "").startswith(start))


def field(app, kind, end):
    return next(one for one in app.get(kind) if (one.key or "").endswith(end))


def customers(*consents):
    def put(shop):
        take(shop, [
            Sold("2026100100001111", TODAY - timedelta(days=60)),
            Sold("2026100200002222", TODAY - timedelta(days=50), SORA, name="이*라"),
        ])  # fmt: skip
        for key, day in consents:
            customers_consent.give(shop, Consent(key, Kind.MARKETING, day, "chat"), NOW)

    with_shop(put)


def long_ago(days=3):
    day = TODAY - timedelta(days=days)
    return day.replace(year=day.year - 2)


def test_an_empty_shop_is_told_what_it_takes():
    for part, told in (
        ("channels", "소식을 받겠다는 사람이 몇 명인지 아직 몰라요."),
        ("consents", "적어 둔 고객 동의가 아직 없어요."),
        ("stops", "보냈다고 표시한 메시지가 아직 없어요."),
    ):
        app = page(part)
        assert told in said(app)
        assert faults(app) == []


def test_numbers_are_written_down_and_taken_back():
    app = page()
    field(app, "number_input", "typed.0.total").set_value(120).run()
    button(app, "subscribers.channels.keep").click().run()
    assert not app.exception
    (line,) = with_shop(subscribers.listed)
    assert (line.channel, line.count) == (Channel.KAKAO, Count(TODAY, 120))
    assert "새로 적은 날 1" in said(app)
    button(app, "voice.done.undo").click().run()
    assert not app.exception
    assert with_shop(subscribers.listed) == []


def test_pasted_days_are_looked_over_before_they_are_kept():
    app = page()
    field(app, "text_area", "pasted.0.block").set_value("2026-11-29, 130\n내일, 5")
    next(one for one in app.button if one.label == "읽기").click().run()
    assert not app.exception
    text = said(app)
    assert "1줄을 적을 수 있어요." in text
    assert "2번째 줄: 날짜를 읽지 못했어요." in text
    assert with_shop(subscribers.listed) == []
    button(app, "subscribers.channels.take").click().run()
    assert [one.count.total for one in with_shop(subscribers.listed)] == [130]


def test_a_contradiction_and_a_gap_are_told():
    monday = TODAY - timedelta(days=TODAY.weekday())
    sundays = [monday - timedelta(days=1 + 7 * back) for back in range(4)]
    counts = [Count(sundays[3], 100), Count(sundays[1], 104, 9, 1), Count(sundays[0], 110, 6, 0)]
    with_shop(lambda shop: subscribers.keep(shop, Channel.KAKAO, counts, NOW))
    app = page()
    text = said(app)
    assert "104명으로 적혀 있는데" in text
    assert "108명이에요. 두 줄을 다시 봐 주세요." in text
    assert "1주는 적힌 수가 없어요. 0이 아니라 모르는 거예요." in text
    assert faults(app) == []


def test_one_consent_is_confirmed_and_taken_back():
    customers((MINA, long_ago()), (SORA, TODAY - timedelta(days=30)))
    app = page("consents")
    assert "김*수" in said(app)
    assert "이 지남" in said(app)
    app.selectbox(key="subscribers.due.source").set_value("phone").run()
    button(app, "subscribers.due.tick").click().run()
    assert not app.exception
    assert with_shop(lambda shop: customers_consent.to_renew(shop, TODAY)) == frozenset()
    assert "1명이 계속 받겠다고 한 것을 오늘 날짜로 적었어요." in said(app)
    button(app, "voice.done.undo").click().run()
    assert with_shop(lambda shop: customers_consent.to_renew(shop, TODAY)) == {MINA}


def test_those_ticked_are_confirmed_together():
    customers((MINA, long_ago()), (SORA, long_ago(9)))
    app = page("consents")
    app.selectbox(key="subscribers.due.source").set_value("phone").run()
    button(app, "subscribers.due.all").click().run()
    button(app, "subscribers.due.done").click().run()
    assert not app.exception
    assert len(with_shop(lambda shop: customers_consent.consented(shop, TODAY))) == 2
    assert "60일 안에 다시 물어볼 고객이 없어요." in said(app)


def test_ten_at_a_time_are_listed_to_be_asked_again():
    """A page of them is not too long for a phone."""
    keys = [f"{n:032x}" for n in range(11)]
    customers(*((key, long_ago()) for key in keys))
    app = page("consents")
    ticks = [one for one in app.checkbox if one.key.startswith("subscribers.due.tick")]
    assert len(ticks) == 10


def test_who_took_it_back_in_another_window_is_not_confirmed():
    customers((MINA, long_ago()))
    app = page("consents")
    app.selectbox(key="subscribers.due.source").set_value("phone").run()

    def withdrawn(shop):
        (one,) = customers_consent.listed(shop, [MINA])
        customers_consent.withdraw(shop, one, TODAY, NOW)

    with_shop(withdrawn)
    button(app, "subscribers.due.tick").click().run()
    assert not app.exception
    assert "60일 안에 다시 물어볼 고객이 없어요." in said(app)
    assert with_shop(lambda shop: customers_consent.withdrawn(shop, TODAY)) == {MINA}


def test_consents_are_brought_along_looked_over_and_taken_back():
    customers()
    app = page("consents")
    block = "2026100100001111, 2026-11-20, 전단\n9999, 2026-11-20, 전단"
    field(app, "text_area", "import.block.0").set_value(block)
    next(one for one in app.button if one.label == "먼저 살펴보기").click().run()
    assert not app.exception
    text = said(app)
    assert "1명을 적을게요." in text
    assert "2번째 줄: 이 번호의 고객을 찾지 못했어요." in text
    assert with_shop(lambda shop: customers_consent.consented(shop, TODAY)) == frozenset()
    button(app, "subscribers.import.take").click().run()
    assert not app.exception
    assert with_shop(lambda shop: customers_consent.consented(shop, TODAY)) == {MINA}
    assert faults(app) == []
    button(app, "voice.done.undo").click().run()
    assert with_shop(lambda shop: customers_consent.consented(shop, TODAY)) == frozenset()


def test_a_list_without_columns_is_refused_and_nothing_is_kept():
    customers()
    app = page("consents")
    field(app, "text_area", "import.block.0").set_value("이름,전화\n민아,둘")
    next(one for one in app.button if one.label == "먼저 살펴보기").click().run()
    assert not app.exception
    text = said(app)
    assert "아무것도 적지 않았어요. 첫 줄에 ‘주문번호, 동의일, 출처’라고 적어 주세요." in text
    assert faults(app) == []


def test_several_written_down_together_go_and_come_back_together():
    customers()
    some = [Consent(key, Kind.MARKETING, date(2026, 11, 20), "전단") for key in (MINA, SORA)]
    with_shop(lambda shop: subscribers_renewals.take(shop, some, NOW))
    app = page("consents")
    button(app, "subscribers.import.undo.0").click().run()
    assert with_shop(lambda shop: customers_consent.consented(shop, TODAY)) == frozenset()
    button(app, "subscribers.import.back.0").click().run()
    assert with_shop(lambda shop: customers_consent.consented(shop, TODAY)) == {MINA, SORA}


def test_a_sending_after_which_many_asked_to_stop_stands_out():
    for title, left in (("세일", 30), ("안부", 3), ("소식", 4)):
        with_shop(lambda shop, title=title, left=left: message_shops.sent(
            shop, {}, title=title, sent=1000, failed=0, left=left,
            sent_at=NOW - timedelta(days=10),
        ))  # fmt: skip
    app = page("stops")
    assert "‘세일’" in said(app)
    assert "뒤에는 다른 메시지보다 수신거부가 많았어요(3.0%)." in said(app)
    assert "‘안부’" not in said(app)
    assert faults(app) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_made_up_shop_has_something_to_show(language):
    opening.keep_sample()
    told = {
        ("ko", "channels"): ("카카오 채널 친구가 늘고, 메일 구독자가 줄고 있어요.",),
        ("ko", "consents"): ("광고를 보내도 되는 고객", "다시 물어볼 고객"),
        ("ko", "stops"): ("도착한 메시지",),
        ("en", "channels"): (
            "More and more: Friends on Kakao. Fewer and fewer: Newsletter by mail.",
        ),
        ("en", "consents"): ("Ask them again",),
        ("en", "stops"): ("Who asked to stop",),
    }
    for part in ("channels", "consents", "stops"):
        app = page(part, language)
        assert all(one in said(app) for one in told[language, part])
        assert language == "en" or faults(app) == []
