"""What the dimensions of the target and their values are called, and what is counted."""

from core.analysis.target import Counting, Dimension, Grain, grain
from core.i18n import formats
from core.i18n import gettext as _
from core.services.target_actual import Span
from core.wording import target_when


def dimension(one: Dimension) -> str:
    """By what shares are told."""
    return {
        Dimension.AGE: _("Age"),
        Dimension.GENDER: _("Gender"),
        Dimension.GENDER_AGE: _("Gender and age"),
        Dimension.REGION: _("Region"),
        Dimension.DEVICE: _("Device"),
        Dimension.WEEKDAY: _("Weekday"),
        Dimension.HOURS: _("Time of day"),
    }[one]


def value(one: Dimension, code: str) -> str:
    """One value of a dimension."""
    if one is Dimension.AGE:
        return age(code)
    if one is Dimension.GENDER:
        return gender(code)
    if one is Dimension.GENDER_AGE:
        told, decade = code.split("_")
        return _("{gender}, {age}").format(gender=gender(told), age=age(decade))
    return {**_regions(), **_devices(), **_weekdays(), **_parts_of_day()}[code]


def age(code: str) -> str:
    """A decade of ages."""
    ends = {
        "10": _("Teens and younger"),
        "60": _("60 and older"),
        "any": _("Any age"),
    }
    return ends.get(code) or _("{decade}s").format(decade=code)


def gender(code: str) -> str:
    """A gender as statistics know it."""
    return {"female": _("Women"), "male": _("Men"), "any": _("Any gender")}[code]


def _regions() -> dict[str, str]:
    return {
        "seoul": _("Seoul"),
        "capital": _("Gyeonggi, Incheon"),
        "chungcheong": _("Daejeon, Sejong, Chungcheong"),
        "southeast": _("Busan, Ulsan, Gyeongnam"),
        "daegu": _("Daegu, Gyeongbuk"),
        "honam": _("Gwangju, Jeolla"),
        "far": _("Gangwon, Jeju"),
    }


def _devices() -> dict[str, str]:
    return {"mobile": _("On a phone"), "pc": _("On a computer")}


def _weekdays() -> dict[str, str]:
    codes = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return {code: target_when.weekday(place) for place, code in enumerate(codes)}


def _parts_of_day() -> dict[str, str]:
    return {
        "night": _("Night, 0–6 o'clock"),
        "morning": _("Morning, 6–12 o'clock"),
        "afternoon": _("Afternoon, 12–18 o'clock"),
        "evening": _("Evening, 18–24 o'clock"),
    }


def span(one: Span) -> str:
    """Over which days it is counted."""
    return {
        Span.QUARTER: _("Last 3 months"),
        Span.YEAR: _("Last 12 months"),
        Span.ALL: _("All days"),
    }[one]


def cases(counting: Counting, number: int) -> str:
    """So many cases, named as what they are."""
    return {
        Counting.BUYERS: _("{count} who bought"),
        Counting.PAYMENTS: _("{count}"),
        Counting.VISITORS: _("{count} (they came, not all bought)"),
        Counting.VISITS: _("{count} (not purchases)"),
    }[counting].format(count=formats.count(number, _UNITS[counting]))


_UNITS = {
    Counting.BUYERS: "people",
    Counting.PAYMENTS: "payments",
    Counting.VISITORS: "visitors",
    Counting.VISITS: "visits",
}


def more(counting: Counting, number: int) -> str:
    """A bare number of cases with its unit."""
    return formats.count(number, _UNITS[counting])


def counted(counting: Counting) -> str:
    """What one case is, said plainly."""
    return {
        Counting.BUYERS: _("Buyers are compared, each once with the latest order."),
        Counting.PAYMENTS: _("Payments are compared: who paid twice is counted twice."),
        Counting.VISITORS: _("Visitors are compared, as no file tells who of them bought."),
        Counting.VISITS: _("Visits are compared, as no file tells who bought."),
    }[counting]


def file_needed(one: Dimension) -> str:
    """The file that fills the actual side."""
    if grain(one) is Grain.STATISTICS:
        return _("the statistics of products by demography (Product and demography)")
    return _("an order file")
