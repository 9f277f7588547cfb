"""Lets the acceptance script ask the importer about one file."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa

from core.importers import Identity, Reading, UnreadableFile, read
from core.services import copy_test_past
from core.services.copy_test_headings import Asked
from core.services.copy_test_sheets import CountsRefused
from core.services.receipts import Refused, Source
from core.stats.ab.arms import arm
from core.stats.ab.comparison import compare
from core.terms import SEOUL, FileReason
from core.terms.copy_tests import Design, Response, added

TODAY = date(2026, 11, 22)
KEY = Identity(b"a key for tests, thirty-two bytes")

FIELDS = {
    "line_no": "상품주문번호",
    "order_no": "주문번호",
    "product_no": "상품번호",
    "product_name": "상품명",
    "product_code": "판매자 상품코드",
    "quantity": "수량",
    "amount": "최종 상품별 총 주문금액",
    "unit_price": "상품가격",
    "route": "유입경로",
    "buyer_key": "구매자",
}
MONEY = ("amount", "gross_last")
"""What is added up of orders and of statistics."""


def run(data: bytes, upload_name: str, kind: str, password: str | None) -> dict[str, Any]:
    """What becomes of a file, in the words of the acceptance script."""
    if kind == "ab":
        return compared(data, upload_name)
    try:
        reading = read(upload_name, data, identity=KEY, today=TODAY, password=password)
        tables = list(reading.batches())
    except UnreadableFile as error:
        return refused(error.reason)
    return taken(reading, tables)


def compared(data: bytes, upload_name: str) -> dict[str, Any]:
    """What becomes of a file with the counts of two versions, and whether they differ."""
    asked = Asked(Design.AD_PLATFORM, Response.CLICKS)
    try:
        found = copy_test_past.past_from(Source(upload_name, data), asked, TODAY)
    except Refused as error:
        return refused(error.reason)
    except CountsRefused as error:
        return {"action": "reject", "accepted": 0, "reason": error.faults[0].reason.value}
    one, other = added(found.tests[0].counts, asked.design).values()
    said = compare(arm(one.reacted, one.shown), arm(other.reacted, other.shown))
    return {
        "action": "accept",
        "accepted": len(found.tests[0].counts),
        "p": float(said.p),
        "significant": bool(said.differs),
    }


def refused(reason: FileReason) -> dict[str, Any]:
    """Nothing was taken."""
    action = "ask_password" if reason is FileReason.ENCRYPTED else "reject"
    return {"action": action, "accepted": 0, "reason": reason.value}


def taken(reading: Reading, tables: list[pa.Table]) -> dict[str, Any]:
    """Some rows, or all of them."""
    told = [row for table in tables for row in table.to_pylist()]
    rows = [named(row) for row in told]
    rejected: dict[int, list[str]] = {}
    for problem in reading.problems:
        rejected.setdefault(problem.line, []).append(problem.reason.value)
    warned: dict[int, list[str]] = {}
    for remark in reading.remarks:
        warned.setdefault(remark.line, []).append(remark.reason.value)
    assert reading.rows == reading.accepted + reading.refused + reading.skipped
    return {
        "action": "partial" if rejected else "accept",
        "accepted": reading.accepted,
        "sum_amount": sum(row.get(name) or 0 for row in told for name in MONEY),
        "rejected": rejected,
        "skipped": {skip.line: skip.reason.value for skip in reading.skips},
        "warned": warned,
        "warn": [warning.value for warning in reading.warnings],
        "rows": rows,
    }


def named(row: dict[str, Any]) -> dict[str, Any]:
    """A row under the headings of its file."""
    known = {korean: row[ours] for ours, korean in FIELDS.items() if ours in row}
    moments = {"결제일": "paid_at", "주문일시": "ordered_at"}
    wall = {
        korean: datetime.fromtimestamp(row[ours], SEOUL).replace(tzinfo=None)
        for korean, ours in moments.items()
        if row.get(ours) is not None
    }
    return {"line": row["line"], **known, **wall}
