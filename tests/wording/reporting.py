"""Reports for tests of their words and files."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from core.analysis.care_queue import Kind
from core.services import report
from core.services.opening import OpenShop
from core.services.report import Done, Report, ReportKind
from core.services.report_done import DoneKind
from core.services.report_kept import Drift
from core.services.report_spans import span_of
from core.wording import (
    reports,
)
from core.wording.reports import Document
from tests import shops
from tests.services.test_today_traffic import tell, visits
from tests.shops import LAST

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
WEEK = span_of(ReportKind.WEEK, LAST)
MONTH = span_of(ReportKind.MONTH, date(2026, 10, 5))


def made(shop: OpenShop, span=WEEK, on: date = TODAY) -> Report:
    return report.make(shop, span, on, NOW)


def told(found: Report, shop: str = "단골상점", drift: Drift | None = None) -> Document:
    return reports.document(found, shop, NOW, drift)


def whole(folder: Path) -> Report:
    """The report of a week in which orders fell, with visits."""
    shop = shops.opened(folder)
    since = LAST - timedelta(days=6)
    shops.take(shop, shops.without(shops.steady(500, 12, seed=11), 0.4, since))
    tell(shop, visits(400, 400))
    found = made(shop)
    shop.close()
    cared = [Done(DoneKind.CARE, count=7, care=kind) for kind in list(Kind)[:2]]
    return replace(found, done=(*cared, Done(DoneKind.SOLVED, count=1)))
