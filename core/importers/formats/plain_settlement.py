"""Our own table of what was paid out for orders."""

from core.importers.format import Cell, Format, column
from core.terms import DataSet, Mall, Record, SettledItem, SettlementReport

FORMAT = Format(
    id="plain_settlement",
    record=Record.SETTLEMENT,
    columns=(
        column("basis_day", "정산한 날", cell=Cell.DUE_DAY),
        column("line_no", "상품별 주문번호", cell=Cell.ORDER_NUMBER),
        column("expected", "정산받은 금액", cell=Cell.WHOLE),
        column("order_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("amount", "수수료를 빼기 전 금액", cell=Cell.WHOLE),
        column("payment_fee", "결제 때 빠진 돈", cell=Cell.WHOLE),
        column("channel_fee", "판매 때 빠진 돈", cell=Cell.WHOLE),
        column("settled_day", "돈이 들어온 날", cell=Cell.DUE_DAY),
    ),
    marks=("정산한 날",),
    required=("basis_day", "line_no", "expected"),
    mall=Mall.OTHER,
    data=DataSet.SETTLEMENTS,
    fixed={"report": SettlementReport.CASE, "item": SettledItem.ORDER},
    notes=("예시",),
)
