"""How long 메시지 and 보고서 take in a shop of many messages, on SQLite and on PostgreSQL.

    python -m benchmarks.messages --folder FOLDER --url postgresql+psycopg://…/empty --rounds 3

The shop of ``page_shop.py`` with what ``message_shop.py`` adds to it, made where it is not there
yet. Every tab is drawn by the test driver with nothing remembered, then after somebody wrote a
note, and once more with nothing changed. Settling and writing out of a list, and each file of a
report, are asked of the services. Milliseconds are those of the processor, of this process, on
SQLite; what PostgreSQL takes is told by the clock, as its server works in processes of its own:
the middle one of its ratios to SQLite within a round, both by the clock.
"""

import argparse
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from core.services import (
    messages_export,
    messages_lists,
    messages_results,
    messages_sends,
    report,
    report_spans,
)
from core.services.messages_sends import Send
from core.services.opening import OpenShop, open_shop
from core.services.report import ReportKind
from core.wording import report_charts, report_excel, report_html, report_pdf, report_text, reports
from core.wording.reports import Document

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import message_shop  # noqa: E402  (it imports its neighbours by their bare names)
import page_shop  # noqa: E402
from message_shop import ADVERTISED, TOLD, Messages  # noqa: E402

MESSAGES: Final = "pages/customers/messages.py"
PREPARE: Final = {"tab": "prepare"}
REPORTS: Final = "pages/manage/reports.py"
FILES: Final[dict[str, Callable[[Document], object]]] = {
    "PDF": report_pdf.pdf, "Excel": report_excel.excel, "to print": report_html.html,
    "tables": report_text.bundle, "text": report_text.text,
    "picture": lambda one: report_charts.days_png(one.points),
}  # fmt: skip

Took = tuple[float, float]
"""Seconds of the processor, and of the clock."""


def main() -> None:
    """Make what is not there, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000, help="order lines")
    parser.add_argument("--customers", type=int, default=300_000)
    parser.add_argument("--products", type=int, default=200)
    parser.add_argument("--sends", type=int, default=40, help="sendings")
    parser.add_argument("--most", type=int, default=100_000, help="people of the longest list")
    parser.add_argument("--consents", type=int, default=120_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the shop is kept; made if not there")
    parser.add_argument("--url", help="a database of PostgreSQL: empty, or made by this before")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dangol-benchmark-") as name:
        folder = wanted.folder or Path(name)
        os.environ["DANGOL_DATA"] = str(folder)
        sides = ["", wanted.url] if wanted.url else [""]
        for url in sides:
            _made(folder, url, wanted)
        _measured(folder, sides, wanted.rounds)


def _made(folder: Path, url: str, wanted: argparse.Namespace) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shop = _opened(folder, url)
    if not report_spans.listing(shop, page_shop.TODAY).weeks:
        shop.close()
        page_shop.make(folder, page_shop.Size(wanted.lines, wanted.customers, wanted.products))
        shop = _opened(folder, url)
    message_shop.furnish(shop, Messages(wanted.sends, wanted.most, wanted.consents))
    if url:
        with shop.store.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    shop.store.settle_file()
    shop.close()


def _opened(folder: Path, url: str) -> OpenShop:
    """The shop at an address; the pages open the same one."""
    os.environ.pop("DATABASE_URL", None)
    if url:
        os.environ["DATABASE_URL"] = url
    return open_shop(folder)


def _measured(folder: Path, sides: list[str], rounds: int) -> None:
    took: list[list[dict[str, Took]]] = [[] for _ in sides]
    for _round in range(rounds):
        for place, url in enumerate(sides):
            took[place].append(_round_of(folder, url))
    print("| what | SQLite, ms | PostgreSQL ÷ SQLite, clock |\n|---|---:|---:|")
    for name in took[0][0]:
        cpu = min(one[name][0] for one in took[0]) * 1000
        ratio = ""
        if len(sides) > 1:
            pairs = zip(*took, strict=True)
            ratio = f"{statistics.median(b[name][1] / a[name][1] for a, b in pairs):.1f}"
        print(f"| {name} | {cpu:.0f} | {ratio} |", flush=True)


def _round_of(folder: Path, url: str) -> dict[str, Took]:
    """Everything once."""
    shop = _opened(folder, url)
    numbers = {one.title: one.number for one in messages_sends.listed(shop)}
    told: dict[str, Took] = {}
    try:
        for tab in ("scenarios", "results", "record"):
            told |= _drawn(shop, tab, MESSAGES, {"tab": tab})
        told |= _drawn(shop, "prepare, everybody", MESSAGES, PREPARE, numbers[TOLD])
        told |= _drawn(shop, "prepare, a group", MESSAGES, PREPARE, numbers[ADVERTISED])
        told |= _list(shop, numbers[TOLD])
        told |= _reports(shop)
    finally:
        shop.close()
    return told


def _list(shop: OpenShop, number: int) -> dict[str, Took]:
    """Settle a list, look at it, write it out, and prepare it anew."""
    told: dict[str, Took] = {}
    kept: list[Send] = []
    before = messages_sends.find(shop, number)
    told["settle a list"] = _timed(
        lambda: kept.append(messages_lists.settle(shop, before, page_shop.NOW))
    )
    told |= _drawn(shop, "prepare, a list", MESSAGES, PREPARE, number)
    people = message_shop.contacts(shop)
    told["write a list out"] = _timed(
        lambda: messages_export.export(shop, kept[0], people, page_shop.NOW)
    )
    messages_lists.reopen(shop, kept[0], page_shop.NOW)
    told["results, other days"] = _timed(
        lambda: messages_results.results(shop, page_shop.TODAY, messages_results.WINDOWS[-1])
    )
    return told


def _reports(shop: OpenShop) -> dict[str, Took]:
    """The report of a week and of a month, and every file of the month."""
    listing = report_spans.listing(shop, page_shop.TODAY)
    told: dict[str, Took] = {}
    for kind in ReportKind:
        span = listing.usual(kind, page_shop.TODAY)
        assert span is not None  # noqa: S101  (the shop has three years)
        told |= _drawn(shop, f"report, {kind}", REPORTS, {"of": span.key})
        found = report.make(shop, span, page_shop.TODAY, page_shop.NOW)
    document = reports.document(found, "", page_shop.NOW)
    report_charts.warm()
    for name, make in FILES.items():
        told[f"report, {name}"] = _timed(lambda make=make: make(document))
    return told


def _drawn(
    shop: OpenShop, name: str, page: str, address: dict[str, str], number: int | None = None
) -> dict[str, Took]:
    """A tab with nothing remembered, after a note, and with nothing changed."""
    st.cache_resource.clear()
    st.cache_data.clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    app.session_state["session.language"] = "ko"
    # A page without orders opens the store, so that only the tab itself is measured.
    app.switch_page("pages/manage/settings.py").run()
    for key, value in address.items():
        app.query_params[key] = value
    if number is not None:
        app.session_state["messages.prepare.open"] = number
    told = {name: _timed(app.switch_page(page).run)}
    assert not app.exception, app.exception  # noqa: S101
    with shop.store.write():
        pass
    told[f"{name}, after a note"] = _timed(app.run)
    told[f"{name}, again"] = _timed(app.run)
    return told


def _timed(work: Callable[[], object]) -> Took:
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - clock


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    main()
