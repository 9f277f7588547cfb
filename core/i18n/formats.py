"""Numbers, money, shares, days and periods as the reader writes them.

None is unknown and becomes a dash, never a nought. Rounding is half away from zero, once.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from core.i18n import language
from core.i18n.particles import particle as josa
from core.terms import SEOUL, Period

__all__ = ["josa"]

UNKNOWN: Final = "–"
MINUS: Final = "−"
MAN: Final = 10_000
EOK: Final = 100_000_000

PRECISE_FROM: Final = 1_000
"""From this many cases on a share is written with one decimal."""
SHARE_FROM: Final = 30
"""Below this many cases a share is written as a count."""

_WEEKDAYS: Final = {
    "ko": "월화수목금토일",
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip
_UNITS: Final = {
    "orders": ("건", "order"), "lines": ("줄", "line"), "rows": ("줄", "row"),
    "buyers": ("명", "buyer"), "people": ("명", "person"), "products": ("개", "product"),
    "files": ("개", "file"), "days": ("일", "day"), "visits": ("번", "visit"),
    "reviews": ("개", "review"), "messages": ("건", "message"), "times": ("번", "time"),
    "purchases": ("번", "purchase"),
    "months": ("개월", "month"), "weeks": ("주", "week"), "changes": ("건", "change"),
    "backups": ("개", "backup"), "order_lines": ("건", "order line"),
    "questions": ("건", "question"), "pieces": ("개", "piece"),
    "complaints": ("건", "complaint"), "tasks": ("건", "task"), "texts": ("개", "text"),
    "hours": ("시간", "hour"), "stars": ("점", "star"), "points": ("점", "point"),
    "payments": ("건", "payment"), "visitors": ("명", "visitor"), "copy_tests": ("개", "copy test"),
}  # fmt: skip
_PLURALS: Final = {"person": "people"}
_AGO_DAYS: Final = 7
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def rounded(value: float, digits: int = 0) -> Decimal:
    """``value`` with ``digits`` decimals, halves away from zero."""
    # A number of numpy is a float too, but spells its type.
    exact = float(value) if isinstance(value, float) else int(value)
    return Decimal(repr(exact)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def number(value: float | None, digits: int = 0) -> str:
    """A number with thousands separators."""
    if value is None:
        return UNKNOWN
    return f"{rounded(value, digits):,f}".replace("-", MINUS)


def count(value: int | None, unit: str) -> str:
    """A number of things: 1,234건, in English 1,234 orders."""
    if value is None:
        return UNKNOWN
    korean, english = _UNITS[unit]
    if _korean():
        return f"{number(value)}{korean}"
    return f"{number(value)} {english if value == 1 else _PLURALS.get(english, english + 's')}"


def is_a(name: str) -> str:
    """A name with the verb that calls something by it: 주문 파일이에요; in English the name."""
    return josa(name, "이에요/예요") if _korean() else name


def won(value: float | None) -> str:
    """Money to the won: 1,234원."""
    if value is None:
        return UNKNOWN
    return f"{number(value)}원" if _korean() else _sign(value, lambda size: f"₩{number(size)}")


def won_short(value: float | None) -> str:
    """Money for a glance: 98,700원, 12만 원, 1.2억 원."""
    if value is None:
        return UNKNOWN
    return _sign(value, _short_korean if _korean() else _short_english)


def won_full(value: int | None) -> str:
    """Money as it is read aloud: 300만 5,600원."""
    if value is None or not _korean() or abs(value) < MAN:
        return won(value)
    return _sign(value, _full_korean)


def won_change(value: float | None) -> str:
    """A change of money with its sign: +21만 원, −83만 원."""
    return _signed(value, won_short)


def change(value: float | None, unit: str) -> str:
    """A change of a count with its sign: +12건."""
    return _signed(value, lambda size: count(int(size), unit))


def percent(successes: int | None, trials: int | None) -> str:
    """A share, as precisely as its number of cases allows: 12.3%, 12%, 12명 중 3명."""
    if successes is None or not trials:
        return UNKNOWN
    if trials < SHARE_FROM:
        return _few(successes, trials)
    if trials < PRECISE_FROM:
        return rate(successes / trials, 0)
    return rate(successes / trials)


def rate(share: float | None, digits: int = 1) -> str:
    """A share of 0 to 1 in percent; 100% only when it is all of them."""
    if share is None:
        return UNKNOWN
    least = Decimal(1).scaleb(-digits)
    shown = rounded(share * 100, digits)
    if 0 < share * 100 < least and (digits or not shown):
        return f"{least}% 미만" if _korean() else f"under {least}%"
    if shown >= 100 > share * 100:  # noqa: PLR2004
        shown -= least
    return f"{shown:,f}%".replace("-", MINUS)


def rate_points(difference: float | None) -> str:
    """A difference of two shares: −0.4%p."""
    return _signed(difference, lambda size: f"{rounded(size * 100, 1):f}%p")


def of_hundred(share: float | None, *, exact: bool = False, of: int | None = None) -> str:
    """A share told in people: 100명 중 4명, below one in a hundred 1,000명 중 4명.

    Args:
        share: 0 to 1.
        exact: with one decimal, where two shares would otherwise read the same.
        of: so many people, where another share is told beside it.
    """
    if share is None:
        return UNKNOWN
    base = of or (100 if share * 100 >= 1 or share == 0 else 1000)
    shown = number(share * base, 1 if exact else 0)
    if _korean():
        return f"{number(base)}명 중 {shown}명"
    return f"{shown} in {number(base)}"


def times_or_percent(ratio: float | None) -> str:
    """How much more or less, without its direction: 13%; from double on 2.5배."""
    if ratio is None:
        return UNKNOWN
    if ratio > 2:  # noqa: PLR2004
        shown = f"{rounded(ratio, 1):f}".removesuffix(".0")
        return f"{shown}배" if _korean() else f"{shown} times"
    return f"{rounded(abs(ratio - 1) * 100):f}%"


def day(value: date | None) -> str:
    """A day: 2026.11.22(일), Sun 22 Nov 2026."""
    if value is None:
        return UNKNOWN
    if _korean():
        return f"{value:%Y.%m.%d}({_weekday(value)})"
    return f"{_weekday(value)} {value.day} {_MONTHS[value.month - 1]} {value.year}"


def day_short(value: date | None) -> str:
    """A day of this year: 11.22(일), Sun 22 Nov."""
    if value is None:
        return UNKNOWN
    if _korean():
        return f"{value:%m.%d}({_weekday(value)})"
    return f"{_weekday(value)} {value.day} {_MONTHS[value.month - 1]}"


def period(value: Period | None) -> str:
    """Days from to: 2026.11.16(월)~11.22(일)."""
    if value is None:
        return UNKNOWN
    if value.days == 1:
        return day(value.first)
    joint = "~" if _korean() else " – "
    same = value.first.year == value.last.year
    if _korean():
        return day(value.first) + joint + (day_short if same else day)(value.last)
    return (day_short if same else day)(value.first) + joint + day(value.last)


def month(value: date | None) -> str:
    """A month: 2026년 11월, Nov 2026."""
    if value is None:
        return UNKNOWN
    if _korean():
        return f"{value.year}년 {value.month}월"
    return f"{_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None) -> str:
    """A moment in Seoul: 2026.11.22(일) 13:05."""
    if value is None:
        return UNKNOWN
    return f"{day(value.astimezone(SEOUL).date())} {clock(value)}"


def clock(value: datetime) -> str:
    """A time of day in Seoul: 13:05."""
    return f"{value.astimezone(SEOUL):%H:%M}"


def ago(value: datetime, now: datetime) -> str:
    """How long ago: 방금, 5분 전, 3시간 전, 어제, 6일 전, then the day."""
    seconds = (now - value).total_seconds()
    days = (now.astimezone(SEOUL).date() - value.astimezone(SEOUL).date()).days
    if seconds < _MINUTE:
        return "방금" if _korean() else "just now"
    if seconds < _HOUR:
        return _past(int(seconds // _MINUTE), "분", "minute")
    if days == 0 or seconds < _HOUR * 6:
        return _past(int(seconds // _HOUR), "시간", "hour")
    return days_ago(days) or day(value.astimezone(SEOUL).date())


def days_ago(days: int) -> str:
    """오늘, 어제, 6일 전; empty after a week."""
    if days <= 0:
        return "오늘" if _korean() else "today"
    if days == 1:
        return "어제" if _korean() else "yesterday"
    return _past(days, "일", "day") if days <= _AGO_DAYS else ""


def span(low: str, high: str) -> str:
    """From to, the unit said once: 2.1~4.2명."""
    return f"{low}~{high}" if _korean() else f"{low}–{high}"


def won_span(low: float, high: float) -> str:
    """From some won to others: 18만~43만 원, 36,600~38,600원; each whole where units differ."""
    least, most = won_short(low), won_short(high)
    for unit in ("만 원", "억 원", "원"):
        if _korean() and most.endswith(unit) and least.endswith(unit):
            return span(least.removesuffix("원").rstrip(), most)
    return span(least, most)


def file_day(value: date) -> str:
    """A day for the name of a file: 20261122."""
    return f"{value:%Y%m%d}"


def file_size(value: int) -> str:
    """So many bytes: 12 KB, 3.4 MB, 75.1 GB."""
    if value < 1 << 20:
        return f"{-(-value // 1024):,} KB"
    if value < 1 << 30:
        return f"{rounded(value / (1 << 20), 1):f} MB"
    return f"{rounded(value / (1 << 30), 1):,f} GB"


def next_monday(value: date) -> date:
    """The Monday after a day."""
    return value + timedelta(days=7 - value.weekday())


def _korean() -> bool:
    return language() == "ko"


def _weekday(value: date) -> str:
    return _WEEKDAYS[language()][value.weekday()]


def _sign(value: float, of_size: Callable[[float], str]) -> str:
    return (MINUS if value < 0 else "") + of_size(abs(value))


def _signed(value: float | None, of_size: Callable[[float], str]) -> str:
    if value is None:
        return UNKNOWN
    shown = of_size(abs(value))
    if not any(letter in "123456789" for letter in shown):
        return shown
    return ("+" if value > 0 else MINUS) + shown


def _short_korean(size: float) -> str:
    if size < 10 * MAN:
        return f"{number(size)}원"
    if rounded(size / MAN) * MAN < EOK:
        return f"{number(size / MAN)}만 원"
    return f"{number(size / EOK, 1)}억 원"


def _short_english(size: float) -> str:
    if size < 10 * MAN:
        return f"₩{number(size)}"
    if rounded(size / 1000) < 1000:  # noqa: PLR2004
        return f"₩{number(size / 1000)}k"
    return f"₩{number(size / 1_000_000, 1 if size >= EOK else 2)}M"


def _full_korean(size: float) -> str:
    whole = int(size)
    parts = [(whole // EOK, "억"), (whole % EOK // MAN, "만"), (whole % MAN, "")]
    said = " ".join(f"{part:,}{name}" for part, name in parts if part)
    return f"{said}원" if whole % MAN else f"{said} 원"


def _few(successes: int, trials: int) -> str:
    return f"{trials}명 중 {successes}명" if _korean() else f"{successes} of {trials}"


def _past(amount: int, korean: str, english: str) -> str:
    if _korean():
        return f"{amount}{korean} 전"
    return f"{amount} {english}{'' if amount == 1 else 's'} ago"
