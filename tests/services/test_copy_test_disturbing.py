"""What disturbs a test: events of its days, and texts taken into use where both tests meet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import actions, copy_test_using, copy_tests
from core.services.actions import Said
from core.services.copy_test_disturbing import disturbing
from core.services.copy_test_kept import Draft
from core.services.events import EventKind
from core.terms.copy_tests import Design, Response, Version
from core.verdicts.copy_tests import Answer, Look, Ruling
from core.wording import actions_names
from core.wording import copy_tests as sentences

DAY = date(2026, 11, 16)
START = datetime(2026, 11, 16, 3, tzinfo=UTC)
ADS = Draft(
    "광고", Design.AD_PLATFORM, Response.CLICKS, (Version("A", "하나"), Version("B", "둘")), days=7
)
PAGE = replace(ADS, design=Design.ALTERNATE_DAYS, days=14)
MESSAGES = replace(ADS, design=Design.LIST_SPLIT)


def day(number):
    return DAY + timedelta(days=number)


def running(shop, draft):
    return copy_tests.start(shop, copy_tests.add(shop, draft, START).id, START)


def used(shop, draft, letter="B"):
    """Another test, over, whose version is taken into use on the second day."""
    when = START + timedelta(days=1)
    test = running(shop, draft)
    copy_tests.stop(shop, test.id, {}, when)
    return copy_test_using.apply(shop, test.id, letter, Said("보여 드려요"), when)


def changes(shop, test):
    found = disturbing(shop, test, day(5))
    return [one.title for one in found if one.kind is EventKind.CHANGE]


@pytest.mark.parametrize(
    ("mine", "other", "meet"),
    [
        (ADS, MESSAGES, False),
        (MESSAGES, ADS, False),
        (MESSAGES, MESSAGES, False),
        (ADS, PAGE, False),
        (ADS, ADS, True),
        (PAGE, replace(PAGE, design=Design.BEFORE_AFTER), True),
        (replace(ADS, channel="naver"), replace(ADS, channel="kakao"), False),
        (replace(ADS, channel="naver"), replace(PAGE, channel="naver"), True),
        (replace(ADS, product_id=3), replace(ADS, product_id=4), False),
        (replace(ADS, product_id=3), replace(PAGE, product_id=3), True),
        (replace(ADS, product_id=3), MESSAGES, False),
    ],
)
def test_a_text_in_use_disturbs_only_where_both_tests_meet(shop, mine, other, meet):
    test = running(shop, mine)
    used(shop, other)
    assert changes(shop, test) == (["보여 드려요"] if meet else [])


def test_a_text_that_stays_in_use_changes_nothing(shop):
    test = running(shop, ADS)
    used(shop, ADS, "A")
    assert changes(shop, test) == []


def test_the_text_of_a_test_that_was_thrown_away_is_known_too(shop):
    test = running(shop, ADS)
    copy_tests.delete(shop, used(shop, MESSAGES).id, START)
    assert changes(shop, test) == []


def test_an_improvement_of_another_kind_disturbs_everywhere(shop):
    test = running(shop, MESSAGES)
    noted = actions.keep(shop, "price.7", {}, "orders", None, "products", START, said=Said("값"))
    actions.made(shop, noted.id, day(1), START + timedelta(days=1))
    assert changes(shop, test) == ["값"]


def test_the_sentence_stays_whole_whatever_the_text_says(local):
    test = running(local, ADS)
    used(local, ADS)
    (one,) = disturbing(local, test, day(5))
    ruling = Ruling(
        Answer.MIXED, None, "A", (), Look((7, 7), 1.0), ADS.design, ADS.response, mixed=(day(1),)
    )
    told = sentences.tell(ruling, [actions_names.happened(one)])
    assert told.title == "실험 중에 ‘보여 드려요’ 개선이 있었어요."
