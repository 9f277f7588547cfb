"""What may be tried at a stage of the way, each as one sentence."""

from core.i18n import gettext as _
from core.verdicts.journey import Tactic


def tactic(code: Tactic) -> str:
    """Something to try, as one sentence."""
    return {**_early(), **_late()}[code]


def _early() -> dict[Tactic, str]:
    return {
        Tactic.BE_FOUND: _("Put the words people search for into the title of one product."),
        Tactic.TRY_HEADLINES: _("Write two versions of one ad text and compare their reaction."),
        Tactic.PUBLISH: _("Publish one piece about how your product is used this week."),
        Tactic.SHORT_PITCH: _("Say in one line at the top of a page why it is good."),
        Tactic.SHOW_STORIES: _("Show two reviews with pictures at the top of the page."),
        Tactic.INVITE_NEWS: _("Give visitors a reason to follow your news."),
        Tactic.CHECK_TRUST: _("Check real photos, reviews and the return rules on one page."),
        Tactic.ASK_REVIEWS: _("Ask recent buyers for a review of the best seller."),
        Tactic.SHORTEN_WAY: _("Take out one option or one step before the payment."),
        Tactic.ANSWER_QUESTIONS: _(
            "Answer the questions that wait, and put the answers on the page."
        ),
    }


def _late() -> dict[Tactic, str]:
    return {
        Tactic.KEEP_DATES: _("Send today what was promised for today."),
        Tactic.ANSWER_FAST: _("Answer open complaints today, with an offer."),
        Tactic.USE_TIPS: _("Send one tip for using it with the delivery."),
        Tactic.REMIND: _("Ask those who first bought about 30 days ago how they are."),
        Tactic.REGULARS_ONLY: _("Make one small benefit only for those who buy again."),
        Tactic.WIN_BACK: _("Write to those who have not come for 90 days, if they agreed to it."),
    }
