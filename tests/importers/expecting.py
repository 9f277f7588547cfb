"""What a reading of each export of the made-up shop has to tell, reckoned without the importer.

The files are opened with openpyxl and csv, and added up heading by heading. Write the
expectations again with ``python -m tests.importers.expecting`` and look at what has changed.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from core import sample

LAST_DAY = date(2026, 11, 22)
FOLDER = Path(__file__).parent / "expected"

Row = dict[str, Any]


@dataclass(frozen=True)
class Hope:
    """How the file of one format is to be understood.

    ``sums`` and ``first`` give a heading for each of our columns; ``days`` the headings of the
    days or moments the rows tell of, or none where the period stands in the name or the title.
    """

    record: str
    data_set: str
    sums: Mapping[str, str | Callable[[Row], Any]]
    first: Mapping[str, str]
    days: tuple[str, ...] = ()
    encoding: str = "utf-8-sig"
    total: Callable[[Row], bool] = lambda _: False
    note: Callable[[Row], bool] = lambda _: False
    warnings: tuple[str, ...] = field(default=())


def _statistics(data_set: str, /, **more: Any) -> Hope:
    return Hope("statistic", data_set, **more)


NAMED = ("period_from_name",)
_LINE = {"line_no": "상품주문번호", "order_no": "주문번호"}
_SOLD = {"amount": "최종 상품별 총 주문금액", "quantity": "수량", "discount": "최종 상품별 할인액",
         "seller_discount": "판매자 부담 할인액", "settlement_expected": "정산예정금액",
         "payment_fee": "네이버페이 주문관리 수수료", "channel_fee": "매출연동 수수료"}  # fmt: skip
_OLD_SOLD = {"amount": "상품별 총 주문금액", "quantity": "수량", "discount": "상품별 할인액"}
_THIRD = {"payments_14d": "결제수(+14일기여도추정)", "gross_14d": "결제금액(+14일기여도추정)"}
_CLICK = {"visits": "유입수", "visitors": "고객수", "payments_last": "결제수(마지막클릭)",
          "gross_last": "결제금액(마지막클릭)", **_THIRD}  # fmt: skip
_PRODUCT = {"product_no": "상품ID", "product_name": "상품명"}


def _claim(kind: str, *blind: str) -> Hope:
    return Hope(
        "order_line", "orders", {"quantity": "수량"},
        {**_LINE, "claim_reason": f"{kind}사유", "claim_requested_at": f"{kind}요청일"},
        ("결제일",), warnings=("no_amounts", *blind),
    )  # fmt: skip


HOPES: Mapping[str, Hope] = {
    "smartstore_dispatch": Hope(
        "order_line", "orders", _SOLD,
        {**_LINE, "paid_at": "결제일", "product_no": "상품번호", "product_name": "상품명",
         "amount": "최종 상품별 총 주문금액", "shipping_fee": "배송비 합계"}, ("결제일",),
    ),
    "smartstore_inquiry": Hope(
        "order_line", "orders", {"quantity": "수량"}, {**_LINE, "ordered_at": "주문일시"},
        ("주문일시",), warnings=("no_amounts",),
    ),
    "smartstore_delivery": Hope(
        "order_line", "orders", _OLD_SOLD,
        {**_LINE, "paid_at": "결제일", "dispatched_at": "발송처리일"}, ("결제일",),
    ),
    "smartstore_confirmed": Hope(
        "order_line", "orders",
        {**_OLD_SOLD, "payment_fee": "결제수수료", "settlement_expected": "정산예정금액"},
        {**_LINE, "paid_at": "결제일", "confirmed_at": "구매확정일"}, ("결제일",),
    ),
    "smartstore_cancel": _claim("취소", "no_buyers"),
    "smartstore_return": _claim("반품", "no_buyers"),
    "smartstore_exchange": _claim("교환", "no_buyers"),
    "smartstore_sales": _statistics(
        "products",
        sums={"payments": "상품결제건수", "units": "결제상품수량", "gross": "판매금액(총)",
              "net": "판매금액(순)", "refunds": "환불건수", "refund_amount": "환불금액",
              "refund_units": "환불상품수량", "visits": "방문수", "shipping_fee": "배송비",
              "discount": "전체 할인액"},
        first={"product_no": "채널상품번호", "product_name": "채널상품명", "first_day": "날짜",
               "last_day": "날짜", "gross": "판매금액(총)", "visits": "방문수"},
        days=("날짜",), total=lambda row: row["채널상품번호"] == "전체",
    ),
    "smartstore_visits": _statistics(
        "traffic",
        sums={"visits": "방문수", "payments": "상품결제건수", "gross": "판매금액(총)"},
        first={"first_day": "날짜", "channel_group": "경로(1단계)",
               "channel_name": "경로(2단계)", "channel_detail": "경로(3단계)", "visits": "방문수"},
        days=("날짜",), total=lambda row: row["경로(1단계)"] == "전체",
    ),
    "smartstore_queries": _statistics(
        "keywords",
        sums={"visits": "방문수", "payments": "상품결제건수", "gross": "판매금액(총)"},
        first={"first_day": "날짜", "keyword": "검색어", "visits": "방문수"},
        days=("날짜",), total=lambda row: row["검색어"] == "전체",
    ),
    "smartstore_customers": _statistics(
        "customers",
        sums={"visitors": "방문고객수", "buyers": "결제고객수", "gross": "판매금액(총)"},
        first={"first_day": "날짜", "last_day": "날짜", "buyers": "결제고객수"},
        days=("날짜",), total=lambda row: row["고객분류"] == "전체합산",
    ),
    "smartstore_review": Hope(
        "review", "reviews", {"rating": "구매자평점", "helpful": "리뷰도움수"},
        {"review_no": "리뷰글번호", "line_no": "상품주문번호", "product_no": "상품번호",
         "rating": "구매자평점", "text": "리뷰상세내용", "written_at": "리뷰등록일"},
        ("리뷰등록일",),
    ),
    "smartstore_question": Hope(
        "inquiry", "inquiries", {"is_answered": lambda row: row["답변여부"] == "Y"},
        {"inquiry_no": "문의번호", "category": "문의유형", "title": "문의제목",
         "text": "문의내용", "asked_at": "등록일", "product_no": "상품번호"},
        ("등록일",), warnings=("inferred_columns",),
    ),
    "smartstore_settlement": Hope(
        "settlement", "settlements",
        {"amount": "정산기준금액", "payment_fee": "Npay 수수료",
         "channel_fee": "매출 연동 수수료 합계", "installment_fee": "무이자할부 수수료",
         "benefit": "혜택금액", "expected": "정산예정금액"},
        {**_LINE, "paid_at": "결제일", "basis_day": "정산기준일", "due_day": "정산예정일",
         "expected": "정산예정금액"}, ("정산기준일",),
    ),
    "smartstore_vat": Hope(
        "settlement", "settlements",
        {"gross_sales": "총 매출금액", "taxable_sales": "과세매출"}, _LINE,
    ),
    "bizadvisor_product": _statistics(
        "products",
        sums={"payments": "결제수", "units": "결제상품수량", "gross": "결제금액",
              "refunds": "환불건수", "refund_amount": "환불금액", "refund_units": "환불수량",
              "discount": "쿠폰합계"},
        first={**_PRODUCT, "gross": "결제금액"}, warnings=NAMED,
    ),
    "bizadvisor_sales": _statistics(
        "sales",
        sums={"payments": "결제수", "units": "결제상품수량", "gross": "결제금액",
              "refund_amount": "환불금액", "buyers": "결제자수", "shipping_fee": "배송비"},
        first={"first_day": "날짜", "last_day": "날짜", "hour": "시간대", "gross": "결제금액"},
        days=("날짜",),
    ),
    "bizadvisor_product_channel": _statistics(
        "products",
        sums={"payments_14d": "결제수(과거 14일간 기여도추정)",
              "gross_14d": "결제금액(과거 14일간 기여도추정)"},
        first={**_PRODUCT, "channel_group": "채널그룹", "channel_name": "채널명"},
        warnings=NAMED,
    ),
    "bizadvisor_demography": _statistics(
        "customers",
        sums={"payments": "결제수", "units": "결제상품수량", "gross": "결제금액",
              "refund_amount": "환불금액"},
        first={**_PRODUCT, "age_band": "나이", "gross": "결제금액"}, warnings=NAMED,
    ),
    "bizadvisor_channel": _statistics(
        "traffic", sums={**_CLICK, "ad_cost": "광고비", "pageviews": "페이지수"},
        first={"channel_group": "채널그룹", "channel_name": "채널명", "visits": "유입수"},
        warnings=NAMED,
    ),
    "bizadvisor_search": _statistics(
        "keywords", sums={**_CLICK, "pageviews": "페이지수"},
        first={"channel_group": "채널그룹", "keyword": "키워드", "visits": "유입수"},
        total=lambda row: row["키워드"] == "전체", warnings=NAMED,
    ),
    "bizadvisor_website": _statistics(
        "traffic", sums=_CLICK, first={"channel_detail": "채널상세", "visits": "유입수"},
        total=lambda row: row["채널속성"] == "전체", warnings=NAMED,
    ),
    "bizadvisor_custom": _statistics(
        "traffic",
        sums={"visits": "유입수", "visitors": "고객수", "pageviews": "페이지수",
              **_THIRD},
        first={"visits": "유입수"}, warnings=NAMED,
    ),
    "bizadvisor_behavior": _statistics(
        "products",
        sums={"detail_views": "상품상세조회수", "gross": "결제금액", "units": "결제상품수량"},
        first={**_PRODUCT, "detail_views": "상품상세조회수"}, warnings=NAMED,
    ),
    "bizadvisor_page": _statistics(
        "pages", sums={"pageviews": "페이지뷰"},
        first={"pageviews": "페이지뷰"},
        warnings=("inferred_columns", *NAMED),
    ),
    "bizadvisor_customers": _statistics(
        "sales",
        sums={"customers": "전체고객수", "new_customers": "신규고객수",
              "returning_customers": "기존고객수", "repurchase_buyers": "재구매고객수",
              "repurchase_gross": "재구매금액"},
        first={"first_day": "날짜", "last_day": "날짜", "customers": "전체고객수"},
        days=("날짜",), warnings=("inferred_columns",),
    ),
    "naver_search_ads": Hope(
        "ad_result", "ads",
        {"impressions": "노출수", "clicks": "클릭수", "cost": "총비용",
         "conversions": "총 전환수", "conversion_revenue": "총 전환매출액(원)",
         "direct_conversions": "직접전환수", "indirect_conversions": "간접전환수",
         "purchases": "구매완료 전환수", "purchase_revenue": "구매완료 전환매출액(원)"},
        {"first_day": "일별", "campaign": "캠페인", "ad_group": "광고그룹", "keyword": "키워드",
         "clicks": "클릭수", "cost": "총비용"}, ("일별",),
    ),
    "naver_display_ads": Hope(
        "ad_result", "ads",
        {"impressions": "노출수", "clicks": "클릭수", "cost": "총비용",
         "conversions": "총 전환수", "conversion_revenue": "총 전환매출액"},
        {"first_day": "기간", "clicks": "클릭수", "cost": "총비용"}, ("기간",),
    ),
    "meta_ads": Hope(
        "ad_result", "ads",
        {"impressions": "노출", "reach": "도달", "clicks": "링크 클릭", "cost": "지출 금액 (KRW)"},
        {"first_day": "보고 시작", "last_day": "보고 종료", "campaign": "캠페인 이름",
         "ad_group": "광고 세트 이름", "cost": "지출 금액 (KRW)"}, ("보고 시작", "보고 종료"),
        total=lambda row: not row["캠페인 이름"],
    ),
    "coupang_ads": Hope(
        "ad_result", "ads",
        {"impressions": "노출수", "clicks": "클릭수", "cost": "광고비",
         "purchases_1d": "총 주문수(1일)", "purchases_14d": "총 주문수(14일)",
         "revenue_1d": "총 전환매출액(1일)", "revenue_14d": "총 전환매출액(14일)"},
        {"first_day": "날짜", "placement": "광고 노출 지면", "clicks": "클릭수"}, ("날짜",),
    ),
    "ga4_traffic": _statistics(
        "traffic",
        sums={"visits": "Sessions", "engaged_visits": "Engaged sessions"},
        first={"visits": "Sessions"},
        encoding="utf-8",
    ),
    "coupang_insights": _statistics(
        "products",
        sums={"visitors": "방문자", "detail_views": "조회", "cart_adds": "장바구니",
              "payments": "주문", "units": "판매량", "gross": "매출(원)",
              "refund_amount": "총 취소 금액(원)"},
        first={"visitors": "방문자", "product_no": "옵션 ID"},
        total=lambda row: row["옵션 ID"] == "합 계", warnings=NAMED,
    ),
    "coupang_orders": Hope(
        "order_line", "orders", {"amount": "결제액", "quantity": "구매수(수량)"},
        {"order_no": "주문번호", "product_name": "등록상품명", "amount": "결제액"},
        ("주문일",), warnings=("no_buyers",),
    ),
    "cafe24_orders": Hope(
        "order_line", "orders", {"amount": "상품구매금액(KRW)", "quantity": "수량"},
        {"line_no": "품목별 주문번호", "order_no": "주문번호", "paid_at": "결제일시(입금확인일)",
         "product_name": "주문상품명", "amount": "상품구매금액(KRW)"},
        ("결제일시(입금확인일)",), "cp949",
    ),
    "eleventh_street_orders": Hope(
        "order_line", "orders",
        {"amount": "주문금액", "quantity": "수량", "settlement_expected": "정산예정금액"},
        {"order_no": "주문번호", "product_name": "상품명", "paid_at": "결제일시"}, ("결제일시",),
    ),
    "esm_orders": Hope(
        "order_line", "orders",
        {"amount": "판매금액", "quantity": "수량", "settlement_expected": "정산예정금액"},
        {"paid_at": "결제일", "product_name": "상품명", "amount": "판매금액"}, ("결제일",),
    ),
    "kakao_orders": Hope(
        "order_line", "orders",
        {"amount": lambda row: (row["상품금액"] + row["옵션금액"]) * row["수량"],
         "quantity": "수량"},
        {"line_no": "주문번호", "product_name": "상품명"}, ("주문일",), warnings=("no_buyers",),
    ),
    "toss_orders": Hope(
        "order_line", "orders", {"amount": "주문금액", "quantity": "주문건수"},
        {"line_no": "주문상품번호", "order_no": "주문번호", "product_name": "상품명"},
        ("주문일시",), note=lambda row: str(row["주문상태"]).startswith("수정"),
    ),
    "shopify_orders": Hope(
        "order_line", "orders",
        {"amount": lambda row: int(row["Lineitem price"]) * int(row["Lineitem quantity"]),
         "quantity": "Lineitem quantity"},
        {"order_no": "Name", "paid_at": "Paid at"}, ("Created at",), "utf-8",
    ),
}  # fmt: skip


def grid_of(name: str, content: bytes, encoding: str) -> list[list[Any]]:
    """The cells of a file as they stand."""
    if name.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read(archive.namelist()[0])
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def rows_of(format_id: str, name: str, content: bytes) -> list[Row]:
    """The rows below the headings; the headings are the first line that has them all."""
    hope = HOPES[format_id]
    cells = grid_of(name, content, hope.encoding)
    wanted = {*hope.first.values(), *hope.days}
    top = next(at for at, row in enumerate(cells) if wanted <= set(row))
    return [dict(zip(cells[top], row, strict=True)) for row in cells[top + 1 :] if any(row)]


def expected(format_id: str, name: str, content: bytes) -> dict[str, Any]:
    """What the reading of this file has to tell."""
    hope, rows = HOPES[format_id], rows_of(format_id, name, content)
    totals = [row for row in rows if hope.total(row)]
    notes = [row for row in rows if hope.note(row)]
    kept = [row for row in rows if row not in totals and row not in notes]
    skipped = {"total_row": len(totals), "note_row": len(notes)}
    return {
        "file": name,
        "record": hope.record,
        "data_set": hope.data_set,
        "rows": len(rows),
        "accepted": len(kept),
        "skipped": {reason: count for reason, count in skipped.items() if count},
        "refused": 0,
        "warnings": sorted(hope.warnings),
        "period": _period(format_id, name, content, kept),
        "sums": {column: _sum(kept, heading) for column, heading in hope.sums.items()},
        "first": {column: _first(column, kept[0][it]) for column, it in hope.first.items()},
    }


def _sum(rows: list[Row], heading: str | Callable[[Row], Any]) -> float:
    cells = [heading(row) if callable(heading) else row[heading] for row in rows]
    total = round(sum(float(str(cell).replace(",", "")) for cell in map(_number, cells)), 2)
    return int(total) if total.is_integer() else total


def _number(cell: Any) -> Any:
    return int(cell) if isinstance(cell, bool) else cell


def _first(column: str, cell: Any) -> Any:
    text = str(cell)
    if column.endswith("_day"):
        return _days(text)[0 if column.startswith("first") else -1]
    if column.endswith("_at"):
        return _moment(text)
    if column in _NUMBERS:
        return int(text.replace(",", ""))
    return text


_NUMBERS = {
    "amount", "shipping_fee", "gross", "visits", "buyers", "rating", "expected", "hour",
    "detail_views", "pageviews", "customers", "clicks", "cost", "visitors",
}  # fmt: skip


def _days(text: str) -> list[str]:
    found = re.findall(r"(20\d\d)[-./]?(\d\d)[-./]?(\d\d)", text)
    return ["-".join(parts) for parts in found]


def _moment(text: str) -> str:
    (time,) = re.findall(r"\d\d:\d\d:\d\d", text)
    return f"{_days(text)[0]} {time}"


def _period(format_id: str, name: str, content: bytes, rows: list[Row]) -> list[str] | None:
    hope = HOPES[format_id]
    if hope.days:
        days = [day for row in rows for heading in hope.days for day in _days(str(row[heading]))]
        return [min(days), max(days)]
    if format_id == "smartstore_vat":
        return None
    lines = content.decode(hope.encoding).splitlines() if name.endswith(".csv") else []
    days = _days(name) or [day for line in lines if line.startswith("#") for day in _days(line)]
    return [days[0], days[-1]]


def write() -> None:
    """Write the expectations of every export."""
    FOLDER.mkdir(exist_ok=True)
    for format_id, (name, content) in sample.every_export(sample.generate(LAST_DAY)).items():
        told = expected(format_id, name, content)
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        (FOLDER / f"{format_id}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    write()
