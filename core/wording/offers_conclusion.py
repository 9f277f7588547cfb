"""What the tab of offers says first."""

from dataclasses import dataclass
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.offers_board import Board, Cell, Fault, Row, State, Verdict
from core.terms import Evidence
from core.wording import offers as wording

_LONGEST: Final = 24
"""Letters of the name of an offer in a sentence."""

_MOST_CHANNELS: Final = 3


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a conclusion."""

    headline: str
    reason: str
    todo: str = ""
    level: Evidence = Evidence.KNOWN
    tone: str = "calm"


def conclusion(board: Board) -> Said:
    """What is to be said first."""
    verdict, row = board.verdict
    if row is None:
        return _without(verdict)
    return {
        Verdict.APART: _apart,
        Verdict.STANDS: _stands,
        Verdict.SOON: _soon,
        Verdict.NOWHERE: _nowhere,
        Verdict.UNSEEN: _unseen,
        Verdict.ALIKE: _alike,
    }[verdict](row)


def why(board: Board) -> tuple[str, ...]:
    """What was looked at, how often, and when it would be wrong."""
    running = sum(len(row.carried) for row in board.rows)
    return (
        _("It compares what you noted of each channel with what you planned."),
        _("So much was noted: offers {offers}, places {count}.").format(
            count=running, offers=len(board.rows)),
        _("It would be wrong if a channel was changed after you looked."),
    )  # fmt: skip


def _without(verdict: Verdict) -> Said:
    if verdict is Verdict.QUIET:
        return Said(
            _("No offer is running or to come."),
            _("Those that ended are gone from all channels, as far as you noted."),
            _("Write the next offer down before you announce it."),
        )
    return Said(
        _("Write down one offer, and see whether all channels say the same."),
        _("A name, its days and what you promise are enough."), level=Evidence.NO_DATA,
    )  # fmt: skip


def _apart(row: Row) -> Said:
    worst = row.main_fault or Fault.WORDS
    cells = row.with_fault(worst)
    headline = {
        Fault.PERCENT: _("In {count} of {of} channels the discount differs."),
        Fault.PERIOD: _("In {count} of {of} channels the days differ."),
        Fault.WORDS: _("In {count} of {of} channels the promise is missing."),
    }[worst].format(count=len(cells), of=len(row.carried))
    fix = {
        Fault.PERCENT: _("Write {wanted} in {channels}.").format(
            wanted=wording.percent(row.offer.percent), channels=_named(cells)),
        Fault.PERIOD: _("Write {wanted} in {channels}.").format(
            wanted=wording.days(row.offer), channels=_named(cells)),
        Fault.WORDS: _("Write the promise in {channels} as well.").format(channels=_named(cells)),
    }[worst]  # fmt: skip
    first = cells[0]
    line = wording.details(first, row.offer)[first.faults.index(worst)]
    return Said(headline, f"{_name(row)} · {first.channel} · {line}", fix, tone="bad")


def _stands(row: Row) -> Said:
    cells = row.having(State.STANDS)
    return Said(
        _("It is over, but still stands in {count} of {of} channels.").format(
            count=len(cells), of=len(row.carried)),
        _("{offer} ended on {day}.").format(offer=_name(row), day=formats.day(row.offer.last)),
        _("Take it down in {channels}.").format(channels=_named(cells)), tone="bad",
    )  # fmt: skip


def _soon(row: Row) -> Said:
    cells = row.having(State.UNSEEN)
    if not cells:
        return _nowhere(row)
    return Said(
        _("It begins on {day}, and {count} of {of} channels were not looked at.").format(
            day=formats.day(row.offer.first), count=len(cells), of=len(row.carried)),
        wording.title(row.offer),
        _("Look at {channels} before it begins.").format(channels=_named(cells)),
    )  # fmt: skip


def _unseen(row: Row) -> Said:
    cells = row.having(State.UNSEEN)
    return Said(
        _("{count} of {of} channels were not looked at.").format(
            count=len(cells), of=len(row.carried)),
        _("{offer}: what you looked at so far is the same.").format(offer=_name(row))
        if len(row.carried) > len(cells) else wording.title(row.offer),
        _("Look at {channels} and note what stands there.").format(channels=_named(cells)),
        level=Evidence.EARLY,
    )  # fmt: skip


def _nowhere(row: Row) -> Said:
    return Said(
        _("Note in which channels this offer stands."), wording.title(row.offer),
        _("Put it into all channels with one click below."), level=Evidence.EARLY,
    )  # fmt: skip


def _alike(row: Row) -> Said:
    return Said(
        _("Every channel says the same ({of}).").format(of=len(row.carried)),
        _("{offer}, as you last looked.").format(offer=wording.title(row.offer)), tone="good",
    )  # fmt: skip


def _name(row: Row) -> str:
    name = row.offer.name
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


def _named(cells: tuple[Cell, ...]) -> str:
    names = [one.channel for one in cells]
    shown = ", ".join(names[:_MOST_CHANNELS])
    rest = len(names) - _MOST_CHANNELS
    return (
        _("{channels} and {count} more").format(channels=shown, count=rest) if rest > 0 else shown
    )
