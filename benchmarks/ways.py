"""The ways that are compared, each run in a process of its own: ``ways.py WAY JSON``.

A way gets its arguments as one JSON object and prints one: ``seconds`` (only of what is
compared, without imports) and ``peak_mb``, the most memory the process ever held.
"""

# ruff: noqa: PLC0415  (a process imports only what its way needs, or its memory says nothing)

import csv
import json
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

NOW: Final = datetime(2026, 11, 25, 3, tzinfo=UTC)
CHUNK: Final = 10_000
NAME: Final = "스마트스토어_전체주문발주발송관리_20261120_0910.csv"
KEPT: Final = (
    "상품주문번호", "주문번호", "주문일시", "결제일", "주문상태", "수량", "상품가격",
    "최종 상품별 할인액", "판매자 부담 할인액", "최종 상품별 총 주문금액", "상품번호", "상품명",
    "판매자 상품코드", "구매자명", "구매자ID", "통합배송지", "결제위치", "판매채널", "결제수단",
    "발주확인일", "발송기한", "발송처리일", "배송비 묶음번호", "배송비 합계", "정산예정금액",
    "네이버페이 주문관리 수수료", "매출연동 수수료",
)  # fmt: skip
"""The headings whose values are stored."""


@dataclass(slots=True)
class Watch:
    """A stopwatch that runs only inside ``with`` blocks."""

    seconds: float = 0.0
    cpu: float = 0.0
    """Seconds of processor time, of all threads: steadier than the clock on a busy machine."""
    _since: tuple[float, float] = field(default=(0.0, 0.0), repr=False)

    def __enter__(self) -> None:
        """Start."""
        self._since = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        clock, cpu = self._since
        self.seconds += time.perf_counter() - clock
        self.cpu += time.process_time() - cpu


def generate(file: str, lines: int, first_line: int, changed: float) -> dict[str, Any]:
    """Write a long dispatch export."""
    from core.sample import large

    watch = Watch()
    with watch:
        large(lines, Path(file), first_line=first_line, changed=changed)
    return {"seconds": watch.seconds, "megabytes": Path(file).stat().st_size / 1e6}


