"""The order of the stages is the seller's, and comes back."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from core.services import messages_follow, messages_rules, messages_scenarios, messages_stages
from core.services import messages_wordings as wordings
from core.services.messages_follow import Example, Who
from core.services.messages_people import Somebody
from core.services.messages_rules import MessageRules
from core.services.messages_scenarios import Scenario
from core.services.messages_stages import USUAL, NoteChanged
from core.services.messages_wordings import Wording
from core.terms.messages import MessageChannel, MessageKind, ScenarioStage

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


def put(shop, stage, by):
    seen = messages_stages.order(shop)
    messages_stages.put(shop, messages_stages.moved(seen, stage, by), NOW, seen=seen)


def test_stages_stand_as_usual_until_they_are_moved(shop):
    assert messages_stages.order(shop) == USUAL
    put(shop, ScenarioStage.AWAY, -1)
    assert messages_stages.order(shop)[-2:] == (ScenarioStage.AWAY, ScenarioStage.REGULAR)
    way = messages_scenarios.way(shop)
    assert [step.stage for step in way] == list(messages_stages.order(shop))
    assert all(step.scenarios == () for step in way)  # none has to say anything
    put(shop, ScenarioStage.AWAY, 1)
    assert messages_stages.order(shop) == USUAL


def test_at_an_end_a_stage_stays():
    assert messages_stages.moved(USUAL, USUAL[0], -1) == USUAL
    assert messages_stages.moved(USUAL, USUAL[-1], 1) == USUAL
    assert set(messages_stages.moved(USUAL, USUAL[3], 2)) == set(USUAL)


def test_of_two_windows_the_second_is_told(shop):
    seen = messages_stages.order(shop)
    put(shop, ScenarioStage.CART, 1)
    with pytest.raises(NoteChanged):
        messages_stages.put(shop, USUAL[::-1], NOW, seen=seen)
    assert messages_stages.order(shop) == messages_stages.moved(USUAL, ScenarioStage.CART, 1)


def test_other_rules_leave_the_order_as_it_is(shop):
    put(shop, ScenarioStage.CART, 1)
    before = messages_rules.save(shop, MessageRules(per_week=3), NOW)
    assert before == MessageRules()
    assert messages_stages.order(shop) == messages_stages.moved(USUAL, ScenarioStage.CART, 1)
    assert messages_rules.read(shop).per_week == 3


def test_what_an_order_does_not_know_is_left_out_or_comes_last(local):
    put(local, ScenarioStage.CART, 1)
    with local.store.write() as session:
        session.execute(
            text("UPDATE message_rule SET value = 'away gone away cart' WHERE name = 'stages'")
        )
    rest = [one for one in USUAL if one not in {ScenarioStage.AWAY, ScenarioStage.CART}]
    assert messages_stages.order(local) == (ScenarioStage.AWAY, ScenarioStage.CART, *rest)


def test_scenarios_and_a_customer_that_is_followed_keep_to_the_order(shop):
    for stage in (ScenarioStage.BOUGHT, ScenarioStage.AFTER):
        wait = 2 if stage is ScenarioStage.BOUGHT else 0
        one = messages_scenarios.add(
            shop, Scenario(stage, stage.value, MessageChannel.ALIMTALK, wait_days=wait, hour=10),
            NOW,
        )  # fmt: skip
        wordings.add(shop, Wording(one.id, MessageKind.INFORMATION, "잘 받으셨나요?"), NOW)

    def told():
        way = messages_scenarios.way(shop)
        who = Example(Who.ONCE, Somebody("", "", "컵", date(2026, 11, 1), 1),
                      (date(2026, 11, 1),), is_real=False)  # fmt: skip
        found = messages_follow.follow(way, who, MessageRules())
        assert len({one.day for one in found.messages}) == 1
        return [one.scenario.name for one in found.messages]

    assert told() == ["bought", "after"]
    put(shop, ScenarioStage.AFTER, -1)
    assert told() == ["after", "bought"]
    assert [one.name for one in messages_scenarios.listed(shop)] == ["after", "bought"]
