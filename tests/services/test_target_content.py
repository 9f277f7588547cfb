"""What there is for whom is the content of the calendar, by persona and stage."""

from datetime import UTC, date, datetime, timedelta

from core.analysis.journey import Stage
from core.services import content_items, target_content, target_personas
from core.services.content_items import Content
from core.services.target_personas import Persona

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def post(title, stage, persona=None, day=TODAY, *, out=False):
    on = day if out else None
    return Content(title, "블로그", day, on, stage=stage and stage.value, persona=persona)


def put(shop, *items):
    return content_items.add_all(shop, items, NOW)


def persona(shop, name):
    return target_personas.add(shop, Persona(name=name, sentence=f"우리 고객은 {name}"), NOW).id


def test_each_piece_is_in_the_cell_it_names(shop):
    mother, aunt = persona(shop, "엄마"), persona(shop, "이모")
    put(
        shop,
        post("첫 이야기", Stage.REACH, mother),
        post("쓰는 법", Stage.AFTER, aunt),
        post("모두에게", Stage.BUY),
        post("아직 모름", None),
    )
    plan = target_content.plan(shop, TODAY)
    titles = {cell: [one.title for one in some] for cell, some in plan.cells.items()}
    assert titles == {
        (mother, Stage.REACH): ["첫 이야기"],
        (aunt, Stage.AFTER): ["쓰는 법"],
        (None, Stage.BUY): ["모두에게"],
    }
    assert plan.loose == 1
    assert plan.rows == (mother, aunt, None)


def test_what_is_for_everybody_fills_the_cell_of_each(shop):
    mother = persona(shop, "엄마")
    put(shop, post("첫 이야기", Stage.REACH, mother), post("모두에게", Stage.LOOK))
    plan = target_content.plan(shop, TODAY)
    assert plan.empty(mother) == (Stage.BUY, Stage.AFTER, Stage.LOYAL)
    assert plan.empty(None) == (Stage.REACH, Stage.BUY, Stage.AFTER, Stage.LOYAL)
    assert target_content.most_pressing(plan) == (mother, Stage.BUY)


def test_what_was_published_long_ago_fills_nothing_and_what_is_late_does(shop):
    put(
        shop,
        post("오래전", Stage.REACH, day=TODAY - target_content.FRESH - timedelta(1), out=True),
        post("반년 전", Stage.LOOK, day=TODAY - target_content.FRESH, out=True),
        post("밀린 것", Stage.BUY, day=TODAY - timedelta(days=300)),
    )
    plan = target_content.plan(shop, TODAY)
    assert set(plan.cells) == {(None, Stage.LOOK), (None, Stage.BUY)}


def test_content_of_a_persona_that_is_gone_is_for_everybody(shop):
    mother = persona(shop, "엄마")
    put(shop, post("첫 이야기", Stage.REACH, mother))
    target_personas.delete(shop, mother, NOW)
    plan = target_content.plan(shop, TODAY)
    assert set(plan.cells) == {(None, Stage.REACH)}
    assert plan.rows == (None,)


def test_nothing_is_pressing_where_every_stage_has_something(shop):
    put(shop, *(post(stage.value, stage) for stage in Stage))
    assert target_content.most_pressing(target_content.plan(shop, TODAY)) is None


def test_for_whom_and_for_which_stage_are_changed_and_brought_back(shop):
    (one,) = put(shop, post("글", Stage.REACH))
    changed = content_items.edit(
        shop, Content("글", "블로그", TODAY, stage="loyal", persona=3, id=one.id, version=1), NOW
    )
    assert (changed.stage, changed.persona) == ("loyal", 3)
    back = content_items.undo(shop, one.id)
    assert (back.stage, back.persona) == ("reach", None)
