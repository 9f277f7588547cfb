"""What a review says, and when two are the same."""

import pytest

from core.terms import ReviewKind
from tests.importers.made import taken
from tests.importers.tables import shown, text

BASE = ("리뷰글번호", "상품명", "구매자평점", "리뷰상세내용", "리뷰등록일")
ROW = ("4411", "머그컵", "5", "좋아요", "2026.05.07. 12:34:56")
OLD, OLD_ROW = BASE[1:], ROW[1:]


def reviews(headings, *rows):
    return taken(text(headings, *rows), "리뷰.csv")


def with_cell(heading, *cells):
    return reviews((*BASE, heading), *((str(at), *ROW[1:], it) for at, it in enumerate(cells, 1)))


@pytest.mark.parametrize("stars", ["0", "6", "-1", "100"])
def test_stars_that_nobody_can_give_refuse_the_review(stars):
    found = reviews(BASE, ROW, ("4412", "머그컵", stars, "글", ROW[-1]))

    assert found.refused == {3: "out_of_range"}
    assert found.column("rating") == [5]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("4412", "머그컵", "", "글", ROW[-1]), "missing_value"),
        (("4412", "머그컵", "좋음", "글", ROW[-1]), "bad_number"),
        (("4412", "머그컵", "4.5", "글", ROW[-1]), "non_integer"),
        (("4412", "머그컵", "5", "글", ""), "missing_value"),
        (("4412", "머그컵", "5", "글", "2027.01.01."), "future_date"),
        (("4.4E+15", "머그컵", "5", "글", ROW[-1]), "corrupt_id"),
    ],
)
def test_a_review_without_stars_day_or_number_is_refused(row, why):
    found = reviews(BASE, ROW, row)

    assert found.refused == {3: why}


def test_kinds_of_reviews_are_told_by_their_words():
    found = with_cell("리뷰구분", "일반", "한달사용", "한달사용 리뷰", "다른 말", "")

    first, month = ReviewKind.FIRST, ReviewKind.MONTH
    assert found.column("kind") == [first, month, month, None, None]


def test_a_blank_among_pictures_means_that_there_is_none():
    found = with_cell("포토/영상", "https://a.example/1.jpg", "", "-", "N", "1.jpg")

    assert found.column("has_media") == [1, 0, 0, 0, 1]


def test_a_column_that_is_not_there_says_nothing():
    line = reviews(BASE, ROW).lines[0]

    assert not {"has_media", "kind", "shown", "has_reply"} & line.keys()


def test_words_nobody_knows_about_the_display_are_left_open():
    assert with_cell("전시상태", "전시중", "숨김", "보류").column("shown") == [1, 0, None]


def test_a_review_without_a_number_is_the_same_row_when_its_file_comes_again():
    first, second = (reviews(OLD, OLD_ROW).column("review_no") for _ in range(2))
    in_cp949 = taken(text(OLD, OLD_ROW, encoding="cp949"), "리뷰.csv").column("review_no")

    assert first == second == in_cp949


@pytest.mark.parametrize(
    ("at", "cell"), [(0, "접시"), (2, "별로예요"), (3, "2026.05.07. 12:34:57")]
)
def test_reviews_without_numbers_differ_by_product_moment_and_words(at, cell):
    other = [*OLD_ROW[:at], cell, *OLD_ROW[at + 1 :]]

    one, two = reviews(OLD, OLD_ROW, other).column("review_no")

    assert one != two
    assert one.startswith("-")


def test_stars_that_were_changed_keep_the_made_up_number():
    better = (OLD_ROW[0], "1", *OLD_ROW[2:])

    before, after = (reviews(OLD, row).column("review_no") for row in (OLD_ROW, better))

    assert before == after


def test_a_missing_number_among_others_is_made_up():
    found = reviews(BASE, ROW, ("", *ROW[1:]))

    assert found.column("review_no")[0] == "4411"
    assert found.column("review_no")[1].startswith("-")


def test_one_number_with_two_texts_is_a_contradiction():
    found = reviews(BASE, ROW, ROW, ("4411", "머그컵", "5", "나빠요", ROW[-1]))

    assert found.skipped == {3: "duplicate_row"}
    assert found.refused == {4: "duplicate_conflict"}


def test_a_broken_cell_of_an_unimportant_column_is_left_out_and_told():
    found = with_cell("리뷰도움수", "많음")

    assert found.column("helpful") == [None]
    assert found.remarked == {2: "bad_number"}


def test_personal_words_in_a_refused_cell_are_not_shown():
    found = reviews(BASE, ("4411", "머그컵", "010-1234-5678", "글", ROW[-1]))

    assert found.refused == {2: "bad_number"}
    assert "010-1234" not in shown(found)
