"""Files of remarks in words: what came in, what did not and why, and the file to take along."""

from typing import Final

import pandas as pd

from core.i18n import formats, language
from core.i18n import gettext as _
from core.services.receipts import Refused
from core.services.voice_file import COLUMNS, HEADINGS, Field, Listed, Opened, Taken
from core.terms import SEOUL, FileReason, Mall
from core.terms.voice import AskedScale, VoiceSource
from core.wording import importing
from core.wording.malls import mall_name
from core.wording.message import Message

SHOWN: Final = 5
"""So many remarks of a file are shown before it is taken."""


def source_name(source: VoiceSource) -> str:
    """Where something was said; a file that says so is read again."""
    return {
        VoiceSource.TALK: _("Chat"),
        VoiceSource.PHONE: _("Phone call"),
        VoiceSource.REVIEW: _("A review"),
        VoiceSource.SOCIAL: _("Social media"),
        VoiceSource.LETTER: _("Letter or mail"),
        VoiceSource.OTHER: _("Another place"),
    }[source]


def scale_name(scale: AskedScale) -> str:
    """What was asked."""
    return {
        AskedScale.CSAT: _("Satisfaction"),
        AskedScale.NPS: _("Would recommend us"),
        AskedScale.CES: _("How easy it was"),
    }[scale]


def scale_choice(scale: AskedScale) -> str:
    """What was asked, with its points."""
    points = {AskedScale.CSAT: "1~5", AskedScale.NPS: "0~10", AskedScale.CES: "1~7"}[scale]
    return _("{question} ({points} points)").format(question=scale_name(scale), points=points)


def headline(opened: Opened) -> str:
    """What of a file is new."""
    if not opened.found.remarks:
        return _("There is nothing in this file that can be put in.")
    if not opened.new:
        return _("Everything in this file is there already.")
    return _("{new} can be put in.").format(new=formats.count(opened.new, "rows"))


def tally(opened: Opened) -> list[tuple[str, str]]:
    """The account of a file."""
    numbers = (
        (_("New"), opened.new),
        (_("There already"), opened.same),
        (_("Left out"), len(opened.refused) + len(opened.skipped)),
    )
    return [(name, formats.count(number, "rows")) for name, number in numbers]


def remarks(opened: Opened) -> list[str]:
    """What the seller should know of a file before it is taken."""
    found, told = opened.found, []
    if opened.thrown:
        told.append(
            _("You threw away {count} of them before. They stay away.").format(
                count=formats.count(opened.thrown, "rows")
            )
        )
    if opened.linked:
        told.append(
            _("{count} belong to an order that is known.").format(
                count=formats.count(opened.linked, "rows")
            )
        )
    if opened.unknown:
        told.append(
            _("The orders of {count} are not known yet. They are put in all the same.").format(
                count=formats.count(opened.unknown, "rows")
            )
        )
    if found.unused:
        told.append(_("Not read: {columns}").format(columns=", ".join(found.unused)))
    return told + [importing.warning(one, ()) for one in found.warnings]


def receipt(taken: Taken) -> Message:
    """What became of a file."""
    if taken.batch is None:
        return Message(_("Everything in this file is there already."))
    body = (
        _("{count} were there already.").format(count=formats.count(taken.same, "rows"))
        if taken.same
        else ""
    )
    return Message(
        _("{count} were put in.").format(count=formats.count(taken.new, "rows")), body
    )  # fmt: skip


def taken_back(count: int) -> str:
    """That a file was taken back."""
    return _("{count} were taken out again.").format(count=formats.count(count, "rows"))


def brought_back(count: int) -> str:
    """That it is there again."""
    return _("{count} are there again.").format(count=formats.count(count, "rows"))


def listed(one: Listed) -> str:
    """A file that was taken: when, and how much of it is there."""
    parts = [one.name, formats.moment(one.at), formats.count(one.there, "rows")]
    if one.gone:
        parts.append(_("{count} thrown away").format(count=formats.count(one.gone, "rows")))
    return " · ".join(parts)


