"""Where do I put my files?"""

from core.i18n import gettext as _
from core.ui import cards

cards.page(_("Add data"), _("Where do I put my files?"))
