"""The tab 단계별 내용 of 타깃 비교 as its readers see it."""

from datetime import UTC, datetime

import pytest

from core.analysis.journey import Stage
from core.services import content_items, target_content, target_personas
from core.services.content_items import Content
from core.services.target_personas import Persona
from core.terms import seoul_day
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/target.py"
NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)

pytestmark = pytest.mark.usefixtures("folder")


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=("content",))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def put(*items):
    with_shop(lambda shop: content_items.add_all(shop, items, NOW))


def test_an_empty_shop_shows_five_empty_cells():
    app = page()
    assert said(app).count("빈칸") == 5
    assert "모든 손님에게 보여 줄 내용이 아직 하나도 없어요. ‘알게 됨’ 단계부터" in said(app)
    assert faults_on_screen(said(app)) == []


def test_each_persona_has_a_row_and_what_is_there_stands_in_its_cell():
    mother = with_shop(lambda shop: target_personas.add(shop, Persona(name="엄마 민지"), NOW)).id
    put(Content("첫 이야기", "블로그", TODAY, stage="reach", persona=mother),
        *(Content(f"글 {n}", "블로그", TODAY, stage="look") for n in range(5)))  # fmt: skip
    app = page()
    assert "엄마 민지" in said(app)
    assert "첫 이야기 (예정)" in said(app)
    assert "외 2개" in said(app)
    assert "‘구매’ 단계에 엄마 민지에게" in said(app)


def test_a_cell_is_filled_where_it_is_empty():
    app = page()
    app.button(key="target.content.everybody.loyal.open").click().run()
    for name, text in (("title", "단골 이야기"), ("channel", "블로그")):
        next(one for one in app.text_input if str(one.key).endswith(f"loyal.{name}")).input(text)
    app.button(key="target.content.add").click().run()
    assert not app.exception
    plan = with_shop(lambda shop: target_content.plan(shop, TODAY))
    assert [one.title for one in plan.cells[None, Stage.LOYAL]] == ["단골 이야기"]


def test_what_is_refused_is_said_and_nothing_is_lost():
    app = page()
    app.button(key="target.content.everybody.buy.open").click().run()
    next(one for one in app.text_input if str(one.key).endswith("buy.title")).input("제목만")
    app.button(key="target.content.add").click().run()
    assert any("채널" in one.value for one in app.error)
    assert any(one.value == "제목만" for one in app.text_input)


def test_what_has_to_be_filled_in_is_marked_and_what_came_of_it_is_asked_only_of_what_is_out():
    app = page()
    app.button(key="target.content.everybody.buy.open").click().run()
    labels = [one.label for one in app.text_input]
    assert "제목 (꼭 적어 주세요)" in labels
    assert "채널 (꼭 적어 주세요)" in labels
    (folded,) = [one for one in app.expander if one.label == "이미 올렸다면 적어 주세요"]
    assert not folded.proto.expanded
    assert [one.label for one in folded.text_input] == ["링크 코드"]
    assert len(folded.number_input) == 2


@pytest.mark.parametrize("language", ["ko", "en"])
def test_both_languages_are_whole(language):
    put(Content("Story", "Blog", TODAY, stage="reach"), Content("Loose", "Blog", TODAY))
    app = page(language)
    text = said(app)
    assert ("name no stage" in text) is (language == "en")
    if language == "ko":
        assert faults_on_screen(text) == []
