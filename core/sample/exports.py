"""The order exports of the made-up shop, as the seller centre writes them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from core.sample import headings
from core.sample.draw import Objects
from core.sample.sheets import NOTICE, csv_file, moments, workbook

Cells = Objects | pd.Series | str
Column = str | Callable[[pd.DataFrame], Cells]


def _moment(column: str) -> Column:
    return lambda frame: moments(frame[column])


def _always(text: str) -> Column:
    return lambda _: text


def _whole_address(frame: pd.DataFrame) -> Cells:
    return frame["address"] + " " + frame["door"]


def _kind(frame: pd.DataFrame) -> Cells:
    return np.where(frame["option"] == "", "단일상품", "조합형옵션상품").astype(object)


def _prepaid(frame: pd.DataFrame) -> Cells:
    return np.where(frame["free"], "무료", "선불").astype(object)


def _claim_state(frame: pd.DataFrame) -> Cells:
    return np.where(frame["claim"] == "", "", frame["detail"]).astype(object)


def _auto_confirm(frame: pd.DataFrame) -> Cells:
    return moments(frame["delivered"] + pd.Timedelta(days=8))


_COLUMNS: Final[Mapping[str, Column]] = {
    "상품주문번호": "line_no", "주문번호": "order_no", "배송속성": _always("일반배송"),
    "배송방법(구매자 요청)": _always("택배,등기,소포"), "배송방법": _always("택배,등기,소포"),
    "택배사": "courier", "송장번호": "waybill", "발송일": _moment("dispatched"),
    "판매채널": _always("스마트스토어"), "구매자명": "buyer_name", "구매자ID": "buyer_id",
    "수취인명": "buyer_name", "주문상태": "state", "주문세부상태": "detail",
    "수량클레임 여부": _always("N"), "결제위치": "device", "결제일": _moment("paid"),
    "상품번호": "product_no", "상품명": "product_name", "상품종류": _kind,
    "반품안심케어": _always("N"), "멤버십N배송": _always("N"), "옵션정보": "option",
    "옵션관리코드": "option_code", "수량": "quantity", "옵션가격": "option_price",
    "상품가격": "price", "최종 상품별 할인액": "discount", "최초 상품별 할인액": "discount",
    "상품별 할인액": "discount", "판매자 부담 할인액": "seller_discount",
    "최종 상품별 총 주문금액": "amount", "최초 상품별 총 주문금액": "amount",
    "상품별 총 주문금액": "amount", "발주확인일": _moment("placed"), "발송기한": _moment("due"),
    "발송처리일": _moment("dispatched"), "배송비 형태": _prepaid, "배송비 묶음번호": "bundle",
    "배송비 묶음코드": "bundle", "배송비 유형": _always("조건부무료"),
    "배송비 합계": "shipping_fee", "제주/도서 추가배송비": "surcharge",
    "배송비 할인액": _always("0"), "판매자 상품코드": "product_code",
    "수취인연락처1": "buyer_phone", "수취인 연락처1": "buyer_phone",
    "(수취인연락처1)": "buyer_phone", "통합배송지": _whole_address, "배송지": _whole_address,
    "기본배송지": "address", "(기본주소)": "address", "상세배송지": "door", "(상세주소)": "door",
    "구매자연락처": "buyer_phone", "구매자 연락처": "buyer_phone", "(구매자연락처)": "buyer_phone",
    "우편번호": "zip", "(우편번호)": "zip", "배송메세지": "message",
    "출고지": _always("가온 작업실"),
    "결제수단": "payment", "네이버페이 주문관리 수수료": "payment_fee", "결제수수료": "payment_fee",
    "매출연동 수수료": "channel_fee", "정산예정금액": "settlement", "주문일시": _moment("ordered"),
    "유입경로": "route", headings.ROUTE: "route", "클레임상태": _claim_state,
    "배송비 완료일": _moment("delivered"), "배송완료일": _moment("delivered"),
    "자동구매확정예정일": _auto_confirm, "문제송장 여부": _always("N"),
    "구매확정일": _moment("confirmed"), "취소 처리상태": "detail", "반품 처리상태": "detail",
    "교환 처리상태": "detail", "취소요청일": _moment("claimed"), "반품요청일": _moment("claimed"),
    "교환요청일": _moment("claimed"), "환불일": _moment("settled"), "취소사유": "reason",
    "반품사유": "reason", "교환사유": "reason", "접수채널": _always("구매자"),
    "수거방법": _always("자동수거"),
}  # fmt: skip


def table(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The order lines under these headings; what the shop does not have stays empty."""
    cells: dict[str, Cells] = {}
    for name in names:
        column = _COLUMNS.get(name, "")
        if callable(column):
            cells[name] = column(frame)
        else:
            cells[name] = frame[column] if column else ""
    return pd.DataFrame(cells, index=frame.index, columns=list(names))


