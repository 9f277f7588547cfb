"""What the words in the columns of states mean, in all malls."""

import re
from collections.abc import Mapping
from typing import Final

from core.importers.cells import squeezed
from core.terms import Claim, Device, Mall, OrderState

STATES: Final = {
    "결제대기": OrderState.UNPAID, "입금대기": OrderState.UNPAID, "주문접수": OrderState.UNPAID,
    "입금전": OrderState.UNPAID, "입금확인중": OrderState.UNPAID, "입금대기중": OrderState.UNPAID,
    "미입금": OrderState.UNPAID, "pending": OrderState.UNPAID,
    "결제완료": OrderState.PAID, "신규주문": OrderState.PAID, "발주미확인": OrderState.PAID,
    "입금완료": OrderState.PAID, "입금확인": OrderState.PAID, "배송요청": OrderState.PAID,
    "주문완료": OrderState.PAID, "배송지입력대기": OrderState.PAID,
    "paid": OrderState.PAID, "authorized": OrderState.PAID, "partially_paid": OrderState.PAID,
    "partially_refunded": OrderState.PAID,
    "발주확인": OrderState.PREPARING, "배송준비": OrderState.PREPARING,
    "배송준비중": OrderState.PREPARING, "상품준비중": OrderState.PREPARING,
    "상품준비": OrderState.PREPARING, "주문확인": OrderState.PREPARING,
    "배송대기": OrderState.PREPARING, "배송보류": OrderState.PREPARING,
    "배송지연": OrderState.PREPARING, "배송지시": OrderState.PREPARING,
    "발송대기": OrderState.PREPARING, "발송지연": OrderState.PREPARING,
    "partial": OrderState.PREPARING,
    "발송처리": OrderState.SHIPPING, "배송중": OrderState.SHIPPING, "집화완료": OrderState.SHIPPING,
    "발송완료": OrderState.SHIPPING, "배송시작": OrderState.SHIPPING,
    "출고완료": OrderState.SHIPPING, "미수령신고": OrderState.SHIPPING,
    "fulfilled": OrderState.SHIPPING,
    "배송완료": OrderState.DELIVERED, "구매확정": OrderState.CONFIRMED,
    "구매확정완료": OrderState.CONFIRMED, "구매결정": OrderState.CONFIRMED,
    "구매결정완료": OrderState.CONFIRMED, "수취확인": OrderState.CONFIRMED,
    "거래완료": OrderState.CONFIRMED, "정산완료": OrderState.CONFIRMED,
    "교환": OrderState.EXCHANGED, "교환완료": OrderState.EXCHANGED,
    "취소": OrderState.CANCELLED, "취소완료": OrderState.CANCELLED,
    "직권취소": OrderState.CANCELLED, "직권취소완료": OrderState.CANCELLED,
    "주문취소": OrderState.CANCELLED, "판매취소": OrderState.CANCELLED,
    "결제취소": OrderState.CANCELLED, "voided": OrderState.CANCELLED,
    "반품": OrderState.RETURNED, "반품완료": OrderState.RETURNED, "환불완료": OrderState.RETURNED,
    "환불": OrderState.RETURNED, "refunded": OrderState.RETURNED,
    "미결제취소": OrderState.CANCELLED_UNPAID, "입금전취소": OrderState.CANCELLED_UNPAID,
    "미입금취소": OrderState.CANCELLED_UNPAID, "expired": OrderState.CANCELLED_UNPAID,
}  # fmt: skip
"""``productOrderStatus`` of the Commerce API and what the seller centres write."""

IN_MALL: Final[Mapping[Mall, Mapping[str, OrderState]]] = {
    # 결제구분: whether it is paid.
    Mall.CAFE24: {"t": OrderState.PAID, "f": OrderState.UNPAID},
    # Their files hold paid orders only: a new one is called received.
    Mall.ELEVENTH_STREET: {"주문접수": OrderState.PAID},
    Mall.GMARKET: {"주문접수": OrderState.PAID},
    Mall.KAKAO: {"주문접수": OrderState.PAID},
    Mall.TOSS: {"주문접수": OrderState.PAID},
}
"""Words that mean something else in one mall."""

