"""상품성과: what each product sold in the days that stand in the name of the file."""

from core.importers.format import Format
from core.importers.formats import statistics_vocabulary as words
from core.importers.formats.bizadvisor_sales import COUPONS
from core.terms import Confidence, Record, Subject, Vocabulary

FORMAT = Format(
    id="bizadvisor_product",
    record=Record.STATISTIC,
    columns=(*words.DAYS, *words.PRODUCT, *words.PAID, COUPONS),
    marks=("환불수량", "환불금액"),
    also=("상품ID", "결제수", "결제금액", "결제상품수량"),
    required=(),
    never=(*words.PEOPLE, "지역(소)", "채널그룹", "채널명", "상품상세조회수", "결제자수"),
    ignored=words.unread("상품쿠폰", "주문쿠폰"),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.PRODUCT},
    confidence=Confidence.SECONDARY,
)
