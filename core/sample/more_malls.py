"""Orders of the same products in four more malls: G마켓 and 옥션, 카카오, 토스, Shopify."""

from typing import Any, Final

import numpy as np
import pandas as pd

from core.sample import headings_malls as headings
from core.sample.draw import Ints, numbered
from core.sample.malls import mall_lines, spaced, table_of
from core.sample.sheets import moments
from core.sample.shop import SampleShop

_SEOUL: Final = " +0900"


def esm(shop: SampleShop) -> pd.DataFrame:
    """발송관리 of ESM PLUS: G마켓 and 옥션 in one file."""
    frame = mall_lines(shop, 3)
    basket = numbered("", 880_000_000 + frame["place"].to_numpy() * 3, 10)
    cells: dict[str, Any] = {
        "판매아이디": np.where(frame["place"] % 2, "옥션(danexample)", "지마켓(danexample)"),
        "주문번호": numbered("4", 100_000_000 + frame.index.to_numpy() * 13, 9),
        "주문상태": frame["status"],
        "상품번호": "C" + frame["product_no"].str[-9:],
        "상품명": frame["product_name"],
        "발송마감일": frame["due"].dt.strftime("%Y-%m-%d"),
        "택배사명(발송방법)": frame["courier"],
        "송장번호": frame["waybill"],
        "발송정책": "당일발송",
        "주문일(결제확인전)": moments(frame["ordered"]),
        "수령인명": frame["buyer_name"],
        "구매자명": frame["buyer_name"],
        "선물주문여부": "N",
        "설치주문여부": "N",
        "수량": frame["quantity"],
        "옵션": frame["option"],
        "판매단가": frame["unit"],
        "판매금액": frame["whole"],
        "판매자 관리코드": frame["product_code"],
        "판매자 상세관리코드": frame["option_code"],
        "수령인 휴대폰": frame["buyer_phone"],
        "수령인 전화번호": frame["buyer_phone"],
        "배송지변경 여부": "N",
        "우편번호": frame["zip"],
        "주소": frame["all_address"],
        "배송시 요구사항": frame["message"],
        "배송비 결제방법": np.where(frame["free"], "무료", "선결제"),
        "배송비 금액": np.where(frame["free"], 0, 3000),
        "배송번호": basket,
        "구매자아이디": frame["buyer_id"],
        "구매자 휴대폰": frame["buyer_phone"],
        "구매자 전화번호": frame["buyer_phone"],
        "판매방식": "일반",
        "주문종류": "일반주문",
        "장바구니번호(결제번호)": basket,
        "결제일": moments(frame["paid"]),
        "주문일": moments(frame["ordered"]),
        "정산예정금액": frame["whole"] - frame["fee"],
        "서비스이용료": frame["fee"],
        "판매자쿠폰할인": 0,
        "구매쿠폰적용금액": 0,
        "우수회원할인": 0,
        "복수구매할인": 0,
        "스마일캐시적립": 0,
    }
    return table_of(cells, headings.ESM, frame)


def kakao(shop: SampleShop) -> pd.DataFrame:
    """주문 of 톡스토어: only the recipient is named."""
    frame = mall_lines(shop, 4)
    cells: dict[str, Any] = {
        "결제번호": numbered("", 310_000_000 + frame["place"].to_numpy() * 7, 10),
        "주문상태": frame["status"],
        "주문번호": numbered("", 2_210_000_000 + frame.index.to_numpy() * 19, 10),
        "채널상품번호": numbered("3", _shortened(frame, 8), 8),
        "상품명": frame["product_name"],
        "옵션": frame["option"],
        "수량": frame["quantity"],
        "배송방법": "택배배송",
        "송장번호": frame["waybill"],
        "수령인명": frame["buyer_name"],
        "수령인연락처1": spaced(frame["buyer_phone"].to_numpy()),
        "하이픈포함 수령인연락처1": frame["buyer_phone"],
        "배송지주소": frame["all_address"],
        "우편번호": frame["zip"],
        "배송메세지": frame["message"],
        "타입": "일반",
        "발송예정일": frame["due"].dt.strftime("%Y-%m-%d"),
        "주문일": moments(frame["paid"]),
        "상품금액": frame["price"],
        "옵션금액": frame["option_price"],
        "판매자할인금액": 0,
        "판매자쿠폰할인금액": 0,
        "정산기준금액": frame["whole"],
        "기본수수료": frame["fee"],
        "노출추가수수료": 0,
        "추천리워드수수료": 0,
        "수수료할인금액": 0,
        "채널": "톡스토어",
        "판매자상품번호": frame["product_code"],
        "옵션코드": frame["option_code"],
        "최초배송비번호": numbered("", 61_000_000 + frame["place"].to_numpy(), 9),
        "배송비지불방법": np.where(frame["free"], "무료", "선결제"),
        "기본배송비 유형": "조건부무료",
        "기본배송비 금액": np.where(frame["free"], 0, 3000),
        "도서산간 주문 여부": np.where(frame["surcharge"] > 0, "Y", "N"),
        "도서산간 추가 배송비 금액": frame["surcharge"],
        "유입경로": "톡채널",
        "톡딜여부": "N",
        "상품유형": "일반",
        "biz판매여부": "N",
    }
    return table_of(cells, headings.KAKAO, frame)


