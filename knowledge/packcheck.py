"""What must hold in a pack once it is merged: keys that exist, numbers with a source, words that are plain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.eligibility import FACTS, NUMBERS, UNKNOWN
from knowledge.packfile import LEVELS, PackFolder, chain_of, merged
from knowledge.plainness import faults_of_wording, unsourced_number
from knowledge.programmes import PROGRAMME_KEYS
from knowledge.ruleschema import RULE_SECTIONS
from knowledge.schema import PackProblem
from knowledge.scriptcheck import script_problems

_MENU_BYTES = {"top": 16, "child": 60, "key": 128, "url": 1024}


def problems_of(name: str, folders: Mapping[str, PackFolder]) -> tuple[PackProblem, ...]:
    """Every mistake of a pack and of the packs it inherits from, in the order of files and lines."""
    chain = tuple(folders[each] for each in chain_of(name, folders))
    written = [problem for pack in chain for problem in pack.problems]
    if written:
        return tuple(written)
    own = folders[name]
    content = merged(chain)
    found = [*_head(own), *_references(chain, content), *_words(own, content), *_menu(own), *_programmes(own, content)]
    found += [
        *_ours(own),
        *_choices(own, content),
        *_asked(own, content),
        *script_problems(own, content),
        *_checks(own, content),
    ]
    return tuple(sorted(found, key=lambda problem: (problem.file, problem.line)))


def _head(pack: PackFolder) -> Iterator[PackProblem]:
    if not (pack.division.isdigit() or not pack.division) or len(pack.division) not in LEVELS:
        yield pack.problem(("pack", "division"), f"“{pack.division}”不是区划代码，应为 2、4、6、9 或 12 位数字")
    head = pack.sections["pack"]
    if head.get("name") != pack.name:
        yield pack.problem(("pack", "name"), f"代号“{head.get('name')}”要和文件夹名“{pack.name}”一样")
    for code in _section(pack.sections, "windows"):
        if not code.startswith(pack.division):
            yield pack.problem(("windows", code), f"窗口 {code} 不在本地区 {pack.division} 之内")
    yield from _points(pack)
    if not pack.sample:
        for section in ("staff", "residents", "accounts", "divisions"):
            if pack.sections.get(section):
                yield pack.problem((section,), f"只有示例政策包可以写“{section}”，真实人员在系统里登记")


def _points(pack: PackFolder) -> Iterator[PackProblem]:
    for code, point in _section(pack.sections, "points").items():
        at = ("points", code)
        if not point:
            continue
        if not code.startswith(pack.division) or len(code) not in LEVELS:
            yield pack.problem(at, f"坐标 {code} 不在本地区 {pack.division} 之内")
        if not (3 <= point["latitude"] <= 54 and 73 <= point["longitude"] <= 136):
            yield pack.problem(at, "坐标不在国内，latitude 写纬度（3 到 54），longitude 写经度（73 到 136）")
        if not pack.sample and not point.get("source"):
            yield pack.problem(at, "坐标要写出处（source）")


def _references(chain: tuple[PackFolder, ...], content: Mapping[str, Any]) -> Iterator[PackProblem]:
    for pack in chain:
        for reference in pack.references:
            if reference.key not in (content.get(reference.section) or {}):
                words = f"找不到“{reference.key}”，请先在“{reference.section}”里写上它"
                yield PackProblem(reference.file, reference.line, words)


def _words(pack: PackFolder, content: Mapping[str, Any]) -> Iterator[PackProblem]:
    hotlines = set(content.get("hotlines") or ())
    spoken: list[tuple[tuple[str, ...], str, bool]] = []
    for key, programme in _section(pack.sections, "programmes").items():
        for aspect, passage in _section(programme, "passages").items():
            if passage:
                at = ("programmes", key, "passages", aspect, "text")
                spoken.append((at, passage["text"], bool(passage.get("sources"))))
    for key, check in _section(pack.sections, "checks").items():
        for name, condition in _section(check or {}, "conditions").items():
            if condition:
                here = ("checks", key, "conditions", name)
                spoken += [((*here, said), condition[said], True) for said in ("name", "no")]
    for key, entry in _section(pack.sections, "entries").items():
        if entry:
            spoken.append((("entries", key, "answer"), entry["answer"], bool(entry.get("sources"))))
    for path, text, sourced in spoken:
        if (number := unsourced_number(text, hotlines)) and not sourced:
            yield pack.problem(path, f"数字“{number}”没有写出处（sources）")
        for fault in faults_of_wording(text):
            yield pack.problem(path, fault)


def _asked(pack: PackFolder, content: Mapping[str, Any]) -> Iterator[PackProblem]:
    for key, entry in _section(pack.sections, "entries").items():
        lacking = [name for name in ("title", "questions") if entry and not content["entries"][key].get(name)]
        if lacking:
            words = f"缺少字段“{lacking[0]}”；改写上级的同一条才可以不写"
            yield pack.problem(("entries", key), words)


def _checks(pack: PackFolder, content: Mapping[str, Any]) -> Iterator[PackProblem]:
    """A self-check asks for what can be asked, its ways are made of its own conditions, what is near has a check."""
    for key, own in _section(pack.sections, "checks").items():
        at, whole = ("checks", key), _section(content, "checks").get(key)
        if not own or not whole:
            continue
        lacking = [name for name in ("conditions", "ways", "verify") if not whole.get(name)]
        if lacking:
            yield pack.problem(at, f"缺少字段“{lacking[0]}”")
            continue
        for name, way in _section(own, "ways").items():
            for each in (way or {}).get("all", ()):
                if each not in whole["conditions"]:
                    yield pack.problem((*at, "ways", name), f"找不到条件“{each}”，请先在 conditions 里写上它")
        for name, condition in _section(own, "conditions").items():
            for one in (condition or {}).get("any", ()):
                for fault in _faults_of_measure(one):
                    yield pack.problem((*at, "conditions", name), fault)


def _faults_of_measure(one: Mapping[str, Any]) -> Iterator[str]:
    ways = [name for name in ("one_of", "at_least", "below", "below_standard") if one.get(name) is not None]
    if len(ways) != 1:
        yield "每一样要写 one_of、at_least、below、below_standard 里的一个，只写一个"
    elif (ways == ["one_of"]) == (one["fact"] in NUMBERS):
        yield f"“{one['fact']}”是数字，要写 at_least、below 或 below_standard；不是数字的写 one_of"
    for each in one.get("one_of") or ():
        if each == UNKNOWN or each not in FACTS.get(one["fact"], ()):
            yield f"“{one['fact']}”没有“{each}”这种答法，可以写：{'、'.join(FACTS.get(one['fact'], ()))}"


def _ours(pack: PackFolder) -> Iterator[PackProblem]:
    """What we chose ourselves says so and why; a limit has a length; a threshold says what it counts."""
    for section in RULE_SECTIONS:
        for key, rule in _section(pack.sections, section).items():
            if rule and rule.get("ours") and not rule.get("note"):
                yield pack.problem((section, key), "标了 ours: true 的，要写 note 说明为什么这样定")
    for key, step in _section(pack.sections, "statutory_steps").items():
        if step and not step.get("amount") and step.get("unit") != "at_once":
            yield pack.problem(("statutory_steps", key), "时限要写 amount（多少天），当场办的写 unit: at_once")


def _choices(pack: PackFolder, content: Mapping[str, Any]) -> Iterator[PackProblem]:
    """What a bureau chose, and our own default, is among the readings that are offered."""
    known = _section(content, "open_settings")
    for key, one in _section(pack.sections, "open_settings").items():
        if one and one.get("choices") and str(one.get("default")) not in one["choices"]:
            yield pack.problem(("open_settings", key), f"默认值“{one.get('default')}”不在 choices 里")
    for key, chosen in _section(pack.sections, "settings").items():
        offered = (known.get(key) or {}).get("choices")
        if offered and str(chosen) not in offered:
            yield pack.problem(("settings", key), f"“{chosen}”不在可选范围内，可以写：{'、'.join(offered)}")


def _menu(pack: PackFolder) -> Iterator[PackProblem]:
    menu = pack.sections.get("menu") or []
    if len(menu) > 3:
        yield pack.problem(("menu",), f"菜单最多 3 列，现在有 {len(menu)} 列")
    for index, item in enumerate(menu):
        at = ("menu", str(index))
        children = item.get("children") or []
        if len(children) > 5:
            yield pack.problem(at, f"“{item['name']}”下面最多 5 项，现在有 {len(children)} 项")
        for each, limit in ((item, "top"), *((child, "child") for child in children)):
            if len(each["name"].encode()) > _MENU_BYTES[limit]:
                yield pack.problem(at, f"菜单名“{each['name']}”太长，最多 {_MENU_BYTES[limit]} 个字节")
            for field in ("key", "url"):
                if len(each.get(field, "").encode()) > _MENU_BYTES[field]:
                    yield pack.problem(at, f"“{each['name']}”的 {field} 太长，最多 {_MENU_BYTES[field]} 个字节")
            if not children or each is not item:
                wanted = {"click": "key", "view": "url"}.get(each.get("kind", ""))
                if wanted is None or not each.get(wanted):
                    yield pack.problem(at, f"“{each['name']}”要写 kind: click 加 key，或 kind: view 加 url")


def _programmes(pack: PackFolder, content: Mapping[str, Any]) -> Iterator[PackProblem]:
    programmes = content.get("programmes") or {}
    for key in PROGRAMME_KEYS:
        if not programmes.get(key, {}).get("name"):
            yield pack.problem(("programmes",), f"缺少救助项目“{key}”")
    called: dict[str, str] = {}
    for key, programme in programmes.items():
        for alias in (programme.get("name", ""), *programme.get("aliases", ())):
            other = called.setdefault(alias, key)
            if other != key:
                mine, theirs = (("programmes", each, "aliases") for each in (key, other))
                path = theirs if theirs in pack.lines and mine not in pack.lines else mine
                yield pack.problem(path, f"叫法“{alias}”同时用在“{key}”和“{other}”上")


def _section(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return content.get(name) or {}
