"""Web pages: the article as text and tables, without menus, footers and scripts, and what is attached to it."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from loaders.errors import BrokenFile, EmptyFile
from loaders.formats.decoding import decode, read_bytes
from loaders.formats.html.article import article_of, attachments_of, title_of
from loaders.formats.html.flow import read_flow
from loaders.formats.html.mail import page_within
from loaders.formats.passages import Block, Text, document_of, tidy
from loaders.formats.pieces import HeaderWords
from loaders.formats.sniffing import is_mail
from loaders.places import Document

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml")


def read_html(path: Path, is_header_word: HeaderWords) -> Document:
    """A web page as a document."""
    content = read_bytes(path)
    text, encoding = decode(page_within(content, path) if is_mail(content) else content, path)
    return document_of(path, content, _blocks(_parsed(text, path)), encoding=encoding)


def _parsed(text: str, path: Path) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise EmptyFile(path) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise BrokenFile(path)  # the parser stopped in the middle, where elements are nested too deep
    return root


def _blocks(root: html.HtmlElement) -> list[Block]:
    """The title of the page where the article lacks it, the article, and its attachments."""
    title, attachments = tidy(title_of(root) or ""), attachments_of(root)
    article = list(read_flow(article_of(root)))
    printed = {block.text for block in article[:10] if isinstance(block, Text)}
    last = max((block.line for block in article), default=0)
    listed = [Text(tidy(text), last + number) for number, text in enumerate(attachments, start=1)]
    head = [Text(title, 1)] if title and title not in printed else []
    return [*head, *article, *listed]
