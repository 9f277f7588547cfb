"""What is known of a copy test besides its counts: what buyers paid, one by one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.services.copy_test_kept import CopyTest
from core.services.opening import OpenShop
from core.store import copy_test_people
from core.store.copy_test_people import Spending
from core.terms import Period
from core.terms.copy_tests import Count, CountSource, Design, Response, added
from core.verdicts.copy_tests import Worth


def amounts(
    shop: OpenShop, test: CopyTest, counts: Sequence[Count], today: date
) -> dict[str, tuple[int, ...]]:
    """What each buyer of each version paid, for revenue counted from the shop's own orders.

    Orders may have come since: the amounts are those up to the day whose buyers, won and squares
    are the ones that were counted. Empty where there is no such day, as after an order that was
    counted was cancelled; and where won were typed, pasted or read from a file.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    plan = test.plan
    counted = {one.letter: (one.reacted, one.won, one.won_squares) for one in counts}
    by_orders = bool(counts) and all(one.source is CountSource.ORDERS for one in counts)
    if plan is None or plan.response is not Response.REVENUE or not by_orders:
        return {}
    if plan.design is not Design.LIST_SPLIT:
        return {}
    last = max(plan.period.first, min(today, plan.period.last))
    with shop.store.read() as session:
        rows = copy_test_people.spendings(
            session, shop.id, test.id, Period(plan.period.first, last)
        )
    for end in sorted({plan.period.first, *(one.day for one in rows)}, reverse=True):
        found = _until(rows, end, list(counted))
        told = {
            letter: (len(each), sum(each), sum(won * won for won in each))
            for letter, each in found.items()
        }
        if told == counted:
            return found
    return {}


def _until(rows: Sequence[Spending], end: date, letters: list[str]) -> dict[str, tuple[int, ...]]:
    """What each buyer paid until the end of a day; nothing of whoever's amounts are unknown."""
    spent: dict[tuple[str, int], int] = {}
    unknown = {(one.letter, one.buyer) for one in rows if one.won is None}
    for one in rows:
        if one.day <= end and one.letter in letters and (one.letter, one.buyer) not in unknown:
            who = one.letter, one.buyer
            spent[who] = spent.get(who, 0) + (one.won or 0)
    return {
        letter: tuple(won for (got, _), won in spent.items() if got == letter) for letter in letters
    }


def paid(worth: Worth, test: CopyTest, counts: Sequence[Count]) -> Worth:
    """What a buyer is worth by the counts themselves, where order files do not say."""
    if worth.value is not None or test.draft.response is not Response.REVENUE:
        return worth
    told = added(counts, test.draft.design).values()
    buyers = sum(one.reacted or 0 for one in told)
    if not buyers or any(one.won is None for one in told):
        return worth
    return replace(worth, value=sum(one.won or 0 for one in told) / buyers)