CLAIMS: Final = {
    "취소요청": Claim.CANCEL, "취소처리중": Claim.CANCEL, "직권취소중": Claim.CANCEL,
    "취소신청": Claim.CANCEL, "취소접수": Claim.CANCEL, "취소중": Claim.CANCEL,
    "반품요청": Claim.RETURN, "수거처리중": Claim.RETURN, "수거중": Claim.RETURN,
    "수거완료": Claim.RETURN, "반품처리중": Claim.RETURN, "반품보류": Claim.RETURN,
    "반품신청": Claim.RETURN, "반품접수": Claim.RETURN, "반품수거중": Claim.RETURN,
    "반품수거완료": Claim.RETURN, "반품중": Claim.RETURN, "환불요청": Claim.RETURN,
    "환불신청": Claim.RETURN, "환불처리중": Claim.RETURN, "환불보류": Claim.RETURN,
    "교환요청": Claim.EXCHANGE, "교환처리중": Claim.EXCHANGE, "교환재배송중": Claim.EXCHANGE,
    "교환수거중": Claim.EXCHANGE, "교환수거완료": Claim.EXCHANGE, "교환보류": Claim.EXCHANGE,
    "교환신청": Claim.EXCHANGE, "교환접수": Claim.EXCHANGE, "교환중": Claim.EXCHANGE,
}  # fmt: skip
"""``claimStatus``: claims that are not decided yet."""

SETTLED: Final = {
    OrderState.CANCELLED: Claim.CANCEL,
    OrderState.RETURNED: Claim.RETURN,
    OrderState.EXCHANGED: Claim.EXCHANGE,
}

WITHDRAWN: Final = frozenset(
    {
        "취소철회", "취소거부", "취소거절", "반품철회", "반품거부", "반품거절", "교환철회",
        "교환거부", "교환거절", "구매확정보류", "구매확정보류해제", "unfulfilled", "restocked",
        "scheduled", "on_hold",
    }
)  # fmt: skip
"""Words about a claim, or about a delivery to come, that leave the order as it was."""

DEVICES: Final = {
    "PC": Device.PC, "PC웹": Device.PC, "WEB": Device.PC,
    "MOBILE": Device.MOBILE, "모바일": Device.MOBILE, "모바일웹": Device.MOBILE,
    "모바일앱": Device.MOBILE, "APP": Device.MOBILE, "앱": Device.MOBILE,
}  # fmt: skip

_NUMBERED: Final = re.compile(r"^\d{3}(?=\D)")
_DETAIL: Final = re.compile(r"(?<=.)[-(\[:/].*$")


def state_of(
    words: tuple[str, ...], mall: Mall = Mall.SMARTSTORE
) -> tuple[OrderState | None, Claim | None, bool]:
    """State, claim and whether every word is known; the last word that says something wins.

    Args:
        words: of the columns order state, detailed state and claim state, in this order.
        mall: whose words they are.
    """
    state: OrderState | None = None
    claim: Claim | None = None
    known = True
    states = {**STATES, **IN_MALL.get(mall, {})}
    for word in words:
        said = _bare(word, states)
        if not said or said in WITHDRAWN or said == "-":
            continue
        if said in CLAIMS:
            state, claim = OrderState.CLAIM_OPEN, CLAIMS[said]
        elif said in states:
            state, claim = _stronger(state, states[said]), SETTLED.get(states[said], claim)
        else:
            known = False
    if state is None and not known:
        state = OrderState.UNKNOWN
    return state, claim, known


def _bare(word: str, states: Mapping[str, OrderState]) -> str:
    """A word without the number before it and what follows it: 301 배송 준비 중, 취소 - 구매자."""
    said = _NUMBERED.sub("", squeezed(word).casefold())
    bare = _DETAIL.sub("", said)
    return next(
        (it for it in (said, bare) if it in states or it in CLAIMS or it in WITHDRAWN), said
    )


def _stronger(before: OrderState | None, said: OrderState) -> OrderState:
    # 주문상태 may still read 결제완료 when 클레임상태 says 취소완료, and the other way round.
    if before is None or before is OrderState.CLAIM_OPEN:
        return said
    return max(before, said, key=lambda state: state.rank)
