"""Tables of remarks: ours and those of survey forms, in every encoding, with every slip."""

import io
from datetime import date

import pytest
import xlsxwriter

from core.importers import voice_file
from core.importers.problems import UnreadableFile
from core.importers.voice_file import RANGES
from core.importers.voice_words import HEADINGS, Field, field_of, mall_of, scale_of, source_of
from core.sample.sheets import encrypted
from core.terms import FileReason, Mall, RowReason, SkipReason
from core.terms.voice import AskedScale, VoiceSource

TODAY = date(2026, 12, 1)
CODE = "1234"
FORM = """타임스탬프,1. 상품은 기대만큼 좋았나요?,가까운 분께 추천하고 싶으신가요? (0~10),\
불편한 점을 적어 주세요,주문번호
2026. 11. 22 오후 3:21:05,5,10,없어요,2026112200001
2026. 11. 23 오전 9:01:00,매우 만족,,"줄이
둘이에요",
"""


def read(text: str, encoding: str = "utf-8", **more: object) -> voice_file.RemarkFile:
    return voice_file.read("말.csv", text.encode(encoding), TODAY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_survey_form_is_read_in_every_encoding(encoding):
    found = read(FORM, encoding)
    told = [(one.day.day, one.scale, one.score, one.text, one.order_no) for one in found.remarks]
    assert told == [
        (22, AskedScale.CSAT, 5, "없어요", "2026112200001"),
        (22, AskedScale.NPS, 10, "", "2026112200001"),
        (23, AskedScale.CSAT, 5, "줄이\n둘이에요", None),
    ]
    assert (found.lines, found.refused, found.guessed) == (2, (), None)


def test_every_line_that_is_not_taken_has_its_number_and_reason():
    found = read(
        "날짜,내용,무엇을 물었나,점수\n"
        "2026-11-20,좋아요,만족도,7\n"  # off the scale
        "2026-11-20,좋아요,만족도,네\n"
        ",날이 없어요,,\n"
        "2026-12-02,내일이에요,,\n"
        "2026-11-20,,,\n"  # nothing said
        "2026-11-20,칸이 많아요,,,아\n"
        "\n"
        "날짜,내용,무엇을 물었나,점수\n"
        "예시 2026-11-20,이렇게 적어요,만족도,5\n"
        f"2026-11-20,{'가' * 4001},,\n"
        "2026-11-20,끝까지 읽어요,추천,0\n"
    )
    assert [(one.line, one.reason) for one in found.refused] == [
        (2, RowReason.OFF_SCALE),
        (3, RowReason.BAD_NUMBER),
        (4, RowReason.MISSING_VALUE),
        (5, RowReason.FUTURE_DATE),
        (6, RowReason.MISSING_VALUE),
        (7, RowReason.COLUMN_COUNT),
        (11, RowReason.FIELD_TOO_LONG),
    ]
    assert [one.reason for one in found.skipped] == [
        SkipReason.BLANK_ROW, SkipReason.REPEATED_HEADER, SkipReason.NOTE_ROW
    ]  # fmt: skip
    assert [(one.line, one.scale, one.score) for one in found.remarks] == [
        (12, AskedScale.NPS, 0)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "guessed"),
    [("1 5 3", AskedScale.CSAT), ("0 3 5", AskedScale.NPS), ("9 10 8", AskedScale.NPS)],
)
def test_numbers_without_a_question_are_guessed_and_can_be_told(scores, guessed):
    text = "날짜,점수\n" + "".join(f"2026-11-20,{one}\n" for one in scores.split())
    found = read(text)
    assert found.guessed is guessed
    assert {one.scale for one in found.remarks} == {guessed}
    told = read("날짜,점수\n2026-11-20,5\n", scale=AskedScale.CES)
    assert [(one.scale, one.score) for one in told.remarks] == [(AskedScale.CES, 5)]


