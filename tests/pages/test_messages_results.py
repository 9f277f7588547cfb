"""성과 of 메시지 as its readers see it: empty, typed, and with the made-up shop."""

from datetime import UTC, datetime, timedelta

import pytest

from core import i18n
from core.services import messages_outcome, messages_sends
from core.services.messages_outcome import Numbers
from core.services.messages_sends import Version
from core.terms import seoul_day
from tests import message_shops
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.shops import Line, take
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/messages.py"


def page(language="ko", tab="results"):
    app = opening.opened(PAGE, language=language, tabs=(tab,))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def faults(app):
    return [fault for line in said(app).splitlines() for fault in faults_on_screen(line)]


def one(**more):
    """A sending of ten days ago, of which only numbers are known."""
    told = {"sent_at": NOW - timedelta(days=10), "sent": 100, "persona": None, "scenario": None}
    return with_shop(lambda shop: message_shops.sent(shop, {}, **{**told, **more}))


def test_an_empty_shop_is_told_what_it_takes():
    text = said(page())
    assert "메시지를 보내면 어떤 말이 구매로 이어지는지 볼 수 있어요." in text
    assert "보냈다고 표시한 메시지 하나면 돼요." in text


def test_no_purchase_is_none_yet_and_not_endless():
    one(bought=0, revenue=0)
    app = page()
    assert "아직 없음" in said(app)
    assert "∞" not in said(app)
    assert faults(app) == []


def test_typed_numbers_are_shown_and_changed():
    kept = one(bought=4, revenue=80_000)
    app = page()
    text = said(app)
    assert "25.0건" in text
    assert "ROAS 2,051%" in text
    key = next(it.key for it in app.number_input if it.key.endswith(".failed"))
    app.number_input(key=key).set_value(10)
    next(it for it in app.button if ".keep" in (it.key or "")).click()
    app.run()
    assert not app.exception
    found = with_shop(lambda shop: messages_sends.find(shop, kept.number))
    assert messages_outcome.of(found) == Numbers(100, 10, bought=4, revenue=80_000)


def test_impossible_numbers_are_refused():
    kept = one()
    app = page()
    key = next(it.key for it in app.number_input if it.key.endswith(".failed"))
    app.number_input(key=key).set_value(101)
    next(it for it in app.button if ".keep" in (it.key or "")).click()
    app.run()
    assert not app.exception
    assert with_shop(lambda shop: messages_sends.find(shop, kept.number)).failed is None
    assert "보낸 수보다 많을 수는 없어요." in said(app)


def test_files_that_end_too_early_are_asked_for():
    people = message_shops.names(6)
    with_shop(lambda shop: take(shop, [Line(TODAY - timedelta(days=20), name) for name in people]))
    with_shop(lambda shop: message_shops.sent(
        shop, dict.fromkeys(people, "A"), sent_at=NOW - timedelta(days=10)
    ))  # fmt: skip
    assert "새 주문 파일을 올리면 메시지 결과를 볼 수 있어요." in said(page())


def test_days_that_go_on_are_waited_for():
    people = message_shops.names(6)
    with_shop(lambda shop: take(shop, [Line(TODAY - timedelta(days=1), name) for name in people]))
    with_shop(lambda shop: message_shops.sent(
        shop, dict.fromkeys(people, "A"), sent_at=NOW - timedelta(days=1)
    ))  # fmt: skip
    assert "부터 메시지 결과를 볼 수 있어요." in said(page())


@pytest.mark.parametrize(
    ("share", "head"),
    [
        (0.0, "몇 명을 추첨으로 빼고 보내면 메시지로 더 번 돈을 볼 수 있어요."),
        (0.1, "추첨으로 뺀 손님과 비교할 거예요."),
    ],
)
def test_who_left_some_out_is_not_told_to_leave_some_out(share, head):
    people = message_shops.names(6)
    with_shop(lambda shop: take(shop, [Line(TODAY - timedelta(days=1), name) for name in people]))
    with_shop(lambda shop: message_shops.sent(
        shop, {**dict.fromkeys(people, "A"), people[0]: ""},
        sent_at=NOW - timedelta(days=1), hold_out=share,
    ))  # fmt: skip
    app = page()
    assert (said(app).count("빼고 보내면"), said(app).count("비교할 거예요")) == (
        (1, 0) if share == 0 else (0, 1)
    )
    assert head in said(app)
    assert faults(app) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_made_up_shop_has_something_to_show(language):
    opening.keep_sample()
    app = page(language)
    text = said(app)
    if language == "ko":
        assert "‘함께 쓰면 좋은 상품’ 메시지를 계속 보내세요." in text
        assert "메시지 덕분에 100명 중" in text
        assert "돌아온 비율" in text
        assert "건넨 혜택" in text
        assert faults(app) == []
    else:
        with i18n.speaking("en"):
            assert "Go on with the messages" in text
            assert "Thanks to the message" in text


