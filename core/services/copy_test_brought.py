"""Results of copy tests brought along from elsewhere: what they tell, and how they are kept."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from core.services.copy_test_kept import CopyTestProblem, CopyTestRefused
from core.services.copy_test_names import clean
from core.services.copy_test_stored import cleaned
from core.services.opening import OpenShop
from core.store import copy_tests
from core.store.copy_test_tables import CopyTestRow
from core.terms import Period
from core.terms.copy_tests import PAST_LETTERS, Count, Design, Response, TestStatus, Version


@dataclass(frozen=True, slots=True)
class Past:
    """A result from elsewhere: what was shown to how many, and what they did.

    ``source`` says where it is from: an old campaign, another shop. Without days the counts are
    those of the whole test.
    """

    versions: tuple[Version, ...]
    counts: tuple[Count, ...]
    response: Response = Response.CLICKS
    design: Design = Design.AD_PLATFORM
    title: str = ""
    source: str = ""
    control: str = "A"
    period: Period | None = None


def add_past(shop: OpenShop, pasts: Sequence[Past], now: datetime) -> list[int]:
    """Keep results from elsewhere; their numbers, in the order given.

    Raises:
        CopyTestRefused: one of them has fewer than two versions or too many; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        return put(session, shop, [kept_as(one) for one in pasts], now)


def kept_as(past: Past) -> Past:
    """A result with its texts as they can be kept.

    Raises:
        CopyTestRefused: it has fewer than two versions or too many.
    """
    letters = "".join(one.letter for one in past.versions)
    if len(letters) < 2:  # noqa: PLR2004
        raise CopyTestRefused(CopyTestProblem.TOO_FEW_VERSIONS)
    if letters != PAST_LETTERS[: len(letters)]:
        raise CopyTestRefused(CopyTestProblem.LETTERS)
    if past.control not in letters:
        raise CopyTestRefused(CopyTestProblem.NO_CONTROL)
    return replace(
        past, versions=tuple(map(cleaned, past.versions)), title=clean(past.title),
        source=clean(past.source),
    )  # fmt: skip


def put(session: Session, shop: OpenShop, pasts: Sequence[Past], now: datetime) -> list[int]:
    """Put in results as ``kept_as`` tells them; their numbers."""
    return copy_tests.add_many(
        session, [(_row(shop, one, now), one.versions, one.counts) for one in pasts]
    )


def _row(shop: OpenShop, past: Past, now: datetime) -> CopyTestRow:
    days = {one.day for one in past.counts if one.day is not None}
    period = past.period or (Period(min(days), max(days)) if days else None)
    return CopyTestRow(
        shop_id=shop.id, id=0, status=TestStatus.IMPORTED.value, title=past.title,
        design=past.design.value, response=past.response.value, control=past.control,
        first_day=None if period is None else period.first, seed=secrets.token_hex(16),
        days=1 if period is None else period.days, source=past.source, created_at=now,
    )  # fmt: skip
