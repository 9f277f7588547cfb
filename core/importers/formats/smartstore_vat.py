"""부가세신고 내역: what is declared of each order line. Not all of its headings are known."""

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import Confidence, DataSet, Record, SettlementReport

FORMAT = Format(
    id="smartstore_vat",
    record=Record.SETTLEMENT,
    data=DataSet.SETTLEMENTS,
    fixed={"report": SettlementReport.VAT},
    columns=(
        column("line_no", "상품주문번호", cell=Cell.ORDER_NUMBER),
        column("order_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("item", "구분", cell=Cell.LABEL),
        column("basis_day", "정산기준일", "매출기준일", cell=Cell.DUE_DAY),
        column("tax_day", "세금신고기준일", cell=Cell.DUE_DAY),
        column("gross_sales", "총 매출금액", cell=Cell.WHOLE),
        column("taxable_sales", "과세매출", cell=Cell.WHOLE),
    ),
    marks=("총 매출금액", "과세매출"),
    also=("상품주문번호",),
    required=("gross_sales", "taxable_sales"),
    never=("정산예정금액", "송장번호"),
    ignored=frozenset(
        map(
            squeezed,
            (
                "No.", "No", "번호", "상품명", "구매자명", "구매자ID", "면세매출",
                "신용카드매출전표", "현금(소득공제)", "현금(지출증빙)", "기타",
            ),
        )
    ),
    confidence=Confidence.SECONDARY,
)  # fmt: skip