def toss(shop: SampleShop) -> pd.DataFrame:
    """주문내역 of 토스쇼핑."""
    frame = mall_lines(shop, 5)
    cells: dict[str, Any] = {
        "주문일시": moments(frame["paid"]),
        "주문번호": numbered("", 500_100_000 + frame["place"].to_numpy() * 23, 9),
        "주문상품번호": numbered("", 900_100_000 + frame.index.to_numpy() * 29, 9),
        "주문상태": frame["status"],
        "발송기한": frame["due"].dt.strftime("%Y-%m-%d"),
        "택배사": frame["courier"],
        "송장번호": frame["waybill"],
        "상품ID": numbered("7", _shortened(frame, 7), 7),
        "상품명": frame["product_name"],
        "상품 관리 코드": frame["product_code"],
        "옵션 ID": frame["option_no"],
        "옵션명": frame["option"],
        "주문건수": frame["quantity"],
        "옵션 관리 코드": frame["option_code"],
        "구매자명": frame["buyer_name"],
        "구매자 연락처": frame["buyer_phone"],
        "수령인명": frame["buyer_name"],
        "수령인 연락처": frame["buyer_phone"],
        "배송지": frame["all_address"],
        "우편번호": frame["zip"],
        "주문요청사항": frame["message"],
        "구매확정일": moments(frame["confirmed"]),
        "발송처리일시": moments(frame["dispatched"]),
        "배송완료일시": moments(frame["delivered"]),
        "주문금액": frame["whole"],
        "배송비 묶음 번호": numbered("", 330_000_000 + frame["place"].to_numpy(), 9),
        "배송비 합계": np.where(frame["free"], 0, 3000),
    }
    return table_of(cells, headings.TOSS, frame)


def shopify(shop: SampleShop) -> pd.DataFrame:
    """Orders of Shopify: what concerns the order stands on its first line alone."""
    frame = mall_lines(shop, 6)
    whole = frame.groupby("order")["whole"].transform("sum")
    shipping = np.where(frame["free"], 0, 3000)
    sent = frame["dispatched"].notna()
    of_order: dict[str, Any] = {
        "Financial Status": "paid",
        "Paid at": moments(frame["paid"]) + _SEOUL,
        "Fulfillment Status": np.where(sent, "fulfilled", "unfulfilled"),
        "Fulfilled at": np.where(sent, moments(frame["dispatched"]) + _SEOUL, ""),
        "Accepts Marketing": "no",
        "Currency": "KRW",
        "Subtotal": whole,
        "Shipping": shipping,
        "Taxes": 0,
        "Total": whole + shipping,
        "Discount Amount": 0,
        "Shipping Method": "택배",
        "Billing Name": frame["buyer_name"],
        "Billing Zip": frame["zip"],
        "Billing Country": "KR",
        "Shipping Name": frame["buyer_name"],
        "Shipping Address1": frame["all_address"],
        "Shipping Zip": frame["zip"],
        "Shipping Country": "KR",
        "Shipping Phone": frame["buyer_phone"],
        "Payment Method": "Card",
        "Refunded Amount": 0,
        "Outstanding Balance": 0,
        "Id": numbered("", 6_100_000_000_000 + frame["place"].to_numpy() * 101, 13),
        "Risk Level": "Low",
        "Source": "web",
    }
    later = frame["nth_line"] > 1
    cells = {name: pd.Series(cell, index=frame.index, dtype=object).mask(later, "")
             for name, cell in of_order.items()}  # fmt: skip
    own: dict[str, Any] = {
        "Name": "#" + (1001 + frame["place"]).astype(str),
        "Email": frame["buyer_id"] + "@example.com",
        "Created at": moments(frame["ordered"]) + _SEOUL,
        "Lineitem quantity": frame["quantity"],
        "Lineitem name": (frame["product_name"] + " - " + frame["option"]).str.removesuffix(" - "),
        "Lineitem price": frame["unit"],
        "Lineitem sku": frame["option_code"].where(
            frame["option_code"] != "", frame["product_code"]
        ),
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": np.where(sent, "fulfilled", "pending"),
        "Lineitem discount": 0,
        "Vendor": "Dangol",
        "Phone": "",
    }
    return table_of(cells | own, headings.SHOPIFY, frame)


def _shortened(frame: pd.DataFrame, digits: int) -> Ints:
    """The last digits of the product numbers."""
    numbers: Ints = frame["product_no"].to_numpy(dtype=np.int64) % 10**digits
    return numbers
