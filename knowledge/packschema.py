"""The sections that a pack may hold, and the fields of each. ``packs/README.md`` describes them for clerks."""

from __future__ import annotations

from knowledge.eligibility import FACTS, NUMBERS
from knowledge.programmes import ASPECTS, PROGRAMME_KEYS
from knowledge.ruleschema import RULE_SECTIONS
from knowledge.schema import Reader, choice, count, day, flag, keyed, many, number, record, reference, span, text, value
from knowledge.script import CALLS, LINES

_SOURCE = reference("sources")
_PROGRAMME = choice(*PROGRAMME_KEYS)
_TITLE = record({"name": text, "title": text}, {"division": text, "sample": flag, "note": text})
_BUREAU = record({}, {"name": text, "short_name": text, "phone": text, "hours": many(span), "address": text})
_PASSAGE = record({"text": text}, {"legal": text, "sources": many(_SOURCE)})
_MENU_LEAF = {"kind": choice("click", "view"), "key": text, "url": text}
_MENU = record({"name": text}, {**_MENU_LEAF, "children": many(record({"name": text}, _MENU_LEAF))})

_CALLS = many(choice(*CALLS))
SCRIPT = record(
    {},
    {
        "lines": keyed(text, *LINES),
        "must_ask": keyed(record({}, {"label": text, "says": text, "flows": _CALLS, "field": text, "urgent": flag})),
        "must_say": keyed(
            record(
                {},
                {
                    "label": text,
                    "says": text,
                    "flows": _CALLS,
                    "content": choice("policy", "standard", "entitlement", "seek_help", "supervision"),
                    "after": flag,
                    "urgent": flag,
                    "source": _SOURCE,
                },
            )
        ),
        "moments": keyed(
            record(
                {},
                {
                    "title": text,
                    "says": many(text),
                    "do": many(text),
                    "never": many(text),
                    "numbers": many(reference("hotlines")),
                    "alerts": flag,
                    "familiar": flag,
                },
            )
        ),
    },
)
"""The words of the hotline; see ``knowledge.script``."""

_CONDITION = record(
    {
        "name": text,
        "no": text,
        "source": _SOURCE,
        "any": many(
            record(
                {"fact": choice(*FACTS, *sorted(NUMBERS))},
                {"one_of": many(text), "at_least": number, "below": number, "below_standard": number},
            )
        ),
    },
    {"leads": _PROGRAMME},
)
_CHECK = record(
    {},
    {
        "verify": text,
        "next": many(_PROGRAMME),
        "together": flag,
        "conditions": keyed(_CONDITION),
        "ways": keyed(record({"all": many(text)}, {"yes": text})),
    },
)

SECTIONS: dict[str, Reader] = {
    "pack": _TITLE,
    "bureau": _BUREAU,
    "sources": keyed(
        record(
            {"title": text},
            {
                "doc_no": text,
                "effective_from": text,
                "address": text,
                "review": choice("reviewed", "unreviewed", "sample"),
            },
        )
    ),
    "hotlines": keyed(record({"name": text, "for_what": text, "source": _SOURCE}, {"note": text, "words": many(text)})),
    "programmes": keyed(
        record(
            {},
            {
                "name": text,
                "aliases": many(text),
                "department": text,
                "must_say": many(text),
                "passages": keyed(_PASSAGE, *ASPECTS),
            },
        ),
        *PROGRAMME_KEYS,
    ),
    "entries": keyed(
        record(
            {"answer": text},
            {
                "title": text,
                "questions": many(text),
                "programme": _PROGRAMME,
                "legal": text,
                "sources": many(_SOURCE),
            },
        )
    ),
    "checks": keyed(_CHECK, *PROGRAMME_KEYS),
    "standards": many(
        record(
            {
                "programme": _PROGRAMME,
                "category": many(text),
                "name": text,
                "amount": number,
                "unit": text,
                "from": day,
                "source": _SOURCE,
            },
            {
                "region": text,
                "to": day,
                "published": day,
                "kind": choice("standard", "floor", "reference"),
                "review": choice("reviewed", "unreviewed", "sample"),
                "note": text,
                "passage": text,
            },
        )
    ),
    "expected": many(record({"programme": _PROGRAMME, "category": many(text), "name": text})),
    "windows": keyed(
        record({"name": text}, {"address": text, "phone": text, "hours": many(span), "duties": many(text)})
    ),
    **RULE_SECTIONS,
    "appeals": keyed(record({"name": text, "says": text, "source": _SOURCE}, {"within": text, "number": text})),
    "clocks": keyed(
        record(
            {"name": text, "amount": number, "unit": choice("workdays", "hours", "days"), "source": _SOURCE},
            {"starts": choice("opened", "accepted", "verified", "referred")},
        )
    ),
    "divisions": keyed(record({"name": text}, {"aliases": many(text)})),
    "points": keyed(record({"latitude": number, "longitude": number}, {"source": _SOURCE})),
    "staff": keyed(
        record(
            {
                "name": text,
                "role": choice("assistant", "grid", "township", "county"),
                "division": reference("divisions"),
                "phone": text,
                "openid": text,
            },
            {"duties": many(text), "deputy": reference("staff")},
        )
    ),
    "residents": keyed(
        record(
            {"name": text, "id_number": text, "phone": text, "place": reference("divisions")},
            {
                "openid": text,
                "programmes": many(_PROGRAMME),
                "account_tail": text,
                "bound": flag,
                "note": text,
                "entitlements": keyed(
                    record(
                        {"since": day},
                        {
                            "amount": number,
                            "pay_day": count,
                            "stopped_on": day,
                            "stop_reason": text,
                            "decided_by": text,
                            "per": choice("month", "time"),
                            "covered": count,
                        },
                    ),
                    *PROGRAMME_KEYS,
                ),
                "household": text,
                "looks_after": keyed(text),
            },
        )
    ),
    "accounts": keyed(
        record(
            {"name": text, "role": choice("operator", "township", "county", "admin")},
            {"division": text, "staff": reference("staff")},
        )
    ),
    "menu": many(_MENU),
    "templates": keyed(
        record(
            {"template_id": text, "title": text, "fields": keyed(text)}, {"labels": keyed(text), "subscription": flag}
        )
    ),
    "wording": keyed(text),
    "languages": many(text),
    "settings": keyed(value),
    "script": SCRIPT,
}

PACK_FILE: Reader = record({}, SECTIONS)
