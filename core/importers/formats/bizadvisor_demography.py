"""상품/인구통계, 상품/고객프로파일 and 상품/지역: who bought each product."""

from core.importers.format import Format
from core.importers.formats import statistics_vocabulary as words
from core.terms import Confidence, Record, Subject, Vocabulary

FORMAT = Format(
    id="bizadvisor_demography",
    record=Record.STATISTIC,
    columns=(*words.DAYS, *words.PRODUCT, *words.DEMOGRAPHY, *words.PAID),
    marks=words.PEOPLE,
    also=("상품ID", "결제금액"),
    required=("product_no",),
    never=("채널그룹", "채널명", "상품상세조회수"),
    ignored=words.unread("쿠폰합계", "상품쿠폰", "주문쿠폰"),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.DEMOGRAPHY},
    confidence=Confidence.SECONDARY,
)
