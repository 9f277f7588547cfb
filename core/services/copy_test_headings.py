"""What the columns of a table of counts are called, and which of them answer a test."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.importers.cells import squeezed
from core.importers.table import TOTALS
from core.terms import Period
from core.terms.copy_tests import Design, Response


class Column(StrEnum):
    """What a column of such a table tells."""

    DAY = "day"
    VERSION = "version"
    TEXT = "text"
    TEST = "test"
    SENT = "sent"
    IMPRESSIONS = "impressions"
    VISITORS = "visitors"
    CLICKS = "clicks"
    REPLIES = "replies"
    ORDERS = "orders"
    REACTED = "reacted"
    WON = "won"
    SQUARES = "won_squares"
    NEED = "need"
    TONE = "tone"


_NAMES: Final[Mapping[Column, str]] = {
    Column.DAY: "날짜 일자 일 일별 기준일 집계일 날 date day",
    Column.VERSION: (
        "변형 버전 버젼 안 시안 실험군 소재 소재명 소재이름 광고소재 광고 광고명 광고이름 "
        "링크 링크코드 그룹 variant version variation arm group creative ad adname link "
        "utm_content nt_detail 이름 name"
    ),
    Column.TEXT: (
        "문구 카피 광고문구 헤드라인 제목 메시지 메세지 내용 headline copy text title "
        "subject message"
    ),
    Column.TEST: (
        "실험 실험명 실험번호 테스트 테스트명 테스트번호 캠페인 캠페인명 캠페인이름 "
        "experiment experimentid test testid testname campaign campaignname "
        "clickability_test_id"
    ),
    Column.SENT: (
        "보낸수 보낸건수 보냄 발송 발송수 발송건수 발송성공 발송성공수 성공수 전송 전송수 "
        "수신자 수신자수 수신 수신수 수신인원 수신건수 받은사람 받은사람수 받은분 보낸사람 "
        "보낸사람수 보낸인원 보낸분 보낼수 발송인원 대상자 대상자수 대상인원 sent sentto delivered "
        "recipients"
    ),
    Column.IMPRESSIONS: (
        "노출 노출수 노출횟수 노출건수 보인수 보인횟수 본사람 본사람수 조회 조회수 도달 도달수 "
        "페이지뷰 impressions impression impr. impr shown views exposures reach pageviews"
    ),
    Column.VISITORS: (
        "방문 방문수 방문횟수 방문건수 방문자 방문자수 방문고객 방문고객수 방문인원 유입 유입수 "
        "유입고객 유입고객수 유입자수 세션 세션수 visitors visits sessions users"
    ),
    Column.CLICKS: (
        "클릭 클릭수 클릭횟수 클릭건수 클릭자 클릭자수 클릭인원 클릭고객 클릭고객수 클릭한사람 "
        "링크클릭 링크클릭수 clicks click linkclicks clickers"
    ),
    Column.REPLIES: (
        "답장 답장수 답장건수 답장한사람 답장고객 답장고객수 답변 답변수 회신 회신수 회신건수 "
        "문의 문의수 문의건수 톡톡문의 톡톡문의수 replies reply answers"
    ),
    Column.ORDERS: (
        "구매 구매수 구매횟수 구매건수 구매자 구매자수 구매고객 구매고객수 구매인원 구매한사람 "
        "산사람 산사람수 주문 주문수 주문횟수 주문건수 주문자 주문자수 주문고객 주문고객수 "
        "주문인원 결제 결제수 결제횟수 결제건수 결제자 결제자수 결제고객 결제고객수 결제인원 "
        "판매 판매수 판매건수 orders order purchases purchase buyers buyer customers payments sold"
    ),
    Column.REACTED: (
        "반응 반응수 반응한사람 전환 전환수 전환건수 conversions conversion converted "
        "reactions responses reacted"
    ),
    Column.WON: (
        "금액 매출 매출액 매출금액 구매금액 구매액 결제금액 결제액 총결제금액 주문금액 주문액 "
        "판매금액 판매액 쓴돈 쓴금액 전환매출 전환매출액 won revenue sales amount purchasevalue "
        "conversionvalue"
    ),
    Column.SQUARES: "매출제곱합 revenuesquares sumofsquares",
    Column.NEED: (
        "어떤마음에말하나요? 마음 니즈 욕구 소구 소구점 소구포인트 speaksto need needs appeal"
    ),
    Column.TONE: "말투 톤 어조 tone toneofvoice",
}
"""The usual names, written without spaces; of several in one table the first counts."""

_COLUMNS: Final = {
    name: (column, place)
    for column, names in _NAMES.items()
    for place, name in enumerate(names.split())
}
_REMARK: Final = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]$")
_PARTS: Final = re.compile(r"[\s_\-./()（）\[\]·:|]+")
_GLUED: Final = re.compile(r"^([A-Fa-f](?:안|버전)?)(.+)$|^(.+?)([A-Fa-f](?:안|버전)?)$")

_SHOWN: Final[Mapping[Design, tuple[Column, ...]]] = {
    Design.LIST_SPLIT: (Column.SENT, Column.VISITORS, Column.IMPRESSIONS),
    Design.AD_PLATFORM: (Column.IMPRESSIONS, Column.SENT, Column.VISITORS),
}
_VISITED: Final = (Column.VISITORS, Column.IMPRESSIONS, Column.SENT)
_REACTED: Final[Mapping[Response, tuple[Column, ...]]] = {
    Response.CLICKS: (Column.CLICKS, Column.REACTED),
    Response.ORDERS: (Column.ORDERS, Column.REACTED),
    Response.REPLIES: (Column.REPLIES, Column.REACTED),
    Response.REVENUE: (Column.ORDERS, Column.REACTED),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Where the numbers of a version stand; without a name the row tells which version it is."""

    shown: int
    reacted: int
    won: int | None = None
    squares: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a table: the line of its headings, and the place of each column."""

    line: int
    headings: tuple[str, ...]
    groups: tuple[Group, ...]
    day: int | None = None
    version: int | None = None
    text: int | None = None
    test: int | None = None
    need: int | None = None
    tone: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a table has to tell: how versions are shown, and what decides.

    ``period`` are the days of the plan, which short dates are of; None where there is no plan.
    """

    design: Design
    response: Response
    period: Period | None = None

    @property
    def shown(self) -> tuple[Column, ...]:
        """What may count those who were shown a version, the best first."""
        found = _SHOWN.get(self.design, _VISITED)
        follows = self.design is Design.TWO_LINKS and self.response is not Response.CLICKS
        return (*found, Column.CLICKS) if follows else found

    @property
    def reacted(self) -> tuple[Column, ...]:
        """What may count those who did what was hoped for, the best first."""
        return _REACTED[self.response]

    def group(self, there: Mapping[Column, int], name: str = "") -> Group | None:
        """The numbers of a version, if both are there."""
        shown = next((there[one] for one in self.shown if one in there), None)
        reacted = next((there[one] for one in self.reacted if one in there), None)
        if shown is None or reacted is None or shown == reacted:
            return None
        return Group(shown, reacted, there.get(Column.WON), there.get(Column.SQUARES), name)


