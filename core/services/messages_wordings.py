"""What a scenario says: one text, or several to compare."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from string import ascii_uppercase
from typing import Any, Final

from core.analysis import message_law
from core.services import kept_notes, messages_texts
from core.services.kept_notes import NoteProblem
from core.services.messages_texts import LONGEST, LONGEST_TITLE, Version
from core.services.opening import OpenShop
from core.store import notes
from core.store.message_tables import MessageRow
from core.terms.messages import MessageChannel, MessageKind, MessageLanguage

LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of a scenario.

    Attributes:
        scenario: the number of the scenario.
        name: what the seller calls it; empty where there is but one.
        kind: what it is before the law.
        title: what stands above it, where its way has titles.
        block: what is said to the whole group, first.
        text: what is said to one person.
        language: in which language it is written; the law asks the same of all of them.
    """

    scenario: int
    kind: MessageKind
    text: str
    block: str = ""
    title: str = ""
    name: str = ""
    language: MessageLanguage = MessageLanguage.KOREAN
    id: int | None = None
    version: int = 1
    undoable: int = 0


def versions(some: Iterable[Wording]) -> tuple[Version, ...]:
    """Texts of one scenario as A, B, … in their order."""
    return tuple(
        Version(letter, one.id, one.title, one.block, one.text, one.language)
        for letter, one in zip(ascii_uppercase, some, strict=False)
    )


def marked(one: Wording, channel: MessageChannel) -> Wording:
    """The text with what the law asks of an advertisement: the mark, who sends it, how to refuse.

    What stands there already is not put in again. Where a shop without a number is refused in the
    channel itself, that is said.
    """
    names = messages_texts.names()
    instead = "" if channel.needs_sender else f"?{message_law.in_channel()}"
    shop, number = f"{{{names['shop']}}}", f"{{{names['number']}{instead}}}"
    mark, refuse = message_law.mark(), message_law.opt_out_words()[0]
    block, text, title = one.block.strip(), one.text.strip(), one.title.strip()
    if not f"{block}\n{text}".lstrip().startswith(mark):
        block = f"{mark} {shop}\n{block}".strip()
    last = "".join(text.split("\n")[-1].split())
    if not any(word in last for word in message_law.opt_out_words()):
        text = f"{text}\n{refuse} {number}".strip()
    if title and not title.startswith(mark):
        title = f"{mark} {title}"
    return replace(one, kind=MessageKind.ADVERTISING, title=title, block=block, text=text)


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Wording]:
    """All texts, the oldest first; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, MessageRow, shop.id, deleted=deleted)[::-1]
        undoable = notes.changed(session, shop.id, MessageRow)
        return [_read(row, undoable.get(row.id, 0)) for row in rows]


def add(shop: OpenShop, one: Wording, now: datetime) -> Wording:
    """Keep a new text. What it lacks before the law is told and does not matter yet.

    Raises:
        core.services.kept_notes.NoteRefused: it says nothing, or too much; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(one)
    row = MessageRow(
        shop_id=shop.id, id=0, scenario_id=one.scenario, created_at=now, **_columns(one)
    )
    with shop.store.write() as session:
        return _read(notes.add(session, row))


def change(shop: OpenShop, one: Wording, now: datetime) -> None:
    """Change a text; its ``version`` is the one the seller saw.

    Raises:
        core.services.kept_notes.NoteRefused: it says nothing, or too much; nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    _check(one)
    kept_notes.change(shop, MessageRow, one.id or 0, _columns(one), now, one.version)


def delete(shop: OpenShop, one: Wording, now: datetime) -> None:
    """Throw a text away; ``undo`` brings it back."""
    kept_notes.delete(shop, MessageRow, one.id or 0, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a text."""
    kept_notes.undo(shop, MessageRow, number, seen)


def _check(one: Wording) -> None:
    said = (one.block, one.text, one.title)
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not f"{one.block}{one.text}".strip(),
        NoteProblem.TOO_LONG: len(one.block) + len(one.text) > LONGEST
        or len(one.title) > LONGEST_TITLE or len(one.name) > LONGEST_NAME,
        NoteProblem.PLACES: any(messages_texts.unknown(part) for part in said),
    })  # fmt: skip


def _columns(one: Wording) -> dict[str, Any]:
    return {
        "name": " ".join(one.name.split()), "kind": one.kind.value,
        "title": " ".join(one.title.split()), "block": one.block.strip(), "text": one.text.strip(),
        "language": one.language.value,
    }  # fmt: skip


def _read(row: MessageRow, undoable: int = 0) -> Wording:
    return Wording(
        row.scenario_id, MessageKind(row.kind), row.text, row.block, row.title, row.name,
        MessageLanguage(row.language), row.id, row.version, undoable,
    )  # fmt: skip
