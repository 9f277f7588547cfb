"""Orders of other malls, in the layout of their own files, become the same order lines."""

import csv as text
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest

from core.importers import FORMATS
from core.importers.cells import squeezed
from core.terms import SEOUL, Claim, Device, KnownBy, Mall, OrderState, Region
from tests.importers.formats.old_workbook import old_workbook
from tests.importers.made import IDENTITY, Outcome, taken

PRIVATE = (
    "박영희", "010-9876-5432", "01098765432", "테헤란로", "06236", "문앞에", "P123456789012",
    "secret@example.com", "관리실", "0504-1234-5678",
)  # fmt: skip
"""What stands in the files and may not be in what is read."""

COUPANG = (
    "번호", "묶음배송번호", "주문번호", "택배사", "운송장번호", "분리배송 Y/N",
    "분리배송 출고예정일", "주문시 출고예정일", "출고일(발송일)", "주문일", "등록상품명",
    "등록옵션명", "노출상품명(옵션명)", "노출상품ID", "옵션ID", "최초등록등록상품명/옵션명",
    "업체상품코드", "바코드", "결제액", "배송비구분", "배송비", "도서산간 추가배송비",
    "구매수(수량)", "옵션판매가(판매단가)", "구매자", "구매자전화번호", "수취인이름",
    "수취인전화번호", "우편번호", "수취인 주소", "배송메세지", "상품별 추가메시지",
    "주문자 추가메시지", "배송완료일", "구매확정일자", "개인통관번호(PCCC)",
    "통관용수취인전화번호", "기타", "결제위치", "배송유형",
)  # fmt: skip
TOSS = (
    "주문일시", "주문번호", "주문상품번호", "주문상태", "발송기한", "택배사", "송장번호", "상품ID",
    "상품명", "상품 관리 코드", "옵션 ID", "옵션명", "주문건수", "옵션 관리 코드", "받은 혜택",
    "구매자명", "구매자 연락처", "수령인명", "수령인 연락처", "배송지", "우편번호", "주문요청사항",
    "구매확정일", "희망배송일", "발송처리일시", "배송완료일시", "취소일시", "주문금액",
    "배송비 묶음 번호", "배송비 합계",
)  # fmt: skip
TOSS_NEWER = (
    "주문번호", "주문상품번호", "주문상태", "발송기한", "배송속성", "받은 혜택", "물류사", "택배사",
    "송장번호", "상품명", "옵션명", "주문건수", "상품ID", "상품 관리 코드", "옵션 ID",
    "옵션 관리 코드", "구매자명", "구매자 연락처", "수령인명", "수령인 연락처", "우편번호",
    "배송지", "주문요청사항", "주문일시", "구매확정일", "희망배송일", "발송처리일시",
    "배송완료일시", "주문금액", "배송비 묶음 번호", "배송비 합계",
)  # fmt: skip
ESM = (
    "판매아이디", "주문번호", "주문상태", "상품번호", "상품명", "발송마감일", "택배사명(발송방법)",
    "송장번호", "발송정책", "주문일(결제확인전)", "수령인명", "구매자명", "선물주문여부",
    "선물수락일시", "설치주문여부", "설치예정일", "수량", "옵션", "추가구성", "사은품",
    "사은품 관리코드", "덤", "덤 관리코드", "판매단가", "판매금액", "판매자 관리코드",
    "판매자 상세관리코드", "수령인 휴대폰", "수령인 전화번호", "배송지변경 여부", "우편번호",
    "주소", "배송시 요구사항", "배송비 결제방법", "배송비 금액", "배송번호", "배송지연사유",
    "수령인 통관정보", "SKU번호 및 수량", "구매자아이디", "구매자 휴대폰", "구매자 전화번호",
    "판매방식", "주문종류", "장바구니번호(결제번호)", "결제일", "주문일", "발송예정일",
    "정산예정금액", "서비스이용료", "판매자쿠폰할인", "구매쿠폰적용금액", "우수회원할인",
    "복수구매할인", "스마일캐시적립", "제휴사명", "배송라벨출력일", "SSG 상품번호",
    "SSG 원주문번호",
)  # fmt: skip
KAKAO = (
    "결제번호", "배송지/수신자정보 입력일", "주문상태", "주문번호", "개인통관고유부호",
    "채널상품번호", "상품명", "옵션", "수량", "배송방법", "택배사코드", "송장번호", "수령인명",
    "수령인연락처1", "하이픈포함 수령인연락처1", "수령인연락처2", "하이픈포함 수령인연락처2",
    "배송지주소", "우편번호", "배송메세지", "타입", "발송예정일", "배송지연출고일", "주문일",
    "상품금액", "옵션금액", "판매자할인금액", "판매자쿠폰할인금액", "정산기준금액", "기본수수료",
    "노출추가수수료", "추천리워드수수료", "수수료할인금액", "채널", "브랜드", "모델명",
    "판매자상품번호", "옵션코드", "최초배송비번호", "배송비지불방법", "기본배송비 유형",
    "기본배송비 금액", "도서산간 주문 여부", "도서산간 추가 배송비 금액", "유입경로", "톡딜여부",
    "상품유형", "biz판매여부",
)  # fmt: skip
CAFE24 = (
    "쇼핑몰", "쇼핑몰 번호", "주문일시", "결제일시(입금확인일)", "주문번호", "품목별 주문번호",
    "주문자명", "주문자ID", "회원등급", "주문상품명", "상품코드", "자체 상품코드", "상품품목코드",
    "상품옵션", "수량", "판매가", "상품구매금액(KRW)", "총 상품구매금액(KRW)", "총 배송비",
    "총 결제금액", "총 실결제금액(최초정보)", "실제 환불금액", "사용한 적립금액(최종)",
    "주문서 쿠폰 할인금액", "상품별 추가할인금액", "주문 상태", "취소구분", "환불완료일",
    "주문자 휴대전화", "수령인", "수령인 주소", "결제수단", "매출경로",
)  # fmt: skip
ELEVENTH = (
    "번호", "주문상태", "주문번호", "주문순번", "배송번호", "결제일시", "상품명", "옵션",
    "셀러재고코드", "수량", "주문금액", "정산예정금액", "판매자기본할인금액",
    "판매자 추가할인금액", "서비스이용료", "배송비", "구매자", "구매자ID", "수취인", "전화번호",
    "휴대폰번호", "우편번호", "주소", "배송메시지",
)  # fmt: skip
SHOPIFY = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at",
    "Accepts Marketing", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code",
    "Discount Amount", "Shipping Method", "Created at", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem compare at price", "Lineitem sku", "Lineitem requires shipping",
    "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street",
    "Billing Phone", "Shipping Name", "Shipping Street", "Shipping Zip", "Shipping Province",
    "Shipping Country", "Shipping Phone", "Notes", "Note Attributes", "Cancelled at",
    "Payment Method", "Payment Reference", "Refunded Amount", "Vendor", "Id", "Tags",
    "Risk Level", "Source", "Lineitem discount", "Phone", "Shipping Province Name",
)  # fmt: skip

