"""What columns and cells of tables of remarks are called: ours, and those of survey forms."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from core.importers.cells import squeezed
from core.importers.measures import yes
from core.terms import Mall
from core.terms.voice import AskedScale, VoiceSource


class Field(StrEnum):
    """What a column tells."""

    DAY = "day"
    TEXT = "text"
    SCALE = "scale"
    SCORE = "score"
    CSAT = "csat"
    NPS = "nps"
    CES = "ces"
    SOURCE = "source"
    ORDER = "order"
    MALL = "mall"
    PRODUCT = "product"
    PRODUCT_NO = "product_no"
    THEME = "theme"
    NEGATIVE = "negative"
    NOTE = "note"
    ANSWERED = "answered"
    BUYER = "buyer"


ASKED: Final[Mapping[Field, AskedScale]] = {
    Field.CSAT: AskedScale.CSAT, Field.NPS: AskedScale.NPS, Field.CES: AskedScale.CES
}  # fmt: skip
"""Columns that hold the answers to one question."""

COLUMNS: Final = (
    Field.DAY, Field.TEXT, Field.SCALE, Field.SCORE, Field.SOURCE, Field.ORDER, Field.MALL,
    Field.PRODUCT, Field.PRODUCT_NO, Field.THEME, Field.NEGATIVE, Field.NOTE, Field.ANSWERED,
    Field.BUYER,
)  # fmt: skip
"""The columns of our own table, from left to right."""

HEADINGS: Final[Mapping[str, Mapping[Field, str]]] = {
    "ko": {
        Field.DAY: "날짜", Field.TEXT: "내용", Field.SCALE: "무엇을 물었나", Field.SCORE: "점수",
        Field.SOURCE: "어디서", Field.ORDER: "주문번호", Field.MALL: "쇼핑몰",
        Field.PRODUCT: "상품", Field.PRODUCT_NO: "상품번호", Field.THEME: "주제",
        Field.NEGATIVE: "불만인가요",
        Field.NOTE: "내 메모", Field.ANSWERED: "답한 때", Field.BUYER: "손님 표시",
    },
    "en": {
        Field.DAY: "Day", Field.TEXT: "What was said", Field.SCALE: "Question asked",
        Field.SCORE: "Score", Field.SOURCE: "Said where", Field.ORDER: "Order number",
        Field.MALL: "Mall", Field.PRODUCT: "Product", Field.PRODUCT_NO: "Product number",
        Field.THEME: "Theme", Field.NEGATIVE: "A complaint?", Field.NOTE: "My note",
        Field.ANSWERED: "Answered at", Field.BUYER: "Customer mark",
    },
}  # fmt: skip
"""How our own table is headed in each language; a file in either is read."""

_OTHERS: Final[Mapping[Field, str]] = {
    Field.DAY: (
        "일자 날 작성일 작성일자 작성일시 등록일 등록일시 접수일 접수일시 접수시간 응답일 응답일시 "
        "응답시간 응답시각 제출일 제출일시 제출시간 참여일 참여일시 참여시간 "
        "설문일시 완료시간 완료일시 타임스탬프 "
        "date day timestamp submittedat submitteddate createdat completiontime"
    ),
    Field.TEXT: (
        "의견 후기 말 하신말 손님말 남긴말 문의내용 상세내용 불만내용 요청사항 기타의견 자유의견 "
        "하고싶은말 이유 한줄평 코멘트 피드백 메시지 본문 "
        "text comment comments feedback message remark content opinion reason"
    ),
    Field.SCALE: "척도 점수종류 질문 물음 문항 scale question",
    Field.SCORE: "평점 별점 만족도점수 응답 답변점수 score rating points",
    Field.CSAT: "만족도 만족 전반적만족도 전체만족도 csat satisfaction 기대만큼좋았나요",
    Field.NPS: "추천점수 추천의향 추천지수 nps recommend recommendation 추천",
    Field.CES: "쉬움 편리함 편의성 쉬웠나요 ces effort ease",
    Field.SOURCE: "출처 경로 받은곳 접수경로 접수채널 채널 source channel where",
    Field.ORDER: "주문no 주문번호(선택) 상품주문번호 order orderno ordernumber orderid",
    Field.MALL: "판매처 몰 마켓 mall marketplace",
    Field.PRODUCT: "상품명 제품 제품명 구매상품 구매하신상품 item product productname",
    Field.PRODUCT_NO: "상품코드 productno productid sku",
    Field.THEME: "분류 태그 theme tag topic",
    Field.NEGATIVE: "불만 부정 부정여부 불만여부 유형 구분 종류 negative complaint",
    Field.NOTE: "메모 비고 note memo",
    Field.ANSWERED: "답변일 답변일시 처리일 처리일시 answeredat repliedat",
    Field.BUYER: "customermark",
}
_PARTS: Final = (
    (Field.NPS, r"추천|권하|recommend"),
    (Field.CES, r"쉬웠|쉬우|편리|편하|어렵|easy|effort"),
    (Field.CSAT, r"기대만큼|만족|좋았|satisf|as good as|hoped"),
    (Field.TEXT, r"이유|의견|말씀|적어|남겨|바라는|개선|아쉬|why|comment|tell us|anything"),
)
"""Words in the questions of survey forms, which stand in the heading whole."""

_LONG: Final = 8
"""A heading of so many letters may be a question."""

_NAMES: Final[Mapping[str, tuple[Field, int]]] = {
    squeezed(name).casefold(): (field, place)
    for field in Field
    for place, name in enumerate(
        [one[field] for one in HEADINGS.values() if field in one]
        + _OTHERS[field].split()
    )
}  # fmt: skip
_REMARK: Final = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]|[*?？.:]+$")

_SCALES: Final[Mapping[AskedScale, str]] = {
    AskedScale.CSAT: "만족도 만족 기대만큼좋았나요 csat satisfaction",
    AskedScale.NPS: "추천하고싶은지 추천 추천점수 추천의향 nps recommendation wouldrecommendus",
    AskedScale.CES: "얼마나쉬웠는지 쉬움 얼마나쉬웠나요 쉬웠나요 편리함 ces ease howeasyitwas",
}
_SOURCES: Final[Mapping[VoiceSource, str]] = {
    VoiceSource.TALK: (
        "톡톡 네이버톡톡 톡 채팅 카톡 카카오톡 카카오 문자 챗 문의 톡톡문의 talk chat kakao"
    ),
    VoiceSource.PHONE: "전화 통화 유선 phone call phonecall",
    VoiceSource.REVIEW: "리뷰 후기 상품평 구매평 review areview",
    VoiceSource.SOCIAL: (
        "소셜 sns 인스타 인스타그램 블로그 페이스북 댓글 social socialmedia instagram blog"
    ),
    VoiceSource.LETTER: "편지 메일 이메일 손편지 편지나메일 letter letterormail email e-mail mail",
    VoiceSource.OTHER: (
        "기타 그밖 그밖에 그밖의곳 설문 설문지 네이버폼 구글폼 매장 방문 매장방문 방문손님 "
        "other anotherplace survey form"
    ),
}
_WORDED: Final[Mapping[str, int]] = {
    "매우만족": 5, "아주만족": 5, "매우그렇다": 5, "아주좋음": 5, "매우좋음": 5, "verysatisfied": 5,
    "만족": 4, "그렇다": 4, "좋음": 4, "대체로만족": 4, "satisfied": 4,
    "보통": 3, "보통이다": 3, "그저그렇다": 3, "neutral": 3,
    "불만족": 2, "불만": 2, "그렇지않다": 2, "나쁨": 2, "dissatisfied": 2,
    "매우불만족": 1, "매우불만": 1, "아주불만족": 1, "전혀그렇지않다": 1, "매우나쁨": 1,
    "verydissatisfied": 1,
}  # fmt: skip
"""Answers in words on five points, as survey forms offer them."""

_REMEMBERED: Final = 1_000
"""So many different cells are remembered; most say one of a few words."""

_NEGATIVE: Final[Mapping[str, int | None]] = {
    "불만": 1, "부정": 1, "클레임": 1, "불평": 1, "complaint": 1, "negative": 1,
    "칭찬": 0, "긍정": 0, "praise": 0, "positive": 0, "문의": None, "question": None,
}  # fmt: skip
_MALLS: Final[Mapping[Mall, str]] = {
    Mall.SMARTSTORE: "스마트스토어 네이버 네이버스토어 smartstore naver",
    Mall.COUPANG: "쿠팡 coupang",
    Mall.CAFE24: "카페24 자사몰 cafe24",
    Mall.ELEVENTH_STREET: "11번가 11thstreet 11st",
    Mall.GMARKET: "지마켓 g마켓 g-market gmarket",
    Mall.AUCTION: "옥션 auction",
    Mall.KAKAO: "카카오톡스토어 카카오스토어 카카오선물하기 kakaotalkstore",
    Mall.TOSS: "토스쇼핑 토스 tossshopping toss",
    Mall.SHOPIFY: "쇼피파이 shopify",
    Mall.OTHER: "그밖의곳 다른곳 기타 elsewhere other",
}
_NUMBER: Final = re.compile(r"^(\d{1,2})(?:\.0+)?(?:점|/\d{1,2}|점만점)?(?=$|[^\d.])")
_STARS: Final = re.compile(r"^[★⭐]{1,5}[☆✩]{0,4}$")
_MARKS: Final = str.maketrans("", "", "’'\"·")


def field_of(heading: str) -> tuple[Field, int] | None:
    """What a heading tells, and how sure that is (0 is best); None if nobody knows."""
    name = squeezed(heading).translate(_MARKS).casefold()
    bare = _REMARK.sub("", name)
    found = _NAMES.get(name) or _NAMES.get(bare)
    if found is not None or len(name) < _LONG:
        return found
    spelt = heading.casefold()
    return next(
        ((field, 100) for field, words in _PARTS if re.search(words, spelt)), None
    )  # fmt: skip


@lru_cache(_REMEMBERED)
def scale_of(cell: str) -> AskedScale | None:
    """Which question a cell names, by its name or by a word of it."""
    name = _bare(cell)
    found = next((one for one, names in _SCALES.items() if name in names.split()), None)
    if found is not None:
        return found
    spelt = cell.casefold()
    part = next((field for field, words in _PARTS if re.search(words, spelt)), None)
    return ASKED.get(part) if part else None


@lru_cache(_REMEMBERED)
def mall_of(cell: str) -> Mall | None:
    """The mall a cell names; None if nobody knows it."""
    name = _bare(cell)
    return next((one for one, names in _MALLS.items() if name in names.split()), None)


@lru_cache(_REMEMBERED)
def negative_of(cell: str) -> int | None:
    """1 for a complaint, 0 for none, None where a cell says neither."""
    name = _bare(cell)
    return _NEGATIVE[name] if name in _NEGATIVE else yes(cell)


@lru_cache(_REMEMBERED)
def source_of(cell: str) -> VoiceSource:
    """Where something was said; anything nobody knows is OTHER."""
    name = _bare(cell)
    found = (one for one, names in _SOURCES.items() if name in names.split())
    return next(found, VoiceSource.OTHER)


@lru_cache(_REMEMBERED)
def is_source(cell: str) -> bool:
    """Whether a cell names a place by one of the usual words."""
    name = _bare(cell)
    return any(name in names.split() for names in _SOURCES.values())


@lru_cache(_REMEMBERED)
def is_negative_word(cell: str) -> bool:
    """Whether a cell says by a known word whether it is a complaint; 문의 says that it is none."""
    return _bare(cell) in _NEGATIVE or yes(cell) is not None


def score_of(cell: str, scale: AskedScale) -> int | None:
    """The answer a cell tells: 4, 4점, 4/5, ★★★★☆, 만족, 4 - satisfied; None if it is none."""
    said = squeezed(cell).lstrip("'")
    if _STARS.match(said):
        return sum(sign in "★⭐" for sign in said)
    found = _NUMBER.match(said)
    if found:
        return int(found[1])
    return _WORDED.get(_bare(said)) if scale is AskedScale.CSAT else None


def _bare(cell: str) -> str:
    return _REMARK.sub("", squeezed(cell).translate(_MARKS).casefold())
