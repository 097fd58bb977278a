"""The hotline's script and the flows it runs know each other."""

import pytest

from dialogs.calls import CALL_FLOWS
from knowledge.script import CALLS
from tests.builders import an_office


@pytest.mark.parametrize("name", CALLS)
def test_every_kind_of_call_is_a_flow(name):
    assert CALL_FLOWS[name].name == name


def test_every_flow_on_the_telephone_asks_for_consent_or_registers_nothing():
    script = an_office().pack.script
    for name in ("help", "payment", "complaint", "fraud", "change", "question"):
        assert any(one.key in ("consent", "sealed") for one in script.says(name)), name
