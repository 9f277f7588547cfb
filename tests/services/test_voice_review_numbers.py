"""Numbers of reviews equal those computed from the files by themselves, on both databases."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from core import sample
from core.analysis import care_rates
from core.sample import statistics
from core.sample.exports import csv_file
from core.services import importing, voice_limits, voice_review_numbers, voice_reviews
from core.services.opening import OpenShop
from core.services.reading import Source
from core.store import uploads
from core.store.voice_reviews import Wish
from core.store.voice_tables import ReviewNoteRow
from core.terms import SEOUL, Mall
from tests import cluster, shops
from tests.services.review_shops import NOW, ago, orders, review, reviews

LAST_DAY = date(2026, 11, 22)
TODAY = date(2026, 11, 23)


class Books(NamedTuple):
    """A shop that took the sample's files, and what stands in these."""

    shop: OpenShop
    reviews: pd.DataFrame
    orders: pd.DataFrame


@pytest.fixture(scope="module")
def made() -> sample.SampleShop:
    return sample.generate(LAST_DAY, lines=4_000)


def written(made: sample.SampleShop) -> pd.DataFrame:
    """The file of reviews, with hidden ones, ones after a month of use, and odd replies."""
    told = statistics.reviews(made).reset_index(drop=True).astype(object)
    told.loc[told.index % 5 == 0, "구매자평점"] = "2"
    told.loc[told.index % 17 == 0, "전시상태"] = "전시중지"
    told.loc[told.index % 23 == 0, "답글등록일시"] = ""
    later = told[told.index % 9 == 0].copy()
    later["관련리뷰글번호"] = later["리뷰글번호"]
    later["리뷰글번호"] = (later["리뷰글번호"].astype(int) + 1).astype(str)
    later["리뷰구분"] = "한달사용"
    later["구매자평점"] = np.where(np.arange(len(later)) % 2, "1", "4")
    both = pd.concat([told, later], ignore_index=True)
    return both.sort_values("리뷰등록일", ascending=False, ignore_index=True)


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def books(request, tmp_path_factory, made) -> Iterator[Books]:
    url, address = None, ""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_server")
        cluster.run(address, "CREATE DATABASE voice_numbers")
        url = address + "voice_numbers"
    shop = shops.opened(tmp_path_factory.mktemp("shop"), url)
    file = written(made)
    taken = [*sample.order_files(made), ("리뷰_20261122.csv", csv_file(file, "utf-8-sig"))]
    for name, content in taken:
        importing.take(shop, Source(name, content), now=NOW)
    yield Books(shop, frame(file), made.orders)
    shop.close()
    if url:
        cluster.run(address, "DROP DATABASE voice_numbers WITH (FORCE)")


def frame(file: pd.DataFrame) -> pd.DataFrame:
    """What the file says, in columns of our own."""
    at, replied = (
        pd.to_datetime(file[name].replace("", None), format="%Y.%m.%d. %H:%M:%S")
        for name in ("리뷰등록일", "답글등록일시")
    )
    return pd.DataFrame(
        {
            "no": file["리뷰글번호"],
            "stars": file["구매자평점"].astype(int),
            "at": at,
            "day": at.dt.normalize(),
            "replied": replied,
            "answered": (file["답글여부"] == "Y") | replied.notna(),
            "shown": file["전시상태"] == "전시중",
            "second": file["리뷰구분"] == "한달사용",
            "product": file["상품명"],
            "line": file["상품주문번호"],
        }
    )


def test_the_file_has_what_it_is_to_have(books):
    told = books.reviews

    assert len(told) > 500
    assert (told["stars"] <= 2).sum() > 30
    assert told["second"].sum() > 50
    assert (~told["shown"]).sum() > 20


def test_what_waits_equals_the_file(books):
    told = books.reviews
    moment = NOW.replace(tzinfo=None)
    since = pd.Timestamp(moment - timedelta(days=voice_reviews.REACH))
    open_ones = told[
        (told["stars"] <= 2) & ~told["answered"] & told["shown"] & (told["at"] >= since)
    ]
    seconds = told[told["second"] & (told["at"] >= since)]
    spoken = seconds[seconds["answered"] | seconds["no"].isin(open_ones["no"])]
    firsts = set((spoken["no"].astype(int) - 1).astype(str))
    wanted = open_ones[~open_ones["no"].isin(firsts)]

    found = voice_reviews.unanswered(books.shop, NOW)

    assert {one.review.review_no for one in found} == set(wanted["no"])
    hours = {one.review.review_no: one.hours for one in found}
    for _, row in wanted.iterrows():
        assert hours[row["no"]] == pytest.approx((moment - row["at"]) / timedelta(hours=1))
    waits = [one.hours for one in found]
    assert waits == sorted(waits, reverse=True)


