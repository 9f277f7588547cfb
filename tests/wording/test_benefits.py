"""What benefits brought is said as sure as it is, and never as an effect where none was drawn."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from core.analysis import message_effect
from core.analysis.benefits import Beside
from core.i18n import speaking
from core.services.benefits import Benefit, BenefitProblem, Kind
from core.services.benefits_draws import Draw
from core.services.benefits_effect import Outcome, Told
from core.services.benefits_people import Pasted
from core.stats.proportions import Tally
from core.terms import Evidence, Period
from core.wording import benefits as wording
from core.wording import benefits_effect as effects
from tests.wording.copy_rules import faults_on_screen

CARD = Benefit("손글씨 카드", Kind.CARD, 500, id=1)
DAYS = Period(date(2026, 8, 1), date(2026, 10, 29))
BY_LOT = Draw(1, 1, date(2026, 7, 31), 0.5, 100, 100, 500, "", 1)
CHOSEN = replace(BY_LOT, hold_out=0.0, left=0)


def lift(given: int, left: int) -> message_effect.Lift:
    """So many of a hundred on each side spent 10,000 or 20,000 won."""
    sides = [np.array([10_000.0 + 10_000 * (at % 2) for at in range(count)] + [0.0] * (100 - count))
             for count in (given, left)]  # fmt: skip
    found = message_effect.lift(*sides)
    assert found is not None
    return found


def ready(given: int, left: int) -> Outcome:
    return Outcome(BY_LOT, Told.READY, DAYS, lift(given, left), None, Tally(given, 100), 1)


def test_a_known_effect_is_said_with_what_is_left_of_it():
    with speaking("ko"):
        said = effects.conclusion([CARD], [ready(40, 10)])
        assert said.headline == "‘손글씨 카드’ 덕분에 100명 중 30명이 더 다시 왔어요."
        assert said.reason.startswith("판 돈에서 혜택값을 빼면 한 사람에 +4,000원")
        assert (said.level, said.tone) == (Evidence.KNOWN, "good")
        assert effects.lines(ready(40, 10))[0] == "다시 산 사람: 받은 쪽 40% · 비워 둔 쪽 10%"


def test_harm_is_said_and_no_difference_is_no_effect():
    with speaking("ko"):
        assert effects.conclusion([CARD], [ready(10, 40)]).tone == "bad"
        said = effects.conclusion([CARD], [ready(25, 25)])
        assert said.headline == "‘손글씨 카드’ 혜택 덕분인지는 알 수 없었어요."
        assert said.tone == "calm"


def test_what_was_chosen_by_hand_is_only_for_reference():
    beside = Beside(Tally(40, 100), 200, 0.2, 0)
    found = Outcome(CHOSEN, Told.READY, DAYS, None, beside, Tally(40, 100), 500_000)
    with speaking("ko"):
        told = effects.lines(found)
        assert told == [
            "다시 산 사람: 40% · 쓴 돈 50만 원",
            "비슷하게 사던 다른 고객 200명: 100명 중 20명",
            "참고만 하세요. 직접 고른 고객이라 다른 까닭이 있을 수 있어요.",
        ]
        said = effects.conclusion([CARD], [found])
        assert "덕분에" not in " ".join([*told, said.headline, said.reason])
        assert said.level is Evidence.EARLY


@pytest.mark.parametrize(("told", "words"), [
    (Told.WAITING, "2026.10.30(금)부터 결과를 볼 수 있어요."),
    (Told.NO_FILE, "기간이 끝났어요. 2026.10.29(목)까지의 주문 파일을 올려 주세요."),
    (Told.GAP, "파일이 없는 날이 있어요. 사이의 주문 파일을 올려 주세요."),
])  # fmt: skip
def test_what_cannot_be_looked_at_says_what_it_takes(told: Told, words: str):
    with speaking("ko"):
        assert effects.lines(Outcome(BY_LOT, told, DAYS)) == [words]


def test_each_kind_has_a_reason_and_most_are_no_discount():
    with speaking("ko"):
        assert len({wording.kind(one) for one in Kind}) == len(Kind) == 10
        for one in Kind:
            assert faults_on_screen(wording.why(one)) == []
    assert sum(not one.is_discount for one in Kind) == 6


@pytest.mark.parametrize("problem", list(BenefitProblem))
@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_refused_says_why_and_what_to_do(problem: BenefitProblem, language: str):
    with speaking(language):
        said = wording.refused(problem)
        assert said.body
        if language == "ko":
            assert faults_on_screen(said.title) + faults_on_screen(said.body) == []


def test_many_unknown_numbers_are_counted():
    found = Pasted((), tuple(f"{number}" for number in range(7)), (), 3)
    with speaking("ko"):
        assert wording.pasted(found) == [
            "이 번호의 고객이 없어요: 0, 1, 2, 3, 4 그 밖에 2개",
            "앞의 500개만 찾아봤어요. 나눠서 넣어 주세요.",
        ]
