"""What a text message says besides its letter: there is nothing to tap in it, so it names a number to call."""

from __future__ import annotations

NUMBER = "编号{no}"
QUESTIONS = "有疑问请打{phone}。"
