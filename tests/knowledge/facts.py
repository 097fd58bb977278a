"""The facts that the packs rest on, and what a text says beyond them."""

import re
from dataclasses import dataclass, field

import yaml

_ARTICLE = re.compile(r"第([一二三四五六七八九十]+(?:[、至][一二三四五六七八九十]+)*)条")
_COUNTED = re.compile(r"([二两三四五六七八九十]+)(?:个月|个工作日|天|日内|周岁|倍|次)")
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass
class Facts:
    """What each document is known to say: figures and articles, by document number or title."""

    figures: dict[str, set[str]] = field(default_factory=dict)
    articles: dict[str, set[str]] = field(default_factory=dict)
    papers: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, folder):
        """The facts of the shared folder."""
        found = cls()
        last = ""
        for fact in yaml.safe_load((folder / "data" / "facts.yaml").read_text("utf-8"))["facts"]:
            last = last if fact["doc_no"] == "同上" else fact["doc_no"]
            told = " ".join(str(fact.get(name)) for name in ("amount", "unit", "audience", "quote", "note"))
            found.papers.add(last)
            for name in (last, fact["source_title"]):
                found.figures.setdefault(name, set()).update(_figures(told))
                found.articles.setdefault(name, set()).update(_span(str(fact.get("article", ""))))
        return found

    def beyond(self, text, legal, sources, known=frozenset()):
        """What the two views say that no fact of their documents holds: figures, and articles of no fact.

        ``known`` are numbers that need no document: the national hotlines.
        """
        names = [name for each in sources for name in self.figures if _same(name, each)]
        figures = set(known).union(*(self.figures[name] for name in names))
        articles = set().union(*(self.articles[name] for name in names))
        bare = self._without_papers(legal, sources)
        said = _figures(text) | _figures(bare)
        cited = {str(one) for found in _ARTICLE.findall(legal) for one in _listed(found)}
        own = {one for each in sources for one in _span(each.article)}
        return sorted(said - figures) + sorted(f"第{one}条" for one in (cited | own) - articles)

    def _without_papers(self, legal, sources):
        for paper in sorted({*self.papers, *(each.doc_no for each in sources)}, key=len, reverse=True):
            for part in re.split(r"[；（]", paper) if paper else ():
                legal = legal.replace(part.rstrip("）"), "") if len(part) > 4 else legal
        return legal


def _same(name, source):
    return (bool(source.doc_no) and source.doc_no in name) or source.title in name


def _figures(words):
    found = set(re.findall(r"\d+(?:\.\d+)?", words))
    return found | {str(_number(chars)) for chars in _COUNTED.findall(words)}


def _number(chars):
    tens, ten, ones = chars.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + (_DIGITS[ones] if ones else 0)


def _span(article):
    first, _, last = article.partition("-")
    return {str(one) for one in range(int(first), int(last or first) + 1)} if first.isdigit() else set()


def _listed(chars):
    parts = [_number(each) for each in re.split("[、至]", chars)]
    return range(parts[0], parts[-1] + 1) if "至" in chars else parts
