"""리뷰 관리: reviews of SmartStore. Who wrote them is not read."""

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import DataSet, Record

FORMAT = Format(
    id="smartstore_review",
    record=Record.REVIEW,
    data=DataSet.REVIEWS,
    columns=(
        column("review_no", "리뷰글번호", "리뷰번호", cell=Cell.ORDER_NUMBER),
        column("product_no", "상품번호", "채널상품번호", cell=Cell.IDENTIFIER),
        column("product_name", "상품명", cell=Cell.NAME),
        column("kind", "리뷰구분", "리뷰유형", cell=Cell.WORD),
        column("rating", "구매자평점", "별점", "평점", cell=Cell.WHOLE),
        column("media", "포토/영상", "포토/동영상", cell=Cell.WORD),
        column("text", "리뷰상세내용", "리뷰내용", cell=Cell.TEXT),
        column("helpful", "리뷰도움수", cell=Cell.WHOLE),
        column("written_at", "리뷰등록일", "등록일시", "작성일", cell=Cell.MOMENT),
        column("updated_at", "최종수정일", cell=Cell.MOMENT),
        column("related_no", "관련리뷰글번호", cell=Cell.IDENTIFIER),
        column("shown", "전시상태", cell=Cell.YES),
        column("has_reply", "답글여부", cell=Cell.YES),
        column("replied_at", "답글등록일시", cell=Cell.MOMENT),
        column("is_best", "베스트리뷰", cell=Cell.YES),
        column("line_no", "상품주문번호", cell=Cell.ORDER_NUMBER),
    ),
    marks=("리뷰상세내용", "리뷰글번호", "리뷰내용", "구매자평점"),
    required=("rating", "written_at"),
    never=("문의번호", "문의내용"),
    # 관련리뷰상세내용 repeats the first review; what a reviewer tells of her body is personal.
    ignored=frozenset(
        map(
            squeezed,
            (
                "등록자", "구매자명", "구매자ID", "작성자", "관련리뷰상세내용",
                "베스트리뷰선정일시", "이벤트번호", "혜택지급", "혜택지급일시",
                "유저정보 등록 항목", "풀필먼트사", "리뷰이동일",
            ),
        )
    ),
)  # fmt: skip