def test_every_waiting_review_has_its_order(books):
    lines = books.orders.set_index("line_no")
    for one in voice_reviews.unanswered(books.shop, NOW):
        assert one.review.order_no == lines.loc[one.review.line_no, "order_no"]
        assert one.review.product == lines.loc[one.review.line_no, "product_name"]


@pytest.mark.parametrize(
    ("wish", "of"),
    [
        (Wish(), lambda t: t["no"].notna()),
        (Wish(stars=1), lambda t: t["stars"] == 1),
        (Wish(is_answered=True), lambda t: t["answered"]),
        (Wish(is_answered=False, is_low=True), lambda t: ~t["answered"] & (t["stars"] <= 2)),
    ],
)
def test_lists_count_like_the_file(books, wish, of):
    assert voice_reviews.page(books.shop, wish).total == int(of(books.reviews).sum())


def test_replies_equal_the_file(books):
    low = books.reviews[(books.reviews["stars"] <= 2) & books.reviews["shown"]]
    moment = pd.Timestamp(NOW.replace(tzinfo=None))
    old = low[low["at"] + pd.Timedelta(hours=24) <= moment]
    hours = (old["replied"] - old["at"]) / pd.Timedelta(hours=1)
    took = hours.where(old["answered"], np.inf)
    found = voice_review_numbers.replies(books.shop, NOW)

    wanted = {}
    for month, rows in old.groupby(old["at"].dt.to_period("M")):
        if month.start_time >= pd.Timestamp(2026, 6, 1):
            times = took[rows.index].dropna()
            wanted[month.start_time.date()] = (
                len(rows), int(rows["answered"].sum()), int((times <= 24).sum()), len(times),
                float(times.median()) if len(times) >= 5 else np.inf,
            )  # fmt: skip
    told = {
        first: (
            one.reviews, one.answered, one.in_time.successes, one.in_time.trials,
            np.inf if one.median is None else one.median,
        )
        for first, one in found.months
    }  # fmt: skip
    assert told == {month: pytest.approx(numbers) for month, numbers in wanted.items()}
    assert any(np.isfinite(numbers[-1]) for numbers in wanted.values())
    lately = old[old["day"] > pd.Timestamp(TODAY - timedelta(days=90))]
    assert found.lately.reviews == len(lately)
    assert found.lately.untimed == int((lately["answered"] & lately["replied"].isna()).sum())
    assert found.waiting == int((~low["answered"] & ~low.index.isin(old.index)).sum())


def test_the_share_of_reviews_equals_the_plain_computation(books):
    found = voice_review_numbers.rates(books.shop, TODAY)
    # The files tell of the confirmation of lines in this state alone.
    lines = books.orders[books.orders["state"] == "구매확정"]
    as_of = books.reviews["day"].max()
    paid = lines["paid"].dt.normalize()
    lines = lines[(paid > as_of - pd.Timedelta(days=180)) & (paid <= as_of)]
    plain = pd.DataFrame(
        {
            "product": lines["product_name"],
            "confirmed": (lines["confirmed"].dt.normalize() - pd.Timestamp(1970, 1, 1)).dt.days,
            "is_reviewed": lines["line_no"].isin(books.reviews["line"]),
        }
    )
    number = (as_of - pd.Timestamp(1970, 1, 1)).days
    whole = care_rates.reviewed(plain, number)
    each = care_rates.reviewed_by_product(plain, number)

    assert found.as_of == as_of.date()
    assert found.share == whole
    assert {name: (one.tally.successes, one.tally.trials, one.waiting)
            for _, name, one in found.products} == {
        name: tuple(row) for name, row in each.iterrows()
    }  # fmt: skip


