"""What the mall pays out: 정산 내역(건별) and 부가세신고 내역; and what customers ask: 문의."""

from typing import Any, Final

import numpy as np
import pandas as pd

from core.sample import headings_reports as headings
from core.sample.catalogue import PAYMENTS, PRODUCTS
from core.sample.draw import Objects, numbered
from core.sample.lines import product_numbers
from core.sample.sheets import moments
from core.sample.shop import SampleShop

_CONTRACT: Final = "900000001"
_PAID_OUT_AFTER: Final = pd.Timedelta(days=1)
_SHIPPING: Final = "배송비"
_ANSWERS: Final = {
    "스탠드 조명 높이가 몇 cm인가요?": "45cm예요. 상세페이지에도 곧 적어 둘게요.",
    "선물 포장 되나요?": "네, 선물 포장 추가를 함께 담아 주세요.",
    "제주도는 며칠 걸리나요?": "보내고 나서 이틀에서 나흘 걸려요.",
}


def settlement(shop: SampleShop) -> pd.DataFrame:
    """정산 내역(건별): confirmed lines, their shipping fees, and returns settled as nothing.

    A line is reckoned on the day it is confirmed and paid out a day later; a returned one is
    taken out (정산전 취소) before that. Fees are negative.
    """
    lines = shop.orders[shop.orders["confirmed"].notna()]
    back = shop.orders[shop.orders["state"] == "반품"]
    sold = _settled(lines, "상품주문", "일반정산", lines["confirmed"])
    returned = _settled(back, "상품주문", "정산전 취소", back["settled"])
    parts = [sold, _shipping(lines), returned]
    frame = pd.concat(parts, ignore_index=True).sort_values(
        ["basis", "order_no", "line_no", "item"], ignore_index=True
    )
    due = frame["basis"] + _PAID_OUT_AFTER
    done = due <= pd.Timestamp(shop.last_day)
    cells: dict[str, Any] = {
        "No.": np.arange(1, len(frame) + 1),
        "주문번호": frame["order_no"],
        "상품주문번호": frame["line_no"],
        "구분": frame["item"],
        "상품명": frame["product_name"],
        "구매자명": frame["buyer_name"],
        "결제일": moments(frame["paid"]),
        "정산예정일": _days(due),
        "정산완료일": np.where(done, _days(due), ""),
        "정산기준일": _days(frame["basis"]),
        "세금신고기준일": _days(frame["basis"]),
        "정산상태": frame["how"],
        "금액 변동일": "",
        "정산기준금액": frame["amount"],
        "Npay 수수료": -frame["payment_fee"],
        "매출 연동 수수료 합계": -frame["channel_fee"],
        "무이자할부 수수료": 0,
        "혜택금액": 0,
        "정산예정금액": frame["settlement"],
        "계약번호": _CONTRACT,
    }
    return pd.DataFrame(cells)[list(headings.SETTLEMENT)]


def vat(shop: SampleShop, month: pd.Period) -> pd.DataFrame:
    """부가세신고 내역 of the lines and shipping fees that were settled in a month."""
    table = settlement(shop)
    sold = table["정산상태"] == "일반정산"
    of_month = table["세금신고기준일"].str.startswith(str(month))
    kept = table[sold & of_month]
    amounts = {"총 매출금액": kept["정산기준금액"], "과세매출": kept["정산기준금액"]}
    return kept.assign(**amounts)[list(headings.VAT)].reset_index(drop=True)


def questions(shop: SampleShop) -> pd.DataFrame:
    """문의: what was asked about products, newest first."""
    asked = shop.feedback[shop.feedback["kind"] == "문의"].iloc[::-1].reset_index(drop=True)
    names = dict(zip(product_numbers().astype(str), (it.name for it in PRODUCTS), strict=True))
    at = asked["date"] + pd.to_timedelta(32400 + 977 * asked.index.to_numpy() % 36000, unit="s")
    answer = asked["text"].map(_ANSWERS).fillna("")
    number = np.arange(len(asked))[::-1]
    cells: dict[str, Any] = {
        "문의번호": numbered("", 710_000_000 + 31 * number, 9),
        "문의유형": np.where(asked["text"].str.contains("며칠"), "배송", "상품"),
        "문의제목": asked["text"].str.split().str[:2].str.join(" "),
        "문의내용": asked["text"],
        "등록일": moments(at),
        "답변내용": answer,
        "답변여부": np.where(answer == "", "N", "Y"),
        "상품번호": asked["product_no"],
        "상품명": asked["product_no"].map(names),
        "상품주문번호": "",
        "작성자": numbered("ex", 1 + number % 9, 1) + "****",
    }
    return pd.DataFrame(cells)[list(headings.QUESTIONS)]


def _settled(
    lines: pd.DataFrame, item: str, how: str, basis: "pd.Series[pd.Timestamp]"
) -> pd.DataFrame:
    return lines.assign(item=item, how=how, basis=basis.dt.normalize())


def _shipping(lines: pd.DataFrame) -> pd.DataFrame:
    """The shipping fee of each order, on its first confirmed line."""
    first = lines[~lines.duplicated("order_no") & (lines["shipping_fee"] > 0)]
    rate = first["payment"].map({name: fee for name, _, fee in PAYMENTS})
    fee = np.floor(first["shipping_fee"] * rate).astype(np.int64)
    return _settled(first, _SHIPPING, "일반정산", first["confirmed"]).assign(
        product_name=_SHIPPING,
        amount=first["shipping_fee"],
        payment_fee=fee,
        channel_fee=0,
        settlement=first["shipping_fee"] - fee,
    )


def _days(column: "pd.Series[pd.Timestamp]") -> Objects:
    written: Objects = column.dt.strftime("%Y-%m-%d").to_numpy(dtype=object)
    return written
