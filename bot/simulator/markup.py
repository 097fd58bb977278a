"""The XML of pushes and answers, as nested (tag, value) pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Union
from xml.parsers import expat

Value = Union[str, int, float, "Tree"]
Tree = Sequence[tuple[str, Value]]
Element = list[tuple[str, Union[str, "Element"]]]

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class BadMarkup(Exception):
    """Not the well-formed, entity-free XML that the platform takes."""


def write(tree: Tree) -> str:
    """`<xml>…</xml>` with text in CDATA and numbers bare, as the platform sends it."""
    return f"<xml>{_inner(tree)}</xml>"


def _inner(tree: Tree) -> str:
    return "".join(f"<{tag}>{_value(value)}</{tag}>" for tag, value in tree)


def _value(value: Value) -> str:
    if isinstance(value, str):
        return "<![CDATA[" + _ILLEGAL.sub("", value).replace("]]>", "]]]]><![CDATA[>") + "]]>"
    if isinstance(value, int | float):
        return str(value)
    return _inner(value)


def read(text: str | bytes) -> Element:
    """Children of the `<xml>` root in order; leaves are their text. Raises BadMarkup."""
    parser = expat.ParserCreate()
    stack: list[tuple[str, Element, list[str]]] = []
    root: Element | None = None

    def start(tag: str, _attributes: object) -> None:
        if len(stack) > 20:
            raise BadMarkup("nested too deep")
        stack.append((tag, [], []))

    def end(_tag: str) -> None:
        nonlocal root
        tag, children, words = stack.pop()
        value: str | Element = children if children else "".join(words)
        if stack:
            stack[-1][1].append((tag, value))
        elif tag == "xml" and children:
            root = children

    def words(data: str) -> None:
        if stack:
            stack[-1][2].append(data)

    def refuse(*_anything: object) -> None:
        raise BadMarkup("document types and entities are not taken")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text.encode() if isinstance(text, str) else text, True)
    except (expat.ExpatError, UnicodeError) as error:
        raise BadMarkup(str(error)) from error
    if root is None:
        raise BadMarkup("no <xml> element with content")
    return root


def leaf(element: Element, tag: str) -> str:
    """Text of the first child with this tag, "" when there is none or it has children."""
    for name, value in element:
        if name == tag and isinstance(value, str):
            return value
    return ""


def branch(element: Element, tag: str) -> Element:
    """Children of the first child with this tag, empty when there is none."""
    for name, value in element:
        if name == tag and not isinstance(value, str):
            return value
    return []
