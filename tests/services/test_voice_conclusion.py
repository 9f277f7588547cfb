"""The conclusion of the page of reviews and complaints, from texts and orders."""

from datetime import timedelta

import pytest

from core.services import voice_conclusion
from core.services.opening import OpenShop
from core.terms import Evidence
from core.verdicts.voice import VoiceSay
from tests import shops
from tests.services import voice_texts
from tests.services.voice_texts import NOW, Review

TODAY = shops.LAST + timedelta(days=1)
LATE = "배송이 너무 늦었어요"


def complaints(lately: int, before: int) -> list[Review]:
    """So many complaints a week over the last four weeks and the twenty before."""
    found = []
    for week in range(24):
        for number in range(lately if week < 4 else before):
            day = shops.LAST - timedelta(days=7 * week + number % 7)
            found.append(Review(f"{week}.{number}", LATE, 1, day))
    return found


def test_a_theme_that_rises_is_said_with_its_rates(shop: OpenShop) -> None:
    shops.take(shop, shops.steady(200, 10))
    voice_texts.reviews(shop, complaints(12, 2))

    told = voice_conclusion.conclusion(shop, TODAY, NOW)

    assert (told.found.say, told.found.theme) == (VoiceSay.RISING, "delivery")
    assert told.found.level is Evidence.KNOWN
    assert told.found.change is not None
    assert (told.found.change.now, told.found.change.before) == (48, 38)
    assert told.looked_at == 1
    assert told.period is not None
    assert told.period.last == shops.LAST


def test_more_complaints_of_more_orders_are_no_rise(shop: OpenShop) -> None:
    quiet = shops.steady(200, 4)
    busy = [one for one in shops.steady(28, 24, seed=5) if one.day is not None]
    old = [one for one in quiet if one.day is not None and one.day < shops.LAST - timedelta(28)]
    shops.take(shop, [*old, *busy])
    voice_texts.reviews(shop, complaints(12, 2))

    told = voice_conclusion.conclusion(shop, TODAY, NOW)

    assert (told.found.say, told.found.level) == (VoiceSay.FREQUENT, Evidence.HINT)


def test_complaints_of_a_week_without_orders_do_not_count(shop: OpenShop) -> None:
    first, last = shops.LAST - timedelta(days=7 * 11 - 1), shops.LAST - timedelta(days=7 * 10)
    lines = [one for one in shops.steady(200, 10) if one.day and not first <= one.day <= last]
    shops.take(shop, lines)
    voice_texts.reviews(shop, complaints(12, 2))

    told = voice_conclusion.conclusion(shop, TODAY, NOW).found.change

    assert told is not None
    assert (told.now, told.before) == (48, 36)


def test_to_begin_writing_down_what_is_said_is_no_rise(shop: OpenShop) -> None:
    shops.take(shop, shops.steady(200, 10))
    voice_texts.reviews(shop, complaints(2, 2))
    for number in range(40):
        day = shops.LAST - timedelta(days=number % 21)
        voice_texts.remark(shop, LATE, said_on=day, is_negative=1)

    told = voice_conclusion.conclusion(shop, TODAY, NOW)

    assert told.found.say is VoiceSay.FREQUENT
    assert told.found.change is not None
    assert (told.found.change.now, told.found.change.before) == (8, 38)


def test_reviews_of_the_last_weeks_alone_are_no_rise(shop: OpenShop) -> None:
    shops.take(shop, shops.steady(200, 10))
    voice_texts.reviews(shop, [one for one in complaints(12, 0) if one.day])
    voice_texts.remark(shop, LATE, said_on=shops.LAST - timedelta(days=190), is_negative=1)
    more = [Review(f"x{number}", LATE, 1, shops.LAST - timedelta(days=30)) for number in range(6)]
    voice_texts.reviews(shop, more)

    told = voice_conclusion.conclusion(shop, TODAY, NOW)

    assert told.found.say is VoiceSay.FREQUENT


def test_what_was_written_down_all_the_time_counts_beside_older_reviews(shop: OpenShop) -> None:
    shops.take(shop, shops.steady(320, 10))
    old = Review("old", "잘 받았어요", 5, shops.LAST - timedelta(days=310))
    voice_texts.reviews(shop, [*complaints(2, 2), old])
    for day in range(0, 220, 2):
        voice_texts.remark(shop, LATE, said_on=shops.LAST - timedelta(days=day), is_negative=1)
    for number in range(60):
        day = shops.LAST - timedelta(days=number % 27)
        voice_texts.remark(shop, LATE, said_on=day, is_negative=1)

    assert voice_conclusion.conclusion(shop, TODAY, NOW).found.say is VoiceSay.RISING


@pytest.mark.parametrize("weeks", [0, 7])
def test_too_few_weeks_tell_no_rise(shop: OpenShop, weeks: int) -> None:
    shops.take(shop, shops.steady(7 * weeks or 1, 10))
    some = [one for one in complaints(12, 1) if one.day and one.day > shops.LAST - timedelta(49)]
    voice_texts.reviews(shop, some)

    told = voice_conclusion.conclusion(shop, TODAY, NOW)

    assert told.found.say is VoiceSay.FREQUENT


def test_who_waits_comes_where_no_theme_stands_out(shop: OpenShop) -> None:
    voice_texts.reviews(shop, [Review("1", "별로예요", 1, shops.LAST - timedelta(days=3))])

    told = voice_conclusion.conclusion(shop, TODAY, NOW)

    assert told.found.say is VoiceSay.WAITING
    assert (told.waiting, told.overdue) == (1, 1)


def test_an_empty_shop_is_asked_for_a_file(shop: OpenShop) -> None:
    told = voice_conclusion.conclusion(shop, TODAY, NOW)

    assert told.found.say is VoiceSay.NOTHING
    assert told.bar is None