def test_a_longer_window_is_counted_anew():
    opening.keep_sample()
    app = page()
    before = said(app)
    app.segmented_control(key="messages.results.window").set_value(90).run()
    assert not app.exception
    assert said(app) != before


def test_the_record_of_an_empty_shop_says_when_it_begins():
    assert "첫 메시지의 결과가 나오면 시작해요." in said(page(tab="record"))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_record_of_the_made_up_shop_suggests_what_to_do(language):
    opening.keep_sample()
    app = page(language, tab="record")
    text = said(app)
    if language == "ko":
        assert "다음에 해 볼 것" in text
        assert "메시지를 또 보내세요." in text
        assert "회색 줄은 30건보다 적게" in text
        assert "정리 안 된 메시지가 2건 있어요." in text
        assert faults(app) == []
    else:
        assert "What to try next" in text


def test_the_record_is_filtered_on_each_axis():
    one(versions=(Version("A", text="{이름?고객} 님, 안녕하세요"),), bought=3, revenue=9_000)
    one(sent=8, scenario=4, persona=7)
    app = page(tab="record")
    (table,) = app.dataframe
    assert len(table.value) == 2
    app.checkbox(key="messages.record.whole").check().run()
    (table,) = app.dataframe
    assert list(table.value["message"]) == ["님, 안녕하세요"]
    app.multiselect(key="messages.record.persona").select(1).run()
    assert "고른 조건에 맞는 메시지가 없어요." in said(app)


def uploader(app, ending):
    return next(it for it in app.file_uploader if (it.key or "").endswith(ending))


def test_the_file_of_the_sending_service_is_read_and_taken():
    kept = one(sent=None)
    app = page()
    content = "발송건수,성공건수,실패건수\n100,97,3".encode()
    uploader(app, ".result").set_value(("result.csv", content, "text/csv")).run()
    assert not app.exception
    assert "보낸 수 100 · 도착 안 함 3" in said(app)
    next(it for it in app.button if (it.key or "").endswith(".take")).click().run()
    assert not app.exception
    found = with_shop(lambda shop: messages_sends.find(shop, kept.number))
    assert messages_outcome.of(found) == Numbers(100, 3)


def test_a_result_file_that_names_nobody_and_tells_of_few_is_doubted():
    one(sent=121)
    app = page()
    content = "수신번호,결과\n010-0000-3989,성공\n010-0000-4106,실패\n".encode()
    uploader(app, ".result").set_value(("result.csv", content, "text/csv")).run()
    assert not app.exception
    text = said(app)
    assert "보낸 수 2 · 도착 안 함 1\n" in text
    assert "결과에 이름이 없어 합계만 넣어요." in text
    assert "이 메시지는 121건 보냈는데 파일에는 2건뿐이에요." in text
    assert "보낼 때 쓴 목록도 위에 놓으면" in text
    assert faults(app) == []


def test_a_result_file_that_tells_nothing_is_refused():
    one()
    app = page()
    content = "이것,저것\n1,2".encode()
    uploader(app, ".result").set_value(("result.csv", content, "text/csv")).run()
    assert not app.exception
    assert app.error or app.warning
    assert not [it for it in app.button if (it.key or "").endswith(".take")]


@pytest.mark.parametrize(
    ("tab", "to"), [("prepare", "scenarios"), ("results", "prepare"), ("record", "prepare")]
)
def test_no_tab_of_an_empty_shop_is_a_dead_end(tab, to):
    app = opening.opened(PAGE, tabs=[tab])
    ways = [query.get("tab") for page, query in opening.links(app) if page.endswith("messages")]
    assert to in ways
