"""Web pages: the article as text and tables, without menus, footers and scripts, and what is attached to it."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree, html

from loaders.errors import BrokenFile, EmptyFile
from loaders.formats.decoding import decode, read_bytes
from loaders.formats.html.article import article_of, attachments_of, title_of
from loaders.formats.html.flow import read_flow
from loaders.formats.passages import Block, Text, document_of, tidy
from loaders.formats.pieces import HeaderWords
from loaders.places import Document

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_BEGINNING = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|\?xml[^>]*>\s*<!?(?:doctype\s+)?html)", re.IGNORECASE
)


def read_html(path: Path, is_header_word: HeaderWords) -> Document:
    """A web page as a document."""
    return read_html_bytes(read_bytes(path), path)


def is_html(content: bytes) -> bool:
    """Whether bytes begin as a web page does, whatever the ending of the file says.

    >>> is_html(b"\\r\\n<!DOCTYPE html>"), is_html(b"<html xmlns:x='urn:x'>"), is_html(b"<w:document>")
    (True, True, False)
    """
    return _BEGINNING.match(content[:1000]) is not None


def read_html_bytes(content: bytes, path: Path) -> Document:
    """A web page from its bytes."""
    text, encoding = decode(content, path)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise EmptyFile(path) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise BrokenFile(path)  # the parser stopped in the middle, where elements are nested too deep
    return document_of(path, content, _blocks(root), encoding=encoding)


def _blocks(root: html.HtmlElement) -> list[Block]:
    """The title of the page where the article lacks it, the article, and its attachments."""
    title, attachments = tidy(title_of(root) or ""), attachments_of(root)
    article = list(read_flow(article_of(root)))
    printed = {block.text for block in article[:10] if isinstance(block, Text)}
    last = max((block.line for block in article), default=0)
    listed = [Text(tidy(text), last + number) for number, text in enumerate(attachments, start=1)]
    head = [Text(title, 1)] if title and title not in printed else []
    return [*head, *article, *listed]
