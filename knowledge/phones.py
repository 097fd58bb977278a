"""Phones and ID numbers in a sentence, typed with gaps or said digit by digit: 幺三八 一二三四 五六七八."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.identity import check_id_number, check_phone

_RUN = re.compile(r"[+(]?\d[\d\- .()]{5,46}[\dXx]")
_GAPS = re.compile(r"[\- .(),、]+")
_SPOKEN = "零〇一二两三四五六七八九幺洞拐"
_AS_DIGITS = str.maketrans(_SPOKEN, "00122345678910" + "7")
_SPOKEN_SIGN = re.compile("[零〇一二三四五六七八九幺]{3}")
_SPOKEN_RUN = re.compile(rf"[{_SPOKEN}\d](?:[ ,、\-.]?[{_SPOKEN}\d]){{9,25}}")
_ID, _MOBILE, _LANDLINES = 18, 11, (12, 11, 10)


def numbers_in(text: str) -> Iterator[tuple[str, str]]:
    """("phone" | "id_number", number) in the order of the text.

    A run of digits counts only when all of it is made of such numbers: no phone is cut out of a bank card or out of a
    mistyped ID number.
    """
    for match in _RUN.finditer(text):
        yield from _whole(match[0])
    if _SPOKEN_SIGN.search(text) is not None:
        for match in _SPOKEN_RUN.finditer(text):
            if not match[0].isascii():
                yield from _whole(match[0].translate(_AS_DIGITS))


def _whole(run: str) -> Iterator[tuple[str, str]]:
    """The numbers of a run, or none when something is left over; parts that gaps set apart may stand alone."""
    found = _parted(_GAPS.sub("", run).lstrip("+"))
    if found is None and " " in run:
        pieces = [_parted(_GAPS.sub("", piece).lstrip("+")) for piece in run.split(" ")]
        found = [one for piece in pieces for one in piece or ()]
    yield from found or ()


def _parted(digits: str) -> list[tuple[str, str]] | None:
    if not digits:
        return []
    number = check_id_number(digits[:_ID])
    if number is not None and (rest := _parted(digits[_ID:])) is not None:
        return [("id_number", number), *rest]
    for size in (len(digits), _MOBILE, *_LANDLINES):
        if size <= len(digits) and (phone := check_phone(digits[:size])):
            rest = _parted(digits[size:])
            if rest is not None:
                return [("phone", phone), *rest]
    return None
