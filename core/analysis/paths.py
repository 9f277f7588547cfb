"""Ways to orders as a seller writes them down: "Instagram > Naver search, 3, 90000"."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from typing import Final

MOST_LINES: Final = 1000
MOST_STEPS: Final = 20
LONGEST_STEP: Final = 60
LARGEST: Final = 10**12
LONGEST_NUMBER: Final = 40

_ARROW: Final = re.compile(r"\s*(?:>|→|➔|➡)\s*")
_NUMBER: Final = re.compile(r"[₩\s]*(\d+|\d{1,3}(?:,\d{3})+)\s*(?:\uc6d0|\uac74)?\s*", re.ASCII)
_FIELDS: Final = 3


class LineFault(StrEnum):
    """Why a line was not taken."""

    FIELDS = "fields"
    STEPS = "steps"
    ORDERS = "orders"
    WON = "won"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Way:
    """So many orders came by the same steps, the earliest first, and brought so many won."""

    steps: tuple[str, ...]
    orders: int
    won: int


@dataclass(frozen=True, slots=True)
class Read:
    """The lines that were understood, and the numbers of those that were not, each with why."""

    ways: tuple[Way, ...]
    faults: tuple[tuple[int, LineFault], ...]


def read(text: str) -> Read:
    """Understand lines of way, orders and won, divided by commas, tabs or semicolons.

    A first line without a number is taken for headings. Nothing is guessed: a line that lacks
    something is named with its number.
    """
    ways: list[Way] = []
    faults: list[tuple[int, LineFault]] = []
    told = [(at, line) for at, line in enumerate(_lines(text), start=1) if line.strip()]
    for place, (at, line) in enumerate(told):
        if place == 0 and not re.search(r"\d", line):
            continue
        found = _way(line) if len(ways) < MOST_LINES else LineFault.TOO_MANY
        if isinstance(found, Way):
            ways.append(found)
        else:
            faults.append((at, found))
    return Read(tuple(ways), tuple(faults))


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\x00", "").splitlines()


def _way(line: str) -> Way | LineFault:
    fields = _fields(line)
    if len(fields) != _FIELDS:
        return LineFault.FIELDS
    steps = tuple(step for step in _ARROW.split(fields[0].strip()))
    orders, won = _whole(fields[1]), _whole(fields[2])
    if not all(steps) or len(steps) > MOST_STEPS or max(map(len, steps)) > LONGEST_STEP:
        return LineFault.STEPS
    if not orders:
        return LineFault.ORDERS
    return LineFault.WON if won is None else Way(steps, orders, won)


def _fields(line: str) -> list[str]:
    divider = next((one for one in ("\t", ";") if one in line), ",")
    fields = next(csv.reader(StringIO(line), delimiter=divider, skipinitialspace=True), [])
    # Thousands may be written with commas as well: 90,000
    if (
        divider == ","
        and len(fields) > _FIELDS
        and all(re.fullmatch(r"\s*\d{3}(?:\uc6d0)?\s*", one) for one in fields[_FIELDS:])
    ):
        fields = [*fields[:2], ",".join(one.strip() for one in fields[2:])]
    return fields


def _whole(text: str) -> int | None:
    found = _NUMBER.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    value = int(found[1].replace(",", "")) if found else None
    return value if value is not None and value <= LARGEST else None


@dataclass(frozen=True, slots=True)
class Ends:
    """The first and the last step of ways, and what came by them."""

    first: str
    last: str
    orders: int
    won: int


def ends(ways: Sequence[Way]) -> list[Ends]:
    """Orders by the first and the last step, the most first."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for way in ways:
        key = way.steps[0], way.steps[-1]
        orders, won = found.get(key, (0, 0))
        found[key] = orders + way.orders, won + way.won
    told = [Ends(*key, *numbers) for key, numbers in found.items()]
    return sorted(told, key=lambda one: (-one.orders, -one.won, one.first, one.last))
