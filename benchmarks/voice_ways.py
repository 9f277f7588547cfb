"""The ways of ``voice_size.py``, each run in a process of its own: ``voice_ways.py WAY JSON``."""

# ruff: noqa: PLC0415  (a process imports only what its way needs, or its memory says nothing)

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from ways import NOW, Watch, peak_mb

_PLACES: Final = {
    "rating": "구매자평점", "text": "리뷰상세내용", "helpful": "리뷰도움수",
    "written_at": "리뷰등록일", "review_no": "리뷰글번호", "line_no": "상품주문번호",
    "replied_at": "답글등록일시",
}  # fmt: skip
_NUMBERS: Final = frozenset({"rating", "helpful"})
_SAME: Final[dict[str, Any]] = {
    "shop_id": 1, "upload_id": 1, "rank": 1_790_000_000, "current": 1, "mall": 1, "product_id": 7,
    "key": "0123456789abcdef0123456789abcdef", "has_reply": 1, "shown": 1,
}  # fmt: skip


def write(folder: str, reviews: int) -> dict[str, Any]:
    """Write the file of reviews."""
    from voice_shop import write as written

    file = written(Path(folder), reviews)
    return {"file": str(file), "megabytes": file.stat().st_size / 1e6}


def floor(file: str, folder: str) -> dict[str, Any]:
    """Read the cells and insert prepared tuples into the table without indexes."""
    from python_calamine import CalamineWorkbook
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    from core.store.fact_tables import TABLES
    from core.terms import Record

    table = TABLES[Record.REVIEW]
    connection = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    names = [column.name for column in table.columns]
    parsing, inserting = Watch(), Watch()
    with parsing:
        book = CalamineWorkbook.from_path(file)
        headings, *rows = book.get_sheet_by_index(0).iter_rows()
    place = {str(name): at for at, name in enumerate(headings)}
    prepared = [_prepared(number, row, place, names) for number, row in enumerate(rows)]
    with inserting:
        connection.execute("BEGIN")
        marks = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO review VALUES ({marks})", prepared)  # noqa: S608
        connection.execute("COMMIT")
    connection.close()
    return {"seconds": parsing.seconds + inserting.seconds, "cpu": parsing.cpu + inserting.cpu}


def _prepared(
    number: int, row: list[Any], place: dict[str, int], names: list[str]
) -> tuple[Any, ...]:
    values: dict[str, Any] = {**_SAME, "number": number}
    for name, heading in _PLACES.items():
        cell = row[place[heading]]
        if name.endswith("_at"):
            cell = 1_700_000_000 + int(cell[-8:].replace(":", "")) if cell else None
        values[name] = int(cell) if name in _NUMBERS else cell
    return tuple(values.get(name) for name in names)


def dangol(file: str, folder: str) -> dict[str, Any]:
    """Take the file as the product does, into the shop with its orders."""
    from core.services import importing
    from core.services.opening import open_shop

    shop = open_shop(Path(folder))
    watch = Watch()
    with watch:
        receipt = importing.take(shop, importing.Source(Path(file).name, Path(file)), now=NOW)
    shop.close()
    return {"seconds": watch.seconds, "cpu": watch.cpu, "new": receipt.saved.new,
            "refused": receipt.tally.refused}  # fmt: skip


def pandas(file: str, folder: str) -> dict[str, Any]:
    """Read the file with pandas and write it with ``to_sql``, as scripts do."""
    import pandas as pd

    connection = sqlite3.connect(Path(folder) / "pandas.db")
    watch = Watch()
    with watch:
        frame = pd.read_excel(file, engine="calamine", dtype=str)
        frame["리뷰등록일"] = pd.to_datetime(frame["리뷰등록일"], format="%Y.%m.%d. %H:%M:%S")
        frame.to_sql("review", connection, index=False, if_exists="replace")
        connection.commit()
    connection.close()
    return {"seconds": watch.seconds, "cpu": watch.cpu}


def pages(folder: str, rounds: int) -> dict[str, Any]:
    """Read all texts once, then ask what each tab asks: the first time, and the best of rounds."""
    from voice_pages import Pages

    side, reading = Pages(Path(folder)), Watch()
    with reading:
        count = side.read()
    found: dict[str, Any] = {}
    for name, call in side.tabs().items():
        taken = []
        for _ in range(rounds + 1):
            watch = Watch()
            with watch:
                call()
            taken.append(watch)
        found[name] = {"first": taken[0].cpu, "cpu": min(one.cpu for one in taken[1:]),
                       "seconds": min(one.seconds for one in taken[1:])}  # fmt: skip
    return {"read": count, "seconds": reading.seconds, "cpu": reading.cpu, "tabs": found}


def numbers(folder: str, side: str, rounds: int) -> dict[str, Any]:
    """The numbers both sides give, with the best time of each."""
    from voice_pages import Pages, answers
    from voice_rival import Frames

    asked = Pages(Path(folder)) if side == "dangol" else Frames(Path(folder))
    reading = Watch()
    with reading:
        asked.read()
    found: dict[str, Any] = {}
    for name, call in answers(asked).items():
        taken, told = [], {}
        for _ in range(rounds + 1):
            watch = Watch()
            with watch:
                told = call()
            taken.append(watch.cpu)
        found[name] = {"cpu": min(taken[1:]), "told": {k: v for k, v in told.items() if v}}
    return {"reading": reading.cpu, "numbers": found}


WAYS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "write": write,
    "floor": floor,
    "dangol": dangol,
    "pandas": pandas,
    "pages": pages,
    "numbers": numbers,
}

if __name__ == "__main__":
    found = WAYS[sys.argv[1]](**json.loads(sys.argv[2]))
    print(json.dumps({**found, "peak_mb": peak_mb()}))
