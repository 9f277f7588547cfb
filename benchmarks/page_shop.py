"""A big shop for ``pages.py``: as a store, and as the frames a script would hold in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv

from core.services import actions, importing
from core.services.actions import Proposal, Said
from core.services.opening import OpenShop, open_shop
from core.store import records, uploads
from core.store.tables import Upload
from core.terms import DataSet, Record, Subject, Vocabulary
from core.terms.records import DIMENSIONS, SCHEMAS

TODAY: Final = date(2026, 11, 25)
LAST: Final = TODAY - timedelta(days=1)
NOW: Final = datetime(2026, 11, 25, 3, tzinfo=UTC)
FRAMES: Final = ("lines", "shop", "channels", "products")
FIRST_PRODUCT: Final = 5_000_000_000
_DAYS: Final = 1095
_CHANNELS: Final = 12
_WAYS: Final = ("검색", "광고")
_FILE: Final = "스마트스토어_전체주문발주발송관리_20261125_0010.csv"
_STATES: Final = ("구매확정", "취소", "반품", "결제완료", "배송중", "배송완료")
_ENDS: Final = (0.94, 0.04, 0.02)
"""How many lines end in each of the first states."""
_UNSENT, _ON_ITS_WAY, _ARRIVED = 3, 4, 5
_SENT_AFTER, _ARRIVES_AFTER, _CONFIRMED_AFTER = 1, 3, 10
"""Days after the payment on which an order is sent, arrives, and is confirmed."""
_TRIED: Final = ("net_sales", "pay_rate", "returning_share")
_TRIED_ON: Final = NOW - timedelta(days=45)

_Columns = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Size:
    """How big the shop is: order lines, customers and products."""

    lines: int
    customers: int
    products: int


def make(folder: Path, size: Size) -> None:
    """Make the store in ``folder`` and, beside it, the frames."""
    rng = np.random.default_rng(7)
    first = np.datetime64(LAST - timedelta(days=_DAYS - 1), "D")
    days = first.astype(np.int64) + np.arange(_DAYS)
    lines = _lines(rng, size, first)
    share = size.lines / _DAYS / 40  # visits of a thousandth
    facts = {
        "shop": _told(rng, {"first_day": days}, 1000 * share),
        "channels": _told(rng, _each(days, _CHANNELS, "channel"), 80 * share),
        "products": _told(rng, _each(days, size.products * len(_WAYS), "part"), 2 * share),
    }
    shop = open_shop(folder)
    _take_lines(shop, folder / _FILE, lines)
    for name, columns in facts.items():
        _take_facts(shop, _schema(name, columns))
    for metric in _TRIED:
        proposal = Proposal(f"benchmark.{metric}", {}, metric, "actions", Said(metric))
        actions.keep_proposal(shop, proposal, _TRIED_ON)
    shop.store.settle_file()
    shop.close()
    for name, columns in {"lines": lines, **facts}.items():
        pd.DataFrame(columns).to_parquet(folder / f"{name}.parquet")


def _lines(rng: np.random.Generator, size: Size, first: np.datetime64) -> _Columns:
    """Order lines in the order of time; every third order has two of them."""
    order = np.cumsum(rng.random(size.lines) < 0.75)  # noqa: PLR2004
    orders = int(order[-1]) + 1
    moment = np.sort(rng.integers(0, _DAYS * 86_400, orders))
    popular = 1 / (20 + np.arange(size.products))
    product = rng.choice(size.products, size.lines, p=popular / popular.sum())
    quantity = rng.integers(1, 4, size.lines)
    return {
        "order": order,
        "moment": (first.astype("datetime64[s]") + moment[order]),
        "buyer": rng.integers(0, size.customers, orders)[order],
        "mobile": (rng.random(orders) < 0.8)[order],  # noqa: PLR2004
        "product": product,
        "quantity": quantity,
        "amount": (9_900 + 1_000 * (product % 30)) * quantity,
        "state": rng.choice(len(_ENDS), size.lines, p=_ENDS),
    }


def _each(days: npt.NDArray[np.int64], count: int, name: str) -> _Columns:
    return {"first_day": np.repeat(days, count), name: np.tile(np.arange(count), len(days))}


def _told(rng: np.random.Generator, by: _Columns, visits: float) -> _Columns:
    seen = rng.poisson(visits, len(by["first_day"]))
    paid = rng.binomial(seen, 0.03)
    return {**by, "visits": seen, "detail_views": seen + seen // 3, "payments": paid,
            "net": paid * 21_000}  # fmt: skip


def _take_lines(shop: OpenShop, file: Path, lines: _Columns) -> None:
    texts = _written(lines["moment"])
    state, sent = _sent(lines)
    columns = {
        "상품주문번호": 2_026_000_000_000_000 + np.arange(len(texts)),
        "주문번호": 2_025_000_000_000_000 + lines["order"],
        "주문일시": texts, "결제일": texts,
        "주문상태": np.array(_STATES)[state],
        "발송기한": _written(lines["moment"] + np.timedelta64(3, "D")),
        "발송처리일": sent,
        "수량": lines["quantity"],
        "상품가격": lines["amount"] // lines["quantity"],
        "최종 상품별 총 주문금액": lines["amount"],
        "상품번호": FIRST_PRODUCT + lines["product"],
        "상품명": "상품 " + pd.Series(lines["product"]).astype(str),
        "구매자ID": "ex" + pd.Series(lines["buyer"]).astype(str),
        "구매자명": "홍길동",
        "결제위치": np.where(lines["mobile"], "MOBILE", "PC"),
    }  # fmt: skip
    pa_csv.write_csv(pa.Table.from_pandas(pd.DataFrame(columns), preserve_index=False), file)
    importing.take(shop, importing.Source(file.name, file), now=NOW)
    file.unlink()


def _written(moments: npt.NDArray[Any]) -> "pd.Series[str]":
    return pd.Series(np.datetime_as_string(moments)).str.replace("T", " ")


def _sent(lines: _Columns) -> tuple[npt.NDArray[Any], "pd.Series[str]"]:
    """How far each line is on the evening of ``LAST``, and when it was sent."""
    end = np.datetime64(TODAY, "s")
    age = (end - lines["moment"]) / np.timedelta64(1, "D")
    young = np.select(
        [age < _SENT_AFTER, age < _ARRIVES_AFTER, age < _CONFIRMED_AFTER],
        [_UNSENT, _ON_ITS_WAY, _ARRIVED],
        lines["state"],
    )
    state = np.where(lines["state"] == 0, young, lines["state"])
    sent = _written(lines["moment"] + np.timedelta64(_SENT_AFTER, "D"))
    return state, sent.where((age >= _SENT_AFTER) & (lines["state"] != 1), "")


def _schema(name: str, columns: _Columns) -> dict[str, Any]:
    """The columns as importers hand them over."""
    told: dict[str, Any] = {n: columns[n] for n in ("first_day", "visits", "payments", "net")}
    told |= {"last_day": told["first_day"], "gross": told["net"]}
    dimensions: tuple[str, ...] = ()
    if name == "channels":
        dimensions = ("channel_name",)
        told |= {"channel_name": [f"채널 {number}" for number in columns["channel"]]}
    if name == "products":
        dimensions = ("channel_name", "product_no")
        product, way = columns["part"] // len(_WAYS), columns["part"] % len(_WAYS)
        told |= {
            "detail_views": columns["detail_views"],
            "product_no": [str(FIRST_PRODUCT + number) for number in product],
            "product_name": [f"상품 {number}" for number in product],
            "channel_name": [_WAYS[number] for number in way],
        }
    subject = {"shop": Subject.SHOP, "channels": Subject.CHANNEL, "products": Subject.PRODUCT}[name]
    level = sum(1 << DIMENSIONS[Record.STATISTIC].index(one) for one in dimensions)
    return told | {"subject": subject.value, "level": level}


def _take_facts(shop: OpenShop, told: Mapping[str, Any]) -> None:
    count, subject = len(told["first_day"]), Subject(told["subject"])
    report = "smartstore_visits" if subject is Subject.CHANNEL else "smartstore_sales"
    whole = {**told, "line": np.arange(count), "report": report,
             "vocabulary": Vocabulary.SMARTSTORE.value}  # fmt: skip
    table = pa.table({
        field.name: pa.array(
            [whole[field.name]] * count
            if isinstance(whole[field.name], int | str) else whole[field.name],
            field.type,
        )
        for field in SCHEMAS[Record.STATISTIC] if field.name in whole
    })  # fmt: skip
    with shop.store.write() as session:
        upload = Upload(
            shop_id=shop.id, id=0, name=f"{subject.name}.xlsx", sha256=str(count), format_id=report,
            created_at=NOW, data_set=DataSet.SALES.value,
        )  # fmt: skip
        uploads.book(session, upload)
        loading = records.Loading(session, shop.id, upload.id, None, Record.STATISTIC)
        loading.add(table)
        loading.settle()
