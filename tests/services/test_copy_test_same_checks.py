"""Counts are checked alike whichever way they come in, and are called as the page calls them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core import i18n
from core.importers.problems import CellError
from core.importers.short_days import short_day
from core.services import copy_test_counts, copy_tests
from core.services.copy_test_counts import CountReason, CountsRefused
from core.services.copy_test_kept import Draft, VisitorsFrom
from core.services.receipts import Source
from core.terms import Period, RowReason, SkipReason
from core.terms.copy_tests import Count, Design, Response, Version
from core.wording import copy_page, copy_page_faults
from tests import shops

DAY = date(2026, 11, 12)
START = datetime(2026, 11, 12, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
LIST = Draft("톡톡", Design.LIST_SPLIT, Response.CLICKS, (Version("A", "하나"), Version("B", "둘")))


def day(number):
    return DAY + timedelta(days=number)


def running(shop, **more):
    return copy_tests.start(shop, copy_tests.add(shop, replace(LIST, **more), START).id, START)


@pytest.fixture(scope="module")
def same(tmp_path_factory):
    """One shop for all tests that leave it as it is."""
    opened = shops.opened(tmp_path_factory.mktemp("same"))
    yield opened
    opened.close()


def typed(shop, test, rows):
    copy_test_counts.enter(shop, test.id, rows, NOW, replace_all=True)


def pasted(shop, test, rows):
    found = copy_test_counts.pasted(test, _lines(rows, "\t"), TODAY)
    copy_test_counts.enter(shop, test.id, found.rows, NOW)


def from_file(shop, test, rows):
    table = "날짜,문구,보낸 수,노출,클릭\n" + "\n".join(
        f"{one.day},{one.letter},{one.shown},{one.shown},{one.reacted}" for one in rows
    )
    found = copy_test_counts.from_file(test, Source("a.csv", table.encode()), TODAY)
    copy_test_counts.enter(shop, test.id, found.rows, NOW)


def _lines(rows, between):
    return "\n".join(
        between.join([f"{one.day}", one.letter, f"{one.shown}", f"{one.reacted}"]) for one in rows
    )


WAYS = pytest.mark.parametrize("enter", [typed, pasted, from_file])


@WAYS
def test_messages_are_answered_on_days_on_which_none_is_sent(shop, enter):
    test = running(shop)
    rows = [
        Count("A", day(0), 120, 4), Count("B", day(0), 120, 6),
        Count("A", day(1), 0, 3), Count("B", day(1), 0, 5),
    ]  # fmt: skip
    enter(shop, test, rows)
    told = copy_tests.counts(shop, [test.id])[test.id]
    assert {(one.letter, one.day, one.shown, one.reacted) for one in told} == {
        (one.letter, one.day, one.shown, one.reacted) for one in rows
    }


def test_a_later_day_may_be_brought_alone(shop):
    test = running(shop)
    typed(shop, test, [Count("A", day(0), 120, 4), Count("B", day(0), 120, 6)])
    later = [Count("A", day(1), 0, 3), Count("B", day(1), 0, 5)]
    pasted(shop, test, later)
    assert len(copy_tests.counts(shop, [test.id])[test.id]) == 4


def refused(enter, shop, test, rows):
    with pytest.raises(CountsRefused) as found:
        enter(shop, test, rows)
    assert copy_tests.counts(shop, [test.id]) == {}
    return [(one.reason, one.letter, one.days) for one in found.value.faults]


@WAYS
def test_more_answers_than_messages_are_refused_with_all_their_days(same, enter):
    rows = [
        Count("A", day(0), 20, 60), Count("A", day(1), 0, 70), Count("B", day(0), 20, 2),
    ]  # fmt: skip
    assert refused(enter, same, running(same), rows) == [
        (CountReason.MORE_REACTED, "A", (day(0), day(1)))
    ]


@WAYS
def test_answers_to_what_was_never_sent_are_refused_with_all_their_days(same, enter):
    rows = [
        Count("A", day(0), 20, 6), Count("B", day(0), 0, 2), Count("B", day(1), 0, 1),
        Count("B", day(2), 0, 0),
    ]  # fmt: skip
    assert refused(enter, same, running(same), rows) == [
        (CountReason.NOBODY_SHOWN, "B", (day(0), day(1)))
    ]


@WAYS
def test_zeros_of_days_on_which_an_ad_was_not_shown_are_kept(shop, enter):
    test = running(shop, design=Design.AD_PLATFORM)
    rows = [Count("A", day(0), 0, 0), Count("B", day(0), 0, 0)]
    enter(shop, test, rows)
    assert len(copy_tests.counts(shop, [test.id])[test.id]) == 2


@WAYS
def test_clicks_on_an_ad_that_was_not_shown_that_day_are_refused(same, enter):
    rows = [
        Count("A", day(0), 50, 1), Count("B", day(0), 50, 1), Count("A", day(1), 0, 2),
        Count("B", day(1), 40, 2),
    ]  # fmt: skip
    test = running(same, design=Design.AD_PLATFORM)
    assert refused(enter, same, test, rows) == [(CountReason.MORE_REACTED, "A", (day(1),))]


def test_what_is_missing_may_still_come(shop):
    test = running(shop, design=Design.AD_PLATFORM, response=Response.ORDERS)
    rows = [Count("A", day(0), None, 4), Count("B", day(0), 10, None), Count("B", day(1), 10, 1)]
    typed(shop, test, rows)
    assert len(copy_tests.counts(shop, [test.id])[test.id]) == 3


@pytest.mark.parametrize("given", [VisitorsFrom.TYPED, VisitorsFrom.LIST])
def test_only_a_list_that_was_divided_says_how_many_got_a_message(local, given):
    test = running(local, visitors=20, visitors_from=given)
    rows = [Count("A", None, None, 12), Count("B", None, None, 3)]
    if given is VisitorsFrom.LIST:
        assert refused(typed, local, test, rows) == [(CountReason.MORE_REACTED, "A", ())]
    else:
        typed(local, test, rows)


def test_the_sentence_names_every_day():
    found = copy_test_counts.CountFault(
        CountReason.MORE_REACTED, None, "A", day(0), days=(day(0), day(1), day(3))
    )
    said = copy_page_faults.count(found)
    assert all(f"11.{number}" in said for number in (12, 13, 15)), said
    assert said.count("11.12") == 1


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("design", [one for one in Design if one is not Design.ALTERNATE_DAYS])
@pytest.mark.parametrize("response", Response)
def test_a_table_is_read_under_the_names_the_page_gives(same, language, design, response):
    test = running(same, design=design, response=response)
    with i18n.speaking(language):
        heads = [*copy_page.headings(test)]
    money = response is Response.REVENUE
    lines = [[one, "100", "7", *(["90000"] if money else [])] for one in "AB"]
    table = "\n".join("\t".join(line) for line in [heads, *lines])
    found = copy_test_counts.pasted(test, table, TODAY).rows
    won = 90_000 if money else None
    assert [(one.letter, one.shown, one.reacted, one.won) for one in found] == [
        ("A", 100, 7, won), ("B", 100, 7, won),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("response", "names"),
    [
        (Response.ORDERS, "구매 고객|구매자 수|구매 인원|주문 건수|결제 고객 수|산 사람|Buyers"),
        (Response.CLICKS, "클릭|클릭 수|클릭 횟수|클릭한 사람|링크 클릭"),
        (Response.REPLIES, "답장|답장 건수|회신|톡톡 문의|Replies"),
    ],
)
def test_usual_names_are_understood(same, response, names):
    test = running(same, response=response)
    for name in names.split("|"):
        for shown in ("보낸 수", "발송 인원", "받은 사람", "수신", "Sent to"):
            table = f"문구,{shown},{name}\nA,100,7\nB,100,9\n"
            found = copy_test_counts.pasted(test, table, TODAY).rows
            assert [one.reacted for one in found] == [7, 9], (shown, name)


@pytest.mark.parametrize("written", ["11/14", "11.14", "11.14.", "11-14", "11월 14일", "11.14(토)"])
def test_short_days_are_those_of_the_plan(same, written):
    test = running(same)
    for block in (f"{written}\tA\t100\t3", f"날짜\t문구\t보낸 수\t클릭\n{written}\tA\t100\t3"):
        found = copy_test_counts.pasted(test, block, TODAY)
        assert [one.day for one in found.rows] == [date(2026, 11, 14)]


def test_short_days_over_the_turn_of_the_year():
    period, today = Period(date(2026, 12, 20), date(2027, 1, 9)), date(2027, 2, 1)
    assert short_day("1/5", period, today) == date(2027, 1, 5)
    assert short_day("12/20", period, today) == date(2026, 12, 20)
    assert short_day("12/5", period, today) == date(2026, 12, 5)
    assert short_day("12/5", None, today) is None
    assert short_day("2026-12-24", period, today) is None
    # Excel makes 1.1 of 1.10; only one of both is in the plan here.
    assert short_day("1.1", period, today) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("11.2", RowReason.AMBIGUOUS_DATE),
        ("11/26", RowReason.FUTURE_DATE),
        ("2/30", RowReason.BAD_DATE),
    ],
)
def test_short_days_that_cannot_be_are_refused(written, reason):
    with pytest.raises(CellError) as found:
        short_day(written, Period(date(2026, 11, 1), date(2026, 11, 28)), TODAY)
    assert found.value.reason is reason


def test_a_line_that_stands_there_twice_is_told(same):
    table = "문구,보낸 수,클릭\nA,100,3\nB,100,4\nA,100,3\n"
    found = copy_test_counts.pasted(running(same), table, TODAY)
    assert [(one.line, one.reason) for one in found.skipped] == [(4, SkipReason.DUPLICATE_ROW)]
    said = copy_page.kept(found.skipped)
    assert "1줄" in said, said
    assert copy_page.kept(()) == copy_page.counted()
