"""The tab where messages are written, as it is read and used."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core import i18n
from core.services import (
    messages_scenarios,
    messages_sends,
    messages_stages,
    messages_templates,
    messages_wordings,
    settings,
    target_personas,
)
from core.services.messages_follow import Who
from core.services.messages_scenarios import Scenario
from core.services.messages_sends import Send
from core.services.messages_wordings import Wording
from core.services.settings import ShopSettings
from core.terms import seoul_day
from core.terms.messages import MessageChannel, MessageKind, MessageLanguage, ScenarioStage
from tests.customer_shops import MINA, SORA, Sold, take
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.services.test_messages_tired import send
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/messages.py"
NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)

pytestmark = pytest.mark.usefixtures("folder")


def page(language="ko"):
    app = opening.opened(PAGE, language=language)
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def press(app, key):
    # AppTest writes the options of lists out by itself, outside of the page.
    with i18n.speaking(app.session_state["session.language"]):
        app.button(key=key).click().run()
    assert not app.exception
    return app


def copied(app):
    """What the buttons that copy hold."""
    found = [one.proto for one in app.get("bidi_component")]
    return [json.loads(it.json)["text"] for it in found if it.component_name == "dangol_copy"]


def warned(app):
    lines = (f"{it.proto.title} {it.proto.body}".strip() for it in app.warning)
    return "\n".join(lines).replace("\\", "")


def buyers(shop):
    take(shop, [
        Sold("1", TODAY - timedelta(days=20)), Sold("2", TODAY - timedelta(days=9)),
        Sold("3", TODAY - timedelta(days=12), SORA, "접시", name="이*라"),
    ])  # fmt: skip


def one_scenario(shop, wording=None, **changes):
    """A shop with a name, buyers and one scenario."""
    settings.save(shop, ShopSettings(name="온담", seen_as="다정한 동네 그릇집"))
    buyers(shop)
    usual = Scenario(ScenarioStage.AFTER, "3일 안부", MessageChannel.ALIMTALK, wait_days=3)
    one = messages_scenarios.add(shop, replace(usual, **changes), NOW)
    if wording is not None:
        messages_wordings.add(shop, replace(wording, scenario=one.id), NOW)
    return one


ASK = Wording(0, MessageKind.INFORMATION, "{이름?고객} 님, {상품명}{은/는} 어떠세요?")
AD = Wording(0, MessageKind.ADVERTISING, "{이름?고객} 님, 쿠폰을 드려요.")


def opened_editor(wording, **changes):
    one = with_shop(lambda shop: one_scenario(shop, wording, **changes))
    return one, press(page(), f"messages.scenario.open.{one.id}")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_shop_begins_with_twelve_messages(language):
    app = press(page(language), "messages.all")
    way = with_shop(messages_scenarios.way)

    assert sum(len(step.scenarios) for step in way) == 12
    assert not any(step.is_empty for step in way)
    if language == "ko":
        assert "모든 단계에 글이 있어요." in said(app)
        assert faults_on_screen(said(app)) == []


def test_stages_without_a_message_are_named():
    with_shop(lambda shop: one_scenario(shop, ASK))
    app = page()

    assert "아직 빈칸이에요: 첫 유입, 상품 조회, 장바구니, 구매, 단골, 쉬는 고객" in said(app)
    press(app, "messages.stage.cart")
    assert "장바구니를 알려 주는 파일이 없어서" in said(app)


def test_a_template_is_taken_over_in_one_click():
    app = press(page(), "messages.stage.away")
    press(app, "messages.template.winback")
    [one] = with_shop(messages_scenarios.listed)

    assert (one.name, one.stage) == ("다시 만나기", ScenarioStage.AWAY)
    assert "messages.template.winback" not in {it.key for it in app.button}


def test_a_text_is_shown_for_real_customers():
    _one, app = opened_editor(ASK)

    assert "다정한 동네 그릇집" in " ".join(str(it.value) for it in app.info)
    assert "김*수 님, 머그컵은 어떠세요?" in said(app)
    assert "이*라 님, 접시는 어떠세요?" in said(app)
    assert "1,000자 중" in said(app)
    assert faults_on_screen("\n".join(it.value for it in app.warning)) == []
    assert not app.warning


def test_the_customer_in_one_sentence_stands_where_messages_are_written():
    sentence = "우리 고객은 퇴근이 늦은 1인 가구예요."
    with_shop(lambda shop: target_personas.say(shop, sentence, "늦은 퇴근", NOW, None))
    _one, app = opened_editor(ASK)

    labels = [one.proto.label.replace("\\", "") for one in app.get("page_link")]
    assert sentence in labels


def test_an_information_is_copied_with_the_name_the_seller_types():
    _one, app = opened_editor(ASK)
    assert copied(app) == ["고객 님, 머그컵은 어떠세요?"]

    [field] = [it for it in app.text_input if it.key.endswith(".who")]
    field.set_value("김민수").run()
    assert copied(app) == ["김민수 님, 머그컵은 어떠세요?"]


@pytest.mark.parametrize(
    ("wording", "changes", "reason"),
    [
        (replace(ASK, text="쿠폰을 드려요."), {"channel": MessageChannel.BRAND},
         "‘쿠폰’ 때문에 광고 글이 돼요."),
        (replace(ASK, text="쿠폰을 드려요."), {}, "알림톡으로는 광고를 보낼 수 없어요."),
        (AD, {"channel": MessageChannel.BRAND}, "광고는 (광고)와 가게 이름으로 시작해야 해요."),
        (ASK, {"channel": MessageChannel.SMS}, "문자는 등록한 발신번호로만 보낼 수 있어요."),
    ],
)  # fmt: skip
def test_what_is_against_the_law_cannot_be_copied(wording, changes, reason):
    _one, app = opened_editor(wording, **changes)

    assert reason in warned(app)
    assert faults_on_screen(warned(app)) == []
    assert copied(app) == []


def test_what_the_law_asks_for_is_put_in_and_kept():
    one, app = opened_editor(AD, channel=MessageChannel.BRAND, hour=22)
    mend = next(it.key for it in app.button if str(it.key).endswith(".mend"))
    press(app, mend)
    save = next(
        it.key for it in app.button
        if str(it.key).startswith(f"messages.text.{one.id}.1") and str(it.key).endswith(".save")
    )  # fmt: skip
    assert "밤 8시 50분부터 아침 8시" in warned(app)
    press(app, save)
    [kept] = with_shop(messages_wordings.listed)

    assert kept.block == "(광고) {가게}"
    assert kept.text.endswith("무료수신거부 {번호?홈 > 채널 차단}")
    assert kept.undoable == 1


def test_an_advertisement_leaves_only_where_consent_is_judged():
    winback = messages_templates.listed()[-1].wording
    _one, app = opened_editor(winback, channel=MessageChannel.BRAND, hour=19)

    assert "동의한 분께만" in said(app)
    assert copied(app) == []


def test_a_place_nobody_can_fill_is_said_and_not_kept():
    one, app = opened_editor(ASK)
    [field] = [it for it in app.text_area if it.label == "한 분께 하는 말" and it.value]
    field.set_value("{전화번호} 님").run()
    assert not app.exception
    assert "전화번호" in str(app.error[0].proto)
    press(app, f"messages.text.{one.id}.1.save")

    assert with_shop(messages_wordings.listed)[0].text == ASK.text


def test_a_scenario_is_changed_moved_switched_off_and_thrown_away():
    def two(shop):
        first = one_scenario(shop, ASK)
        second = messages_scenarios.add(shop, replace(first, name="사용 팁", id=None), NOW)
        return first.id, second.id

    first, second = with_shop(two)
    app = page()
    press(app, f"messages.scenario.move.-1.{second}")
    assert [it.id for it in with_shop(messages_scenarios.listed)] == [second, first]
    press(app, f"messages.scenario.switch.{first}")
    assert not with_shop(lambda shop: messages_scenarios.find(shop, first)).is_on
    press(app, f"messages.scenario.undo.{first}")
    assert with_shop(lambda shop: messages_scenarios.find(shop, first)).is_on
    press(app, f"messages.scenario.delete.{first}")
    assert [it.id for it in with_shop(messages_scenarios.listed)] == [second]
    press(app, "messages.scenarios.back.0")
    assert len(with_shop(messages_scenarios.listed)) == 2


def test_a_new_scenario_is_written():
    app = page()
    [name] = [it for it in app.text_input if it.key.endswith("new.bought.0.name")]
    name.set_value("첫 구매 인사")
    press(app, "messages.scenario.new.bought.save")
    [one] = with_shop(messages_scenarios.listed)

    assert (one.name, one.stage, one.hour) == ("첫 구매 인사", ScenarioStage.BOUGHT, 10)
    assert "모든 손님" in said(app)


def test_one_customer_is_followed():
    def full(shop):
        one_scenario(shop, ASK)
        for code in ("order_received", "tip", "thanks", "second", "winback"):
            one = next(it for it in messages_templates.listed() if it.code == code)
            messages_templates.adopt(shop, one, code, NOW)

    with_shop(full)
    app = page()
    assert "이*라 님은" in said(app)
    assert "한꺼번에 몰리는 날은 없어요." in said(app)

    with i18n.speaking("ko"):
        app.segmented_control(key="messages.follow.who").set_value(Who.AGAIN).run()
    assert not app.exception
    assert "김*수 님은" in said(app)
    assert "7일에 3건이에요." in warned(app)
    assert "하루에 여러 건이에요." in warned(app)
    assert faults_on_screen(said(app)) == faults_on_screen(warned(app)) == []


def test_every_state_has_a_message_to_begin_with():
    with_shop(buyers)
    app = press(page(), "messages.state.1.care_d3")

    assert [it.name for it in with_shop(messages_scenarios.listed)] == ["3일 안부"]
    assert "첫 구매 1명" in said(app)


def test_sendings_that_were_not_put_in_order_are_listed():
    with_shop(
        lambda shop: messages_sends.add(
            shop, Send("봄 소식", MessageChannel.LMS, MessageKind.ADVERTISING), NOW
        )
    )
    app = page()

    assert "정리 안 된 메시지 1건" in [it.label for it in app.expander]
    assert "봄 소식 · 시나리오 없음, 페르소나 없음" in said(app)


def test_two_texts_are_compared_and_one_is_thrown_away():
    def two(shop):
        one = one_scenario(shop, ASK)
        messages_wordings.add(shop, replace(ASK, scenario=one.id, text="다른 글이에요."), NOW)
        return one

    one = with_shop(two)
    app = press(page(), f"messages.scenario.open.{one.id}")
    assert {"A", "B"} <= {it.value.replace("\\", "").strip() for it in app.subheader}
    press(app, f"messages.text.{one.id}.2.delete")
    assert [it.text for it in with_shop(messages_wordings.listed)] == [ASK.text]
    press(app, f"messages.text.{one.id}.back.0")
    assert len(with_shop(messages_wordings.listed)) == 2


def test_a_shop_without_a_name_and_buyers_sees_somebody_made_up():
    def bare(shop):
        usual = Scenario(ScenarioStage.AWAY, "다시", MessageChannel.LMS, wait_days=45, persona=9)
        one = messages_scenarios.add(shop, usual, NOW)
        said = replace(AD, scenario=one.id, title="새 소식", text="{혜택} 드려요. {상품명} 쿠폰")
        messages_wordings.add(shop, said, NOW)
        return one

    one = with_shop(bare)
    app = press(press(page(), "messages.stage.away"), f"messages.scenario.open.{one.id}")
    assert "가게 이름이 아직 없어요." in warned(app)
    assert "김하나 · 머그컵" in said(app)
    assert "새 소식" in said(app)
    assert "모르는 값이라 뺐어요: 혜택" in said(app)


def test_when_how_and_to_whom_is_changed():
    one, app = opened_editor(None)
    [name] = [it for it in app.text_input if it.key == f"field.messages.scenario.{one.id}.0.name"]
    name.set_value("일주일 안부")
    press(app, f"messages.scenario.{one.id}.save")

    changed = with_shop(lambda shop: messages_scenarios.find(shop, one.id))
    assert (changed.name, changed.wait_days) == ("일주일 안부", 3)


def test_a_name_that_makes_it_too_long_is_said():
    text = "{이름?고객} 님, " + "가" * 980
    _one, app = opened_editor(replace(ASK, text=text))
    assert copied(app)
    [field] = [it for it in app.text_input if it.key.endswith(".who")]
    field.set_value("나" * 30).run()

    assert copied(app) == []
    assert "보내기에는 길어요" in warned(app)


def test_who_is_tired_of_advertisements_is_told():
    def advertised(shop):
        take(shop, [Sold("1", TODAY - timedelta(days=60))])
        for days_ago in (9, 7, 5, 3):
            send(shop, NOW, days_ago, {MINA: "A"})

    with_shop(advertised)
    assert "1명이 사지 않은 채 광고만 잇따라 3건 넘게 받았어요." in said(page())


def test_the_language_of_a_text_is_a_small_choice():
    _one, app = opened_editor(Wording(0, MessageKind.INFORMATION, "How do you like it?"))
    (choice,) = [one for one in app.selectbox if "messages.text.1.1." in str(one.key)]
    assert choice.value is MessageLanguage.KOREAN
    assert choice.options[:2] == ["한국어", "영어"]
    choice.select(MessageLanguage.ENGLISH).run()
    press(app, "messages.text.1.1.save")
    (kept,) = with_shop(messages_wordings.listed)
    assert kept.language is MessageLanguage.ENGLISH


def order():
    return with_shop(messages_stages.order)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_order_of_stages_is_changed_taken_back_and_set_back(language):
    with_shop(one_scenario)
    app = press(page(language), "messages.order.1.first_visit")
    usual = messages_stages.USUAL
    changed = messages_stages.moved(usual, ScenarioStage.FIRST_VISIT, 1)
    assert order() == changed
    stops = [one.key for one in app.button if str(one.key).startswith("messages.stage.")]
    assert stops == [f"messages.stage.{one.value}" for one in changed]
    press(app, "messages.order.undo")
    assert order() == usual
    assert not [one for one in app.button if one.key == "messages.order.reset"]
    press(app, "messages.order.-1.away")
    press(app, "messages.order.reset")
    assert order() == usual
    assert app.button(key="messages.order.-1.first_visit").disabled
    assert app.button(key="messages.order.1.away").disabled


def test_an_order_that_another_window_changed_is_not_overwritten():
    with_shop(one_scenario)
    app = page()
    usual = messages_stages.USUAL
    other = messages_stages.moved(usual, ScenarioStage.CART, 1)
    with_shop(lambda shop: messages_stages.put(shop, other, NOW, seen=usual))
    press(app, "messages.order.1.first_visit")
    assert order() == other
    shown = [one.value for kind in (app.warning, app.error, app.info) for one in kind]
    assert "덮어쓴 것은 없어요" in " ".join(shown)


def test_the_address_opens_a_stage_until_another_is_opened():
    with_shop(one_scenario)
    app = AppTest.from_file(str(opening.ROOT / "app.py"), default_timeout=60)
    app.run()
    app.query_params["tab"] = "scenarios"
    app.query_params["stage"] = "cart"
    app.switch_page(PAGE).run()
    assert not app.exception
    assert "messages.scenario.new.cart" in json.dumps(
        [str(one.key) for one in app.button] + [str(one.key) for one in app.text_input]
    )
    app.button(key="messages.stage.after").click().run()
    assert "stage" not in app.query_params
