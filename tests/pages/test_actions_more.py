"""Own ideas, and people approached first, on the page 개선 노트."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from core.services import actions, events, outreach, own_tactics, search_log
from core.services.events import Event, EventKind
from core.services.outreach import Outreach
from core.services.search_log import Part
from core.store.moments import day_number
from core.terms import Period, Record, Subject, seoul_day
from core.verdicts.actions import JourneyStage
from tests import shops
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.services.test_content import bits
from tests.store import facts
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/improve/actions.py"


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=(*opening.TABS[PAGE], "board"))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def test_an_own_idea_is_kept_and_offered_next_time():
    app = page()
    app.selectbox(key="note.new.stage").set_value(JourneyStage.AFTER).run()
    app.selectbox(key="note.new.tactic.after").set_value("own").run()
    app.text_input(key="note.new.what").set_value("엽서 넣기").run()
    app.selectbox(key="note.new.metric.own").set_value("second_rate").run()
    app.button(key="note.new.add").click().run()
    assert not app.exception
    (idea,) = with_shop(own_tactics.listed)
    assert (idea.text, idea.metric) == ("엽서 넣기", "second_rate")
    app = page()
    app.selectbox(key="note.new.stage").set_value(JourneyStage.AFTER).run()
    app.selectbox(key="note.new.tactic.after").set_value(f"own.{idea.id}").run()
    app.button(key="note.new.add").click().run()
    assert not app.exception
    found = with_shop(actions.listed)
    assert [(one.what, one.target.metric) for one in found] == [("엽서 넣기", "second_rate")] * 2
    app.button(key=f"idea.delete.{idea.id}").click().run()
    assert with_shop(own_tactics.listed) == []
    app.button(key=f"idea.back.{idea.id}").click().run()
    assert len(with_shop(own_tactics.listed)) == 1


def test_whom_one_approached_is_written_down_changed_and_thrown_away():
    app = page()
    new = "field.outreach.new"
    app.button(key="outreach.add").click().run()
    assert app.error
    app.text_input(key=f"{new}.place").set_value("캠핑 <b>카페</b>")
    app.number_input(key=f"{new}.reached").set_value(40)
    app.button(key="outreach.add").click().run()
    assert not app.exception
    ((one, _),) = with_shop(lambda shop: outreach.listed(shop, TODAY))
    assert (one.place, one.day, one.reached) == ("캠핑 <b>카페</b>", TODAY, 40)
    assert "링크 코드를 적으면 얼마나 왔는지 보여 드려요." in said(app)
    app.text_input(key=f"field.outreach.{one.id}.place").set_value("장터")
    app.button(key=f"outreach.save.{one.id}").click().run()
    assert with_shop(lambda shop: outreach.listed(shop, TODAY))[0][0].place == "장터"
    app.button(key=f"outreach.delete.{one.id}").click().run()
    app.button(key="outreach.back.0").click().run()
    assert len(with_shop(lambda shop: outreach.listed(shop, TODAY))) == 1


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_was_written_down_keeps_the_rules_of_our_copy(language):
    with_shop(lambda shop: outreach.add(shop, Outreach("a", TODAY, 3, "mug", "b"), NOW))
    for text in opening.texts(page(language)):
        bare = text.replace("\\", "")
        if language == "ko":
            assert not [one for one in faults_on_screen(bare) if "longer" not in one], bare
        else:
            assert not any("가" <= letter <= "힣" for letter in bare), bare


def with_channels():
    """A shop with orders and visits by channel up to yesterday."""

    def do(shop):
        shops.take(shop, shops.steady(40, 6, last=TODAY - timedelta(days=1)))
        rows = [
            facts.fact(
                day_number(TODAY - timedelta(days=n)), visits=visits, payments=1,
                subject=Subject.CHANNEL.value, level=bits("channel_name"), channel_name=name,
                report="smartstore_visits",
            )
            for n in range(1, 70)
            for name, visits in (("네이버검색", 40), ("직접유입", 60))
        ]  # fmt: skip
        facts.put(shop.store, Record.STATISTIC, rows)

    with_shop(do)


def test_what_was_done_for_the_search_stands_on_the_share():
    with_channels()
    app = page()
    assert "유입의 40%가 검색으로 왔어요" in said(app)
    app.text_input(key="field.seo.new.text").set_value("이름 앞에 수제")
    app.button(key="seo.add").click().run()
    assert not app.exception
    (one,) = with_shop(search_log.changes)
    assert (one.text, one.day, one.part) == ("이름 앞에 수제", TODAY, Part.TITLE)
    assert said(app).count("이름 앞에 수제") >= 2
    number = app.selectbox(key="seo.product").value
    app.button(key=f"seo.{number}.tags.2").click().run()
    assert "고칠래요 · " in said(app)
    app.button(key=f"seo.{number}.tags.back").click().run()
    assert "고칠래요 · " not in said(app)
    app.text_area(key=f"field.seo.words.{number}").set_value("머그컵\n머그컵")
    app.button(key="seo.words.save").click().run()
    assert with_shop(lambda shop: search_log.product(shop, number)).words.words == ("머그컵",)
    app.button(key=f"seo.delete.{one.id}").click().run()
    assert with_shop(search_log.changes) == []
    app.button(key="seo.back.0").click().run()
    assert len(with_shop(search_log.changes)) == 1


def tiny():
    with_shop(lambda shop: shops.take(shop, [shops.Line(TODAY - timedelta(days=3), "a")] * 7))


def orders_only():
    lines = shops.steady(120, 6, last=TODAY - timedelta(days=1))
    with_shop(lambda shop: shops.take(shop, lines))


def statistics_only():
    rows = [
        facts.fact(day_number(TODAY - timedelta(days=n)), visits=100 + n, payments=3)
        for n in range(1, 130)
    ]
    with_shop(lambda shop: facts.put(shop.store, Record.STATISTIC, rows))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("fill", [tiny, orders_only, statistics_only])
def test_every_tab_says_something_whatever_files_there_are(fill, language):
    fill()
    week = Period.ending(TODAY - timedelta(days=9), 3)
    with_shop(lambda shop: events.add(shop, Event(EventKind.PROMOTION, week, "x"), NOW))
    app = page(language)
    text = said(app)
    assert not [line for line in text.splitlines() if re.search(r"\b(nan|inf|None|NaN)\b", line)]
    (table,) = [one for one in app.dataframe if "before" in one.value.columns]
    rows = list(table.value["during"])
    assert (rows[1] == "–") is (fill is not orders_only)
    assert (rows[0] == "–") is (fill is not statistics_only)
    if language == "ko":
        assert "날짜별 채널 통계를 올리면 검색 비율을 보여 드려요." in text
