"""Divide a list of recipients among the versions of a test, and give the parts back as files.

The list itself is never kept. What stays is a keyed hash of each recipient and the version.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from core.analysis import list_split
from core.services import copy_tests as tests
from core.services.copy_test_contacts import By
from core.services.copy_test_kept import CopyTest, CopyTestProblem, CopyTestRefused, VisitorsFrom
from core.services.copy_test_recipients import (
    Entry,
    ListFault,
    ListReason,
    ListRefused,
    RecipientList,
    pasted,
    read,
)
from core.services.opening import OpenShop
from core.store import copy_test_people
from core.store.copy_test_people import Recipient
from core.store.notes import NoteChanged
from core.terms.copy_tests import HOLD_OUT, Design, TestStatus

__all__ = [
    "By",
    "ListFault",
    "ListFile",
    "ListReason",
    "ListRefused",
    "RecipientList",
    "Split",
    "files",
    "forget",
    "neutral",
    "pasted",
    "read",
    "sizes",
    "split",
]

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula, or split the cell."""


_UNSEEN: Final = frozenset({"Zs", "Zl", "Zp", "Cf"})
"""Signs in front of a formula that nobody sees."""

_LOOKED_AT: Final = 200


@dataclass(frozen=True, slots=True)
class Split:
    """How a list was divided.

    Attributes:
        test: the test, as it is now.
        sizes: how many recipients each version has; under an empty name those who get none.
        new: how many of them were not there before.
        elsewhere: other running tests in whose lists some of them are, and how many.
    """

    test: CopyTest
    sizes: Mapping[str, int]
    new: int
    elsewhere: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class ListFile:
    """The part of a list for one version, or under an empty letter for those who get none."""

    letter: str
    content: bytes = field(repr=False)
    rows: int = 0


def split(shop: OpenShop, number: int, people: RecipientList, seen: int | None = None) -> Split:
    """Divide a list by chance, in parts as the shares of the test say, right to one.

    The order of the list does not matter, and the same list is divided the same way again. A
    draft forgets the list it was given before. A running test keeps everybody where they are;
    those who are new come on top.

    Raises:
        CopyTestRefused: the test does not divide a list, or is over.
        NoteGone: it was thrown away.
        NoteChanged: the test was changed elsewhere since it was read; nothing was divided.
    """
    with shop.store.write() as session:
        row = tests.row_of(session, shop, number, (TestStatus.DRAFT, TestStatus.RUNNING))
        if Design(row.design) is not Design.LIST_SPLIT:
            raise CopyTestRefused(CopyTestProblem.NO_LIST)
        if seen is not None and seen != row.version:
            raise NoteChanged
        if TestStatus(row.status) is TestStatus.DRAFT:
            copy_test_people.forget(session, shop.id, number)
        test = tests.told(session, row)
        there = copy_test_people.of(session, shop.id, number)
        new = _new(test, people, there)
        copy_test_people.add(session, shop.id, number, new)
        if test.status is TestStatus.RUNNING:
            # The plan counts who is sent something; days, not people, tell how far it is.
            there_now = copy_test_people.sizes(session, shop.id, number)
            letters = [one.letter for one in test.draft.versions]
            row.planned = json.dumps({one: there_now.get(one, 0) for one in letters})
            row.visitors, row.visitors_from = sum(there_now.values()), VisitorsFrom.LIST.value
            row.version += 1
            session.add(row)
            test = tests.told(session, row)
    with shop.store.read() as session:
        sizes = copy_test_people.sizes(session, shop.id, number)
        elsewhere = copy_test_people.elsewhere(session, shop.id, number)
    return Split(test, sizes, len(new), elsewhere)


def files(shop: OpenShop, number: int, people: RecipientList) -> list[ListFile]:
    """The parts of a list that was divided, as CSV files for Excel.

    Lines stand in the order of the list that came first, so the same list in any order gives the
    same bytes again. Recipients who were not divided are in none of them.
    """
    with shop.store.read() as session:
        there = copy_test_people.of(session, shop.id, number)
    parts: dict[str, list[Entry]] = {one.letter: [] for one in there.values()}
    mine = [one for one in people.entries if one.key in there]
    for entry in sorted(mine, key=lambda one: there[one.key].place):
        parts[there[entry.key].letter].append(entry)
    order = sorted(parts, key=lambda letter: (letter == HOLD_OUT, letter))
    return [
        ListFile(letter, _csv(people.headings, parts[letter]), len(parts[letter]))
        for letter in order
    ]


def sizes(shop: OpenShop, number: int) -> dict[str, int]:
    """How many recipients each version of a test has; empty if no list was divided."""
    with shop.store.read() as session:
        return copy_test_people.sizes(session, shop.id, number)


def forget(shop: OpenShop, number: int) -> int:
    """Forget who got which version; how many there were. The counts stay."""
    with shop.store.write() as session:
        return copy_test_people.forget(session, shop.id, number)


def neutral(cell: str) -> str:
    """The cell; one that a spreadsheet would run as a formula gets an apostrophe in front."""
    seen = "".join(sign for sign in cell[:_LOOKED_AT] if unicodedata.category(sign) not in _UNSEEN)
    return f"'{cell}" if seen.startswith(FORMULA_STARTS) else cell


def _new(test: CopyTest, people: RecipientList, there: Mapping[str, Recipient]) -> list[Recipient]:
    given = {key: one.letter for key, one in there.items()}
    keys = [one.key for one in people.entries]
    letters = list_split.split(keys, test.draft.shares, test.seed, given)
    start = 1 + max((one.place for one in there.values()), default=-1)
    return [
        Recipient(one.key, letters[one.key], start + one.place, one.buyer_key)
        for one in people.entries
        if one.key not in there
    ]


def _csv(headings: tuple[str, ...], entries: list[Entry]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    if headings:
        writer.writerow(map(neutral, headings))
    writer.writerows([neutral(cell) for cell in one.cells] for one in entries)
    return written.getvalue().encode("utf-8-sig", "replace")
