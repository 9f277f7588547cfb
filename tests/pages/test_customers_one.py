"""The tab 한 사람 보기 as its readers see it: found, read, written to, taken back."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.services import (
    care_rules,
    customers_consent,
    customers_erasing,
    customers_identity,
    customers_story,
    target_personas,
)
from core.services import customers_one as service
from core.services.care_rules import Exclusion, Scope
from core.services.customers_consent import Consent, Kind
from core.services.customers_story import Happened
from core.services.target_personas import Persona
from core.store.message_tables import SendPersonRow, SendRow
from core.terms import OrderState
from core.terms.orders import Region
from core.ui import customers_link, session
from tests import customer_shops as shops
from tests.customer_shops import MINA, SORA, Sold
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/customers.py"
NOW = session.now()
TODAY = session.today()

pytestmark = pytest.mark.usefixtures("folder")


def ago(days):
    return TODAY - timedelta(days=days)


LINES = [
    Sold("2026110000000001", ago(90), product="산악 러닝 조끼", region=Region.SEOUL, discount=0),
    Sold("2026110000000002", ago(60), product="산악 러닝 양말", discount=1_000),
    Sold("2026110000000003", ago(20), product="찻잔"),
    Sold("2026110000000004", ago(10), product="접시"),
    Sold("2026110000000005", ago(1), SORA, name="박*영"),
]


def keep(lines=LINES):
    with_shop(lambda shop: shops.take(shop, lines))


def page(who=MINA, language="ko", **more):
    app = AppTest.from_file(str(opening.ROOT / "app.py"), default_timeout=60)
    app.session_state["session.language"] = language
    app.run()
    app.query_params["tab"] = "one"
    if who:
        app.query_params["who"] = who[: customers_link.SHOWN]
    for name, value in more.items():
        app.query_params[name] = value
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def said(app):
    titles = [one.proto.title for one in (*app.warning, *app.error)]
    return "\n".join([*opening.texts(app), *titles]).replace("\\", "").replace("\u2060", "")


def find(elements, ending):
    return next(one for one in elements if str(one.key).endswith(ending))


def press(app, ending):
    find(app.button, ending).click().run()
    assert not app.exception
    return app


def undo(app):
    return press(app, "voice.done.undo")


def search(app, words):
    find(app.text_input, "customers.find").set_value(words).run()
    assert not app.exception
    return app


def customers(app):
    """The customers who are linked to, in order."""
    return [more["who"] for name, more in opening.links(app) if "who" in more]


def kinds():
    def read(shop):
        found = customers_story.events(shop, customers_story.whose(shop, MINA))
        return [one.kind for one in found]

    return with_shop(read)


def test_where_amounts_are_unknown_nothing_is_said_of_money():
    some = [Sold("2026110000000001", ago(40)), Sold("2026110000000002", ago(9))]
    some.append(Sold("2026110000000005", ago(1), SORA, name="박*영"))
    keep([replace(one, amount=None) for one in some])
    app = page()
    text = said(app)
    assert "금액을 모르는 구매가 3번 있어요." in text
    assert "주문 금액을 몰라요." in text
    assert faults_on_screen(text) == []
    for tab in ("states", "value", "due", "groups"):
        app.query_params["tab"] = tab
        app.switch_page(PAGE).run()
        assert not app.exception


def test_without_a_customer_those_who_bought_last_are_offered():
    keep()
    app = page(None)
    assert customers(app) == [SORA[:12], MINA[:12]]
    assert "최근에 산 고객" in said(app)


def test_who_was_looked_at_stands_first_when_coming_back():
    keep()
    app = page(MINA)
    del app.query_params["who"]
    app.run()
    assert "방금 본 고객" in said(app)
    assert customers(app)[0] == MINA[:12]


def test_a_search_leads_to_the_customer_and_says_what_to_try_when_nobody_fits():
    keep()
    app = search(page(None), "김철수")
    assert customers(app) == [MINA[:12]]
    told = said(search(app, "홍길동"))
    assert "찾지 못했어요" in told
    assert "주문번호 끝 4자리" in told
    assert customers(app) == []


def test_more_of_those_who_fit_are_shown_when_asked_for():
    keep([Sold(f"{n:016d}", ago(n + 1), f"G{n:031x}") for n in range(45)])
    app = search(page(None), "머그컵")
    assert len(customers(app)) == 20
    assert "20명보다 많아요." in said(app)
    assert len(customers(press(app, "customers.find.more"))) == 40
    assert len(customers(press(app, "customers.find.more"))) == 45
    assert "45명" in said(app)
    assert not [one for one in app.button if one.key == "customers.find.more"]
    assert len(customers(search(app, "머그"))) == 20


def test_the_example_in_the_search_is_no_name_that_may_be_nobody_s():
    keep()
    (field,) = [one for one in page(None).text_input if one.key == "customers.find"]
    assert field.placeholder == "이름, 주문번호 끝자리, 산 상품"


def test_the_search_is_done_once_a_customer_is_chosen():
    keep()
    app = search(page(None), "김철수")
    app.query_params["who"] = MINA[:12]
    app.run()
    assert customers(app) == []
    assert customers(search(app, "박*영")) == [SORA[:12]]


def test_the_head_says_who_it_is_and_how_the_person_stands():
    keep()
    told = said(page())
    for words in ("김*수", "단골", "4번 샀고", "서울", "할인받은 주문 2건 중 1건", "40,000원",
                  f"고객 번호 G{MINA[:12]}", "쯤"):  # fmt: skip
        assert words in told, words
    assert "010" not in told


def test_it_says_when_nothing_is_ever_due_for_a_customer():
    keep()
    assert "챙길 목록에서 뺀 고객이에요" not in said(page())
    one = Exclusion(Scope.BUYER, MINA, "김*수")
    with_shop(lambda shop: care_rules.exclude(shop, one, NOW))
    assert "챙길 목록에서 뺀 고객이에요" in said(page())
    assert "챙길 목록에서 뺀 고객이에요" not in said(page(SORA))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        # The waits are 30, 40 and 10 days, so most came within 35.
        (5, r"\d\d\.\d\d\(.\)쯤"),
        (25, "지금쯤"),
        (60, "평소보다 늦어요"),
    ],
)
def test_the_next_purchase_is_ahead_near_or_late(days, told):
    lines = [Sold(f"{n}", ago(days + n)) for n in (80, 50, 10, 0)]
    keep([*lines, Sold("x", TODAY, SORA)])
    values = [one.value for one in page().metric]
    assert re.fullmatch(told, values[3])


def test_the_story_can_be_narrowed_to_a_kind():
    keep([*LINES, Sold("9", ago(3), state=OrderState.RETURNED)])
    app = page()
    assert said(app).count("2026110000000001") == 1
    pills = app.get("pills")
    field = next(one for one in pills if "kinds" in str(one.key))
    field.set_value([Happened.CLAIM]).run()
    assert "2026110000000001" not in said(app)
    assert "반품함" in said(app)


def test_a_message_that_was_sent_leads_to_what_came_of_it():
    keep()

    def send(shop):
        with shop.store.write() as session:
            session.add(
                SendRow(
                    shop_id=shop.id,
                    id=1,
                    title="다시 오세요",
                    status="sent",
                    channel="lms",
                    kind="advertising",
                    sent_at=NOW,
                    created_at=NOW,
                )
            )
            session.add(SendPersonRow(shop_id=shop.id, send_id=1, buyer_key=MINA, letter="A",
                                      outcome=""))  # fmt: skip

    with_shop(send)
    app = page()
    assert kinds()[0] is Happened.SENT
    assert "다시 오세요" in said(app)
    assert ("messages", {"tab": "results"}) in opening.links(app)


def test_a_long_story_stands_on_pages():
    keep([Sold(f"{n:016d}", ago(n)) for n in range(40)])
    app = page()
    told = said(app)
    assert "40개" in told
    assert f"{0:016d}" in told
    assert f"{39:016d}" not in told


def test_a_contact_is_written_down_at_once_and_taken_back():
    keep()
    app = page()
    find(app.text_area, ".text").set_value("톡톡으로 안부를 물었어요")
    press(app, ".keep")
    assert "톡톡으로 안부를 물었어요" in said(app)
    assert kinds()[0] is Happened.CONTACT
    assert find(app.text_area, ".text").value in {"", None}
    undo(app)
    assert Happened.CONTACT not in kinds()


def test_a_contact_is_changed_and_thrown_away_and_each_is_taken_back():
    keep()
    app = page()
    find(app.text_area, ".text").set_value("처음 적은 말")
    press(app, ".keep")
    (number,) = {re.findall(r"delete\.(\d+)", str(one.key))[0] for one in app.button
                 if "notes.delete" in str(one.key)}  # fmt: skip
    press(app, f"customers.notes.delete.{number}")
    assert "처음 적은 말" not in said(app)
    undo(app)
    assert "처음 적은 말" in said(app)


def test_an_empty_contact_is_refused_in_words():
    keep()
    app = press(page(), ".keep")
    assert app.error
    assert kinds() == [Happened.ORDER] * 4


def test_a_remark_appears_on_the_page_of_the_customer_at_once():
    keep()
    app = page()
    app.get("button_group")
    control = next(one for one in app.get("segmented_control") if "kind" in str(one.key))
    control.set_value("remark").run()
    find(app.text_area, ".text").set_value("손잡이가 깨졌어요")
    find(app.checkbox, ".complains").set_value(True)
    press(app, ".keep")
    told = said(app)
    assert "손잡이가 깨졌어요" in told
    assert "불만으로 챙기고 있어요: 접수" in told
    assert kinds()[0] is Happened.REMARK
    undo(app)
    assert kinds() == [Happened.ORDER] * 4


def test_consent_is_unknown_until_it_is_written_down():
    keep()
    app = page()
    told = said(app)
    assert "파일에는 동의 여부가 없어요" in told
    assert "동의했어요" not in told


def test_a_consent_without_a_source_is_asked_for_it_beside_the_field_and_then_the_form_shuts():
    keep()
    opener = f"customers.consent.open.marketing.{MINA}"
    app = page()
    app.session_state[opener] = True
    app.run()
    press(app, f"customers.consent.marketing.{MINA}.keep")
    assert [one.value for one in app.error] == ["어디서 말했는지 적어 주세요."]
    assert with_shop(lambda shop: customers_consent.listed(shop, [MINA])) == []
    find(app.selectbox, f"customers.consent.marketing.{MINA}.source").set_value("chat")
    press(app, f"customers.consent.marketing.{MINA}.keep")
    (kept,) = with_shop(lambda shop: customers_consent.listed(shop, [MINA]))
    assert kept.source == "chat"
    assert app.session_state[opener] is False


def test_consent_is_taken_back_and_that_is_taken_back_too():
    keep()
    one = Consent(MINA, Kind.MARKETING, ago(30), "chat")
    with_shop(lambda shop: customers_consent.give(shop, one, NOW))
    app = page()
    assert "톡톡에서 동의했어요" in said(app)
    press(app, "withdraw.marketing")
    assert with_shop(lambda shop: customers_consent.consented(shop, TODAY)) == frozenset()
    undo(app)
    assert with_shop(lambda shop: customers_consent.consented(shop, TODAY)) == {MINA}


def test_a_consent_of_two_years_ago_has_to_be_asked_for_again():
    keep()
    one = Consent(MINA, Kind.MARKETING, ago(800), "chat")
    with_shop(lambda shop: customers_consent.give(shop, one, NOW))
    assert "다시 확인 필요" in said(page())


def test_another_window_has_taken_it_back_already():
    keep()
    one = Consent(MINA, Kind.MARKETING, ago(30), "chat")
    made = with_shop(lambda shop: customers_consent.give(shop, one, NOW))
    app = page()
    with_shop(lambda shop: customers_consent.withdraw(shop, made, ago(3), NOW))
    press(app, "withdraw.marketing")
    assert "다른 창에서" in said(app)
    (kept,) = with_shop(lambda shop: customers_consent.listed(shop, [MINA]))
    assert kept.withdrawn_on == ago(3)


def test_interests_are_found_taken_away_and_added():
    keep()
    app = page()
    assert "산악 러닝 조끼" in said(app)
    press(app, f"interests.away.{MINA}.0")
    assert "다시 넣기" in said(app) or "되살리기" in said(app) or app.get("button")
    undo(app)
    find(app.text_input, f"interests.word.{MINA}.0").set_value("캠핑")
    press(app, "interests.add")
    assert "직접 적은 관심이에요" in said(app)
    undo(app)
    assert "직접 적은 관심이에요" not in said(app)


def test_the_persona_is_said_by_the_seller_and_taken_back():
    keep()
    one = with_shop(
        lambda shop: target_personas.add(
            shop, replace(Persona(), name="달리는 손님", interests="산악 러닝"), NOW
        )
    )
    app = page()
    assert "관심이 겹쳐요: 산악 러닝" in said(app)
    press(app, f"persona.{MINA}.match")
    field = find(app.selectbox, f"persona.{MINA}")
    assert field.value == one.id
    undo(app)
    assert find(app.selectbox, f"persona.{MINA}").value == 0


def test_who_might_be_the_same_is_told_with_the_last_purchase_and_its_order():
    twin = "c3" * 16
    keep([
        Sold("2026110000000011", ago(30), region=Region.SEOUL),
        Sold("2026110000000012", ago(3), twin, region=Region.SEOUL),
    ])  # fmt: skip
    app = page()
    app.session_state[f"customers.identity.same.{MINA}"] = True
    app.run()
    assert find(app.button, f"merge.{twin}")
    (line,) = [one for one in said(app).splitlines() if "2026110000000012" in one]
    assert line.startswith("마지막 구매")


def test_a_merge_is_shown_and_taken_apart():
    keep()
    with_shop(lambda shop: customers_identity.merge(shop, SORA, MINA, NOW))
    app = page(SORA)
    assert f"고객 번호 G{MINA[:12]}" in said(app)
    assert "5번 샀고" in said(app)
    press(app, "identity.split.1")
    assert f"고객 번호 G{SORA[:12]}" in said(app)
    assert "다시 두 고객으로 나눴어요" in said(app)
    undo(app)
    assert f"고객 번호 G{MINA[:12]}" in said(app)
    assert "5번 샀고" in said(app)


def test_a_merge_another_window_took_apart_is_not_taken_apart_again():
    keep()
    made = with_shop(lambda shop: customers_identity.merge(shop, SORA, MINA, NOW))
    app = page()
    with_shop(lambda shop: customers_identity.undo(shop, made.id, NOW))
    press(app, "identity.split.1")
    assert "이미 떼어 놓았어요" in said(app)


def test_addresses_of_nobody_and_of_somebody_deleted_are_answered():
    keep()
    assert "이 번호의 고객을 찾지 못했어요" in said(page("ff" * 16))
    assert "이 번호의 고객을 찾지 못했어요" in said(page("<script>"))
    with_shop(
        lambda shop: customers_erasing.erase(shop, customers_erasing.erase_preview(shop, MINA), NOW)
    )
    told = said(page())
    assert "지운 고객이에요" in told
    assert "김*수" not in told


def test_keys_that_begin_alike_are_offered_to_choose_from():
    keep([*LINES, Sold("9", ago(3), MINA[:12] + "0" * 20)])
    app = page(MINA)
    assert "누구를 볼까요" in said(app)
    assert len(customers(app)) == 2


def test_of_whom_everything_went_back_the_page_still_tells():
    keep([*LINES, Sold("9", ago(3), "c3" * 16, state=OrderState.CANCELLED)])
    told = said(page("c3" * 16))
    assert "남은 구매 없음" in told
    assert "· 취소" in told


def test_a_shop_without_orders_says_what_it_takes():
    app = page()
    assert "주문 파일" in said(app)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_reads_well_in_both_languages(language):
    keep([*LINES, Sold("9", ago(3), state=OrderState.RETURNED)])
    for who in (None, MINA, SORA, "ff" * 16):
        app = page(who, language)
        if language == "ko":
            bare = [text.replace("\\", "").replace("\u2060", "") for text in opening.texts(app)]
            assert [fault for text in bare for fault in faults_on_screen(text)] == []
        else:
            told = said(app)
            for word in (
                "김*수",
                "박*영",
                "산악",
                "러닝",
                "조끼",
                "양말",
                "찻잔",
                "접시",
                "머그컵",
            ):
                told = told.replace(word, "")
            assert not re.findall("[가-힣]+", told)


def test_the_service_and_the_address_agree():
    keep()
    assert with_shop(lambda shop: service.keys(shop, customers_link.address(MINA)["who"])) == [MINA]
    assert customers_link.url(MINA) == f"customers?tab=one&who={MINA[:12]}"


def test_what_was_done_for_a_stage_is_written_down_without_a_customer():
    keep()
    app = page(None)
    find(app.text_area, ".text").set_value("단골에게 보낼 엽서를 준비했어요")
    press(app, ".keep")
    told = said(app)
    assert "단골에게 보낼 엽서를 준비했어요" in told
    assert "응대 · 구매 후" in told
    undo(app)
    assert "단골에게 보낼 엽서를 준비했어요" not in said(app)
    assert "엽서" not in said(page())
