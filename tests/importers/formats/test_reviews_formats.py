"""Reviews and questions as the seller centre hands them out, field by field."""

from datetime import UTC, datetime

import pytest

from core.importers.recognition import formats_of
from core.terms import DataSet, Mall, Record, ReviewKind
from tests.importers.made import taken
from tests.importers.tables import book, shown, text, told

REVIEWS = (
    "상품번호", "상품명", "리뷰구분", "구매자평점", "포토/영상", "리뷰상세내용", "리뷰도움수",
    "등록자", "리뷰등록일", "최종수정일", "리뷰글번호", "관련리뷰글번호", "관련리뷰상세내용",
    "전시상태", "답글여부", "답글등록일시", "베스트리뷰", "베스트리뷰선정일시", "이벤트번호",
    "혜택지급", "혜택지급일시", "유저정보 등록 항목", "상품주문번호", "풀필먼트사", "리뷰이동일",
)  # fmt: skip
QUESTIONS = (
    "문의번호", "문의유형", "문의제목", "문의내용", "등록일", "답변내용", "답변여부", "상품번호",
    "상품명", "상품주문번호", "작성자",
)  # fmt: skip


def review(**cells):
    row = dict.fromkeys(REVIEWS, "") | {
        "상품번호": "9001", "상품명": "머그컵", "리뷰구분": "일반", "구매자평점": "5",
        "리뷰상세내용": "좋아요", "리뷰도움수": "3", "등록자": "abcd****",
        "리뷰등록일": "2026.05.07. 12:34:56", "리뷰글번호": "4411002200",
        "전시상태": "전시중", "답글여부": "N", "베스트리뷰": "N", "유저정보 등록 항목": "키 170",
        "상품주문번호": "2026050112345671",
    }  # fmt: skip
    return [*(row | cells).values()]


def question(**cells):
    row = {
        "문의번호": "991", "문의유형": "배송", "문의제목": "언제 오나요",
        "문의내용": "안녕하세요.\n언제 오나요", "등록일": "2026-05-07 10:00",
        "답변내용": "내일 도착해요", "답변여부": "답변완료", "상품번호": "9001",
        "상품명": "머그컵", "상품주문번호": "2026050112345671", "작성자": "김철수",
    }  # fmt: skip
    return [*(row | cells).values()]


def seconds(*parts):
    return int(datetime(*parts, tzinfo=UTC).timestamp())


def test_the_review_export_of_2026_is_read_field_by_field():
    row = review(
        **{
            "포토/영상": "https://phinf.example/1.jpg", "최종수정일": "2026.05.09. 00:00:00",
            "답글여부": "Y", "답글등록일시": "2026.05.08. 10:00:00", "베스트리뷰": "Y",
            "리뷰구분": "한달사용", "관련리뷰글번호": "4400000000", "전시상태": "숨김",
        }
    )  # fmt: skip

    found = taken(book(REVIEWS, row), "리뷰_20260601.xlsx")

    assert found.told.format_id == "smartstore_review"
    assert (found.told.record, found.told.data_set) == (Record.REVIEW, DataSet.REVIEWS)
    assert found.told.unknown_columns == ()
    assert found.warnings == set()
    assert [told(line) for line in found.lines] == [
        {
            "line": 2, "mall": Mall.SMARTSTORE, "review_no": "4411002200",
            "line_no": "2026050112345671", "product_no": "9001", "product_name": "머그컵",
            "kind": ReviewKind.MONTH, "rating": 5, "has_media": 1, "text": "좋아요",
            "helpful": 3, "written_at": seconds(2026, 5, 7, 3, 34, 56),
            "updated_at": seconds(2026, 5, 8, 15), "related_no": "4400000000", "shown": 0,
            "has_reply": 1, "replied_at": seconds(2026, 5, 8, 1), "is_best": 1,
        }
    ]  # fmt: skip


