"""Reports as they were made first, and why one of them tells something else today."""

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from math import isclose
from typing import Any, Final

from sqlmodel import Session

from core.services.opening import OpenShop
from core.services.report import Report
from core.store import StoreProblem, reports, turns, uploads
from core.store.reports import Made
from core.store.uploads import UploadEntry
from core.terms import Period

METHOD: Final = "report.v2"
"""Kept with every report; another method gets another name."""

NAMED: Final = 5
"""So many files are named."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One of the numbers that is another today; ``is_before``: of the days it is held against."""

    metric: str
    then: float | None
    now: float | None
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Drift:
    """How a report differs from what it told when it was made, and why.

    Attributes:
        made_at: when it was made.
        words: what it said then.
        moved: the numbers that are others now.
        claims: whether conclusions are others now.
        added: files that came since then.
        undone: files that were taken back since then.
        people: whether customers were made one, parted or deleted since then.
        method: whether the program works it out in another way by now.
    """

    made_at: datetime
    words: str
    moved: tuple[Moved, ...] = ()
    claims: bool = False
    added: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    people: bool = False
    method: bool = False

    @property
    def is_same(self) -> bool:
        """Whether it tells what it told then."""
        return not self.moved and not self.claims


def keep(shop: OpenShop, report: Report, words: str, now: datetime) -> bool:
    """Keep a report when it is made for the first time; whether it was kept now.

    One that is not whole is not kept. A store that cannot be written just now is no reason not to
    show the report; it is kept the next time.
    """
    if not report.is_whole:
        return False
    with shop.store.read() as session:
        if _latest(session, shop, report) is not None:
            return False
    with contextlib.suppress(StoreProblem), shop.store.aside() as session:
        # Of two windows that make the same report one keeps it.
        turns.alone(session, shop.id)
        if _latest(session, shop, report) is None:
            _put(session, shop, report, words, now)
            return True
    return False


def renew(shop: OpenShop, report: Report, words: str, now: datetime) -> None:
    """Keep a report as it is now; what it told before stays in the store.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        _put(session, shop, report, words, now)


def drift(shop: OpenShop, report: Report) -> Drift | None:
    """How a report differs from what it told when it was made; None where it was not made before.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        made = _latest(session, shop, report)
        if made is None:
            return None
        there = uploads.history(session, shop.id)
        people = _people(session, shop)
    before, now = json.loads(made.figures), _figures(report)
    files = json.loads(made.uploads)
    moved = tuple(
        Moved(name, before[side].get(name), value, side == "before")
        for side in ("kpis", "before")
        for name, value in now[side].items()
        if not _same(before[side].get(name), value)
    )
    return Drift(
        made.made_at,
        made.words,
        moved,
        before["claims"] != now["claims"],
        _added(there, files["files"], report.span.period),
        tuple(one.name for one in there if one.undone_at is not None and one.id in files["files"]),
        people != files["people"],
        made.method != METHOD,
    )


def _added(there: list[UploadEntry], known: list[int], period: Period) -> tuple[str, ...]:
    """The files that came since, those that touch the days of the report or before it first."""
    new = [one for one in there if one.undone_at is None and one.id not in known]
    touching = [
        one.name
        for one in new
        if one.period is None or one.period.first <= period.last
    ]  # fmt: skip
    return tuple(touching or [one.name for one in new])


def _latest(session: Session, shop: OpenShop, report: Report) -> Made | None:
    span = report.span
    return reports.latest(session, shop.id, span.kind.value, span.period.first)


def _put(session: Session, shop: OpenShop, report: Report, words: str, now: datetime) -> None:
    files = [one.id for one in uploads.history(session, shop.id) if one.undone_at is None]
    there = {"files": sorted(files), "people": _people(session, shop)}
    figures = json.dumps(_figures(report), ensure_ascii=False)
    span = report.span
    made = Made(
        span.kind.value, span.period.first, figures, json.dumps(there), words, METHOD, now
    )  # fmt: skip
    reports.put(session, shop.id, made)


def _figures(report: Report) -> dict[str, Any]:
    return {
        "kpis": {one.metric: one.now for one in report.kpis},
        "before": {one.metric: one.before for one in report.kpis},
        "claims": [one.id for one in report.verdicts],
    }


def _people(session: Session, shop: OpenShop) -> list[int]:
    """Numbers that change when customers are made one, parted or deleted."""
    return list(uploads.signature(session, shop.id)[3:6])


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
