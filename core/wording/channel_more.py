"""Search words, two ways of counting, and what cannot be measured, in words."""

from core.analysis.keywords import FLOOR, Words
from core.i18n import formats
from core.i18n import gettext as _
from core.services.channels import CreditRow, View
from core.wording.channels import origin


def words_title(found: Words) -> str:
    """What the search words come to."""
    if found.wasted:
        first = found.wasted[0]
        return _("“{word}” brought {visits} and only {payments}").format(
            word=first.word,
            visits=formats.count(first.visits, "visits"),
            payments=formats.count(first.payments, "orders"),
        )
    if found.best:
        return _("“{word}” brought the most payments").format(word=found.best[0].word)
    return _("No search word has brought a payment yet")


def words_note(found: Words) -> str:
    """How many words were looked at, and how many were too small."""
    sentence = (
        _("{count} words with {floor} visits or more; {rest} smaller ones left out.")
        if found.left_out
        else _("{count} words with {floor} visits or more.")
    )
    return sentence.format(
        count=formats.number(found.looked_at),
        floor=formats.number(FLOOR),
        rest=formats.number(found.left_out),
    )


def no_waste() -> str:
    """That no word surely sells less than the others."""
    return _("No search word surely sells less than the others.")


def words_origin(view: View) -> list[tuple[str, str]]:
    """Where the search words come from."""
    return origin(
        view.word_source,
        view.word_source.period if view.word_source else None,
        _("What people searched for before they came, and how many of the visits paid."),
        _("Payments ÷ visits, weighed with what is usual; expected = visits × rate of the others"),
    )


def credit_title(rows: tuple[CreditRow, ...]) -> str:
    """How far the two ways of counting lie apart."""
    most = max(rows, key=lambda row: row.credit.more or 0.0)
    if not most.credit.more or most.credit.more <= 0:
        return _("Both ways of counting give the same")
    return _("Most of all {name}: the estimate gives {share} more than the last click").format(
        name=most.key, share=formats.times_or_percent(1 + most.credit.more)
    )


def credit_note() -> str:
    """What the two ways of counting are."""
    return _("The last click counts for the last channel, the estimate for those of 14 days.")


def no_paths() -> str:
    """Why no further models are shown."""
    return _("No file tells the ways of single visitors: other ways to share cannot be shown.")


def credit_origin(view: View) -> list[tuple[str, str]]:
    """Where the two ways of counting come from."""
    source = view.credit_source
    return origin(
        source,
        source.period if source else None,
        _("What two ways of counting give to a channel. The truth may lie between."),
        _("Both columns stand in the channel file; nothing is added"),
    )


def limits() -> list[tuple[str, str]]:
    """What cannot be measured, and why: pairs of what and why."""
    return [
        (
            _("Who a visitor was"),
            _("The mall tells sums only. Nobody can follow one person from ad to order."),
        ),
        (
            _("Your own measuring code in SmartStore"),
            _("It cannot be put in. Link codes and asking customers are the way round."),
        ),
        (
            _("Orders on a later day"),
            _("The last click misses them, the estimate only guesses them."),
        ),
        (
            _("Two counts of one order"),
            _("Ad platforms and the mall may both claim it. So they are never added."),
        ),
        (
            _("Links without a code"),
            _("Their visits hide among direct ones. Make a link with a code for each post."),
        ),
        (
            _("What would have sold anyway"),
            _("Cost and sales side by side do not prove that the ad did it. Pause it to see."),
        ),
        (
            _("The next won"),
            _("A return is an average. More money mostly brings back less than before."),
        ),
    ]
