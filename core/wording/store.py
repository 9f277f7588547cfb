"""What is wrong with a store, a key or a backup, in words."""

from core.i18n import gettext as _
from core.services.opening import KeyUnusable
from core.store import (
    StoreDamaged,
    StoreForeign,
    StoreNewer,
    StoreProblem,
    StoreUnavailable,
    Trouble,
)
from core.wording.message import Message


def problem(found: StoreProblem | KeyUnusable) -> Message:
    """The message for whatever kept a shop from being opened, read or written."""
    if isinstance(found, KeyUnusable):
        return Message(
            _("The key that recognises your buyers is damaged."),
            _("Your orders are safe."),
            _("Restore the newest backup or put the old {file} back.").format(file=found.path.name),
        )
    if isinstance(found, StoreUnavailable):
        return trouble(found.trouble)
    return _unusable(found)


def trouble(found: Trouble) -> Message:
    """The message for a store that is in order but cannot be used just now."""
    safe = _("Your data so far are safe.")
    return {
        Trouble.BUSY: Message(
            _("Another window is putting in a file."), "", _("You can go on when it is done.")
        ),
        Trouble.FULL: Message(
            _("There is no room left to save."), safe, _("Free some space and try again.")
        ),
        Trouble.READ_ONLY: Message(
            _("This folder cannot be written to."),
            safe,
            _("Allow writing to the data folder and try again."),
        ),
        Trouble.MISSING: Message(
            _("The store cannot be reached."),
            safe,
            _("Check that the data folder or the server is there and try again."),
        ),
        Trouble.OTHER: Message(
            _("The store did not answer as it should."),
            safe,
            _("Close other windows of Dangol and try again."),
        ),
    }[found]


def _unusable(found: StoreProblem) -> Message:
    if isinstance(found, StoreNewer):
        return Message(
            _("A newer Dangol has used this store."),
            _("Nothing was changed, so your data are safe."),
            _("Start the newest version of Dangol."),
        )
    if isinstance(found, StoreForeign):
        return Message(
            _("This file is not a store of Dangol."),
            _("Nothing was changed."),
            _("Choose the right file or move this one elsewhere."),
        )
    if isinstance(found, StoreDamaged):
        return Message(
            _("A part of the store cannot be read."),
            _("Nothing was overwritten."),
            _("Restore the newest backup to go on."),
        )
    return trouble(Trouble.OTHER)
