"""Numbers of channels: written down, pasted, taken back, and beside what files tell."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import subscribers as services
from core.services import subscribers_paste
from core.services.journey_beside import beside
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.opening import OpenShop
from core.services.subscribers import Channel, Count, NoteChanged
from core.services.subscribers_paste import Fault, Wrong
from core.services.subscribers_weeks import standings
from core.store.moments import day_number
from core.terms import Evidence, Period, Record, Subject, Vocabulary
from tests.store import facts

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
TODAY = date(2026, 12, 1)
SUNDAY = date(2026, 11, 29)


def keep(shop: OpenShop, *counts: Count, channel: Channel = Channel.KAKAO) -> services.Taken:
    return services.keep(shop, channel, counts, NOW)


def told(shop: OpenShop) -> list[tuple[Channel, Count]]:
    return [(one.channel, one.count) for one in services.listed(shop)]


def test_an_empty_shop_tells_of_no_channel(shop: OpenShop):
    assert standings(shop, TODAY) == ()
    assert services.listed(shop) == []


def test_a_day_is_written_down_once_and_its_numbers_are_changed(shop: OpenShop):
    first = keep(shop, Count(SUNDAY, 120))
    assert (first.new, first.changed, first.same) == (1, 0, 0)
    again = keep(shop, Count(SUNDAY, 125, 6, 1), Count(SUNDAY - timedelta(days=7), 120))
    assert (again.new, again.changed) == (1, 1)
    assert keep(shop, Count(SUNDAY, 125, 6, 1)).same == 1
    other = keep(shop, Count(SUNDAY, 40), channel=Channel.MAIL)
    assert other.new == 1
    assert told(shop) == [
        (Channel.MAIL, Count(SUNDAY, 40)),
        (Channel.KAKAO, Count(SUNDAY, 125, 6, 1)),
        (Channel.KAKAO, Count(SUNDAY - timedelta(days=7), 120)),
    ]


def test_what_was_written_down_at_once_is_taken_back_at_once(shop: OpenShop):
    keep(shop, Count(SUNDAY, 120))
    done = keep(shop, Count(SUNDAY, 125, 6, 1), Count(SUNDAY - timedelta(days=7), 119))
    services.take_back(shop, done, NOW)
    assert told(shop) == [(Channel.KAKAO, Count(SUNDAY, 120))]


def test_a_line_thrown_away_comes_back_unless_its_day_was_written_anew(shop: OpenShop):
    keep(shop, Count(SUNDAY, 120))
    (line,) = services.listed(shop)
    services.delete(shop, line, NOW)
    assert told(shop) == []
    (gone,) = services.listed(shop, deleted=True)
    services.undo(shop, gone.id or 0, gone.version)
    assert told(shop) == [(Channel.KAKAO, Count(SUNDAY, 120))]
    (line,) = services.listed(shop)
    services.delete(shop, line, NOW)
    keep(shop, Count(SUNDAY, 131))
    with pytest.raises(NoteChanged):
        services.undo(shop, line.id or 0)
    assert told(shop) == [(Channel.KAKAO, Count(SUNDAY, 131))]


def test_of_two_windows_the_second_is_told(shop: OpenShop):
    done = keep(shop, Count(SUNDAY, 120))
    (seen,) = services.listed(shop)
    keep(shop, Count(SUNDAY, 121))
    with pytest.raises(NoteChanged):
        services.delete(shop, seen, NOW)
    with pytest.raises(NoteChanged):
        services.take_back(shop, done, NOW)
    assert told(shop) == [(Channel.KAKAO, Count(SUNDAY, 121))]


@pytest.mark.parametrize(("count", "problem"), [
    (Count(SUNDAY), NoteProblem.NOTHING_SAID),
    (Count(SUNDAY, -1), NoteProblem.NUMBER),
    (Count(SUNDAY, 2, 10**12), NoteProblem.NUMBER),
    (Count(TODAY + timedelta(days=1), 2), NoteProblem.IN_FUTURE),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_all_of_it(shop: OpenShop, count, problem):
    with pytest.raises(NoteRefused) as refused:
        keep(shop, Count(SUNDAY - timedelta(days=1), 100), count)
    assert refused.value.problem is problem
    assert told(shop) == []


def test_pasted_lines_are_read_with_headings_and_without():
    block = "날짜\t친구 수\t신규\t차단\n2026-11-22\t1,120명\t9\t2\n2026.11.29\t1,131\t\t\n"
    found = subscribers_paste.read(block, TODAY)
    assert found.counts == [Count(date(2026, 11, 22), 1120, 9, 2), Count(SUNDAY, 1131)]
    assert found.faults == []
    bare = subscribers_paste.read("2026-11-22, 1120, 9, 2\n2026-11-29,,3,", TODAY)
    assert bare.counts == [Count(date(2026, 11, 22), 1120, 9, 2), Count(SUNDAY, None, 3)]


def test_lines_that_cannot_be_taken_are_told_one_by_one():
    block = (
        "2026-11-29,131\n어제,5\n2026-12-25,5\n2026-11-28,많이\n2026-11-27,,\n2026-11-29,7\n"
        "2026-11-26,-4"
    )
    found = subscribers_paste.read(block, TODAY)
    assert found.counts == [Count(SUNDAY, 131)]
    assert [(one.line, one.why) for one in found.faults] == [
        (2, Wrong.BAD_DAY), (3, Wrong.FUTURE), (4, Wrong.BAD_NUMBER), (5, Wrong.NO_NUMBER),
        (6, Wrong.TWICE), (7, Wrong.BAD_NUMBER),
    ]  # fmt: skip
    assert isinstance(found.faults[0], Fault)


def test_channels_are_judged_for_themselves_and_allow_for_each_other(shop: OpenShop):
    for place in range(8):
        day = SUNDAY - timedelta(days=7 * place)
        keep(shop, Count(day, 200 - 9 * place - place % 2))
        keep(shop, Count(day, 80 + place % 2), channel=Channel.MAIL)
    kakao, mail = standings(shop, TODAY)
    assert (kakao.channel, mail.channel) == (Channel.KAKAO, Channel.MAIL)
    assert kakao.course is not None
    assert mail.course is not None
    assert kakao.course.per_week > 0
    assert kakao.course.evidence is Evidence.KNOWN
    assert mail.course.evidence is Evidence.EARLY
    assert kakao.latest == Count(SUNDAY, 200)


def test_a_contradiction_makes_what_is_known_a_hint(shop: OpenShop):
    for place in range(8):
        keep(shop, Count(SUNDAY - timedelta(days=7 * place), 200 - 9 * place, 9, 0))
    assert standings(shop, TODAY)[0].contradictions == ()
    keep(shop, Count(SUNDAY, 200, 30, 2))
    (kakao,) = standings(shop, TODAY)
    assert [one.expected for one in kakao.contradictions] == [219]
    assert kakao.course is not None
    assert kakao.course.evidence is Evidence.HINT


def test_news_alerts_are_the_numbers_of_the_journey(shop: OpenShop):
    rows = [
        facts.fact(day_number(SUNDAY) - back, report="typed_day", vocabulary=Vocabulary.TYPED.value,
                   subject=Subject.SHOP.value, level=0, subscribers=300 - back)
        for back in (0, 7, 14)
    ]  # fmt: skip
    facts.put(shop.store, Record.STATISTIC, rows)
    (news,) = standings(shop, TODAY)
    there = beside(shop, Period.ending(TODAY, 28))[2]
    assert news.channel is Channel.NEWS
    assert news.latest is not None
    assert (news.latest.total, news.latest.day) == (there.value, there.day) == (300, SUNDAY)
    assert news.weeks[-1].net == there.growth == 7
    assert news.weeks[-1].joined is None
