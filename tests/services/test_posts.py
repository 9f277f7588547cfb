"""Posts of customers on both databases: kept and taken back, and what followed them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.analysis.links import Codes, Style
from core.services import (
    customer_book,
    customers_erasing,
    customers_identity,
    link_book,
    posts,
    posts_came,
    posts_paste,
    posts_people,
)
from core.services.opening import OpenShop
from core.services.posts import NoteChanged, Post, PostKind, PostProblem, PostRefused
from core.services.posts_came import Came, Invited
from core.services.posts_paste import LineProblem
from tests import shops
from tests.services.test_content import PARTS, ROWS, links
from tests.shops import Line

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
POST = Post(PostKind.SELFIE, date(2026, 11, 10), place="카페", points=1_000)


def key(name: str) -> str:
    return f"{name:0>32}"


def seen(shop: OpenShop) -> list[posts_came.Seen]:
    return posts_came.seen(shop, customer_book.read(shop), TODAY)


def linked(shop: OpenShop, detail: str = "mug", day: int = 10) -> Post:
    kept = link_book.keep(
        shop, "https://shop.example/1", Codes("instagram", "social", detail, ""), Style.NT, NOW
    )
    return posts.add(shop, replace(POST, day=date(2026, 11, day), link_id=kept.id), NOW)


def test_a_post_is_changed_thrown_away_and_brought_back(shop: OpenShop):
    one = posts.add(shop, POST, NOW)
    posts.change(shop, replace(one, place="장터", points=None), NOW)
    with pytest.raises(NoteChanged):
        posts.change(shop, replace(one, place="낡은 창"), NOW)
    (changed,) = posts.listed(shop)
    assert (changed.place, changed.points, changed.undoable) == ("장터", None, 1)
    posts.delete(shop, changed, NOW)
    assert [gone.place for gone in posts.listed(shop, deleted=True)] == ["장터"]
    posts.undo(shop, one.id or 0)
    posts.undo(shop, one.id or 0)
    assert [(it.place, it.points) for it in posts.listed(shop)] == [("카페", 1_000)]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"place": " ", "note": ""}, PostProblem.NOTHING_SAID),
        ({"place": "x" * 61}, PostProblem.TOO_LONG),
        ({"note": "x" * 1_001}, PostProblem.TOO_LONG),
        ({"day": TODAY + timedelta(days=1)}, PostProblem.IN_FUTURE),
        ({"points": -1}, PostProblem.POINTS),
        ({"points": 10**9}, PostProblem.POINTS),
        ({"address": "javascript:alert(1)"}, PostProblem.ADDRESS),
        ({"address": "data:text/html,x"}, PostProblem.ADDRESS),
        ({"address": "blog.example/1"}, PostProblem.ADDRESS),
        ({"address": "https://a.example/ b"}, PostProblem.ADDRESS),
        ({"address": "https://a.example/" + "x" * 500}, PostProblem.ADDRESS),
        ({"buyer_key": "a", "invited_key": "a"}, PostProblem.SAME_PERSON),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(local: OpenShop, wrong, problem):
    with pytest.raises(PostRefused) as refused:
        posts.add_all(local, [POST, replace(POST, **wrong)], NOW)
    assert refused.value.problem is problem
    assert posts.listed(local) == []


@given(st.text(max_size=40))
def test_only_web_pages_are_addresses(said: str):
    if said and posts.is_address(said):
        assert said.lower().startswith(("http://", "https://"))
        assert not any(sign.isspace() for sign in said)


def test_telephone_numbers_are_not_kept(shop: OpenShop):
    posts.add(shop, replace(POST, note="연락 010-1234-5678 부탁"), NOW)
    assert "1234" not in posts.listed(shop)[0].note


@pytest.mark.parametrize(
    ("kind", "points", "address", "said", "lacks", "unchecked"),
    [
        (PostKind.SELFIE, 1_000, "", False, True, False),
        (PostKind.SELFIE, 1_000, "", None, False, True),
        (PostKind.SELFIE, 1_000, "", True, False, False),
        (PostKind.SELFIE, 0, "", False, False, False),
        (PostKind.SELFIE, None, "", False, False, False),
        # What one told another by mouth needs no mark; a page that can be read does.
        (PostKind.RECOMMENDATION, 1_000, "", False, False, False),
        (PostKind.RECOMMENDATION, 1_000, "https://a.example/1", False, True, False),
    ],
)
def test_what_was_paid_for_has_to_say_so(kind, points, address, said, lacks, unchecked):  # noqa: PLR0913, PLR0917
    one = Post(kind, TODAY, points=points, address=address, is_disclosed=said)
    assert (one.lacks_mark, one.is_unchecked) == (lacks, unchecked)


def test_what_came_by_the_link_within_thirty_days_equals_pandas(shop: OpenShop):
    links(shop, ROWS, gross_last=5_000)
    linked(shop)
    frame = pd.DataFrame(ROWS, columns=["day", "visits", "paid", *PARTS])
    mug = frame[(frame["channel_group"] == "mug") & (frame["day"] >= 10)]
    (one,) = seen(shop)
    assert one.came == Came(
        int(mug["visits"].sum()), int(mug["paid"].sum()), 5_000 * len(mug), 15, 15
    )


def test_thirty_days_begin_with_that_of_the_post(shop: OpenShop):
    found = posts_came.window(date(2026, 11, 10))
    assert (found.first, found.last, found.days) == (date(2026, 11, 10), date(2026, 12, 9), 30)
    # Of two with one link the second comes on the first day the first one does not count.
    one = linked(shop, day=10)
    for day, shared in ((date(2026, 10, 11), False), (date(2026, 10, 12), True)):
        other = posts.add(shop, replace(POST, day=day, link_id=one.link_id), NOW)
        came = {it.post.id: it.came for it in seen(shop)}
        assert [came[it.id].is_shared for it in (one, other)] == [shared, shared]
        posts.delete(shop, other, NOW)


def test_what_no_file_tells_is_unknown_and_not_nothing(shop: OpenShop):
    links(shop, [row for row in ROWS if row[0] not in {12, 13}])
    linked(shop)
    linked(shop, detail="camping", day=11)
    linked(shop, day=25)
    today, camping, mug = seen(shop)
    assert mug.came is not None
    assert (mug.came.told, mug.came.days, mug.came.won, mug.came.is_shared) == (13, 15, None, True)
    # A link no file ever names may be a slip: nothing is said of it.
    assert camping.came == Came(None, None, None, 12, 14)
    assert today.came == Came(None, None, None, 0, 0, is_shared=True)


def test_files_that_tell_less_of_a_link_mix_others_in(shop: OpenShop):
    links(shop, [row[:5] for row in ROWS if row[5] == "mug"], parts=PARTS[:2])
    linked(shop)
    (one,) = seen(shop)
    assert one.came is not None
    assert one.came.is_coarse
    assert one.came.visits == sum(row[1] for row in ROWS if row[5] == "mug" and row[0] >= 10)


def test_who_was_invited_counts_once_and_only_if_new(shop: OpenShop):
    shops.take(shop, [
        Line(date(2026, 11, 1), "old", 10_000), Line(date(2026, 11, 15), "old", 10_000),
        Line(date(2026, 11, 10), "new", 20_000), Line(date(2026, 11, 20), "new", 5_000),
        Line(date(2026, 11, 12), "free", None), Line(date(2026, 11, 14), "giver", 9_000),
    ])  # fmt: skip
    for name in ("old", "new", "free", "giver"):
        posts.add(shop, replace(POST, kind=PostKind.RECOMMENDATION, invited_key=key(name)), NOW)
    posts.add(shop, replace(POST, day=date(2026, 11, 18), invited_key=key("new")), NOW)
    told = {it.post.id: it.bought for it in seen(shop)}
    assert told[1] == Invited(date(2026, 11, 15), 1, 10_000, bought_before=True)
    assert told[2] == Invited(date(2026, 11, 10), 2, 25_000, bought_before=False)
    assert told[3] == Invited(date(2026, 11, 12), 1, None, bought_before=False)
    assert told[5] == Invited(date(2026, 11, 20), 1, 5_000, bought_before=True)
    found = posts_came.totals(seen(shop))
    assert (found.invited, found.buying, found.won) == (3, 3, 34_000)
    assert (found.posts, found.points, found.unknown_points) == (5, 5_000, 0)


def test_merged_customers_are_one_and_deleted_ones_are_not_named(shop: OpenShop):
    shops.take(shop, [Line(date(2026, 11, 12), "a", 10_000), Line(date(2026, 11, 14), "b", 7_000)])
    posts.add(shop, replace(POST, invited_key=key("b")), NOW)
    customers_identity.merge(shop, key("b"), key("a"), NOW)
    (one,) = seen(shop)
    assert one.invited is not None
    assert one.invited.key == key("a")
    assert one.bought == Invited(date(2026, 11, 12), 2, 17_000, bought_before=False)
    customers_erasing.erase(shop, customers_erasing.erase_preview(shop, key("a")), NOW)
    (one,) = seen(shop)
    assert (one.invited, one.bought) == (None, None)


def test_nobody_invited_herself_once_both_are_one(shop: OpenShop):
    shops.take(shop, [Line(date(2026, 11, 12), "a", 10_000), Line(date(2026, 11, 14), "b", 7_000)])
    posts.add(shop, replace(POST, buyer_key=key("a"), invited_key=key("b")), NOW)
    assert posts_came.totals(seen(shop)).invited == 1
    customers_identity.merge(shop, key("b"), key("a"), NOW)
    found = posts_came.totals(seen(shop))
    assert (found.invited, found.buying, found.won) == (0, 0, 0)


def test_a_customer_is_found_by_an_order_or_by_her_number(shop: OpenShop):
    shops.take(shop, [Line(date(2026, 11, 12), "a", order="2026111212345671"),
                      Line(date(2026, 11, 14), "abc", order="2026111412345672")])  # fmt: skip
    for said, name in (("2026111212345671", "a"), ("#45672", "abc"), (f"G{key('abc')}", "abc")):
        assert [it.key for it in posts_people.find(shop, said, TODAY)] == [key(name)]
    assert posts_people.find(shop, "45672", TODAY, whole=True) == []
    assert len(posts_people.find(shop, "G000000000000", TODAY)) == 2
    assert posts_people.find(shop, " ", TODAY) == []


def test_pasted_lines_are_read_and_what_is_wrong_is_said(shop: OpenShop):
    shops.take(shop, [Line(date(2026, 11, 12), "a", order="2026111212345671")])
    text = (
        "날짜,종류,고객,곳,주소,금액,표시,메모,소개\n"
        '2026-11-12,언박싱,2026111212345671,블로그,https://a.example/1,"1,500원",없음,"둘, 셋"\n'
        "2026.11.13,셀피,,카페,,,,\n"
        "11월,셀카\n"
        "2026-13-01,셀카,,카페\n"
        "2026-11-12,노래,,카페\n"
        "2026-11-12,셀카,123456,카페\n"
        "2026-11-12,셀카,,카페,,많이\n"
        "2026-11-12,셀카,,카페,,,글쎄\n"
        "2026-11-12,셀카,,카페,ftp://a.example\n"
        "\n"
    )
    found = posts_paste.read(shop, text, TODAY)
    assert found.posts == (
        Post(PostKind.UNBOXING, date(2026, 11, 12), key("a"), None, "블로그",
             "https://a.example/1", None, 1_500, is_disclosed=False, note="둘, 셋"),
        Post(PostKind.SELFIE, date(2026, 11, 13), place="카페"),
    )  # fmt: skip
    assert [(one.number, one.problem) for one in found.bad] == [
        (4, LineProblem.DAY), (5, LineProblem.DAY), (6, LineProblem.KIND),
        (7, LineProblem.CUSTOMER), (8, LineProblem.NUMBER), (9, LineProblem.MARK),
        (10, PostProblem.ADDRESS),
    ]  # fmt: skip
    kept = posts.add_all(shop, found.posts, NOW)
    posts.delete_all(shop, kept, NOW)
    assert posts.listed(shop) == []
    assert posts_paste.read(shop, "2026-11-12,셀카,,카페\n" * 302, TODAY).too_many


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(max_size=120))
def test_whatever_is_pasted_is_read_or_refused(local: OpenShop, text: str):
    found = posts_paste.read(local, text, TODAY)
    assert found.posts == ()
