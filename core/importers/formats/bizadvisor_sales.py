"""판매성과: what the shop sold by day and hour."""

from typing import Final

from core.importers.format import Cell, Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Confidence, Record, Subject, Vocabulary

COUPONS: Final = column("discount", "쿠폰합계", cell=Cell.WHOLE)
"""What coupons took off; the two kinds of coupons stand beside it."""

FORMAT = Format(
    id="bizadvisor_sales",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        column("hour", "시간대"),
        column("buyers", "결제자수", cell=Cell.WHOLE),
        *words.PAID,
        COUPONS,
        column("shipping_fee", "배송비", cell=Cell.WHOLE),
    ),
    marks=("시간대", "요일"),
    also=("날짜", "결제자수", "결제수", "결제금액"),
    required=("first_day",),
    never=("상품ID", *words.PEOPLE),
    ignored=words.unread("요일", "상품쿠폰", "주문쿠폰"),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.SHOP},
    confidence=Confidence.SECONDARY,
)
