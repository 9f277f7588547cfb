"""Our own table of what customers asked."""

from core.importers.format import Cell, Format, column
from core.terms import DataSet, Mall, Record

FORMAT = Format(
    id="plain_questions",
    record=Record.INQUIRY,
    columns=(
        column("asked_at", "물어본 날", cell=Cell.MOMENT),
        column("text", "물어본 말", cell=Cell.TEXT),
        column("category", "무엇에 대해", cell=Cell.LABEL),
        column("title", "질문 제목", cell=Cell.TEXT),
        column("answer", "답한 말", cell=Cell.TEXT),
        column("is_answered", "답했나요", cell=Cell.YES),
        column("answered_at", "답한 날", cell=Cell.MOMENT),
        column("product_name", "상품 이름", cell=Cell.NAME),
        column("product_no", "우리 상품번호", cell=Cell.IDENTIFIER),
        column("inquiry_no", "질문 번호", cell=Cell.ORDER_NUMBER),
        column("line_no", "상품별 주문번호", cell=Cell.ORDER_NUMBER),
    ),
    marks=("물어본 날",),
    required=("asked_at", "text"),
    mall=Mall.OTHER,
    data=DataSet.INQUIRIES,
    notes=("예시",),
)
