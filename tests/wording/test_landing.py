"""What is said of landing pages."""

from datetime import date, timedelta

import pytest

from core import i18n
from core.analysis.landings import Comparison, Lacking, Rate, Source, Week, compared, rate
from core.services.landing import Change, Count, Landing
from core.services.landing_rates import Standing
from core.stats.proportions import Tally
from core.terms import Evidence
from core.wording import landing as wording
from tests.wording.copy_rules import faults_on_screen

MONDAY = date(2026, 11, 2)
BEFORE, AFTER = Rate(Tally(39, 875), 5), Rate(Tally(97, 1091), 6)


def standing(*weeks: Week, changes=()) -> Standing:
    return Standing(
        Landing("알림 신청", MONDAY), weeks, {}, tuple(changes), rate(weeks), compared(weeks, [])
    )


KNOWN = Week(MONDAY, 200, 10, Source.TYPED)
LATER = MONDAY + timedelta(days=7)

CASES = {
    "더 모아 보기": Comparison(BEFORE, None, Lacking.WEEKS),
    "바꾼 뒤 신청이 늘었어요.": Comparison(BEFORE, AFTER, None, 0.001, Evidence.KNOWN),
    "바꾼 뒤 신청이 줄었어요.": Comparison(AFTER, BEFORE, None, 0.001, Evidence.KNOWN),
    "바꾼 뒤 신청이 늘어난 것 같아요.": Comparison(BEFORE, AFTER, None, 0.2, Evidence.HINT),
    "바꾼 뒤 신청이 줄어든 것 같아요.": Comparison(AFTER, BEFORE, None, 0.2, Evidence.HINT),
    "바꾸기 전과 후가 다르다고 할 수 없어요.": Comparison(BEFORE, AFTER, None, 0.6, Evidence.EARLY),
}


@pytest.mark.parametrize("title", CASES)
def test_no_more_is_said_of_a_change_than_is_known(title):
    with i18n.speaking("ko"):
        said = wording.compared(CASES[title])
    assert said.title == title
    assert [fault for line in (said.title, said.body, said.remedy) for fault in
            faults_on_screen(line)] == []  # fmt: skip


@pytest.mark.parametrize("lacking", [Lacking.WEEKS, Lacking.SOURCES, Lacking.CASES])
def test_what_is_lacking_is_told(lacking):
    bodies = {}
    for language in ("ko", "en"):
        with i18n.speaking(language):
            bodies[language] = wording.compared(Comparison(BEFORE, AFTER, lacking))
    assert bodies["ko"].title == "더 모아 보기"
    assert "4.5%" in bodies["ko"].body
    assert faults_on_screen(bodies["ko"].body) == []
    assert bodies["en"].title == "Collect more"


def test_without_a_change_nothing_is_compared():
    assert wording.compared(Comparison(None, None, Lacking.NO_CHANGE)) is None


def test_what_is_unknown_is_a_dash_and_never_nothing():
    one = standing(Week(LATER, None, 4), Week(MONDAY, 80, None, Source.LINK))
    with i18n.speaking("ko"):
        assert wording.headline(one) == "몇 명이 신청하는지 아직 몰라요."
        assert [value for _, value, _ in wording.tiles(one)] == ["–", "–", "–"]
        shown = wording.weeks(one)
        assert shown["rate"].tolist() == ["–", "–"]
        assert shown["visits"].tolist() == ["–", "80"]
        saved = wording.file([one])
    assert saved["페이지 방문 수"].isna().tolist() == [True, False]
    assert saved["신청 수"].isna().tolist() == [False, True]
    assert saved["신청률"].isna().all()


def test_the_rate_stands_with_its_range_and_its_weeks():
    one = standing(KNOWN, Week(LATER))
    with i18n.speaking("ko"):
        assert wording.headline(one) == "방문 200번 가운데 10명이 신청했어요."
        assert wording.tiles(one)[0] == ("신청률", "5.0%", "2.7%~9.0% · 1주 기준")
        assert wording.notes(one) == ["1주는 모르는 수가 있어서 뺐어요. 0이 아니라 모르는 거예요."]
    with i18n.speaking("en"):
        assert wording.headline(one) == "Of 200 visits 10 people signed up."


def test_what_the_numbers_are_of_is_told():
    one = standing(
        Week(MONDAY, 5, 9, Source.TYPED), Week(LATER, 50, 5, Source.PAGE),
        Week(LATER + timedelta(days=7), 50, 5, Source.LINK),
    )  # fmt: skip
    with i18n.speaking("ko"):
        said = wording.notes(one)
        assert len(said) == 4
        assert "온 사람보다 신청한 사람이 많아요" in said[1]
        assert [fault for line in said for fault in faults_on_screen(line)] == []
        assert [wording.source(it) for it in Source] == [
            "직접 적음",
            "내 링크로 옴",
            "파일의 조회 수",
        ]


def test_the_file_has_what_was_changed_beside_its_week():
    one = standing(Week(LATER), KNOWN, changes=[Change(1, MONDAY + timedelta(days=6), "짧게")])
    with i18n.speaking("ko"):
        saved = wording.file([one])
    assert saved["무엇을 바꿨나요?"].tolist() == ["", "짧게"]
    assert saved["주"].tolist() == ["2026-11-09", "2026-11-02"]
    assert saved["신청률"].tolist()[1] == 0.05


def test_what_is_kept_and_refused_is_said():
    with i18n.speaking("ko"):
        said = [wording.kept(Count(1, MONDAY)), *wording.address_refused().text.split(". ")]
        assert wording.since(Landing("a", MONDAY, note="메모")) == "2026.11.02(월)부터 · 메모"
        assert wording.change(Change(1, MONDAY, "짧게")) == "11.02(월) · 짧게"
    assert [fault for line in said for fault in faults_on_screen(line)] == []
