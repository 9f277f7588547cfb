"""Names of channels most sellers have, offered where a channel is chosen."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

NAMES: Final = Path(__file__).with_name("channel_names.csv")
"""Which channels are offered for plans, which to customers, and which one means a referral."""


@cache
def planned() -> tuple[str, ...]:
    """Those that a seller may plan."""
    return _marked("planned")


@cache
def asked() -> tuple[str, ...]:
    """Those in which a customer may have seen the shop."""
    return _marked("asked")


@cache
def referral() -> str:
    """What it is called when a customer was sent by another one."""
    return _marked("referral")[0]


def _marked(column: str) -> tuple[str, ...]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        return tuple(row["name"] for row in csv.DictReader(file) if row[column] == "1")
