"""개선 노트 in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.actions import Action
from core.wording.message import Message


def kept(action: Action) -> Message:
    """An improvement was kept."""
    day = formats.day_short(action.check_on)
    return Message(_("Kept. We look on {day} whether it got better.").format(day=day))
