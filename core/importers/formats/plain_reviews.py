"""Our own table of reviews."""

from core.importers.format import Cell, Format, column
from core.terms import DataSet, Mall, Record

FORMAT = Format(
    id="plain_reviews",
    record=Record.REVIEW,
    columns=(
        column("written_at", "후기를 쓴 날", cell=Cell.MOMENT),
        column("rating", "별점", cell=Cell.WHOLE),
        column("text", "후기 글", cell=Cell.TEXT),
        column("product_name", "상품 이름", cell=Cell.NAME),
        column("product_no", "우리 상품번호", cell=Cell.IDENTIFIER),
        column("has_media", "사진이 있나요", cell=Cell.YES),
        column("has_reply", "답글을 썼나요", cell=Cell.YES),
        column("replied_at", "답글을 쓴 날", cell=Cell.MOMENT),
        column("review_no", "후기 번호", cell=Cell.ORDER_NUMBER),
        column("line_no", "상품별 주문번호", cell=Cell.ORDER_NUMBER),
    ),
    marks=("후기를 쓴 날",),
    required=("written_at", "rating"),
    mall=Mall.OTHER,
    data=DataSet.REVIEWS,
    notes=("예시",),
)