def dispatch_csv(
    frame: pd.DataFrame, encoding: str = "cp949", names: Sequence[str] = headings.DISPATCH
) -> bytes:
    """발주발송관리 saved as CSV.

    Args:
        frame: order lines of ``SampleShop.orders``.
        encoding: ``cp949`` or ``utf-8-sig``.
        names: ``headings.DISPATCH`` or ``headings.DISPATCH_2020``, or a choice of them.
    """
    return csv_file(table(frame, names), encoding)


def dispatch_xlsx(frame: pd.DataFrame, names: Sequence[str] = headings.DISPATCH) -> bytes:
    """발주발송관리 as it is downloaded: a notice above the headings."""
    return workbook(table(frame, names), "발주발송관리", notice=NOTICE)


def inquiry(frame: pd.DataFrame) -> pd.DataFrame:
    """전체 주문조회: every line, without amounts."""
    return table(frame, headings.INQUIRY)


def delivery(frame: pd.DataFrame) -> pd.DataFrame:
    """배송현황 관리: lines on their way or delivered, not confirmed yet."""
    return table(frame[frame["state"].isin(["배송중", "배송완료"])], headings.DELIVERY)


def confirmed(frame: pd.DataFrame) -> pd.DataFrame:
    """구매확정 내역: confirmed lines."""
    return table(frame[frame["state"] == "구매확정"], headings.CONFIRMED)


def cancelled(frame: pd.DataFrame) -> pd.DataFrame:
    """취소 관리: lines whose buyer asked to cancel."""
    return table(frame[frame["claim"] == "cancel"], headings.CANCEL)


def returned(frame: pd.DataFrame) -> pd.DataFrame:
    """반품 관리: lines whose buyer asked to return them."""
    return table(frame[frame["claim"] == "return"], headings.RETURN)


def exchanged(frame: pd.DataFrame) -> pd.DataFrame:
    """교환 관리: lines whose buyer asked for another piece."""
    return table(frame[frame["claim"] == "exchange"], headings.EXCHANGE)


def order_files(frame: pd.DataFrame, stamp: str) -> list[tuple[str, bytes]]:
    """Everything an importer needs to know the orders, oldest knowledge first.

    Args:
        frame: order lines of ``SampleShop.orders``.
        stamp: when the files were made, ``20260528_0910``.
    """
    names = (*headings.DISPATCH, headings.ROUTE)
    return [
        (f"스마트스토어_전체주문발주발송관리_{stamp}.csv", dispatch_csv(frame, names=names)),
        (f"스마트스토어_전체주문배송현황_{stamp}.csv", csv_file(delivery(frame))),
        (f"스마트스토어_구매확정내역_{stamp}.csv", csv_file(confirmed(frame))),
        (f"스마트스토어_취소관리_{stamp}.csv", csv_file(cancelled(frame))),
        (f"스마트스토어_반품관리_{stamp}.csv", csv_file(returned(frame))),
        (f"스마트스토어_교환관리_{stamp}.csv", csv_file(exchanged(frame))),
    ]
