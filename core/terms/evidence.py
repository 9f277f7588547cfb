"""How sure we are, in the four words every page uses."""

from enum import StrEnum

KNOWN_FROM = 0.90
"""From this probability on, and with enough data, a thing is said plainly."""
HINT_FROM = 0.75
"""From this probability on a thing is offered as a hint."""


class Evidence(StrEnum):
    """알 수 있어요, 참고만 하세요, 아직 일러요, 자료 없음."""

    KNOWN = "known"
    HINT = "hint"
    EARLY = "early"
    NO_DATA = "no_data"


def evidence_of(probability: float | None, *, enough: bool) -> Evidence:
    """The word for a finding.

    Args:
        probability: that the finding is true, 0 to 1; None when there are no data at all.
        enough: whether the least number of cases the finding needs has been reached.

    Raises:
        ValueError: the probability lies outside 0 to 1.
    """
    if probability is None:
        return Evidence.NO_DATA
    if not 0 <= probability <= 1:
        msg = f"a probability lies between 0 and 1, not {probability}"
        raise ValueError(msg)
    if not enough or probability < HINT_FROM:
        return Evidence.EARLY
    return Evidence.KNOWN if probability >= KNOWN_FROM else Evidence.HINT
