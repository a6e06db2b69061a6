"""The parts of a .docx package: its text, and what its text refers to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.errors import BrokenFile
from loaders.formats.packed import Packed, parse_xml
from loaders.formats.word.names import MAIN, STRICT, Element, w

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCUMENT = "/officeDocument"
_USUAL = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Parts:
    """The body, the definitions of styles and numbers, and the notes by kind and id."""

    body: Element
    styles: Element | None
    numbering: Element | None
    notes: Mapping[tuple[str, str], Element]


def open_parts(package: Packed) -> Parts:
    """Read the parts of a package. Raises `BrokenFile` when it has no text."""
    name = _main_part(package)
    root = _part(package, name)
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise BrokenFile(package.path)
    folder = posixpath.dirname(name)
    notes: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        part = _part(package, f"{folder}/{kind}s.xml")
        for note in part.findall(w(kind)) if part is not None else ():
            if note.get(w("type"), "normal") == "normal":
                notes[kind, note.get(w("id"), "")] = note
    return Parts(body, _part(package, f"{folder}/styles.xml"), _part(package, f"{folder}/numbering.xml"), notes)


def _main_part(package: Packed) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations.iterfind(_RELATIONSHIP) if relations is not None else ():
        if relation.get("Type", "").endswith(_DOCUMENT):
            return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    return _USUAL


def _part(package: Packed, name: str) -> Element | None:
    content = package.read(name)
    if content is None:
        return None
    return parse_xml(content.replace(STRICT.encode(), MAIN.encode()), package.path)
