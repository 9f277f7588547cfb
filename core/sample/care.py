"""What customers of the made-up shop say to its seller, and what she writes down of it.

Days are counted back from the day on which the shop is made up. A fault is planted here as well:
over the last four weeks parcels come damaged, which customers tell and no other number does.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.sample.draw import Floats, pick
from core.terms.voice import AskedScale, VoiceSource

SEED: Final = 20_241_201

PRAISE: Final = "칭찬"
COMPLAINT: Final = "불만"
"""What ``voice.feedback_of`` calls a note of either kind."""

DAMAGED: Final = (
    (1, "talk", "DG-013", "상자가 찌그러져서 왔어요. 선물이라 속상해요."),
    (2, "phone", "DG-013", "포장이 허술해서 파스타볼 하나가 깨져 있었어요."),
    (3, "talk", "DG-011", "완충재가 없어서 머그 손잡이에 금이 가 있어요."),
    (5, "talk", "DG-001", "박스가 찢어진 채로 도착했어요."),
    (6, "social", "DG-017", "뽁뽁이 하나 없이 화병이 왔네요. 운 좋게 안 깨졌어요."),
    (8, "talk", "DG-012", "포장이 허술해요. 계량컵이 상자 안에서 굴러다녔어요."),
    (9, "phone", "DG-004", "상자가 젖어서 왔어요. 수건까지 눅눅해요."),
    (11, "talk", "DG-001", "박스가 찌그러지고 캔들 유리에 금이 가 있어요."),
    (12, "talk", "DG-010", "포장을 대충 하신 것 같아요. 모서리가 찍혀 왔어요."),
    (14, "letter", "DG-013", "그릇은 마음에 드는데 포장이 아쉬웠어요. 하나가 깨졌어요."),
    (16, "talk", "DG-002", "택배 상자가 구겨져서 왔어요. 완충재를 더 넣어 주세요."),
    (18, "phone", "DG-018", "포장이 부실해서 디퓨저가 샜어요."),
    (2, "talk", "DG-009", "박스가 터져서 홀더가 굴러 나왔어요."),
    (4, "talk", "DG-014", "선물 상자가 구겨져 있어서 다시 포장했어요."),
    (7, "talk", "DG-017", "포장이 허술해서 화병 입구가 나갔어요."),
    (10, "talk", "DG-020", "상자가 젖은 채로 와서 라벨이 번졌어요."),
    (13, "phone", "DG-001", "상자가 찢어지고 캔들 뚜껑이 눌려 있었어요."),
    (14, "talk", "DG-011", "완충재 없이 컵만 들어 있었어요."),
    (15, "talk", "DG-013", "포장이 부실해요. 그릇끼리 부딪혀 이가 나갔어요."),
    (16, "social", "DG-025", "박스가 찌그러져서 리스 모양이 망가졌어요."),
    (17, "talk", "DG-016", "상자가 구겨져서 바구니 한쪽이 휘었어요."),
    (18, "talk", "DG-019", "포장이 아쉬웠어요. 리필 병 뚜껑이 열려 있었어요."),
    (19, "talk", "DG-008", "박스가 젖어서 인센스가 눅눅해요."),
    (20, "talk", "DG-007", "박스가 터져서 왔어요. 테이프를 더 붙여 주세요."),
    (21, "phone", "DG-012", "뽁뽁이 없이 와서 계량컵에 금이 갔어요."),
    (22, "talk", "DG-017", "완충재 없이 화병만 덜렁 넣어 보내셨어요."),
    (23, "talk", "DG-003", "상자가 찢어져서 키친클로스에 먼지가 묻었어요."),
    (24, "social", "DG-018", "포장 상태가 별로였어요. 상자가 다 찌그러졌어요."),
    (26, "talk", "DG-011", "상자가 찢어져서 머그가 밖으로 나와 있었어요."),
    (27, "phone", "DG-018", "박스가 구겨져서 디퓨저 스틱이 부러졌어요."),
)
"""Days ago, where it was said, about which product, and what."""

DAMAGED_BEFORE: Final = (
    ("DG-001", "박스가 찌그러졌지만 물건은 괜찮아요."),
    ("DG-014", "포장이 아쉬웠어요. 리본이 풀려 있었어요."),
    ("DG-004", "상자가 구겨져서 왔어요. 내용물은 멀쩡해요."),
    ("DG-018", "포장이 아쉬웠어요. 선물 상자가 눌려 있었어요."),
    ("DG-003", "비닐 포장이 찢어져 있었어요."),
    ("DG-005", "상자가 젖어서 왔어요. 비 오는 날이었나 봐요."),
)
BEFORE_AGO: Final = tuple(range(31, 208, 5))
"""Before that such remarks came now and then, as they do in every shop."""

HOURS_TO_ANSWER: Final = (2, 20)
"""Between so many hours lies the answer to a remark that got one."""

WAITING: Final = 1
"""So many of the newest remarks about damage nobody has answered yet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question the seller put to buyers over the last weeks.

    Attributes:
        scale: on which they answered.
        answers: how many did.
        days: over so many days.
        lowest: the lowest answer.
        shares: how often each answer from there on was given.
    """

    scale: AskedScale
    answers: int
    days: int
    lowest: int
    shares: tuple[float, ...]

    def drawn(self) -> tuple[list[int], list[int]]:
        """How many days ago each answer came, and how many points it gave."""
        rng = np.random.default_rng((SEED, len(self.shares)))
        ago = np.sort(rng.integers(1, self.days, self.answers))[::-1]
        points = self.lowest + pick(rng, self.shares, self.answers)
        return ago.tolist(), points.tolist()


ASKED: Final = (
    Asked(AskedScale.CSAT, 64, 84, 1, (0.03, 0.05, 0.12, 0.34, 0.46)),
    Asked(
        AskedScale.NPS, 41, 84, 0, (0.01, 0, 0.01, 0.02, 0.02, 0.06, 0.06, 0.12, 0.22, 0.2, 0.28)
    ),
)

WORDS_OF_SCORES: Final = {
    "good": (
        "향이 은은해서 좋아요.", "배송이 빨라서 좋았어요.", "설명대로라 믿고 사요.",
        "응대가 친절했어요.", "", "", "",
    ),
    "fair": ("무난해요.", "크기가 조금 작아요.", "", ""),
    "poor": ("배송이 늦었어요.", "답이 늦어서 답답했어요.", "색이 화면과 달라요."),
}  # fmt: skip
"""What was added to a score; most said nothing."""


@dataclass(frozen=True, slots=True)
class Story:
    """A complaint, in hours back from now; None for what has not happened.

    Attributes:
        remark: which of the remarks about damage it is, by its place; None for one of its own.
        text: what it is about, where it is one of its own,
        code: and of which product.
        opened: how long ago it came in.
        replied: how long ago the first answer was given.
        solved: how long ago a solution was found.
        checked: how long ago the customer was asked once more.
        alternative: what was offered instead.
        cost: won it cost.
    """

    remark: int | None
    opened: float
    replied: float | None = None
    solved: float | None = None
    checked: float | None = None
    alternative: str = ""
    cost: int | None = None
    text: str = ""
    code: str = ""


STORIES: Final = (
    Story(0, 22),
    Story(1, 49),
    Story(None, 5, text="주문한 색과 다른 색이 왔어요. 주말 전에 바꿔 받고 싶어요.", code="DG-011"),
    Story(2, 70, 64, alternative="새 머그를 먼저 보내고 받은 것은 수거해요"),
    Story(3, 118, 116, 40, alternative="다음 주문 배송비를 받지 않아요", cost=3500),
    Story(5, 190, 186, 160, alternative="계량컵을 새로 보냈어요", cost=9300),
    Story(7, 262, 259, 214, 45, "캔들을 새로 보냈어요", 12_400),
    Story(9, 334, 326, 290, 118, "깨진 그릇 값을 돌려드렸어요", 19_800),
    Story(11, 430, 427, 380, 205, "디퓨저를 새로 보냈어요", 16_900),
)  # fmt: skip
"""Those of the last weeks: two nobody has answered for too long, and every later step."""

OLD_ALTERNATIVES: Final = (
    ("새 상품을 먼저 보냈어요", 14_500),
    ("부분 환불을 해 드렸어요", 6_000),
    ("배송비를 돌려드렸어요", 3_000),
    ("다른 색으로 바꿔 드렸어요", 8_800),
)
"""What was offered for complaints of earlier months, in turn."""

OLD_DAYS: Final = 330
"""Complaints that are not about damage were kept for so many days."""

TIPS: Final = {
    "DG-001": "처음 켤 때 표면이 다 녹을 때까지 두 시간쯤 켜 두면 끝까지 고르게 타요.",
    "DG-004": "처음 두 번은 섬유유연제 없이 찬물에 빨면 보풀이 덜 나고 물을 잘 빨아들여요.",
}
"""How to use two of the products well."""

EXCLUDED: Final = ("DG-024",)
"""Nobody needs to be asked how the wrapping is."""

OWN_WORDS: Final = {
    "how_is_it": "{이름?고객} 님, {상품명}{은/는} 잘 쓰고 계세요? 불편한 점이 있으면 편하게 말씀해 "
    "주세요. 바로 챙길게요. — {가게}",
}
"""Her own words for one kind of care."""

AIMS: Final = {"dispatch_days": 2.0, "late_share": 0.03}
"""What she wants to keep to: days to dispatch, and the share that leaves late."""

ANSWERS: Final = (
    (68, "delivery", "done", "제주와 산간은 하루 이틀 더 걸린다고 상세페이지에 적었어요"),
    (41, "size", "done", "상품 사진에 손과 자를 함께 찍어 크기를 보여 줬어요"),
    (12, "colour", "looking", "낮과 밤 조명에서 찍은 사진을 다시 찍는 중이에요"),
)
"""Days ago, the theme, what she decided, and what that was."""

WORRIES: Final = (
    ("wrong_option", "talk"), ("sold_out", "talk"), ("honest_shop", "page"), ("broken", "card"),
)  # fmt: skip
"""What people worry about, and where she answers it."""

NO_WORRIES: Final = ("all_in_one",)
OWN_WORRY: Final = (
    "arrived", "선물인데 가격이 보일까 봐요", "card", "가격이 적힌 종이는 상자에 넣지 않아요.",
)  # fmt: skip

REPLY: Final = "불편을 드려 죄송해요. 톡톡으로 사진을 보내 주시면 바로 새 상품으로 보내 드릴게요."
"""What the seller answered to reviews with few stars."""

CARE_DAYS: Final = 56
"""For so many days she has looked after her orders with the list."""

CARED: Final = 0.74
"""The share of orders she looks after at all; on busy days she leaves the list alone."""

DONE: Final = 0.88
"""Of what comes up for those, so much is done; the rest is skipped or lapses."""

SKIPPED: Final = 0.06

LEFT_TODAY: Final = 10
LEFT_REVIEWS: Final = 22
"""So many of each kind wait on the list of today; of the reviews some were written unasked."""


@dataclass(frozen=True, slots=True)
class Gifts:
    """Half of the orders of some weeks, drawn for a gift or a letter.

    Attributes:
        what: gift or letter.
        first: how many days ago it began,
        last: and ended; both included.
        cost: won for one.
        goal: after how many orders she wants to know what came of it.
        again: so many of a hundred who would not have come again did because of it.
    """

    what: str
    first: int
    last: int
    cost: int
    goal: int
    again: float = 0.0


GIFTS: Final = (
    Gifts("letter", 196, 112, 450, 500, again=0.12),
    Gifts("gift", 24, 1, 900, 400),
)


GOLDEN: Final = 0.618_033_988_749_895
"""Multiples of the golden ratio lie evenly between two whole numbers (Weyl 1916)."""


def lots(orders: int, number: int) -> Floats:
    """What chance says to each of some orders, spread evenly however many of them are looked at.

    Args:
        orders: how many.
        number: which of several draws.
    """
    return np.asarray((GOLDEN * (1 + number + np.arange(orders))) % 1)


def source(channel: str) -> VoiceSource:
    """Where a remark was made, from what ``voice.feedback_of`` calls it."""
    return VoiceSource.PHONE if channel == "전화" else VoiceSource.TALK
