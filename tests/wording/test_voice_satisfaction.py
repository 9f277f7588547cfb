"""What is said of scores that customers give, in both languages."""

from dataclasses import replace

import pytest

from core.i18n import speaking
from core.services.voice_scores import By, Gap, Group, Name, Said, Stars, Weeks
from core.stats.scores import Score
from core.terms import Evidence
from core.wording import voice_satisfaction as words
from tests.wording.copy_rules import faults_on_screen

SCORE = Score(40, 0.75, 0.6, 0.86)
NPS = Score(40, 0.32, 0.08, 0.53)
GROUP = Group("", (1, 2, 3, 4, 30), SCORE, 20, Score(20, 0.6, 0.4, 0.8), None)
SAID = Said(Name.CSAT, GROUP, {}, (), 7, None)


@pytest.mark.parametrize(
    ("name", "score", "korean", "english"),
    [
        (
            Name.CSAT, SCORE, "40명 중 30명(75%)이 만족했어요. 60~86% 사이로 봐요.",
            "30 of 40 people (75%) were satisfied. It may lie between 60–86%.",
        ),
        (
            Name.NPS, NPS, "추천 점수는 +32점이에요 (+8~+53점)",
            "The recommendation score is +32 points (+8–+53 points).",
        ),
        (
            Name.CES, Score(40, 6.1, 5.5, 6.5),
            "얼마나 쉬웠는지는 7점 만점에 6.1점이에요 (5.5~6.5점)",
            "How easy it was, of 7: 6.1 points (5.5–6.5 points).",
        ),
    ],
)  # fmt: skip
def test_a_score_is_told_first_with_its_bounds(name, score, korean, english):
    said = Said(name, replace(GROUP, score=score), {}, (), 7, None)
    with speaking("ko"):
        assert words.headline(said) == korean
    with speaking("en"):
        assert words.headline(said) == english


def test_below_ten_answers_there_is_no_score_and_the_missing_are_counted():
    few = replace(SAID, whole=replace(GROUP, score=None, counts=(0, 0, 0, 0, 3)))
    assert words.headline(few) == "점수로 말하기엔 아직 일러요. 답이 7개 더 모이면 보여요."
    assert words.change(few, few.whole, Weeks.FOUR) == ""


WAS = "그때는 20명 중 12명(60%)이었어요."
UNSURE = "아직 뚜렷하지는 않아요."
FEW = "앞선 4주에는 답이 적어 견줄 수 없어요."


def gap(by, evidence, p=0.01):
    return replace(GROUP, change=Gap(by, p, evidence))


@pytest.mark.parametrize(
    ("group", "said", "tone"),
    [
        (GROUP, FEW, "calm"),
        (replace(gap(0.1, Evidence.KNOWN), was=None), FEW, "good"),
        (gap(0.1, Evidence.EARLY, None), "서로 다른 답이 적어 앞선 4주와 견줄 수 없어요.", "calm"),
        (gap(0.1, Evidence.KNOWN), f"앞선 4주보다 좋아졌어요. {WAS}", "good"),
        (gap(-0.1, Evidence.KNOWN), f"앞선 4주보다 나빠졌어요. {WAS}", "bad"),
        (gap(0.1, Evidence.HINT), f"앞선 4주보다 나아진 것 같아요. {UNSURE}", "calm"),
        (gap(-0.1, Evidence.HINT), f"앞선 4주보다 못해진 것 같아요. {UNSURE}", "calm"),
        (gap(-0.1, Evidence.EARLY), "앞선 4주와 비슷해요.", "calm"),
    ],
)  # fmt: skip
def test_a_change_is_told_as_surely_as_it_is_known(group, said, tone):
    assert words.change(SAID, group, Weeks.FOUR) == said
    assert words.tone(group) == tone


def test_in_english_too_few_answers_are_a_sentence():
    with speaking("en"):
        assert words.change(SAID, GROUP, Weeks.YEAR) == (
            "Too few people answered in the year before to compare."
        )


def test_signs_stand_before_what_is_not_nought():
    assert [words.signed(one) for one in (0.3, -0.3, 12, -12)] == ["0", "0", "+12", "−12"]
    assert words.short(Name.CSAT, None) == "–"
    assert words.short(Name.CSAT, SCORE) == "75% (60~86%)"
    assert words.short(Name.NPS, NPS) == "+32점 (+8~+53점)"


def test_answers_are_counted_from_the_lowest_of_their_scale():
    counted = replace(SAID, whole=replace(GROUP, counts=(1, 0, 0, 2, 3)))
    assert words.answers_line(counted) == "1점: 1명 · 4점: 2명 · 5점: 3명"
    with speaking("en"):
        assert (
            words.answers_line(counted)
            == "1 point: 1 person · 4 points: 2 people · 5 points: 3 people"
        )
    nps = replace(SAID, name=Name.NPS, whole=replace(GROUP, counts=(1, *[0] * 9, 2)))
    assert words.answers_line(nps) == "0점: 1명 · 10점: 2명"


def test_groups_of_places_have_the_names_of_places_and_unknown_ones_their_own():
    talk = replace(GROUP, name="talk")
    assert words.group_name(By.SOURCE, talk) == "톡톡"
    assert words.group_name(By.PRODUCT, talk) == "talk"
    assert words.group_name(By.SOURCE, replace(GROUP, name="엽서")) == "엽서"
    few = replace(GROUP, name="phone", counts=(0, 0, 1, 0, 2))
    assert words.few(By.SOURCE, [few]) == "답이 10개보다 적어 아직 점수가 없어요: 전화 3명"


def test_what_is_compared_with_and_how_often_is_told():
    assert words.several(1) == words.stars(Stars(0, None)) == ""
    assert "9가지" in words.several(9)
    assert "4.3점(9개)" in words.stars(Stars(9, 4.25))
    assert [words.trend_title(replace(SAID, step=days)) for days in (7, 28)] == [
        "한 주씩",
        "네 주씩",
    ]


def every_sentence():
    return [
        *[said(one) for one in Name for said in (words.question, words.asked, words.meaning)],
        *[words.by_name(one) for one in By],
        *[words.before_name(one) for one in Weeks],
        words.several(9),
    ]


def test_korean_keeps_the_rules_and_english_is_english():
    with speaking("ko"):
        assert [fault for one in every_sentence() for fault in faults_on_screen(one)] == []
    with speaking("en"):
        told = every_sentence()
    assert [one for one in told if any("가" <= sign <= "힣" for sign in one)] == []
