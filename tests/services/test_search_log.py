"""Words, checks and changes for the search are kept; the share is that of the rows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from core.services import search_log
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.search_log import Part, SearchChange
from core.store.checks import Answer
from core.store.moments import day_number
from core.store.notes import NoteChanged, NoteGone
from core.terms import Record, Subject
from tests.services.test_content import bits
from tests.store import facts

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
TITLE = SearchChange(7, date(2026, 11, 3), Part.TITLE, "수제를 앞으로")


def test_words_are_kept_line_by_line_and_taken_back(shop):
    assert search_log.product(shop, 7).words.words == ()
    search_log.keep_words(shop, 7, " 머그컵 \n\n수제  머그, 머그컵", NOW, 0)
    kept = search_log.product(shop, 7).words
    assert (kept.words, kept.version) == (("머그컵", "수제 머그"), 1)
    with pytest.raises(NoteChanged):
        search_log.keep_words(shop, 7, "낡은 창", NOW, 0)
    search_log.keep_words(shop, 7, "", NOW, 1)
    assert search_log.product(shop, 7).words.words == ()
    search_log.undo_words(shop, 7)
    assert search_log.product(shop, 7).words.words == kept.words
    assert search_log.product(shop, 8).words.version == 0
    with pytest.raises(NoteChanged):
        search_log.keep_words(shop, 8, "a", NOW, 3)


def test_too_many_words_are_refused(local):
    with pytest.raises(NoteRefused) as caught:
        search_log.keep_words(local, 7, "\n".join(map(str, range(101))), NOW, 0)
    assert caught.value.problem is NoteProblem.TOO_LONG


def test_points_are_checked_with_their_day_and_taken_back(shop):
    search_log.check(shop, 7, Part.TAGS, Answer.MISSING, NOW - timedelta(days=9))
    search_log.check(shop, 7, Part.TAGS, Answer.DONE, NOW)
    search_log.check(shop, 8, Part.TITLE, Answer.NOT_MINE, NOW)
    checked = search_log.product(shop, 7).checked
    assert {key: (one.answer, one.day) for key, one in checked.items()} == {
        Part.TAGS: (Answer.DONE, TODAY)
    }
    search_log.take_back(shop, checked[Part.TAGS])
    (before,) = search_log.product(shop, 7).checked.values()
    assert (before.answer, before.day) == (Answer.MISSING, TODAY - timedelta(days=9))


def test_changes_are_listed_by_day_thrown_away_and_brought_back(shop):
    one = search_log.add(shop, TITLE, NOW)
    search_log.add(shop, replace(TITLE, day=TODAY, part=Part.TAGS, product_id=None), NOW)
    assert [it.part for it in search_log.changes(shop)] == [Part.TAGS, Part.TITLE]
    search_log.delete(shop, one.id, NOW)
    assert [it.id for it in search_log.changes(shop, deleted=True)] == [one.id]
    search_log.undo(shop, one.id)
    assert replace(search_log.changes(shop)[1], id=None, version=1) == TITLE
    with pytest.raises(NoteGone):
        search_log.undo(shop, one.id)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"text": "x" * 2001}, NoteProblem.TOO_LONG),
        ({"day": TODAY + timedelta(days=1)}, NoteProblem.IN_FUTURE),
    ],
)
def test_an_impossible_change_is_refused(local, wrong, problem):
    with pytest.raises(NoteRefused) as caught:
        search_log.add(local, replace(TITLE, **wrong), NOW)
    assert caught.value.problem is problem
    assert search_log.changes(local) == []


CHANNELS = {
    ("검색", "네이버검색"): 30,
    ("쇼핑", "네이버쇼핑-검색"): 20,
    ("검색광고", "네이버쇼핑-광고"): 25,
    ("일반유입", "직접유입"): 40,
    ("Organic Search", "google"): 5,
}
MONDAY = date(2026, 10, 12)


def told(gap=()):
    return pd.DataFrame(
        [
            (MONDAY + timedelta(days=n), *names, base + n % 5)
            for n in range(42)
            if n not in gap
            for names, base in CHANNELS.items()
        ],
        columns=["day", "group", "name", "visits"],
    )


def put(shop, frame):
    rows = [
        facts.fact(
            day_number(row.day), visits=row.visits, payments=1, subject=Subject.CHANNEL.value,
            level=bits("channel_group", "channel_name"), channel_group=row.group,
            channel_name=row.name, report="smartstore_visits",
        )
        for row in frame.itertuples(index=False)
    ]  # fmt: skip
    facts.put(shop.store, Record.STATISTIC, rows)


def test_the_share_of_unpaid_search_equals_pandas_week_by_week(shop):
    frame = told(gap=(15,))
    put(shop, frame)
    found = search_log.trend(shop, TODAY)
    frame["week"] = [day - timedelta(days=day.weekday()) for day in frame["day"]]
    free = frame["name"].isin(["네이버검색", "네이버쇼핑-검색", "google"])
    wanted = frame[free].groupby("week")["visits"].sum() / frame.groupby("week")["visits"].sum()
    assert [one.monday for one in found] == list(wanted.index)
    for one in found:
        if one.monday == MONDAY + timedelta(days=14):
            # A week with a day nobody tells is not known.
            assert one.share is None
        else:
            assert one.share == pytest.approx(wanted[one.monday])


def test_the_week_that_is_not_over_and_a_shop_without_channels_have_no_share(local):
    assert search_log.trend(local, TODAY) == ()
    put(local, told())
    found = search_log.trend(local, MONDAY + timedelta(days=38))
    assert found[-1].share is None
    assert found[-2].share is not None
