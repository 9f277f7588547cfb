"""What else happened during a copy test that may disturb it."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from core.services import events
from core.services.copy_test_kept import CopyTest
from core.services.events import Event, EventKind
from core.services.opening import OpenShop
from core.store import copy_tests
from core.store.copy_test_tables import CopyTestRow
from core.terms import Period
from core.terms.copy_tests import Design

_APPLIED: Final = re.compile(r"copy_test\.(\d+)\.([A-Z])")
"""The claim of an improvement that uses what a copy test found; see ``copy_test_using``."""

_PLACES: Final = {
    Design.LIST_SPLIT: "messages",
    Design.AD_PLATFORM: "ads",
    Design.TWO_LINKS: "links",
    Design.ALTERNATE_DAYS: "page",
    Design.BEFORE_AFTER: "page",
}
"""Where the texts of a test are read."""


def disturbing(shop: OpenShop, test: CopyTest, today: date) -> tuple[Event, ...]:
    """What happened in the days of a test until today and may disturb it.

    That a text of another test is used from a day on counts only where both tests meet: on the same
    product or channel, or in the same place where neither names one. A text that stays in use
    changes nothing.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    plan = test.plan
    if plan is None:
        return ()
    last = max(plan.period.first, min(plan.period.last, today))
    period = Period(plan.period.first, last)
    found = [
        one for one in events.within(shop, period, test.draft.product_id)
        if one.disturbs and not (one.id and one.id == test.action_id)
    ]  # fmt: skip
    others = _tests(shop, found)
    return tuple(one for one in found if _disturbs(one, test, others))


def _tests(shop: OpenShop, found: Iterable[Event]) -> dict[int, CopyTestRow]:
    """The tests whose texts were taken into use, by their number."""
    applied = (_applied(one) for one in found)
    numbers = sorted({one[0] for one in applied if one is not None})
    if not numbers:
        return {}
    with shop.store.read() as session:
        return {row.id: row for row in copy_tests.some(session, shop.id, numbers)}


def _applied(one: Event) -> tuple[int, str] | None:
    """The test and the version that an improvement uses; None of any other event."""
    found = _APPLIED.fullmatch(one.claim) if one.kind is EventKind.CHANGE else None
    return None if found is None else (int(found[1]), found[2])


def _disturbs(one: Event, test: CopyTest, others: dict[int, CopyTestRow]) -> bool:
    applied = _applied(one)
    other = None if applied is None else others.get(applied[0])
    if applied is None or other is None:
        return True
    return applied[1] != other.control and _meet(test, other)


def _meet(test: CopyTest, other: CopyTestRow) -> bool:
    """Whether the texts of two tests are read by the same visitors."""
    mine, same = test.draft, False
    for here, there in ((mine.product_id, other.product_id), (mine.channel, other.channel)):
        if here and there and here != there:
            return False
        same = same or bool(here and here == there)
    place = _PLACES[mine.design]
    # A message is sent once: what is sent from now on is read by nobody who got it.
    return same or (place == _PLACES[Design(other.design)] and place != "messages")