def test_products_with_few_reviews_equal_the_file(books):
    told = books.reviews[books.reviews["shown"] & ~books.reviews["second"]]
    counts = told.groupby("product").size()
    sold = books.orders[
        (books.orders["paid"].dt.normalize() > pd.Timestamp(TODAY) - pd.Timedelta(days=90))
        & ~books.orders["state"].str.contains("취소|반품")
    ]
    selling = sold.groupby("product_name")["order_no"].nunique()
    limit = int(counts.reindex(selling.index, fill_value=0).median())
    found = voice_review_numbers.few(books.shop, TODAY, limit)

    wanted = {
        name: (counts.get(name, 0), number)
        for name, number in selling.items()
        if counts.get(name, 0) < limit
    }
    assert wanted
    assert {one.name: (one.reviews, one.orders) for one in found.products} == wanted
    assert (found.selling, found.count, found.limit) == (len(selling), len(wanted), limit)
    stars = told.groupby("product")["stars"].mean()
    for one in found.products:
        assert one.stars == (pytest.approx(stars[one.name]) if one.reviews else None)


def test_a_small_shop_has_counts_and_no_middle(shop):
    reviews(shop, [review(str(n), 1, hours=30, replied_at=ago(hours=20)) for n in range(4)])

    lately = voice_review_numbers.replies(shop, NOW).lately

    assert (lately.reviews, lately.answered, lately.median) == (4, 4, None)
    assert (lately.in_time.successes, lately.in_time.trials) == (4, 4)


def test_an_answer_not_given_took_longest(shop):
    rows = [review(str(n), 1, hours=50, replied_at=ago(hours=48 - n)) for n in range(5)]
    reviews(shop, [*rows, *[review(f"x{n}", 1, hours=50) for n in range(4)]])

    lately = voice_review_numbers.replies(shop, NOW).lately
    assert (lately.median, lately.median_answered) == (pytest.approx(6), pytest.approx(4))

    reviews(shop, [review(f"y{n}", 1, hours=50) for n in range(2)])
    lately = voice_review_numbers.replies(shop, NOW).lately
    assert (lately.median, lately.median_answered) == (None, pytest.approx(4))


def test_a_mark_of_the_seller_is_a_reply_and_the_earlier_one_counts(shop):
    reviews(shop, [review(str(n), 1, hours=50, replied_at=ago(hours=30)) for n in range(5)])
    with shop.store.write() as session:
        for number in range(5):
            session.add(
                ReviewNoteRow(
                    shop_id=shop.id, mall=Mall.SMARTSTORE, review_no=str(number), at=NOW,
                    replied_at=NOW - timedelta(hours=40),
                )
            )  # fmt: skip

    assert voice_review_numbers.replies(shop, NOW).lately.median == pytest.approx(10)


def test_without_a_file_of_reviews_nothing_is_said(shop):
    orders(shop, 3)

    assert voice_review_numbers.replies(shop, NOW) is None
    assert voice_review_numbers.few(shop, TODAY, 5) is None
    assert voice_review_numbers.rates(shop, TODAY) is None


def test_orders_without_a_day_of_confirmation_tell_nothing_of_who_reviews(shop):
    orders(shop, 3)
    reviews(shop, [review("1", 5, line_no="L000000000")])

    assert voice_review_numbers.rates(shop, TODAY) is None
    assert voice_review_numbers.few(shop, TODAY, 5).selling == 1


def test_the_interval_of_the_sample_is_that_of_the_score_test(books):
    share = voice_review_numbers.rates(books.shop, TODAY).share
    told = stats.binomtest(share.tally.successes, share.tally.trials).proportion_ci(method="wilson")

    assert share.interval() == pytest.approx((told.low, told.high))


def test_seoul_days_are_meant(shop):
    before_midnight = int(datetime(2026, 10, 31, 23, 59, tzinfo=SEOUL).timestamp())
    reviews(shop, [review("1", 1, written_at=before_midnight), review("2", 1, hours=600)])

    months = voice_review_numbers.replies(shop, NOW).months

    assert [(first, one.reviews) for first, one in months] == [
        (date(2026, 10, 1), 2 - (ago(hours=600) > before_midnight)),
        *[(date(2026, 11, 1), 1)] * (ago(hours=600) > before_midnight),
    ]


def test_answers_by_files_are_made_anew_with_a_file_and_not_with_a_note(shop):
    orders(shop, 2)
    before = shop.files()
    voice_limits.change(shop, "low_stars", 3, NOW)
    assert shop.files() == before

    reviews(shop, [review("1", 1)])
    taken = shop.files()
    assert taken != before
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [2], NOW)
    assert shop.files() not in {before, taken}
