"""The content calendar of 개선 노트 as its readers see it."""

from datetime import UTC, datetime, timedelta

import pytest

from core.services import content, content_items
from core.services.content_items import Content
from core.terms import seoul_day
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
FIRST = TODAY.replace(day=1)
PAGE = "pages/improve/actions.py"
NEW = "field.content.new"


def put(title="공방 이야기", day=FIRST, **more):
    return with_shop(
        lambda shop: content_items.add(shop, Content(title, "블로그", day, **more), NOW)
    )


def listed():
    return with_shop(content_items.listed)


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=(*opening.TABS[PAGE], "board"))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def test_an_empty_calendar_takes_its_first_plan_and_rhythm():
    app = page()
    assert "얼마나 자주 올릴지 정해 보세요." in said(app)
    app.text_input(key=f"{NEW}.title").set_value("<b>머그컵</b> 이야기")
    app.text_input(key=f"{NEW}.channel").set_value("블로그")
    app.button(key="content.add").click().run()
    assert not app.exception
    (one,) = listed()
    assert (one.title, one.planned_on, one.reach) == ("<b>머그컵</b> 이야기", TODAY, None)
    assert app.text_input(key=f"{NEW}.title").value == ""
    app.text_input(key="field.content.pace.channel").set_value("블로그")
    app.button(key="content.pace.keep").click().run()
    assert "블로그: 한 주에 2번" in said(app)


def test_what_is_published_and_thrown_away_comes_back():
    number = put(day=TODAY).id
    app = page()
    assert "1개 중 0개 올렸어요" in said(app)
    app.button(key=f"content.out.{number}").click().run()
    assert listed()[0].published_on == TODAY
    assert "1개 중 1개 올렸어요" in said(app)
    app.button(key=f"content.delete.{number}").click().run()
    assert listed() == []
    app.button(key="content.back.0").click().run()
    assert [one.id for one in listed()] == [number]


def test_what_was_published_before_is_written_down_at_once():
    app = page()
    app.text_input(key=f"{NEW}.title").set_value("글")
    app.text_input(key=f"{NEW}.channel").set_value("블로그")
    app.date_input(key=f"{NEW}.planned").set_value(TODAY - timedelta(days=1))
    app.checkbox(key=f"{NEW}.out").check()
    app.button(key="content.add").click().run()
    (one,) = listed()
    assert one.published_on == one.planned_on == TODAY - timedelta(days=1)
    app = page()
    app.selectbox(key="content.month").set_value(one.day.replace(day=1)).run()
    app.date_input(key=f"field.content.{one.id}.published").set_value(TODAY)
    app.button(key=f"content.save.{one.id}").click().run()
    assert listed()[0].published_on == TODAY


def test_a_title_is_needed_and_what_was_typed_stays():
    app = page()
    app.text_input(key=f"{NEW}.channel").set_value("블로그")
    app.button(key="content.add").click().run()
    assert "제목과 채널을 적어 주세요" in "".join(one.value for one in app.error)
    assert app.text_input(key=f"{NEW}.channel").value == "블로그"
    assert listed() == []


def test_a_change_in_another_window_is_not_overwritten():
    one = put(day=TODAY)
    app = page()
    with_shop(lambda shop: content_items.publish(shop, one.id, NOW, one.version))
    app.text_input(key=f"field.content.{one.id}.title").set_value("낡은 창")
    app.button(key=f"content.save.{one.id}").click().run()
    assert app.warning
    assert listed()[0].title == "공방 이야기"


def test_what_is_overdue_in_another_month_is_said():
    number = put(day=FIRST - timedelta(days=40)).id
    app = page()
    assert "1개 밀렸어요" in said(app)
    app.button(key=f"content.late.{number}").click().run()
    assert "밀렸어요" not in said(app)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_full_calendar_keeps_the_rules_of_our_copy(language):
    past = TODAY - timedelta(days=1)
    put("a", day=past)
    put("b", day=past, published_on=past, code="mug", reach=1200, clicks=3)
    put("c", day=TODAY - timedelta(days=30))
    with_shop(lambda shop: content.keep_pace(shop, "m", 2, NOW - timedelta(days=21)))
    for text in opening.texts(page(language)):
        bare = text.replace("\\", "").replace("블로그", "blog")
        if language == "ko":
            assert not [one for one in faults_on_screen(bare) if "longer" not in one], bare
        else:
            assert not any("가" <= letter <= "힣" for letter in bare), bare
