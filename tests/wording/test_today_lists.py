"""The lists of 오늘 in words."""

from datetime import UTC, date, datetime

import pytest

from core import i18n
from core.analysis.journey import Move, Stage, Step
from core.analysis.revenue import Part, PartChange, Split
from core.services import today as services
from core.services.today import Kpi, NewRows, Overview, Since, StageCount
from core.services.todo import Todo, TodoKind
from core.terms import DataSet, Evidence, Period
from core.verdicts.journey import Called
from core.wording import today, today_lists, today_origins
from tests.wording import copy_rules

DAY = date(2026, 11, 22)
GAP = Period(date(2026, 11, 3), date(2026, 11, 5))
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)

TODOS = [
    Todo(TodoKind.NEW_FILE, "upload", day=DAY, data=DataSet.ORDERS),
    Todo(TodoKind.GAP, "upload", 3, period=GAP),
    Todo(TodoKind.COPY_TESTS, "tests", 2, DAY),
    Todo(TodoKind.ACTIONS, "actions", 2, DAY),
    Todo(TodoKind.CONTENT, "actions", 1, DAY),
    Todo(TodoKind.OFFERS, "messages", 1, DAY),
    Todo(TodoKind.CHECKS, "products", 1, DAY),
    Todo(TodoKind.CHECKS, "products", 1),
    Todo(TodoKind.TOUCHPOINTS, "journey", 3, DAY),
    Todo(TodoKind.LOOK_BACK, "actions", 1, DAY),
    *[Todo(TodoKind.MISSING_FILE, "upload", data=what)
      for what in (DataSet.ORDERS, DataSet.SALES, DataSet.PRODUCTS, DataSet.TRAFFIC,
                   DataSet.REVIEWS)],
    Todo(TodoKind.UNSENT, "care", 2, DAY),
    Todo(TodoKind.UNSENT, "care", 3, DAY, last=1),
    Todo(TodoKind.UNSENT, "care", 2, DAY, last=2),
    Todo(TodoKind.CARE, "care", 7, DAY),
    Todo(TodoKind.CARE, "care", 7, DAY, last=3),
    Todo(TodoKind.CARE_RATE, "care"),
    *[Todo(kind, "voice", 2, DAY)
      for kind in (TodoKind.COMPLAINTS, TodoKind.REVIEWS, TodoKind.RECHECKS,
                   TodoKind.QUESTIONS)],
    Todo(TodoKind.COPY_COUNTS, "tests", 2, DAY),
    *[Todo(kind, "tests", 3, DAY, test=7, name="Parcels", letters=("A", "B"))
      for kind in (TodoKind.COPY_TURN, TodoKind.COPY_SWITCH, TodoKind.COPY_SEND,
                   TodoKind.COPY_MISSING)],
]  # fmt: skip


def test_a_thing_to_do_says_what_and_why_now():
    told = [(words.what, words.why) for words in map(today_lists.todo, TODOS)]
    assert told[:8] == [
        ("새 파일 올리기 · 주문", "자료가 2026.11.22(일)까지예요."),
        ("비어 있는 날 채우기", "2026.11.03(화)~11.05(목) 자료가 없어요."),
        ("문구 실험 결과 보기(2건)", "2026.11.22(일) 숫자까지로 결과를 알 수 있어요."),
        ("바꾼 것 2건이 좋아졌는지 보기", "확인할 날이 2026.11.22(일)이에요."),
        ("밀린 콘텐츠 1개 올리기", "2026.11.22(일)에 올리기로 했어요."),
        (
            "채널마다 다른 행사 맞추기(1건)",
            "가장 이른 행사는 2026.11.22(일)에 시작했거나 끝났어요.",
        ),
        ("판매 준비 점검하기", "마지막 점검은 2026.11.22(일)이에요."),
        ("판매 준비 점검하기", "아직 한 적이 없어요."),
    ]
    assert len({why for _, why in told}) == len(told)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_kind_has_words_in_both_languages(language):
    with i18n.speaking(language):
        words = [today_lists.todo(one) for one in TODOS]
    text = "\n".join(part for one in words for part in (one.what, one.why))
    if language == "ko":
        assert not copy_rules.faults_on_screen(text)
    else:
        assert max(text) < "가"


def test_how_much_is_done():
    assert today_lists.progress(2, 5) == "5개 중 2개 했어요"
    assert today_lists.progress(5, 5) == "오늘 할 일을 다 했어요."
    assert today_lists.put_off(2) == "오늘은 넘긴 결론 2개"


def test_the_newest_files_are_told_in_up_to_five_lines():
    kinds = (
        NewRows(DataSet.ORDERS, 812, 3, 2),
        NewRows(DataSet.TRAFFIC, 120),
        NewRows(DataSet.SALES, 2, is_typed=True),
    )
    told = today_lists.since(Since(("b.xlsx", "c.csv"), AT, kinds, -83_000, 3_400))
    assert told == [
        "2026.11.23(월) 09:30에 넣은 파일이에요: b.xlsx 외 1개",
        "새로 들어왔어요: 주문 812줄 · 유입과 채널 120줄 · 직접 적은 숫자 2줄",
        "내용이 바뀌었어요: 주문 3줄",
        "읽지 못한 줄은 2줄이에요.",
        "순매출이 −83,000원 달라졌어요. 유입이 +3,400번 달라졌어요.",
    ]
    nothing = Since(("b.xlsx",), AT, (NewRows(DataSet.ORDERS, 0),), None)
    assert len(today_lists.since(nothing)) == 1
    visits = Since(("b.xlsx",), AT, (NewRows(DataSet.TRAFFIC, 1),), 0, -5)
    assert today_lists.since(visits)[-1] == "유입이 −5번 달라졌어요."


