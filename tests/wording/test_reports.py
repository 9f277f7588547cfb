"""A report in words, and the files that are made of it."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import openpyxl
import pytest

from core import i18n
from core.i18n import weeks
from core.services.actions import Action, Level, Measured, Target
from core.services.actions_effect import Effect
from core.services.messages_result import Part, Result, Told
from core.services.messages_sends import Send, Version
from core.services.opening import OpenShop
from core.services.report import Done, Report, ReportKind, Step
from core.services.report_done import DoneKind
from core.services.report_kept import Drift, Moved
from core.services.report_next import StepKind
from core.services.report_spans import Reach, span_of
from core.terms import Evidence
from core.terms.messages import MessageChannel, MessageKind, SendStatus
from core.verdicts.actions import JourneyStage, Outcome, Status
from core.wording import (
    report_days,
    report_done,
    report_drift,
    report_excel,
    report_html,
    report_pdf,
    report_text,
    reports,
)
from core.wording.reports import Document
from tests import shops
from tests.services.test_copy_test_board import running
from tests.services.test_today_traffic import tell, visits
from tests.shops import LAST, Line
from tests.wording import copy_rules, reporting
from tests.wording.reporting import MONTH, NOW, TODAY, WEEK, made, told


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Report:
    return reporting.whole(tmp_path_factory.mktemp("whole"))


@pytest.fixture(params=["ko", "en"])
def reader(request) -> str:
    with i18n.speaking(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 22), "11월 3주(11.16~22)"),
        (date(2026, 11, 30), "12월 1주(11.30~12.06)"),
        (date(2026, 11, 1), "10월 5주(10.26~11.01)"),
        (date(2027, 1, 3), "12월 5주(12.28~01.03)"),
    ],
)
def test_a_week_belongs_to_the_month_of_its_thursday(day, name):
    assert report_days.name(span_of(ReportKind.WEEK, day)) == name


def test_every_week_of_a_year_has_its_own_name():
    days = [date(2026, 1, 5) + timedelta(days=7 * n) for n in range(52)]
    names = [report_days.name(span_of(ReportKind.WEEK, day)).split("(")[0] for day in days]
    assert len(set(names)) == len(names)
    assert all(a != b for a, b in pairwise(names))


def test_days_are_written_as_official_papers_do():
    assert weeks.official(WEEK.period) == "2026. 11. 16.(월)~11. 22.(일)"
    over = span_of(ReportKind.WEEK, date(2027, 1, 1)).period
    assert weeks.official(over) == "2026. 12. 28.(월)~2027. 1. 3.(일)"
    with i18n.speaking("en"):
        assert weeks.official(WEEK.period) == "Mon 16 Nov – Sun 22 Nov 2026"
        assert weeks.week(WEEK.period) == "week of Mon 16 Nov"
    assert report_days.name(MONTH) == "2026년 10월"


def test_a_choice_says_what_is_missing_of_it():
    reach = Reach(date(2026, 1, 1), LAST - timedelta(days=1))
    assert report_days.option(WEEK, reach, TODAY) == "11월 3주(11.16~22) (자료가 모자라요)"
    assert report_days.option(WEEK.next, reach, TODAY).endswith("(아직 7일 남았어요)")
    assert report_days.option(MONTH, reach, TODAY) == "2026년 10월"
    old = span_of(ReportKind.WEEK, date(2025, 6, 4))
    assert report_days.option(old, reach, TODAY).startswith("2025 · 6월 1주")


def test_files_are_called_after_their_last_day():
    assert report_days.file_name(WEEK) == "보고서_20261122"
    assert report_days.file_name(MONTH) == "월간보고서_20261031"


def every_text(found: Document) -> list[str]:
    return [
        *found.notes, found.conclusions_note, found.why, *found.steps, found.made,
        *(part for one in found.conclusions for part in (one.headline, one.reason, one.todo)),
        *(part for one in found.numbers for part in (one.name, one.value, one.before, one.change)),
        *(part for one in found.done for part in (one.what, one.result)),
    ]  # fmt: skip


def test_a_whole_report_keeps_the_rules_of_our_korean(whole):
    found = told(whole)
    assert [text for text in every_text(found) if copy_rules.faults_on_screen(text)] == []
    assert found.title == "주간 보고서"
    assert len(found.numbers) == 6
    assert len(found.steps) == 3
    assert found.why.startswith("순매출 −")
    assert found.compared == "2026. 11. 9.(월)~11. 15.(일) 기간과 비교"
    assert [one.what for one in found.done] == ["구매 후 챙긴 일", "해결한 불만"]
    assert "건 · " in found.done[0].result


def halved() -> tuple[dict[date, int], dict[date, int]]:
    """Visits of which only half came in the week, and payments that stayed."""
    counts = visits(300, 400)
    few = {day: n // 2 if day in WEEK.period else n for day, n in counts.items()}
    return few, {day: 12 + day.day % 3 for day in counts}


def of_kind(shop: OpenShop, kind: str) -> Report:
    """The report of a shop that has little, or only a part."""
    if kind == "going":
        shops.take(shop, shops.steady(120, 9, last=TODAY))
        return made(shop, WEEK.next, TODAY + timedelta(days=1))
    if kind == "tiny":
        shops.take(shop, [Line(LAST - timedelta(days=n), f"b{n}") for n in range(7)])
    elif kind == "orders":
        shops.take(shop, shops.steady(120, 9))
    elif kind == "statistics":
        few, paid = halved()
        tell(shop, few, payments=paid)
    elif kind == "lacking":
        shops.take(shop, shops.steady(3, 9, last=LAST - timedelta(days=2)))
    return made(shop)


@pytest.mark.parametrize(
    ("kind", "unknown"),
    [("empty", 6), ("tiny", 3), ("orders", 2), ("statistics", 3), ("going", 2), ("lacking", 3)],
)
def test_every_kind_of_shop_gets_sensible_sentences_and_files(tmp_path, kind, unknown, reader):
    shop = shops.opened(tmp_path)
    found = told(of_kind(shop, kind))
    shop.close()
    texts = every_text(found)
    assert not any(word in " ".join(texts) for word in ("nan", "None", "inf", "{"))
    if reader == "ko":
        assert [text for text in texts if copy_rules.faults_on_screen(text)] == []
    assert found.conclusions or found.conclusions_note
    dashes = [one.metric for one in found.numbers if one.value == "–"]
    assert dashes == [one.metric for one in found.numbers if one.now is None]
    assert len(dashes) == unknown, dashes
    assert report_pdf.pdf(found).startswith(b"%PDF")
    assert report_html.html(found)
    assert report_text.text(found)
    assert openpyxl.load_workbook(io.BytesIO(report_excel.excel(found)))
    assert zipfile.ZipFile(io.BytesIO(report_text.bundle(found))).testzip() is None


def test_statistics_alone_say_what_is_known_of_them(tmp_path):
    shop = shops.opened(tmp_path)
    found = told(of_kind(shop, "statistics"))
    shop.close()
    first = found.conclusions[0]
    assert first.headline == "유입: ▼ 51% 줄었어요 · 나빠졌어요"
    assert first.level is Evidence.KNOWN


def test_what_is_missing_of_a_week_is_said(tmp_path):
    shop = shops.opened(tmp_path)
    shops.take(shop, shops.steady(3, 9, last=LAST - timedelta(days=2)))
    notes = told(made(shop)).notes
    shop.close()
    assert notes == (
        "마지막 2일치 자료가 아직 없어요. 새 파일을 올리면 다 채워져요.",
        "자료가 2026.11.18(수)부터 있어서 앞쪽 며칠은 빠졌어요.",
    )


def test_a_report_that_tells_something_else_says_why():
    same = Drift(NOW, "그때")
    evening = datetime(2026, 11, 22, 16, tzinfo=UTC)  # of the next day in Seoul
    late = report_drift.drifted(Drift(evening, "그때", claims=True))
    assert "2026.11.23" in late[0]
    assert report_drift.drifted(None) == report_drift.drifted(same) == ()
    moved = replace(
        same, moved=(Moved("orders", 50.0, 49.0), Moved("visits", None, 9.0)), claims=True,
        added=("홍길동 님 010-1234-5678.xlsx", *(f"{n}.xlsx" for n in range(6))),
        undone=("old.csv",), people=True, method=True,
    )  # fmt: skip
    what, *reasons = report_drift.drifted(moved)
    why = " ".join(reasons)
    assert what == (
        "2026.11.23(월)에 만든 보고서와 달라졌어요: 주문 50건 → 49건 · 유입 – → 9번 · 결론"
    )
    assert "+2" in why
    assert "old.csv" in why
    assert "010-1234" not in why
    assert "홍길동" not in why
    assert why.endswith("그 뒤에 계산 방법이 바뀌었어요.")
    assert report_drift.drifted(replace(same, claims=True))[1].startswith("파일은 그대로예요.")


def action(**more) -> Action:
    known = {
        "id": 1, "what": "새 사진", "why": "", "tactic": None, "claim": None, "page": "",
        "stage": JourneyStage.BUY, "target": Target("orders"), "baseline": Level(None, None, None),
        "planned_on": WEEK.period.first, "started_on": None, "changed_on": WEEK.period.first,
        "check_on": LAST, "status": Status.WAITING, "note": "", "remark": "", "measured": None,
        "created_at": NOW, "version": 1,
    }  # fmt: skip
    return Action(**{**known, **more})


def test_improvements_are_told_with_what_came_of_them():
    changed, looked = (
        Done(kind, LAST, name="새 사진", action=action())
        for kind in (DoneKind.CHANGED, DoneKind.LOOKED)
    )
    numbers = {
        "now": 60.0, "expected": 50.0, "before": 50.0, "events": 60, "days": 14, "judged": None,
        "level": "known", "why": None, "data_asof": None, "mixed": [],
        "first_day": "2026-11-01", "last_day": "2026-11-14",
    }  # fmt: skip
    measured = Measured(Outcome.BETTER, numbers, NOW)
    known = replace(looked, action=action(measured=measured), name="")
    waits = replace(looked, effect=Effect(WEEK.period, None, 3))
    first, second, third, fourth = report_done.done((changed, looked, known, waits))
    assert first.result == "바꿨어요. 11.22(일)에 좋아졌는지 봐요."
    assert second.result == fourth.result == "자료가 모자라 결과는 아직 몰라요."
    assert third.what == "새 사진"
    assert third.result.startswith("좋아짐 — ")


def test_many_things_are_counted_and_copy_tests_share_a_line(tmp_path):
    shop = shops.opened(tmp_path)
    test = running(shop)
    shop.close()
    begun = [Done(DoneKind.TEST_BEGUN, LAST, test=test), Done(DoneKind.TEST_BEGUN, LAST,
             name="둘째", test=test)]  # fmt: skip
    assert report_done.done(begun[:1])[0].result.startswith("시작했어요.")
    (both,) = report_done.done(begun)
    assert (both.what, both.result) == ("시작한 문구 실험 2개", "“광고”, “둘째”")
    stopped = Done(DoneKind.TEST_ENDED, LAST, test=test)
    assert "일찍 멈춰서" in report_done.done([stopped])[0].result
    many = report_done.done([Done(DoneKind.REPLIES, count=1)] * 12)
    assert len(many) == 10
    assert many[-1].what == "그 밖에 3가지"


def message(told: Told, bought: float | None) -> Result:
    send = Send("다시 오세요", MessageChannel.SMS, MessageKind.ADVERTISING, SendStatus.SENT)
    parts = (Part(Version("A"), 120, 0, None, None, None, bought, 90_000, 1_500.0),)
    return Result(send, told, WEEK.period, parts, None, is_typed=False, lift=None)


def test_messages_are_told_with_what_came_after_them():
    gone = Done(
        DoneKind.MESSAGE_SENT, LAST, name="다시 오세요", message=message(Told.WAITING, None)
    )
    known = replace(gone, kind=DoneKind.MESSAGE_RESULT, name="", message=message(Told.READY, 2.5))
    blind = replace(known, message=message(Told.NO_FILE, 2.0))
    first, second, third = report_done.done((gone, known, blind))
    assert first.what == "메시지: 다시 오세요"
    assert first.result == "120건 보냈어요. 11.22(일)까지 산 것을 세어요."
    assert second.what == "보낸 메시지"
    assert second.result == "보낸 메시지 120건 · 그 뒤 주문 2.5건 · 순매출 90,000원"
    assert third.result == "자료가 모자라 결과는 아직 몰라요."
    assert report_done.done([replace(known, message=message(Told.READY, 2.0))])[0].result.count(
        "주문 2건"
    )


def test_an_unknown_number_of_messages_is_no_dash():
    def unknown(told, bought):
        found = message(told, bought)
        return replace(found, parts=tuple(replace(one, sent=None) for one in found.parts))

    gone = Done(DoneKind.MESSAGE_SENT, LAST, name="다시", message=unknown(Told.WAITING, None))
    known = Done(DoneKind.MESSAGE_RESULT, LAST, name="", message=unknown(Told.READY, 2.0))
    with i18n.speaking("ko"):
        said = [one.result for one in report_done.done([gone, known])]
    assert all("몇 통인지 몰라요." in one for one in said)
    assert all("–" not in one for one in said)
    assert "주문 2건" in said[1]
    assert [fault for one in said for fault in copy_rules.faults(one)] == []


def test_every_step_has_its_words(whole):
    steps = (
        Step(StepKind.LOOK, TODAY, "새 사진"), Step(StepKind.BEGIN, TODAY, action=action()),
        Step(StepKind.TEST, TODAY, "이름 " * 40), Step(StepKind.VISITS), Step(StepKind.KEEP),
        Step(StepKind.LOOK_BACK), Step(StepKind.LOOK_BACK),
    )  # fmt: skip
    words = report_done.steps(replace(whole, steps=steps))
    assert len(words) == 6
    assert words[0] == "11.23(월)에 좋아졌는지 보세요: 새 사진"
    assert "새 사진" in words[1]
    assert words[2].endswith("…")
    assert [text for text in words if copy_rules.faults_on_screen(text)] == []


def test_steps_of_conclusions_name_their_number(whole):
    found = told(whole)
    assert found.steps[0].endswith("(결론 1)")


def test_a_rate_of_few_is_told_without_decimals(whole):
    found = told(whole)
    share = next(one for one in found.numbers if one.metric == "returning_share")
    assert "." not in share.value + share.before + share.difference
    assert share.difference.endswith("%p")


def test_an_english_report_has_no_korean_but_the_names(whole):
    with i18n.speaking("en"):
        found = reports.document(whole, "Shop", NOW)
        pages = report_html.html(found).decode() + report_text.text(found)
    korean = [sign for sign in pages if "가" <= sign <= "힣"]
    assert korean == []
    assert found.file == "report_20261122"
