"""What has been learnt: cells of the record, what scenarios bring, and what to do next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import i18n
from core.services import (
    messages_called,
    messages_record,
    messages_results,
    messages_scenarios,
    messages_variants,
    messages_wordings,
)
from core.services.messages_called import Called
from core.services.messages_next import Do, steps
from core.services.messages_record import best, cells, losing, standings, unsorted
from core.services.messages_scenarios import Scenario
from core.services.messages_sends import Version
from core.services.messages_wordings import Wording
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.terms import Evidence
from core.terms.messages import MessageChannel, MessageKind, MessageLanguage, ScenarioStage
from core.wording import messages_record as wording
from tests.message_shops import SENT_ON, at, bought, names, sent
from tests.shops import LAST

TODAY = LAST + timedelta(days=1)
PAIR = (Version("A", 1, text="다시 오세요"), Version("B", 2, text="보고 싶었어요"))


def told(shop):
    return messages_results.results(shop, TODAY)


def campaign(shop, buying, left_buying, *, won=20_000, **more):
    """A sending to 400, of whom and of 100 left out some buy."""
    count, left = 400, 100
    people = names(count + left)
    letters = {name: "A" if place < count else "" for place, name in enumerate(people)}
    orders = [(f"p{n}", 2, won) for n in range(buying)]
    orders += [(f"p{count + n}", 2, won) for n in range(left_buying)]
    bought(shop, orders, everybody=people)
    return sent(shop, letters, hold_out=left / (count + left), **more)


def test_nothing_sent_makes_no_record():
    assert cells(()) == ()
    assert standings((), 30) == ()
    assert steps((), ()) == ()


def test_sendings_of_one_text_to_one_persona_are_one_cell(shop):
    people = names(40)
    bought(shop, [("p0", 2, 20_000), ("p1", 5, 10_000)], everybody=people)
    sent(shop, dict.fromkeys(people, "A"), reacted=8)
    sent(shop, dict.fromkeys(people[:10], "A"), sent_at=at(SENT_ON + timedelta(days=4)))
    (found,) = cells(told(shop))
    assert (found.persona, found.scenario, found.message, found.letter) == (1, 1, 1, "A")
    assert (found.sends, found.sent, found.purchases, found.won) == (2, 50, 2.0, 30_000)
    assert found.bought == Tally(2, 50)
    assert found.bounds == wilson(Tally(2, 50))
    # Who reacted was told of the first one only.
    assert found.reacted == Tally(8, 40)
    assert found.per_purchase == pytest.approx(25)
    assert found.cost == pytest.approx(50 * 39)
    assert not found.is_thin


def test_versions_personas_and_scenarios_are_apart(shop):
    people = names(8)
    bought(shop, [], everybody=people)
    sent(shop, {name: "AB"[n % 2] for n, name in enumerate(people)}, versions=PAIR)
    sent(shop, {"p0": "A"}, persona=2)
    sent(shop, {"p0": "A"}, scenario=None, versions=(Version("A", text="안녕하세요"),))
    found = cells(told(shop))
    assert len(found) == 4
    assert all(one.is_thin for one in found)
    assert {one.text for one in found} == {"다시 오세요", "보고 싶었어요", "안녕하세요"}
    assert found[0].per_purchase is None


def test_days_that_are_not_over_do_not_count(shop):
    bought(shop, [], everybody=names(2))
    sent(shop, {"p0": "A"}, sent_at=at(LAST))
    assert cells(told(shop)) == ()
    (one,) = standings(told(shop), None)
    assert (one.sends, one.waiting, one.evidence) == (0, 1, Evidence.NO_DATA)
    assert one.per_purchase is None


def test_a_scenario_that_brings_far_more_than_it_costs_pays(shop):
    campaign(shop, 80, 4)
    (one,) = standings(told(shop), 30)
    assert one.evidence is Evidence.KNOWN
    assert one.gain.pays
    assert one.gain.needed == pytest.approx(400 * 39 * 100 / 30)
    assert best([one]) is one
    assert losing([one]) is None
    assert one.roas == pytest.approx(80 * 20_000 / (400 * 39))
    (step,) = steps([one], cells(told(shop)))
    assert (step.do, step.standing) == (Do.KEEP, one)


def test_a_scenario_that_brings_less_than_it_costs_loses(shop):
    campaign(shop, 40, 10, won=5_000, price=900.0)
    (one,) = standings(told(shop), 30)
    assert one.evidence is Evidence.KNOWN
    assert losing([one]) is one
    assert best([one]) is None
    assert steps([one], ())[0].do is Do.STOP


def test_without_anybody_left_out_nobody_knows_what_it_brought(shop):
    people = names(60)
    bought(shop, [(f"p{n}", 2, 20_000) for n in range(9)], everybody=people)
    sent(shop, dict.fromkeys(people, "A"))
    (one,) = standings(told(shop), 30)
    assert one.gain is None
    assert (one.alone, one.evidence) == (1, Evidence.EARLY)
    (step,) = steps([one], cells(told(shop)))
    assert step.do is Do.LEAVE_OUT
    assert step.needed > 100


def test_an_unknown_cost_leaves_the_gain_unknown(shop):
    campaign(shop, 80, 4, price=None)
    (one,) = standings(told(shop), 30)
    assert one.gain is None
    assert one.cost is None


def test_ratios_are_of_sendings_of_which_both_sides_are_known(shop):
    assert messages_record.per_purchase(()) is messages_record.roas(()) is None
    more = {"scenario": 1, "sent_at": at(SENT_ON)}
    sent(shop, {}, sent=100, bought=4, revenue=78_000, **more)
    sent(shop, {}, sent=None, bought=50, revenue=900_000, price=None, **more)
    sent(shop, {}, sent=900, bought=None, revenue=None, **more)
    found = told(shop)
    assert messages_record.per_purchase(found) == pytest.approx(25)
    assert messages_record.roas(found) == pytest.approx(20)
    (standing,) = standings([one for one in found if one.send.sent != 900], None)
    assert standing.per_purchase == pytest.approx(25)


def test_what_is_not_over_has_no_ratio_yet(shop):
    bought(shop, [("p0", 2, 20_000)], everybody=names(3))
    sent(shop, dict.fromkeys(names(3), "A"))
    early = messages_results.results(shop, SENT_ON + timedelta(days=3))
    assert messages_record.per_purchase(early) is messages_record.roas(early) is None
    assert messages_record.per_purchase(told(shop)) == pytest.approx(3)


def test_of_many_scenarios_one_looks_good_by_chance(shop):
    people = names(500)
    letters = {name: "A" if place < 400 else "" for place, name in enumerate(people)}
    first = [f"p{n}" for n in (*range(48), *range(400, 405))]
    nothing = [f"p{n}" for n in (*range(40), *range(400, 410))]
    bought(shop, [(name, 2, 20_000) for name in first] + [(name, 15, 20_000) for name in nothing],
           everybody=people)  # fmt: skip
    sent(shop, letters)
    alone = standings(told(shop), 30)[0]
    assert alone.evidence is Evidence.KNOWN
    for number in range(2, 5):
        sent(shop, letters, scenario=number, sent_at=at(SENT_ON + timedelta(days=14)))
    beside = next(one for one in standings(told(shop), 30) if one.scenario == 1)
    assert beside.gain == alone.gain
    assert beside.evidence is Evidence.EARLY


def test_a_text_that_pays_is_offered_for_another_persona(shop):
    campaign(shop, 80, 4)
    found = standings(told(shop), 30)
    some = steps(found, cells(told(shop)), personas=[1, 2])
    step = next(one for one in some if one.do is Do.ELSEWHERE)
    assert (step.scenario, step.persona, step.cells[0].persona) == (1, 2, 1)
    assert all(one.do is not Do.ELSEWHERE for one in steps(found, cells(told(shop)), [1]))


def test_two_texts_that_are_not_told_apart_are_compared(shop):
    people = names(80)
    bought(shop, [("p0", 2, 9_000), ("p2", 2, 9_000), ("p1", 2, 9_000)], everybody=people)
    sent(shop, {name: "AB"[n % 2] for n, name in enumerate(people)}, versions=PAIR)
    found = steps(standings(told(shop), 30), cells(told(shop)))
    step = next(one for one in found if one.do is Do.COMPARE)
    assert {one.letter for one in step.cells} == {"A", "B"}


def test_two_texts_that_are_told_apart_need_no_test(shop):
    people = names(80)
    bought(shop, [(f"p{2 * n}", 2, 9_000) for n in range(20)], everybody=people)
    sent(shop, {name: "AB"[n % 2] for n, name in enumerate(people)}, versions=PAIR)
    found = steps(standings(told(shop), 30), cells(told(shop)))
    assert all(one.do is not Do.COMPARE for one in found)


def test_what_went_to_a_few_is_to_go_to_more(shop):
    bought(shop, [], everybody=names(4))
    sent(shop, dict.fromkeys(names(4), "A"))
    (step,) = steps(standings(told(shop), 30), cells(told(shop)))
    assert (step.do, step.cells[0].sent) == (Do.GATHER, 4)


def test_messages_without_persona_or_scenario_are_counted(shop):
    bought(shop, [], everybody=names(4))
    sent(shop, {"p0": "A"})
    sent(shop, {"p0": "A"}, persona=None)
    sent(shop, {"p0": "A"}, scenario=None)
    assert unsorted(told(shop)) == 2
    assert messages_record.OVER


def test_a_text_in_another_language_says_so_in_the_record(shop):
    people = names(40)
    bought(shop, [("p0", 2, 20_000)], everybody=people)
    english = Version("A", 1, text="Come back", language=MessageLanguage.ENGLISH)
    sent(shop, dict.fromkeys(people, "A"), versions=(english,))
    (found,) = cells(told(shop))
    assert found.language is MessageLanguage.ENGLISH
    named = Called(texts={1: "인사"}, scenarios={}, personas={})
    assert wording.message(found, named) == "인사 (영어)"
    korean = replace(found, language=MessageLanguage.KOREAN)
    assert wording.message(korean, named) == "인사"


def test_a_text_that_was_changed_has_a_record_of_its_own(shop):
    people = names(40)
    bought(shop, [("p0", 2, 20_000)], everybody=people)
    scenario = messages_scenarios.add(
        shop, Scenario(ScenarioStage.AWAY, "되돌리기", MessageChannel.LMS), at(SENT_ON)
    )
    kept = messages_wordings.add(
        shop, Wording(scenario.id, MessageKind.INFORMATION, "다시 오세요"), at(SENT_ON)
    )
    for text in ("다시 오세요", "다시  오세요\u200b ", "꼭 다시 오세요"):
        sent(shop, dict.fromkeys(people, "A"), scenario=scenario.id,
             versions=(Version("A", kept.id, text=text),))  # fmt: skip
    found = cells(told(shop))
    assert [(one.message, one.sends) for one in found] == [(kept.id, 2), (kept.id, 1)]
    old = next(one for one in found if one.version.text == "꼭 다시 오세요")
    called = messages_called.called(shop)
    with i18n.speaking("ko"):
        assert [wording.message(one, called) for one in found] == [
            "되돌리기 A", "되돌리기 A (고치기 전)",
        ]  # fmt: skip
    assert [wording.is_old(one, called) for one in found] == [one is old for one in found]
    messages_wordings.change(shop, replace(kept, text="꼭 다시 오세요"), at(SENT_ON))
    changed = messages_called.called(shop)
    assert [wording.is_old(one, changed) for one in found] == [one is not old for one in found]


def test_a_pair_becomes_a_copy_test_with_both_texts(shop):
    people = names(80)
    bought(shop, [("p0", 2, 9_000), ("p2", 2, 9_000), ("p1", 2, 9_000)], everybody=people)
    sent(shop, {name: "AB"[n % 2] for n, name in enumerate(people)}, versions=PAIR)
    found = steps(standings(told(shop), 30), cells(told(shop)))
    pair = next(one for one in found if one.do is Do.COMPARE).cells
    test = messages_variants.compared(shop, "되돌리기", [it.version for it in pair], 7, at(LAST))
    assert [(one.letter, one.text) for one in test.draft.versions] == [
        ("A", pair[0].version.whole), ("B", pair[1].version.whole),
    ]  # fmt: skip
    assert {one.text for one in test.draft.versions} == {"다시 오세요", "보고 싶었어요"}
