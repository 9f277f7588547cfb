"""Landing pages: registered, counted, changed and taken back, and what files tell of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from core.analysis.landings import Lacking, Source
from core.analysis.links import Codes, Style
from core.services import landing, link_book
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.landing import AddressRefused, Change, Count, Landing, NoteChanged, NoteGone
from core.services.landing_rates import standings
from core.services.opening import OpenShop
from core.services.sample_landing import put
from core.stats.proportions import Tally
from core.store.moments import day_number
from core.terms import Evidence, Record, Subject, Vocabulary
from tests.services.test_content import bits, links
from tests.store import facts

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
TODAY = date(2026, 12, 1)
MONDAY = date(2026, 11, 9)
PAGE = Landing("알림 신청", MONDAY, "https://shop.example.com/form/")


def added(shop: OpenShop, **more) -> Landing:
    return landing.add(shop, replace(PAGE, **more), NOW)


def seen(shop: OpenShop):
    return standings(shop, TODAY)


def test_an_empty_shop_has_no_page(shop: OpenShop):
    assert seen(shop) == []
    assert landing.listed(shop) == []


def test_a_new_page_has_weeks_of_which_nothing_is_known(shop: OpenShop):
    added(shop)
    (one,) = seen(shop)
    assert [week.monday for week in one.weeks] == [MONDAY + timedelta(days=n) for n in (14, 7, 0)]
    assert {(week.visits, week.contacts, week.source) for week in one.weeks} == {(None,) * 3}
    assert (one.rate, one.unknown, one.compared.lacking) == (None, 3, Lacking.NO_CHANGE)
    assert seen(shop)[0].landing.undoable == 0
    assert standings(shop, MONDAY)[0].weeks == ()


def test_a_page_is_changed_thrown_away_and_brought_back(shop: OpenShop):
    one = added(shop)
    landing.change(shop, replace(one, name=" 새 이름 "), NOW)
    (kept,) = landing.listed(shop)
    assert (kept.name, kept.version, kept.undoable) == ("새 이름", 2, 1)
    with pytest.raises(NoteChanged):
        landing.change(shop, replace(one, name="낡은 창"), NOW)
    with pytest.raises(NoteChanged):
        landing.delete(shop, one, NOW)
    landing.delete(shop, kept, NOW)
    assert seen(shop) == []
    (gone,) = landing.listed(shop, deleted=True)
    landing.undo(shop, gone.id or 0, gone.version)
    landing.undo(shop, gone.id or 0)
    assert landing.listed(shop)[0].name == PAGE.name
    with pytest.raises(NoteGone):
        landing.undo(shop, gone.id or 0)


@pytest.mark.parametrize(("wrong", "problem"), [
    ({"name": " "}, NoteProblem.NOTHING_SAID),
    ({"name": "x" * 121}, NoteProblem.TOO_LONG),
    ({"note": "x" * 2001}, NoteProblem.TOO_LONG),
    ({"first": TODAY + timedelta(days=1)}, NoteProblem.IN_FUTURE),
])  # fmt: skip
def test_an_impossible_page_is_refused(local: OpenShop, wrong, problem):
    with pytest.raises(NoteRefused) as refused:
        added(local, **wrong)
    assert refused.value.problem is problem
    for address in ("shop", "https://a b.com", "https://shop.example.com/" + "x" * 500):
        with pytest.raises(AddressRefused):
            added(local, address=address)
    assert landing.listed(local) == []


def test_a_week_is_written_down_once_by_any_of_its_days(shop: OpenShop):
    number = added(shop).id or 0
    first = landing.keep(shop, Count(number, MONDAY + timedelta(days=3), 120, 6), NOW)
    assert (first.monday, first.version) == (MONDAY, 1)
    # The other window has not seen it.
    with pytest.raises(NoteChanged):
        landing.keep(shop, Count(number, MONDAY, 7, 7), NOW)
    second = landing.keep(shop, Count(number, MONDAY, None, 8, version=1), NOW)
    assert [(it.visits, it.contacts) for it in landing.counts(shop)] == [(None, 8)]
    landing.take_back(shop, second, NOW)
    (kept,) = landing.counts(shop)
    assert (kept.visits, kept.contacts) == (120, 6)
    with pytest.raises(NoteChanged):
        landing.take_back(shop, first, NOW)
    other = landing.keep(shop, Count(number, MONDAY + timedelta(days=7), 90, 3), NOW)
    assert seen(shop)[0].rate.tally == Tally(9, 210)
    landing.take_back(shop, other, NOW)
    assert len(landing.counts(shop)) == 1
    with pytest.raises(NoteChanged):
        landing.keep(shop, Count(number, MONDAY + timedelta(days=7), 1, 1, version=3), NOW)


@pytest.mark.parametrize(("count", "problem"), [
    (Count(1, MONDAY), NoteProblem.NOTHING_SAID),
    (Count(1, MONDAY, -1), NoteProblem.NUMBER),
    (Count(1, MONDAY, 5, 10**12), NoteProblem.NUMBER),
    (Count(1, TODAY + timedelta(days=7), 5), NoteProblem.IN_FUTURE),
])  # fmt: skip
def test_impossible_numbers_are_refused(local: OpenShop, count, problem):
    with pytest.raises(NoteRefused) as refused:
        landing.keep(local, count, NOW)
    assert refused.value.problem is problem
    assert landing.counts(local) == []


def test_changes_of_the_form_are_noted_thrown_away_and_brought_back(shop: OpenShop):
    number = added(shop).id or 0
    one = landing.add_change(shop, Change(number, MONDAY, " 짧게 "), NOW)
    landing.add_change(shop, Change(number, TODAY, "버튼 글"), NOW)
    assert [it.text for it in seen(shop)[0].changes] == ["버튼 글", "짧게"]
    landing.delete_change(shop, one, NOW)
    with pytest.raises(NoteChanged):
        landing.delete_change(shop, one, NOW)
    (gone,) = landing.changes(shop, deleted=True)
    landing.undo_change(shop, gone.id or 0, gone.version)
    assert len(landing.changes(shop)) == 2
    for wrong in (Change(number, TODAY, " "), Change(number, TODAY, "x" * 121),
                  Change(number, TODAY + timedelta(days=1), "내일")):  # fmt: skip
        with pytest.raises(NoteRefused):
            landing.add_change(shop, wrong, NOW)


def views(shop: OpenShop, rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", "page", "views"])
    facts.put(shop.store, Record.STATISTIC, [
        facts.fact(
            day_number(day), pageviews=count, page=page, subject=Subject.PAGE.value,
            level=bits("page"), report="bizadvisor_page", vocabulary=Vocabulary.BIZADVISOR.value,
        )
        for day, page, count in rows
    ])  # fmt: skip
    return frame


def test_views_of_the_page_come_from_files_and_what_was_typed_goes_first(shop: OpenShop):
    number = added(shop).id or 0
    rows = [
        (MONDAY + timedelta(days=n), page, 10 + n)
        for n in range(20)
        for page in ("http://www.shop.example.com/form", "https://shop.example.com/other")
        # On one day of the second week the file does not name the page.
        if not (n == 9 and page.endswith("form"))
    ]
    frame = views(shop, rows)
    landing.keep(shop, Count(number, MONDAY, None, 4), NOW)
    (one,) = seen(shop)
    first = frame[frame["page"].str.endswith("form") & (frame["day"] < MONDAY + timedelta(days=7))]
    assert [(week.visits, week.source) for week in one.weeks] == [
        (None, None), (None, None), (first["views"].sum(), Source.PAGE),
    ]  # fmt: skip
    assert one.rate.tally == Tally(4, first["views"].sum())
    assert one.latest is Source.PAGE
    landing.keep(shop, Count(number, MONDAY, 50, 4, version=1), NOW)
    assert seen(shop)[0].weeks[-1].source is Source.TYPED


def test_a_page_is_told_from_others_by_what_follows_the_question_mark(shop: OpenShop):
    added(shop, address="https://shop.example.com/view?form=2")
    views(shop, [
        (MONDAY + timedelta(days=n), f"https://shop.example.com/view?form={form}", form)
        for n in range(7) for form in (1, 2)
    ])  # fmt: skip
    assert seen(shop)[0].weeks[-1].visits == 14


def test_visits_by_the_own_link_are_counted_in_weeks_that_are_wholly_told(shop: OpenShop):
    codes = Codes("instagram", "social", "form1")
    link = link_book.keep(shop, "https://shop.example.com/form", codes, Style.UTM, NOW)
    bare = link_book.keep(
        shop, "https://shop.example.com/form", Codes("instagram", "social"), Style.UTM, NOW
    )
    number = added(shop, link_id=link.id).id or 0
    added(shop, name="링크만", link_id=bare.id, address="")
    links(shop, [
        (9 + n, visits, 1, "instagram", "social", detail, "-")
        for n in range(12) for detail, visits in (("form1", 20 + n), ("other", 5))
    ])  # fmt: skip
    landing.keep(shop, Count(number, MONDAY, None, 7), NOW)
    coarse, one = seen(shop)
    assert [(week.visits, week.source) for week in one.weeks] == [
        (None, None), (None, None), (sum(range(20, 27)), Source.LINK),
    ]  # fmt: skip
    assert one.rate.tally == Tally(7, 161)
    # Without a detail of its own a link cannot be told from others.
    assert {week.visits for week in coarse.weeks} == {None}


def test_the_made_up_shop_shows_that_its_change_helped(shop: OpenShop):
    put(shop, NOW)
    (one,) = seen(shop)
    assert len(one.weeks) == 12
    assert one.unknown == 1
    assert one.compared.before.tally == Tally(39, 875)
    assert one.compared.after.tally == Tally(97, 1091)
    assert one.compared.evidence is Evidence.KNOWN