def column_of(heading: str) -> Column | None:
    """What a heading tells; None if nobody knows."""
    found = _place(heading)
    return None if found is None else found[0]


def columns_of(headings: Sequence[str]) -> dict[Column, int]:
    """The place of each column in a line of headings."""
    found: dict[Column, tuple[int, int]] = {}
    for at, heading in enumerate(headings):
        told = _place(heading)
        if told is not None:
            column, order = told
            found[column] = min(found.get(column, (order, at)), (order, at))
    return {column: at for column, (_, at) in found.items()}


def twice(headings: Sequence[str], layout: Layout) -> str | None:
    """A heading that is used and stands there twice; None if none does."""
    names = [squeezed(one).casefold() for one in headings]
    wide = [at for at, one in enumerate(headings) if layout.groups[0].name and _named(one)]
    for at in (*_places(layout), *wide):
        if names[at] and names.count(names[at]) > 1:
            return headings[at]
    return None


def long_layout(line: int, headings: Sequence[str], asked: Asked) -> Layout | None:
    """The layout of a table with a version a row; None if it is none."""
    there = columns_of(headings)
    group = asked.group(there)
    if group is None or not there.keys() & {Column.VERSION, Column.TEXT}:
        return None
    return Layout(
        line, tuple(headings), (group,), there.get(Column.DAY), there.get(Column.VERSION),
        there.get(Column.TEXT), there.get(Column.TEST), there.get(Column.NEED),
        there.get(Column.TONE),
    )  # fmt: skip


