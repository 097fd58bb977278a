"""Five invented people whom every test may call by name. 王奶奶 and 李师傅 live in the sample county 示范县."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dialogs.scene import PaymentView, ResidentView


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

LI = ResidentView()
"""李师傅: follows the account, never bound."""

ZHAO = Colleague("xiaozhao", "小赵", "operator", "999901")
"""小赵 answers the hotline."""

QIAN = Colleague("laoqian", "老钱", "supervisor", "999901")
"""老钱 supervises the county."""

SUN = Colleague("waixian", "外县小孙", "operator", "141121")
"""外县小孙 works in another county and must see nothing."""

RESIDENTS = {"王奶奶": (WANG, WANG_PAID), "李师傅": (LI, ())}
