"""Every answer about a file has its sentence, in both languages."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from core.i18n import speaking
from core.importers import recognition
from core.services.receipts import (
    Coverage,
    Draft,
    Issue,
    Preview,
    Progress,
    Receipt,
    Refused,
    Tally,
    UndoPlan,
)
from core.store.uploads import UploadEntry
from core.terms import DataSet, FileReason, FileWarning, Mall, Period, Record, RowReason, SkipReason
from core.wording import importing
from tests.wording.copy_rules import faults_on_screen

SEASON = Period(date(2026, 8, 24), date(2026, 11, 21))
ROWS = [*RowReason, *SkipReason, *FileWarning]


@pytest.fixture(params=["ko", "en"])
def language(request):
    with speaking(request.param):
        yield request.param


def entry(number: int = 1, name: str = "orders.xlsx") -> UploadEntry:
    moment = datetime(2026, 11, 22, 4, 5, tzinfo=UTC)
    return UploadEntry(number, name, "", "smartstore_dispatch", None, moment, None, SEASON,
                       10, 10, 0, 0, 0, 0, 0, None)  # fmt: skip


def receipt(
    new: int = 812, changed: int = 3, same: int = 0, refused: int = 0, skipped: int = 0
) -> Receipt:
    accepted = new + changed + same
    tally = Tally(accepted + refused + skipped, accepted, refused, skipped)
    return Receipt(1, "orders.xlsx", "smartstore_dispatch", Record.ORDER_LINE, DataSet.ORDERS,
                   SEASON, tally, Draft(new, changed, same, 0), (), (), (), {})  # fmt: skip


def preview(draft: Draft, *, refused: int = 0, **more: object) -> Preview:
    accepted = draft.new + draft.changed + draft.same
    values = {
        "name": "orders.xlsx", "sha256": "", "size": 1, "format_id": "smartstore_dispatch",
        "record": Record.ORDER_LINE, "data_set": DataSet.ORDERS, "mall": Mall.SMARTSTORE,
        "as_of": None, "dated": False, "period": SEASON, "refused": (), "skipped": (), "warned": (),
        "warnings": (), "unknown_columns": (), "figures": {}, "sample": None, "already": None,
        "other_shop": False, "tables": (), "draft": draft,
        "tally": Tally(accepted + refused, accepted, refused, 0),
    }  # fmt: skip
    return Preview(**{**values, **more})


def check(text: str, language: str) -> None:
    assert text
    assert "{" not in text
    if language == "ko":
        assert faults_on_screen(text) == []


@pytest.mark.parametrize("reason", FileReason)
@pytest.mark.parametrize(
    "details",
    [
        {},
        {"missing": ("결제일", "수량")},
        {"limit": 50 << 20},
        {"cells": 9, "limit": 8},
        {"looks_like": "settlement"},
    ],
)
def test_every_refusal_of_a_file_is_said(language, reason, details):
    message = importing.refusal(reason, details)

    check(message.title, language)
    check(message.remedy, language)
    check(message.text, language)


def test_a_file_without_days_is_called_by_its_name_where_it_is_known(language):
    known = Refused("x.csv", FileReason.PERIOD_NEEDED, {"format_id": "bizadvisor_product"})
    unknown = Refused("x.csv", FileReason.PERIOD_NEEDED, {})

    check(importing.undated(known).text, language)
    assert importing.undated(unknown) == importing.refused(unknown)
    assert importing.undated(known) != importing.undated(unknown)


def test_rows_with_one_reason_are_called_by_it(language):
    total, blank, bad = (
        Issue(2, SkipReason.TOTAL_ROW), Issue(9, SkipReason.BLANK_ROW),
        Issue(3, RowReason.BAD_DATE, "결제일", "x"),
    )  # fmt: skip
    said = [importing.issues(rows) for rows in ([total, total], [total, blank], [total, bad])]

    assert len(set(said)) == 3
    for text in said:
        assert "2" in text
        check(text, language)


def test_remarks_that_ask_for_something_stand_apart():
    seen = preview(Draft(1, 0, 0, 0), warnings=(FileWarning.NO_AMOUNTS, FileWarning.SEVERAL_SHEETS))

    calm, grave = importing.remarks(seen)
    assert (len(calm), len(grave)) == (1, 1)
    assert "시트" in grave[0]


def test_only_orders_lead_to_a_conclusion():
    visits = dataclasses.replace(receipt(), record=Record.STATISTIC)

    assert importing.receipt(visits).remedy == ""
    assert importing.put_in_shortly([visits]) == importing.receipt(visits).title
    assert importing.put_in_shortly([visits, visits]) == "파일 2개를 넣었어요."


def test_files_are_counted_with_those_to_look_at():
    assert importing.dropped(2, 2) == "파일 2개를 모두 넣을 수 있어요."
    assert importing.dropped(0, 3) == "한번 봐 줄 파일이 3개 있어요."


def test_different_refusals_are_told_apart():
    same = {FileReason.UNKNOWN_COLUMNS, FileReason.NO_HEADER, FileReason.MISSING_COLUMNS}
    titles = [importing.refusal(reason).title for reason in FileReason if reason not in same]

    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("reason", "details", "text"),
    [
        (
            FileReason.ENCRYPTED,
            {},
            "암호가 걸린 파일이에요. 내려받을 때 정한 암호를 넣어 주세요. 암호는 저장하지 않아요.",
        ),
        (FileReason.WRONG_PASSWORD, {}, "암호가 맞지 않아요. 다시 넣어 주세요."),
        (
            FileReason.EMPTY,
            {},
            "내용이 없는 파일이에요. 센터에서 기간을 넓혀 다시 받아 주세요.",
        ),
        (
            FileReason.TOO_LARGE,
            {"limit": 50 << 20},
            "파일이 50MB보다 커요. 기간을 나눠 받아 올려 주세요.",
        ),
    ],
)
def test_well_known_refusals_have_the_agreed_words(reason, details, text):
    assert importing.refused(Refused("a.csv", reason, details)).text == text


def test_an_unknown_file_is_said_not_to_have_been_put_in():
    text = importing.refusal(FileReason.UNKNOWN_COLUMNS).text

    assert text.startswith("어떤 파일인지 알아보지 못했어요. 아직 아무것도 넣지 않았어요.")


def test_a_missing_column_is_named():
    message = importing.refusal(FileReason.MISSING_COLUMNS, {"missing": ("결제일",)})

    assert message.title == "‘결제일’ 열을 찾지 못했어요."


@pytest.mark.parametrize("reason", ROWS)
def test_every_remark_about_a_row_is_said(language, reason):
    check(importing.row(reason), language)


@pytest.mark.parametrize("found", FileWarning)
def test_every_warning_is_said(language, found):
    check(importing.warning(found), language)
    check(importing.warning(found, ["열 하나", "열 둘"]), language)


def test_new_columns_are_named():
    named = importing.warning(FileWarning.UNKNOWN_COLUMNS, list("가나다라"))

    assert named == "처음 보는 열은 읽지 않았어요: 가, 나, 다 외 1개"


def test_a_row_is_told_with_its_place(language):
    placed = importing.issue(Issue(12, RowReason.BAD_NUMBER, "수량", "세 개"))
    bare = importing.issue(Issue(1_200, RowReason.COLUMN_COUNT))

    check(placed, language)
    assert "수량" in placed
    assert "12" in placed
    assert "1,200" in bare


def test_a_file_is_recognised_in_one_line():
    seen = preview(Draft(1_234, 0, 0, 0))

    assert importing.headline(seen) == (
        "스마트스토어 주문 파일이에요 · 1,234줄 · 2026.08.24(월)~11.21(토)"
    )


def test_a_file_without_days_is_recognised_too():
    seen = preview(Draft(2, 0, 0, 0), period=None)

    assert importing.headline(seen) == "스마트스토어 주문 파일이에요 · 2줄"


def test_a_draft_says_what_would_come_and_what_stays(language):
    for line in importing.draft(preview(Draft(38, 3, 1_201, 2), refused=12)):
        check(line, language)
    assert len(importing.draft(preview(Draft(38, 3, 1_201, 2), refused=12))) == 4


def test_a_draft_without_rows_says_so():
    assert importing.draft(preview(Draft(0, 0, 0, 0))) == ["이 파일에는 새로 넣을 것이 없어요."]


def test_a_file_that_is_known_or_strange_is_remarked(language):
    notes = importing.notes(preview(Draft(1, 0, 0, 0), already=entry(), other_shop=True))

    assert len(notes) == 2
    for note in notes:
        check(note, language)
    assert importing.notes(preview(Draft(1, 0, 0, 0))) == []


def test_a_file_with_nothing_new_says_so():
    assert importing.notes(preview(Draft(0, 0, 7, 0))) == ["이 파일에는 새로 넣을 것이 없어요."]


def test_warnings_of_a_file_are_listed(language):
    seen = preview(Draft(1, 0, 0, 0), warnings=(FileWarning.NO_AMOUNTS,))

    [said] = importing.warnings(seen)
    check(said, language)


def test_a_receipt_says_what_was_put_in_and_where_to_go():
    assert importing.receipt(receipt()).text == (
        "새로 812건, 바뀐 3건 넣었어요. 오늘 화면에서 결론을 볼까요?"
    )


def test_a_receipt_names_only_what_happened():
    assert importing.receipt(receipt(5, 0)).title == "새로 5건 넣었어요."
    assert importing.receipt(receipt(0, 5)).title == "바뀐 5건 넣었어요."
    assert importing.receipt(receipt(0, 0, 5)).title.startswith("이미 다 들어 있는")


@pytest.mark.parametrize(
    "taken",
    [receipt(), receipt(refused=12), receipt(0, 0, 5), receipt(0, 0, 0, 3), receipt(0, 0, 0, 0, 1)],
)
def test_every_receipt_is_said(language, taken):
    check(importing.receipt(taken).text, language)


def test_left_out_rows_are_counted():
    assert importing.left_out(receipt(9_988, 0, refused=12)) == (
        "10,000줄 중 12줄은 읽지 못해 빼고 넣었어요."
    )
    assert importing.left_out(receipt()) == ""


def test_the_account_of_rows_adds_up():
    told = importing.tally(receipt(5, 4, 3, 2, 1))

    assert told == [("새로", "5줄"), ("바뀜", "4줄"), ("그대로", "3줄"), ("건너뜀", "3줄")]
    assert importing.tally(preview(Draft(5, 4, 3, 0)))[0] == ("새로", "5줄")


@pytest.mark.parametrize("step", ["reading", "storing", "totals"])
def test_progress_says_what_is_done_and_how_far(language, step):
    said = importing.progress(Progress(step, 6_200))

    check(said, language)
    assert "6,200" in said


def test_an_undo_says_what_goes_with_it(language):
    alone = UndoPlan(entry(), ())
    together = UndoPlan(entry(), (entry(3, "c.xlsx"), entry(2, "b.xlsx")))

    check(importing.undo_plan(alone).text, language)
    check(importing.undo_plan(together).text, language)
    assert "c.xlsx, b.xlsx" in importing.undo_plan(together).body
    check(importing.undone(together), language)


def test_gaps_are_named():
    gap = Period(date(2026, 11, 3), date(2026, 11, 5))

    assert importing.gaps(Coverage(SEASON, (gap,))) == [
        "2026.11.03(화)~11.05(목) 자료가 비어 있어요."
    ]


def test_details_without_names_name_nothing():
    message = importing.refusal(FileReason.MISSING_COLUMNS, {"missing": ()})

    assert message.title == "어떤 파일인지 알아보지 못했어요."


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("settlement", "정산 파일 같아요."),
        ("reviews", "리뷰 파일 같아요."),
        ("questions", "문의 파일 같아요."),
        ("statistics", "통계 파일 같아요."),
        ("ads", "광고 파일 같아요."),
        ("other_mall", "다른 쇼핑몰 파일 같아요."),
    ],
)
def test_a_file_that_is_known_but_not_read_is_called_by_its_name(kind, title):
    message = importing.refusal(FileReason.UNKNOWN_COLUMNS, {"looks_like": kind})

    assert message.title == title


def test_every_kind_of_file_the_importer_knows_has_a_name():
    for kind in set(recognition.LOOKS_LIKE.values()):
        assert "같아요" in importing.refusal(FileReason.UNKNOWN_COLUMNS, {"looks_like": kind}).title
