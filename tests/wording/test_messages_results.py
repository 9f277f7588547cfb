"""What is said of messages: only what is known, and what is not known as that."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from core.analysis.message_effect import Gain, gain, lift, together
from core.services.messages_beside import Credit
from core.services.messages_called import Called
from core.services.messages_next import Do, Step
from core.services.messages_outcome import Numbers, ResultFile
from core.services.messages_record import Cell, Standing
from core.services.messages_result import Part, Result, Told
from core.services.messages_sends import Send, Version
from core.stats.proportions import Tally
from core.terms import Evidence, Period
from core.terms.messages import MessageChannel, MessageKind, SendStatus
from core.verdicts.channels import CostFrom, Outlay
from core.wording import messages_files as files
from core.wording import messages_more as more
from core.wording import messages_record as record
from core.wording import messages_results as wording
from core.wording import messages_typed as typed
from tests.wording.copy_rules import faults_on_screen

NAMES = Called({1: "안부"}, {}, {1: "캠핑 손님"}, {1: "다시 오세요"})
DAY = date(2026, 11, 2)


def spent(buying, people):
    return np.array([20_000.0] * buying + [0.0] * (people - buying))


def result(told=Told.READY, **more_of):
    at = datetime(2026, 11, 2, 10, tzinfo=ZoneInfo("Asia/Seoul"))
    send = Send(more_of.pop("title", ""), MessageChannel.LMS, MessageKind.ADVERTISING,
                SendStatus.SENT, scenario=1, sent_at=at)  # fmt: skip
    part = Part(Version("A"), 100, None, None, None, Tally(4, 100), 4.0, 80_000, 3_900.0)
    days = Period(DAY, DAY + timedelta(days=7))
    return Result(send, told, days, more_of.pop("parts", (part,)), None, is_typed=False, lift=None)


def standing(found=None, evidence=Evidence.EARLY, **more_of):
    told = {"sends": 1, "waiting": 0, "sent": 100, "purchases": 4.0, "won": 80_000, "cost": 3_900.0}
    return Standing(1, gain=found, alone=0, evidence=evidence, **{**told, **more_of})


def brought(won, needed=3_900.0, evidence=Evidence.KNOWN):
    return Gain(won, (won - 90_000, won + 90_000), 3_900.0, needed, 0.01, evidence)


def conclusion(*some, results=None):
    said = wording.conclusion(some, results or (result(),), NAMES)
    told = [said.headline, said.reason, said.todo, *said.why]
    assert [fault for line in told for fault in faults_on_screen(line)] == []
    return said


def test_what_surely_pays_is_said_plainly():
    said = conclusion(standing(brought(400_000.0), Evidence.KNOWN))
    assert said.headline == "‘안부’ 메시지를 계속 보내세요."
    assert said.reason == "메시지 덕분에 40만 원쯤 더 팔았어요. 쓴 돈은 3,900원이에요."
    assert said.numbers[0] == ("구매 1건당 메시지 수", "25.0건", None)
    assert "마진율을 적지 않아서" in " ".join(said.why)


def test_a_margin_that_is_set_is_not_asked_for():
    said = conclusion(standing(brought(400_000.0, 13_000.0), Evidence.KNOWN))
    assert "마진율" not in " ".join(said.why)


def test_what_surely_loses_is_paused():
    said = conclusion(standing(brought(-50_000.0), Evidence.KNOWN))
    assert (said.headline, said.tone) == ("‘안부’ 메시지는 잠시 쉬어 가세요.", "bad")


@pytest.mark.parametrize(
    ("won", "headline"),
    [(90_000.0, "‘안부’ 메시지가 도움이 되는 것 같아요."),
     (-90_000.0, "‘안부’ 메시지는 쓴 돈보다 덜 버는 것 같아요.")],
)  # fmt: skip
def test_a_hint_stays_a_hint(won, headline):
    found = brought(won, evidence=Evidence.HINT)
    said = conclusion(standing(found, Evidence.HINT))
    assert said.headline == headline
    assert "덕분에" not in said.headline + said.reason


def test_what_is_too_early_is_said_with_its_range():
    said = conclusion(standing(brought(20_000.0, evidence=Evidence.EARLY)))
    assert said.headline == "아직 판단하기 일러요."
    assert "−70,000원에서 11만 원 사이" in said.reason


def test_without_anybody_left_out_that_is_what_to_do_next():
    said = conclusion(standing())
    assert said.headline == "다음에는 10명 중 1명을 빼고 보내 보세요."
    assert "4번" in said.reason


@pytest.mark.parametrize(
    ("told", "headline"),
    [(Told.WAITING, "2026.11.10(화)부터 메시지 결과를 볼 수 있어요."),
     (Told.NO_FILE, "새 주문 파일을 올리면 메시지 결과를 볼 수 있어요."),
     (Told.GAP, "주문 파일에 빈 날이 있어 아직 판단하기 일러요.")],
)  # fmt: skip
def test_what_cannot_be_told_yet_says_why(told, headline):
    assert conclusion(standing(sends=0), results=(result(told),)).headline == headline


def test_nothing_sent_is_said():
    assert wording.conclusion((), (), NAMES).level is Evidence.NO_DATA


def test_names_that_are_missing_are_said_to_be():
    assert wording.scenario(None, NAMES) == "시나리오 없음"
    assert wording.scenario(9, NAMES) == "이름 없는 시나리오"
    assert wording.persona(9, NAMES) == "이름 없는 페르소나"
    assert wording.title(result(), NAMES) == "안부"
    assert wording.title(result(title="가을"), NAMES) == "가을"


def test_how_far_each_can_be_told():
    assert [wording.told(result(told)) for told in Told] == [
        "알 수 있어요", "아직이에요, 11.10(화)부터", "11.09(월)까지의 주문 파일이 있어야 해요",
        "파일에 빈 날이 있어요", "적은 숫자",
    ]  # fmt: skip


def test_a_known_difference_is_because_of_the_message():
    found = lift(spent(300, 900), spent(10, 100))
    assert wording.lift_head(found) == "메시지 덕분에 100명 중 23.3명이 더 샀어요."
    assert wording.lift(found) == "산 비율: 받은 쪽 33% · 안 받은 쪽 10%"
    assert "더 산다고 봐요" in wording.lift_bounds(found)
    assert wording.lift_won(found).startswith("더 번 돈:")


def test_a_known_harm_is_said():
    found = lift(spent(30, 900), spent(30, 100))
    assert wording.lift_head(found) == "받은 손님이 덜 샀어요."
    assert "덜 산다고 봐요" in wording.lift_bounds(found)


def test_what_is_not_known_is_not_said_to_be_an_effect():
    assert wording.lift_head(lift(spent(9, 90), spent(0, 10))).startswith("산 손님이 적어")
    none = lift(spent(90, 900), spent(10, 100))
    assert wording.lift_head(none) == "차이가 보이지 않았어요."
    assert "사이로 봐요" in wording.lift_bounds(none)
    hint = lift(spent(130, 900), spent(9, 100))
    assert hint.evidence is Evidence.HINT
    assert wording.lift_head(hint) == "메시지가 도움이 된 것 같아요."
    nobody = lift(spent(0, 9), spent(0, 9))
    assert wording.lift_won(nobody) == "산 손님이 적어 돈은 아직 말하기 일러요."


def test_no_purchase_is_none_yet_and_not_known_is_a_dash():
    none = Part(Version("A"), 100, None, None, None, Tally(0, 100), 0.0, 0, None)
    assert wording.for_one(result(parts=(none,))) == "아직 없음"
    unknown = Part(Version("A"), 100, None, None, None, None, None, None, None)
    assert wording.for_one(result(parts=(unknown,))) == "–"
    assert wording.buyers(None) == "–"
    assert wording.of_sent(None, 10) == "–"
    assert wording.of_sent(2, 40) == "5%"
    assert wording.roas(None) == "–"
    assert wording.back(None) == ""
    assert wording.gained(standing()) == "안 보낸 사람이 없어서 더 번 돈은 알 수 없어요."
    assert wording.none_yet(standing(), NAMES) == "‘안부’: 아직 없음 (보낸 메시지 100건)"


SOME = Tally(4, 100)


def cell(bought=SOME, sent=100, **more_of):
    told = {
        "persona": 1, "scenario": 1, "message": 1, "letter": "A", "text": "안녕 {이름}",
        "sends": 1, "reacted": None, "purchases": 4.0, "won": 80_000, "cost": 3_900.0,
    }  # fmt: skip
    return Cell(sent=sent, bought=bought, **{**told, **more_of})


def test_a_text_is_called_by_its_name_its_scenario_or_its_beginning():
    assert record.message(cell(), NAMES) == "다시 오세요"
    assert record.message(cell(message=5), NAMES) == "안부 A"
    assert record.message(cell(message=5, scenario=None), NAMES) == "안녕"
    assert record.message(cell(message=5, scenario=None, text="{이름}"), NAMES) == "글이 없어요"
    long = record.message(cell(message=5, scenario=None, text="가" * 40), NAMES)
    assert long == "가" * 24 + "…"


def test_shares_of_few_and_of_nobody():
    assert record.share(cell(None)) == "–"
    assert record.bounds(cell(None)) == "–"
    assert record.bounds(cell(Tally(1, 9), 9)) != record.bounds(cell(Tally(1, 9), 99))
    assert record.bounds(cell()) == "1.6~9.8%"
    assert record.reacted(cell()) == "–"
    assert record.reacted(cell(reacted=Tally(5, 100))) == "5%"
    assert record.each(cell(purchases=None)) == "–"
    assert record.each(cell(purchases=0.0)) == "아직 없음"


def test_the_record_as_a_file_has_numbers_and_empty_cells():
    rows = files.record([cell(), cell(None, 9, purchases=None, won=None, cost=None)], NAMES)
    assert next(iter(rows["산 손님 수"])) == 4
    assert rows["산 손님 수"].isna().tolist() == [False, True]
    assert next(iter(rows["적어도 (%)"])) == pytest.approx(1.6)
    assert list(rows["수가 적음"]) == ["", "30건 미만"]


@pytest.mark.parametrize("do", list(Do))
def test_every_step_says_on_what_it_rests(do):
    found = gain([lift(spent(300, 900), spent(10, 100))], 3_900, None)
    one = Step(do, 1, (cell(), cell(letter="B", message=2)), standing(found), 1, 400)
    head, reason = record.step(one, NAMES)
    assert [fault for line in (head, reason) for fault in faults_on_screen(line)] == []
    assert any(letter.isdigit() for letter in reason)


def test_steps_without_numbers_say_so():
    head, reason = record.step(Step(Do.LEAVE_OUT, 1), NAMES)
    assert head
    assert "알 수 없어요" in reason
    assert record.step(Step(Do.KEEP, 1), NAMES)[1] == ""


def test_who_came_back_is_because_of_messages_only_where_known():
    known = together([lift(spent(300, 900), spent(10, 100))])
    assert more.returned_head(known) == "메시지 덕분에 100명 중 23.3명이 더 돌아왔어요."
    harm = together([lift(spent(30, 900), spent(30, 100))])
    assert more.returned_head(harm) == "메시지를 받은 손님이 덜 돌아왔어요."
    none = together([lift(spent(90, 900), spent(10, 100))])
    assert "일러요" in more.returned_head(none)
    assert more.returned_bounds(none).endswith("사이로 봐요.")


def test_rows_beside_channels_leave_the_unknown_open():
    assert more.messages(Credit(9, 0.0, 0, None, None))[1:] == ("–", "0원", "–", "–")
    outlay = Outlay(("검색",), None, 5_000, 7, CostFrom.TYPED, None, None, None)
    assert more.paid(outlay) == ("검색", "5,000원", "–", "–", "–")


def test_a_time_of_few_has_no_share():
    assert more.time("월", Tally(1, 20)) == ("월", "20", "–", "–")
    assert more.time("월", Tally(5, 100)) == ("월", "100", "5%", "2.2~11.2%")
    assert [wording.weekday(day) for day in (0, 6)] == ["월", "일"]


def test_what_a_result_file_tells():
    told = ResultFile(Numbers(10, 1, None, 3), 10, 8)
    assert typed.read(told) == (
        "보낸 수 10 · 도착 안 함 1 · 누르거나 답함 3. 10줄 중 8줄이 목록에 있어요."
    )
    assert typed.read(ResultFile(Numbers(10))) == "보낸 수 10"
    assert faults_on_screen(typed.impossible()) == []


def test_what_was_sent_as_a_file_has_numbers_and_empty_cells():
    found = lift(spent(300, 900), spent(10, 100))
    known = replace(result(), lift=found)
    rows = files.results([known, result(parts=())], NAMES)
    first, second = rows.to_dict("records")
    assert (first["산 손님 수"], first["든 비용(원)"], first["보낸 날"]) == (4, 3_900, "2026-11-02")
    assert first["더 번 돈 (원)"] == round(found.won)
    assert first["적어도 (원)"] == round(found.won_bounds[0])
    assert np.isnan(second["더 번 돈 (원)"])
    assert np.isnan(second["산 손님 수"])


def test_a_benefit_has_what_was_bought_later_on_both_sides():
    found = lift(spent(300, 900), spent(10, 100))
    one = replace(result(), lift=found, send=replace(result().send, offer="선물 포장"))
    row = more.given(one)
    assert row[:4] == ("선물 포장", "100", "33%", "10%")
    assert row[5] == "알 수 있어요"
    assert more.given(replace(one, lift=None))[2:] == ("4%", "–", "–", "안 보낸 사람이 없어요")
    waiting = more.given(replace(one, lift=None, told=Told.WAITING))
    assert waiting[5].startswith("아직이에요")
    nobody = more.given(replace(one, lift=lift(spent(0, 9), spent(0, 9))))
    assert nobody[4] == "–"
    assert faults_on_screen(more.later(90)) == []
