"""Web pages saved as one file (.mht): the page inside a message of several parts."""

from __future__ import annotations

import email
from pathlib import Path

from loaders.errors import BrokenFile


def page_within(content: bytes, path: Path) -> bytes:
    r"""The first page of a message, as bytes.

    >>> head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
    >>> page_within(head + b"Content-Transfer-Encoding: quoted-printable\n\n<p>=E9=A2=84</p>\n--x--\n", Path("a.mht"))
    b'<p>\xe9\xa2\x84</p>'
    """
    for part in email.message_from_bytes(content).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page
    raise BrokenFile(path)
