"""What a clerk can tell of an ID number or a phone by looking at it, and how much of it others may see."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCES = frozenset(
    str(code)
    for span in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83), (91, 91))
    for code in range(span[0], span[1] + 1)
)
TWO_CHARACTER_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "司徒",
        "令狐",
        "夏侯",
        "宇文",
        "长孙",
        "轩辕",
        "端木",
        "南宫",
        "独孤",
        "申屠",
        "呼延",
    ]
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})(\d{7,8})")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_GAPS = re.compile(r"[\s\-‐‑–—－_·.()（）]+")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)")


def _bare(text: str) -> str:
    """The text in half width with the gaps people leave between groups of digits taken out."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", text))


def check_digit(first17: str) -> str:
    """The 18th character that GB 11643-1999 puts after these 17 digits."""
    return _CHECK[(_region_sum(first17[:6]) + _weighted(first17[6:14], 6) + _order_sum(first17[14:])) % 11]


def check_id_number(text: str) -> str | None:
    """The 18-character ID number (X upper case), or None unless province, birth date and check digit are right.

    GB 11643-1999. Full-width digits and gaps are forgiven, a wrong digit is not.
    """
    bare = text
    if len(bare) != 18 or not bare.isascii() or not bare[:17].isdigit() or bare[17] == "x":
        bare = _bare(text).upper()
        if len(bare) != 18 or not bare.isascii() or not bare[:17].isdigit():
            return None
    born = _birth_sum(bare[6:14])
    if born is None or bare[:2] not in _PROVINCES:
        return None
    check = _CHECK[(_region_sum(bare[:6]) + born + _order_sum(bare[14:17])) % 11]
    return bare if check == bare[17] else None


def _weighted(digits: str, start: int) -> int:
    return sum(int(digit) * _WEIGHTS[place] for place, digit in enumerate(digits, start))


# A payment file holds a million numbers but few regions, birth dates and orders: each part is weighed once.
@lru_cache(maxsize=4096)
def _region_sum(digits: str) -> int:
    return _weighted(digits, 0)


@lru_cache(maxsize=65536)
def _birth_sum(digits: str) -> int | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return _weighted(digits, 6) if 1800 <= born.year < 2100 else None


@lru_cache(maxsize=1000)
def _order_sum(digits: str) -> int:
    return _weighted(digits, 14)


def check_phone(text: str, area: str = "") -> str | None:
    """The number as it is dialled: ``13812345678`` or ``0358-3022222``; None when it is neither.

    ``area`` (such as ``0358``) completes a local landline said without its area code.
    """
    if len(text) == 11 and text[0] == "1" and text[1] in "3456789" and text.isascii() and text.isdigit():
        return text
    bare = _COUNTRY.sub("", _bare(text)).lstrip("+")
    if _MOBILE.fullmatch(bare):
        return bare
    if area and _LOCAL.fullmatch(bare):
        bare = area + bare
    landline = _LANDLINE.fullmatch(bare)
    if landline is None or landline[2][0] in "01":
        return None
    return f"{landline[1]}-{landline[2]}"


def born_on(id_number: str) -> date:
    """The birth date inside a checked ID number."""
    return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))


def age(id_number: str, on: date) -> int:
    """Full years of age on that day (周岁)."""
    born = born_on(id_number)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def tail(text: str, length: int = 4) -> str:
    """The last characters of a number, as people quote it (尾号)."""
    return text[-length:] if text else ""


def mask_name(name: str) -> str:
    """The surname and a star for each further character: 王** , 欧阳*."""
    name = name.strip()
    kept = 2 if len(name) > 2 and name[:2] in TWO_CHARACTER_SURNAMES else 1
    return name[:kept] + "*" * max(len(name) - kept, 1 if name else 0)


def mask_phone(phone: str) -> str:
    """The number without its middle: 138****5678, 0358-****222."""
    area, dash, number = phone.rpartition("-")
    if dash:
        return f"{area}-****{number[-3:]}"
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)


def mask_id(id_number: str) -> str:
    """The division it was issued in and its tail; birth date and order are hidden: 141121********1234."""
    return f"{id_number[:6]}********{id_number[-4:]}" if len(id_number) == 18 else "*" * len(id_number)
