"""Divide people, visitors and days among the versions of a test by chance and in fair parts."""

import hmac
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from core.terms import Period

SEED_DIGITS: Final = 32
"""A seed is a number of so many hexadecimal digits."""


def sizes(total: int, shares: Sequence[int]) -> list[int]:
    """Whole parts of a number that differ from their exact shares by less than one.

    The largest remainders get what is left; of equal ones the earlier.

    Args:
        total: what is divided, at least 0.
        shares: weights, at least 0, of which one is more than 0.

    Raises:
        ValueError: there is nothing to divide by, or a number is negative.
    """
    weight = sum(shares)
    if total < 0 or weight <= 0 or min(shares) < 0:
        msg = f"cannot divide {total} into parts of {list(shares)}"
        raise ValueError(msg)
    parts = [total * share // weight for share in shares]
    left = sorted(range(len(shares)), key=lambda at: (-(total * shares[at] % weight), at))
    for at in left[: total - sum(parts)]:
        parts[at] += 1
    return parts


def split(
    people: Sequence[str],
    shares: Mapping[str, int],
    seed: str,
    given: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Divide people among groups by chance.

    Everybody draws a number that only the seed and the own name decide; in the order of these
    numbers the groups are filled. The order in which people come does not matter, and the same
    people with the same seed are divided the same way again. Whoever has a group keeps it; those
    who are new go where most are missing.

    Args:
        people: a name for each; the same name twice is the same person.
        shares: the weight of each group, by its name.
        seed: hexadecimal digits, drawn once for the test.
        given: the groups of people who have one.

    Returns:
        the group of everybody in ``people``.
    """
    given = given or {}
    secret = bytes.fromhex(seed)
    everybody = set(people)
    kept = {one: given[one] for one in everybody if one in given}
    new = sorted(everybody - kept.keys(), key=lambda one: (_drawn(secret, one), one))
    places = [group for group, count in _rooms(len(new), shares, given).items()
              for _ in range(count)]  # fmt: skip
    return kept | dict(zip(new, places, strict=True))


def rotation(period: Period, letters: Sequence[str], seed: str) -> dict[date, str]:
    """Which version is shown on which day: all in turn, the first one drawn.

    Six or fewer versions in turn meet every day of the week alike, once in as many weeks.
    """
    first = int.from_bytes(_drawn(bytes.fromhex(seed), "first day")) % len(letters)
    return {
        period.first + timedelta(days=number): letters[(first + number) % len(letters)]
        for number in range(period.days)
    }


def _rooms(new: int, shares: Mapping[str, int], given: Mapping[str, str]) -> dict[str, int]:
    """How many of those who are new each group takes."""
    there = dict.fromkeys(shares, 0)
    for group in given.values():
        there[group] = there.get(group, 0) + 1
    wanted = sizes(new + len(given), list(shares.values()))
    missing = [max(0, part - there[group]) for group, part in zip(shares, wanted, strict=True)]
    # Groups that have too many already leave the others less than they would need.
    rooms = sizes(new, missing if any(missing) else list(shares.values()))
    return dict(zip(shares, rooms, strict=True))


def _drawn(secret: bytes, name: str) -> bytes:
    return hmac.digest(secret, name.encode("utf-8", "surrogatepass"), "sha256")
