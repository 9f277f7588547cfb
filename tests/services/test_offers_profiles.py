"""Profiles of channels: what is there, when it was looked at, and whether it says the line."""

from datetime import UTC, datetime, timedelta

import pytest

from core.services import content_items, offers_profiles, sample_offers, settings
from core.services.content_items import Content
from core.services.offers import NoteChanged, OfferProblem, OfferRefused
from core.services.offers_board import State, Verdict, board
from core.services.offers_profiles import Item, Profile, profiles
from core.services.opening import OpenShop
from core.terms import seoul_day

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
TODAY = seoul_day(NOW)
ALL = dict.fromkeys(Item, True)


def only(shop: OpenShop) -> Profile:
    (one,) = profiles(shop)
    return one


def test_a_look_is_due_again_after_eight_weeks(shop: OpenShop):
    offers_profiles.add(shop, "블로그", NOW)
    fresh = only(shop)
    assert (fresh.looked, fresh.is_due(TODAY), fresh.there, fresh.open) == (
        None, True, 0, tuple(Item),
    )  # fmt: skip
    told = {**ALL, Item.CONTACT: False, Item.LINE: None}
    offers_profiles.look(shop, "블로그", told, NOW - timedelta(days=56), fresh)
    seen = only(shop)
    assert (seen.looked, seen.there) == (TODAY - timedelta(days=56), 2)
    assert (seen.missing, seen.open) == ((Item.CONTACT,), (Item.LINE,))
    assert not seen.is_due(TODAY)
    assert seen.is_due(TODAY + timedelta(days=1))


def test_looks_of_other_days_are_kept_and_the_last_one_can_be_taken_back(shop: OpenShop):
    offers_profiles.look(shop, "블로그", {Item.LINK: False}, NOW - timedelta(days=9))
    offers_profiles.look(shop, "블로그", ALL, NOW, only(shop))
    offers_profiles.look(shop, "블로그", {**ALL, Item.LINE: False}, NOW, only(shop))
    assert only(shop).missing == (Item.LINE,)
    offers_profiles.take_back(shop, only(shop), NOW)
    assert (only(shop).there, only(shop).looked) == (4, TODAY)
    offers_profiles.take_back(shop, only(shop), NOW)
    assert (only(shop).missing, only(shop).looked) == ((Item.LINK,), TODAY - timedelta(days=9))
    offers_profiles.take_back(shop, only(shop), NOW)
    assert profiles(shop) == ()
    offers_profiles.bring_back(shop, offers_profiles.thrown(shop)[-1])
    assert only(shop).missing == (Item.LINK,)


def test_two_windows_do_not_overwrite_each_other(shop: OpenShop):
    content_items.add(shop, Content("글", "블로그", TODAY), NOW)
    before = only(shop)
    offers_profiles.look(shop, "블로그", ALL, NOW, before)
    with pytest.raises(NoteChanged):
        offers_profiles.look(shop, "블로그", {Item.LINK: False}, NOW, before)
    seen = only(shop)
    offers_profiles.look(shop, "블로그", {Item.LINK: True}, NOW, seen)
    with pytest.raises(NoteChanged):
        offers_profiles.look(shop, "블로그", {Item.LINK: False}, NOW, seen)
    assert only(shop).missing == ()


def test_what_is_no_look_is_not_kept(local: OpenShop):
    offers_profiles.add(local, "블로그", NOW)
    for change, problem in (
        (lambda: offers_profiles.look(local, "블로그", {}, NOW), OfferProblem.NOTHING_LOOKED_AT),
        (lambda: offers_profiles.add(local, " ", NOW), OfferProblem.NO_CHANNEL),
        (lambda: offers_profiles.add(local, "가" * 61, NOW), OfferProblem.TOO_LONG),
        (lambda: offers_profiles.add(local, "블 로그", NOW), OfferProblem.THERE),
    ):
        with pytest.raises(OfferRefused) as refused:
            change()
        assert refused.value.problem is problem
    assert [one.channel for one in profiles(local)] == ["블로그"]


def test_counts_leave_out_what_nobody_looked_at(local: OpenShop):
    offers_profiles.look(local, "블로그", {Item.LINK: True}, NOW)
    offers_profiles.look(local, "밴드", {Item.LINK: False, Item.CONTACT: True}, NOW)
    offers_profiles.add(local, "유튜브", NOW)
    some = profiles(local)
    assert [offers_profiles.counted(some, one) for one in Item] == [
        (1, 2), (0, 0), (1, 1), (0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        ("다정한 동네 가게", "안녕하세요,\n다정한  동네가게입니다", True),
        ("다정한 동네 가게", "동네의 다정한 가게", False),
        ("다정한 동네 가게", " ", None),
        ("", "다정한 동네 가게", None),
    ],
)
def test_the_line_is_found_word_for_word_only(
    line: str, text: str, said: bool | None,  # noqa: FBT001
):  # fmt: skip
    assert offers_profiles.says_line(line, text) is said


def test_the_sample_has_one_channel_that_differs_and_one_offer_that_is_over(local: OpenShop):
    sample_offers.put(local, NOW)
    found = board(local, TODAY)
    running, over = found.rows
    assert found.verdict == (Verdict.APART, running)
    assert [one.channel for one in running.having(State.APART)] == ["인스타그램"]
    assert (len(running.carried), len(running.having(State.SAME))) == (3, 2)
    assert {one.state for one in over.carried} == {State.GONE}
    due = [one.channel for one in profiles(local) if one.is_due(TODAY)]
    assert due == ["블로그", "문자·알림톡", "카카오톡"]
    assert settings.read(local).seen_as
