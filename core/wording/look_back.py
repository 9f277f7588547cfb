"""The weekly look back in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.look_back import Question
from core.services.look_back_voices import Voices
from core.wording import voice_themes


def question(which: Question) -> str:
    """A question of the week."""
    return {
        Question.DISCOMFORT: _("What might be uncomfortable for customers?"),
        Question.DELIGHT: _("How could they be more content?"),
        Question.WORKED: _("What went well this week?"),
        Question.STOP: _("What could be left out?"),
        Question.NEXT: _("What is the one thing for next week?"),
    }[which]


def overdue(days: int) -> str:
    """The last look back was too long ago."""
    return _("The last week you looked back on ended {days} ago.").format(
        days=formats.count(days, "days")
    )


def saved() -> str:
    """The answers were kept."""
    return _("Kept. You find them again here.")


def voices(found: Voices) -> str:
    """What customers said in the week that is looked back on."""
    if not found.texts:
        return _("Nothing that customers said in this week is known yet.")
    texts = formats.count(found.texts, "texts")
    if not found.themes:
        return _("{texts}, and none complains of anything we know.").format(texts=texts)
    told = [
        _("{theme} {count}").format(
            theme=voice_themes.theme(theme), count=formats.count(count, "times")
        )
        for theme, count in found.themes
    ]
    return _("Complained of: {themes}").format(themes=" · ".join(told))
