"""Reviews that wait for an answer."""

from datetime import timedelta

import pytest

from core.services import voice_limits, voice_reviews
from core.store.voice_reviews import Wish
from core.store.voice_tables import ReviewNoteRow
from core.terms import Mall
from tests.services.review_shops import NOW, again, orders, review, reviews


def waiting(shop, **more):
    return [one.review.review_no for one in voice_reviews.unanswered(shop, NOW, **more)]


def note(shop, number, **said):
    with shop.store.write() as session:
        session.add(
            ReviewNoteRow(shop_id=shop.id, mall=Mall.SMARTSTORE, review_no=number, at=NOW, **said)
        )


def test_a_low_review_without_a_reply_waits_and_is_overdue_after_a_day(shop):
    reviews(shop, [review("1", 1, hours=25), review("2", 2, hours=23), review("3", 3, hours=40)])

    found = voice_reviews.unanswered(shop, NOW)

    assert [(one.review.review_no, one.is_overdue) for one in found] == [("1", True), ("2", False)]
    assert found[0].hours == pytest.approx(25)
    assert (found[1].left, found[1].target) == (pytest.approx(1), 24)


def test_a_reply_of_the_file_or_of_the_seller_ends_the_waiting(shop):
    reviews(
        shop,
        [
            review("1", 1, has_reply=1),
            review("2", 1, replied_at=1_790_000_000),
            review("3", 1),
            review("4", 1, has_reply=None),
        ],
    )
    note(shop, "3", replied_at=NOW)

    assert waiting(shop) == ["4"]


def test_stars_that_are_few_are_the_sellers_to_set(shop):
    reviews(shop, [review("1", 1, hours=3), review("2", 2, hours=2), review("3", 3, hours=1)])

    assert waiting(shop, threshold=1) == ["1"]
    voice_limits.change(shop, "low_stars", 3, NOW)
    assert waiting(shop) == ["1", "2", "3"]


def test_what_the_seller_says_of_a_review_counts_more_than_its_stars(shop):
    reviews(shop, [review("1", 1, hours=2), review("5", 5, hours=1)])
    note(shop, "1", is_negative=0)
    note(shop, "5", is_negative=1)

    found = voice_reviews.unanswered(shop, NOW)

    assert [(one.review.review_no, one.is_flagged) for one in found] == [("5", True)]


def test_a_review_nobody_sees_does_not_wait(shop):
    reviews(shop, [review("1", 1, shown=0), review("2", 1, shown=1)])

    assert waiting(shop) == ["2"]


def test_a_buyer_who_wrote_again_after_a_month_waits_once(shop):
    reviews(shop, [review("1", 1, hours=900), again("2", 2, "1", hours=5)])

    assert waiting(shop) == ["2"]


def test_an_answer_to_the_second_review_is_one_to_the_first(shop):
    reviews(shop, [review("1", 1, hours=900), again("2", 4, "1", hours=5, has_reply=1)])

    assert waiting(shop) == []


def test_a_first_review_waits_on_though_the_second_one_is_a_good_one(shop):
    reviews(shop, [review("1", 1, hours=900), again("2", 5, "1", hours=5)])

    assert waiting(shop) == ["1"]


def test_a_waiting_review_knows_its_order_and_buyer(shop):
    orders(shop, 3)
    reviews(shop, [review("1", 1, line_no="L000000001"), review("2", 1, line_no="L9", hours=2)])

    stray, joined = (one.review for one in voice_reviews.unanswered(shop, NOW))

    assert (joined.order_no, joined.product, joined.buyer_key) == ("O1", "mug", f"{'b1':0>32}")
    assert (stray.order_no, stray.product, stray.buyer_key) == (None, None, None)


def test_a_line_of_another_mall_is_another_line(shop):
    orders(shop, 1)
    reviews(shop, [review("1", 1, line_no="L000000000", mall=Mall.COUPANG.value)])

    assert voice_reviews.unanswered(shop, NOW)[0].review.order_no is None


def test_reviews_older_than_three_months_are_only_counted(shop):
    old = 24 * voice_reviews.REACH
    reviews(shop, [review("1", 1, hours=old + 1), review("2", 1, hours=old - 1)])

    assert waiting(shop) == ["2"]
    assert voice_reviews.older(shop, NOW) == 1
    assert voice_reviews.older(shop, NOW + timedelta(hours=2)) == 2


def test_a_newer_file_in_which_a_review_was_answered_ends_the_waiting(shop):
    reviews(shop, [review("1", 1)])
    reviews(shop, [review("1", 1, has_reply=1)], age=5)

    assert waiting(shop) == []


def test_all_reviews_are_shown_page_by_page_the_newest_first(shop):
    reviews(shop, [review(str(n), 1 + n % 5, hours=n + 1) for n in range(25)])

    pages = [voice_reviews.page(shop, Wish(), place) for place in range(3)]
    shown = [one.review_no for page in pages for one in page.reviews]

    assert shown == [str(n) for n in range(25)]
    assert {(page.total, page.pages) for page in pages} == {(25, 3)}
    assert voice_reviews.page(shop, Wish(), 9) == pages[2]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(stars=1), ["1"]),
        (Wish(is_answered=True), ["2", "3"]),
        (Wish(is_answered=False), ["1", "4"]),
        (Wish(is_low=True), ["1", "2"]),
        (Wish(is_low=True, is_answered=False), ["1"]),
        (Wish(words="TEXT 4"), ["4"]),
        (Wish(words="50%"), ["3"]),
        (Wish(words="_"), []),
        (Wish(product=1), ["2"]),
    ],
)
def test_only_wanted_reviews_are_shown(shop, wish, found):
    reviews(
        shop,
        [
            review("1", 1, hours=1),
            review("2", 2, hours=2, has_reply=1, product_name="mug"),
            review("3", 5, hours=3, text="50% 세일"),
            review("4", 4, hours=4, shown=0),
        ],
    )
    note(shop, "3", replied_at=NOW)

    page = voice_reviews.page(shop, wish)

    assert [one.review_no for one in page.reviews] == found
    assert page.total == len(found)


def test_a_review_is_found_by_its_number(shop):
    reviews(shop, [review("1", 1)])

    assert voice_reviews.find(shop, Mall.SMARTSTORE, "1").stars == 1
    assert voice_reviews.find(shop, Mall.COUPANG, "1") is None
