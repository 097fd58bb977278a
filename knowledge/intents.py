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


def family(intent: str) -> str:
    """The kind of handling an intent gets."""
    return FAMILIES[intent]
