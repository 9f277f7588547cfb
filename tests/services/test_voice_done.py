"""What became of what customers said: decided, improved, measured, taken back."""

from datetime import timedelta

import pytest

from core.i18n import speaking
from core.services import actions, actions_effect, voice_done
from core.services.actions import Said
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.opening import OpenShop
from core.services.voice_done import Answer, Answered
from core.store.notes import NoteChanged, NoteGone
from core.verdicts.actions import Outcome
from core.wording import voice_done as wording
from tests import shops
from tests.services import voice_texts
from tests.services.voice_texts import NOW, Review

TODAY = shops.LAST + timedelta(days=1)
LATE = "배송이 너무 늦었어요"
DECIDED = Answer("delivery", Answered.DONE, "송장을 먼저 알려요", shops.LAST)


def said(shop: OpenShop) -> None:
    voice_texts.reviews(shop, [Review(str(n), LATE, 1) for n in range(4)])


def test_a_theme_that_is_complained_of_waits_for_a_decision(shop: OpenShop) -> None:
    assert voice_done.lines(shop, TODAY) == []
    said(shop)

    lines = voice_done.lines(shop, TODAY)

    assert [(one.theme, one.answers, one.action) for one in lines] == [("delivery", (), None)]
    assert lines[0].bar is not None
    assert lines[0].bar.problems == 4


def test_a_decision_is_kept_changed_thrown_away_and_brought_back(shop: OpenShop) -> None:
    kept = voice_done.add(shop, DECIDED, NOW)
    assert kept.id is not None

    voice_done.edit(shop, Answer(**{**_fields(kept), "answer": Answered.LOOKING}), NOW)
    changed = voice_done.lines(shop, TODAY)[0].answers[0]
    assert (changed.answer, changed.undoable) == (Answered.LOOKING, 1)

    voice_done.undo(shop, kept.id, changed.version)
    assert voice_done.lines(shop, TODAY)[0].answers[0].answer is Answered.DONE

    voice_done.delete(shop, kept.id, NOW)
    assert voice_done.lines(shop, TODAY) == []
    gone = voice_done.deleted(shop)[0]
    voice_done.undo(shop, kept.id, gone.version)
    assert voice_done.lines(shop, TODAY)[0].answers[0].what == DECIDED.what


def test_the_newest_decision_of_a_theme_comes_first(shop: OpenShop) -> None:
    voice_done.add(shop, Answer("delivery", Answered.LOOKING, "", shops.LAST), NOW)
    voice_done.add(shop, DECIDED, NOW)

    lines = voice_done.lines(shop, TODAY)

    assert [one.answer for one in lines[0].answers] == [Answered.DONE, Answered.LOOKING]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"what": " "}, NoteProblem.NOTHING_SAID),
        ({"theme": " "}, NoteProblem.NOTHING_SAID),
        ({"what": "가" * 2001}, NoteProblem.TOO_LONG),
        ({"decided_on": TODAY + timedelta(days=1)}, NoteProblem.IN_FUTURE),
    ],
)
def test_an_impossible_decision_is_refused(
    local: OpenShop, changes: dict[str, object], problem: NoteProblem
) -> None:
    with pytest.raises(NoteRefused) as refused:
        voice_done.add(local, Answer(**{**_fields(DECIDED), **changes}), NOW)

    assert refused.value.problem is problem
    assert voice_done.lines(local, TODAY) == []


def test_two_windows_do_not_overwrite_each_other(shop: OpenShop) -> None:
    kept = voice_done.add(shop, DECIDED, NOW)
    voice_done.edit(shop, Answer(**{**_fields(kept), "what": "하나"}), NOW)

    with pytest.raises(NoteChanged):
        voice_done.edit(shop, Answer(**{**_fields(kept), "what": "둘"}), NOW)
    assert voice_done.lines(shop, TODAY)[0].answers[0].what == "하나"


def test_an_improvement_that_is_not_there_is_not_named(local: OpenShop) -> None:
    with pytest.raises(NoteGone):
        voice_done.add(local, Answer(**{**_fields(DECIDED), "action_id": 9}), NOW)


def test_an_improvement_of_the_theme_stands_beside_it(shop: OpenShop) -> None:
    said(shop)
    action = voice_done.improve(shop, "delivery", Said("빨리 보내기"), NOW)
    voice_done.improve(shop, "size", Said("치수 적기"), NOW)

    line = voice_done.lines(shop, TODAY)[0]

    assert line.action is not None
    assert line.action.id == action.id
    with speaking("ko"):
        assert wording.result(line).endswith("11.23(월) 예정 · 12.21(월) 확인")


def test_complaints_before_and_after_a_change_are_measured_and_shown(shop: OpenShop) -> None:
    changed = shops.LAST - timedelta(days=28)
    shops.take(shop, shops.steady(300, 10))
    rows = [
        Review(f"{n}.{k}", LATE, 1, shops.LAST - timedelta(days=n))
        for n in range(280)
        for k in range(0 if n < 28 and n % 7 else 2)
    ]
    voice_texts.reviews(shop, rows)
    action = voice_done.improve(shop, "delivery", Said("빨리 보내기"), NOW - timedelta(days=40))
    actions.made(shop, action.id, changed + timedelta(days=1), NOW - timedelta(days=27))

    line = voice_done.lines(shop, TODAY)[0]

    assert line.effect is not None
    assert line.effect.change is not None
    assert line.effect.result is not None
    assert line.effect.change.now < line.effect.change.before / 3
    assert line.effect.result.outcome is Outcome.BETTER
    with speaking("ko"):
        assert wording.result(line).startswith(
            "좋아짐: 바꾼 뒤 좋아졌어요. 불만 주문 100건당 2.7건"
        )

    actions_effect.write_down(shop, action.id, NOW)
    kept = voice_done.lines(shop, TODAY)[0]
    with speaking("ko"):
        assert wording.result(kept) == wording.result(line)


def _fields(one: Answer) -> dict[str, object]:
    return {
        "theme": one.theme, "answer": one.answer, "what": one.what, "decided_on": one.decided_on,
        "action_id": one.action_id, "id": one.id, "version": one.version,
    }  # fmt: skip
