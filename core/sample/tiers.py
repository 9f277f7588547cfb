"""What the seller of the made-up shop gives regulars, and what customers showed of her things."""

from typing import Final, NamedTuple

NAMES: Final = ("새 단골", "단골", "으뜸 단골")
"""What her tiers are called, the lowest first."""

PERKS: Final = ("생일 달 작은 선물", "무료배송", "새 상품 먼저 보기와 무료배송")


class Shown(NamedTuple):
    """One post: what, how many days ago, where, won given, whether it says so, and a note.

    ``newcomer`` says that somebody came by it who bought for the first time some days later.
    """

    kind: str
    ago: int
    place: str
    points: int | None = None
    is_disclosed: bool | None = None
    note: str = ""
    address: str = ""
    newcomer: bool = False


SHOWN: Final = (
    Shown("selfie", 5, "인스타그램", 1_000, is_disclosed=True, note="캔들 켠 방 사진"),
    Shown("unboxing", 12, "네이버 블로그", 3_000, is_disclosed=False, note="상자 여는 사진"),
    Shown("recommendation", 21, "친구에게 소개", 2_000, newcomer=True),
    Shown("film", 30, "유튜브", 5_000, is_disclosed=True, note="향을 고르는 영상"),
    Shown("review", 38, "네이버 카페", 0, note="스스로 올려 준 후기"),
    Shown("recommendation", 47, "동네 모임", 2_000, newcomer=True),
    Shown("selfie", 55, "인스타그램", 1_000),
    Shown("unboxing", 70, "네이버 블로그", note="무엇을 드렸는지 적어 두지 않았음"),
    Shown("recommendation", 83, "친구에게 소개", 2_000, newcomer=True),
)  # fmt: skip
