"""건별 정산내역 (SettleCaseByCase): what is paid out, with the headings of three generations."""

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import DataSet, Record, SettlementReport

FORMAT = Format(
    id="smartstore_settlement",
    record=Record.SETTLEMENT,
    data=DataSet.SETTLEMENTS,
    fixed={"report": SettlementReport.CASE},
    columns=(
        column("line_no", "상품주문번호", cell=Cell.ORDER_NUMBER),
        column("order_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("item", "구분", cell=Cell.LABEL),
        column("state", "정산상태", "정산구분", cell=Cell.WORD),
        column("basis_day", "정산기준일", "결제금액 정산기준일", cell=Cell.DUE_DAY),
        column("due_day", "정산예정일", "결제금액 정산예정일", cell=Cell.DUE_DAY),
        column("settled_day", "정산완료일", "결제금액 정산완료일", cell=Cell.DUE_DAY),
        column("tax_day", "세금신고기준일", cell=Cell.DUE_DAY),
        column("paid_at", "결제일", "결제일시", cell=Cell.MOMENT),
        column("amount", "정산기준금액", "정산기준금액(A)", "결제금액", cell=Cell.WHOLE),
        column(
            "payment_fee", "Npay 수수료", "Npay 수수료(B)", "네이버페이 주문관리 수수료(B)",
            "네이버페이 주문관리 수수료", "결제수수료", cell=Cell.WHOLE,
        ),
        column(
            "channel_fee", "매출 연동 수수료 합계", "매출연동 수수료 합계(C)",
            "매출 연동 수수료(C)", "매출 연동 수수료", cell=Cell.WHOLE,
        ),
        column(
            "installment_fee", "무이자할부 수수료", "무이자할부 수수료(D)", cell=Cell.WHOLE,
        ),
        column("old_channel_fee", "채널수수료", cell=Cell.WHOLE),
        column("old_sales_fee", "(구)판매수수료", cell=Cell.WHOLE),
        column("benefit", "혜택금액", cell=Cell.WHOLE),
        column("expected", "정산예정금액", cell=Cell.WHOLE),
    ),
    marks=(
        "정산기준금액", "정산기준금액(A)", "정산상태", "정산구분", "정산완료일",
        "결제금액 정산완료일",
    ),
    also=("상품주문번호", "구분"),
    required=("expected",),
    never=("송장번호", "총 매출금액", "과세매출"),
    # The buyer is left to the order files, which know the account.
    ignored=frozenset(
        map(
            squeezed,
            (
                "No.", "No", "번호", "상품명", "구매자명", "구매자ID", "금액 변동일", "계약번호",
                "주결제수단", "주결제수단 금액", "주결제수단 수수료", "보조결제수단 금액",
                "보조결제수단 수수료", "결제수단",
            ),
        )
    ),
)  # fmt: skip