def test_what_has_no_column_of_ours_goes_into_the_note():
    found = read(
        "날짜,내용,출처,쇼핑몰,유형,내 메모\n2026-11-20,늦었어요,방명록,우리 매장,건의,보냄\n"
    )
    only = found.remarks[0]
    assert (only.source, only.mall, only.is_negative) == (VoiceSource.OTHER, None, None)
    assert only.note == "보냄\n출처: 방명록\n쇼핑몰: 우리 매장\n유형: 건의"


def test_columns_that_are_not_read_are_named():
    assert read("날짜,내용,나이\n2026-11-20,좋아요,30\n").unused == ("나이",)


def test_nobody_can_be_told_from_a_text():
    found = read(
        "날짜,내용,메모\n2026-11-20,김철수님 010-1234-5678 a@b.kr 로 주세요,홍길동님께 전화\n"
    )
    only = found.remarks[0]
    said = f"{only.text} {only.note}"
    assert [one for one in ("1234", "김철수", "a@b.kr", "홍길동") if one in said] == []


@pytest.mark.parametrize(
    ("cell", "score"),
    [("5", 5), ("5점", 5), ("4/5", 4), ("4 - 만족", 4), ("★★★☆☆", 3), ("만족", 4),
     ("매우 불만족", 1), ("'5", 5), ("5.0", 5)],
)  # fmt: skip
def test_an_answer_is_read_however_it_is_written(cell, score):
    found = read(f'날짜,만족도\n2026-11-20,"{cell}"\n')
    assert [one.score for one in found.remarks] == [score]


@pytest.mark.parametrize("cell", ["4.5", "-3", "2026", "별로", "⭐⭐⭐⭐⭐⭐"])
def test_an_answer_that_is_none_is_refused(cell):
    found = read(f'날짜,만족도\n2026-11-20,"{cell}"\n')
    assert (found.remarks, len(found.refused)) == ((), 1)


def test_our_own_headings_are_known_in_every_language():
    for headings in HEADINGS.values():
        assert {one: field_of(name) and field_of(name)[0] for one, name in headings.items()} == {
            one: one for one in headings
        }
    assert field_of("나이") is None
    assert [source_of(one) for one in ("톡톡", "인스타그램", "?")] == [
        VoiceSource.TALK, VoiceSource.SOCIAL, VoiceSource.OTHER
    ]  # fmt: skip
    assert (mall_of("쿠팡"), mall_of("?"), scale_of("")) == (Mall.COUPANG, None, None)
    assert scale_of("배송에 만족하셨나요") is AskedScale.CSAT
    assert Field.DAY not in {field for one in ("내용", "점수") if (field := field_of(one)[0])}
    assert [len(RANGES[one]) for one in AskedScale] == [5, 11, 7]


@pytest.mark.parametrize("text", ["상품,수량\n머그컵,3\n", "날짜,수량\n2026-11-20,3\n"])
def test_a_table_of_something_else_is_refused(text):
    with pytest.raises(UnreadableFile) as refused:
        read(text)
    assert refused.value.reason is FileReason.NO_HEADER


def workbook(*sheets: tuple[str, list[list[str]]]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for name, rows in sheets:
        page = book.add_worksheet(name)
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    book.close()
    return content.getvalue()


def test_a_sheet_of_a_locked_workbook_is_chosen():
    rows = [["날짜", "내용"], ["2026-11-20", "좋아요"]]
    sealed = encrypted(
        workbook(("표지", [["2026년"]]), ("11월", rows), ("10월", [*rows, ["2026-10-02", "네"]])),
        "1234",
    )
    with pytest.raises(UnreadableFile) as refused:
        voice_file.read("말.xlsx", sealed, TODAY)
    assert refused.value.reason is FileReason.ENCRYPTED
    found = voice_file.read("말.xlsx", sealed, TODAY, password=CODE)
    assert (found.sheet, found.others, len(found.remarks)) == ("11월", ("10월",), 1)
    other = voice_file.read("말.xlsx", sealed, TODAY, password=CODE, sheet="10월")
    assert len(other.remarks) == 2
