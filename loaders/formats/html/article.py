"""The article of a web page: where most of its text stands that is no link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_DROPPED = frozenset(
    {
        "script", "style", "noscript", "template", "iframe", "object", "embed", "select", "button", "input",
        "textarea", "svg", "canvas", "video", "audio", "head", "link", "meta",
    }
)
_AROUND = frozenset({"nav", "header", "footer", "aside"})
_INDIVISIBLE = frozenset({"table", "tbody", "tr", "td", "th", "p", "ul", "ol", "dl", "pre", "h1", "h2", "h3"})
"""What is never cut out of its surroundings: the article is what holds these."""
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|footer|foot|breadcrumbs?|crumbs?|sidebar|share|toolbar|pagination|copyright)"
    r"(?:$|[-_\s])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ods|odt|pptx?|zip|rar|7z|csv|ofd)(?:[?#].*)?$", re.IGNORECASE)
_POINTING = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
"""Elements that may lead to a file, and the attribute that says to which."""
_TITLE_NAMES = ("articletitle", "og:title")
SHARE = 0.8
"""How much of the text around it a part must hold to be taken for all of it."""


def article_of(root: HtmlElement) -> HtmlElement:
    """The part of a page that holds its text; the page's furniture is removed from the tree."""
    body = root.find("body") if root.find("body") is not None else root
    _remove_furniture(body)
    weights = _weights(body)
    found = body
    while True:
        inner = max(_children(found), key=lambda child: weights[child], default=None)
        if inner is None or inner.tag in _INDIVISIBLE or weights[inner] < SHARE * weights[found] or not weights[inner]:
            return found
        found = inner


def title_of(root: HtmlElement) -> str | None:
    """The title that a page gives to its article: in its description, else its only first heading, else its own."""
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in _TITLE_NAMES and meta.get("content", "").strip():
            return str(meta.get("content")).strip()
    headings = [heading for heading in root.iter("h1") if heading.text_content().strip()]
    found = headings if len(headings) == 1 else list(root.iter("title"))
    return next((str(element.text_content()).strip() for element in found), None)


def attachments_of(root: HtmlElement) -> list[str]:
    """Links to files, and files shown inside the page, once each: what is printed there and where it leads."""
    found: dict[str, str] = {}
    for element in root.iter(*_POINTING):
        target = (element.get(_POINTING[str(element.tag)]) or "").strip()
        if _FILES.search(target):
            found.setdefault(target, " ".join(element.text_content().split()) or element.get("title") or target)
    return [f"附件：{text}（{target}）" for target, text in found.items()]


def _remove_furniture(body: HtmlElement) -> None:
    """Take out what is not printed, then what its names call furniture, unless it holds half of all that is printed."""
    _drop(element for element in body.iter() if not _is_printed(element))
    weights = _weights(body)
    _drop(element for element in body.iter() if _is_furniture(element) and weights[element] * 2 < weights[body])


def _drop(elements: Iterator[HtmlElement]) -> None:
    for element in list(elements):
        if element.tag != "body" and element.getparent() is not None:
            element.drop_tree()


def _is_printed(element: HtmlElement) -> bool:
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None
    return element.tag not in _DROPPED and not hidden


def _is_furniture(element: HtmlElement) -> bool:
    """Whether an element belongs to the page around a text, by its tag, role, id or class."""
    names = f"{element.get('id', '')} {element.get('class', '')}"
    called = element.tag not in _INDIVISIBLE and _FURNITURE.search(names) is not None
    return called or element.tag in _AROUND or element.get("role") in _ROLES


def _weights(body: HtmlElement) -> dict[HtmlElement, int]:
    """How many characters each element prints outside of links."""
    weights: dict[HtmlElement, int] = {}
    for element in reversed(list(body.iter())):
        own = 0 if element.tag == "a" else len((element.text or "").strip())
        inner = 0 if element.tag == "a" else sum(weights[c] + len((c.tail or "").strip()) for c in _children(element))
        weights[element] = own + inner
    return weights


def _children(element: HtmlElement) -> Iterator[HtmlElement]:
    return (child for child in element if isinstance(child.tag, str))
