"""Orders of the same products in other malls, as each of them writes its export.

The lines are the shop's own of a while ago under other numbers, so that prices and amounts fit.
"""

from typing import Any, Final

import numpy as np
import pandas as pd

from core.sample import headings_malls as headings
from core.sample.catalogue import PRODUCTS
from core.sample.draw import Ints, Objects, numbered
from core.sample.figures import recent_views
from core.sample.lines import product_numbers
from core.sample.sheets import moments
from core.sample.shop import SampleShop

LINES: Final = 20
TOSS_NOTICE: Final = "택배사와 송장번호만 수정할 수 있어요. 다른 칸은 바꾸지 마세요."
TOSS_EDITABLE: Final = ("택배사", "송장번호")

_STATES: Final = {
    "신규주문": "결제완료", "발주확인": "배송준비중", "배송중": "배송중", "배송완료": "배송완료",
    "구매확정": "구매확정",
}  # fmt: skip
_FEE: Final = 0.1
_UNCLAIMED: Final = 900
"""The malls share the last so many lines that nobody cancelled or returned."""


def mall_lines(shop: SampleShop, mall: int) -> pd.DataFrame:
    """Twenty lines or so, whole orders, of one of the malls, which are counted from 0."""
    lines = shop.orders
    claimed = lines.groupby("order")["claim"].transform("max") != ""
    known = lines[~claimed].tail(_UNCLAIMED)
    orders = known["order"].unique()
    chosen = orders[mall :: len(orders) // (LINES * 2 // 3)]
    frame = known[known["order"].isin(chosen)].copy()
    place = frame["order"].rank(method="dense").astype(np.int64).to_numpy() - 1
    option = frame["option_code"].str[-1:].map({"A": 1, "B": 2, "C": 3}).fillna(0)
    frame["place"] = place
    frame["nth_line"] = frame.groupby("order").cumcount() + 1
    frame["unit"] = frame["price"] + frame["option_price"]
    frame["whole"] = frame["unit"] * frame["quantity"]
    number: Ints = frame["product_no"].to_numpy(dtype=np.int64) % 10**9 * 10
    frame["option_no"] = numbered("8", number + option.to_numpy(dtype=np.int64), 10)
    frame["status"] = frame["detail"].map(_STATES)
    frame["all_address"] = frame["address"] + " " + frame["door"]
    frame["fee"] = (frame["whole"] * _FEE).astype(np.int64)
    return frame.reset_index(drop=True)


def coupang(shop: SampleShop) -> pd.DataFrame:
    """DeliveryList of WING: every cell is text."""
    frame = mall_lines(shop, 0)
    cells: dict[str, Any] = {
        "번호": frame.index + 1,
        "묶음배송번호": numbered("", 701_000_000 + frame["place"].to_numpy() * 17, 9),
        "주문번호": numbered("", 21_000_100_000_000 + frame["place"].to_numpy() * 7003, 14),
        "택배사": frame["courier"],
        "운송장번호": frame["waybill"],
        "분리배송 Y/N": "분리배송불가",
        "주문시 출고예정일": frame["due"].dt.strftime("%Y-%m-%d"),
        "출고일(발송일)": moments(frame["dispatched"]),
        "주문일": moments(frame["paid"]),
        "등록상품명": frame["product_name"],
        "등록옵션명": frame["option"],
        "노출상품명(옵션명)": frame["product_name"] + ", " + frame["option"],
        "노출상품ID": frame["option_no"].str[:-1],
        "옵션ID": frame["option_no"],
        "최초등록등록상품명/옵션명": frame["product_name"] + "," + frame["option"],
        "업체상품코드": frame["product_code"],
        "결제액": frame["whole"],
        "배송비구분": np.where(frame["free"], "무료배송", "조건부 무료배송"),
        "배송비": np.where(frame["free"], 0, 3000),
        "도서산간 추가배송비": frame["surcharge"],
        "구매수(수량)": frame["quantity"],
        "옵션판매가(판매단가)": frame["unit"],
        "구매자": frame["buyer_name"],
        "구매자전화번호": frame["buyer_phone"],
        "수취인이름": frame["buyer_name"],
        "수취인전화번호": frame["buyer_phone"],
        "우편번호": frame["zip"],
        "수취인 주소": frame["all_address"],
        "배송메세지": frame["message"],
        "배송완료일": moments(frame["delivered"]),
        "구매확정일자": moments(frame["confirmed"]),
        "결제위치": np.where(frame["device"] == "PC", "PC웹", "안드로이드앱"),
        "배송유형": "판매자배송",
    }
    return table_of(cells, headings.COUPANG, frame).astype(str)


def coupang_insights(shop: SampleShop, days: int) -> pd.DataFrame:
    """판매분석 of WING: options for the whole period, a sum below; every cell is text."""
    rng = np.random.default_rng(days)
    which = np.arange(12)
    looked = recent_views(shop, days).groupby("product_no")["visits"].sum()
    seen = looked.loc[product_numbers()[which].astype(str)].to_numpy() // 2
    orders = rng.binomial(seen, 0.04)
    price = np.array([PRODUCTS[at].price for at in which])
    refunds = rng.binomial(orders, 0.06)
    frame = pd.DataFrame(
        {"name": [PRODUCTS[at].name for at in which],
         "no": product_numbers()[which].astype(str), "seen": seen, "views": seen * 13 // 10,
         "carts": orders * 3 + 5, "orders": orders, "sales": (orders - refunds) * price,
         "all": orders * price, "refunds": refunds, "refunded": refunds * price}
    )  # fmt: skip
    numbers = ["seen", "views", "carts", "orders", "sales", "all", "refunds", "refunded"]
    total = frame[numbers].sum().to_frame().T.assign(name="", no="")
    both = pd.concat([frame, total], ignore_index=True)
    last = both["no"] == ""
    cells: dict[str, Any] = {
        "옵션 ID": np.where(last, "합 계", "8" + both["no"].str[-10:]),
        "옵션명": np.where(last, "", "단일상품"),
        "상품명": both["name"],
        "등록상품ID": both["no"].str[-9:],
        "카테고리": np.where(last, "", "생활용품"),
        "판매방식": np.where(last, "", "판매자배송"),
        "매출(원)": _commas(both["sales"]),
        "주문": _commas(both["orders"]),
        "판매량": _commas(both["orders"] - both["refunds"]),
        "방문자": _commas(both["seen"]),
        "조회": _commas(both["views"]),
        "장바구니": _commas(both["carts"]),
        "구매전환율": [f"{rate:.2f}%" for rate in both["orders"] * 100 / both["seen"]],
        "아이템위너 비율(%)": "100.00%",
        "총 매출(원)": _commas(both["all"]),
        "총 판매수": _commas(both["orders"]),
        "총 취소 금액(원)": _commas(both["refunded"]),
        "총 취소된 상품수": _commas(both["refunds"]),
        "즉시 취소된 상품수": "0",
    }
    return pd.DataFrame(cells)[list(headings.COUPANG_INSIGHTS)]


def cafe24(shop: SampleShop) -> pd.DataFrame:
    """전체주문조회: the amounts of an order repeat on each of its lines."""
    frame = mall_lines(shop, 1)
    number = frame["paid"].dt.strftime("%Y%m%d-") + numbered("", 11 + frame["place"].to_numpy(), 7)
    whole = frame.groupby("order")["whole"].transform("sum")
    shipping = np.where(frame["free"], 0, 3000)
    cells: dict[str, Any] = {
        "쇼핑몰": "한국어 쇼핑몰",
        "쇼핑몰 번호": "1",
        "주문일시": moments(frame["ordered"]),
        "결제일시(입금확인일)": moments(frame["paid"]),
        "주문번호": number,
        "품목별 주문번호": number + "-" + numbered("", frame["nth_line"].to_numpy(), 2),
        "주문자ID": frame["buyer_id"],
        "회원등급": np.where(frame["nth"] > 1, "단골회원", "일반회원"),
        "주문상품명": frame["product_name"],
        "상품코드": "P00" + frame["product_code"].str[-3:],
        "자체 상품코드": frame["product_code"],
        "상품품목코드": "P00" + frame["product_code"].str[-3:] + "000A",
        "상품옵션": frame["option"],
        "수량": frame["quantity"],
        "판매가": frame["unit"],
        "상품구매금액(KRW)": frame["whole"],
        "총 상품구매금액(KRW)": whole,
        "총 배송비": shipping,
        "총 결제금액": whole + shipping,
        "총 주문금액": whole + shipping,
        "총 실결제금액(최초정보)": whole + shipping,
        "실제 환불금액": 0,
        "사용한 적립금액(최종)": 0,
        "주문서 쿠폰 할인금액": 0,
        "쿠폰 할인금액": 0,
        "상품별 추가할인금액": 0,
        "회원등급 추가할인금액": 0,
        "배송비 할인금액": 0,
        "주문 상태": frame["status"],
        "주문자 휴대전화": frame["buyer_phone"],
        "수령인": frame["buyer_name"],
    }
    return table_of(cells, headings.CAFE24, frame)


def eleventh_street(shop: SampleShop) -> pd.DataFrame:
    """주문관리 of 11번가: an order has one number, its lines are counted."""
    frame = mall_lines(shop, 2)
    cells: dict[str, Any] = {
        "주문상태": frame["status"],
        "결제일시": frame["paid"].dt.strftime("%Y/%m/%d %H:%M:%S"),
        "주문번호": frame["paid"].dt.strftime("%Y%m%d")
        + numbered("", 3_000_001 + frame["place"].to_numpy() * 911, 9),
        "주문순번": frame["nth_line"].astype(str),
        "배송번호": numbered("", 45_000_000 + frame["place"].to_numpy(), 9),
        "상품명": frame["product_name"],
        "옵션": frame["option"],
        "셀러재고코드": frame["option_code"].where(
            frame["option_code"] != "", frame["product_code"]
        ),
        "수량": frame["quantity"],
        "주문금액": frame["whole"],
        "정산예정금액": frame["whole"] - frame["fee"],
        "판매자기본할인금액": 0,
        "판매자 추가할인금액": 0,
        "서비스이용료": frame["fee"],
        "배송비": np.where(frame["free"], 0, 3000),
        "구매자": frame["buyer_name"],
        "구매자ID": frame["buyer_id"],
        "수취인": frame["buyer_name"],
        "전화번호": frame["buyer_phone"],
        "휴대폰번호": frame["buyer_phone"],
        "우편번호": frame["zip"],
        "주소": frame["all_address"],
        "배송메시지": frame["message"],
    }
    return table_of(cells, headings.ELEVENTH_STREET, frame)


def table_of(cells: dict[str, Any], names: tuple[str, ...], frame: pd.DataFrame) -> pd.DataFrame:
    """The cells under their headings; what the mall leaves empty stays empty."""
    return pd.DataFrame({name: cells.get(name, "") for name in names}, index=frame.index)


def _commas(column: "pd.Series[int]") -> list[str]:
    return [f"{int(number):,}" for number in column]


def spaced(text: Objects) -> Objects:
    """Telephone numbers without their hyphens."""
    return np.array([number.replace("-", "") for number in text], dtype=object)
