"""How should Dangol work for my shop?"""

from core.i18n import gettext as _
from core.ui import cards

cards.page(_("Settings"), _("How should Dangol work for my shop?"))
