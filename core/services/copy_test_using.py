"""Use what a copy test found: an improvement of today, which charts mark."""

from datetime import datetime

from core.services import actions, copy_tests
from core.services.actions import Said
from core.services.copy_tests import (
    CopyTest,
    CopyTestProblem,
    CopyTestRefused,
    Draft,
    NoteChanged,
    NoteGone,
)
from core.services.opening import OpenShop
from core.terms import seoul_day
from core.terms.copy_tests import Response
from core.verdicts.actions import JourneyStage


def apply(  # noqa: PLR0913, PLR0917  (whose, which, what of it, what is noted)
    shop: OpenShop,
    number: int,
    letter: str,
    said: Said,
    now: datetime,
    seen: int | None = None,
) -> CopyTest:
    """Use a version from today on.

    An improvement is noted as made today; it is what charts mark and what is looked at later.

    Args:
        shop: whose.
        number: which test.
        letter: the version.
        said: what the improvement says: what was done, and why.
        now: when.
        seen: the version of the test the seller saw.

    Raises:
        CopyTestRefused: the test is not over, or has no such version.
        NoteGone: it was thrown away.
        NoteChanged: it was changed elsewhere since it was read; nothing was noted.
    """
    test = copy_tests.find(shop, number)
    if test.deleted:
        raise NoteGone(number)
    if not test.status.is_over:
        raise CopyTestRefused(CopyTestProblem.NOT_OVER)
    if letter not in {one.letter for one in test.draft.versions}:
        raise CopyTestRefused(CopyTestProblem.UNKNOWN_VERSION, letter)
    if seen is not None and seen != test.version:
        raise NoteChanged
    if test.applied is not None and test.applied[0] == letter:
        # It has been in use since that day; noting it anew would move what it is measured from.
        return test
    today = seoul_day(now)
    params = {"test": number, "letter": letter, "product_id": test.draft.product_id}
    stage = JourneyStage.REACH if test.draft.response is Response.CLICKS else JourneyStage.BUY
    noted = actions.keep(
        shop, f"copy_test.{number}.{letter}", params, _metric(test.draft), None, "tests", now,
        said=said, stage=stage,
    )  # fmt: skip
    actions.made(shop, noted.id, today, now)
    changes = {"applied": letter, "applied_on": today, "action_id": noted.id}
    return copy_tests.changed(shop, number, changes, now, test.version)


def _metric(draft: Draft) -> str:
    """The number that an applied version should move."""
    if draft.response is Response.CLICKS:
        return "visits"
    if draft.product_id is not None:
        return "product_orders"
    return "net_sales" if draft.response is Response.REVENUE else "orders"
