"""고객현황 and 재구매 통계: how many customers there are, and how many bought again.

No such file was seen; the names are those of the screen and of the interface.
"""

from core.importers.format import Cell, Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Confidence, Record, Subject, Vocabulary

_COUNTS = (
    column("customers", "전체고객수", "customerCount", cell=Cell.WHOLE),
    column("new_customers", "신규고객수", "newCustomerCount", cell=Cell.WHOLE),
    column("returning_customers", "기존고객수", "existCustomerCount", cell=Cell.WHOLE),
    column("wishes", "관심고객수", "interestCustomer", cell=Cell.WHOLE),
    column("subscribers", "알림고객수", "notificationCustomer", cell=Cell.WHOLE),
    column("repurchase_gross", "재구매금액", "repurchaseAmount", cell=Cell.WHOLE),
    column("repurchase_buyers", "재구매고객수", "repurchaseCustomerCount", cell=Cell.WHOLE),
)

FORMAT = Format(
    id="bizadvisor_customers",
    record=Record.STATISTIC,
    columns=(*words.DAYS, *_COUNTS),
    marks=tuple(heading for count in _COUNTS for heading in count.headings),
    required=(),
    never=("상품ID", "채널상품번호", "고객분류", "상품주문번호", "주문번호"),
    # Orders and refunds are counted here as nowhere else: those of 판매분석 are read.
    ignored=words.unread(
        "주문건수", "purchaseCount", "환불건수", "refundCount", "신규고객비율",
        "newCustomerRatio", "재구매금액비율", "repurchaseAmountRatio", "재구매고객비율",
        "repurchaseCustomerRatio",
    ),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.SHOP},
    confidence=Confidence.INFERRED,
)  # fmt: skip