def refused(found: Refused) -> Message:
    """Why nothing of a file can be taken."""
    if found.reason is FileReason.NO_HEADER:
        return Message(
            _("There is no column of days beside words or scores in this file."),
            _("Nothing has been put in yet."),
            _("Take our table, and name the columns as there."),
        )
    return importing.refused(found)


def export(frame: pd.DataFrame) -> pd.DataFrame:
    """All remarks in the columns of our own table, in the reader's language.

    Args:
        frame: as ``core.services.voice_file.exported`` gives it.
    """
    names = HEADINGS[language()]
    known = {
        Field.DAY: pd.to_datetime(frame["said_on"].astype("int64"), unit="D").dt.strftime(
            "%Y-%m-%d"
        ),
        Field.TEXT: frame["text"],
        Field.SCALE: frame["scale"].map({one.value: scale_name(one) for one in AskedScale}),
        Field.SCORE: frame["score"],
        Field.SOURCE: frame["source"].map({one.value: source_name(one) for one in VoiceSource}),
        Field.ORDER: frame["order_no"],
        Field.MALL: frame["mall"].map({one.value: mall_name(one) for one in Mall}),
        Field.PRODUCT: frame["product"],
        Field.PRODUCT_NO: frame["product_no"],
        Field.THEME: frame["theme"],
        Field.NEGATIVE: frame["is_negative"].map({1: _("Yes"), 0: _("No")}),
        Field.NOTE: frame["note"],
        Field.ANSWERED: _moments(frame["answered_at"]),
        Field.BUYER: frame["buyer_key"],
    }
    return pd.DataFrame({names[one]: _texts(known[one]) for one in COLUMNS})


def sample(opened: Opened) -> pd.DataFrame:
    """The first remarks of a file as they were understood."""
    some = opened.found.remarks[:SHOWN]
    names = HEADINGS[language()]
    return pd.DataFrame(
        {
            names[Field.DAY]: [formats.day(one.day) for one in some],
            names[Field.TEXT]: [one.text for one in some],
            names[Field.SCALE]: [scale_name(one.scale) if one.scale else "" for one in some],
            names[Field.SCORE]: ["" if one.score is None else str(one.score) for one in some],
            names[Field.SOURCE]: [source_name(one.source) for one in some],
            names[Field.ORDER]: [one.order_no or "" for one in some],
            names[Field.PRODUCT]: [one.product for one in some],
        }
    )


def template() -> pd.DataFrame:
    """The table to fill in: its headings, and two lines that are never read."""
    names = HEADINGS[language()]
    columns = (Field.DAY, Field.TEXT, Field.SCALE, Field.SCORE, Field.SOURCE, Field.ORDER,
               Field.PRODUCT, Field.NEGATIVE, Field.NOTE)  # fmt: skip
    lines = (
        (_("Example {day}").format(day="2026-11-20"), _("The box was dented."),
         scale_name(AskedScale.CSAT), "2", source_name(VoiceSource.TALK), "2026111812345678",
         _("A mug"), _("Yes"), _("Sent a new one")),
        (_("Example {day}").format(day="2026-11-21"), "", scale_name(AskedScale.NPS), "9",
         source_name(VoiceSource.PHONE), "", "", "", ""),
    )  # fmt: skip
    return pd.DataFrame(list(lines), columns=[names[one] for one in columns])


def sheet_name() -> str:
    """What the sheet of remarks is called."""
    return _("Remarks of customers")


def _moments(seconds: "pd.Series[int]") -> "pd.Series[str]":
    moments = pd.to_datetime(seconds.astype("Float64"), unit="s", utc=True)
    return moments.dt.tz_convert(SEOUL).dt.strftime("%Y-%m-%d %H:%M:%S")


def _texts(column: "pd.Series[str]") -> "pd.Series[str]":
    return column.astype("object").where(column.notna(), "").astype(str)
