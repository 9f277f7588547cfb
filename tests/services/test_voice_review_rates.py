"""Who writes a review, and whom it is too early to count: at the edge of the time."""

from datetime import date, timedelta

from sqlalchemy import text

from core.analysis.care_rates import REVIEWED_AFTER
from core.services import voice_review_numbers
from core.stats.proportions import Tally
from core.store.voice_review_sums import begins
from tests.services.review_shops import NOW, orders, review, reviews

TODAY = date(2026, 11, 23)


def test_a_line_confirmed_on_the_day_after_waits_whether_it_was_reviewed_or_not(shop):
    # A file with days alone puts the moment at midnight.
    midnight = begins(TODAY - timedelta(days=REVIEWED_AFTER) + timedelta(days=1))
    orders(shop, 3)
    with shop.store.write() as session:
        for number, at in enumerate((midnight - 1, midnight, midnight)):
            session.execute(
                text("UPDATE order_line SET confirmed_at = :at WHERE line_no = :line"),
                {"at": at, "line": f"L{number:09d}"},
            )
    reviews(
        shop,
        [
            review("0", 5, hours=24 * 60),
            review("1", 5, line_no="L000000000"),
            review("2", 5, line_no="L000000001"),
        ],
    )

    share = voice_review_numbers.rates(shop, TODAY).share

    assert (share.tally, share.waiting) == (Tally(1, 1), 2)


def test_a_review_whose_time_is_not_up_waits_and_counts_for_nothing_else(shop):
    reviews(shop, [review("1", 1, hours=2), review("2", 1, hours=23), review("3", 1, hours=30)])

    told = voice_review_numbers.replies(shop, NOW)

    assert (told.target, told.waiting, told.lately.reviews) == (24, 2, 1)
    assert told.lately.in_time == Tally(0, 1)
