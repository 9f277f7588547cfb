"""Whether past lists were right, and what came of whom the seller wrote to, in words."""

from core.analysis.customers_due import HitRate
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_due import ListKind
from core.services.customers_outcome import Outcome
from core.stats.proportions import Tally
from core.terms import Evidence
from core.terms.evidence import evidence_of
from core.wording.customers_apart import apart, base


def level(kind: ListKind, found: HitRate) -> Evidence:
    """How sure it is that those on the lists are others than those who were not."""
    if not found.listed.trials:
        return Evidence.EARLY
    if not is_compared(kind):
        return Evidence.KNOWN
    return evidence_of(found.chance or 0, enough=found.bounds is not None)


def is_compared(kind: ListKind) -> bool:
    """Whether those who were not on a list say anything about it: who is resting buys less."""
    return kind in {ListKind.AGAIN, ListKind.SECOND}


def hit_rate(kind: ListKind, found: HitRate) -> str:
    """What became of those on past lists."""
    if not found.listed.trials:
        return _("There are no past lists to look at yet.")
    told = {
        ListKind.AGAIN: _("Of those on past lists, {share} bought the product within {days}."),
        ListKind.SECOND: _("Of those on past lists, {share} bought again within {days}."),
    }.get(kind, _("Left as they were, {share} came back within {days}."))
    return told.format(
        share=_share(found.listed, _base(found)), days=formats.count(found.within, "days")
    )


def compared(kind: ListKind, found: HitRate) -> str:
    """The same beside those who were not on them; empty where that says nothing."""
    if not is_compared(kind) or found.others is None or not found.listed.trials:
        return ""
    others = _("Of the others it was {share}.").format(
        share=formats.of_hundred(found.others, exact=True, of=_base(found))
    )
    sure = level(kind, found)
    if found.bounds is None or sure is Evidence.EARLY:
        return f"{others} {_('That is too little to tell the two apart.')}"
    more = found.is_more
    if sure is Evidence.HINT:
        said = _("The list seems to be right.") if more else _("The list seems not to be right.")
    else:
        said = (_("The list is right.") if more
                else _("The list is not right: pick by value instead."))  # fmt: skip
    return f"{others} {said}"


def is_right(kind: ListKind, found: HitRate) -> bool:
    """Whether more of those on past lists bought than of the others, and it is no chance."""
    return _is_told(kind, found) and found.is_more


def is_wrong(kind: ListKind, found: HitRate) -> bool:
    """Whether fewer did, and it is no chance."""
    return _is_told(kind, found) and not found.is_more


def _is_told(kind: ListKind, found: HitRate) -> bool:
    is_known = is_compared(kind) and found.bounds is not None and found.others is not None
    return is_known and level(kind, found) is not Evidence.EARLY


def caveat(kind: ListKind, found: HitRate) -> str:
    """How far who is on the list is to be believed; empty where past lists were right.

    Nobody acted on past lists, which are made afterwards: they tell how well lists guess, and
    nothing of what writing to people does.
    """
    is_known = is_compared(kind) and found.bounds is not None and found.others is not None
    if not is_known or is_right(kind, found):
        return ""
    return {
        Evidence.KNOWN: _("But past lists were not right."),
        Evidence.HINT: _("But past lists seem not to have been right."),
    }.get(level(kind, found), _("But whether the list is right is not known yet."))


def between(found: HitRate) -> str:
    """Between which bounds the difference lies; empty where unknown."""
    if found.bounds is None:
        return ""
    return apart(found.bounds, _("Those on the lists"), _base(found))


def _base(found: HitRate) -> int:
    return base(found.listed.rate if found.listed.trials else None, found.others)


def how(kind: ListKind, found: HitRate) -> list[str]:
    """How it was looked at."""
    told = [
        _("Each list was made with what was known on its day."),
        _("A return or cancellation since then is counted as it stands now."),
    ]
    if is_compared(kind):
        told.insert(1, _("The others bought the same things, but were not on the list that day."))
        told.insert(2, _("It tells how well lists guess, not what writing to people does."))
    if found.hidden:
        told.append(_("Lists before days that no file covers are passed over: {count}.").format(
            count=formats.number(found.hidden)))  # fmt: skip
    if found.customers and found.customers < found.listed.trials:
        told.append(
            _("On these lists were {people}, some of them several times.").format(
                people=formats.count(found.customers, "people")
            )
        )
    return told


def outcome(found: Outcome) -> str:
    """What came of those the seller wrote to."""
    if not found.contacted.trials and not found.waiting and found.hidden:
        return _("After you wrote, days are in no file, so nobody knows who bought.")
    if not found.contacted.trials:
        waiting = formats.count(found.waiting, "people")
        return _("You wrote to {people} less than {days} ago; the answer is not in yet.").format(
            people=waiting, days=formats.count(found.within, "days")
        )
    said = _("Of those you wrote to, {share} bought within {days}.").format(
        share=_share(found.contacted, _base_of(found)), days=formats.count(found.within, "days")
    )
    if not found.alone.trials:
        return said
    alone = _("Of those on the same lists you did not write to, it was {share}.").format(
        share=_share(found.alone, _base_of(found))
    )
    return f"{said} {alone}"


def doubt(found: Outcome) -> str:
    """What it does not say."""
    if found.bounds is None:
        return _("These are too few to tell the two apart.")
    told = apart(found.bounds, _("Those you wrote to"), _base_of(found))
    chosen = _("You chose whom to write to, so they may differ in other ways too.")
    return f"{told} {_once()} {chosen}"


def _base_of(found: Outcome) -> int:
    return base(*(one.rate for one in (found.contacted, found.alone) if one.trials))


def _once() -> str:
    return _("Everybody counts once, by the first list they were on.")


def heads() -> tuple[str, ...]:
    """The columns of past lists."""
    return _("List of"), _("On it"), _("Of them bought"), _("Not on it"), _("Bought too")


def _share(tally: Tally, of: int) -> str:
    """A share told in people; of few as they are."""
    if tally.trials < formats.SHARE_FROM:
        return formats.percent(tally.successes, tally.trials)
    return formats.of_hundred(tally.rate, exact=True, of=of)