Line = dict[str, Any]


def book(headings: Sequence[str], *rows: Line, above: Sequence[Sequence[str]] = (),
         below: Sequence[Sequence[str]] = (), sheet: str = "Sheet 1") -> bytes:  # fmt: skip
    """A workbook with lines above the headings, and some below them before the rows."""
    made = openpyxl.Workbook()
    page = made.active
    page.title = sheet
    lines = [*above, headings, *below, *([row.get(name) for name in headings] for row in rows)]
    for line in lines:
        page.append(list(line))
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def csv(headings: Sequence[str], *rows: Line, encoding: str = "utf-8") -> bytes:
    """Rows as CSV, with all the commas and line breaks they hold."""
    out = StringIO()
    writer = text.DictWriter(out, headings)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def at(*parts: int) -> int:
    """A moment in Seoul as it is kept."""
    return int(datetime(*parts, tzinfo=SEOUL).timestamp())


def read(content: bytes, name: str, known: str) -> Outcome:
    """A file that is recognised, without warnings about its columns, and without people."""
    found = taken(content, name)
    assert found.reason is None
    assert found.told.format_id == known
    assert not found.told.unknown_columns
    said = repr((found.lines, found.told.problems, found.told.remarks, found.told.skips))
    assert not [token for token in PRIVATE if token in said]
    return found


