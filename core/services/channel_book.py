"""What a seller says of her channels: their kind, plan, goal, next step and least return."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from core.analysis.channels import Kind
from core.services import kept_notes
from core.services.opening import OpenShop
from core.store import notes
from core.store.links import ChannelNoteRow
from core.store.notes import NoteChanged
from core.terms import AdPlatform

SHOP: Final = ""
"""The name under which stands what holds for the shop as a whole."""

_CAMPAIGN: Final = "campaign."
"""How names begin under which stands what holds for a campaign."""

LONGEST: Final = 200
LARGEST_ROAS: Final = 100_000
"""In per cent of the cost: a thousand times."""


_PLATFORMS: Final = {str(one.value): one for one in AdPlatform}


class BookProblem(StrEnum):
    """Why nothing was kept."""

    SHARE = "share"
    ROAS = "roas"
    TOO_LONG = "too_long"


class BookRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """What was said of a channel is impossible; nothing was kept."""

    def __init__(self, problem: BookProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a channel.

    ``kind`` is None where the table of words decides, ``planned_share`` (per cent of all visits)
    where it is not planned, ``least_roas`` (per cent of its cost) where the break-even decides.
    """

    channel: str
    kind: Kind | None = None
    planned_share: int | None = None
    least_roas: int | None = None
    goal: str = ""
    next_step: str = ""
    id: int = 0
    version: int = 0


Book = Mapping[str, Note]


def read(shop: OpenShop) -> Book:
    """What is said of each channel.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return of(session, shop.id)


def of(session: Session, shop_id: int) -> Book:
    """What is said of each channel of a shop."""
    return {row.channel: _note(row) for row in notes.listed(session, ChannelNoteRow, shop_id)}


def check(note: Note) -> BookProblem | None:
    """What is impossible in it; None if nothing is."""
    share, roas = note.planned_share, note.least_roas
    wrong = {
        BookProblem.SHARE: share is not None and not 0 <= share <= 100,  # noqa: PLR2004
        BookProblem.ROAS: roas is not None and not 0 < roas <= LARGEST_ROAS,
        BookProblem.TOO_LONG: max(len(note.goal), len(note.next_step)) > LONGEST,
    }
    return next((problem for problem, applies in wrong.items() if applies), None)


def keep(shop: OpenShop, note: Note, now: datetime) -> Note:
    """Keep what is said of a channel, and tell what was kept.

    ``note.version`` is the one that was seen when the seller began, 0 for nothing.

    Raises:
        BookRefused: something is impossible.
        NoteChanged: it was changed elsewhere since it was read; nothing was changed.
        core.store.StoreProblem: the store cannot be written.
    """
    problem = check(note)
    if problem is not None:
        raise BookRefused(problem)
    told = {
        "kind": note.kind.value if note.kind else None,
        "planned_share": note.planned_share,
        "least_roas": note.least_roas,
        "goal": note.goal.strip(),
        "next_step": note.next_step.strip(),
    }
    with shop.store.write() as session:
        known = of(session, shop.id).get(note.channel)
        if (known.version if known else 0) != note.version:
            raise NoteChanged
        if known is None:
            # Begun empty, so that the first word on a channel can be taken back as well.
            row = notes.add(
                session,
                ChannelNoteRow(shop_id=shop.id, id=0, channel=note.channel, created_at=now),
            )
        else:
            row = notes.find(session, ChannelNoteRow, shop.id, known.id)
        return _note(notes.change(session, row, told, now))


def of_campaign(platform: AdPlatform, campaign: str) -> str:
    """The name under which stands what holds for a campaign."""
    return f"{_CAMPAIGN}{platform.value}.{campaign}"


def campaign_of(name: str) -> tuple[AdPlatform, str] | None:
    """The campaign that such a name means; None for other names."""
    number, _, campaign = name.removeprefix(_CAMPAIGN).partition(".")
    if not name.startswith(_CAMPAIGN) or number not in _PLATFORMS:
        return None
    return _PLATFORMS[number], campaign


def is_apart(name: str) -> bool:
    """Whether it is no channel: the shop as a whole, a platform by its number, or a campaign."""
    return name == SHOP or name.isdecimal() or campaign_of(name) is not None


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of what was said of a channel; see ``kept_notes.undo``."""
    kept_notes.undo(shop, ChannelNoteRow, number, seen)


def kinds(book: Book) -> dict[str, Kind]:
    """The kinds that the seller chose."""
    return {name: note.kind for name, note in book.items() if note.kind is not None}


def least(book: Book, *names: str) -> float | None:
    """Won that have to come back for each won: of the first named one, else of the shop."""
    told = (book[name].least_roas for name in (*names, SHOP) if name in book)
    found = next((roas for roas in told if roas is not None), None)
    return None if found is None else found / 100


def _note(row: ChannelNoteRow) -> Note:
    return Note(
        row.channel, Kind(row.kind) if row.kind else None, row.planned_share, row.least_roas,
        row.goal, row.next_step, row.id, row.version,
    )  # fmt: skip
