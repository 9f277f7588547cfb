"""The order file that is lacking, in words."""

import pytest

from core import i18n
from core.services.lacking import Lack, Lacking
from core.terms import Mall
from core.wording import exports
from core.wording.lacking import ORDER_FILE, lacking
from tests.wording import copy_rules


@pytest.mark.parametrize("what", Lack)
def test_the_file_that_is_lacking_is_named(what):
    with i18n.speaking("ko"):
        said, name = lacking(Lacking(what, (Mall.COUPANG, Mall.CAFE24))), exports.name(ORDER_FILE)
    assert name in said
    assert ("쿠팡, 카페24" in said) is (what is not Lack.CLAIMS_ALONE)
    assert copy_rules.faults_on_screen(said) == []
