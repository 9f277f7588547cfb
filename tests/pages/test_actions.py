"""The page 개선 노트 as its readers see it."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.services import actions, actions_choices, events, look_back, voice_complaints
from core.services.actions import Draft, Target
from core.services.events import Event, EventKind
from core.services.look_back import Question
from core.services.voice_complaints import Complaint
from core.terms import Period, seoul_day
from core.verdicts.actions import JourneyStage, Status
from tests import shops
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.shops import Line
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
YESTERDAY = TODAY - timedelta(days=1)
PAGE = "pages/improve/actions.py"
START = "pages/start/today.py"


def fill(lines):
    with_shop(lambda shop: shops.take(shop, lines))


def fallen():
    """A shop whose revenue fell in the last four weeks."""
    since = YESTERDAY - timedelta(days=27)
    fill(shops.without(shops.steady(500, 9, seed=11, last=YESTERDAY), 0.5, since))


def add(days_ago=0, made=None, what="새 사진", metric="orders"):
    when = NOW - timedelta(days=days_ago)

    def do(shop):
        draft = Draft(what, Target(metric), JourneyStage.BUY)
        action = actions.add(shop, draft, when)
        if made is not None:
            on = TODAY - timedelta(days=made)
            action = actions.made(shop, action.id, on, NOW - timedelta(days=made))
        return action

    return with_shop(do)


def listed():
    return with_shop(actions.listed)


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=(*opening.TABS[PAGE], "board"))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def test_empty_notes_show_the_conclusion_of_today_as_their_first_card():
    fallen()
    app = page()
    text = said(app)
    assert "아직 담은 일이 없어요." in text
    assert "오늘의 결론" in text
    app.button(key="notes.keep").click().run()
    assert not app.exception
    assert [one.claim for one in listed()] == ["today.net_fell"]
    assert "담음 1" in said(app)


def test_the_conclusion_of_today_is_kept_with_one_click():
    fallen()
    app = opening.opened(START)
    app.button(key="first.keep").click().run()
    assert not app.exception
    (action,) = listed()
    assert action.status is Status.KEPT
    assert action.check_on == TODAY + timedelta(days=14)
    assert action.baseline.value
    assert "담았어요." in said(app)
    assert not [one for one in app.button if one.key == "first.keep"]


def test_what_was_kept_with_one_click_is_taken_back_with_another():
    fallen()
    app = opening.opened(START)
    app.button(key="first.keep").click().run()
    app.button(key="kept.undo").click().run()
    assert not app.exception
    assert listed() == []
    assert app.button(key="first.keep")
    assert "담았어요." not in said(app)


def test_what_was_changed_elsewhere_is_not_taken_back():
    fallen()
    app = opening.opened(START)
    app.button(key="first.keep").click().run()
    (action,) = listed()
    with_shop(lambda shop: actions.start(shop, action.id, datetime.now(UTC)))
    app.button(key="kept.undo").click().run()
    assert not app.exception
    assert [one.id for one in listed()] == [action.id]
    assert len(app.warning) == 1


def test_a_shop_without_files_can_write_things_down():
    app = page()
    assert "주문 파일이 있으면 효과를 계산해 드려요." in said(app)
    app.text_input(key="note.new.what").set_value("더 큰 글씨").run()
    app.button(key="note.new.add").click().run()
    (action,) = listed()
    assert (action.what, action.tactic, action.target.metric) == (
        "더 큰 글씨",
        "test_copy",
        "visits",
    )


def test_a_tiny_shop_has_nothing_to_keep_from_today():
    fill([Line(YESTERDAY - timedelta(days=n), f"b{n}") for n in range(7)])
    app = page()
    assert not [one for one in app.button if one.key == "notes.keep"]
    assert "%" not in said(app).replace("상품명", "")


def test_an_own_idea_needs_words():
    app = page()
    app.selectbox(key="note.new.stage").set_value(JourneyStage.BUY).run()
    app.selectbox(key="note.new.tactic.buy").set_value("own").run()
    app.button(key="note.new.add").click().run()
    assert "담지 못했어요." in [one.title for one in app.error] or app.error
    assert listed() == []


def test_the_way_over_the_board():
    fill(shops.steady(200, 8, last=YESTERDAY))
    number = add().id
    app = page()
    app.button(key=f"note.begin.{number}").click().run()
    assert listed()[0].status is Status.DOING
    app.date_input(key=f"note.day.{number}").set_value(YESTERDAY).run()
    app.button(key=f"note.day.keep.{number}").click().run()
    assert listed()[0].changed_on == YESTERDAY
    assert "확인 기다림 1" in said(app)
    app.button(key=f"note.undo.{number}").click().run()
    assert listed()[0].status is Status.DOING


def test_a_result_is_shown_and_written_down():
    fill(shops.steady(300, 20, last=YESTERDAY))
    number = add(30, 16).id
    app = page()
    text = said(app)
    assert any(word in text for word in ("좋아짐", "그대로", "나빠짐", "모름"))
    assert "결과가 나왔어요" in text
    app.button(key=f"note.measure.{number}").click().run()
    assert not app.exception
    (done,) = listed()
    assert (done.status, bool(done.measured)) == (Status.DONE, True)
    assert "끝 1" in said(app)
    app.text_area(key=f"field.remark.{number}").set_value("날씨 때문 같아요")
    app.button(key=f"note.save.{number}").click().run()
    assert listed()[0].remark == "날씨 때문 같아요"
    assert listed()[0].measured == done.measured
    assert not [one for one in app.date_input if one.key == f"field.check.{number}"]


def test_what_is_thrown_away_comes_back():
    number = add().id
    app = page()
    app.button(key=f"note.delete.{number}").click().run()
    assert listed() == []
    assert "지웠어요" in said(app)
    app.button(key="note.back").click().run()
    assert [one.id for one in listed()] == [number]
    app.button(key=f"note.delete.{number}").click().run()
    app.button(key=f"note.restore.{number}").click().run()
    assert [one.id for one in listed()] == [number]


def test_a_change_in_another_window_is_not_overwritten():
    number = add().id
    app = page()
    with_shop(lambda shop: actions.start(shop, number, NOW))
    app.text_input(key=f"field.what.{number}").set_value("낡은 글")
    app.button(key=f"note.save.{number}").click().run()
    assert listed()[0].what == "새 사진"
    assert app.warning
    # Who has seen that and saves once more means it.
    app.button(key=f"note.save.{number}").click().run()
    assert listed()[0].what == "낡은 글"
    assert not app.warning


def test_the_words_of_an_improvement_are_changed():
    number = add().id
    app = page()
    app.text_input(key=f"field.what.{number}").set_value("<b>:red[사진]</b>")
    app.date_input(key=f"field.check.{number}").set_value(TODAY + timedelta(days=30))
    app.button(key=f"note.save.{number}").click().run()
    assert not app.exception
    assert listed()[0].what == "<b>:red[사진]</b>"
    assert listed()[0].check_on == TODAY + timedelta(days=30)
    assert not any(":red[사진]" in one.value for one in app.markdown)


NEW = "field.event.new"


def test_events_are_written_down_and_thrown_away():
    app = page()
    app.selectbox(key=f"{NEW}.kind").set_value(EventKind.PRICE)
    app.text_input(key=f"{NEW}.title").set_value("머그컵 값 올림")
    app.button(key="event.add").click().run()
    assert not app.exception
    (event,) = with_shop(events.listed)
    assert (event.kind, event.title, event.period.first) == (
        EventKind.PRICE,
        "머그컵 값 올림",
        TODAY,
    )
    assert app.text_input(key=f"{NEW}.title").value == ""
    app.button(key=f"event.delete.{event.id}").click().run()
    assert with_shop(events.listed) == []
    app.button(key=f"event.back.{event.id}").click().run()
    assert len(with_shop(events.listed)) == 1


def test_an_event_needs_days_and_not_too_many():
    app = page()
    app.date_input(key=f"{NEW}.days").set_value((TODAY - timedelta(days=400), TODAY))
    app.text_input(key=f"{NEW}.title").set_value("긴 행사")
    app.button(key="event.add").click().run()
    assert app.error
    # What was typed is still there.
    assert app.text_input(key=f"{NEW}.title").value == "긴 행사"
    app.date_input(key=f"{NEW}.days").set_value(())
    app.button(key="event.add").click().run()
    assert with_shop(events.listed) == []


def sale(title="가을 할인", days=3, product_id=None):
    one = Event(EventKind.PROMOTION, Period.ending(YESTERDAY, days), title, product_id=product_id)
    return with_shop(lambda shop: events.add(shop, one, NOW))


def test_an_event_is_changed_on_the_screen_and_another_window_is_not_overwritten():
    fill(shops.steady(60, 8, last=YESTERDAY))
    event = sale()
    app = page()
    key = f"field.event.{event.id}"
    app.selectbox(key=f"{key}.kind").set_value(EventKind.STOCK_OUT)
    products = with_shop(lambda shop: actions_choices.choices(shop, TODAY)).products
    mug = next(number for number, name in products.items() if name == "mug")
    app.selectbox(key=f"{key}.product").set_value(mug)
    app.button(key=f"event.save.{event.id}").click().run()
    assert not app.exception
    (changed,) = with_shop(events.listed)
    assert (changed.kind, changed.title) == (EventKind.STOCK_OUT, "가을 할인")
    assert changed.product_id == mug
    assert "mug" in said(app)
    with_shop(lambda shop: events.edit(shop, replace(changed, title="다른 창"), NOW))
    app.text_input(key=f"{key}.title").set_value("낡은 창")
    app.button(key=f"event.save.{event.id}").click().run()
    assert app.warning
    assert with_shop(events.listed)[0].title == "다른 창"


def test_the_numbers_around_an_event_stand_below_it():
    lines = shops.steady(120, 8, last=YESTERDAY)
    fill(lines)
    sale(days=2)
    app = page()
    (table,) = [one for one in app.dataframe if "before" in one.value.columns]
    rows = table.value.set_index("what")
    during = sum(line.day > YESTERDAY - timedelta(days=2) for line in lines) / 2
    assert rows.loc["주문", "during"] == f"{during:.1f}"
    assert rows.loc["유입", "during"] == "–"
    assert "같은 요일끼리" in said(app)


def test_mixed_days_are_left_out_with_one_click():
    """X19: the card offers to cut the days, and counts anew."""
    fill(shops.steady(300, 20, last=YESTERDAY))
    number = add(30, 16).id
    sale(days=6)
    app = page()
    assert "섞임" in said(app)
    app.button(key=f"note.mixed.{number}").click().run()
    assert not app.exception
    assert listed()[0].without_events
    assert "앞뒤에서 모두 뺐어요" in said(app)
    app.button(key=f"note.mixed.{number}").click().run()
    assert not listed()[0].without_events


def test_a_number_of_one_product_can_be_chosen():
    fill(shops.steady(60, 8, last=YESTERDAY))
    app = page()
    app.selectbox(key="note.new.metric.test_copy").set_value("product_orders").run()
    app.button(key="note.new.add").click().run()
    (action,) = listed()
    assert action.target.metric == "product_orders"
    assert action.target.product_id is not None
    assert action.baseline.value


def test_events_stand_below_the_chart_of_today():
    fill(shops.steady(200, 8, last=YESTERDAY))
    add(10, 5, what="새 이름")
    text = said(opening.opened(START))
    assert "새 이름" in text


def test_what_customers_said_stands_above_the_questions_of_the_week():
    before = NOW - timedelta(days=7)
    complaint = Complaint("배송이 늦었어요", opened_at=before)
    with_shop(lambda shop: voice_complaints.add(shop, complaint, NOW))
    app = opening.opened(PAGE, tabs=["review"])
    app.selectbox(key="look.week").set_value(look_back.week_of(seoul_day(before))).run()
    assert not app.exception
    assert "불편하다고 한 것: 배송 1번" in said(app)
    assert "“배송이 늦었어요”" in said(app)


def test_the_week_is_looked_back_on():
    app = page()
    monday = app.selectbox(key="look.week").value
    field = f"field.look.{monday}.{Question.DISCOMFORT}"
    app.text_area(key=field).set_value("포장이 약해요")
    app.button(key="look.save").click().run()
    assert not app.exception
    (kept,) = with_shop(look_back.listed)
    assert kept.answers == {Question.DISCOMFORT: "포장이 약해요"}
    assert "포장이 약해요" in said(app)
    app.text_area(key=f"field.look.{monday}.{Question.NEXT}").set_value("상자 바꾸기")
    app.button(key="look.save").click().run()
    app.button(key="look.undo").click().run()
    (kept,) = with_shop(look_back.listed)
    assert Question.NEXT not in kept.answers
    assert app.text_area(key=f"field.look.{monday}.{Question.NEXT}").value == ""


def test_answers_of_another_window_are_not_overwritten():
    app = page()
    monday = app.selectbox(key="look.week").value
    with_shop(lambda shop: look_back.save(shop, monday, {Question.NEXT: "글"}, NOW, 0))
    app.text_area(key=f"field.look.{monday}.{Question.NEXT}").set_value("사진")
    app.button(key="look.save").click().run()
    assert app.warning
    assert with_shop(look_back.listed)[0].answers == {Question.NEXT: "글"}


def test_a_full_disk_is_said_and_nothing_is_lost():
    number = add().id
    app = page()
    up_notes()
    app.button(key=f"note.begin.{number}").click().run()
    assert not app.exception
    assert app.error
    free_notes()
    assert listed()[0].status is Status.KEPT


def up_notes():
    import sqlite3

    with sqlite3.connect(Path(os.environ["DANGOL_DATA"]) / "store.db") as file:
        file.execute(
            "CREATE TRIGGER full_notes BEFORE UPDATE ON action "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    file.close()


def free_notes():
    import sqlite3

    with sqlite3.connect(Path(os.environ["DANGOL_DATA"]) / "store.db") as file:
        file.execute("DROP TRIGGER full_notes")
    file.close()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_full_board_keeps_the_rules_of_our_copy(language):
    fill(shops.steady(300, 12, last=YESTERDAY))
    add(0, what="a")
    add(40, 20, what="b")
    add(5, 3, what="c", metric="second_rate")
    add(20, what="d")
    app = page(language)
    for text in opening.texts(app):
        bare = text.replace("\\", "")
        if language == "ko":
            assert not [one for one in faults_on_screen(bare) if "longer" not in one], bare
        else:
            assert not any("가" <= letter <= "힣" for letter in bare), bare
