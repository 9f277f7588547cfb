"""Words of which names, addresses, messages and reviews of the made-up shop are put together.

The people do not exist: syllables are drawn at random, telephone numbers begin with
010-0000, postal codes with 00, and no such streets are in any town.
"""

from typing import Final

SURNAMES: Final = (
    "김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황",
)  # fmt: skip
FIRST_SYLLABLES: Final = (
    "가", "나", "다", "라", "마", "보", "새", "아", "지", "하", "해", "은", "예", "도", "로", "시",
)  # fmt: skip
SECOND_SYLLABLES: Final = (
    "온", "람", "솔", "빛", "울", "원", "윤", "인", "진", "율", "린", "봄", "결", "담", "별", "현",
)  # fmt: skip
DISTRICTS: Final = ("가온구", "나래구", "다솜구", "라온구", "마루구", "바른구", "새봄구", "아람구")
STREETS: Final = ("단골로", "햇살길", "은하로", "바람길", "새싹로", "노을길")
MESSAGES: Final = (
    "", "", "", "문 앞에 놓아 주세요", "배송 전에 연락 주세요", "경비실에 맡겨 주세요",
    "깨지지 않게 부탁드려요", "선물이에요. 예쁘게 부탁드려요",
)  # fmt: skip

OPENINGS: Final = {
    5: (
        "정말 마음에 들어요.",
        "두 번째 구매예요.",
        "사진보다 더 예뻐요.",
        "선물했더니 좋아하셨어요.",
    ),
    4: ("대체로 만족해요.", "잘 쓰고 있어요.", "가격 생각하면 좋아요."),
    3: ("무난해요.", "생각했던 것과 조금 달라요."),
    2: ("기대보다 아쉬워요.", "포장이 아쉬웠어요."),
    1: ("실망했어요.", "다시 사지는 않을 것 같아요."),
}
DETAILS: Final = {
    5: ("배송도 빨랐어요.", "향이 은은하고 오래가요.", "마감이 꼼꼼해요.", "포장이 정성스러워요."),
    4: ("배송은 하루 더 걸렸어요.", "색이 화면과 살짝 달라요.", "크기가 딱 좋아요."),
    3: ("크기가 생각보다 작아요.", "향이 조금 약해요.", "설명이 더 있었으면 해요."),
    2: ("모서리에 흠이 있었어요.", "배송이 늦었어요.", "크기 설명이 부족해요."),
    1: ("깨진 채로 왔어요.", "사진과 색이 너무 달라요.", "문의에 답이 늦었어요."),
}
POOR_PAGE_REVIEWS: Final = (
    "불빛 색이 설명에 없어서 받고 놀랐어요.",
    "크기를 알 수 없어서 망설였는데 생각보다 커요.",
    "조립 방법이 상세페이지에 없어요.",
    "전구가 들어 있는지 적혀 있으면 좋겠어요.",
)

NOTES: Final = (
    ("문의", "스탠드 조명 높이가 몇 cm인가요?"),
    ("문의", "조명에 전구가 들어 있나요?"),
    ("문의", "선물 포장 되나요?"),
    ("문의", "제주도는 며칠 걸리나요?"),
    ("문의", "디퓨저 리필은 언제 다시 들어오나요?"),
    ("불만", "화병이 깨져서 왔어요."),
    ("불만", "주문한 색과 다른 색이 왔어요."),
    ("불만", "배송이 나흘이나 걸렸어요."),
    ("불만", "수건에서 보풀이 많이 나요."),
    ("칭찬", "손편지에 감동했어요."),
    ("칭찬", "포장이 예뻐서 그대로 선물했어요."),
    ("칭찬", "향이 좋아서 또 주문해요."),
)
"""What buyers wrote or said, and what kind of note it is."""

_SCENTED: Final = ("DG-001", "DG-002", "DG-007", "DG-008", "DG-018", "DG-019", "DG-020")
_COLOURED: Final = ("DG-003", "DG-004", "DG-011", "DG-013", "DG-014", "DG-015")

ABOUT: Final = {
    "스탠드 조명 높이가 몇 cm인가요?": ("DG-021",),
    "조명에 전구가 들어 있나요?": ("DG-021",),
    "디퓨저 리필은 언제 다시 들어오나요?": ("DG-019",),
    "화병이 깨져서 왔어요.": ("DG-017",),
    "주문한 색과 다른 색이 왔어요.": _COLOURED,
    "수건에서 보풀이 많이 나요.": ("DG-004",),
    "향이 좋아서 또 주문해요.": _SCENTED,
}
"""The products a note can be about; the others fit all."""

_BREAKABLE: Final = ("DG-001", "DG-009", "DG-011", "DG-012", "DG-013", "DG-017", "DG-018", "DG-019")
_SIZED: Final = (
    "DG-003", "DG-004", "DG-009", "DG-010", "DG-011", "DG-013", "DG-014", "DG-015", "DG-016",
    "DG-017", "DG-022", "DG-025",
)  # fmt: skip
_EDGED: Final = ("DG-009", "DG-010", "DG-013", "DG-016", "DG-017", "DG-022")

_FITTING: Final = {
    "향이 은은해서 좋아요.": (_SCENTED, "써 보니 좋아요."),
    "크기가 조금 작아요.": (_SIZED, "양이 조금 적어요."),
    "색이 화면과 달라요.": ((*_COLOURED, "DG-017", "DG-025"), "사진과 달라요."),
    "향이 은은하고 오래가요.": (_SCENTED, "선물하기에도 좋아요."),
    "마감이 꼼꼼해요.": ((*_SIZED, "DG-005", "DG-006", "DG-012"), "쓸수록 마음에 들어요."),
    "색이 화면과 살짝 달라요.": ((*_COLOURED, "DG-017", "DG-025"), "설명이 조금 짧아요."),
    "크기가 딱 좋아요.": (_SIZED, "양이 넉넉해요."),
    "크기가 생각보다 작아요.": (_SIZED, "양이 생각보다 적어요."),
    "향이 조금 약해요.": (_SCENTED, "생각보다 평범해요."),
    "모서리에 흠이 있었어요.": (_EDGED, "군데군데 얼룩이 있었어요."),
    "크기 설명이 부족해요.": (_SIZED, "쓰는 방법 설명이 부족해요."),
    "깨진 채로 왔어요.": (_BREAKABLE, "불량이 왔어요."),
    "사진과 색이 너무 달라요.": ((*_COLOURED, "DG-017", "DG-025"), "사진과 너무 달라요."),
}
"""What can be said of some products alone, and what is said of the others instead."""


def fitting(detail: str, code: str) -> str:
    """A detail of a review that can be said of a product."""
    codes, other = _FITTING.get(detail, ((code,), detail))
    return detail if code in codes else other
