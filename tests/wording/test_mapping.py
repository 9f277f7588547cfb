"""Our tables, their columns, and what was read of a seller's table have plain words."""

import pandas as pd
import pytest

from core import i18n
from core.services import mapping as service
from core.services.mapping import Tried
from core.terms import Mall, RowReason
from core.wording import mapping as words
from core.wording.malls import mall_name
from tests.wording.copy_rules import faults_on_screen

NAMES = sorted({field.name for it in service.TEMPLATES for field in service.fields(it)})


def tried(rows: int, accepted: int, *reasons: tuple[RowReason, str, int | None]) -> Tried:
    return Tried(rows, accepted, rows - accepted, reasons, (), pd.DataFrame())


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_everything_a_seller_can_choose_has_a_name(language):
    with i18n.speaking(language):
        names = [words.template_name(template) for template in service.TEMPLATES]
        names += [mall_name(mall) for mall in Mall]
        fields = [words.field_name(name) for name in NAMES]

    assert len(set(names)) == len(names)
    assert all(fields)
    if language == "ko":
        assert [fault for name in (*names, *fields) for fault in faults_on_screen(name)] == []


@pytest.mark.parametrize("template", service.TEMPLATES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_columns_of_one_table_have_different_names(template, language):
    with i18n.speaking(language):
        names = [words.field_name(field.name) for field in service.fields(template)]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (tried(1_234, 1_230), "1,234줄 중 1,230줄을 읽을 수 있어요."),
        (tried(12, 12), "12줄 모두 읽을 수 있어요."),
        (tried(0, 0), "제목 아래에 자료가 없어요."),
        (tried(3, 0), "3줄 가운데 읽을 수 있는 줄이 없어요. 칸이 서로 바뀌지 않았는지 봐 주세요."),
    ],
)
def test_what_can_be_read_is_said_first(found, said):
    assert words.readable(found) == said
    assert faults_on_screen(said) == []


def test_a_reason_is_told_with_its_column_if_it_has_one():
    found = tried(9, 2, (RowReason.BAD_DATE, "언제", 4), (RowReason.COLUMN_COUNT, "", 3))
    first, second = words.reasons(found)

    assert first.startswith("‘언제’ 칸: ")
    assert first.endswith("(4줄)")
    assert second.endswith("(3줄)")
    assert not second.startswith("‘")
    assert [fault for said in (first, second) for fault in faults_on_screen(said)] == []


def test_too_many_rows_to_be_counted_by_reason_are_told_without_a_number():
    said = words.reasons(tried(90_000, 2, (RowReason.BAD_DATE, "언제", None)))

    assert "줄)" not in said[0]


def test_cells_are_shown_as_examples_and_beside_the_heading_to_choose():
    assert words.samples(("머그컵", "접시")) == "예: 머그컵 · 접시"
    assert words.samples(()) == "칸이 모두 비어 있어요."
    assert words.option("품명", ("머그컵", "접시")) == "품명 · 머그컵"
    assert words.option("품명", ()) == "품명"
    assert words.option("", ("머그컵",)) == "없음"


def test_what_is_to_be_done_is_said_in_whole_sentences():
    said = [
        words.invitation(20).text,
        words.remembered(),
        words.forgotten(),
        words.lacking(["ordered_at", "order_no"]),
        words.needed(words.field_name("amount")),
    ]

    assert [fault for text in said for fault in faults_on_screen(text)] == []
    assert words.lacking(["ordered_at"]) == "아직 고르지 않은 칸: 주문한 날"
