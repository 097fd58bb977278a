"""Invented people whom every test may call by name. 王奶奶 and 李师傅 live in the sample county 示范县."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dialogs.scene import EntitlementView, PaymentView, PersonView, ResidentView


@dataclass(frozen=True)
class Colleague:
    """Somebody who works with the console."""

    username: str
    name: str
    role: str
    division: str


WANG = ResidentView(bound=True, name="王秀英", phone="15400000001", place="999901200201")
"""王奶奶: bound, of 北张村, receives 低保 and 高龄津贴."""

WANG_PAID = (
    PaymentView("dibao", "低保金", "2026-11", Decimal(620), date(2026, 11, 10), "0001"),
    PaymentView("gaoling", "高龄津贴", "2026-11", Decimal(50), date(2026, 11, 10), "0001"),
    PaymentView("dibao", "低保金", "2026-10", Decimal(620), date(2026, 10, 10), "0001"),
)

WANG_ENTITLED = (
    EntitlementView("dibao", "低保金", date(2024, 3, 1), Decimal(620), "每月10日"),
    EntitlementView("gaoling", "高龄津贴", date(2026, 10, 1), Decimal(50), "以往多在每月10日", by_payments=True),
)

ZHANG = ResidentView(bound=True, name="张桂兰", phone="15400000003", place="999901100201")
"""张奶奶: bound, of 大槐树村, receives 特困; her 低保 was stopped when that began."""

ZHANG_PAID = tuple(
    PaymentView("tekun", "特困供养金", f"2026-{month:02}", Decimal(amount), date(2026, month, 10), "0003")
    for month, amount in ((11, 1030), (10, 1030), (9, 1030), (8, 860))
)

ZHANG_ENTITLED = (
    EntitlementView("tekun", "特困供养金", date(2026, 8, 1), Decimal(1030), "每月10日"),
    EntitlementView(
        "dibao",
        "低保金",
        date(2023, 1, 1),
        Decimal(620),
        "每月10日",
        stopped_on=date(2026, 7, 31),
        stop_reason="转为特困供养，两样只能享受一样（示例）",
        decided_by="示范县民政局（示例）",
    ),
)

ZHAO_QIANG = ResidentView(bound=True, name="赵强", phone="15400000007", place="999901100001")
"""老赵: bound; his 低保 was stopped and nobody wrote down why."""

ZHAO_ENTITLED = (
    EntitlementView("dibao", "低保金", date(2022, 5, 1), Decimal(760), "每月10日", stopped_on=date(2026, 9, 30)),
)

LI = ResidentView()
"""李师傅: follows the account, never bound."""

ZHAO = Colleague("xiaozhao", "小赵", "operator", "999901")
"""小赵 answers the hotline."""

QIAN = Colleague("laoqian", "老钱", "supervisor", "999901")
"""老钱 supervises the county."""

SUN = Colleague("waixian", "外县小孙", "operator", "141121")
"""外县小孙 works in another county and must see nothing."""

SON = ResidentView(bound=True, name="王秀英", phone="15400000001", place="999901200201", agent_of="母亲")
"""王奶奶的儿子: bound for his mother."""

ZHANG_SHAN_PAID = (PaymentView("tekun", "特困供养金", "2026-11", Decimal(1030), date(2026, 11, 10), "0004"),)
ZHANG_SHAN_ENTITLED = (
    EntitlementView("tekun", "特困供养金", date(2025, 1, 1), Decimal(1030), "每月10日"),
    EntitlementView(
        "canji",
        "残疾人两项补贴",
        date(2023, 1, 1),
        Decimal(80),
        "每月10日",
        stopped_on=date(2026, 6, 30),
        stop_reason="残疾证到期没有换（示例）",
        decided_by="北张乡政府（示例）",
    ),
)
MOTHER = PersonView(11, "王秀英", "15400000001", "999901200201", "妈妈", WANG_PAID, WANG_ENTITLED)
FATHER = PersonView(12, "张树根", "15400000011", "999901200201", "爸爸", ZHANG_SHAN_PAID, ZHANG_SHAN_ENTITLED)
HERSELF = PersonView(13, "张小梅", "15400000012", "999901100201")

_FIVE = tuple(
    PersonView(30 + number, f"示例{number}", agent_of=who)
    for number, who in enumerate(("爷爷", "奶奶", "爸爸", "妈妈", "姑姑"))
)

PEOPLE = {"五口人": _FIVE, "小梅": (MOTHER, FATHER), "小梅也绑了自己": (MOTHER, FATHER, HERSELF)}
"""小梅 looks after both parents from one phone, and may be bound for herself too; whose money is meant is asked."""

RESIDENTS = {
    "王奶奶的儿子": (SON, WANG_PAID),
    "王奶奶": (WANG, WANG_PAID),
    "李师傅": (LI, ()),
    "张奶奶": (ZHANG, ZHANG_PAID),
    "老赵": (ZHAO_QIANG, ()),
}
ENTITLED = {"王奶奶的儿子": WANG_ENTITLED, "王奶奶": WANG_ENTITLED, "张奶奶": ZHANG_ENTITLED, "老赵": ZHAO_ENTITLED}
