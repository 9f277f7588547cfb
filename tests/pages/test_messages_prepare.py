"""The tab 보내기 준비: from a scenario to a list that is marked as sent."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from core import i18n
from core.importers.identity import Identity
from core.services import (
    copy_tests,
    customers_consent,
    customers_groups,
    messages_lists,
    messages_rules,
    messages_scenarios,
    messages_sends,
    messages_variants,
    messages_wordings,
    settings,
    target_personas,
)
from core.services.customers_consent import Consent, Kind
from core.services.messages_rules import MessageRules
from core.services.messages_scenarios import Scenario
from core.services.messages_wordings import Wording
from core.services.settings import ShopSettings
from core.services.target_personas import Persona
from core.terms import seoul_day
from core.terms.customer_groups import Between, On, rule
from core.terms.messages import MessageChannel, MessageKind, ScenarioStage, SendStatus
from tests import customer_shops as shops
from tests.customer_shops import Sold
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/messages.py"
AD = (
    "{이름?고객} 님, {상품명}{을/를} 사신 지 {며칠째}일 됐어요. {혜택}\n"
    "무료수신거부 {번호?홈 > 채널 차단}"
)


def furnish(shop, *, block="(광고) {가게}", people=20):
    """Twenty customers who agreed but for two, a scenario with one text, and no price unknown."""
    settings.save(shop, ShopSettings(name="달빛공방", margin_percent=30))
    messages_rules.save(shop, MessageRules("02-123-4567", "080-123-4567"), NOW)
    keys = [Identity(shop.key).buyer("", f"손님{n}", f"010-1234-{n:04d}") for n in range(people)]
    shops.take(
        shop,
        [Sold(f"O{n}", TODAY - timedelta(days=30 + n), keys[n], amount=30_000, name=None)
         for n in range(people)],
    )  # fmt: skip
    for key in keys[2:]:
        day = TODAY - timedelta(days=9)
        customers_consent.give(shop, Consent(key, Kind.MARKETING, day, "chat"), NOW)
    one = messages_scenarios.add(
        shop, Scenario(ScenarioStage.AWAY, "다시 오세요", MessageChannel.BRAND), NOW
    )
    messages_wordings.add(
        shop, Wording(one.id, MessageKind.ADVERTISING, AD, block=block), NOW
    )  # fmt: skip


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=["prepare"])
    assert not app.exception
    return app


def run(app, language="ko"):
    with i18n.speaking(language):
        app.run()
    assert not app.exception
    return app


def click(app, key, language="ko"):
    button = next(one for one in app.button if one.key and one.key.startswith(key))
    button.click()
    return run(app, language)


def wrong(app):
    """What is wrong with the words of the page; what customers read follows other rules."""
    texts = [text.replace("\\", "") for text in opening.texts(app)]
    ours = [text for text in texts if "수신거부" not in text or "글" in text]
    return [fault for text in ours for fault in faults_on_screen(text)]


def field(kind, ending):
    return next(one for one in kind if one.key and one.key.endswith(ending))


def said(app):
    """All that stands on the page, the titles of notices as well, as it is read."""
    notices = [*app.success, *app.warning, *app.error]
    told = [*opening.texts(app), *(one.proto.title for one in notices)]
    return " ".join(told).replace("\\", "")


def morning(app, language="ko"):
    """Plan it for tomorrow at ten, so that the hour of the test does not matter."""
    field(app.date_input, ".day").set_value(TODAY + timedelta(days=1))
    return run(app, language)


@pytest.mark.usefixtures("folder")
def test_without_a_scenario_the_way_to_one_is_told():
    assert "시나리오에 글 하나만 있으면 돼요." in said(page())


@pytest.mark.usefixtures("folder")
def test_a_message_is_prepared_settled_and_marked_as_sent():
    with_shop(furnish)
    app = morning(click(page(), "messages.prepare.begin.go"))
    told = said(app)
    assert "그룹 20명" in told
    assert "광고 수신에 동의하지 않은 2명을 뺐어요." in told
    assert "18명 남았어요." in told
    # D4: 18 x 25 = 450 won, 30,000 x 30 % = 9,000 remain
    assert "1명만 사면 본전이에요 (5.6%)" in told
    assert "보내도 괜찮아요." in told
    assert wrong(app) == []

    app = click(app, "messages.draft.1.settle")
    (send,) = with_shop(messages_sends.listed)
    assert send.status is SendStatus.LISTED
    assert "목록을 확정했어요: A 18명" in said(app)
    content = "구매자명,구매자연락처\n손님5,010-1234-0005\n".encode()
    app.file_uploader[0].set_value(("orders.csv", content, "text/csv"))
    app = run(app)
    assert "목록에 1건을 담았어요." in said(app)
    assert "17명은 이 파일에 연락처가 없어요." in said(app)
    assert [one.label for one in app.get("download_button")] == ["A 목록 · 1명"]

    app = click(app, "messages.list.1.mark")
    (send,) = with_shop(messages_sends.listed)
    assert (send.status, send.sent, send.price) == (SendStatus.SENT, 18, 25.0)
    assert "시나리오" in said(app)


@pytest.mark.usefixtures("folder")
def test_a_price_that_is_known_is_not_asked_for():
    def bare(shop):
        furnish(shop)
        settings.save(shop, ShopSettings(name="달빛공방"))

    with_shop(bare)
    app = morning(click(page(), "messages.prepare.begin.go"))
    told = said(app)
    assert "건당 25원" in told
    assert "객단가와 마진율을 적으면 볼 수 있어요." in told
    assert "단가와 마진율을 적으면" not in told.replace("객단가", "")


@pytest.mark.usefixtures("folder")
def test_only_the_first_message_of_all_is_called_the_first():
    with_shop(furnish)
    app = page()
    assert [one.label for one in app.expander][:1] == ["첫 메시지 준비하기"]
    app = morning(click(app, "messages.prepare.begin.go"))
    app = click(click(app, "messages.draft.1.settle"), "messages.list.1.mark")
    labels = [one.label for one in app.expander]
    assert "다른 메시지 준비하기" in labels
    assert "첫 메시지 준비하기" not in labels


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_unlawful_text_cannot_be_settled(language):
    with_shop(lambda shop: furnish(shop, block="{가게}"))
    app = click(page(language), "messages.prepare.begin.go", language)
    app = morning(app, language)
    button = field(app.button, ".1.settle")
    assert button.disabled
    assert "(광고)" in said(app)
    if language == "ko":
        assert wrong(app) == []


@pytest.mark.usefixtures("folder")
def test_an_advertisement_at_night_is_moved_to_the_morning():
    with_shop(furnish)
    app = morning(click(page(), "messages.prepare.begin.go"))
    field(app.time_input, ".hour").set_value(time(21, 30))
    app = run(app)
    assert field(app.button, ".1.settle").disabled
    button = next(one for one in app.button if one.label == "아침 10시로 바꾸기")
    button.click()
    app = run(app)
    (send,) = with_shop(messages_sends.listed)
    assert send.planned_at is not None
    assert (send.planned_at + timedelta(hours=9)).hour == 10
    assert not field(app.button, ".1.settle").disabled


@pytest.mark.usefixtures("folder")
def test_with_and_without_the_name_are_compared_and_become_a_test():
    """S3-11."""
    with_shop(furnish)
    app = click(page(), "messages.prepare.begin.go")
    app = click(app, "messages.draft.1.nameless")
    (send,) = with_shop(messages_sends.listed)
    assert [one.letter for one in send.versions] == ["A", "B"]
    assert "이름" not in send.versions[1].whole
    app = click(app, "messages.draft.1.test")
    (test,) = with_shop(copy_tests.listed)
    assert [one.text for one in test.draft.versions] == [one.whole for one in send.versions]


@pytest.mark.usefixtures("folder")
def test_a_draft_is_kept_thrown_away_and_brought_back():
    with_shop(furnish)
    app = click(page(), "messages.prepare.begin.go")
    field(app.text_input, ".offer").set_value("2,000원 쿠폰")
    app = click(run(app), "messages.draft.1.keep")
    assert with_shop(messages_sends.listed)[0].offer == "2,000원 쿠폰"
    app = click(app, "messages.draft.1.away")
    assert with_shop(messages_sends.listed) == []
    app = click(app, "messages.prepare.back.0")
    assert len(with_shop(messages_sends.listed)) == 1


@pytest.mark.usefixtures("folder")
def test_a_list_is_prepared_anew():
    with_shop(furnish)
    with_shop(settled)
    app = click(page(), "messages.list.1.reopen")
    assert with_shop(messages_sends.listed)[0].status is SendStatus.DRAFT
    assert "목록 확정" in said(app)


@pytest.mark.usefixtures("folder")
def test_a_text_that_was_mended_is_lawful_in_the_draft_too():
    with_shop(lambda shop: furnish(shop, block="{가게}"))
    app = morning(click(page(), "messages.prepare.begin.go"))
    assert field(app.button, ".1.settle").disabled

    def mend(shop):
        (one,) = messages_wordings.listed(shop)
        messages_wordings.change(shop, replace(one, block="(광고) {가게}"), NOW)

    with_shop(mend)
    app = run(app)
    assert not field(app.button, ".1.settle").disabled


@pytest.mark.usefixtures("folder")
def test_an_offer_for_everybody_and_nobody_left_are_said():
    """S3-15."""
    with_shop(furnish)
    app = click(page(), "messages.prepare.begin.go")
    field(app.text_input, ".offer").set_value("2,000원 쿠폰")
    app = run(app)
    assert "같은 혜택이 전체 고객의 90%에게 가요." in said(app)
    field(app.toggle, ".ends").set_value(True)
    app = run(app)
    assert field(app.date_input, ".until").value == TODAY + timedelta(days=14)
    field(app.number_input, ".bought").set_value(90)
    app = run(app)
    assert "0명 남았어요." in said(app)
    assert "본전 계산" not in said(app)
    assert field(app.button, ".1.settle").disabled


@pytest.mark.usefixtures("folder")
def test_without_order_files_nobody_can_be_counted():
    def texts(shop):
        settings.save(shop, ShopSettings(name="달빛공방"))
        one = messages_scenarios.add(
            shop, Scenario(ScenarioStage.AWAY, "안부", MessageChannel.ALIMTALK), NOW
        )
        messages_wordings.add(
            shop, Wording(one.id, MessageKind.INFORMATION, "잘 쓰고 계세요?"), NOW
        )  # fmt: skip

    with_shop(texts)
    app = click(page(), "messages.prepare.begin.go")
    assert "주문 파일과 저장한 그룹이 있으면 셀 수 있어요." in said(app)
    assert field(app.button, ".1.settle").disabled


def settled(shop):
    """A list of everybody who agreed, planned for tomorrow."""
    one, texts = messages_scenarios.way(shop)[-1].scenarios[0]
    at = (NOW + timedelta(days=1)).replace(hour=3)
    wanted = replace(messages_variants.prepared(one, texts), planned_at=at)
    return messages_lists.settle(shop, messages_sends.add(shop, wanted, NOW), NOW)


@pytest.mark.usefixtures("folder")
def test_what_keeps_a_settled_list_from_leaving_is_said():
    def unlawful(shop):
        furnish(shop)
        settled(shop)
        settings.save(shop, ShopSettings(name="별빛공방"))
        versions = tuple(
            replace(one, block="(광고) 달빛공방") for one in messages_sends.find(shop, 1).versions
        )
        messages_sends.change(
            shop, replace(messages_sends.find(shop, 1), versions=versions), NOW
        )  # fmt: skip

    with_shop(unlawful)
    app = page()
    assert "와 가게 이름으로 시작해야 해요." in said(app)
    assert not app.get("download_button")
    content = "구매자명,구매자연락처\n손님5,010-1234-0005\n".encode()
    app.file_uploader[0].set_value(("orders.csv", content, "text/csv"))
    app = run(app)
    assert not app.get("download_button")
    mails = "이메일\na@b.kr\n".encode()
    app.file_uploader[0].set_value(("mails.csv", mails, "text/csv"))
    app = run(app)
    assert not app.get("download_button")
    assert app.error


@pytest.mark.usefixtures("folder")
def test_what_is_switched_off_is_said_and_switched_on():
    def two(shop):
        furnish(shop)
        cart = messages_scenarios.add(
            shop, Scenario(ScenarioStage.CART, "담아 두셨어요", MessageChannel.BRAND), NOW
        )
        messages_wordings.add(shop, Wording(cart.id, MessageKind.INFORMATION, "보고 계세요?"), NOW)

    with_shop(two)
    app = page()
    # The first stage has a text, but no file knows who has something in the basket.
    assert app.selectbox(key="messages.prepare.begin.scenario").value == 1
    app = click(app, "messages.prepare.begin.go")

    def off(shop):
        messages_scenarios.switch(shop, messages_scenarios.find(shop, 1), is_on=False, now=NOW)

    with_shop(off)
    app = morning(page())
    assert "이 메시지의 시나리오가 꺼져 있어요." in said(app)
    app = click(app, "messages.draft.1.settle")
    assert with_shop(messages_sends.listed)[0].status is SendStatus.DRAFT
    app.selectbox(key="messages.prepare.begin.scenario").set_value(1)
    app = run(app)
    assert not [one for one in app.button if one.key == "messages.prepare.begin.go"]
    app = click(morning(app), "messages.prepare.open.1.on")
    assert "이 메시지의 시나리오가 꺼져 있어요." not in said(app)
    click(morning(app), "messages.draft.1.settle")
    assert with_shop(messages_sends.listed)[0].status is SendStatus.LISTED
    assert wrong(app) == []


@pytest.mark.usefixtures("folder")
def test_one_odd_name_is_left_out_or_mended_and_the_others_get_their_list():
    def odd(shop):
        furnish(shop)
        key = Identity(shop.key).buyer("", "하나🎁", "010-1234-9999")
        shops.take(shop, [Sold("O99", TODAY - timedelta(days=31), key, amount=30_000, name=None)])
        agreed = Consent(key, Kind.MARKETING, TODAY - timedelta(days=9), "chat")
        customers_consent.give(shop, agreed, NOW)
        one = messages_scenarios.listed(shop)[0]
        messages_scenarios.change(shop, replace(one, channel=MessageChannel.LMS), NOW)
        settled(shop)

    with_shop(odd)
    app = page()
    lines = "".join(f"손님{n},010-1234-{n:04d}\n" for n in range(20))
    content = f"구매자명,구매자연락처\n{lines}하나🎁,010-1234-9999\n".encode()
    app.file_uploader[0].set_value(("orders.csv", content, "text/csv"))
    app = run(app)
    assert not app.get("download_button")
    assert "1명만 그래요. 파일에서 그 줄을 고치거나, 빼고 받으세요." in said(app)
    box = field(app.checkbox, ".spare")
    assert box.label == "1명은 빼고 나머지 18건만 받기"
    box.check()
    app = run(app)
    assert len(app.get("download_button")) == 1
    assert "휴대폰 문자에 안 나오는 글자예요: 🎁" in said(app)
    assert wrong(app) == []


@pytest.mark.usefixtures("folder")
def test_many_who_read_the_same_words_and_files_without_a_column_are_told():
    def alike(shop):
        furnish(shop, people=30)
        one = messages_scenarios.listed(shop)[0]
        texts = [Wording(one.id, MessageKind.INFORMATION, "잘 쓰고 계세요?")]
        messages_lists.settle(
            shop, messages_sends.add(shop, messages_variants.prepared(one, texts), NOW), NOW
        )  # fmt: skip

    with_shop(alike)
    app = page()
    lines = "".join(f"손님{n},010-1234-{n:04d}\n" for n in range(25))
    content = f"구매자명,구매자연락처\n{lines}".encode()
    app.file_uploader[0].set_value(("orders.csv", content, "text/csv"))
    app = run(app)
    assert "25명에게 똑같은 문구가 가요." in " ".join(one.value for one in app.warning).replace(
        "\\", ""
    )
    assert "5명은 이 파일에 연락처가 없어요." in said(app)
    app.file_uploader[0].set_value(("mails.csv", "이메일\na@b.kr\n".encode(), "text/csv"))
    app = run(app)
    assert not app.get("download_button")
    assert app.error or app.warning


@pytest.mark.usefixtures("folder")
def test_a_group_that_was_thrown_away_is_named_and_counts_nobody():
    def grouped(shop):
        furnish(shop)
        group = customers_groups.add(shop, "큰손", rule(Between(On.WON, 1)), NOW)
        one, texts = messages_scenarios.way(shop)[-1].scenarios[0]
        wanted = replace(messages_variants.prepared(one, texts), group=group.id)
        messages_sends.add(shop, wanted, NOW)
        return group

    group = with_shop(grouped)
    app = page()
    assert "그룹 20명" in said(app)
    with_shop(lambda shop: customers_groups.delete(shop, group, NOW))
    app = run(app)
    assert "주문 파일과 저장한 그룹이 있으면 셀 수 있어요." in said(app)
    assert field(app.button, ".1.settle").disabled


@pytest.mark.usefixtures("folder")
def test_without_a_sender_number_an_sms_is_neither_settled_nor_marked():
    """S2-08."""

    def by_sms(shop):
        furnish(shop)
        one, texts = messages_scenarios.way(shop)[-1].scenarios[0]
        wanted = replace(messages_variants.prepared(one, texts), channel=MessageChannel.LMS)
        at = (NOW + timedelta(days=1)).replace(hour=3)
        send = messages_sends.add(shop, replace(wanted, planned_at=at), NOW)
        messages_lists.settle(shop, send, NOW)
        messages_rules.save(shop, MessageRules("", "080-123-4567"), NOW)

    with_shop(by_sms)
    app = click(page(), "messages.list.1.mark")
    assert with_shop(messages_sends.listed)[0].status is SendStatus.LISTED
    assert "발신번호" in said(app)


@pytest.mark.usefixtures("folder")
def test_a_message_asks_for_a_persona_and_says_that_it_is_for_everybody():
    with_shop(furnish)
    kept = with_shop(lambda shop: target_personas.add(shop, Persona("혼자 사는 손님"), NOW))
    app = run(click(page(), "messages.prepare.begin.go"))
    whom = field(app.selectbox, ".persona")
    assert whom.value is None
    assert whom.options == ["모든 손님", "혼자 사는 손님"]
    assert "정리 안 된 메시지로 세어요." in said(app)
    whom.select(kept.id)
    app = run(app)
    assert "정리 안 된 메시지로 세어요." not in said(app)
    click(app, "messages.draft.1.keep")
    (draft,) = with_shop(messages_sends.listed)
    assert draft.persona == kept.id


@pytest.mark.usefixtures("folder")
def test_what_was_chosen_and_not_kept_is_there_on_coming_back():
    """Streamlit forgets fields that are not drawn, of another page or another message."""
    with_shop(furnish)
    app = click(page(), "messages.prepare.begin.go")
    field(app.select_slider, ".held").set_value(10)
    field(app.text_input, ".offer").set_value("2,000원 쿠폰")
    app = run(app)
    assert "안 보냄 2명" in said(app)
    app = click(app, "messages.prepare.begin.go")
    assert field(app.text_input, ".offer").value == ""
    app.selectbox(key="messages.prepare.open").set_value(1)
    app = run(app)
    assert field(app.select_slider, ".held").value == 10
    assert field(app.text_input, ".offer").value == "2,000원 쿠폰"
    assert {one.offer for one in with_shop(messages_sends.listed)} == {""}
    app = click(app, "messages.draft.1.keep")
    send = next(one for one in with_shop(messages_sends.listed) if one.number == 1)
    assert (send.offer, send.hold_out) == ("2,000원 쿠폰", 0.1)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("kind", "is_told"), [(MessageKind.ADVERTISING, True), (MessageKind.INFORMATION, False)]
)
def test_only_an_advertisement_needs_a_consent_for_the_night(kind, *, is_told):
    with_shop(furnish)
    app = morning(click(page(), "messages.prepare.begin.go"))
    app = click(app, "messages.draft.1.settle")
    (send,) = with_shop(messages_sends.listed)
    with_shop(lambda shop: messages_sends.change(shop, replace(send, kind=kind), NOW))
    app = page()
    field(app.time_input, ".hour").set_value(time(3))
    assert ("밤 시간이에요." in said(run(app))) is is_told
