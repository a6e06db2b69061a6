"""What goes between the process that reads PDFs and the one that asks: a document or a refusal, as plain JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from loaders import errors
from loaders.errors import LoadError
from loaders.places import Document, Passage, Place


def packed(document: Document) -> dict[str, Any]:
    """A document as plain values."""
    return asdict(document)


def unpacked(values: dict[str, Any]) -> Document:
    """The document of plain values.

    >>> document = Document(path="a", format="pdf", encoding=None, sha256="", passages=(), pages=2, pictures=(1,))
    >>> unpacked(packed(document)) == document
    True
    """
    passages = (
        Passage(**{**passage, "place": Place(**passage["place"]), "cells": tuple(passage["cells"])})
        for passage in values["passages"]
    )
    pages = {name: tuple(values[name]) for name in ("pictures", "garbled")}
    return Document(**{**values, **pages, "passages": tuple(passages)})


def refused(error: LoadError) -> dict[str, str]:
    """A refusal as plain values."""
    return {"class": type(error).__name__, "path": error.path, "problem": error.problem}


def refusal(values: dict[str, str]) -> LoadError:
    """The refusal of plain values.

    >>> str(refusal(refused(errors.TooManyPages("a.pdf", 4000, 3000))))[:50]
    'a.pdf: the PDF has 4,000 pages, more than the 3,00'
    """
    known: type[LoadError] = getattr(errors, values["class"])
    error = known.__new__(known)
    error.problem = values["problem"]
    LoadError.__init__(error, values["path"])
    return error
