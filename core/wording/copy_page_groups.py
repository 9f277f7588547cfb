"""A list of recipients of which only the customers of a group are left, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_groups import Narrowed


def narrowed(found: Narrowed) -> str:
    """How many are left, and why the others are not."""
    told = [
        _("{count} of the list belong to this group.").format(
            count=_people(len(found.people.entries))
        )
        if found.people.entries
        else _("Nobody of the list belongs to this group.")
    ]
    if found.others:
        told.append(_("{count} do not.").format(count=_people(found.others)))
    if found.unknown:
        told.append(
            _("Of {count} no order file tells who they are.").format(count=_people(found.unknown))
        )
    return " ".join(told)


def _people(count: int) -> str:
    return formats.count(count, "people")
