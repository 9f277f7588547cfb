"""What is said of subscribers, consents and of who asked to stop."""

from datetime import date, timedelta

import pytest

from core import i18n
from core.analysis.subscribers import Contradiction, Count, Course, Week
from core.services import subscribers_texts
from core.services.customers_consent import Kind
from core.services.subscribers import Channel, Taken
from core.services.subscribers_consents import Consents, Due, SaidWeek, Tally, ToTell
from core.services.subscribers_import import Fault, Refusal, Wrong
from core.services.subscribers_paste import Fault as PasteFault
from core.services.subscribers_paste import Wrong as PasteWrong
from core.services.subscribers_renewals import Written
from core.services.subscribers_texts import Text
from core.services.subscribers_tired import Heard
from core.services.subscribers_weeks import Standing
from core.terms import Evidence, Period
from core.wording import subscribers as wording
from core.wording import subscribers_consents as consents
from core.wording import subscribers_rates as rates
from tests.wording.copy_rules import faults_on_screen

TODAY = date(2026, 12, 1)
MONDAY = date(2026, 11, 23)


def standing(channel: Channel, per_week: float, evidence: Evidence, weeks: int = 8) -> Standing:
    p = None if weeks < 4 else 0.01
    return Standing(channel, (Count(TODAY, 100),), (), (), Course(per_week, weeks, p, evidence))


UP = standing(Channel.KAKAO, 7.8, Evidence.KNOWN)
DOWN = standing(Channel.MAIL, -3, Evidence.KNOWN)
CASES = {
    "소식을 받겠다는 사람이 몇 명인지 아직 몰라요.": [],
    "카카오 채널 친구가 늘고 있어요.": [UP],
    "메일 구독자가 줄고 있어요.": [DOWN],
    "카카오 채널 친구가 늘고, 메일 구독자가 줄고 있어요.": [UP, DOWN],
    "문자 구독자가 적어지는 것 같아요.": [standing(Channel.SMS, -2, Evidence.HINT)],
    "톡톡 친구가 많아지는 것 같아요.": [standing(Channel.TALK, 2, Evidence.HINT)],
    "소식을 받겠다는 사람은 평소와 비슷해요.": [standing(Channel.TALK, 0.2, Evidence.EARLY)],
    "늘고 있는지 줄고 있는지 말하기는 아직 일러요.": [standing(Channel.NEWS, 5, Evidence.EARLY, 2)],
}


@pytest.mark.parametrize("headline", CASES)
def test_the_conclusion_says_no_more_than_is_known(headline):
    some = CASES[headline]
    with i18n.speaking("ko"):
        said = wording.conclusion(some, Consents(TODAY))
    assert said.headline == headline
    lines = [said.headline, said.reason, said.todo, *said.why]
    assert [fault for line in lines for fault in faults_on_screen(line)] == []
    if said.level is not Evidence.KNOWN:
        assert "늘었" not in said.headline
        assert "줄었" not in said.headline


def test_consents_stand_beside_channels_and_who_is_to_be_asked_is_the_thing_to_do():
    due = Due("a" * 32, "김*수", Kind.MARKETING, date(2024, 12, 2), "chat", date(2026, 12, 2))
    told = Consents(TODAY, 40, 31, 28, 1, 3, 2, due=(due,))
    with i18n.speaking("ko"):
        said = wording.conclusion([UP], told)
        assert said.reason == (
            "카카오 채널 친구: 지난 8주 동안 한 주에 평균 +7.8명이에요. "
            "광고를 보내도 되는 고객은 31명이에요(4주 전 28명)."
        )
        assert said.todo == "동의를 다시 물어볼 고객 1명(이미 지났거나 60일 안)"
        assert consents.whose(due, TODAY) == "김*수 · 1일 남음(12.02(수)까지)"
        assert consents.until(due, TODAY + timedelta(days=1)) == "2026.12.02(수)에 2년이 지남"


