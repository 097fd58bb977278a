"""Every setting is documented where a deployer looks for it."""

import re

from bot.settings import Settings
from tests.house.source import ROOT


def test_the_example_environment_names_exactly_the_settings_there_are():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    told = set(re.findall(r"^#?\s*(ZHUDONG_[A-Z0-9_]+)=", text, re.MULTILINE))
    there = {f"ZHUDONG_{name.upper()}" for name in Settings.model_fields}

    assert told == there, "each setting stands once in .env.example, with a word on what it is for"
