"""What files tell about, and the words in which they count it. Numbers are kept: never renumber."""

from enum import IntEnum, StrEnum
from typing import Final


class Record(StrEnum):
    """The shape of the rows a file becomes; each has its schema and its table."""

    ORDER_LINE = "order_line"
    STATISTIC = "statistic"
    AD_RESULT = "ad_result"
    REVIEW = "review"
    INQUIRY = "inquiry"
    SETTLEMENT = "settlement"


class DataSet(StrEnum):
    """What a file tells about: what it unlocks, and where a gap of days matters."""

    ORDERS = "orders"
    SALES = "sales"
    TRAFFIC = "traffic"
    PRODUCTS = "products"
    KEYWORDS = "keywords"
    CUSTOMERS = "customers"
    PAGES = "pages"
    ADS = "ads"
    REVIEWS = "reviews"
    INQUIRIES = "inquiries"
    SETTLEMENTS = "settlements"


CLAIM_FILES: Final = frozenset({"smartstore_cancel", "smartstore_return", "smartstore_exchange"})
"""The exports that list nothing but cancellations, returns or exchanges.

They say what became of some orders. They do not tell what was sold, on no day.
"""


class Confidence(StrEnum):
    """How well the headings of an export are known."""

    VERBATIM = "verbatim"
    """The whole header line of a real file was seen."""
    SECONDARY = "secondary"
    """The names are confirmed, the set or the order of the columns is not complete."""
    INFERRED = "inferred"
    """The names follow from an interface or from a similar file; no real file was seen."""


class Subject(IntEnum):
    """What one row of statistics is about."""

    SHOP = 1
    CHANNEL = 2
    PRODUCT = 3
    KEYWORD = 4
    CUSTOMER_GROUP = 5
    DEMOGRAPHY = 6
    PRODUCT_CHANNEL = 7
    CATEGORY = 8
    LINK = 9
    PAGE = 10

    @property
    def data_set(self) -> DataSet:
        """What a file of such rows unlocks."""
        return _DATA_SETS[self]


_DATA_SETS = {
    Subject.SHOP: DataSet.SALES,
    Subject.CHANNEL: DataSet.TRAFFIC,
    Subject.PRODUCT: DataSet.PRODUCTS,
    Subject.KEYWORD: DataSet.KEYWORDS,
    Subject.CUSTOMER_GROUP: DataSet.CUSTOMERS,
    Subject.DEMOGRAPHY: DataSet.CUSTOMERS,
    Subject.PRODUCT_CHANNEL: DataSet.PRODUCTS,
    Subject.CATEGORY: DataSet.SALES,
    Subject.LINK: DataSet.TRAFFIC,
    Subject.PAGE: DataSet.PAGES,
}


class Vocabulary(IntEnum):
    """Whose definitions the numbers of a row follow; numbers of two are never added."""

    SMARTSTORE = 1
    """The statistics files of 2026: 방문수, 상품결제건수, 판매금액."""
    BIZADVISOR = 2
    """The files before: 유입수, 결제수, 결제금액."""
    COUPANG = 3
    GA4 = 4
    TYPED = 8
    OTHER = 9


OWN_SHOP = frozenset(
    {Vocabulary.SMARTSTORE, Vocabulary.BIZADVISOR, Vocabulary.TYPED, Vocabulary.OTHER}
)
"""The vocabularies that tell of the same shop; Coupang's and Google's tell of another place."""


class CustomerGroup(IntEnum):
    """Who bought, as the seller centre groups them."""

    NEW = 1
    RETURNING = 2


class Gender(IntEnum):
    """As the seller centre groups buyers."""

    FEMALE = 1
    MALE = 2


class AdPlatform(IntEnum):
    """Where an advertisement was shown."""

    NAVER_SEARCH = 1
    NAVER_DISPLAY = 2
    META = 3
    COUPANG = 4
    KAKAO = 5
    GOOGLE = 6
    OTHER = 9


class ReviewKind(IntEnum):
    """When a review was written: soon, or after a month of use (한달사용)."""

    FIRST = 1
    MONTH = 2


class SettlementReport(IntEnum):
    """Which list a settled row stands in."""

    CASE = 1
    """건별 정산내역: what is paid out."""
    VAT = 2
    """부가세신고 내역: what is declared."""


class SettledItem(IntEnum):
    """What is settled (구분)."""

    OTHER = 0
    ORDER = 1
    SHIPPING = 2


class SettlementState(IntEnum):
    """How a row is settled (정산상태)."""

    UNKNOWN = 0
    NORMAL = 1
    QUICK = 2
    QUICK_RECALLED = 3
    CANCELLED_BEFORE = 4
    CANCELLED_AFTER = 5
