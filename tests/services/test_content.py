"""The content calendar: a rhythm, months, what links brought, and files out and in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from core.services import content, content_file, content_items
from core.services.content_file import FileProblem, FileRefused, Taken
from core.services.content_items import Content, ContentProblem, ContentRefused, State
from core.services.link_results import Brought
from core.store.moments import day_number
from core.store.notes import NoteChanged, NoteGone
from core.terms import Record, Subject, Vocabulary
from core.terms.records import DIMENSIONS
from core.wording.content import headings
from tests.store import facts

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
NOVEMBER = date(2026, 11, 1)


def item(day=10, title="공방 이야기", channel="블로그", published=None, **more):
    planned = date(2026, 11, day)
    on = date(2026, 11, published) if published else None
    return Content(title, channel, planned, on, **more)


def view(shop, month=NOVEMBER, today=TODAY):
    return content.calendar(shop, month, today)


def test_a_month_holds_what_is_planned_and_published_in_it(shop):
    for one in (item(20), item(3, published=5), item(30), item(28, published=2)):
        content_items.add(shop, one, NOW)
    content_items.add(shop, Content("지난달", "블로그", date(2026, 10, 31)), NOW)
    found = view(shop)
    assert [one.day.day for one in found.items] == [2, 5, 20, 30]
    assert [one.state(TODAY) for one in found.items] == [
        State.PUBLISHED, State.PUBLISHED, State.OVERDUE, State.PLANNED,
    ]  # fmt: skip
    assert [one.title for one in found.overdue] == ["지난달", "공방 이야기"]
    assert view(shop, date(2026, 12, 5)).items == ()
    assert view(shop, date(2026, 12, 5)).month.days == 31
    assert found.channels == ("블로그",)


def test_the_rhythm_is_kept_by_channel(shop):
    content.keep_pace(shop, "블로그", 2, datetime(2026, 11, 2, 3, tzinfo=UTC))
    content.keep_pace(shop, " 밴드 ", 1, datetime(2026, 11, 9, 3, tzinfo=UTC))
    for day in (3, 4, 10, 16, 17, 18):
        content_items.add(shop, item(day, published=day), NOW)
    content_items.add(shop, item(19, channel="밴드", published=19), NOW)
    found = view(shop)
    told = {one.channel: (one.per_week, one.kept) for one in found.rhythms}
    assert told == {"블로그": (2, (5, 6)), "밴드": (1, (1, 2))}
    assert (found.kept, found.streak) == ((6, 8), 1)
    # A new rhythm holds from this week on; within the week it takes the place of the last one.
    content.keep_pace(shop, "블로그", 5, NOW)
    content.keep_pace(shop, "블로그", 0, NOW)
    (blog,) = [one for one in view(shop).rhythms if one.channel == "블로그"]
    assert (blog.per_week, blog.kept) == (0, (5, 6))


@pytest.mark.parametrize(
    ("channel", "per_week", "problem"),
    [(" ", 1, ContentProblem.NO_TITLE), ("x" * 121, 1, ContentProblem.TOO_LONG),
     ("x", 22, ContentProblem.PACE), ("x", -1, ContentProblem.PACE)],
)  # fmt: skip
def test_an_impossible_rhythm_is_refused(local, channel, per_week, problem):
    with pytest.raises(ContentRefused) as caught:
        content.keep_pace(local, channel, per_week, NOW)
    assert caught.value.problem is problem
    assert view(local).rhythms == ()


def test_content_is_changed_published_thrown_away_and_brought_back(shop):
    one = content_items.add(shop, item(), NOW)
    edited = content_items.edit(shop, replace(one, title=" 새 이름 ", clicks=30), NOW)
    assert (edited.title, edited.clicks, edited.version) == ("새 이름", 30, 2)
    with pytest.raises(NoteChanged):
        content_items.edit(shop, replace(one, title="낡은 창"), NOW)
    out = content_items.publish(shop, one.id, NOW, edited.version)
    assert out.published_on == TODAY
    content_items.delete(shop, one.id, NOW, out.version)
    assert view(shop).items == ()
    assert [gone.id for gone in view(shop).deleted] == [one.id]
    assert content_items.undo(shop, one.id).published_on == TODAY
    assert content_items.undo(shop, one.id).published_on is None
    assert content_items.undo(shop, one.id).title == "공방 이야기"
    with pytest.raises(NoteGone):
        content_items.undo(shop, one.id)


def test_a_window_that_is_behind_takes_back_no_change_it_has_not_seen(shop):
    one = content_items.add(shop, item(), NOW)
    gone = content_items.delete(shop, one.id, NOW, one.version)
    back = content_items.undo(shop, one.id, gone.version)
    content_items.edit(shop, replace(back, title="새 이름"), NOW)
    with pytest.raises(NoteChanged):
        content_items.undo(shop, one.id, gone.version)
    assert [kept.title for kept in content_items.listed(shop)] == ["새 이름"]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (item(title=" "), ContentProblem.NO_TITLE),
        (item(channel=""), ContentProblem.NO_TITLE),
        (item(code="x" * 121), ContentProblem.TOO_LONG),
        (item(published=26), ContentProblem.PUBLISHED_IN_FUTURE),
        (replace(item(), planned_on=date(9999, 12, 31)), ContentProblem.TOO_FAR),
        (replace(item(), planned_on=date(1, 1, 1)), ContentProblem.TOO_FAR),
        (item(reach=-1), ContentProblem.NUMBER),
        (item(clicks=10**10), ContentProblem.NUMBER),
    ],
)
def test_impossible_content_is_refused(local, wrong, problem):
    with pytest.raises(ContentRefused) as caught:
        content_items.add_all(local, [item(), wrong], NOW)
    assert caught.value.problem is problem
    assert content_items.listed(local) == []


def bits(*names):
    return sum(1 << DIMENSIONS[Record.STATISTIC].index(name) for name in names)


PARTS = ("channel_name", "channel_detail", "channel_group", "keyword")


def links(shop, rows, parts=PARTS, **more):
    """Rows of a day, visits, payments and up to four codes."""
    facts.put(
        shop.store,
        Record.STATISTIC,
        [
            facts.fact(
                day_number(date(2026, 11, day)), visits=visits, payments_last=paid,
                subject=Subject.LINK.value, level=bits(*parts), report="bizadvisor_custom",
                vocabulary=Vocabulary.BIZADVISOR.value, **dict(zip(parts, codes, strict=True)),
                **more,
            )
            for day, visits, paid, *codes in rows
        ],
    )  # fmt: skip


ROWS = [
    (day, 10 + day, day % 3, "Instagram", "social", code, "-")
    for day in range(1, 25)
    for code in ("mug", "plate")
]


def test_what_a_link_brought_in_fourteen_days_equals_pandas(shop):
    links(shop, ROWS)
    one = content_items.add(shop, item(published=5, code="MUG "), NOW)
    all_of_it = content_items.add(shop, item(published=20, code="instagram"), NOW)
    found = view(shop).brought
    frame = pd.DataFrame(ROWS, columns=["day", "visits", "paid", *PARTS])
    mug = frame[(frame["channel_group"] == "mug") & frame["day"].between(5, 18)]
    assert found[one.id] == Brought(mug["visits"].sum(), mug["paid"].sum(), 14, 14)
    late = frame[frame["day"] >= 20]
    assert found[all_of_it.id] == Brought(late["visits"].sum(), late["paid"].sum(), 5, 5)


def test_what_no_file_tells_is_not_nothing(shop):
    links(shop, [row for row in ROWS if row[0] not in {7, 8}])
    one = content_items.add(shop, item(published=5, code="mug"), NOW)
    other = content_items.add(shop, item(published=5, code="camping"), NOW)
    content_items.add(shop, item(published=5), NOW)
    today = content_items.add(shop, item(published=25, code="mug"), NOW)
    found = view(shop).brought
    assert found[one.id].told == 12
    # A code no file ever names may be a slip: nothing is said of it.
    assert found[other.id] == Brought(None, None, 12, 14)
    assert found[today.id] == Brought(None, None, 0, 0)
    assert set(found) == {one.id, other.id, today.id}


def test_a_file_with_fewer_codes_is_used_and_days_without_the_code_brought_nothing(shop):
    links(shop, [(day, 5, 1, "blog", "post") for day in range(1, 20)], PARTS[:2])
    links(shop, [(20, 9, 2, "band", "post")], PARTS[:2])
    one = content_items.add(shop, item(published=18, code="blog"), NOW)
    assert view(shop).brought[one.id] == Brought(10, 2, 3, 7)


def test_a_code_two_posts_share_is_marked(local):
    one = content_items.add(local, item(published=5, code="mug"), NOW)
    two = content_items.add(local, item(published=9, code="Mug"), NOW)
    far = content_items.add(local, item(published=24, code="mug"), NOW)
    content_items.add(local, item(published=6, code="plate"), NOW)
    assert view(local).shared == {one.id, two.id}
    assert far.id not in view(local).shared


def written(rows):
    return "\n".join(rows).encode("utf-8-sig")


NAMES = headings()
HEAD = "제목,채널,올릴 날,올린 날,링크 코드,본 사람,클릭"


def test_a_file_is_taken_once(shop):
    file = written([HEAD, "'=글,블로그,2026.11.03,2026-11-04,mug,\"1,200\",30", "",
                    "글 2,밴드,2026/12/01,,,,"])  # fmt: skip
    assert content_file.take(shop, file, NAMES, NOW) == Taken(2, 0)
    assert content_file.take(shop, file, NAMES, NOW) == Taken(0, 2)
    (later, first) = content_items.listed(shop)
    assert (first.title, first.published_on, first.reach, first.clicks) == (
        "=글", date(2026, 11, 4), 1200, 30,
    )  # fmt: skip
    assert (later.planned_on, later.published_on, later.reach) == (date(2026, 12, 1), None, None)


@pytest.mark.parametrize(
    ("file", "problem", "line"),
    [
        (b"", FileProblem.HEADINGS, None),
        (written(["제목,날짜", "a,b"]), FileProblem.HEADINGS, None),
        (written([HEAD, "글,블로그,어제"]), FileProblem.DAY, 2),
        (written([HEAD, "글,블로그,2026-11-03", "글,블로그,"]), FileProblem.DAY, 3),
        (written([HEAD, "글,블로그,2026-02-30"]), FileProblem.DAY, 2),
        (written([HEAD, "글,블로그,2026-11-03,,,많음"]), FileProblem.NUMBER, 2),
        (written([HEAD, "글,,2026-11-03"]), FileProblem.IMPOSSIBLE, 2),
        (written([HEAD, "글,블로그,9999-12-31"]), FileProblem.IMPOSSIBLE, 2),
        (written([HEAD, "글,블로그,9" + "9" * 20 + "-1-1"]), FileProblem.DAY, 2),
        (written([HEAD, "글,블로그,2026-11-03,,," + "9" * 5000]), FileProblem.NUMBER, 2),
        (written(["", "", HEAD, "글,블로그,2026-11-03", "", "글,블로그,"]), FileProblem.DAY, 6),
        (written([HEAD, '"글\n둘",블로그,2026-11-03', "글,블로그,"]), FileProblem.DAY, 4),
        (b"\xff\xfe\x00\x81", FileProblem.UNREADABLE, None),
        (b"title,Channel,Day planned\n" + b"x" * 200_000, FileProblem.UNREADABLE, None),
        (b"x" * 2_000_001, FileProblem.TOO_LARGE, None),
        (b"\n" * 3 + b"title,Channel,Day planned\n" + b"a,b,2026-11-03\n" * 2001,
         FileProblem.TOO_LARGE, None),
    ],
)  # fmt: skip
def test_a_file_with_a_fault_is_refused_as_a_whole(local, file, problem, line):
    with pytest.raises(FileRefused) as caught:
        content_file.take(local, file, NAMES, NOW)
    assert (caught.value.problem, caught.value.line) == (problem, line)
    assert content_items.listed(local) == []


def test_what_cannot_be_seen_is_left_out_of_a_title(shop):
    file = written([HEAD, '"글\x00 \n둘",블로그,2026-11-03'])
    assert content_file.take(shop, file, NAMES, NOW) == Taken(1, 0)
    assert [one.title for one in content_items.listed(shop)] == ["글 둘"]
    assert content_file.take(shop, file, NAMES, NOW) == Taken(0, 1)


def test_an_old_korean_encoding_is_read():
    file = f"{HEAD}\n글,블로그,2026-11-03".encode("cp949")
    assert content_file.read(file, NAMES, TODAY) == [item(3, "글")]


def test_months_have_their_days():
    assert content.month_of(date(2028, 2, 29)).days == 29
    assert content.month_of(date(2026, 12, 31)).last == date(2026, 12, 31)
    assert content.window(TODAY).last == TODAY + timedelta(days=13)
