"""Copy tests of the made-up shop: one for each way a test can go, and results of last year.

How many saw and answered each text is fixed, so that each test ends as it was planted; chance
only decides on which day they did.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from core.sample.draw import pick
from core.terms.copy_tests import LETTERS, Design, Response, Version

SEED: Final = 20_241_127


class Ending(StrEnum):
    """How far a planted test is."""

    SEEN = "seen"
    """Its days are over and its result was looked at."""
    WAITS = "waits"
    """Its days are over and nobody has looked yet."""
    RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Text:
    """A text, what it speaks to and how, how many saw it and how many of them answered."""

    text: str
    need: str
    tone: str
    shown: int
    reacted: int


@dataclass(frozen=True, slots=True)
class Planted:
    """A copy test of the made-up shop.

    Attributes:
        title: what it is called.
        product: the product it is about, by its code.
        design: how the texts are shown.
        response: what is counted.
        rate: the share that usually answers, as the plan says it.
        ago: how many days ago it began.
        ending: how far it is.
        texts: the texts; the first is the one used before. What a test that runs has counted so
            far is of the days before today.
        days: how many days its plan has.
        persona: whom it speaks to; empty for everybody.
    """

    title: str
    product: str
    design: Design
    response: Response
    rate: float
    ago: int
    ending: Ending
    texts: tuple[Text, ...]
    days: int = 14
    persona: str = ""

    @property
    def counted(self) -> int:
        """How many of its days have counts."""
        return min(self.ago, self.days)

    @property
    def versions(self) -> tuple[Version, ...]:
        """The texts as a test has them."""
        return tuple(
            Version(letter, one.text, need=one.need, tone=one.tone)
            for letter, one in zip(LETTERS, self.texts, strict=False)
        )

    @property
    def a_day(self) -> int:
        """How many see any of the texts on a day."""
        return round(sum(one.shown for one in self.texts) / max(1, self.counted))


@dataclass(frozen=True, slots=True)
class Old:
    """A result from before the shop kept its tests, and where it is from."""

    title: str
    source: str
    texts: tuple[Text, ...]


PLANTED: Final = (
    # A clear winner, and one of three.
    Planted(
        "소이 캔들 광고 첫 문장", "DG-001", Design.AD_PLATFORM, Response.CLICKS, 0.02, 61,
        Ending.SEEN,
        (
            Text("은은한 향이 오래가는 소이 캔들", "joy", "short", 4620, 92),
            Text("하루 끝 불 하나, 집 냄새가 달라져요", "joy", "warm", 4590, 124),
        ),
        persona="퇴근이 늦은 1인 가구",
    ),
    Planted(
        "겨울 블랭킷 광고 세 가지", "DG-015", Design.AD_PLATFORM, Response.CLICKS, 0.02, 46,
        Ending.SEEN,
        (
            Text("포근한 워싱 코튼 블랭킷", "joy", "short", 3610, 76),
            Text("세탁기에 돌려도 괜찮은 블랭킷", "worry", "factual", 3580, 79),
            Text("빨고 말려도 3시간이면 뽀송한 블랭킷", "ease", "factual", 3595, 133),
        ),
    ),
    # One that did harm.
    Planted(
        "와플 수건, 후기 먼저와 재촉 먼저", "DG-004", Design.AD_PLATFORM, Response.ORDERS, 0.06, 76,
        Ending.SEEN,
        (
            Text("써 본 분 10명 중 9명이 다시 고른 수건", "trust", "factual", 1060, 66),
            Text("오늘 안 사면 늦어요! 수건 마감 임박", "deal", "lively", 1048, 31),
        ),
    ),
    # No difference worth having.
    Planted(
        "디퓨저 소식, 이름 넣기와 안 넣기", "DG-018", Design.LIST_SPLIT, Response.CLICKS, 0.24, 34,
        Ending.SEEN,
        (
            Text("새 향이 들어왔어요. 먼저 맡아 보세요.", "regular", "polite", 2010, 486),
            Text("[이름] 님, 새 향이 들어왔어요. 먼저 맡아 보세요.", "regular", "warm", 2011, 489),
        ),
        days=7, persona="디퓨저를 산 고객",
    ),
    # Not sure, and being wrong costs little.
    Planted(
        "주방 비누 상세 첫 줄", "DG-007", Design.AD_PLATFORM, Response.ORDERS, 0.03, 30,
        Ending.SEEN,
        (
            Text("기름때까지 말끔한 주방 비누", "ease", "short", 1000, 30),
            Text("손이 안 트는 주방 비누, 30일 써 보고 바꿔 드려요", "worry", "warm", 1000, 42),
        ),
    ),
    # Too few saw it to find out.
    Planted(
        "계절 리스 문구", "DG-025", Design.AD_PLATFORM, Response.ORDERS, 0.02, 23,
        Ending.SEEN,
        (
            Text("문에 걸기만 하면 겨울이 와요", "joy", "warm", 312, 7),
            Text("못 없이 거는 30cm 계절 리스", "ease", "factual", 305, 9),
        ),
    ),
    # Ready to be looked at.
    Planted(
        "인센스 광고, 향과 시간", "DG-008", Design.AD_PLATFORM, Response.CLICKS, 0.02, 15,
        Ending.WAITS,
        (
            Text("산책길 같은 편백 향 인센스", "joy", "warm", 3390, 71),
            Text("한 개에 40분, 20개입 인센스", "deal", "factual", 3402, 114),
        ),
    ),
    # One that runs; who is ahead is hidden.
    Planted(
        "머그 광고, 감성과 쓰임", "DG-011", Design.AD_PLATFORM, Response.CLICKS, 0.02, 6,
        Ending.RUNS,
        (
            Text("첫 모금부터 기분 좋은 머그", "joy", "warm", 1230, 25),
            Text("전자레인지도 되는 350ml 머그", "ease", "factual", 1244, 33),
        ),
    ),
    # One whose texts were not shown half and half, so that nothing can be believed.
    Planted(
        "라탄 바구니 광고", "DG-016", Design.AD_PLATFORM, Response.CLICKS, 0.02, 9,
        Ending.RUNS,
        (
            Text("거실이 정돈돼 보이는 라탄 바구니", "joy", "polite", 1420, 30),
            Text("접어 두면 5cm, 자리를 안 차지해요", "ease", "factual", 985, 24),
        ),
    ),
    # One that shows a text a day, in turn.
    Planted(
        "화병 상품 이름, 하루씩 번갈아", "DG-017", Design.ALTERNATE_DAYS, Response.CLICKS, 0.05, 4,
        Ending.RUNS,
        (
            Text("미니 화병 세라믹", "joy", "short", 210, 10),
            Text("꽃 한 송이면 충분한 미니 화병", "joy", "warm", 204, 12),
        ),
    ),
)  # fmt: skip

LAST_YEAR: Final = "작년 광고 관리 화면"
MESSAGES: Final = "작년에 보낸 메시지"

# The second text of each names a number: that is what the library can learn from them.
_PAIRS: Final = (
    ("칫솔 광고", LAST_YEAR, ("부드러운 대나무 칫솔", "joy", "short"),
     ("4개 9,800원, 대나무 칫솔", "deal", "factual"), 0.021),
    ("수세미 광고", LAST_YEAR, ("설거지가 편해지는 천연 수세미", "ease", "warm"),
     ("5개로 두 달 쓰는 천연 수세미", "deal", "factual"), 0.024),
    ("파스타볼 광고", LAST_YEAR, ("집밥이 근사해지는 그릇", "joy", "warm"),
     ("지름 22cm, 한 그릇에 담기는 파스타볼", "ease", "factual"), 0.019),
    ("쿠션커버 광고", LAST_YEAR, ("거실 분위기가 바뀌는 리넨", "joy", "warm"),
     ("후기 312개, 리넨 쿠션커버", "trust", "factual"), 0.022),
    ("원목 트레이 광고", LAST_YEAR, ("손으로 다듬은 오크 트레이", "trust", "polite"),
     ("12년 된 오크로 만든 트레이", "trust", "factual"), 0.018),
    ("섬유 향수 메시지", MESSAGES, ("옷에서 좋은 향이 나요", "joy", "warm"),
     ("두 번 뿌리면 8시간 가는 향", "ease", "factual"), 0.056),
    ("리필 왁스 메시지", MESSAGES, ("쓰던 병에 다시 채워 쓰세요", "ease", "polite"),
     ("리필로 채우면 4,000원 아껴요", "deal", "factual"), 0.061),
)  # fmt: skip
_SHOWN: Final = (2400, 4200)
_BETTER: Final = 1.42
"""So many times as many answer to a text with a number."""


def past() -> tuple[Old, ...]:
    """Results of last year, the same each time."""
    rng = np.random.default_rng(SEED)
    found = []
    for title, source, plain, numbered, rate in _PAIRS:
        shown = rng.integers(*_SHOWN, 2)
        reacted = rng.binomial(shown, [rate, rate * _BETTER])
        texts = tuple(
            Text(*words, int(seen), int(did))
            for words, seen, did in zip((plain, numbered), shown, reacted, strict=True)
        )
        found.append(Old(title, source, texts))
    return tuple(found)


def of_days(one: Planted, number: int) -> list[tuple[list[int], list[int]]]:
    """For each text how many saw it and how many answered on each of its days with counts.

    Args:
        one: the test.
        number: its place among all; what chance is drawn from depends on it.
    """
    rng = np.random.default_rng((SEED, number))
    return [
        (_spread(rng, text.shown, one.counted), _spread(rng, text.reacted, one.counted))
        for text in one.texts
    ]


def _spread(rng: np.random.Generator, total: int, days: int) -> list[int]:
    """A sum over some days, none much fuller than the others."""
    weights = rng.uniform(0.8, 1.2, days)
    return [int(count) for count in np.bincount(pick(rng, weights, total), minlength=days)]