def floor(file: str, folder: str) -> dict[str, Any]:
    """Decode, parse and insert prepared tuples: what no import can do without."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    from core.store.tables import OrderLine, table_of

    table = table_of(OrderLine)
    connection = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    names = [column.name for column in table.columns]
    marks = ", ".join("?" * len(names))
    parsing, inserting = Watch(), Watch()
    with Path(file).open(encoding="cp949", newline="") as text:
        rows = csv.reader(text)
        place = {name: position for position, name in enumerate(next(rows))}
        connection.execute("BEGIN")
        for chunk in _chunks(rows, parsing):
            prepared = [_prepared(row, place, names) for row in chunk]
            with inserting:
                connection.executemany(f"INSERT INTO order_line VALUES ({marks})", prepared)  # noqa: S608
        with inserting:
            connection.execute("COMMIT")
    connection.close()
    return {
        "seconds": parsing.seconds + inserting.seconds,
        "cpu": parsing.cpu + inserting.cpu,
        "parsing": parsing.seconds,
        "inserting": inserting.seconds,
    }


def dangol(file: str, folder: str, name: str = NAME) -> dict[str, Any]:
    """Take the file as the product does."""
    from core.services import importing
    from core.services.opening import open_shop

    shop = open_shop(Path(folder))
    watch = Watch()
    with watch:
        receipt = importing.take(shop, importing.Source(name, Path(file)), now=NOW)
    shop.close()
    saved = receipt.saved
    return {
        "seconds": watch.seconds,
        "cpu": watch.cpu,
        "new": saved.new,
        "changed": saved.changed,
        "same": saved.same,
        "refused": receipt.tally.refused,
    }


def pandas(file: str, folder: str) -> dict[str, Any]:
    """Read the file with pandas and write it with ``to_sql``, as scripts do."""
    return _pandas(file, folder, None)


def pandas_kept(file: str, folder: str) -> dict[str, Any]:
    """The same, with only those columns that are stored."""
    return _pandas(file, folder, KEPT)


def _pandas(file: str, folder: str, columns: tuple[str, ...] | None) -> dict[str, Any]:
    import pandas as pd

    connection = sqlite3.connect(Path(folder) / "pandas.db")
    watch = Watch()
    with watch:
        frame = pd.read_csv(file, encoding="cp949", usecols=columns, low_memory=False)
        frame.to_sql("order_line", connection, index=False, if_exists="replace")
        connection.commit()
    connection.close()
    return {"seconds": watch.seconds, "cpu": watch.cpu}


def questions(folder: str, today: str) -> dict[str, Any]:
    """Ask everything the page 오늘 shows: once right after opening, then six times more."""
    from datetime import date

    from core.services import today as page
    from core.services.opening import open_shop

    shop = open_shop(Path(folder))
    day = date.fromisoformat(today)
    moment = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    taken = []
    for _ in range(7):
        watch = Watch()
        with watch:
            seen = page.overview(shop, today=day, now=moment)
        taken.append(watch)
    shop.close()
    return {
        "seconds": statistics.median(one.seconds for one in taken[1:]),
        "cpu": statistics.median(one.cpu for one in taken[1:]),
        "first": taken[0].seconds,
        "stage": seen.stage.value,
    }


def _chunks(rows: Iterator[list[str]], watch: Watch) -> Iterator[list[list[str]]]:
    while True:
        with watch:
            chunk = list(islice(rows, CHUNK))
        if not chunk:
            return
        yield chunk


_CELLS: Final = {
    "line_no": "상품주문번호", "order_no": "주문번호", "product_code": "판매자 상품코드",
    "shipping_bundle": "배송비 묶음번호",
}  # fmt: skip
_NUMBERS: Final = {
    "quantity": "수량", "unit_price": "상품가격", "discount": "최종 상품별 할인액",
    "seller_discount": "판매자 부담 할인액", "amount": "최종 상품별 총 주문금액",
    "shipping_fee": "배송비 합계", "settlement_expected": "정산예정금액",
    "payment_fee": "네이버페이 주문관리 수수료", "channel_fee": "매출연동 수수료",
    "buyer_id": "우편번호", "product_id": "우편번호",
}  # fmt: skip
_MOMENTS: Final = {
    "ordered_at": "주문일시", "paid_at": "결제일", "placed_at": "발주확인일",
    "ship_due": "발송기한", "dispatched_at": "발송처리일",
}  # fmt: skip
_CODES: Final = {
    "shop_id": 1, "mall": 1, "day": 20_000, "hour": 12, "state": 6, "region": 11, "route": 1,
    "device": 2, "sales_channel": 1, "payment_means": 2, "as_of": 1_790_000_000, "created_by": 1,
    "changed_by": 1,
}  # fmt: skip


def _prepared(row: list[str], place: dict[str, int], names: list[str]) -> tuple[Any, ...]:
    """The values of one stored row, of the kind and size the store keeps."""
    return tuple(_value(row, place, name) for name in names)


def _value(row: list[str], place: dict[str, int], name: str) -> str | int | None:
    if name in _CELLS:
        return row[place[_CELLS[name]]]
    if name in _NUMBERS:
        return int(row[place[_NUMBERS[name]]] or 0)
    if name in _MOMENTS:
        written = row[place[_MOMENTS[name]]]
        return 1_700_000_000 + int(written[-8:].replace(":", "") or 0) if written else None
    return _CODES.get(name)


def peak_mb() -> float:
    """The most memory this process ever held, not counting the one that started it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


WAYS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "generate": generate,
    "floor": floor,
    "dangol": dangol,
    "pandas": pandas,
    "pandas_kept": pandas_kept,
    "questions": questions,
}

if __name__ == "__main__":
    found = WAYS[sys.argv[1]](**json.loads(sys.argv[2]))
    print(json.dumps({**found, "peak_mb": peak_mb()}))
