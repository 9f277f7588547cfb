"""The colour of a conclusion repeats what its words say."""

from dataclasses import replace

import pytest

from core.terms import Evidence
from core.ui import places, today_verdicts
from core.ui.today_verdicts import tone
from core.verdicts import Claim
from core.verdicts.model import WORSE
from tests.pages.opening import ROOT
from tests.wording.test_verdicts import verdict


@pytest.mark.parametrize("claim", sorted(WORSE))
def test_what_got_worse_is_red_once_it_is_known(claim: Claim) -> None:
    one = replace(verdict(Claim.NET_FELL), claim=claim, level=Evidence.KNOWN)
    assert tone(one) == "bad"
    assert tone(replace(one, level=Evidence.HINT)) == "calm"


def test_what_got_better_and_what_is_unknown_are_not_red() -> None:
    known = replace(verdict(Claim.NET_FELL), level=Evidence.KNOWN)
    assert tone(replace(known, claim=Claim.CHANNEL_MORE)) == "good"
    assert tone(replace(known, claim=Claim.STEADY)) == "good"
    assert tone(replace(known, claim=Claim.STALE)) == "bad"
    assert tone(replace(known, claim=Claim.TOO_FEW)) == "calm"


def test_every_page_that_is_linked_to_is_there() -> None:
    assert all((ROOT / path).exists() for path in places.PAGES.values())
    assert today_verdicts.PAGES is places.PAGES
