"""Lines that were pasted, each one remark: with its score, place, day and order where it has them.

    톡톡: 손잡이가 헐거워요 2점
    11.22 전화 - 포장이 예뻐요 ★★★★★ (주문 2026112212345671)

Cells of a spreadsheet, which come with tabs between them, may stand in any order.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from core.importers.problems import redacted
from core.importers.voice_words import is_source, scale_of, score_of, source_of
from core.terms.voice import AskedScale, VoiceSource

LONGEST: Final = 4000

_POINTS: Final = {AskedScale.CSAT: (1, 5), AskedScale.NPS: (0, 10), AskedScale.CES: (1, 7)}
_OF: Final = {"5": AskedScale.CSAT, "7": AskedScale.CES, "10": AskedScale.NPS}

_ORDER: Final = re.compile(
    r"[(\[]?(?:상품)?주문\s?(?:번호)?\s?[:：#]?\s?([A-Za-z0-9][A-Za-z0-9-]{3,59})[)\]]?"
    r"|[(\[]?(?<![\d-])(20\d{6}[\d-]{4,20})(?![\d-])[)\]]?"
)
"""A number after the word, or one that begins with a day as those of most malls do."""

_DAY: Final = re.compile(
    r"^(?:(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})\.?"
    r"|(?P<m>\d{2})\.(?P<d>\d{2})\.?|(?P<mm>\d{1,2})월\s?(?P<dd>\d{1,2})일)(?=\s|$)"
)
_PLACE: Final = re.compile(
    r"^[\[(<]?\s*([^\s\[\]()<>:：|]{1,8})\s*(?:[\])>]\s*[:：|]?|[:：|]|\s[-–])\s*"
)
_STARS: Final = r"[★⭐]{1,5}[☆✩]{0,4}"
_SCORE: Final = (
    rf"(?:(?P<word>[가-힣A-Za-z]{{2,12}})\s?)?(?P<points>-?\d{{1,3}})\s?(?:점|points?|/\s?(?P<of>5|7|10)점?)"
    rf"|(?P<stars>{_STARS})"
)
_AT_END: Final = re.compile(rf"(?:^|[\s,(\[/·|-])(?:{_SCORE})[)\].!]*$")
_AT_START: Final = re.compile(rf"^[(\[]?(?:{_SCORE})[)\]]?[,:·|]?(?=\s|$)")


class PasteProblem(StrEnum):
    """Why a line cannot be a remark."""

    NOTHING_SAID = "nothing_said"
    TOO_LONG = "too_long"
    OFF_SCALE = "off_scale"
    BAD_DAY = "bad_day"
    IN_FUTURE = "in_future"


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line as it was understood; None where it does not say."""

    number: int
    text: str
    source: VoiceSource | None = None
    scale: AskedScale | None = None
    score: int | None = None
    day: date | None = None
    order_no: str | None = None


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line that cannot be taken, as it was written but for what is personal."""

    number: int
    problem: PasteProblem
    line: str


class _Bad(Exception):  # noqa: N818  (an answer, not a fault)
    def __init__(self, problem: PasteProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def read(text: str, today: date) -> tuple[list[PastedLine], list[BadLine]]:
    """The lines as remarks, and those that cannot be; empty lines are neither."""
    found: list[PastedLine] = []
    bad: list[BadLine] = []
    for number, line in enumerate(text.replace("\0", "").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_line(number, line, today))
        except _Bad as wrong:
            bad.append(BadLine(number, wrong.problem, line.strip()))
    return found, bad


def _line(number: int, line: str, today: date) -> PastedLine:
    if len(line) > LONGEST:
        raise _Bad(PasteProblem.TOO_LONG)
    told = PastedLine(number, "")
    rest: list[str] = []
    # The number of an order is taken out first: of what is left telephone numbers are removed.
    for cell in (line if "\t" in line else line.strip()).split("\t"):
        said, told = _cell(cell.strip(), told, today)
        rest.append(said)
    words = redacted(" ".join(part for part in rest if part))
    if not words and told.score is None:
        raise _Bad(PasteProblem.NOTHING_SAID)
    return replace(told, text=words)


def _cell(said: str, told: PastedLine, today: date) -> tuple[str, PastedLine]:
    """What is left of a cell after what could be understood was taken out of it."""
    if told.order_no is None and (order := _ORDER.search(said)):
        told = replace(told, order_no=order[1] or order[2])
        said = f"{said[: order.start()]} {said[order.end() :]}".strip(" ,·|")
    if told.day is None and (day := _DAY.match(said)):
        told = replace(told, day=_day(day, today))
        said = said[day.end() :].strip()
    if told.source is None:
        if is_source(said):
            return "", replace(told, source=source_of(said))
        if (place := _PLACE.match(said)) and is_source(place[1]):
            told = replace(told, source=source_of(place[1]))
            said = said[place.end() :].strip()
    if told.score is None and (score := _AT_END.search(said) or _AT_START.match(said)):
        scale, points, begin, end = _score(score)
        told = replace(told, scale=scale, score=points)
        said = f"{said[:begin]} {said[end:]}".strip(" ,·|-/")
    return said, told


def _score(found: re.Match[str]) -> tuple[AskedScale, int, int, int]:
    """What was asked and answered, and which letters say so."""
    begin, word = found.start(), found["word"]
    scale = scale_of(word) if word else None
    if word and scale is None:
        begin = found.end("word")  # 배송 5점: the word belongs to what was said
    scale = scale or _OF.get(found["of"] or "", AskedScale.CSAT)
    if found["stars"]:
        points = score_of(found["stars"], AskedScale.CSAT) or 0
    else:
        points = int(found["points"])
    least, most = _POINTS[scale]
    if not least <= points <= most:
        raise _Bad(PasteProblem.OFF_SCALE)
    return scale, points, begin, found.end()


def _day(found: re.Match[str], today: date) -> date:
    month, day = (int(found[a] or found[b] or found[c]) for a, b, c in (
        ("month", "m", "mm"), ("day", "d", "dd"),
    ))  # fmt: skip
    try:
        told = date(int(found["year"] or today.year), month, day)
        if not found["year"] and told > today:
            told = told.replace(year=told.year - 1)
    except ValueError:
        raise _Bad(PasteProblem.BAD_DAY) from None
    if told > today:
        raise _Bad(PasteProblem.IN_FUTURE)
    return told