def the(found: Outcome, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of all lines."""
    return [tuple(line[name] for name in names) for line in found.lines]


def coupang(**cells: object) -> Line:
    return {
        "번호": "1", "묶음배송번호": "5120000000001", "주문번호": "21000000000001",
        "택배사": "CJ대한통운", "운송장번호": "600000000001", "분리배송 Y/N": "분리배송불가",
        "주문시 출고예정일": "2026-11-04", "주문일": "2026-11-02 09:01:45",
        "등록상품명": "수제 머그컵", "등록옵션명": "흰색",
        "노출상품명(옵션명)": "수제 머그컵, 흰색",
        "노출상품ID": "7400000001", "옵션ID": "85000000001", "업체상품코드": "MUG-1",
        "결제액": "23,800", "배송비": "3000", "구매수(수량)": "2", "옵션판매가(판매단가)": "12,900",
        "구매자": "박영희", "구매자전화번호": "0504-1234-5678", "수취인이름": "박영희",
        "수취인전화번호": "0504-1234-5678", "우편번호": "06236",
        "수취인 주소": "서울특별시 강남구 테헤란로 1", "배송메세지": "문앞에", "기타": "관리실",
        "개인통관번호(PCCC)": "P123456789012", "결제위치": "Mobile", "배송유형": "판매자배송",
    } | cells  # fmt: skip


def test_coupang_lines_are_orders_by_option():
    found = read(
        book(
            COUPANG,
            coupang(),
            coupang(번호="2", 옵션ID="85000000002", **{"출고일(발송일)": "2026-11-03"}),
            coupang(주문번호="21000000000002", 배송완료일="2026-11-05"),
            coupang(주문번호="21000000000003", 배송완료일="2026-11-05", 구매확정일자="2026-11-08"),
            sheet="Delivery",
        ),
        "DeliveryList(2026-11-22)_(0).xlsx",
        "coupang_orders",
    )
    assert found.lines[0] == {
        "line": 2, "mall": Mall.COUPANG, "line_no": "21000000000001-85000000001",
        "order_no": "21000000000001", "ordered_at": at(2026, 11, 2, 9, 1, 45),
        "state": OrderState.PAID, "claim": None, "quantity": 2, "unit_price": 12900,
        "amount": 23800, "product_no": "7400000001", "product_name": "수제 머그컵",
        "product_code": "MUG-1", "region": Region.SEOUL, "device": Device.MOBILE,
        "ship_due": at(2026, 11, 4), "dispatched_at": None, "delivered_at": None,
        "confirmed_at": None, "shipping_bundle": "5120000000001", "shipping_fee": 3000,
    }  # fmt: skip
    assert found.column("state") == [
        OrderState.PAID, OrderState.SHIPPING, OrderState.DELIVERED, OrderState.CONFIRMED
    ]  # fmt: skip
    assert found.column("line_no")[1] == "21000000000001-85000000002"
    assert "no_buyers" in found.warnings


def test_a_coupang_file_without_amounts_names_what_is_missing():
    headings = [name for name in COUPANG if name not in {"결제액", "옵션판매가(판매단가)"}]
    found = taken(book(headings, coupang()), "a.xlsx")
    assert found.reason == "missing_columns"
    assert found.error.details["missing"] == ("결제액",)


def cafe24(item: int = 1, **cells: object) -> Line:
    return {
        "쇼핑몰": "한국어 쇼핑몰", "쇼핑몰 번호": "1", "주문일시": "2026-11-02 10:00:00",
        "결제일시(입금확인일)": "2026-11-02 10:05:00", "주문번호": "20261102-0000068",
        "품목별 주문번호": f"20261102-0000068-{item:02}", "주문자명": "박영희",
        "주문자ID": "younghee", "회원등급": "VIP", "주문상품명": f"잔 {item}",
        "상품코드": "P000000A", "자체 상품코드": "CUP", "상품품목코드": "P000000A000A",
        "수량": "2", "판매가": "10000", "상품구매금액(KRW)": "20000",
        "총 상품구매금액(KRW)": "40000", "총 배송비": "3000", "총 결제금액": "41000",
        "상품별 추가할인금액": "500", "주문 상태": "배송완료", "주문자 휴대전화": "010-9876-5432",
        "수령인": "박영희", "수령인 주소": "경기도 성남시 분당구", "결제수단": "신용카드",
        "매출경로": "네이버쇼핑",
    } | cells  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_cafe24_amounts_are_those_of_the_line_and_never_of_the_order(encoding):
    found = read(
        csv(CAFE24, cafe24(1), cafe24(2, 취소구분="취소완료", 환불완료일="2026-11-05"),
            encoding=encoding),
        "shop_20261122_153.csv",
        "cafe24_orders",
    )  # fmt: skip
    assert found.lines[0] == {
        "line": 2, "mall": Mall.CAFE24, "line_no": "20261102-0000068-01",
        "order_no": "20261102-0000068", "ordered_at": at(2026, 11, 2, 10),
        "paid_at": at(2026, 11, 2, 10, 5), "state": OrderState.DELIVERED, "claim": None,
        "refunded_at": None, "quantity": 2, "unit_price": 10000, "seller_discount": 500,
        "amount": 19500, "product_no": "P000000A", "product_name": "잔 1", "product_code": "CUP",
        "buyer_known_by": KnownBy.ACCOUNT,
        "buyer_key": IDENTITY.buyer("younghee", "", "", Mall.CAFE24), "buyer_name": "박*희",
        "region": Region.GYEONGGI, "route": "네이버쇼핑", "sales_channel": "한국어 쇼핑몰",
        "payment_means": "신용카드", "shipping_bundle": "20261102-0000068", "shipping_fee": 3000,
    }  # fmt: skip
    assert the(found, "state", "claim", "refunded_at")[1] == (
        OrderState.CANCELLED, Claim.CANCEL, at(2026, 11, 5)
    )  # fmt: skip
    assert sum(found.column("amount")) == 39000


def test_cafe24_without_amounts_of_lines_multiplies_price_and_quantity():
    headings = [name for name in CAFE24 if name != "상품구매금액(KRW)"]
    row = {name: cell for name, cell in cafe24().items() if name in headings}
    found = read(csv(headings, row | {"판매가": "9900", "수량": "3"}), "a.csv", "cafe24_orders")
    assert found.column("amount") == [29700]


def test_an_account_is_somebody_in_one_mall_only_and_a_guest_the_same_in_all():
    shop = read(csv(CAFE24, cafe24(), cafe24(2, 주문자ID="")), "a.csv", "cafe24_orders")
    naver = taken(
        "상품주문번호,주문번호,결제일,최종 상품별 총 주문금액,구매자명,구매자ID,구매자연락처\n"
        "2026110100000011,2026110100000012,2026-11-01,1000,박영희,younghee,010-9876-5432\n"
        "2026110100000021,2026110100000022,2026-11-01,1000,박영희,,010-9876-5432\n".encode()
    )
    assert shop.column("buyer_key")[0] != naver.column("buyer_key")[0]
    assert shop.column("buyer_key")[1] == naver.column("buyer_key")[1]


def eleventh(turn: int = 1, **cells: object) -> Line:
    return {
        "번호": str(turn), "주문상태": "배송준비중", "주문번호": "202611028000001",
        "주문순번": str(turn), "배송번호": "1900000001", "결제일시": "2026/11/02 11:00:00",
        "상품명": "대나무 도마", "옵션": "크기:중", "셀러재고코드": "BOARD-M", "수량": "1",
        "주문금액": "35,000", "정산예정금액": "30,000", "판매자기본할인금액": "1,000",
        "판매자 추가할인금액": "500", "서비스이용료": "3,500", "배송비": "0", "구매자": "박영희",
        "구매자ID": "young***", "수취인": "박영희", "전화번호": "02-111-2222",
        "휴대폰번호": "010-9876-5432", "우편번호": "06236", "주소": "제주특별자치도 제주시",
        "배송메시지": "문앞에",
    } | cells  # fmt: skip


def test_an_old_workbook_of_11st_has_its_headings_in_the_second_row():
    rows = [eleventh(), eleventh(2, 주문상태="취소완료", 판매자기본할인금액=None,
                                 **{"판매자 추가할인금액": None})]  # fmt: skip
    content = old_workbook(
        [["주문/발송 내역"], ELEVENTH, *([it[name] for name in ELEVENTH] for it in rows)]
    )
    found = read(content, "logistics_20261122.xls", "eleventh_street_orders")
    assert found.lines[0] == {
        "line": 3, "mall": Mall.ELEVENTH_STREET, "line_no": "202611028000001-1",
        "order_no": "202611028000001", "paid_at": at(2026, 11, 2, 11),
        "state": OrderState.PREPARING, "claim": None, "quantity": 1, "seller_discount": 1500,
        "amount": 33500, "product_name": "대나무 도마", "product_code": "BOARD-M",
        "buyer_known_by": KnownBy.MASKED,
        "buyer_key": IDENTITY.buyer("young***", "박영희", "", Mall.ELEVENTH_STREET),
        "buyer_name": "박*희", "region": Region.JEJU, "shipping_bundle": "1900000001",
        "shipping_fee": 0, "settlement_expected": 30000, "payment_fee": 3500,
    }  # fmt: skip
    assert the(found, "line_no", "state", "seller_discount", "amount")[1] == (
        "202611028000001-2", OrderState.CANCELLED, None, 35000
    )  # fmt: skip


def test_the_list_of_completed_sales_of_11st_numbers_its_lines_likewise():
    cells = {"주문일시": "2026/11/02 10:58:00", "주문상세번호": "1", "복수구매할인금액": "1,000",
             "판매단가": "35,000"}  # fmt: skip
    gone = {"주문순번", "셀러재고코드"}
    headings = [*(name for name in ELEVENTH if name not in gone), *cells]
    above = [("판매완료 내역",), *[("",)] * 4]
    found = read(book(headings, eleventh() | cells, above=above), "a.xlsx",
                 "eleventh_street_orders")  # fmt: skip
    assert the(found, "line_no", "unit_price", "seller_discount", "amount") == [
        ("202611028000001-1", 35000, 2500, 32500)
    ]


def esm(**cells: object) -> Line:
    return {
        "판매아이디": "지마켓(myshop)", "주문번호": "4100000001", "주문상태": "결제완료",
        "상품번호": "3300000001", "상품명": "면 행주", "발송마감일": "2026-11-05",
        "주문일(결제확인전)": "2026-11-02 12:00:00", "수령인명": "박영희", "구매자명": "박영희",
        "수량": "3", "판매단가": "5,000", "판매금액": "15,000", "판매자 관리코드": "CLOTH",
        "수령인 휴대폰": "010-9876-5432", "우편번호": "06236", "주소": "부산광역시 해운대구",
        "배송시 요구사항": "문앞에", "배송비 금액": "2,500", "배송번호": "700000001",
        "수령인 통관정보": "P123456789012", "구매자아이디": "young",
        "구매자 휴대폰": "010-9876-5432",
        "장바구니번호(결제번호)": "9900000001", "결제일": "2026-11-02 12:01:00",
        "주문일": "2026-11-02 12:02:00", "정산예정금액": "13,500", "서비스이용료": "1,500",
        "판매자쿠폰할인": "300", "제휴사명": "G마켓",
    } | cells  # fmt: skip


def test_the_account_of_the_seller_tells_gmarket_from_auction():
    found = read(
        book(ESM, esm(), esm(판매아이디="옥션(myshop)"), esm(판매아이디="새몰(myshop)")),
        "발송관리_20261122.xlsx",
        "esm_orders",
    )
    assert found.lines[0] == {
        "line": 2, "mall": Mall.GMARKET, "line_no": "4100000001", "order_no": "9900000001",
        "ordered_at": at(2026, 11, 2, 12), "paid_at": at(2026, 11, 2, 12, 1),
        "state": OrderState.PAID, "claim": None, "quantity": 3, "unit_price": 5000,
        "seller_discount": 300, "amount": 15000, "product_no": "3300000001",
        "product_name": "면 행주", "product_code": "CLOTH",
        "buyer_known_by": KnownBy.ACCOUNT,
        "buyer_key": IDENTITY.buyer("young", "", "", Mall.GMARKET), "buyer_name": "박*희",
        "region": Region.BUSAN, "sales_channel": "G마켓", "ship_due": at(2026, 11, 5),
        "shipping_bundle": "700000001", "shipping_fee": 2500, "settlement_expected": 13500,
        "payment_fee": 1500,
    }  # fmt: skip
    # The same number in another mall is another line, and the same account another person.
    assert found.column("mall") == [Mall.GMARKET, Mall.AUCTION, Mall.OTHER]
    assert len(set(found.column("buyer_key"))) == 3


def kakao(**cells: object) -> Line:
    return {
        "결제번호": "880001", "주문상태": "301 배송 준비 중", "주문번호": "990001",
        "개인통관고유부호": "P123456789012", "채널상품번호": "12345", "상품명": "감귤청",
        "수량": "2", "수령인명": "박영희", "수령인연락처1": "01098765432",
        "하이픈포함 수령인연락처1": "010-9876-5432", "배송지주소": "강원특별자치도 춘천시 테헤란로",
        "우편번호": "06236", "배송메세지": "문앞에", "발송예정일": "20261205",
        "주문일": "20261107105505", "상품금액": "10000", "옵션금액": "0", "판매자할인금액": "1000",
        "판매자쿠폰할인금액": "500", "정산기준금액": "18500", "기본수수료": "600",
        "노출추가수수료": "200", "추천리워드수수료": "100", "채널": "톡스토어",
        "판매자상품번호": "JAM", "최초배송비번호": "7001", "기본배송비 금액": "3000",
        "유입경로": "톡채널", "톡딜여부": "N",
    } | cells  # fmt: skip


def test_kakao_pays_several_orders_at_once_and_names_no_buyer():
    found = read(
        book(KAKAO, kakao(), kakao(주문번호="990002")), "톡스토어_20261122.xlsx", "kakao_orders"
    )
    assert found.lines[0] == {
        "line": 2, "mall": Mall.KAKAO, "line_no": "990001", "order_no": "880001",
        "ordered_at": at(2026, 11, 7, 10, 55, 5), "state": OrderState.PREPARING, "claim": None,
        "quantity": 2, "seller_discount": 1500, "amount": 18500, "product_no": "12345",
        "product_name": "감귤청", "product_code": "JAM", "region": Region.GANGWON,
        "route": "톡채널", "sales_channel": "톡스토어", "ship_due": at(2026, 12, 5),
        "shipping_bundle": "7001", "payment_fee": 600, "channel_fee": 300,
    }  # fmt: skip
    assert "no_buyers" in found.warnings


def toss(**cells: object) -> Line:
    return {
        "주문일시": "2026-11-03 08:00:00", "주문번호": "20261103-1", "주문상품번호": "61000001",
        "주문상태": "배송중", "발송기한": "2026-11-06", "상품ID": "51000001", "상품명": "사과 5kg",
        "상품 관리 코드": "APPLE", "옵션 ID": "1", "주문건수": "2", "구매자명": "박영희",
        "구매자 연락처": "010-9876-5432", "수령인명": "박영희", "수령인 연락처": "0504-1234-5678",
        "배송지": "경상북도 안동시", "우편번호": "06236", "주문요청사항": "문앞에",
        "발송처리일시": "2026-11-04 10:00:00", "주문금액": "39,800", "배송비 묶음 번호": "B1",
        "배송비 합계": "0",
    } | cells  # fmt: skip


@pytest.mark.parametrize("headings", [TOSS, TOSS_NEWER])
def test_toss_has_two_rows_above_its_headings_and_a_note_below(headings):
    note = ["수정 불가" if place % 2 else "수정 가능" for place in range(len(headings))]
    found = read(
        book(
            headings, toss(), toss(주문상품번호="61000002", 취소일시="2026-11-04 09:00:00"),
            above=[("주문내역을 수정해 올릴 수 있어요.",), ("주문 정보", "", "", "배송 정보")],
            below=[note], sheet="주문내역",
        ),
        "토스쇼핑_주문내역.xlsx",
        "toss_orders",
    )  # fmt: skip
    assert found.skipped == {4: "note_row"}
    assert found.lines[0] == {
        "line": 5, "mall": Mall.TOSS, "line_no": "61000001", "order_no": "20261103-1",
        "ordered_at": at(2026, 11, 3, 8), "state": OrderState.SHIPPING, "claim": None,
        "quantity": 2, "amount": 39800, "product_no": "51000001", "product_name": "사과 5kg",
        "buyer_known_by": KnownBy.PHONE,
        "product_code": "APPLE", "buyer_key": IDENTITY.buyer("", "박영희", "010-9876-5432"),
        "buyer_name": "박*희", "region": Region.GYEONGBUK, "ship_due": at(2026, 11, 6),
        "dispatched_at": at(2026, 11, 4, 10), "delivered_at": None, "confirmed_at": None,
        "shipping_bundle": "B1", "shipping_fee": 0,
    }  # fmt: skip
    cancelled = (OrderState.CANCELLED, Claim.CANCEL)
    second = cancelled if "취소일시" in headings else (OrderState.SHIPPING, None)
    assert the(found, "state", "claim")[1] == second


def first(order: str = "#1001", **cells: object) -> Line:
    return {
        "Name": order, "Email": "secret@example.com", "Financial Status": "paid",
        "Paid at": "2026-11-04 12:34:56 +0900", "Fulfillment Status": "fulfilled",
        "Fulfilled at": "2026-11-05 09:00:00 +0900", "Currency": "KRW", "Subtotal": "27000.00",
        "Shipping": "3000.00", "Total": "30000.00", "Discount Code": "WELCOME",
        "Discount Amount": "3000.00", "Created at": "2026-11-04 03:34:50 +0000",
        "Billing Name": "박영희", "Billing Street": "테헤란로 1", "Shipping Name": "박영희",
        "Shipping Zip": "06236", "Shipping Province": "KR-11", "Shipping Phone": "010-9876-5432",
        "Notes": "문앞에", "Payment Method": "KG Inicis", "Source": "web",
    } | item("머그컵", "MUG") | cells  # fmt: skip


def item(name: str, sku: str, price: str = "10000.00", **cells: object) -> Line:
    return {
        "Lineitem name": name, "Lineitem sku": sku, "Lineitem price": price,
        "Lineitem quantity": "1", "Lineitem discount": "0.00",
    } | cells  # fmt: skip


def further(order: str, name: str, sku: str, price: str = "10000.00", **cells: object) -> Line:
    return {"Name": order, "Email": "secret@example.com"} | item(name, sku, price) | cells


def shopify(*rows: Line) -> Outcome:
    return read(csv(SHOPIFY, *rows), "orders_export.csv", "shopify_orders")


def test_further_lines_of_a_shopify_order_take_what_stands_on_its_first():
    found = shopify(first(), further("#1001", "접시", "DISH", **{"Lineitem quantity": "2"}))
    assert found.lines[1] == {
        "line": 3, "mall": Mall.SHOPIFY, "line_no": "#1001-DISH-접시", "order_no": "#1001",
        "ordered_at": int(datetime(2026, 11, 4, 3, 34, 50, tzinfo=UTC).timestamp()),
        "paid_at": at(2026, 11, 4, 12, 34, 56), "state": OrderState.SHIPPING, "claim": None,
        "quantity": 2, "unit_price": 10000, "discount": 2000, "amount": 18000,
        "product_name": "접시", "product_code": "DISH",
        "buyer_known_by": KnownBy.ACCOUNT,
        "buyer_key": IDENTITY.buyer("secret@example.com", "", "", Mall.SHOPIFY),
        "buyer_name": "박*희", "region": Region.SEOUL, "route": "web",
        "payment_means": "KG Inicis", "dispatched_at": at(2026, 11, 5, 9),
        "shipping_bundle": "#1001", "shipping_fee": 3000,
    }  # fmt: skip
    assert found.column("amount") == [9000, 18000]


def test_a_discount_on_the_line_is_taken_off_before_that_on_the_order():
    found = shopify(
        first(Subtotal="17000", **{"Lineitem discount": "1000"}), further("#1001", "접시", "DISH")
    )
    assert sum(found.column("amount")) == 17000
    assert the(found, "discount", "amount") == [(1948, 8052), (1052, 8948)]


def test_orders_in_another_currency_are_refused_line_by_line():
    dollars = {"Currency": "USD", "Subtotal": "39.98", "Lineitem price": "19.99"}
    found = shopify(first("#1", **dollars), further("#1", "접시", "DISH", "19.99"),
                    first("#2", Subtotal="10000"))  # fmt: skip
    assert found.refused == {2: "foreign_currency", 3: "foreign_currency"}
    assert found.column("order_no") == ["#2"]


def test_a_price_that_is_no_whole_won_is_refused():
    found = shopify(first(Subtotal="1", **{"Lineitem price": "0.5"}))
    assert found.refused == {2: "non_integer"}


@pytest.mark.parametrize(
    ("cells", "state", "claim"),
    [
        ({"Financial Status": "pending", "Fulfillment Status": "unfulfilled"},
         OrderState.UNPAID, None),
        ({"Financial Status": "authorized", "Fulfillment Status": ""}, OrderState.PAID, None),
        ({"Financial Status": "partially_paid", "Fulfillment Status": ""}, OrderState.PAID, None),
        ({"Financial Status": "partially_refunded", "Fulfillment Status": "unfulfilled"},
         OrderState.PAID, None),
        ({"Financial Status": "refunded"}, OrderState.RETURNED, Claim.RETURN),
        ({"Financial Status": "voided", "Fulfillment Status": "unfulfilled"},
         OrderState.CANCELLED, Claim.CANCEL),
        ({"Financial Status": "refunded", "Cancelled at": "2026-11-06 10:00:00 +0900"},
         OrderState.CANCELLED, Claim.CANCEL),
    ],
)  # fmt: skip
def test_what_shopify_says_of_payment_and_dispatch_is_a_state(cells, state, claim):
    found = shopify(first(Subtotal="10000", **cells))
    assert the(found, "state", "claim") == [(state, claim)]


def test_an_order_that_stands_in_the_file_twice_is_one_order():
    order = (first(), further("#1001", "접시", "DISH", "20000"))
    found = shopify(*order, first("#1002", Subtotal="10000"), *order)
    assert found.skipped == {5: "duplicate_row", 6: "duplicate_row"}
    assert found.column("amount") == [9000, 18000, 10000]


def test_the_same_thing_twice_in_one_order_is_two_lines():
    found = shopify(first(Subtotal="20000"), further("#1001", "머그컵", "MUG"))
    assert found.column("line_no") == ["#1001-MUG-머그컵", "#1001-MUG-머그컵-2"]
    assert found.column("amount") == [10000, 10000]


def test_a_long_number_of_a_line_is_replaced_by_its_hash():
    found = shopify(first(Subtotal="10000", **{"Lineitem name": "아주 긴 이름의 상품 " * 6}))
    (number,) = found.column("line_no")
    assert len(number) == 32
    assert set(number) <= set("0123456789abcdef")
    assert found.column("order_no") == ["#1001"]


@pytest.mark.parametrize(
    ("headings", "row", "name"),
    [
        (COUPANG, coupang(), "a.xlsx"), (ESM, esm(), "a.xlsx"), (KAKAO, kakao(), "a.xlsx"),
        (CAFE24, cafe24(), "a.xlsx"), (ELEVENTH, eleventh(), "a.xlsx"),
        (TOSS, toss(), "a.xlsx"), (SHOPIFY, first(), "a.xlsx"),
    ],
    ids=["coupang", "esm", "kakao", "cafe24", "eleventh", "toss", "shopify"],
)  # fmt: skip
def test_the_same_order_twice_in_a_file_is_taken_once(headings, row, name):
    found = taken(book(headings, row, row), name)
    assert found.skipped == {3: "duplicate_row"}
    assert len(found.lines) == 1


def test_a_state_that_is_new_is_kept_and_told():
    found = read(book(KAKAO, kakao(주문상태="새로운 상태")), "a.xlsx", "kakao_orders")
    assert found.column("state") == [OrderState.UNKNOWN]
    assert found.remarked == {2: "unknown_state"}
    (remark,) = found.told.remarks
    assert (remark.heading, remark.cell) == ("주문상태", "새로운 상태")


@pytest.mark.parametrize(
    "known", [one for one in FORMATS if one.record == "order_line"], ids=lambda one: one.id
)
def test_no_column_of_orders_is_read_with_what_concerns_the_recipient(known):
    personal = ("수취인", "수령인", "수신자", "배송메", "통관", "Shipping Name", "Notes")
    read_from = {heading for it in known.columns for heading in it.headings if it.cell.name
                 != "ADDRESS"}  # fmt: skip
    assert not [it for it in read_from if any(squeezed(word) in it for word in personal)]
