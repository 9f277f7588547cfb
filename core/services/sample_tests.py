"""Put the copy tests of the made-up shop into its books, as its seller would have."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from core.sample import copy_tests as planted
from core.sample.catalogue import PRODUCTS
from core.sample.copy_tests import Ending, Old, Planted
from core.services import copy_library, copy_test_board, copy_test_counts, copy_tests
from core.services.actions_choices import choices
from core.services.copy_test_brought import Past
from core.services.copy_tests import CopyTest, Draft, VisitorsFrom
from core.services.opening import OpenShop
from core.terms import seoul_day
from core.terms.copy_tests import LETTERS, Count, CountSource, Design, Response, Version


def put(shop: OpenShop, now: datetime) -> None:
    """Write, start, count and end the planted tests, and bring the results of last year along.

    The products have to be there; tests that ran before lie in the past of ``now``.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    numbers = {name: number for number, name in choices(shop, seoul_day(now)).products.items()}
    codes = {one.code: numbers.get(one.name) for one in PRODUCTS}
    copy_library.keep(shop, [_old(one) for one in planted.past()], now - timedelta(days=90))
    for number, one in sorted(enumerate(planted.PLANTED), key=lambda it: -it[1].ago):
        _put(shop, number, one, now, codes)


def own(shop: OpenShop) -> int:
    """How many tests its reader has made in the made-up shop; they go with it."""
    planted_last = len(planted.past()) + len(planted.PLANTED)
    return sum(one.id > planted_last for one in copy_tests.listed(shop))


def _old(one: Old) -> Past:
    versions = tuple(
        Version(letter, text.text, need=text.need, tone=text.tone)
        for letter, text in zip(LETTERS, one.texts, strict=False)
    )
    counts = tuple(
        Count(letter, None, text.shown, text.reacted, source=CountSource.FILE)
        for letter, text in zip(LETTERS, one.texts, strict=False)
    )
    return Past(versions, counts, Response.CLICKS, Design.AD_PLATFORM, one.title, one.source)


def _put(
    shop: OpenShop, number: int, one: Planted, now: datetime, codes: Mapping[str, int | None]
) -> None:
    begun = now - timedelta(days=one.ago)
    draft = Draft(
        one.title, one.design, one.response, one.versions, persona=one.persona,
        product_id=codes[one.product], days=one.days, visitors=_visitors(one),
        visitors_from=VisitorsFrom.TYPED, base_rate=one.rate,
    )  # fmt: skip
    test = copy_tests.start(shop, copy_tests.add(shop, draft, begun).id, begun)
    over = now if one.ending is not Ending.SEEN else begun + timedelta(days=one.days)
    copy_test_counts.enter(shop, test.id, _counts(number, one, test), over)
    if one.ending is Ending.SEEN:
        entry = copy_test_board.one(shop, test.id, seoul_day(over))
        # A holiday may have fallen into it; its seller looked at all days.
        copy_test_board.end(shop, entry, over, cut=None if entry.cut is None else False)


def _visitors(one: Planted) -> int:
    """How many the plan expects: of a list all of it, else those of a day."""
    if one.design is Design.LIST_SPLIT:
        return sum(text.shown for text in one.texts)
    return one.a_day


def _counts(number: int, one: Planted, test: CopyTest) -> list[Count]:
    """What was counted; on a day that shows one text only, of that text alone."""
    if one.design is Design.LIST_SPLIT:
        return [
            Count(letter, None, text.shown, text.reacted)
            for letter, text in zip(LETTERS, one.texts, strict=False)
        ]
    plan = test.plan
    if plan is None:
        return []
    days = [plan.period.first + timedelta(days=day) for day in range(one.counted)]
    return [
        Count(letter, day, shown, reacted)
        for letter, told in zip(LETTERS, planted.of_days(one, number), strict=False)
        for day, shown, reacted in zip(days, *told, strict=True)
        if plan.days is None or plan.days[day] == letter
    ]
