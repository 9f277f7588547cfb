"""Stages, scenarios and following a customer, in words, in both languages."""

from datetime import date

import pytest

from core import i18n
from core.analysis.message_follow import Balance, Crowd, Streak
from core.services import messages_templates, messages_texts
from core.services.messages_follow import Example, Followed, Who
from core.services.messages_people import Somebody
from core.services.messages_scenarios import Scenario, Step
from core.services.messages_sends import Send
from core.services.messages_tired import Tired
from core.terms.messages import MessageChannel, MessageKind, ScenarioStage
from core.wording import messages_follow as follow
from core.wording import messages_scenarios as said
from tests.wording.copy_rules import faults_on_screen

DAY = date(2026, 11, 10)
ONE = Scenario(ScenarioStage.AFTER, "3일 안부", MessageChannel.ALIMTALK, wait_days=3, hour=11)
HANA = Somebody("k", "김*나", "머그컵", DAY, 1)
EMPTY = Followed((), (DAY,), (), (), (), None)
FULL = Followed(("a", "b"), (DAY,), (DAY,), ((DAY, Crowd(1, 3)),), (), None)
SEND = Send("봄 소식", MessageChannel.LMS, MessageKind.ADVERTISING, scenario=1)


def lines():
    yield from (said.stage(one) for one in ScenarioStage)
    yield from (said.about(one) for one in ScenarioStage)
    yield from (said.template(one.code) for one in messages_templates.listed())
    yield from (said.place(code) for code in messages_texts.names())
    yield said.filled(Step(ScenarioStage.CART, ()))
    yield said.empty_stages([])
    yield said.empty_stages([Step(ScenarioStage.CART, ())])
    yield from (said.planned(ONE), said.hour(None), said.kept("안부"), said.no_name().text)
    yield from (said.somebody(HANA), said.somebody(Somebody("", "", "", None, 1)))
    yield said.missing(("혜택", "기한"))
    yield from (follow.who(one) for one in Who)
    yield follow.about(Example(Who.ONCE, HANA, (DAY,), is_real=True))
    yield follow.about(Example(Who.ONCE, HANA, (DAY, DAY), is_real=False))
    yield from (follow.verdict(one) for one in (EMPTY, FULL))
    yield follow.same_day(DAY)
    yield follow.crowd(DAY, Crowd(1, 3))
    yield follow.streak(DAY, Streak(1, 9, 4))
    yield follow.balance(DAY, Balance(1, 2, 3))
    yield from (follow.reckoned(), follow.tiring(), follow.loose(SEND), follow.loose_title(2))
    yield from (follow.tired(one) for one in (Tired(0, 9, 1, 2), Tired(3, 9, 0, 4)))
    yield follow.of_state("단골", 12)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_line_says_something_in_good_words(language):
    with i18n.speaking(language):
        found = list(lines())

    assert all(found)
    if language == "ko":
        assert [(line, faults_on_screen(line)) for line in found if faults_on_screen(line)] == []


def test_the_korean_name_of_a_template_is_the_one_it_is_taken_over_with():
    with i18n.speaking("ko"):
        assert {one.name: said.template(one.code) for one in messages_templates.listed()} == {
            one.name: one.name for one in messages_templates.listed()
        }


def test_a_plan_says_when():
    with i18n.speaking("ko"):
        assert said.planned(ONE) == "3일 뒤 · 11시"
        at_once = Scenario(ScenarioStage.BOUGHT, "주문 확인", MessageChannel.ALIMTALK)
        assert said.planned(at_once) == "바로"


def test_what_a_loose_message_lacks_is_said():
    with i18n.speaking("ko"):
        assert follow.loose(SEND) == "봄 소식 · 페르소나 없음"


def test_nothing_missing_says_nothing():
    assert not said.missing(())
