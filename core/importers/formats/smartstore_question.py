"""문의: questions about products and orders, named as the interface names them.

No file of the seller centre was seen, so every heading may be another one. Who asked is not read.
"""

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import Confidence, DataSet, Record

FORMAT = Format(
    id="smartstore_question",
    record=Record.INQUIRY,
    data=DataSet.INQUIRIES,
    columns=(
        column("inquiry_no", "문의번호", "questionId", "inquiryNo", cell=Cell.ORDER_NUMBER),
        column("category", "문의유형", "category"),
        column("title", "문의제목", "title", cell=Cell.TEXT),
        column("text", "문의내용", "question", "inquiryContent", cell=Cell.TEXT),
        column(
            "asked_at", "등록일", "문의등록일", "접수일", "문의일시", "createDate",
            "inquiryRegistrationDateTime", cell=Cell.MOMENT,
        ),
        column("answer", "답변내용", "answer", "answerContent", cell=Cell.TEXT),
        column("is_answered", "답변여부", "처리상태", "answered", cell=Cell.YES),
        column("answered_at", "답변일", "답변일시", "답변등록일", "처리일시", cell=Cell.MOMENT),
        column("product_no", "상품번호", "productId", "productNo", cell=Cell.IDENTIFIER),
        column("product_name", "상품명", "productName", cell=Cell.NAME),
        column("line_no", "상품주문번호", "productOrderIdList", cell=Cell.ORDER_NUMBER),
    ),
    marks=(
        "문의번호", "문의유형", "문의제목", "문의내용", "questionId", "inquiryNo",
        "inquiryContent",
    ),
    required=("asked_at", "text"),
    never=("리뷰글번호", "구매자평점", "리뷰상세내용", "리뷰내용"),
    ignored=frozenset(
        map(
            squeezed,
            (
                "작성자", "maskedWriterId", "customerName", "customerId", "구매자명", "구매자ID",
                "주문번호", "orderId", "productOrderOption",
            ),
        )
    ),
    confidence=Confidence.INFERRED,
)  # fmt: skip
