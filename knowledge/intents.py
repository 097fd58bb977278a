"""What a resident can want of the account, and which wants are handled alike."""

from __future__ import annotations

from typing import Literal, get_args

Intent = Literal[
    "ask_standard",
    "ask_eligibility",
    "ask_materials",
    "ask_process",
    "ask_contact",
    "ask_time_limit",
    "ask_policy",
    "query_payment",
    "query_progress",
    "ask_stop_reason",
    "report_change",
    "seek_help",
    "report_clue",
    "complaint",
    "anti_fraud",
    "privacy_request",
    "emergency",
    "self_harm",
    "violence_abuse",
    "human_agent",
    "smalltalk",
    "insult",
    "out_of_scope",
    "unclear",
]
INTENTS: tuple[Intent, ...] = get_args(Intent)

Crisis = Literal["emergency", "self_harm", "violence_abuse"]
CRISES: tuple[Crisis, ...] = get_args(Crisis)

# Intents of one family are handled alike: a mistake within it still gives the resident what she needs.
FAMILIES: dict[str, str] = {
    "ask_standard": "answer",
    "ask_eligibility": "answer",
    "ask_materials": "answer",
    "ask_process": "answer",
    "ask_contact": "answer",
    "ask_time_limit": "answer",
    "ask_policy": "answer",
    "query_payment": "own_case",
    "query_progress": "own_case",
    "ask_stop_reason": "own_case",
    "report_change": "change",
    "seek_help": "help",
    "report_clue": "help",
    "complaint": "complaint",
    "anti_fraud": "anti_fraud",
    "privacy_request": "privacy",
    "emergency": "crisis",
    "self_harm": "crisis",
    "violence_abuse": "crisis",
    "human_agent": "human",
    "smalltalk": "talk",
    "insult": "talk",
    "out_of_scope": "outside",
    "unclear": "talk",
}

NAMES: dict[str, str] = {
    "ask_standard": "问金额标准",
    "ask_eligibility": "问能不能享受",
    "ask_materials": "问要带什么材料",
    "ask_process": "问怎么申请、怎么办",
    "ask_contact": "问去哪办、电话、时间",
    "ask_time_limit": "问多久、哪天发",
    "ask_policy": "问政策规定",
    "query_payment": "问钱到没到",
    "query_progress": "问办到哪一步",
    "ask_stop_reason": "问为什么停、为什么不批",
    "report_change": "报家里的变动",
    "seek_help": "自己家有困难来求助",
    "report_clue": "替别人反映困难",
    "complaint": "投诉举报",
    "anti_fraud": "问收费、真假、是不是骗子",
    "privacy_request": "要别人的信息",
    "emergency": "眼下有危险",
    "self_harm": "有轻生的话",
    "violence_abuse": "有人被打、被关、被侵害",
    "human_agent": "要人工、要回电",
    "smalltalk": "打招呼、闲聊",
    "insult": "骂人的话",
    "out_of_scope": "不归社会救助管",
    "unclear": "听不出要问什么",
}


def family(intent: str) -> str:
    """The kind of handling an intent gets."""
    return FAMILIES[intent]