def called(step: Step, now: tuple[float, float | None], **more: object) -> Called:
    known = {"level": Evidence.EARLY, "direction": 0, "probability": None}
    return Called(Move(step, now, (100.0, 1_000.0)), **{**known, **more})


REACH = StageCount(Stage.REACH, "visits", 3_400, called(Step.VISITS, (3_400, None)))
BUY = StageCount(
    Stage.BUY, "orders", 88,
    called(Step.PAY_RATE, (88, 3_400), level=Evidence.KNOWN, direction=-1, probability=0.97),
)  # fmt: skip
LOOK = StageCount(Stage.LOOK, "times", needs="bizadvisor_behavior")
LATE = StageCount(Stage.LOYAL, "buyers")


def test_a_stage_has_its_count_and_its_share_of_the_one_before():
    assert today_lists.stage(REACH, tiny=False) == "알게 됨 · 3,400번"
    assert today_lists.stage(BUY, tiny=False) == "구매 · 88건 · 2.6%"
    assert today_lists.stage(BUY, tiny=True) == "구매 · 88건"
    assert today_lists.stage(LOOK, tiny=False) == "살펴봄 · 자료 없음"
    assert today_lists.stage(LATE, tiny=False) == "단골 · 아직 비교하기 일러요"


def pay(now: float | None, **more: object) -> Kpi:
    return Kpi("pay_rate", now, 0.03, Evidence.KNOWN, -1, (), is_judged=True, trials=3_400, **more)


def test_the_way_in_short_is_named_after_what_it_shows():
    view = Overview(services.Stage.READY, kpis=(pay(88 / 3_400),), stages=(REACH, LOOK, BUY))
    assert today_lists.way_title(view) == "유입 100번 중 주문은 2.6건이에요"
    assert today_lists.way_title(Overview(services.Stage.READY)) == "고객 여정"
    assert today_lists.changes(view) == ["구매: ▼ 74% 줄었어요 · 나빠졌어요"]
    assert "하나면 채워져요" in today_lists.stages_lacking(view)
    assert today_lists.stages_lacking(Overview(services.Stage.READY)) == ""


def test_a_rate_is_told_with_the_points_it_moved():
    words = today.kpi(pay(88 / 3_400))
    assert words.value == "2.6%"
    assert words.change == "▼ 0.4%p 낮아졌어요 · 나빠졌어요"
    assert today.kpi(pay(0.0297)).change == "▼ 1% 줄었어요 · 나빠졌어요"
    assert today.kpi(pay(None)).value == "–"


def test_a_number_of_other_days_and_a_typed_one_say_so():
    assert today.kpi(pay(0.02, period=GAP, is_typed=True)).note == (
        "직접 적은 숫자 · 2026.11.03(화)~11.05(목)"
    )
    assert today.kpi(pay(0.02)).note == ""


def split() -> Split:
    """The parts of the published example."""
    parts = (
        PartChange(Part.VISITS, 4_000, 3_400, -553_504),
        PartChange(Part.PAY_RATE, 0.03, 88 / 3_400, -487_370),
        PartChange(Part.ORDER_VALUE, 32_000, 34_154, 206_474),
    )
    return Split(3_840_000, 3_005_600, parts)


def test_the_parts_of_the_way_are_told_in_words():
    told = [today.part(part) for part in split().parts]
    assert told == [
        "유입 4,000번 → 3,400번", "결제율 3.0% → 2.6%", "객단가 32,000원 → 34,154원",
    ]  # fmt: skip
    assert today.split_title(split()) == "유입에서 순매출이 가장 많이 빠졌어요"
    days = (GAP, GAP.before())
    view = Overview(services.Stage.READY, split=split(), split_days=days, has_others=True)
    assert len(today.split_notes(view)) == 2
    assert today.split_notes(Overview(services.Stage.READY, split=split())) == []
    assert today_origins.split_origin(view)[1][1].startswith("유입 × 결제율 × 객단가")


def test_the_file_that_brings_visits_is_named_where_they_are_lacking():
    view = Overview(services.Stage.READY)
    assert today.visits_lacking(view).endswith("파일이 있으면 유입과 결제율도 보여 드려요.")
    elsewhere = Overview(services.Stage.READY, is_elsewhere=True)
    assert "알 수 없어요" in today.visits_lacking(elsewhere)
    visits = Kpi("visits", 3.0, None, Evidence.EARLY, 0, ())
    assert today.visits_lacking(Overview(services.Stage.READY, kpis=(visits,))) == ""
    assert today.visits_lacking(Overview(services.Stage.EMPTY)) == ""


def test_what_a_running_copy_test_asks_for_names_test_and_texts():
    one = Todo(TodoKind.COPY_SEND, "tests", day=DAY, test=7, name="문자", letters=("A", "B"))
    assert today_lists.todo(one).what == "오늘 A 문구 · B 문구 보내기: 문자"
    turn = Todo(TodoKind.COPY_TURN, "tests", day=DAY, test=7, name="긴 이름" * 9, letters=("B",))
    assert today_lists.todo(turn).what.startswith("오늘은 B 문구 보여 주기: 긴 이름")
    assert len(today_lists.todo(turn).what) < 50
