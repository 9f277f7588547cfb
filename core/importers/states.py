"""What the words in the columns of states mean."""

from typing import Final

from core.importers.cells import squeezed
from core.terms import Claim, Device, OrderState

STATES: Final = {
    "결제대기": OrderState.UNPAID, "입금대기": OrderState.UNPAID, "주문접수": OrderState.UNPAID,
    "결제완료": OrderState.PAID, "신규주문": OrderState.PAID, "발주미확인": OrderState.PAID,
    "발주확인": OrderState.PREPARING, "배송준비": OrderState.PREPARING,
    "배송준비중": OrderState.PREPARING, "상품준비중": OrderState.PREPARING,
    "발송대기": OrderState.PREPARING, "발송지연": OrderState.PREPARING,
    "발송처리": OrderState.SHIPPING, "배송중": OrderState.SHIPPING, "집화완료": OrderState.SHIPPING,
    "배송완료": OrderState.DELIVERED, "구매확정": OrderState.CONFIRMED,
    "구매확정완료": OrderState.CONFIRMED,
    "교환": OrderState.EXCHANGED, "교환완료": OrderState.EXCHANGED,
    "취소": OrderState.CANCELLED, "취소완료": OrderState.CANCELLED,
    "직권취소": OrderState.CANCELLED, "직권취소완료": OrderState.CANCELLED,
    "반품": OrderState.RETURNED, "반품완료": OrderState.RETURNED, "환불완료": OrderState.RETURNED,
    "미결제취소": OrderState.CANCELLED_UNPAID, "입금전취소": OrderState.CANCELLED_UNPAID,
}  # fmt: skip
"""``productOrderStatus`` of the Commerce API and what the seller centre writes for it."""

CLAIMS: Final = {
    "취소요청": Claim.CANCEL, "취소처리중": Claim.CANCEL, "직권취소중": Claim.CANCEL,
    "반품요청": Claim.RETURN, "수거처리중": Claim.RETURN, "수거중": Claim.RETURN,
    "수거완료": Claim.RETURN, "반품처리중": Claim.RETURN, "반품보류": Claim.RETURN,
    "교환요청": Claim.EXCHANGE, "교환처리중": Claim.EXCHANGE, "교환재배송중": Claim.EXCHANGE,
    "교환수거중": Claim.EXCHANGE, "교환수거완료": Claim.EXCHANGE, "교환보류": Claim.EXCHANGE,
}  # fmt: skip
"""``claimStatus``: claims that are not decided yet."""

SETTLED: Final = {
    OrderState.CANCELLED: Claim.CANCEL,
    OrderState.RETURNED: Claim.RETURN,
    OrderState.EXCHANGED: Claim.EXCHANGE,
}

WITHDRAWN: Final = frozenset(
    {
        "취소철회",
        "취소거부",
        "반품철회",
        "반품거부",
        "교환철회",
        "교환거부",
        "구매확정보류",
        "구매확정보류해제",
    }
)
"""Words about a claim that leave the order as it was."""

DEVICES: Final = {"PC": Device.PC, "MOBILE": Device.MOBILE, "모바일": Device.MOBILE}


def state_of(words: tuple[str, ...]) -> tuple[OrderState | None, Claim | None, bool]:
    """State, claim and whether every word is known; the last word that says something wins.

    Args:
        words: of the columns order state, detailed state and claim state, in this order.
    """
    state: OrderState | None = None
    claim: Claim | None = None
    known = True
    for said in map(squeezed, words):
        if not said or said in WITHDRAWN or said == "-":
            continue
        if said in CLAIMS:
            state, claim = OrderState.CLAIM_OPEN, CLAIMS[said]
        elif said in STATES:
            state, claim = _stronger(state, STATES[said]), SETTLED.get(STATES[said], claim)
        else:
            known = False
    if state is None and not known:
        state = OrderState.UNKNOWN
    return state, claim, known


def _stronger(before: OrderState | None, said: OrderState) -> OrderState:
    # 주문상태 may still read 결제완료 when 클레임상태 says 취소완료, and the other way round.
    if before is None or before is OrderState.CLAIM_OPEN:
        return said
    return max(before, said, key=lambda state: state.rank)
