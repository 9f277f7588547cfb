"""Killed in the middle, a change of copy tests is there as a whole or not at all."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import text

from core.services import (
    actions,
    copy_library,
    copy_test_counts,
    copy_test_lists,
    copy_test_using,
    copy_tests,
)
from core.services.actions import Said
from core.services.copy_library import Taken
from core.services.copy_test_brought import Past
from core.services.copy_test_kept import Draft
from core.services.opening import OpenShop
from core.store import open_store
from core.store.engine import LOCAL_SHOP
from core.terms.copy_tests import Count, Design, Response, Version
from tests import shops
from tests.store.test_engine import address, run_and_die

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
DAY = date(2026, 11, 20)
TABLES = ("copy_test", "copy_version", "copy_count", "copy_recipient", "copy_test_change")
AB = (Version("A", "하나"), Version("B", "둘"))
LIST = Draft("문자", Design.LIST_SPLIT, Response.ORDERS, AB, days=14)
PASTS = [
    Past((Version("A", f"옛 {n}"), Version("B", f"새 {n}")),
         (Count("A", None, 900, 30 + n), Count("B", None, 900, 31)))
    for n in range(30)
]  # fmt: skip


def of(store, folder):
    return OpenShop(store, LOCAL_SHOP, folder, b"key")


def contents(store):
    """Every row of the tables of copy tests."""
    with store.read() as session:
        return {name: session.execute(text(f"SELECT * FROM {name}")).all() for name in TABLES}


def sizes(there):
    return {name: len(rows) for name, rows in there.items()}


def brought(shop, _people):
    copy_library.keep(shop, PASTS, NOW)


def divided(shop, people):
    copy_test_lists.split(shop, 1, people)


def counted(shop, _people):
    days = [DAY + timedelta(days=n) for n in range(9)]
    rows = [Count(letter, day, 100, 5) for letter in "AB" for day in days]
    copy_test_counts.enter(shop, 2, rows, NOW + timedelta(days=10))


def taken_back(shop, _people):
    copy_tests.undo(shop, 1, NOW)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("job", [brought, divided, counted, taken_back])
def test_killing_the_program_leaves_all_or_nothing(tmp_path, job):
    shop = shops.opened(tmp_path / "shop")
    copy_tests.add(shop, LIST, NOW)
    copy_tests.start(shop, copy_tests.add(shop, LIST, NOW).id, NOW)
    numbers = "\n".join(f"010-1000-{1000 + n}" for n in range(50))
    people = copy_test_lists.pasted(shop, numbers)
    copy_tests.edit(shop, 1, Draft("다른 이름", Design.LIST_SPLIT, Response.ORDERS, AB), NOW)
    before, start = contents(shop.store), shop.store.path
    shop.store.settle_file()
    shop.close()
    whole = tmp_path / "whole.db"
    shutil.copy(start, whole)
    assert run_and_die(whole, lambda store: job(of(store, tmp_path), people), 0)
    done = sizes(contents(open_store(address(whole))))
    assert done != sizes(before)
    for point in range(1, 60):
        path = tmp_path / f"{point}.db"
        shutil.copy(start, path)
        survived = run_and_die(path, lambda store: job(of(store, tmp_path), people), point)
        again = open_store(address(path))
        after = contents(again)
        again.close()
        assert after == before or sizes(after) == done
        if survived:
            break
    assert sizes(after) == done
    assert 3 < point < 59


def test_the_same_results_brought_along_twice_are_there_once(shop):
    assert copy_library.keep(shop, [*PASTS, *PASTS[:3]], NOW) == Taken(30, 3)
    assert copy_library.keep(shop, PASTS[::-1], NOW + timedelta(days=1)) == Taken(0, 30)
    assert copy_library.book(shop).tests == 30


def test_two_windows_that_do_the_same_at_once_do_it_once(shop):
    together = Barrier(2)

    def bring(_window):
        together.wait()
        return copy_library.keep(shop, PASTS, NOW).new

    def draft(window):
        together.wait()
        return copy_tests.add(shop, Draft(f"창 {window}"), NOW).id

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(bring, range(2))) == [0, 30]
        assert sorted(pool.map(draft, range(2))) == [31, 32]
        edits = list(pool.map(lambda one: edited(shop, one, together), range(2)))
    assert sorted(edits) == [False, True]
    assert copy_library.book(shop).tests == 30


def edited(shop, window, together):
    together.wait()
    try:
        copy_tests.edit(shop, 31, Draft(f"고침 {window}"), NOW, 1)
    except copy_tests.NoteChanged:
        return False
    return True


def test_using_a_text_again_after_it_broke_off_half_way_notes_it_once(shop):
    said = Said("B 문구로 바꿨어요")
    draft = Draft("광고", Design.AD_PLATFORM, Response.CLICKS, AB, days=7)
    test = copy_tests.start(shop, copy_tests.add(shop, draft, NOW).id, NOW)
    test = copy_tests.end(shop, test.id, {}, NOW + timedelta(days=8))
    used = copy_test_using.apply(shop, test.id, "B", said, NOW + timedelta(days=8))
    # as if the program had died after the note and before the test was marked
    with shop.store.write() as session:
        session.execute(text("UPDATE copy_test SET applied = NULL, action_id = NULL"))
    again = copy_test_using.apply(shop, test.id, "B", said, NOW + timedelta(days=8))
    (noted,) = actions.listed(shop)
    assert (noted.id, noted.changed_on) == (used.action_id, DAY + timedelta(days=8))
    assert (again.applied, again.action_id) == (used.applied, used.action_id)