def test_nothing_personal_of_a_review_is_kept():
    said = "김영희님 덕분에 만족해요. 010-1234-5678 kim@example.com"
    row = review(리뷰상세내용=said, 등록자="secret_id", 관련리뷰상세내용="secret text")

    found = taken(text(REVIEWS, row), "리뷰.csv")

    assert found.column("text") == ["***님 덕분에 만족해요. *** ***"]
    for token in ("secret_id", "secret text", "김영희", "010-1234", "kim@", "키 170"):
        assert token not in shown(found)


def test_old_headings_without_numbers_of_reviews_are_read():
    headings = ("상품명", "별점", "리뷰내용", "등록일시", "구매자명")
    row = ("머그컵", "4", "괜찮아요", "2021.05.07. 12:34:56", "김철수")

    found = taken(text(headings, row, encoding="cp949"), "리뷰.csv")

    assert found.told.format_id == "smartstore_review"
    line = told(found.lines[0])
    assert (line["rating"], line["text"]) == (4, "괜찮아요")
    assert line["review_no"].startswith("-")
    assert "김철수" not in shown(found)


def test_the_questions_are_read_field_by_field_and_are_marked_as_inferred():
    found = taken(book(QUESTIONS, question()), "문의.xlsx")

    assert found.told.format_id == "smartstore_question"
    assert (found.told.record, found.told.data_set) == (Record.INQUIRY, DataSet.INQUIRIES)
    assert found.told.unknown_columns == ()
    assert found.warnings == {"inferred_columns"}
    assert [told(line) for line in found.lines] == [
        {
            "line": 2, "mall": Mall.SMARTSTORE, "inquiry_no": "991", "category": "배송",
            "title": "언제 오나요", "text": "안녕하세요.\n언제 오나요",
            "asked_at": seconds(2026, 5, 7, 1), "answer": "내일 도착해요", "is_answered": 1,
            "product_no": "9001", "product_name": "머그컵", "line_no": "2026050112345671",
        }
    ]  # fmt: skip
    assert "김철수" not in shown(found)


def test_the_names_of_the_interface_are_read_as_well():
    headings = ("inquiryNo", "category", "title", "inquiryContent", "inquiryRegistrationDateTime",
                "answerContent", "answered", "orderId", "productNo", "productOrderIdList",
                "productName", "productOrderOption", "customerId", "customerName")  # fmt: skip
    row = ("7", "배송", "제목", "내용", "2026-05-07T10:00:00+09:00", "", "false", "1", "9001",
           "2026050112345671", "머그컵", "파랑", "secret_id", "김철수")  # fmt: skip

    found = taken(text(headings, row), "inquiries.csv")

    line = told(found.lines[0])
    assert (line["inquiry_no"], line["text"], line["is_answered"]) == ("7", "내용", 0)
    assert line["line_no"] == "2026050112345671"
    assert "answer" not in line
    assert "secret_id" not in shown(found)


def test_nothing_personal_of_a_question_is_kept():
    row = question(문의내용="김영희님 010-1234-5678", 문의제목="a@b.kr", 답변내용="김영희 고객님")

    found = taken(text(QUESTIONS, row), "문의.csv")

    assert found.column("text") == ["***님 ***"]
    assert found.column("title") == ["***"]
    for token in ("김영희", "5678", "a@b.kr", "김철수"):
        assert token not in shown(found)


@pytest.mark.parametrize(
    ("headings", "id_"),
    [
        (REVIEWS, "smartstore_review"),
        (("구매자평점", "리뷰등록일", "리뷰내용"), "smartstore_review"),
        (("평점", "작성일", "리뷰내용"), "smartstore_review"),
        (QUESTIONS, "smartstore_question"),
        (("문의내용", "접수일", "처리상태", "상품명"), "smartstore_question"),
    ],
)
def test_each_of_them_is_one_export_alone(headings, id_):
    assert [known.id for known in formats_of(headings)] == [id_]
