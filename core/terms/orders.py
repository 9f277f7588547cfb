"""The vocabulary of order lines. The numbers are what the store keeps: never renumber."""

from enum import IntEnum


class OrderState(IntEnum):
    """Where an order line stands.

    The names follow ``productOrderStatus`` and ``claimStatus`` of the Naver Commerce API.
    """

    UNKNOWN = 0
    UNPAID = 1
    PAID = 2
    PREPARING = 3
    SHIPPING = 4
    DELIVERED = 5
    CONFIRMED = 6
    CLAIM_OPEN = 7
    EXCHANGED = 8
    CANCELLED = 9
    RETURNED = 10
    CANCELLED_UNPAID = 11

    @property
    def counts(self) -> bool:
        """Whether the line is a sale: not unpaid, cancelled or returned.

        An exchanged line stays a sale, and so does one whose claim is still open. A state
        nobody knows is a sale until a file says otherwise.
        """
        return self not in NO_SALE

    @property
    def rank(self) -> int:
        """How far along its life the line is; a file of unknown age may only move it forward."""
        return _RANKS[self]


NO_SALE = frozenset(
    {
        OrderState.UNPAID,
        OrderState.CANCELLED,
        OrderState.RETURNED,
        OrderState.CANCELLED_UNPAID,
    }
)
"""The states whose lines are neither orders nor revenue."""

_RANKS = {
    OrderState.UNKNOWN: 0,
    OrderState.UNPAID: 1,
    OrderState.PAID: 2,
    OrderState.PREPARING: 3,
    OrderState.SHIPPING: 4,
    OrderState.DELIVERED: 5,
    OrderState.CLAIM_OPEN: 6,
    OrderState.CONFIRMED: 7,
    OrderState.EXCHANGED: 8,
    OrderState.CANCELLED: 9,
    OrderState.RETURNED: 9,
    OrderState.CANCELLED_UNPAID: 9,
}


class Claim(IntEnum):
    """What the buyer asked for after paying."""

    CANCEL = 1
    RETURN = 2
    EXCHANGE = 3


class Device(IntEnum):
    """Where the payment was made."""

    PC = 1
    MOBILE = 2


class Mall(IntEnum):
    """The mall an order came through."""

    SMARTSTORE = 1
    COUPANG = 2
    CAFE24 = 3
    ELEVENTH_STREET = 4
    GMARKET = 5
    AUCTION = 6
    KAKAO = 7
    TOSS = 8
    SHOPIFY = 9
    OTHER = 20


class Region(IntEnum):
    """The 17 시·도, numbered as in the first two digits of the legal-district code of 2024."""

    SEOUL = 11
    BUSAN = 26
    DAEGU = 27
    INCHEON = 28
    GWANGJU = 29
    DAEJEON = 30
    ULSAN = 31
    SEJONG = 36
    GYEONGGI = 41
    CHUNGBUK = 43
    CHUNGNAM = 44
    JEONNAM = 46
    GYEONGBUK = 47
    GYEONGNAM = 48
    JEJU = 50
    GANGWON = 51
    JEONBUK = 52


class KnownBy(IntEnum):
    """By what a buyer is recognised; the smaller number is the surer sign.

    Name and number are the buyer's own: a recipient's number belongs to others or changes by order.
    """

    NOBODY = 0
    """Deleted at the person's wish: only what is added up is left."""
    ACCOUNT = 1
    PHONE = 2
    """Name and the last digits of the buyer's own telephone number."""
    MASKED = 3
    """Name and a masked account, which several people may share."""
