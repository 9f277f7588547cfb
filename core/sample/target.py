"""Whom the seller of the made-up shop has in mind: a sentence, two personas, and shares.

Planted: she thinks of people in their thirties, but those in their forties and fifties buy just as
much, month after month; that her customers are women mostly is true.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Person:
    """A persona as she wrote it; ages and genders are the codes of ``core.analysis.target``."""

    name: str
    sentence: str
    age: tuple[str, ...]
    gender: str
    job: str
    interests: str
    problem: str
    wish: str
    tendency: str
    liked_copy: str
    needs: tuple[str, ...]
    product: str
    """The product whose orders show that there is such a person."""


PEOPLE: Final = (
    Person(
        "퇴근이 늦은 1인 가구",
        "우리 고객은 퇴근 뒤 집에서 쉬고 싶은 1인 가구예요.",
        ("20", "30"),
        "female",
        "사무직, 저녁 8시 넘어 집에 와요",
        "향, 조명, 홈카페",
        "피곤해서 손 가는 일은 싫어요",
        "조명만 켜도 분위기가 바뀌는 소품",
        "사진부터 보고 리뷰를 서너 개 읽어요",
        "하루 끝 불 하나, 집 냄새가 달라져요",
        ("집에 오면 아늑했으면 해요", "오래 비교하지 않고 고르고 싶어요"),
        "소이 캔들 200g",
    ),
    Person(
        "디퓨저를 산 고객",
        "우리 고객은 집에 늘 같은 향이 나길 바라는 사람이에요.",
        ("30", "40"),
        "any",
        "",
        "집 꾸미기, 손님맞이",
        "향이 금방 사라져서 아쉬워요",
        "떨어지기 전에 알려 주는 리필",
        "한번 정하면 잘 바꾸지 않아요",
        "",
        ("향이 오래갔으면 해요",),
        "디퓨저 150ml",
    ),
)
"""The first is the main one and complete, the second lacks an occupation."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something she has published: for which stage, and for which of ``PEOPLE``; None for all."""

    title: str
    channel: str
    days_ago: int
    stage: str
    person: int | None = None


PIECES: Final = (
    Piece("퇴근하고 켜는 향초 하나", "인스타그램", 33, "reach", 0),
    Piece("소이 캔들과 일반 초, 무엇이 다를까", "블로그", 26, "look", 0),
    Piece("향이 오래가는 자리 고르는 법", "블로그", 19, "after"),
)
"""For the first persona buying and coming back again are empty, for the second knowing us too."""

AGES: Final = (0, 25, 55, 15, 5, 0)
"""In whole per cent, by decade from the teens to the sixties."""

GENDERS: Final = (80, 20)
"""Women and men."""
