"""Words for answers to reviews: which text fits, how texts are told apart, what is better not said.

An answer to a review is read by everybody who comes to the shop. So it names no buyer, and what
would break a promise or a law is pointed out before it is copied.
"""

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

TEXTS: Final = Path(__file__).with_name("voice_replies.csv")
"""The texts the program brings along; ``core.i18n.filling`` tells how places are written."""

GENERAL: Final = "general"
"""The theme of a text that fits every review."""


class Place(StrEnum):
    """What a text may ask for."""

    NAME = "이름"
    """The buyer; never known here, as everybody reads the answer."""
    PRODUCT = "상품명"
    PROBLEM = "문제"
    PRAISED = "좋은점"
    OFFER = "대안"
    CONTACT = "연락방법"
    SHOP = "가게"


class Tone(StrEnum):
    """What an answer has to do: make up for something, thank and make up, or thank."""

    LOW = "low"
    MIXED = "mixed"
    HIGH = "high"


class Words(NamedTuple):
    """How a theme is spoken of: what went wrong, what was praised, what may be offered."""

    problem: str
    praised: str
    offers: tuple[str, ...]


_AGAIN: Final = ("교환이나 환불", "새 상품 다시 보내기", "부분 환불")
WORDS: Final[Mapping[str, Words]] = {
    "delivery": Words("배송", "빠른 배송", ("배송 상황 확인", "배송비 환불", "주문 취소와 환불")),
    "quality": Words("상품 상태", "상품 품질", _AGAIN),
    "price": Words("가격", "가격", ("알맞은 구성 안내", "교환이나 환불")),
    "service": Words("답변", "응대", ("빠른 답변", "전화 상담", "교환이나 환불")),
    "returns": Words("교환·환불", "교환·환불", ("빠른 환불", "빠른 교환", "반품비 환불")),
    "packing": Words("포장", "꼼꼼한 포장", _AGAIN),
    "size": Words("사이즈", "사이즈", ("알맞은 사이즈 교환", "환불", "사이즈 상담")),
    "colour": Words("색상", "색감", ("다른 색 교환", "환불", "실제 사진 안내")),
    GENERAL: Words("불편하신 점", "상품", _AGAIN),
}
"""Of every theme; the first offer is suggested."""


class Text(NamedTuple):
    """One text of a theme and tone."""

    theme: str
    tone: Tone
    number: int
    text: str


@lru_cache(maxsize=1)
def own() -> tuple[Text, ...]:
    """The texts the program brings along."""
    with TEXTS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Text(row["theme"], Tone(row["tone"]), int(row["number"]), row["text"])
            for row in csv.DictReader(file)
        )


def with_hers(hers: Iterable[Text]) -> tuple[Text, ...]:
    """The texts with what a seller wrote instead, added or, by an empty text, left out."""
    by_place = {one[:3]: one for one in (*own(), *hers)}
    return tuple(one for one in sorted(by_place.values()) if one.text.strip())


def tone(stars: int | None, low: int, *, is_negative: bool, has_problem: bool) -> Tone:
    """What an answer to a review has to do.

    Args:
        stars: how many; None where nobody knows.
        low: up to so many are few.
        is_negative: the seller calls it a bad one.
        has_problem: it names a fault.
    """
    if is_negative or (stars is not None and stars <= low):
        return Tone.LOW
    is_content = stars is not None and stars >= 4 and not has_problem  # noqa: PLR2004
    return Tone.HIGH if is_content else Tone.MIXED


def fitting(texts: Sequence[Text], theme: str, wanted: Tone) -> list[Text]:
    """The texts for a theme and tone, or those for every theme where there are none."""
    for name in (theme, GENERAL):
        found = [one for one in texts if one.theme == name and one.tone is wanted]
        if found:
            return found
    return []


def least_used(hashes: Sequence[str], used: Sequence[str], start: int) -> int:
    """Which of several texts is offered: one that was not used, else the one used longest ago.

    Args:
        hashes: of each text, of ``words``.
        used: of the answers of late, the newest first.
        start: a number of the review, so that not all begin with the same text.
    """
    size = len(hashes)
    ago = [used.index(one) if one in used else len(used) for one in hashes]
    return max(range(size), key=lambda place: (ago[place], -((place - start) % size)))


_GONE: Final = "\0"
_PARTICLES: Final = re.compile(
    rf"{_GONE}(?:이에요|예요|으로|은\(는\)|을\(를\)|이\(가\)|과\(와\)|\(으\)로|[은는이가을를과와로])?"
)
_PLACES: Final = re.compile(r"\{[^{}]*\}")


def words(text: str, values: Collection[str] = ()) -> str:
    """32 hex digits that are equal for texts that differ in what was filled in only.

    Blanks, marks and the particles after what was filled in make no difference. Places that are
    not filled in count like values.

    Args:
        text: an answer, or what answers are made of.
        values: what was filled in.
    """
    plain = unicodedata.normalize("NFC", text)
    for value in sorted({one.strip() for one in values} - {""}, key=len, reverse=True):
        plain = plain.replace(unicodedata.normalize("NFC", value), _GONE)
    plain = _PARTICLES.sub("", _PLACES.sub("", plain))
    letters = "".join(letter for letter in plain.casefold() if letter.isalnum())
    return blake2b(letters.encode(), digest_size=16).hexdigest()


class Risk(StrEnum):
    """What is better not said in an answer everybody reads."""

    REWARD = "reward"
    """Something is promised for changing or taking away a review."""
    ABSOLUTE = "absolute"
    """More is promised than anybody can keep."""
    MEDICAL = "medical"
    """A thing that is no medicine is said to heal."""
    PERSONAL = "personal"
    """A telephone number, an address of mail, or the number of an order."""
    UNFILLED = "unfilled"
    """A place was not filled in."""


_GIVEN: Final = r"적립|쿠폰|포인트|사은품|기프티콘|상품권|현금|캐시|선물|환급|보상|할인"
_CHANGED: Final = (
    r"(?:후기|리뷰|별점|평점)[^.!?\n]*(?:수정|변경|바꿔|바꾸|고쳐|지워|지우|삭제|내려|올려)"
)
_RISKS: Final = {
    Risk.REWARD: re.compile(rf"(?s)(?=.*(?:{_GIVEN}))(?=.*{_CHANGED})"),
    Risk.ABSOLUTE: re.compile(
        r"무조건|절대로?|100\s?%|세계\s?최초|최고의|유일한|부작용이?\s?(?:전혀\s?)?없"
    ),
    Risk.MEDICAL: re.compile(r"치료|완치|효능|항암|면역력|디톡스|아토피|살이\s?빠|통증이?\s?사라"),
    Risk.PERSONAL: re.compile(
        r"01[016-9][-.\s]?\d{3,4}[-.\s]?\d{4}|[\w.%+-]+@[\w-]+(?:\.[A-Za-z]{2,})+|\d{12,}"
    ),
    Risk.UNFILLED: re.compile(r"[{}]|\[\s*\]|\(\s*\)"),
}  # fmt: skip


def risks(text: str) -> list[Risk]:
    """What is better not said, in the order of ``Risk``."""
    return [risk for risk, pattern in _RISKS.items() if pattern.search(text)]


def discreet(text: str) -> str:
    """The text without telephone numbers, addresses of mail and numbers of orders."""
    return _RISKS[Risk.PERSONAL].sub("***", text)
