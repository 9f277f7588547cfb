"""The frame of the program: its pages, and what stands around each of them."""

from core.i18n import gettext as _
from core.ui import frame, session

session.start()
frame.configure()

page = frame.navigate(
    {
        "start": [
            frame.entry("pages/start/today.py", _("Today"), "today", default=True),
            frame.entry("pages/start/upload.py", _("Add data"), "upload_file"),
            frame.entry(
                "pages/start/six.py", _("Six numbers only"), "edit_note", visibility="hidden"
            ),
        ],
        "diagnose": [
            frame.entry("pages/diagnose/journey.py", _("Customer journey"), "route"),
            frame.entry("pages/diagnose/channels.py", _("Ways in"), "hub"),
            frame.entry("pages/diagnose/products.py", _("Product check"), "inventory_2"),
        ],
        "improve": [
            frame.entry("pages/improve/tests.py", _("Copy tests"), "science"),
            frame.entry("pages/improve/actions.py", _("Improvement notes"), "edit_note"),
        ],
        "customers": [
            frame.entry("pages/customers/customers.py", _("Customers and regulars"), "groups"),
            frame.entry("pages/customers/target.py", _("Target and actual"), "target"),
            frame.entry("pages/customers/care.py", _("Aftercare"), "volunteer_activism"),
            frame.entry("pages/customers/voice.py", _("Reviews and complaints"), "rate_review"),
            frame.entry(
                "pages/customers/messages.py", _("Messages to customers"), "forward_to_inbox"
            ),
        ],
        "manage": [
            frame.entry("pages/manage/reports.py", _("Reports"), "description"),
            frame.entry("pages/manage/settings.py", _("Settings"), "settings"),
        ],
    }
)
frame.draw(page)
