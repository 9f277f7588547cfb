"""The page 설정 in words: what is asked, what is kept where, and how backups fare."""

from datetime import datetime

from core.i18n import formats
from core.i18n import gettext as _
from core.services.backup import BackupEntry, BackupKind, BackupProblem, BackupReason, Totals
from core.services.settings import (
    LARGEST_MARGIN,
    LONGEST,
    LONGEST_LINE,
    SettingsConflict,
    SettingsProblem,
)
from core.services.state import State
from core.wording.message import Message


def language_name(language: str) -> str:
    """A language, called as its own speakers call it."""
    return {"ko": "한국어", "en": "English"}[language]


def problem(found: SettingsProblem) -> str:
    """Why a setting is not kept."""
    return {
        SettingsProblem.NAME_TOO_LONG: _("The name may have up to {count} letters."),
        SettingsProblem.NAME_UNREADABLE: _("There is a letter in the name that cannot be shown."),
        SettingsProblem.CATEGORY_TOO_LONG: _("The category may have up to {count} letters."),
        SettingsProblem.CATEGORY_UNREADABLE: _(
            "There is a letter in the category that cannot be shown."
        ),
        SettingsProblem.MARGIN_OUT_OF_RANGE: _("The margin is a whole number from 0% to {most}%."),
        SettingsProblem.LANGUAGE_UNKNOWN: _("Choose Korean or English."),
        SettingsProblem.LINE_TOO_LONG: _("The line may have up to {line} letters."),
        SettingsProblem.LINE_UNREADABLE: _("There is a letter in the line that cannot be shown."),
    }[found].format(count=LONGEST, most=LARGEST_MARGIN, line=LONGEST_LINE)


def conflict(_found: SettingsConflict) -> Message:
    """That somebody else was faster."""
    return Message(
        _("Another window has changed this first."),
        "",
        _("Look at what changed and save once more."),
    )


def backup_problem(found: BackupProblem) -> Message:
    """Why a backup cannot be made or used."""
    return backup_reason(found.reason)


def backup_reason(reason: BackupReason) -> Message:
    """Why a backup cannot be made or used."""
    as_it_was = _("Your data are as they were before.")
    return {
        BackupReason.NOT_A_BACKUP: Message(
            _("This file is not a backup of Dangol."), as_it_was, _("Choose another file.")
        ),
        BackupReason.DAMAGED: Message(
            _("This backup is damaged."), as_it_was, _("Choose an older backup.")
        ),
        BackupReason.NEWER: Message(
            _("A newer Dangol has made this backup."),
            as_it_was,
            _("Restore it with the newest version of Dangol."),
        ),
        BackupReason.MISSING: Message(
            _("There is no such file."), as_it_was, _("Look at its name and place once more.")
        ),
        BackupReason.ON_SERVER: Message(
            _("Your data lie on a database server."),
            "",
            _("Make backups with the tools of that server."),
        ),
        BackupReason.SAMPLE: Message(
            _("The sample shop needs no backup."), "", _("Switch it off to back up your own shop.")
        ),
    }[reason]


def backup_name(entry: BackupEntry, now: datetime) -> str:
    """A backup in a list: when it was made, how, how large it is."""
    return _("{moment} · {ago} · {kind} · {size}").format(
        moment=formats.moment(entry.made_at),
        ago=formats.ago(entry.made_at, now),
        kind=backup_kind(entry),
        size=formats.file_size(entry.size),
    )


def backup_kind(entry: BackupEntry) -> str:
    """How a backup came about."""
    if not entry.is_sound:
        return _("Damaged")
    return {
        BackupKind.ORDERED: _("Made by you"),
        BackupKind.BEFORE_RESTORE: _("Before a restore"),
        BackupKind.BEFORE_MIGRATION: _("Before a new version"),
    }[entry.kind]


def holds(totals: Totals | None) -> str:
    """What a backup holds."""
    if totals is None:
        return formats.UNKNOWN
    if totals.facts:
        return _("{files} · {lines} · {buyers} · {facts} of other data").format(
            files=formats.count(totals.files, "files"),
            lines=formats.count(totals.lines, "order_lines"),
            buyers=formats.count(totals.buyers, "buyers"),
            facts=formats.count(totals.facts, "rows"),
        )
    return _("{files} · {lines} · {buyers}").format(
        files=formats.count(totals.files, "files"),
        lines=formats.count(totals.lines, "order_lines"),
        buyers=formats.count(totals.buyers, "buyers"),
    )


def made(entry: BackupEntry) -> Message:
    """That a backup was made."""
    return Message(
        _("The backup is made: {file}").format(file=entry.path.name),
        _("It holds {content}.").format(content=holds(entry.totals)),
    )


def restored() -> Message:
    """That a backup was restored."""
    return Message(
        _("The backup is restored."),
        _("What was there before is in the list too."),
    )


def kept() -> list[str]:
    """What is stored of a buyer."""
    return [
        _("A scrambled code, to know a returning customer (the name cannot be read from it)"),
        _("A name with its middle hidden (such as 김*수)"),
        _("The province of the address"),
        _("When, what and for how much was bought"),
        _("Which messages were sent, and what you wrote down"),
    ]


def dropped() -> list[str]:
    """What is forgotten while a file is read."""
    return [
        _("Names, phone numbers and mail addresses"),
        _("Addresses, postcodes and door codes"),
        _("Delivery messages and option texts"),
        _("The uploaded file itself and its password"),
    ]


def places(found: State) -> list[tuple[str, str, str]]:
    """Where the data lie: what, where, how large."""
    if found.store is None:
        store = (_("Orders and settings"), _("Database server"), formats.UNKNOWN)
    else:
        size = formats.file_size(found.store_bytes or 0)
        store = (_("Orders and settings"), str(found.store), size)
    return [
        store,
        (_("Key that recognises buyers"), str(found.key), formats.file_size(1)),
        (_("Backups"), str(found.backups), formats.file_size(found.backups_bytes)),
    ]


def condition(found: State, now: datetime) -> list[tuple[str, str]]:
    """How things stand: pairs of a name and its value."""
    last = formats.ago(found.last_backup, now) if found.last_backup else _("None yet")
    free = formats.UNKNOWN if found.free_bytes is None else formats.file_size(found.free_bytes)
    return [
        (_("Files put in"), formats.count(found.files, "files")),
        (_("Days with orders"), formats.period(found.period)),
        (_("Last backup"), last),
        (_("Free disk space"), free),
    ]
