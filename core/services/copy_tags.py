"""What texts of results from elsewhere speak to and how, said after they were brought along."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from core.services import copy_tests as tests
from core.services.copy_test_kept import LONGEST_CODE, CopyTestProblem, CopyTestRefused
from core.services.opening import OpenShop
from core.store import copy_tests
from core.store.copy_tests import Change
from core.terms.copy_tests import TestStatus, Version


class Place(NamedTuple):
    """A text, by its test and its letter there."""

    test: int
    letter: str


class Tags(NamedTuple):
    """What a text speaks to and in which tone; empty where nobody said."""

    need: str
    tone: str


def tag(shop: OpenShop, told: Mapping[Place, Tags], now: datetime) -> list[int]:
    """Keep what some texts speak to and how; the tests of which anything was changed.

    Only of results from elsewhere: in a test of one's own it was said before the start, so that
    nobody fits it to the result. ``untag`` takes it back.

    Raises:
        CopyTestRefused: a word is too long, or the test is no result from elsewhere; nothing was
            kept.
        core.services.copy_tests.NoteGone: there is no such test; nothing was kept.
    """
    for place, tags in told.items():
        if max(map(len, tags)) > LONGEST_CODE:
            raise CopyTestRefused(CopyTestProblem.TOO_LONG, place.letter)
    changed = []
    with shop.store.write() as session:
        for number in sorted({place.test for place in told}):
            row = copy_tests.find(session, shop.id, number, locked=True)
            if row.status != TestStatus.IMPORTED.value:
                raise CopyTestRefused(CopyTestProblem.FROZEN)
            before = copy_tests.versions(session, shop.id, [number]).get(number, ())
            after = tuple(_tagged(one, told.get(Place(number, one.letter))) for one in before)
            if after != before:
                copy_tests.change(session, row, Change(versions=after), now)
                changed.append(number)
    return changed


def _tagged(one: Version, tags: Tags | None) -> Version:
    if tags is None:
        return one
    return replace(one, need=tags.need.strip(), tone=tags.tone.strip())


def untag(shop: OpenShop, numbers: Iterable[int], now: datetime) -> None:
    """Take the last thing back that was said of the texts of some tests.

    Raises:
        core.services.copy_tests.NoteGone: nothing was said of one of them.
    """
    for number in numbers:
        tests.undo(shop, number, now)
