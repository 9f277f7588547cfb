"""Consents in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_consent import Consent, Kind, Source, Standing, Told


def kind(one: Kind) -> str:
    """To what somebody agreed."""
    return {
        Kind.MARKETING: _("Advertising messages"),
        Kind.NIGHT: _("Messages at night (9 p.m.–8 a.m.)"),
    }[one]


def source(one: str) -> str:
    """Where it was said; the seller's own words stay as they are."""
    known = {
        Source.ORDER: _("when ordering"),
        Source.CHAT: _("in a chat"),
        Source.PHONE: _("on the phone"),
        Source.PAPER: _("on paper, in the shop"),
        Source.FORM: _("in a form on the web"),
    }
    return known[Source(one)] if one in set(Source) else one


def standing(one: Told) -> str:
    """How it stands."""
    return {
        Standing.UNKNOWN: _("not known"),
        Standing.GIVEN: _("agreed"),
        Standing.TO_RENEW: _("ask again"),
        Standing.WITHDRAWN: _("does not want it"),
    }[one.standing]


def told(one: Told) -> str:
    """Since when, from where, and until when."""
    if one.last is None:
        return _("No file tells it. Without consent nobody is written to.")
    parts = {
        Standing.GIVEN: _("Confirm it again by {day}."),
        Standing.TO_RENEW: _("It was to be confirmed by {day}. Ask before writing."),
        Standing.WITHDRAWN: "",
        Standing.UNKNOWN: "",
    }[one.standing]
    told = [line(one.last)]
    if parts:
        told.append(parts.format(day=formats.day(one.last.renew_by)))
    return " ".join(told)


def line(one: Consent) -> str:
    """One thing that was said."""
    where = source(one.source)
    if one.withdrawn_on == one.given_on:
        return _("Said no on {day}, {where}.").format(day=formats.day(one.given_on), where=where)
    if one.withdrawn_on is not None:
        return _("Agreed on {day}, {where}; taken back on {gone}.").format(
            day=formats.day(one.given_on), where=where, gone=formats.day(one.withdrawn_on)
        )
    return _("Agreed on {day}, {where}.").format(day=formats.day(one.given_on), where=where)
