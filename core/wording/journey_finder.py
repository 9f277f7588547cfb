"""What explains a change of the payment rate, in words."""

from core.analysis.mix import Explained
from core.i18n import formats
from core.i18n import gettext as _
from core.services.journey_splits import FILES, UNKNOWN, By, Found
from core.services.journey_view import Journey
from core.terms import Evidence
from core.verdicts.journey import Called
from core.wording import exports


def by(code: By) -> str:
    """By what a change is told."""
    return {
        By.CHANNEL: _("By channel"),
        By.PRODUCT: _("By product"),
        By.DEVICE: _("By device"),
        By.BUYER: _("By customer"),
    }[code]


def group(found: Found, key: str | None) -> str:
    """What a group is called."""
    if key is None:
        return _("All others")
    known = {
        "pc": _("Computer"),
        "mobile": _("Phone"),
        "new": _("First purchase"),
        "returning": _("Came again"),
        UNKNOWN: _("Not known"),
    }
    if found.by in {By.DEVICE, By.BUYER}:
        return known.get(key, key)
    return found.name(key)


def find_title(found: Found, told: Explained, called: Called | None) -> str:
    """What explains the change most, or that there is none to explain."""
    if not told.parts:
        return by(found.by)
    if called is None or called.level not in {Evidence.KNOWN, Evidence.HINT}:
        return _("The payment rate is as usual; this is how the periods differ.")
    return most(found, told) or by(found.by)


def most(found: Found, told: Explained) -> str:
    """Which group moved most, and by how much; empty when none is told by itself."""
    if told.most is None:
        return ""
    return _("Most of it comes from “{group}”: {won}").format(
        group=group(found, told.most.key), won=formats.won_change(told.most.won)
    )


def find_origin(view: Journey, found: Found) -> list[tuple[str, str]]:
    """How the parts are computed, and from what."""
    formula = _("Share: change of the share × mean rate. Rate: change of the rate × mean share.")
    if found.explained is not None and not found.explained.has_mix:
        formula = _("Orders of each group ÷ all visits, now minus before")
    return [
        (_("Meaning"), _("How much of the change came from each part. They add up to the won.")),
        (_("Formula"), formula),
        (_("Period"), formats.period(view.period)),
        (_("Compared with"), formats.period(view.before)),
        (_("Files"), exports.name(FILES[found.by])),
    ]


def find_note(by: By, found: Explained) -> str:
    """How the parts add up, and why the rates may not be those of the shop."""
    told = _adds_up(found)
    if by not in {By.CHANNEL, By.PRODUCT}:
        return told
    return told + " " + _("Counted from another file, so not quite the payment rate above.")


def _adds_up(found: Explained) -> str:
    before, now = (formats.rate(one.rate, 1) for one in (found.before, found.now))
    won = formats.won_change(found.won)
    if not found.has_mix:
        return _(
            "Payment rate {before} → {now} is worth {won}. Each part is its orders per visit."
        ).format(before=before, now=now, won=won)
    return _(
        "Payment rate {before} → {now} is worth {won}. Share: who came. Rate: how many bought."
    ).format(before=before, now=now, won=won)
