"""How long each tab of 고객과 단골 and 타깃 비교 takes, on SQLite and on PostgreSQL.

    python -m benchmarks.customers_tabs FOLDER --lines 300000 --url postgresql+psycopg://…/empty

The shop of ``page_shop.py`` with aims and monthly statistics of age and gender, made where it is
not there yet, once in FOLDER and once in the database at the address. Every tab is drawn by the
test driver with nothing remembered, and once more with what it remembers then; both stores take
turns, so that a ratio is one of the same minute. Times are those of the clock, as the server of
PostgreSQL works in processes of its own. Without ``--url`` SQLite alone is measured.
"""

import argparse
import logging
import os
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.analysis.target import Dimension
from core.services import target_shares
from core.services.opening import OpenShop, open_shop
from core.services.target_shares import Aim
from core.store import records, uploads
from core.store.tables import Upload
from core.terms import DataSet, Gender, Record, Subject, Vocabulary
from core.terms.records import DIMENSIONS, SCHEMAS

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import page_shop  # noqa: E402  (it imports its neighbours by their bare names)

TABS: Final = {
    "pages/customers/customers.py": ("states", "again", "due", "value", "one", "groups"),
    "pages/customers/target.py": ("compare", "personas", "when", "content", "brief"),
}
AGES: Final = ("20대", "30대", "40대", "50대")
MONTHS: Final = 12
REPORT: Final = "bizadvisor_demography"


def main() -> None:
    """Make what is not there, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=300_000)
    parser.add_argument("--customers", type=int, default=90_000)
    parser.add_argument("--url", help="an empty database of PostgreSQL, or one made by this before")
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    size = page_shop.Size(wanted.lines, wanted.customers, 200)
    logging.disable(logging.CRITICAL)
    sides = {"SQLite": None} | ({"PostgreSQL": wanted.url} if wanted.url else {})
    for url in sides.values():
        _made(wanted.folder, url, size)
    heads = [f"{side}, {which}" for which in ("first, ms", "again, ms") for side in sides]
    print("| tab |", " | ".join(heads), "| ratio, first | ratio, again |")
    print("|---|" + "---|" * (len(heads) + 2))
    for page, tabs in TABS.items():
        for tab in tabs:
            _measured(wanted.folder, sides, (page, tab), wanted.rounds)


def _made(folder: Path, url: str | None, size: page_shop.Size) -> None:
    """The shop at an address, unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    with _at(folder, url):
        shop = open_shop(folder)
        is_there = target_shares.listed(shop)[Dimension.AGE].percents is not None
        shop.close()
        if is_there:
            return
        if url is not None or not (folder / "lines.parquet").exists():
            page_shop.make(folder, size)
        shop = open_shop(folder)
        for dimension, percents in (
            (Dimension.AGE, (0, 40, 30, 20, 10, 0)), (Dimension.DEVICE, (60, 40)),
        ):  # fmt: skip
            target_shares.keep(shop, Aim(dimension, percents), page_shop.NOW)
        _people(shop, size.lines)
        shop.store.settle_file()
        shop.close()


def _people(shop: OpenShop, lines: int) -> None:
    """Statistics of age and gender, a file a month, that count about as many as the orders."""
    rng = np.random.default_rng(5)
    names = DIMENSIONS[Record.STATISTIC]
    level = sum(1 << names.index(one) for one in ("age_band", "gender"))
    for first, last in _months():
        rows = [
            {"line": at, "report": REPORT, "subject": Subject.DEMOGRAPHY.value, "level": level,
             "vocabulary": Vocabulary.BIZADVISOR.value, "first_day": _number(first),
             "last_day": _number(last), "age_band": age, "gender": gender.value,
             "payments": int(rng.poisson(lines / 36 / 8))}
            for at, (age, gender) in enumerate(
                (age, gender) for age in AGES for gender in (Gender.FEMALE, Gender.MALE))
        ]  # fmt: skip
        table = pa.table({
            one.name: pa.array([row[one.name] for row in rows], one.type)
            for one in SCHEMAS[Record.STATISTIC] if one.name in rows[0]
        })  # fmt: skip
        with shop.store.write() as session:
            upload = Upload(
                shop_id=shop.id, id=0, name=f"people_{first}.csv", sha256=str(first),
                format_id=REPORT, created_at=page_shop.NOW, data_set=DataSet.CUSTOMERS.value,
            )  # fmt: skip
            uploads.book(session, upload)
            loading = records.Loading(session, shop.id, upload.id, None, Record.STATISTIC)
            loading.add(table)
            loading.settle()


def _months() -> Iterator[tuple[date, date]]:
    last = page_shop.LAST.replace(day=1) - timedelta(days=1)
    for _month in range(MONTHS):
        yield last.replace(day=1), last
        last = last.replace(day=1) - timedelta(days=1)


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


class _at:  # noqa: N801  (used as a statement)
    """Let the pages open one of the stores."""

    def __init__(self, folder: Path, url: str | None) -> None:
        self._folder, self._url = folder, url

    def __enter__(self) -> None:
        os.environ["DANGOL_DATA"] = str(self._folder)
        os.environ.pop("DATABASE_URL", None)
        if self._url:
            os.environ["DATABASE_URL"] = self._url
        st.cache_resource.clear()
        st.cache_data.clear()

    def __exit__(self, *_raised: object) -> None:
        os.environ.pop("DATABASE_URL", None)
        st.cache_resource.clear()
        st.cache_data.clear()


def _measured(
    folder: Path, sides: dict[str, str | None], asked: tuple[str, str], rounds: int
) -> None:
    page, tab = asked
    took: dict[str, list[tuple[float, float]]] = {side: [] for side in sides}
    for _round in range(rounds):
        for side, url in sides.items():
            with _at(folder, url):
                took[side].append(_drawn(page, tab))
    told = [f"{min(pair[at] for pair in took[side]) * 1000:.0f}" for at in (0, 1) for side in sides]
    one, *_more, other = [*sides, *sides]
    for at in (0, 1):
        pairs = zip(took[one], took[other], strict=True)
        told.append(f"{statistics.median(b[at] / a[at] for a, b in pairs):.1f}")
    print(f"| {Path(page).stem} {tab} |", " | ".join(told), "|", flush=True)


def _drawn(page: str, tab: str) -> tuple[float, float]:
    """Seconds until a tab is drawn with nothing remembered, and with what is remembered then."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    app.session_state["session.language"] = "ko"
    # A page without orders opens the store, so that only the tab itself is measured.
    app.switch_page("pages/manage/settings.py").run()
    app.query_params["tab"] = tab
    begun = time.perf_counter()
    app.switch_page(page).run()
    first = time.perf_counter() - begun
    assert not app.exception, app.exception  # noqa: S101
    begun = time.perf_counter()
    app.run()
    return first, time.perf_counter() - begun


if __name__ == "__main__":
    main()