def test_a_week_says_what_is_not_known_with_a_dash_and_of_which_days_it_is():
    gap = Week(MONDAY)
    late = Week(MONDAY, 106, date(2026, 11, 30), 7, 1, 6, Period(date(2026, 11, 24),
                                                                 date(2026, 11, 30)))  # fmt: skip
    with i18n.speaking("ko"):
        rows = wording.weeks([gap, late]).to_dict("records")
        assert rows[1] == {
            "week": "11.23(월)~11.29(일)", "total": "–", "joined": "–", "left": "–", "net": "–",
            "days": "적힌 수 없음",
        }  # fmt: skip
        assert (rows[0]["net"], rows[0]["days"]) == ("+6", "오간 사람은 11.24(화)~11.30(월) 기준")
        wrong = Contradiction(date(2026, 11, 29), MONDAY, 104, 105)
        said = wording.contradiction(wrong)
        assert "105명으로 적혀 있는데" in said
        assert "104명이에요" in said
        assert faults_on_screen(said) == []


def test_every_line_that_is_left_out_says_why():
    with i18n.speaking("ko"):
        lines = [consents.fault(why) for why in Wrong]
        lines += [wording.faults([PasteFault(3, why, "x")]).text for why in PasteWrong]
        lines += [consents.faults([Fault(2, Wrong.UNKNOWN, "1")]).text]
        lines += [consents.refused(why).text for why in Refusal]
        lines += [wording.taken(Taken(1, 0, 2, ())), consents.took(Written(((1, 1),), 3))]
        lines += [consents.confirmed(Written(((1, 1),), 2)), consents.stayed(2), consents.stayed(0)]
    assert [fault for line in lines for fault in faults_on_screen(line)] == []
    assert len(set(lines)) == len(lines)
    assert "2번째 줄: 이 번호의 고객을 찾지 못했어요." in "".join(lines)


def test_words_for_customers_inform_and_sell_nothing():
    for which in Text:
        told = subscribers_texts.text(
            which, "단골 가게", "080-000-0000", "2024.12.02(월)", "톡톡에서"
        )
        assert "{" not in told
        assert "단골 가게" in told
        assert "2024.12.02(월)" in told
        assert not {"할인", "쿠폰", "혜택", "세일"} & set(told.split())
    open_text = subscribers_texts.text(Text.RENEWAL, "단골 가게", "")
    assert "〔동의일〕에" in open_text
    assert "이 메시지에 답장" in open_text


def test_files_have_numbers_for_customers_and_the_text_for_each():
    due = Due("0e" * 16, None, Kind.MARKETING, date(2024, 12, 2), "전단", date(2026, 12, 2))
    tell = ToTell("ab" * 16, "김*수", agreed=False, day=TODAY, source="chat")
    with i18n.speaking("ko"):
        (row,) = consents.due_file([due], "가게", "").to_dict("records")
        (told,) = consents.to_tell_file([tell], "가게", "").to_dict("records")
        (heard,) = rates.heard_file(
            [Heard("cd" * 16, "이*라", 4, 1, 3, TODAY, None)]
        ).to_dict("records")  # fmt: skip
    assert row["고객 번호(한 명)"] == "G0e0e0e0e0e0e"
    assert "2024.12.02(월)에 소식을 받겠다고" in row["보낼 문구"]
    assert "전단" in row["보낼 문구"]
    assert told["언제까지 알릴까"] == "2026-12-15"
    assert "받지 않겠다고 하신 것을 처리했어요" in told["보낼 문구"]
    assert (heard["잇달아 받은 광고"], heard["돕는 메시지(%)"]) == (4, 25.0)


def test_a_running_week_says_how_many_days_are_left():
    week = SaidWeek(date(2026, 11, 30), (("chat", Tally(1)),))
    with i18n.speaking("ko"):
        assert consents.week(week, TODAY) == "11.30(월)~12.06(일) (아직 5일 남았어요)"
        assert consents.week(week, date(2026, 12, 7)) == "11.30(월)~12.06(일)"
