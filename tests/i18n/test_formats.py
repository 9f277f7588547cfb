"""Numbers, money, shares and days read as Korean and English readers write them."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from core.i18n import formats, speaking
from core.terms import Period

SUNDAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def english():
    with speaking("en"):
        yield


@pytest.mark.parametrize(("won", "shown"), [(1234, "1,234원"), (0, "0원"), (None, "–")])
def test_money_to_the_won(won, shown):
    assert formats.won(won) == shown


@pytest.mark.parametrize(
    ("won", "shown"),
    [
        (None, "–"),
        (0, "0원"),
        (98_700, "98,700원"),
        (99_999, "99,999원"),
        (100_000, "10만 원"),
        (123_456, "12만 원"),
        (3_005_600, "301만 원"),
        (12_345_678, "1,235만 원"),
        (99_994_999, "9,999만 원"),
        (99_995_000, "1.0억 원"),
        (123_456_789, "1.2억 원"),
        (-834_400, "−83만 원"),
    ],
)
def test_money_for_a_glance(won, shown):
    assert formats.won_short(won) == shown


@pytest.mark.parametrize(
    ("won", "shown"),
    [
        (3_005_600, "300만 5,600원"),
        (123_450_000, "1억 2,345만 원"),
        (100_000_000, "1억 원"),
        (10_000, "1만 원"),
        (9_999, "9,999원"),
        (None, "–"),
    ],
)
def test_money_as_it_is_read_aloud(won, shown):
    assert formats.won_full(won) == shown


@pytest.mark.parametrize(
    ("won", "shown"),
    [(-834_400, "−83만 원"), (210_000, "+21만 원"), (0, "0원"), (None, "–"), (0.4, "0원")],
)
def test_a_change_of_money_has_a_sign_unless_it_is_none(won, shown):
    assert formats.won_change(won) == shown


def test_a_change_of_a_count_has_a_sign():
    assert formats.change(12, "orders") == "+12건"
    assert formats.change(-3, "buyers") == "−3명"


@pytest.mark.parametrize(
    ("successes", "trials", "shown"),
    [
        (2468, 20_000, "12.3%"),
        (10, 81, "12%"),
        (3, 12, "12명 중 3명"),
        (1, 5_000, "0.1% 미만"),
        (9_996, 10_000, "99.9%"),
        (10_000, 10_000, "100.0%"),
        (0, 2_000, "0.0%"),
        (0, 0, "–"),
        (None, 10, "–"),
        (3, None, "–"),
        (998, 999, "99%"),
        (1, 300, "1% 미만"),
        (2, 300, "1%"),
        (0, 300, "0%"),
    ],
)
def test_a_share_is_as_precise_as_its_cases_allow(successes, trials, shown):
    assert formats.percent(successes, trials) == shown


def test_a_number_of_numpy_is_a_number():
    assert formats.rate(np.float64(0.1234)) == "12.3%"
    assert formats.count(np.int64(1_234), "orders") == "1,234건"


def test_a_difference_of_shares_is_told_in_points():
    assert formats.rate_points(0.026 - 0.030) == "−0.4%p"
    assert formats.rate_points(None) == "–"


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.036, "100명 중 4명"), (0.004, "1,000명 중 4명"), (0.0, "100명 중 0명"), (None, "–")],
)
def test_a_share_is_told_in_people(share, shown):
    assert formats.of_hundred(share) == shown


def test_a_share_in_people_can_be_told_exactly():
    assert formats.of_hundred(0.036, exact=True) == "100명 중 3.6명"


@pytest.mark.parametrize(
    ("ratio", "shown"), [(2.5, "2.5배"), (0.87, "13%"), (1.13, "13%"), (3.0, "3배"), (None, "–")]
)
def test_more_than_double_is_told_in_times(ratio, shown):
    assert formats.times_or_percent(ratio) == shown


def test_a_range_names_its_unit_once():
    assert formats.span("2.1", "4.2명") == "2.1~4.2명"


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("orders", "1,234건"),
        ("products", "1,234개"),
        ("buyers", "1,234명"),
        ("visits", "1,234번"),
        ("reviews", "1,234개"),
        ("messages", "1,234건"),
        ("lines", "1,234줄"),
        ("order_lines", "1,234건"),
    ],
)
def test_things_are_counted_in_their_own_units(unit, shown):
    assert formats.count(1234, unit) == shown
    assert formats.count(None, unit) == "–"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 16), "2026.11.16(월)"),
        (SUNDAY, "2026.11.22(일)"),
        (date(2026, 12, 1), "2026.12.01(화)"),
        (None, "–"),
    ],
)
def test_a_day_has_its_day_of_the_week(day, shown):
    assert formats.day(day) == shown


def test_a_day_of_this_year_needs_no_year():
    assert formats.day_short(SUNDAY) == "11.22(일)"
    assert formats.day_short(None) == "–"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2026, 11, 16), SUNDAY, "2026.11.16(월)~11.22(일)"),
        (date(2026, 12, 28), date(2027, 1, 3), "2026.12.28(월)~2027.01.03(일)"),
        (SUNDAY, SUNDAY, "2026.11.22(일)"),
    ],
)
def test_a_period_names_the_year_again_only_when_it_changes(first, last, shown):
    assert formats.period(Period(first, last)) == shown


def test_an_unknown_period_month_or_moment_is_a_dash():
    assert formats.period(None) == formats.month(None) == formats.moment(None) == "–"


def test_a_month_a_moment_and_a_file_are_dated():
    assert formats.month(SUNDAY) == "2026년 11월"
    assert formats.moment(datetime(2026, 11, 22, 4, 5, tzinfo=UTC)) == "2026.11.22(일) 13:05"
    assert formats.file_day(SUNDAY) == "20261122"


def test_a_moment_is_told_in_seoul_time():
    assert formats.moment(datetime(2026, 11, 21, 16, tzinfo=UTC)) == "2026.11.22(일) 01:00"


@pytest.mark.parametrize(
    ("back", "shown"),
    [
        (timedelta(seconds=20), "방금"),
        (timedelta(minutes=5), "5분 전"),
        (timedelta(hours=3), "3시간 전"),
        (timedelta(days=1), "어제"),
        (timedelta(days=6), "6일 전"),
        (timedelta(days=7), "7일 전"),
        (timedelta(days=8), "2026.11.14(토)"),
    ],
)
def test_what_lies_back_is_told_from_now(back, shown):
    assert formats.ago(NOON - back, NOON) == shown


def test_sizes_of_files_are_short():
    assert formats.file_size(0) == "0 KB"
    assert formats.file_size(1) == "1 KB"
    assert formats.file_size(80 << 30) == "80.0 GB"
    assert formats.file_size(12_288) == "12 KB"
    assert formats.file_size(3_565_158) == "3.4 MB"


def test_the_next_monday_comes_after_the_day():
    assert formats.next_monday(SUNDAY) == date(2026, 11, 23)
    assert formats.next_monday(date(2026, 11, 23)) == date(2026, 11, 30)


def test_halves_are_rounded_away_from_nought():
    assert formats.number(0.5) == "1"
    assert formats.number(-0.5) == "−1"
    assert formats.number(2.25, 1) == "2.3"
    assert formats.number(None) == "–"


@pytest.mark.usefixtures("english")
def test_english_readers_see_their_own_forms():
    assert formats.won(1_234_567) == "₩1,234,567"
    assert formats.won(-5) == "−₩5"
    assert formats.won_full(3_005_600) == "₩3,005,600"
    assert formats.won_short(98_700) == "₩98,700"
    assert formats.won_short(123_456) == "₩123k"
    assert formats.won_short(12_345_678) == "₩12.35M"
    assert formats.won_short(123_456_789) == "₩123.5M"
    assert formats.percent(34, 1_000) == "3.4%"
    assert formats.percent(3, 12) == "3 of 12"
    assert formats.rate(0.0001) == "under 0.1%"
    assert formats.of_hundred(0.04) == "4 in 100"
    assert formats.times_or_percent(2.5) == "2.5 times"
    assert formats.span("2", "4") == "2–4"


@pytest.mark.usefixtures("english")
def test_english_readers_see_their_own_days():
    assert formats.day(SUNDAY) == "Sun 22 Nov 2026"
    assert formats.day_short(SUNDAY) == "Sun 22 Nov"
    assert formats.month(SUNDAY) == "Nov 2026"
    week = Period(date(2026, 11, 16), SUNDAY)
    assert formats.period(week) == "Mon 16 Nov – Sun 22 Nov 2026"
    turn = Period(date(2026, 12, 28), date(2027, 1, 3))
    assert formats.period(turn) == "Mon 28 Dec 2026 – Sun 3 Jan 2027"
    assert formats.ago(NOON, NOON) == "just now"
    assert formats.ago(NOON - timedelta(minutes=1), NOON) == "1 minute ago"
    assert formats.ago(NOON - timedelta(days=1), NOON) == "yesterday"
    assert formats.days_ago(0) == "today"


@pytest.mark.usefixtures("english")
def test_english_knows_one_and_many():
    assert formats.count(1, "orders") == "1 order"
    assert formats.count(1_234, "orders") == "1,234 orders"
    assert formats.count(2, "people") == "2 people"


def test_nothing_happened_today_in_korean():
    assert formats.days_ago(0) == "오늘"


def test_an_unknown_share_is_a_dash():
    assert formats.rate(None) == "–"


def test_a_thing_is_called_by_its_name():
    assert formats.is_a("상품성과 통계") == "상품성과 통계예요"
    assert formats.is_a("주문 파일") == "주문 파일이에요"
    with speaking("en"):
        assert formats.is_a("order file") == "order file"


@pytest.mark.parametrize(
    ("low", "high", "korean", "english"),
    [
        (180_000, 430_000, "18만~43만 원", "₩180k–₩430k"),
        (36_613, 38_625, "36,613~38,625원", "₩36,613–₩38,625"),
        (98_000, 430_000, "98,000~43만 원", "₩98,000–₩430k"),
        (0, 0, "0~0원", "₩0–₩0"),
    ],
)
def test_a_range_of_won_says_the_unit_once(low, high, korean, english):
    assert formats.won_span(low, high) == korean
    with speaking("en"):
        assert formats.won_span(low, high) == english
