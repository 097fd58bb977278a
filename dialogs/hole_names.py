"""What the holes of our lines are filled with, for a clerk."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

HOLE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "summary": "已经说过的各项",
        "person": "说的是谁（您、您母亲、这位老乡）",
        "place": "前面说的地方",
        "whom": "谁的（妈妈王秀英的），只有一位时空着",
        "shield": "反映别人时，怎么替反映人保密",
        "programmes": "可能用得上的项目",
        "first": "急难时先救助、在哪里办",
        "head": "“登记好了”或“先前登记过”",
        "no": "编号",
        "owner": "负责人和电话",
        "when": "什么时候",
        "latest": "最晚什么时候",
        "day": "答应的日期",
        "call": "急了直接拨哪个电话",
        "where": "打到哪个电话",
        "name": "姓名",
        "what": "现在领着什么",
        "money": "是哪一笔钱",
        "window": "窗口电话",
        "title": "办的是哪件事",
        "hint": "怎么答的提示",
        "county": "县名",
    }
)
"""Holes that mean the same wherever they stand; a group or a flow tells of its own beside its lines."""
