"""The sections of a pack that hold what a bureau's document asks, and the fields of each."""

from __future__ import annotations

from knowledge.procedures import EVENTS, FIELDS
from knowledge.programmes import PROGRAMME_KEYS
from knowledge.schema import Reader, choice, count, flag, keyed, many, record, reference, text, value

_LEVELS = ("county", "township", "village", "departments", "group")
_HARDSHIPS = (
    "illness",
    "disability",
    "unable",
    "disaster",
    "accident",
    "child",
    "elder_alone",
    "hunger",
    "debt",
    "jobless",
    "school",
    "other",
)
_RESULTS = (
    "guided",
    "assisted",
    "applied",
    "referred",
    "relieved",
    "conference",
    "explained",
    "monitoring",
    "not_true",
)
_PERIODS = ("day", "week", "month", "quarter", "half_year", "year")
_CONDITIONS = ("severe_weather", "grave_illness", "lost_self_care", "sudden_hardship", "outbreak")
_DUTIES = (
    "screening",
    "follow_up",
    "spot_check",
    "training",
    "publicity",
    "supervision",
    "feedback",
    "report",
    "other",
)
_PRACTICES = (
    "agency",
    "push",
    "face_to_face",
    "audio",
    "video",
    "guide",
    "booklet",
    "led_screen",
    "qr_code",
    "plain_sheet",
    "text_message",
    "family_sheet",
    "kit",
    "visits",
    "column",
    "grid",
    "forms",
    "campaign",
    "platform",
    "fast_track",
)
_SOURCE = reference("sources")
_SETTING = reference("open_settings")
_LEVEL = choice(*_LEVELS)
_EVENT = choice(*EVENTS)
_FIELD = choice(*FIELDS)
_PROGRAMME = choice(*PROGRAMME_KEYS)
_EVERY = choice(*_PERIODS, "once", "at_once", "irregular")
_OPEN = {"setting": _SETTING, "note": text, "ours": flag}

RULE_SECTIONS: dict[str, Reader] = {
    "target_groups": keyed(
        record(
            {"name": text, "says": text, "source": _SOURCE},
            {"hardships": many(choice(*_HARDSHIPS)), "must_visit": flag, "note": text},
        )
    ),
    "clue_sources": keyed(record({"name": text, "level": _LEVEL, "source": _SOURCE})),
    "linkage": keyed(record({"level": _LEVEL, "name": text, "duties": many(text), "source": _SOURCE})),
    "teams": keyed(record({"name": text, "does": text, "source": _SOURCE}, {"note": text})),
    "visits": keyed(
        record(
            {"name": text, "whom": text, "who": text, "every": _EVERY, "source": _SOURCE},
            {
                "times": count,
                "groups": many(reference("target_groups")),
                "programmes": many(_PROGRAMME),
                "conditions": many(choice(*_CONDITIONS)),
                "scattered": flag,
                **_OPEN,
            },
        )
    ),
    "comparisons": keyed(
        record(
            {"name": text, "whom": text, "who": _LEVEL, "every": _EVERY, "back_to": _LEVEL, "source": _SOURCE},
            {
                "departments": many(text),
                "month": count,
                "threshold": count,
                "threshold_unit": text,
                "uncovered": flag,
                **_OPEN,
            },
        )
    ),
    "hardship_classes": keyed(record({"name": text, "says": text, "source": _SOURCE}, {"note": text, "ours": flag})),
    "ledgers": keyed(
        record(
            {"name": text, "level": _LEVEL, "columns": many(text), "source": _SOURCE},
            {"period": choice(*_PERIODS), "zero_report": flag, "whom": text, "until": text, **_OPEN},
        )
    ),
    "outcome_paths": keyed(
        record(
            {"name": text, "when": text, "does": text, "result": choice(*_RESULTS), "source": _SOURCE}, {"note": text}
        )
    ),
    "statutory_steps": keyed(
        record(
            {
                "name": text,
                "programme": text,
                "starts": _EVENT,
                "ends": _EVENT,
                "unit": choice("workdays", "days", "months", "at_once"),
                "who": text,
                "source": _SOURCE,
            },
            {"amount": count, "within": reference("statutory_steps"), "people": count, "when": text, **_OPEN},
        )
    ),
    "paydays": keyed(
        record(
            {"starts": choice("this_month", "next_month"), "source": _SOURCE},
            {"day": count, "setting": _SETTING, "note": text},
        ),
        *PROGRAMME_KEYS,
    ),
    "spot_checks": keyed(
        record(
            {"name": text, "whom": text, "who": _LEVEL, "source": _SOURCE},
            {
                "share": count,
                "way": choice("any", "on_site"),
                "part_of": reference("spot_checks"),
                "programme": _PROGRAMME,
                "within_days": count,
                "feedback": flag,
                "setting": _SETTING,
                "note": text,
            },
        )
    ),
    "public_notices": keyed(
        record(
            {"name": text, "programme": _PROGRAMME, "starts": _EVENT, "source": _SOURCE},
            {
                "shows": many(_FIELD),
                "never": many(_FIELD),
                "places": many(text),
                "by": many(_LEVEL),
                "both_places": flag,
                "ends": _EVENT,
                "at_least": count,
                "unit": choice("days", "months"),
                "setting": _SETTING,
                "note": text,
            },
        )
    ),
    "audiences": keyed(record({"name": text, "source": _SOURCE})),
    "notice_contents": keyed(
        record(
            {
                "name": text,
                "parts": many(record({"text": text, "to": many(reference("audiences"))})),
                "source": _SOURCE,
            },
            {"keep_current": flag, "note": text},
        )
    ),
    "channels": keyed(
        record(
            {
                "name": text,
                "use": choice("tell", "hear", "supervise"),
                "way": choice("face_to_face", "information", "hotline"),
                "source": _SOURCE,
            }
        )
    ),
    "practices": keyed(
        record(
            {"name": text, "city": text, "kind": choice(*_PRACTICES), "says": text, "source": _SOURCE},
            {"visits": many(record({"whom": text, "days": count}))},
        )
    ),
    "duties": keyed(
        record(
            {
                "kind": choice(*_DUTIES),
                "name": text,
                "whom": text,
                "who": text,
                "every": _EVERY,
                "source": _SOURCE,
            },
            {"times": count, "when": text, **_OPEN},
        )
    ),
    "rules": keyed(
        record(
            {"topic": text, "text": text, "source": _SOURCE},
            {"value": text, "unit": text, "note": text, "ours": flag},
        )
    ),
    "open_settings": keyed(
        record(
            {"name": text, "question": text, "default": value, "note": text, "source": _SOURCE},
            {"choices": keyed(text), "unit": text},
        )
    ),
}
