"""A report in words, and the files that are made of it."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import openpyxl
import pypdf
import pytest
from lxml import etree

from core import i18n
from core.analysis.care_queue import Kind
from core.i18n import weeks
from core.services import report
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
    report_charts,
    report_days,
    report_done,
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
from tests.wording import copy_rules

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
WEEK = span_of(ReportKind.WEEK, LAST)
MONTH = span_of(ReportKind.MONTH, date(2026, 10, 5))
A4 = (595.28, 841.89)
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>#panic()$x$*_`'


def made(shop: OpenShop, span=WEEK, on: date = TODAY) -> Report:
    return report.make(shop, span, on, NOW)


def told(found: Report, shop: str = "단골상점", drift: Drift | None = None) -> Document:
    return reports.document(found, shop, NOW, drift)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Report:
    """The report of a week in which orders fell, with visits."""
    shop = shops.opened(tmp_path_factory.mktemp("whole"))
    since = LAST - timedelta(days=6)
    shops.take(shop, shops.without(shops.steady(500, 12, seed=11), 0.4, since))
    tell(shop, visits(400, 400))
    found = made(shop)
    shop.close()
    cared = [Done(DoneKind.CARE, count=7, care=kind) for kind in list(Kind)[:2]]
    return replace(found, done=(*cared, Done(DoneKind.SOLVED, count=1)))


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
    assert reports.drifted(None) == reports.drifted(same) == ()
    moved = replace(
        same, moved=(Moved("orders", 50.0, 49.0), Moved("visits", None, 9.0)), claims=True,
        added=("홍길동 님 010-1234-5678.xlsx", *(f"{n}.xlsx" for n in range(6))),
        undone=("old.csv",), people=True, method=True,
    )  # fmt: skip
    what, *reasons = reports.drifted(moved)
    why = " ".join(reasons)
    assert what == (
        "2026.11.23(월)에 만든 보고서와 달라졌어요: 주문 50건 → 49건 · 유입 – → 9번 · 결론"
    )
    assert "+2" in why
    assert "old.csv" in why
    assert "010-1234" not in why
    assert "홍길동" not in why
    assert why.endswith("그 뒤에 계산 방법이 바뀌었어요.")
    assert reports.drifted(replace(same, claims=True))[1].startswith("파일은 그대로예요.")


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


def hostile(whole: Report) -> Document:
    found = told(whole, HOSTILE)
    done = replace(found.done[0], what=HOSTILE, result="+1")
    return replace(found, done=(done,), steps=(HOSTILE, '"quoted" \\ back'), notes=(HOSTILE,))


def test_the_pdf_is_one_page_of_a4_with_korean_that_can_be_selected(whole):
    found = told(whole)
    content = report_pdf.pdf(found)
    read = pypdf.PdfReader(io.BytesIO(content))
    (page,) = read.pages
    size = (float(page.mediabox.width), float(page.mediabox.height))
    assert size == pytest.approx(A4, abs=0.1)
    assert len(content) < 1_000_000
    text = " ".join(page.extract_text().split())
    for wanted in (
        "단골상점", "주간 보고서", "11월 3주(11.16~22)", "결론", "숫자", "한 일과 결과",
        "다음에 할 일",
        *(one.name for one in found.numbers), *(one.value for one in found.numbers),
        found.conclusions[0].headline, found.steps[0],
    ):  # fmt: skip
        assert wanted in text, wanted
    assert read.metadata.title == "단골상점 · 주간 보고서 11월 3주(11.16~22)"


def test_the_fonts_of_the_pdf_are_within_it_and_only_the_signs_it_needs(whole):
    read = pypdf.PdfReader(io.BytesIO(report_pdf.pdf(told(whole))))
    fonts = [font.get_object() for font in read.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (below,) = font["/DescendantFonts"].get_object()
        described = below.get_object()["/FontDescriptor"]
        assert "+Pretendard" in str(font["/BaseFont"])  # six letters and a plus: a subset
        assert {"/FontFile2", "/FontFile3"} & set(described)
        assert "/ToUnicode" in font


def test_signs_that_would_be_commands_stand_in_the_pdf_as_they_are(whole):
    read = pypdf.PdfReader(io.BytesIO(report_pdf.pdf(hostile(whole))))
    text = "".join("".join(page.extract_text() for page in read.pages).split())
    assert text.count("".join(HOSTILE.split())) >= 3
    assert '"quoted"\\back' in text


def test_the_same_report_makes_the_same_bytes_but_for_when_it_was_made(whole):
    first, second = told(whole), reports.document(whole, "단골상점", NOW + timedelta(hours=5))
    assert report_html.html(first) == report_html.html(told(whole))
    lines = zip(
        report_html.html(first).splitlines(), report_html.html(second).splitlines(), strict=True
    )
    assert [a for a, b in lines if a != b] == [
        f'<footer class="quiet">{first.made}</footer>'.encode()
    ]
    assert report_pdf.pdf(first) == report_pdf.pdf(told(whole))
    assert report_text.bundle(first) == report_text.bundle(second)


def test_the_page_to_print_runs_nothing_and_loads_nothing(whole):
    page = report_html.html(hostile(whole)).decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 5
    assert "src=" not in page
    addresses = {part.split('"')[0] for part in page.split('"http')[1:]}
    assert addresses <= {"://www.w3.org/2000/svg", "://www.w3.org/1999/xlink"}
    assert page.count("<svg") == 2


def test_the_workbook_has_charts_of_its_own_and_no_formula(whole):
    content = report_excel.excel(hostile(whole))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["한눈에", "날마다", "글로 보기"]
    assert [len(sheet._charts) for sheet in book] == [1, 1, 0]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert HOSTILE in [cell.value for cell in cells]
    rows = [(row[0].value, row[1].value) for row in book["한눈에"].iter_rows()]
    numbers = dict(reversed(rows))
    assert numbers["순매출"] == whole.kpi("net_sales").now
    assert numbers["유입"] == whole.kpi("visits").now
    days = [row[1].value for row in book["날마다"].iter_rows(min_row=2, max_col=2)]
    assert days == [point.net for point in whole.view.trend]


def test_no_cell_of_the_bundle_runs_as_a_formula(whole):
    bundle = zipfile.ZipFile(io.BytesIO(report_text.bundle(hostile(whole))))
    assert bundle.namelist() == [
        "숫자.csv", "날마다.csv", "결론.csv", "한일.csv", "다음할일.csv"
    ]  # fmt: skip
    for name in bundle.namelist():
        rows = list(csv.reader(io.StringIO(bundle.read(name).decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1
        for cell in (cell for row in rows for cell in row):
            starts = cell.startswith(("=", "+", "@", "\t"))
            assert not starts, cell
            assert not cell.startswith("-") or float(cell) < 0
    numbers = list(csv.reader(io.StringIO(bundle.read("숫자.csv").decode("utf-8-sig"))))
    assert numbers[1][:2] == ["순매출", str(int(whole.kpi("net_sales").now))]


def test_the_text_for_a_messenger_is_short_and_has_everything(whole):
    found = told(whole)
    text = report_text.text(found)
    assert len(text) < 1_500
    assert text.startswith("[단골상점 주간 보고서]\n11월 3주(11.16~22)\n")
    assert all(one.value in text for one in found.numbers)
    assert all(step in text for step in found.steps)
    nothing = replace(found, done=(), shop="", why="")
    assert "적어 둔 일이 없어요." in report_text.text(nothing)
    assert "적어 둔 일이 없어요." in report_html.html(nothing).decode()


def test_charts_are_pictures_with_words_that_stay_words(whole):
    points, split = whole.view.trend, whole.view.split
    for svg in (report_charts.days_svg(points), report_charts.parts_svg(split)):
        words = [node.text for node in etree.fromstring(svg.encode()).iter("{*}text")]
        assert words
        assert "Pretendard" in svg
    for png in (report_charts.days_png(points), report_charts.parts_png(split)):
        assert png.startswith(b"\x89PNG")
    assert not report_charts.are_known(())
    report_charts.warm()


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
