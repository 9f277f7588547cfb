"""What a question says, and when two are the same."""

import pytest

from tests.importers.made import taken
from tests.importers.tables import text

BASE = ("문의번호", "문의내용", "등록일")
ROW = ("991", "언제 오나요", "2026-05-07 10:00")


def questions(headings, *rows):
    return taken(text(headings, *rows), "문의.csv")


@pytest.mark.parametrize(
    ("word", "answered"),
    [
        ("답변완료", 1),
        ("Y", 1),
        ("미답변", 0),
        ("답변대기", 0),
        ("N", 0),
        ("보류", None),
        ("", None),
    ],
)
def test_whether_a_question_is_answered_is_told_by_a_word(word, answered):
    found = questions((*BASE, "처리상태"), (*ROW, word))

    assert found.column("is_answered") == [answered]


def test_an_answer_tells_that_a_question_is_answered_and_no_answer_tells_nothing():
    found = questions((*BASE, "답변내용"), (*ROW, "내일이요"), ("992", *ROW[1:], ""))

    assert found.column("is_answered") == [1, None]


def test_an_answer_counts_where_the_word_is_unknown():
    found = questions(
        (*BASE, "답변내용", "답변여부"), (*ROW, "내일이요", "보류"), ("992", *ROW[1:], "", "N")
    )

    assert found.column("is_answered") == [1, 0]


def test_a_file_that_says_nothing_of_answers_leaves_them_open():
    assert "is_answered" not in questions(BASE, ROW).lines[0]


def test_a_question_without_a_number_is_the_same_row_when_its_file_comes_again():
    headings, row = ("상품명", "문의내용", "등록일"), ("머그컵", *ROW[1:])

    first, second = (questions(headings, row).column("inquiry_no") for _ in range(2))

    assert first == second
    assert first[0].startswith("-")


def test_a_missing_number_among_others_is_made_up():
    found = questions(BASE, ROW, ("", *ROW[1:]))

    assert found.column("inquiry_no")[0] == "991"
    assert found.column("inquiry_no")[1].startswith("-")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("992", "", ROW[2]), "missing_value"),
        (("992", "글", ""), "missing_value"),
        (("992", "글", "언젠가"), "bad_date"),
    ],
)
def test_a_question_without_words_or_day_is_refused(row, why):
    found = questions(BASE, ROW, row)

    assert found.refused == {3: why}


def test_one_number_with_two_texts_is_a_contradiction():
    found = questions(BASE, ROW, ("991", "다른 글", ROW[2]))

    assert found.refused == {3: "duplicate_conflict"}


def test_several_order_lines_in_one_cell_are_left_out_and_told():
    lines = ", ".join(f"202605011234567{at}" for at in range(4))

    found = questions((*BASE, "상품주문번호"), (*ROW, lines))

    assert found.column("line_no") == [None]
    assert found.remarked == {2: "corrupt_id"}
