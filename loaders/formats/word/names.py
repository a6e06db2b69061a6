"""Names of WordprocessingML, and how attributes of it are read."""

from __future__ import annotations

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of files saved as “Strict Open XML”; its elements are the same."""
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

Element = etree._Element


def w(name: str) -> str:
    """The full name of an element or attribute.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{MAIN}}}{name}"


def value_of(parent: Element | None, path: str, attribute: str = "val") -> str | None:
    """An attribute of the element that a path of names leads to, `None` when either is missing."""
    found = below(parent, path)
    return None if found is None else found.get(w(attribute))


def below(parent: Element | None, path: str) -> Element | None:
    """The first element that a path of names leads to."""
    if parent is None:
        return None
    return parent.find("/".join(w(name) for name in path.split("/")))


def number_of(text: str | None, default: int) -> int:
    """An attribute that should be a whole number.

    >>> number_of("3", 1), number_of("x", 1), number_of(None, 0)
    (3, 1, 0)
    """
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def is_on(parent: Element | None, name: str) -> bool:
    """Whether a switch (an element that may say `off`) is set."""
    switch = below(parent, name)
    return switch is not None and switch.get(w("val"), "true") not in ("0", "false", "off", "none")
