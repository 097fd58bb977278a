"""What a line keeps saying however a bureau words it: that nothing is decided yet, how sure a number is, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEPT: tuple[tuple[str, str, str], ...] = (
    ("核实为准", "核实为准", "够不够、发多少，要核实了才算"),
    ("以民政局为准", "为准", "这个数不是定数"),
    ("不是决定", "不是决定", "这里的话不算数，批不批由乡镇、县里定"),
    ("照样可以申请", "可以申请", "觉得不对的人，还可以申请"),
    ("可能(?:符合|不够|够得上|用得上)", "可能", "我们不能替人定"),
    ("一般不够", "一般", "我们不能替人定"),
    ("说不准", "说不准|不一定|还?不能定", "我们不能替人定"),
    ("只是照标准算", "算", "这是照标准算的账，不是批下来的钱"),
    ("示例", "示例", "群众要知道这不是真的标准"),
    ("待核对", "待核对", "群众要知道这个数还没经确认"),
    ("没经民政局确认", "[没未].{0,6}确认", "群众要知道这个数还没经确认"),
    ("最低数", "最低", "这不是当地实际发的数"),
    ("没有登记", "没有?|未|还?不知道", "没有的数，要说没有"),
    ("不收钱", "不收钱|不要钱|免费", "求助是不收钱的"),
    ("保密", "保密|不告诉|不转给", "举报的人要受保护"),
    ("不转给被反映的人", "不.{0,6}(?:被反映|被举报)", "举报的人要受保护"),
)
"""What our words say, what the bureau's have to say then, and why."""
_PROMISE = re.compile(
    r"(?:一定|肯定|保证|必定|(?<![标核批])准|包您?)(?:就?(?:能|会|可以|给|够|领|发|批|符合)|没问题)|放心领|就能领到"
)
_SPAN = re.compile(r"\d+\s*(?:个?工作日|天|小时|分钟|个月|年)")


def dropped(ours: str, theirs: str) -> Iterator[str]:
    """What our line says, theirs does not and has to, each with the reason, in words for a clerk."""
    for said, needed, why in _KEPT:
        found = re.search(said, ours)
        if found and not re.search(needed, theirs):
            yield f"原来的话里有“{found[0]}”，意思不能去掉：{why}。"
    for span in dict.fromkeys(found[0] for found in _SPAN.finditer(ours)):
        if span not in theirs:
            yield f"原来的话里有“{span}”，不能去掉，也不能改。"


def promised(ours: str, theirs: str) -> str:
    """A promise in their words that ours do not make; empty for none."""
    return next((found[0] for found in _PROMISE.finditer(theirs) if found[0] not in ours), "")