def wide_layout(
    line: int, headings: Sequence[str], above: Sequence[str], asked: Asked
) -> Layout | None:
    """The layout of a table with the columns of all versions side by side; None if it is none.

    The name of the version stands in the heading (A 노출, 클릭_B) or in the line above it.
    """
    if len(columns_of(headings)) < 1:
        return None
    for named in (_in_headings(headings), _in_line_above(headings, above)):
        groups = [asked.group(there, name) for name, there in named.items()]
        found = [one for one in groups if one is not None]
        if len(found) > 1:
            day = columns_of(headings).get(Column.DAY)
            return Layout(line, tuple(headings), tuple(found), day)
    return None


def missing(headings: Sequence[str], asked: Asked) -> Iterable[str]:
    """What a line of headings does not tell: version, shown, reacted."""
    there = set(columns_of(headings))
    if not there & {Column.VERSION, Column.TEXT}:
        yield "version"
    if not there & set(asked.shown):
        yield "shown"
    if not there & set(asked.reacted):
        yield "reacted"


def _place(heading: str) -> tuple[Column, int] | None:
    name = squeezed(heading).strip("'\"").casefold()
    return _COLUMNS.get(name) or _COLUMNS.get(_REMARK.sub("", name))


def _in_headings(headings: Sequence[str]) -> dict[str, dict[Column, int]]:
    named: dict[str, dict[Column, int]] = {}
    for at, heading in enumerate(headings):
        found = _named(heading)
        if found is not None:
            column, name = found
            named.setdefault(name, {}).setdefault(column, at)
    return named


def _in_line_above(headings: Sequence[str], above: Sequence[str]) -> dict[str, dict[Column, int]]:
    named: dict[str, dict[Column, int]] = {}
    name = ""
    for at, heading in enumerate(headings):
        name = (above[at].strip() if at < len(above) else "") or name
        column = column_of(heading)
        if name and column is not None and squeezed(name).casefold() not in TOTALS:
            named.setdefault(name, {}).setdefault(column, at)
    return named


def _named(heading: str) -> tuple[Column, str] | None:
    """What a heading tells, and of which version."""
    if column_of(heading) is not None:
        return None
    parts = [part for part in _PARTS.split(heading) if part]
    for before in range(1, len(parts)):
        first, last = parts[:before], parts[before:]
        for some, rest in ((first, last), (last, first)):
            column = column_of("".join(rest))
            if column is not None and "".join(some).casefold() not in TOTALS:
                return column, " ".join(some)
    glued = _GLUED.match("".join(parts))
    if glued is None:
        return None
    name, told = (glued[1], glued[2]) if glued[1] else (glued[4], glued[3])
    column = column_of(told)
    return None if column is None else (column, name)


def _places(layout: Layout) -> Iterable[int]:
    places = [
        layout.day, layout.version, layout.text, layout.test, layout.need, layout.tone,
    ]  # fmt: skip
    if len(layout.groups) == 1:
        only = layout.groups[0]
        places += [only.shown, only.reacted, only.won, only.squares]
    return [at for at in places if at is not None]
